"""English left standing in a translation."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from toolkit.checks.doubts.model import plain, translated, words
from toolkit.translations.compare import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.checks.doubts.model import Finding
    from toolkit.translations.catalog import Catalog

# Words in a row that are the same in both. Two can be a name, or a term with its English beside it;
# a language in Latin letters shares more of them.
_IN_A_ROW = {"Latn": 4}
_ELSEWHERE = 3

_ENGLISH = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")


def copied(catalog: Catalog) -> Iterator[Finding]:
    """Name texts that are a copy of the English, and those that hold a piece of it.

    Single words are left alone in languages of Latin letters: many are the same.
    """
    latin = catalog.locale.script == "Latn"
    for message, form, source in translated(catalog):
        theirs = [word.casefold() for word in words(source)]
        given = [word.casefold() for word in words(form)]
        if given == theirs and len(given) > latin and any(len(word) > 1 for word in given):
            yield message, Fault("is the same as the English", "translate it")
            continue
        # Among letters of another script English words need not stand apart.
        ours = given if latin else [word.casefold() for word in _ENGLISH.findall(plain(form))]
        row = _longest_row(theirs, ours)
        if len(row) >= _IN_A_ROW.get(catalog.locale.script, _ELSEWHERE):
            yield message, Fault(f"leaves “{' '.join(row)}” in English", "translate it")


def _longest_row(source: list[str], given: list[str]) -> list[str]:
    """Find the longest run of words that both have."""
    match = SequenceMatcher(None, source, given, autojunk=False).find_longest_match()
    return source[match.a : match.a + match.size]
