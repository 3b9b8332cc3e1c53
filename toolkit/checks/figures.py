"""Rules for numbers that count people: none for the young, few for adults, each with its source."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from toolkit.checks.pages import prose
from toolkit.checks.reading import Found, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.checks.pages import Block
    from toolkit.checks.reading import Reading

MOST = {"young": 0, "everyone": 0, "parent": 1, "staff": 2}
"""Figures on all pages of a sheet that a reader reads."""

_SPELLED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundred"
_N = rf"(?:\d+(?:[.,]\d+)*|{_SPELLED})"
# Not a time, an age, a date, a page, a version: none of them counts a share or a multitude.
_SHARE = rf"""\b{_N}\s?(?:%|per\s?cent\b)
    | \b{_N}\ (?:in|out\ of|in\ every|of\ every|of\ each|out\ of\ every)\ {_N}\b"""
_SHARES = re.compile(_SHARE, re.IGNORECASE | re.VERBOSE)
_STATISTIC = re.compile(
    rf"""{_SHARE}
    | \b\d{{1,3}}(?:,\d{{3}})+\b
    | (?<![\d.,:-])\d{{5,}}\b
    | (?<![\d.,:-])(?!(?:19|20)\d\d\b)\d{{4}}\b
    | \b(?:{_N}|an?|many|several)\ (?:hundred|thousand|million|billion)s?\b
    | \b(?:hundreds|thousands|millions|billions)\ of\b
    | \b(?:half|thirds?|quarters?|majority)\ of\ (?:\w+\ )?
      (?:children|girls|boys|teens|teenagers|young|students|pupils|people|victims|cases|parents)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COUNTED = re.compile(
    r"\b(?:child(?:ren)?|young\ people|teen(?:ager)?s|girls|boys|students|pupils|people|parents"
    r"|adults|families|schools|reports|cases|calls|victims|pictures|those\ \w+)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def no_loose_numbers(reading: Reading) -> Iterator[Found]:
    """Allow a statistic only in a ``.figure``, which names its source; for the young, nowhere."""
    for page, block in prose(reading.pages):
        number = _STATISTIC.search(block.text)
        if page.young and (number or _is_figure(block)):
            what = f"a figure, on a page that the young may read: {quoted(block.text)}"
            yield Found(page.number, what, "leave it out")
        elif number and not _is_figure(block):
            what = f"{quoted(number[0])} is a figure without its source: {quoted(block.text)}"
            yield Found(page.number, what, "put it into {% call figures.figure(…) %}, or leave it")


def figures_complete(reading: Reading) -> Iterator[Found]:
    """Require that a figure says in which year, where and by whom what was counted."""
    for page in reading.pages:
        figures = [block for block in page.blocks if _is_figure(block)]
        printed = " ".join(block.text for block in figures)
        for block in figures:
            for lacking in _lacks(block, printed):
                what = f"a figure does not say {lacking}: {quoted(block.text)}"
                yield Found(page.number, what, "give source, year and place, and say them")


def few_figures(reading: Reading) -> Iterator[Found]:
    """Allow one figure for parents, two for staff."""
    counted = _count((page.reader, block) for page, block in prose(reading.pages))
    for reader in ("parent", "staff"):
        if counted[reader] > MOST[reader]:
            what = f"{counted[reader]} figures are too many for {reader} pages"
            yield Found(0, what, f"keep {MOST[reader]}: what helps to act")


def _count(blocks: Iterator[tuple[str, Block]]) -> Counter[str]:
    """Count the shares in each figure; how many people were asked belongs to the same one."""
    counted: Counter[str] = Counter()
    for reader, block in blocks:
        if _is_figure(block):
            counted[reader] += max(1, len(_SHARES.findall(block.text)))
    return counted


def _lacks(block: Block, printed: str) -> Iterator[str]:
    year, place, source = (block.facts.get(name, "") for name in ("year", "place", "source"))
    if not _YEAR.fullmatch(year) or year not in block.text:
        yield "the year"
    # Of two figures from one count, the first says where.
    if not place or place not in printed:
        yield "the place"
    if not source or source not in block.text:
        yield "its source"
    if not _COUNTED.search(block.text):
        yield "what was counted"


def _is_figure(block: Block) -> bool:
    return "figure" in block.classes
