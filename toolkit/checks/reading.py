"""What a rule is given to look at, and what it says when something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from toolkit.checks.pages import pages_of

if TYPE_CHECKING:
    from toolkit.checks.pages import Page
    from toolkit.materials import Material


@dataclass(frozen=True, slots=True)
class Reading:
    """A composed sheet, taken apart for the rules."""

    material: Material
    pages: tuple[Page, ...]


class Found(NamedTuple):
    """Something a rule does not allow.

    Attributes:
        page: Its number; 0 is the whole sheet.
        what: What is wrong.
        fix: What to do about it.
    """

    page: int
    what: str
    fix: str


Rule: TypeAlias = Callable[[Reading], Iterator[Found]]


def read(html: str, material: Material) -> Reading:
    """Take a composed sheet of ``material`` apart."""
    return Reading(material, pages_of(html, material))


def quoted(text: str, limit: int = 70) -> str:
    """Quote as much of ``text`` as finds it again."""
    return f"“{text if len(text) <= limit else text[: limit - 1] + '…'}”"
