"""A doubt, and what a rule needs to find one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from toolkit.translations import patterns
from toolkit.translations.compare import Fault, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toolkit.translations.catalog import Catalog, Message

# A text and what is doubtful about it; no text where it is the catalogue as a whole.
Finding: TypeAlias = "tuple[Message | None, Fault]"
Rule: TypeAlias = "Callable[[Catalog], Iterator[Finding]]"

_INSIDE = frozenset("'’-\u2010\u2011\u200c\u200d\u00ad")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning about one text.

    Attributes:
        rule: Which found it; an exception names it.
        where: File and line.
        msgid: The text; "" where it is the catalogue as a whole.
        what: What is doubtful.
        fix: What to do.
        sheets: Ids of the materials that print the text.
    """

    rule: str
    where: str
    msgid: str
    what: str
    fix: str
    sheets: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = f' "{shown(self.msgid, 40)}"' if self.msgid else ""
        printed = f"; prints on {', '.join(self.sheets)}" if self.sheets else ""
        return f"{self.where}{said}: {self.what} ({self.fix}){printed}"


class Unavailable(Exception):
    """A rule cannot run here; ``args`` are what is missing and how to get it."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what, fix)

    def __str__(self) -> str:
        return "{} ({})".format(*self.args)


def translated(catalog: Catalog) -> Iterator[tuple[Message, str, str]]:
    """Go through what would print: the message, each of its forms, and the source of that form."""
    for message in catalog.messages.values():
        if message.translated:
            one = catalog.plural.form(1)
            for number, form in enumerate(message.strings):
                singular = not message.msgid_plural or number == one
                yield message, form, message.msgid if singular else message.msgid_plural


def plain(text: str) -> str:
    """Take out what is not for translating, and join what is left with single spaces."""
    return " ".join(patterns.words(text).split())


def words(text: str) -> list[str]:
    """Cut ``text`` into words of letters and their marks; apostrophes and hyphens may be inside."""
    kept = (
        char if unicodedata.category(char)[0] in "LM" or char in _INSIDE else " "
        for char in unicodedata.normalize("NFC", plain(text))
    )
    stripped = (word.strip("".join(_INSIDE)) for word in "".join(kept).split())
    return [word for word in stripped if word]
