"""Rules for the English words of a sheet; translations say what the English says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.checks.measures import LONGEST, measure
from toolkit.checks.pages import prose
from toolkit.checks.reading import Found, quoted
from toolkit.checks.sentences import sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.checks.reading import Reading

_NOT = r"(?:not|never|none\ of\ (?:this|it)\ is|\w+n[’']t)"
_WHOSE = r"(?:your|their|(?:the|a|any)\ child[’']s|(?:a|any|the)\ young\ person[’']s)"
NOT_THEIR_FAULT = re.compile(rf"\b{_NOT}\ (?:ever\ )?{_WHOSE}\ fault\b", re.IGNORECASE)

# “Signs”, not “sign”: people sign agreements. What is in the caveat itself is no list.
_SIGNS = re.compile(
    r"""\bsigns\b(?!\ (?:here|it|this)\b)
    | \b(?:warning|danger|possible|early)\ sign
    | \brisks?\b | \brisk\ factors | \bsymptoms?\b | \bindicators?\b
    | \b(?:may|might|could)\ notice\b
    | \blife\ harder\b""",
    re.IGNORECASE | re.VERBOSE,
)


def never_their_fault(reading: Reading) -> Iterator[Found]:
    """Require of every page a young person may read that it says: not your fault."""
    for page in reading.pages:
        said = any(NOT_THEIR_FAULT.search(block.text) for block in page.blocks)
        if page.young and not said:
            fix = "say “It is not your fault.”; to adults “It is never the child’s fault.”"
            yield Found(page.number, "nothing says that it is not the young person’s fault", fix)


def signs_marked(reading: Reading) -> Iterator[Found]:
    """Require that what a heading calls signs or risks is marked so, and has the caveat."""
    for page, block in prose(reading.pages):
        named = block.heading and "caveat" not in block.classes and _SIGNS.search(block.text)
        if named and not {"signs", "caveat"} <= page.classes:
            what = f"the heading {quoted(block.text)} announces signs or risks"
            fix = "give their list class=signs and put {{ caveat.box() }} above it"
            yield Found(page.number, what, fix)


def short_sentences(reading: Reading) -> Iterator[Found]:
    """Allow no sentence of more than twenty words."""
    for page, block in prose(reading.pages):
        for sentence in sentences(block.text):
            if words(sentence) > LONGEST:
                what = f"a sentence has {words(sentence)} words: {quoted(sentence)}"
                yield Found(page.number, what, f"make it two: {LONGEST} words are the most")


def reading_grade(reading: Reading) -> Iterator[Found]:
    """Require that the English reads at the grade it is written for, or below."""
    measured = measure(reading)
    if measured.grade > measured.target:
        what = f"reads at grade {measured.grade}, and is written for {measured.target}"
        yield Found(0, what, "use shorter words and sentences: generate.py list --measures")
