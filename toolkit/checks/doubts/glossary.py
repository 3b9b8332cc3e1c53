"""Agreed terms that a translation does not use, and renderings it should not.

Languages inflect, so a term is looked for by the first letters of its words, in any order. What
that cannot see goes into ``forms`` of the entry. A warning only: a pronoun may stand for a term.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.checks.doubts.model import plain, translated, words
from toolkit.translations.compare import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.checks.avoided import Glossary, Term
    from toolkit.checks.doubts.model import Finding
    from toolkit.translations.catalog import Catalog

_NO_SPACES = frozenset({"Hans", "Hant", "Jpan", "Thai", "Khmr", "Laoo", "Mymr"})
# Renderings, and sources, are listed with these between them.
_BETWEEN = re.compile(r"[;؛；،，]|,(?=\s)")
_ASIDE = re.compile(r"[(（][^)）]*[)）]|[“”«»…]")
# English endings: “signs”, “reporting”, “abused”.
_ENDINGS = r"(?:s|es|d|ed|ing)?"
# A word is the same as one that shares so much of it, from its start.
_SHARED, _LEAST = 0.7, 3
# “And”, “for”, “with”, “the”: Arabic writes them as one with the word.
_ARABIC = ("ال", "لل", "و", "ف", "ب", "ك", "ل")
_ALIFS = str.maketrans("أإآىؤئ", "اااءءء")
_TATWEEL = "\u0640"
_ACUTE = "\u0301"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One English term, whatever entries of the glossary have it."""

    source: str
    pattern: re.Pattern[str]
    renderings: tuple[tuple[str, ...], ...]
    say: str


def unagreed(catalog: Catalog, glossary: Glossary) -> Iterator[Finding]:
    """Name texts whose English has a term of the glossary and which say it in no agreed way."""
    script = catalog.locale.script
    entries = _entries(glossary, script)
    for message, form, source in translated(catalog):
        english, said = plain(source), _said(form, script)
        taken: list[tuple[int, int]] = []
        for entry in entries:
            found = [
                match.span()
                for match in entry.pattern.finditer(english)
                if not any(start <= match.start() < end for start, end in taken)
            ]
            taken += found  # “child sexual abuse material” is not “abuse”
            if found and not any(_has(said, each, script) for each in entry.renderings):
                what = f"does not use the agreed term for “{entry.source}”"
                yield message, Fault(what, f"say: {entry.say}")


def avoided(catalog: Catalog, glossary: Glossary) -> Iterator[Finding]:
    """Name texts with a rendering the glossary says to avoid."""
    for message, form, _ in translated(catalog):
        for each in glossary.found_in(form):
            what = f"“{each.phrase}” is a term to avoid: no sheet is made with it"
            yield message, Fault(what, f"write: {each.instead}")


def _entries(glossary: Glossary, script: str) -> list[_Entry]:
    """Gather the terms, the longest first."""
    terms: dict[str, list[Term]] = {}
    for term in glossary.terms:
        for source in _listed(term.source):
            terms.setdefault(source.casefold(), []).append(term)
    entries = []
    for source, those in sorted(terms.items(), key=lambda item: -len(item[0])):
        pattern = re.compile(rf"\b{re.escape(source)}{_ENDINGS}\b", re.IGNORECASE)
        listed = [each for term in those for each in (*_listed(term.term), *term.forms)]
        renderings = tuple(dict.fromkeys(_said(each, script) for each in listed))
        say = "; ".join(dict.fromkeys(term.term for term in those))
        entries.append(_Entry(source, pattern, renderings, say))
    return entries


def _listed(text: str) -> list[str]:
    """Cut “trusted adult; a grown-up you trust” in two; what is in brackets explains."""
    parts = (part.strip(" .。?!") for part in _BETWEEN.split(_ASIDE.sub(" ", text)))
    return [" ".join(part.split()) for part in parts if part]


def _said(text: str, script: str) -> tuple[str, ...]:
    """Write words alike that inflection, accents and vowel signs make different."""
    if script in _NO_SPACES:
        return ("".join(text.casefold().split()),)
    plain_words = (word.casefold().replace("’", "'") for word in words(text))
    if script != "Arab":
        marked = (unicodedata.normalize("NFD", word) for word in plain_words)
        # “Reportar” and “repórtalo”: endings move the accent.
        return tuple(unicodedata.normalize("NFC", each.replace(_ACUTE, "")) for each in marked)
    bare = (
        "".join(c for c in word if unicodedata.category(c) != "Mn" and c != _TATWEEL)
        for word in plain_words
    )
    return tuple(word.translate(_ALIFS) for word in bare)


def _has(said: tuple[str, ...], rendering: tuple[str, ...], script: str) -> bool:
    if script in _NO_SPACES:
        return rendering[0] in said[0]
    if script == "Arab":
        said = tuple(each for word in said for each in _without_prefixes(word))
        rendering = tuple(word.removeprefix("ال") for word in rendering)
    return all(any(_alike(word, other) for other in said) for word in rendering)


def _without_prefixes(word: str) -> list[str]:
    found = [word]
    for each in found:  # grows as it goes: “and for the line”
        found += [each[len(p) :] for p in _ARABIC if each.startswith(p) and len(each) > len(p) + 1]
    return found


def _alike(word: str, other: str) -> bool:
    if word == other:
        return True
    shared = max(_LEAST, round(len(word) * _SHARED))
    return len(word) >= _LEAST and word[:shared] == other[:shared]
