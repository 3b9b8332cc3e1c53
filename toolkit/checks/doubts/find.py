"""All rules over one catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.checks.avoided import load_glossary
from toolkit.checks.doubts.copied import copied
from toolkit.checks.doubts.glossary import avoided, unagreed
from toolkit.checks.doubts.language import misplaced
from toolkit.checks.doubts.model import Doubt, Unavailable
from toolkit.checks.doubts.punctuation import punctuation
from toolkit.checks.doubts.spelling import misspelled, own_words
from toolkit.errors import Faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from toolkit.checks.avoided import Glossary
    from toolkit.checks.doubts.model import Rule
    from toolkit.translations.catalog import Catalog

_GLOSSARY = "glossary"
_SLOW = ("spelling", "language")


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules say of a catalogue.

    Attributes:
        doubts: By line, then by rule.
        left_out: Rules that could not run here: what is missing, and how to get it.
    """

    doubts: tuple[Doubt, ...]
    left_out: tuple[str, ...] = ()


def find(
    catalog: Catalog,
    glossaries: Path,
    others: Iterable[str],
    sheets: Callable[[str], tuple[str, ...]],
    *,
    quick: bool = False,
) -> Found:
    """Look over every translated text of ``catalog``.

    Args:
        catalog: Of a locale that is translated.
        glossaries: The folder that has ``es.toml`` and ``es.words``.
        others: Codes of the locales a text may be in by mistake.
        sheets: Ids of the materials that print a text, by its singular.
        quick: Without the rules that start another program or read a whole file to judge.

    Raises:
        Faults: The glossary cannot be read.
    """
    glossary, faults = load_glossary(glossaries, catalog.locale)
    if faults:
        raise Faults(tuple(faults))
    doubts: list[Doubt] = []
    left_out: list[str] = []
    used: set[tuple[str, str]] = set()
    exempt = {(each.rule, each.msgid) for each in glossary.exempt}
    rules = _rules(glossary, glossaries, tuple(others))
    for name, rule in rules.items():
        if quick and name in _SLOW:
            continue
        try:
            findings = tuple(dict.fromkeys(rule(catalog)))
        except Unavailable as missing:
            left_out.append(str(missing))
            used |= {key for key in exempt if key[0] == name}
            continue
        for message, (what, fix) in findings:
            msgid = message.msgid if message else ""
            if (name, msgid) in exempt:
                used.add((name, msgid))
                continue
            where = f"{catalog.where}:{message.line}" if message else catalog.where
            doubts.append(Doubt(name, where, msgid, what, fix, sheets(msgid) if msgid else ()))
    # A text that waits for its translator is not looked at, and its exemption may stand.
    waiting = {each.msgid for each in catalog.messages.values() if not each.translated}
    for rule_name, msgid in sorted(key for key in exempt - used if key[1] not in waiting):
        where = f"{glossaries.name}/{catalog.locale.code}.toml"
        what = f"exempt from {rule_name}, and nothing is found there"
        doubts.append(Doubt("exempt", where, msgid, what, "take the entry out"))
    lines = {message.msgid: message.line for message in catalog.messages.values()}
    doubts.sort(key=lambda each: (lines.get(each.msgid, 0), each.rule))
    return Found(tuple(doubts), tuple(left_out))


def _rules(glossary: Glossary, folder: Path, others: tuple[str, ...]) -> Mapping[str, Rule]:
    words = own_words(folder / f"{glossary.locale.code}.words")
    return {
        _GLOSSARY: lambda catalog: unagreed(catalog, glossary),
        "avoided": lambda catalog: avoided(catalog, glossary),
        "copied": copied,
        "punctuation": punctuation,
        "spelling": lambda catalog: misspelled(catalog, words),
        "language": lambda catalog: misplaced(catalog, others),
    }
