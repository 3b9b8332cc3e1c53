"""What is measured of the English of a material: grade, words, longest sentence, pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.checks.pages import prose
from toolkit.checks.sentences import grade, sentences, words

if TYPE_CHECKING:
    from toolkit.checks.reading import Reading

LONGEST = 20
"""Most words of a sentence."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The running text of one material, without help lines, imprint, names and lines to fill in.

    Attributes:
        grade: US school grade it reads at.
        target: The grade it is written for: the most it may be.
        words: Of all sentences, headings and list items; of ten equal cards, those of one.
        longest: Words of the longest sentence.
        sentence: That sentence.
        pages: Most pages it may take.
    """

    material: str
    grade: float
    target: int
    words: int
    longest: int
    sentence: str
    pages: int


def measure(reading: Reading) -> Measures:
    """Measure a sheet in the source language."""
    said = [each for _, block in prose(reading.pages) for each in sentences(block.text)]
    longest = max(said, key=words, default="")
    return Measures(
        material=reading.material.id,
        grade=grade(said),
        target=reading.material.grade,
        words=sum(map(words, said)),
        longest=words(longest),
        sentence=longest,
        pages=reading.material.pages,
    )
