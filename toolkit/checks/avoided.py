"""Words that are never printed: ``avoid`` of ``locales/glossary/<locale>.toml``.

What is looked through are the texts of a sheet, not the sheet: numbers, names and what a school
says of itself come in by placeholders, and nobody's name is a word to avoid.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.errors import RenderError, TranslationError
from toolkit.tomlfile import load, text
from toolkit.tomlfile.kinds import mapping
from toolkit.tomlfile.table import Table
from toolkit.translations import patterns
from toolkit.translations.compare import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toolkit.errors import ToolkitError
    from toolkit.locales import Locale
    from toolkit.translations.catalog import Catalog, MsgId

# No space between words: a phrase is found anywhere.
_NO_SPACES = frozenset({"Hans", "Hant", "Jpan", "Thai", "Khmr", "Laoo", "Mymr"})
# Arabic writes “and”, “the”, “with”, “for” … as one word with the next.
_PREFIXES = {"Arab": r"(?:[وفبكل]|ال|لل)*"}
_TATWEEL = "\u0640"
_ALIKE = str.maketrans({"’": "'", "-": " ", "\u2010": " ", "\u2011": " ", "\u00ad": ""})


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word or phrase, and what to write instead."""

    phrase: str
    instead: str


@dataclass(frozen=True, slots=True)
class Term:
    """What a locale has agreed to say.

    Attributes:
        source: In English; several are separated by semicolons.
        term: In the locale; several are separated by semicolons.
        forms: Further ways to say it, for ``translations check``: what it cannot see is the same.
    """

    source: str
    term: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exempt:
    """A text that a rule of ``translations check`` does not look at, and why; by its singular."""

    rule: str
    msgid: str
    why: str


class Glossary:
    """What must not be said in ``locale``, what has been agreed, and which texts are exempt."""

    def __init__(
        self,
        locale: Locale,
        avoided: tuple[Avoided, ...] = (),
        terms: tuple[Term, ...] = (),
        exempt: tuple[Exempt, ...] = (),
    ) -> None:
        self.locale = locale
        self.avoided = avoided
        self.terms = terms
        self.exempt = exempt
        self._phrases = [(self._plain(each.phrase), each) for each in avoided]

    def found_in(self, said: str) -> Iterator[Avoided]:
        """Name each phrase that ``said`` holds, in any case, over tags and placeholders."""
        plain = self._plain(patterns.words(said))
        for phrase, avoided in self._phrases:
            # Nearly no text holds any of them: looking for plain letters is quick.
            if phrase in plain and any(
                self._alone(plain, match) for match in self._pattern(phrase).finditer(plain)
            ):
                yield avoided

    def _pattern(self, phrase: str) -> re.Pattern[str]:
        return re.compile(_PREFIXES.get(self.locale.script, "") + re.escape(phrase))

    def _alone(self, said: str, match: re.Match[str]) -> bool:
        """Whether it is no piece of a longer word; vowel signs are letters too."""
        if self.locale.script in _NO_SPACES:
            return True
        before, after = said[: match.start()][-1:], said[match.end() :][:1]
        return not any(unicodedata.category(each)[0] in "LMN" for each in before + after)

    def _plain(self, written: str) -> str:
        """Write alike what only looks different: case, apostrophes, hyphens, Arabic vowel marks."""
        plain = unicodedata.normalize("NFC", written).casefold().translate(_ALIKE)
        if self.locale.script == "Arab":
            kept = (each for each in plain if unicodedata.category(each) != "Mn")
            plain = "".join(kept).replace(_TATWEEL, "")
        return " ".join(plain.split())


def load_glossary(folder: Path, locale: Locale) -> tuple[Glossary, list[ToolkitError]]:
    """Read the glossary of ``locale`` in ``folder``; an empty one where there is none.

    A ``[[term]]`` names what the templates say (``source``), what the locale says for it
    (``term``), and what it never says (``avoid``). ``elsewhere`` lists words that are wrong for
    this term and right for others: they are for whoever translates, and not looked for. ``forms``
    and ``[[exempt]]`` are for the warnings of ``translations check``.
    """
    path = folder / f"{locale.code}.toml"
    if not path.is_file():
        return Glossary(locale), []
    table, faults = load(path)
    avoided: list[Avoided] = []
    terms: list[Term] = []
    for number, row in enumerate(table.several("term", mapping)):
        term = Table(row, table.at(f"term[{number}]"), faults)
        source = term.need("source", text())
        # One that is there and empty waits for its translator.
        instead = term.get("term", text(), "") if term.has("term") else term.need("term", text())
        for name in ("part_of_speech", "note"):
            term.get(name, text(600))
        term.several("elsewhere", text(80))
        avoid, forms = term.several("avoid", text(80)), term.several("forms", text(80))
        avoided += [Avoided(phrase, instead or source) for phrase in avoid]
        terms += [Term(source, instead, forms)] if instead else []
        term.end()
    exempt = _exempt(table, faults)
    table.end()
    return Glossary(locale, tuple(avoided), tuple(terms), exempt), faults


def _exempt(table: Table, faults: list[ToolkitError]) -> tuple[Exempt, ...]:
    found = []
    for number, row in enumerate(table.several("exempt", mapping)):
        each = Table(row, table.at(f"exempt[{number}]"), faults)
        keys = (each.need("rule", text()), each.need("msgid", text(2000)), each.need("why", text()))
        found += [Exempt(*keys)] if each.end() else []
    return tuple(found)


def avoided_terms(catalog: Catalog, msgid: MsgId, glossary: Glossary) -> list[ToolkitError]:
    """Name every phrase to avoid in one text of a sheet, as ``catalog`` says it."""
    forms: tuple[str, ...] = (msgid,) if isinstance(msgid, str) else msgid
    where = f'templates "{shown(forms[0])}"'
    message = catalog.messages.get(msgid)
    if message and message.translated:
        forms = message.strings
        where = f'{catalog.where}:{message.line} "{shown(message.msgid, 40)}"'
    found = dict.fromkeys(each for form in forms for each in glossary.found_in(form))
    return [_fault(catalog, where, each) for each in found]


def _fault(catalog: Catalog, where: str, avoided: Avoided) -> ToolkitError:
    kind = RenderError if catalog.locale.source else TranslationError
    return kind(where, f"“{avoided.phrase}” is a term to avoid", f"write: {avoided.instead}")
