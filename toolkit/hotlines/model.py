"""What a help line and a region are. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.addresses import Address

EMERGENCY = "emergency"
CHILD_HELPLINE = "child-helpline"
IMAGE_REMOVAL = "image-removal"
TOPICS = (
    EMERGENCY,
    CHILD_HELPLINE,
    "child-abuse",
    "missing",
    "online-report",
    IMAGE_REMOVAL,
    "trafficking",
    "crisis",
    "relationship",
    "sexual-assault",
    "police-tip",
    "parent",
    "prevention",
)
AUDIENCES = ("young", "adult", "both")
ANSWERS = ("counsellor", "advocate", "case-staff", "police", "tool")
HOW_CHECKED = ("read", "opened", "dialled")
"""Ways a line was checked: in stored copies of its pages; on its live page; by calling it."""

MIDNIGHT = time(0)
WEEK = tuple(range(7))


@dataclass(frozen=True, slots=True)
class Number:
    """A number to call.

    Attributes:
        display: As people in the region write and dial it, ``1-800-843-5678``.
        uri: ``tel:+18008435678``.
        digits: Those of ``display``, as dialled inside the region: ``18008435678``.
    """

    display: str
    uri: str
    digits: str


@dataclass(frozen=True, slots=True)
class TextNumber:
    """A number to text.

    Attributes:
        display: ``741741``.
        uri: ``sms:741741``.
        digits: As in `Number`.
        keyword: First word to send; empty when any will do.
    """

    display: str
    uri: str
    digits: str
    keyword: str


@dataclass(frozen=True, slots=True)
class Span:
    """Opening hours of some weekdays, in local time.

    Attributes:
        days: 0 is Monday.
        closes: On the next day if it is not after ``opens``.
    """

    days: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody answers."""

    spans: tuple[Span, ...]

    @property
    def always(self) -> bool:
        """Day and night, every day."""
        return self.spans == (Span(WEEK, MIDNIGHT, MIDNIGHT),)


ALWAYS = Hours((Span(WEEK, MIDNIGHT, MIDNIGHT),))


@dataclass(frozen=True, slots=True)
class Hotline:
    """A help line, ready to print. Empty or None means not known, unless said otherwise.

    Attributes:
        id: Slug; named in every error.
        name: Official name.
        short_name: Name for a card; the official one where that is short.
        topic: What it is for, above all.
        topics: All it is for, ``topic`` first.
        audience: Who it is for: ``young``, ``adult`` or ``both``.
        phone: None: takes no calls.
        text: None: takes no texts that we know of.
        chat: None: has no chat that we know of.
        web: Its page, or the form it is.
        languages: Locale codes, answered by phone without an interpreter.
        text_languages: Locale codes, by text.
        chat_languages: Locale codes, by chat.
        keywords: First word to text for an answer in another language, by locale code.
        interpreters: On the phone, for further languages.
        ages: Youngest and oldest it takes, either None.
        answers: Who does: one of `ANSWERS`.
        free: Whether the call costs nothing; None where no source says.
        reports: Whether it must or may pass on what it is told: ``must``, ``may`` or empty.
        source: Page the facts were read from.
        source_date: Of that page: year, month or day.
        second_source: A second, independent one.
        how: How it was checked, one of `HOW_CHECKED`.
        checked_on: Day of the latest check.
        expires_on: Last day it may be printed.
        confidence: ``high`` or ``medium``; nothing lower is ever loaded.
        unverified: What still has to be checked.
        accepted: Why a medium line is printed all the same.
        common: Pack of many countries it comes from, ``EU`` or ``INTL``; empty for a country's own.
            Such a line stands in where the country has none of its own.
    """

    id: str
    name: str
    short_name: str
    topic: str
    topics: tuple[str, ...]
    audience: str
    phone: Number | None
    text: TextNumber | None
    chat: Address | None
    web: Address | None
    hours: Hours | None
    languages: tuple[str, ...]
    text_languages: tuple[str, ...]
    chat_languages: tuple[str, ...]
    keywords: tuple[tuple[str, str], ...]
    interpreters: bool
    ages: tuple[int | None, int | None] | None
    answers: str
    free: bool | None
    reports: str
    source: str
    source_date: str
    second_source: str
    how: str
    checked_on: date
    expires_on: date
    confidence: str
    unverified: str
    accepted: str
    common: str = ""

    @property
    def numbers(self) -> frozenset[str]:
        """Digits of every number it is reached at."""
        return frozenset(each.digits for each in (self.phone, self.text) if each)

    def fresh(self, today: date) -> bool:
        return today <= self.expires_on

    @property
    def trusted(self) -> bool:
        """High confidence, or a person has said why less is enough."""
        return self.confidence == "high" or bool(self.accepted)


@dataclass(frozen=True, slots=True)
class Reporting:
    """What the law of a region asks of those who must report.

    Attributes:
        deadline: None: sheets leave a line to write it in. Region packs have no key for it:
            their text would be English on every sheet.
    """

    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Where the reader lives.

    Attributes:
        code: ISO 3166-1 (``US``) or ISO 3166-2 (``US-WA``); ``INTL`` is every other country.
        country: ISO 3166-1; ``001``, CLDR's code of the world, for ``INTL``.
        name: None: CLDR's name of the country, in the locale of the sheet.
        paper: ``letter`` or ``a4``.
        emergency: On every sheet; None where no number is certain: sheets leave a line to fill in.
        hotlines: All others, most important first within a topic; a part's before its country's,
            those of many countries last.
    """

    code: str
    country: str
    name: str | None
    paper: str
    emergency: Hotline | None
    hotlines: tuple[Hotline, ...]
    reporting: Reporting

    @property
    def every_line(self) -> tuple[Hotline, ...]:
        """The emergency number, where there is one, and all help lines."""
        return (self.emergency, *self.hotlines) if self.emergency else self.hotlines
