"""Which words of a page come from which message of the catalogue.

The catalogue hands out its texts between two private characters and a number; in the finished HTML
each pair becomes a ``<span data-msg="12">``, or nothing where no element may stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from toolkit.render.environment import Templates
from toolkit.render.fit import PX_PER_MM
from toolkit.translations.catalog import Catalog, MsgId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ATTRIBUTE = "data-msg"
# Private use: no template, translation or font has them.
_START, _MIDDLE, _END = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_START}(\\d+){_MIDDLE}|{_END}")
_TAG = re.compile(r"(<!--.*?-->|<(?:title|style|textarea|option)\b.*?</\w+>|<[^>]*>)", re.DOTALL)
# Pieces of one sentence on one line that are nearer than this are one place to click, in CSS px.
_NEAR = PX_PER_MM


@dataclass(frozen=True, slots=True)
class Marking(Catalog):
    """A catalogue that marks what it says; ``asked`` numbers what it was asked for."""

    asked: dict[MsgId, int] = field(default_factory=dict)

    def gettext(self, msgid: str) -> str:
        return self._marked(msgid, Catalog.gettext(self, msgid))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self._marked((singular, plural), Catalog.ngettext(self, singular, plural, n))

    def _marked(self, msgid: MsgId, text: str) -> str:
        number = self.asked.setdefault(msgid, len(self.asked))
        return f"{_START}{number}{_MIDDLE}{text}{_END}"


def marking(catalog: Catalog) -> Marking:
    """Let ``catalog`` mark what it says."""
    return Marking(**{each.name: getattr(catalog, each.name) for each in fields(catalog)})


class MarkedTemplates(Templates):
    """Templates that print the words of a marking catalogue in spans."""

    def render(self, name: str, catalog: Catalog, context: Mapping[str, object]) -> str:
        return spans(super().render(name, catalog, context))


def spans(html: str) -> str:
    """Turn marks in the text of ``html`` into spans; take them out of tags, titles and comments."""
    pieces = _TAG.split(html)
    return "".join(
        _MARK.sub("", piece) if place % 2 else _MARK.sub(_span, piece)
        for place, piece in enumerate(pieces)
    )


def _span(match: re.Match[str]) -> str:
    return f'<span {ATTRIBUTE}="{match[1]}">' if match[1] else "</span>"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of a message stand on a page, in fractions of its width and height."""

    message: int
    left: float
    top: float
    width: float
    height: float


def places(page: Any) -> tuple[Place, ...]:
    """Find the words of every message on a laid-out WeasyPrint page, in reading order."""
    found: list[tuple[int, tuple[float, float, float, float]]] = []
    for message, box in _boxes(page._page_box, None, None):
        if found and found[-1][0] == message and _one_line(found[-1][1], box):
            found[-1] = (message, _union(found[-1][1], box))
        else:
            found.append((message, box))
    return tuple(
        Place(
            message,
            left / page.width,
            top / page.height,
            (right - left) / page.width,
            (bottom - top) / page.height,
        )
        for message, (left, top, right, bottom) in found
    )


def _boxes(
    box: Any, message: int | None, matrix: Any
) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    element = getattr(box, "element", None)
    if element is not None and element.get(ATTRIBUTE):
        message = int(element.get(ATTRIBUTE))
    own = getattr(box, "transformation_matrix", None)
    if own is not None:
        matrix = own @ matrix if matrix is not None else own
    text = getattr(box, "text", None)
    if message is not None and text and text.strip():
        yield message, _turned(box, matrix)
    for child in box.all_children() if hasattr(box, "all_children") else ():
        yield from _boxes(child, message, matrix)


def _turned(box: Any, matrix: Any) -> tuple[float, float, float, float]:
    """Give left, top, right and bottom of a text box as the reader of the page sees it."""
    xs, ys = (
        (box.position_x, box.position_x + box.width),
        (
            box.position_y,
            box.position_y + box.height,
        ),
    )
    if matrix is not None:
        corners = [matrix.transform_point(x, y) for x in xs for y in ys]
        xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _one_line(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    beside = other[0] <= one[2] + _NEAR and one[0] <= other[2] + _NEAR
    middle = (other[1] + other[3]) / 2
    return beside and one[1] <= middle <= one[3]


def _union(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
