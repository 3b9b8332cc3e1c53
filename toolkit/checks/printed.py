"""Whether every help line of the job is really in the PDF, digits in order.

The words are right by construction; this looks at what came out, as a reader's own software
would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

from toolkit.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.hotlines import Hotline

# Digits that a reader would dial as one number: all that stand in one line with nothing but what
# numbers are grouped by between them. A bracket opens a number, so none is found before it.
_SPACE = r"[^\S\r\n]"
_NUMBER = re.compile(
    rf"[\d*#]+(?:(?:[.–]|{_SPACE}?[-‐‑]{_SPACE}?|{_SPACE}{{1,3}}|\){_SPACE}?-?)[\d*#]+)*"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What one help line must leave on the page.

    Attributes:
        line: Its id, for the message.
        digits: Each number to dial or text, ASCII digits only.
        address: Printed web address when there is nothing to dial, else "".
    """

    line: str
    digits: tuple[str, ...]
    address: str


def expected(line: Hotline) -> Expected:
    """Say what a reader must find of ``line``: its number, else its text number, else its site."""
    number, site = line.phone or line.text, line.web or line.chat
    # As displayed: that is what somebody dials; `digits` may hold a country code.
    digits = (re.sub(r"\D", "", number.display),) if number else ()
    address = site.display if site and not number else ""
    return Expected(line.id, digits, address)


def text_of(pdf: bytes) -> str:
    """Extract the text of all pages, in reading order."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def require(pdf: bytes, wanted: Iterable[Expected], where: str) -> None:
    """Refuse a PDF that lost a help line.

    Raises:
        RenderError: A number or an address is not in the extracted text, or only as a part of a
            longer one.
    """
    text = text_of(pdf)
    numbers = {re.sub(r"\D", "", run) for run in _NUMBER.findall(text)}
    for line in wanted:
        missing = [digits for digits in line.digits if digits not in numbers]
        if line.address and not _address(line.address).search(text):
            missing.append(line.address)
        if missing:
            raise RenderError(
                where,
                f"help line {line.line}: {missing[0]} is not in the PDF, or not by itself",
                "print every line, and nothing right beside a number or address",
            )


def _address(address: str) -> re.Pattern[str]:
    """Match ``address`` by itself, over line breaks too: not as a piece of a longer one."""
    letters = r"\s*".join(map(re.escape, address))
    # ASCII: in Chinese nothing stands between a word and an address.
    return re.compile(rf"(?<![\w./-]){letters}(?![\w/-]|\.\w)", re.ASCII)
