"""Lay out once what a sheet says many times: ten equal cards are one card and nine copies of it.

A copy keeps the boxes of its original, each a box of its own so that it is tagged and read aloud
like any other, and is moved to its place by a transform. Laying out is most of the time a card
sheet takes. Works on WeasyPrint's boxes; ``tests/render/test_repeat.py`` compares the pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from weasyprint.css.properties import Dimension
from weasyprint.layout.absolute import AbsolutePlaceholder

if TYPE_CHECKING:
    from collections.abc import Iterator

CARD = "card"
# On the original; and, on each emptied copy, the name of its original.
NAME, SAME = "data-card", "data-same"


def empty(root: Any) -> bool:
    """Empty every card that says what an earlier one on its page says; False if there is none.

    ``root`` is the ``html`` element; a page of cards is a ``section``.
    """
    found = False
    for page in root.iter("section"):
        known: dict[bytes, str] = {}
        for card in page:
            if CARD not in card.get("class", "").split():
                continue
            content = b"".join(ET.tostring(child) for child in card)
            if content in known:
                card.set(SAME, known[content])
                del card[:]
                found = True
            else:
                known[content] = f"card-{len(known)}"
                card.set(NAME, known[content])
    return found


def fill(document: Any) -> None:
    """Put copies of the laid-out originals where cards were emptied."""
    for number, page in enumerate(document.pages):
        originals: dict[str, Any] = {}
        for place in _cards(page._page_box):
            if name := place.element.get(NAME):
                originals[name] = place
            elif name := place.element.get(SAME):
                place.set_laid_out_box(_copy(originals[name], place))
        # A new page gathers links, bookmarks and anchors anew.
        document.pages[number] = type(page)(page._page_box)


def _copy(original: Any, place: Any) -> Any:
    across = place.position_x - original.position_x
    down = place.position_y - original.position_y
    box = original.deepcopy()
    box.style = original.style.copy()
    # Not moved box by box: backgrounds, once laid out, would stay behind.
    box.style["transform"] = (("translate", (Dimension(across, "px"), Dimension(down, "px"))),)
    return box


def _cards(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, AbsolutePlaceholder):
            yield child
        elif hasattr(child, "children"):
            yield from _cards(child)
