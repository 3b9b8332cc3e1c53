"""Where a line may end in scripts that set no spaces between words: Khmer, Lao, Burmese, Thai.

Pango breaks such text nowhere, so a sentence runs off the page. ICU knows their words; between
them goes U+200B, which shows nothing and lets a line end. It is put into the parsed sheet, just
before it is laid out, and only between two letters of these scripts: catalogues, composed sheets,
attributes, numbers, addresses and names in other letters stay as they are. What is copied or read
aloud has none either: see ``toolkit/render/pdf.py``.
"""

from __future__ import annotations

import re
from importlib import metadata
from typing import TYPE_CHECKING, Any

from toolkit import scripts
from toolkit.errors import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.locales import Locale

MAY_BREAK = "\u200b"
PACKAGE = "icu4py"
# Elements that a word may run through; every other one ends it.
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "cite", "code", "em", "i", "label", "mark"),
        *("q", "small", "span", "strong", "sub", "sup", "time", "u"),
    )
)
# Elements whose text is no running text.
_OTHER = frozenset(
    (
        *("head", "option", "script", "select", "style", "template", "textarea"),
        "{http://www.w3.org/2000/svg}svg",
    )
)
# ICU's dictionaries do not hold every word, and a guess may tear a syllable. No line starts
# - after a sign that stacks the next letter below the one before (Khmer, Burmese),
# - with a letter that closes a syllable or is stacked upon (Burmese: it carries U+103A or U+1039),
# - with a sign that repeats the word before (Thai, Lao, Khmer).
_HELD = re.compile(
    r"(?<=[\u1039\u17d2])"
    r"|(?=[\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f][\u1037\u103b-\u103e]*[\u1039\u103a])"
    r"|(?=[\u0e46\u0ec6\u17d7])"
)


# A piece of text: the element that holds it, and as what.
_Piece = tuple[Any, str]


def version() -> str:
    """Name ICU's package and its version; "" where it is not installed."""
    try:
        return f"{PACKAGE} {metadata.version(PACKAGE)}"
    except metadata.PackageNotFoundError:
        return ""


def required(locales: Iterable[Locale]) -> str:
    """Name ICU's package and version if one of ``locales`` needs it, else "".

    Raises:
        EnvironmentFault: One does, and the package is not installed.
    """
    for locale in locales:
        if locale.breaking:
            if found := version():
                return found
            raise EnvironmentFault(
                f"locale {locale.code}",
                f"{locale.autonym} is written without spaces, and ICU, which knows where its lines "
                "may end, is not installed",
                "run: make breaking",
            )
    return ""


def put(root: Any) -> None:
    """Let the lines below ``root``, an ElementTree element, end between words."""
    for run in _runs(root):
        _put(run)


def clean(document: Any) -> None:
    """Take the marks out of the names of a laid-out document's bookmarks."""
    for page in document.pages:
        page.bookmarks = [
            (level, name.replace(MAY_BREAK, ""), *rest) for level, name, *rest in page.bookmarks
        ]


def _runs(root: Any) -> Iterator[list[_Piece]]:
    """Collect the pieces of text that are set one after another, through inline elements."""
    run: list[_Piece] = []
    for piece in _pieces(root):
        if piece:
            run.append(piece)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _pieces(element: Any) -> Iterator[_Piece | None]:
    """Walk through all text; None where one run of it ends."""
    inline = element.tag in _INLINE
    if not inline:
        yield None
    if element.tag not in _OTHER and not callable(element.tag):  # comments are callable
        if element.text:
            yield element, "text"
        for child in element:
            yield from _pieces(child)
            if child.tail:
                yield child, "tail"
    if not inline:
        yield None


def _put(run: list[_Piece]) -> None:
    texts = [getattr(element, name) for element, name in run]
    breaks = set(_breaks("".join(texts)))
    if not breaks:
        return
    start = 0
    for (element, name), text in zip(run, texts, strict=True):
        letters = (
            f"{MAY_BREAK}{letter}" if place in breaks else letter
            for place, letter in enumerate(text, start)
        )
        setattr(element, name, "".join(letters))
        start += len(text)


def _breaks(text: str) -> Iterator[int]:
    """Tell before which letters of ``text`` a line may end."""
    from icu4py.breakers import LineBreaker
    from icu4py.locale import Locale

    for run in scripts.unspaced().finditer(text):
        # The letters tell ICU which dictionary to use; the language is for other scripts. It counts
        # in UTF-16, and so do we here: none of these letters needs two units.
        segments = LineBreaker(run.group(), Locale("my")).segments()
        starts = (run.start() + start for start, _ in segments if start)
        yield from (start for start in starts if not _HELD.match(text, start))
