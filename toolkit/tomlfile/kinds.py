"""How single values are read and checked."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable  # noqa: TC003 - a dataclass field
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Generic, TypeVar

T = TypeVar("T")

_KINDS = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number"),
    (str, "text"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (time, "a time"),
    (list, "a list"),
    (dict, "a table"),
)
_CHARACTERS = {
    "Cc": "a control character",
    "Cs": "a broken character",
    "Zl": "a line break",
    "Zp": "a line break",
}
# They can make digits read backwards; direction is for the templates to set.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_TEXT = frozenset("\ufffe\uffff")


class Invalid(ValueError):
    """A value is wrong; the table that holds it says where."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what, fix)
        self.what = what
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How a value is read.

    Attributes:
        read: Turns what TOML holds into a ``T``, or raises Invalid.
        blank: Stands in for a value that is missing or wrong, so that reading can go on;
            `Table.end` is false then.
    """

    read: Callable[[object], T]
    blank: T

    def __call__(self, raw: object) -> T:
        return self.read(raw)


def text(limit: int = 300) -> Kind[str]:
    """One line of text, stripped, of 1 to ``limit`` characters."""

    def read(raw: object) -> str:
        if not isinstance(raw, str):
            raise Invalid(f"is {_kind(raw)}, not text", 'put it in quotes, "like this"')
        value = raw.strip()
        if "\n" in value or "\r" in value:
            raise Invalid("holds a line break", "write it on one line")
        for character in value:
            if fault := _fault_of(character):
                raise Invalid(f"holds {fault}, U+{ord(character):04X}", "remove it")
        if len(value) > limit:
            raise Invalid(f"is {len(value)} characters long, and {limit} is the most", "shorten it")
        return value

    return Kind(read, "")


def choice(*options: str) -> Kind[str]:
    """One of a few words."""

    def read(raw: object) -> str:
        value = text()(raw)
        if value not in options:
            near = difflib.get_close_matches(value, options, n=1)
            hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(options)}"
            raise Invalid(f"{value!r} is not one of the words allowed here", hint)
        return value

    return Kind(read, options[0])


def _flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise Invalid(f"is {_kind(raw)}, not true or false", "write true or false, without quotes")
    return raw


def _day(raw: object) -> date:
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise Invalid(f"is {_kind(raw)}, not a date", "write it as 2026-11-21, without quotes")
    return raw


def _whole(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise Invalid(f"is {_kind(raw)}, not a whole number", "write digits, without quotes")
    return raw


flag = Kind(_flag, blank=False)
day = Kind(_day, date.min)
whole = Kind(_whole, 0)


def _kind(raw: object) -> str:
    return next((name for kind, name in _KINDS if isinstance(raw, kind)), type(raw).__name__)


def _fault_of(character: str) -> str:
    if character in _BIDI:
        return "a character that turns the text's direction"
    if character in _NOT_TEXT:
        return "a broken character"
    return _CHARACTERS.get(unicodedata.category(character), "")


def array(raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise Invalid(f"is {_kind(raw)}, not a list", "put it in square brackets")
    return raw


def mapping(raw: object) -> dict[str, object]:
    if not isinstance(raw, dict):
        raise Invalid(f"is {_kind(raw)}, not a table", "write it as key = value under a [heading]")
    return raw
