"""Fit: the largest type that keeps the page limit; refuse rather than clip.

Works on WeasyPrint's laid-out boxes, which it reads and never changes. Lengths are CSS pixels,
96 to the inch, unless their name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from toolkit.errors import DoesNotFit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Body text is 11 pt at scale 1 and never below 10 pt.
BODY_PT = 11.0
SCALES = (1.0, 0.975, 0.95, 0.93, 10 / BODY_PT)
# School copiers do not print nearer to the edge.
SAFE_MM = 10.0
PX_PER_MM = 96 / 25.4
# Half a point: rounding in line breaking, and glyphs whose side bearing hangs out.
TOLERANCE = 0.7


class Laid(Protocol):
    """What this module needs of a WeasyPrint ``Document``."""

    pages: list[Any]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A layout that holds.

    Attributes:
        document: WeasyPrint's laid-out document.
        scale: Type scale it was laid out at.
        layouts: How many layouts it took.
    """

    document: Any
    scale: float
    layouts: int


def fit(lay_out: Callable[[float], Laid], *, where: str, max_pages: int) -> Fitted:
    """Find the largest scale that fits, from full size down.

    Not from the last good scale: rounding can make a smaller type fit where a larger one, between
    two that fit, does not, and then the same input would give other bytes in another folder.

    Raises:
        DoesNotFit: Not even the smallest legible type does.
    """
    problem = ""
    for layouts, scale in enumerate(SCALES, start=1):
        document = lay_out(scale)
        problem = _problem(document, max_pages)
        if not problem:
            return Fitted(document, scale, layouts)
    raise DoesNotFit(
        where,
        f"{problem}, even with body text at {BODY_PT * SCALES[-1]:.0f} pt",
        "shorten the text, or give it more room in the layout",
    )


def _problem(document: Laid, max_pages: int) -> str:
    if len(document.pages) > max_pages:
        return f"takes {len(document.pages)} pages, {max_pages} allowed"
    return next(overflows(document), "")


def overflows(document: Laid) -> Iterator[str]:
    """Name each piece of text outside its box, its fixed frame, or the printable area."""
    for number, page in enumerate(document.pages, start=1):
        for problem in _walk(page._page_box, page, [], None):
            yield f"page {number}: {problem}"


def _walk(box: Any, page: Any, frames: list[Any], matrix: Any) -> Iterator[str]:
    own = getattr(box, "transformation_matrix", None)
    if own is not None:
        matrix = own @ matrix if matrix is not None else own
    if _is_frame(box):
        frames = [*frames, box]
    text = getattr(box, "text", None)
    if text and text.strip():
        place = (box.position_x, box.position_y, box.width, box.height)
        yield from _outside(place, _quote(text), page, frames, matrix)
    elif _is_field(box):
        place = (box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
        yield from _outside(place, _field(box), page, frames, matrix)
    for child in box.all_children() if hasattr(box, "all_children") else ():
        if type(child).__name__ == "LineBox":
            yield from _too_wide(child, box)
        yield from _walk(child, page, frames, matrix)


def _is_frame(box: Any) -> bool:
    """Tell whether the height is given: what runs out of it would be clipped or overprint."""
    element = getattr(box, "element", None)
    return (
        element is not None
        and "fixed" in (element.get("class") or "").split()
        and hasattr(box, "height")
    )


def _outside(
    place: tuple[float, float, float, float],
    said: str,
    page: Any,
    frames: list[Any],
    matrix: Any,
) -> Iterator[str]:
    left, top, width, height = place
    right, bottom = left + width, top + height
    for frame in frames:
        frame_left, frame_top = frame.border_box_x(), frame.border_box_y()
        if (
            left < frame_left - TOLERANCE
            or top < frame_top - TOLERANCE
            or right > frame_left + frame.border_width() + TOLERANCE
            or bottom > frame_top + frame.border_height() + TOLERANCE
        ):
            yield f"{said} runs out of its {_name(frame)}"
    if matrix is not None:
        corners = [matrix.transform_point(x, y) for x in (left, right) for y in (top, bottom)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    edge = SAFE_MM * PX_PER_MM - TOLERANCE
    if left < edge or top < edge or right > page.width - edge or bottom > page.height - edge:
        yield f"{said} comes nearer than {SAFE_MM:.0f} mm to the paper’s edge"


def _too_wide(line: Any, block: Any) -> Iterator[str]:
    start = block.content_box_x()
    end = start + block.width
    for child in line.children:
        if not child.is_in_normal_flow() or not getattr(child, "width", 0):
            continue
        said = _field(child) if _is_field(child) else _text(child) and _quote(_text(child))
        left, right = child.position_x, child.position_x + child.margin_width()
        if said and (left < start - TOLERANCE or right > end + TOLERANCE):
            yield f"{said} is wider than its column"


def _text(box: Any) -> str:
    if getattr(box, "text", None):
        return str(box.text).strip()
    return " ".join(filter(None, (_text(child) for child in getattr(box, "children", ()))))


def _is_field(box: Any) -> bool:
    """Tell whether a reader writes in it: a line or a box that is printed, with no text in it."""
    return hasattr(box, "is_input") and bool(box.is_input())


def _field(box: Any) -> str:
    return f"field {box.element.get('name')!r}"


def _name(box: Any) -> str:
    return f"{box.element.tag}.{(box.element.get('class') or '').replace(' ', '.')}"


def _quote(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text[:40]}…”" if len(text) > 41 else f"“{text}”"  # noqa: PLR2004 - a readable length
