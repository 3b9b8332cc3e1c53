"""Rules that hold in every language: they look at how a sheet is made, not at what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.checks.reading import Found
from toolkit.materials import READERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.checks.reading import Reading

# Kinds with room for whose advice they are built on; a card has none.
_NAME_SOURCES = ("guide", "lesson")


def caveat_beside_signs(reading: Reading) -> Iterator[Found]:
    """Allow signs or risks only with the words that no sign is proof, on the same page."""
    for page in reading.pages:
        if "signs" in page.classes and "caveat" not in page.classes:
            fix = "put {{ caveat.box() }} above the list"
            yield Found(page.number, "signs are listed without the caveat beside them", fix)


def words_for_pictures(reading: Reading) -> Iterator[Found]:
    """Require of every picture that words say what it shows; decoration is a background."""
    for page in reading.pages:
        if not all(words.strip() for words in page.pictures):
            fix = "write an alt, or make it the background of a class=icon"
            yield Found(page.number, "a picture has no text in its place", fix)


def known_readers(reading: Reading) -> Iterator[Found]:
    """Require that a page that names its reader names one the other rules know."""
    for page in reading.pages:
        if page.reader not in READERS:
            what = f"data-reader {page.reader!r} is no reader"
            yield Found(page.number, what, f"use one of {', '.join(READERS)}")


def sources_printed(reading: Reading) -> Iterator[Found]:
    """Require that a guide says whose advice it is built on."""
    printed = any("sources" in block.classes for page in reading.pages for block in page.blocks)
    if reading.material.kind in _NAME_SOURCES and not printed:
        yield Found(0, "no sources are printed", "fill the block `sources`")
