"""Sentences and words of running English."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# After a full stop, question or exclamation mark, and whatever closes with it, before a space and
# the start of something new: not in “9:00”, “v1.0” or “example.org”. A colon ends a sentence where
# somebody is quoted after it; a middle dot stands between things that are no sentence together.
_START = r"""(?=[“‘"'(\[]*[^\W_a-z])"""
_END = re.compile(
    rf"""(?<=[.!?…])\s+{_START}"""
    rf"""|(?<=[.!?…][”’"')\]])\s+{_START}"""
    r"""|(?<=:)\s+(?=[“‘"])"""
    r"""|\s+·\s+"""
)
# A full stop that ends no sentence.
_SHORT = re.compile(r"\b(?:e\.g|i\.e|Mr|Mrs|Ms|Dr|[A-Z]\.[A-Z])\.$")
_WHOLE = re.compile(r"[.!?…][”’\"')\]]*$")
_WORD = re.compile(r"[^\W_]")
# textstat counts no sentence of one or two words, but their words: both are left out here.
_LEAST_WORDS = 3


def sentences(text: str) -> list[str]:
    """Cut a paragraph, heading or list item into its sentences; white space is single spaces."""
    found: list[str] = []
    for piece in _END.split(text):
        if found and _SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return [each for each in found if words(each)]


def words(text: str) -> int:
    """Count the words: whatever spaces set apart and a letter or digit is in."""
    return sum(bool(_WORD.search(each)) for each in text.split())


def grade(said: Iterable[str]) -> float:
    """Tell the US school grade that English ``sentences`` read at, by Flesch and Kincaid.

    0.39 × words a sentence + 11.8 × syllables a word - 15.59, over the whole sentences of three
    words or more: labels and items of lists would make a page look easier than it is. Syllables by
    the CMU dictionary, and by hyphenation for words not in it. 0 without any sentence.
    """
    whole = (each for each in said if _WHOLE.search(each) and words(each) >= _LEAST_WORDS)
    plain = [_plain(each) for each in whole]
    if not plain:
        return 0.0
    return round(float(_textstat().flesch_kincaid_grade(" ".join(plain))), 1)


@cache
def _textstat() -> Any:  # noqa: ANN401 - it has no types
    from textstat import textstat  # the dictionary it reads takes most of a second

    return textstat


def _plain(sentence: str) -> str:
    """Write a sentence so that textstat sees one: straight apostrophes, one full stop."""
    text = sentence.replace("’", "'").replace("‘", "'")
    text = re.sub(r"[-–—/]", " ", text)
    return re.sub(r"[^\w\s']|_", "", text).strip() + "."
