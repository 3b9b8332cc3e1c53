"""Contrast: every piece of text can be read on the ground it is printed on.

Works on WeasyPrint's laid-out boxes, so it sees the colours a sheet really has: a new style sheet
or a school's own colour. A ground is the nearest one around the text; what is placed over a box
that is not around it, and drawings behind text, are for people to look at.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from toolkit.colours import READABLE, contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

# Red, green and blue, 0 to 1.
_Colour: TypeAlias = tuple[float, float, float]
_PAPER: _Colour = (1.0, 1.0, 1.0)


def faint(document: Any) -> Iterator[str]:
    """Name each pair of text and ground below 4.5:1, large type too, and some text in it."""
    named: set[tuple[_Colour, _Colour]] = set()
    for number, page in enumerate(document.pages, start=1):
        box = page._page_box
        ground = _over(getattr(box, "canvas_background", None), _PAPER, 1.0)
        for text, colour, behind in _texts(box, ground, 1.0):
            if (colour, behind) not in named and _ratio(colour, behind) < READABLE:
                named.add((colour, behind))
                yield (
                    f"page {number}: “{text[:40]}” is {_hex(colour)} on {_hex(behind)}, "
                    f"{_ratio(colour, behind):.2f}:1"
                )


def _texts(box: Any, ground: _Colour, opacity: float) -> Iterator[tuple[str, _Colour, _Colour]]:
    """Walk every piece of text below ``box`` with its colour and what is behind it."""
    style = box.style
    if style["opacity"] < 1:
        opacity *= style["opacity"]
    text = getattr(box, "text", None)
    if text:
        if text.strip() and style["visibility"] == "visible":
            yield text.strip(), _blend(style["color"], ground, opacity), ground
        return
    ground = _over(getattr(box, "background", None), ground, opacity)
    for child in box.all_children() if hasattr(box, "all_children") else ():
        yield from _texts(child, ground, opacity)


def _over(background: Any, ground: _Colour, opacity: float) -> _Colour:
    """Lay a box's background over what is behind it."""
    return _blend(background.color, ground, opacity) if background else ground


def _blend(colour: Any, ground: _Colour, opacity: float) -> _Colour:
    alpha = colour.alpha * opacity
    if not alpha:
        return ground
    red, green, blue, _ = colour if colour.space == "srgb" else colour.to("srgb")
    return (
        red * alpha + ground[0] * (1 - alpha),
        green * alpha + ground[1] * (1 - alpha),
        blue * alpha + ground[2] * (1 - alpha),
    )


@cache
def _ratio(colour: _Colour, ground: _Colour) -> float:
    return contrast(_hex(colour), _hex(ground))


def _hex(colour: _Colour) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour)
