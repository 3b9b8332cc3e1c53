"""One help line of a region pack: ``[hotline.us-988]`` becomes a `Hotline`, or faults."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING

from toolkit import locales
from toolkit.addresses import address
from toolkit.errors import UsageError
from toolkit.hotlines import model, numbers, rules
from toolkit.hotlines.model import Hotline, Number, TextNumber
from toolkit.hotlines.opening import hours
from toolkit.tomlfile import Invalid, Kind, choice, day, flag, text, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.addresses import Address
    from toolkit.tomlfile import Table

MONTHS_GOOD = 6
OLDEST = 120


def read_line(row: Table, slug: str, country: str) -> Hotline | None:
    """Read one line; None when any of it is at fault."""
    topic = row.need("topic", choice(*model.TOPICS))
    name = row.need("name", text(80))
    checked_on = row.need("checked_on", day)
    unknown = row.get("unknown_to_phonenumbers", text(), "")
    phone = _phone(row, country, unknown_too=bool(unknown))
    line = Hotline(
        id=slug,
        name=name,
        short_name=row.get("short_name", text(40), name),
        topic=topic,
        topics=(topic, *row.several("also", choice(*model.TOPICS))),
        audience=row.need("audience", choice(*model.AUDIENCES)),
        phone=phone,
        text=_text_number(row, country, unknown_too=bool(unknown)),
        chat=row.get("chat", _web),
        web=row.get("web", _web),
        hours=row.get("hours", lambda raw: hours(text()(raw))),
        languages=row.several("languages", _language),
        text_languages=row.several("text_languages", _language),
        chat_languages=row.several("chat_languages", _language),
        keywords=_keywords(row.table("keywords")),
        interpreters=row.get("interpreters", flag, default=False),
        ages=_ages(row),
        answers=row.need("answers", choice(*model.ANSWERS)),
        free=row.get("free", flag),
        reports=row.get("reports", choice("must", "may"), ""),
        source=row.need("source", _SOURCE),
        source_date=row.get("source_date", _since, ""),
        second_source=row.get("second_source", text(600), ""),
        how=row.need("how", choice(*model.HOW_CHECKED)),
        checked_on=checked_on,
        expires_on=row.get("expires_on", day, months_after(checked_on, MONTHS_GOOD)),
        confidence=row.need("confidence", _CONFIDENCE),
        unverified=row.get("unverified", text(600), ""),
        accepted=row.get("accepted", text(600), ""),
    )
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        row.fault("", "is not a name for a line", "use small letters, digits and hyphens")
    row.end()
    rules.check(row, line, country, unknown)
    return line if row.sound else None


def months_after(start: date, months: int) -> date:
    """Count calendar months on; the 31st becomes the last day of a shorter month."""
    if start.year >= date.max.year:
        return date.max
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last))


def _phone(row: Table, country: str, *, unknown_too: bool) -> Number | None:
    phone = row.get("phone", _number(country, unknown_too=unknown_too))
    if phone is None:
        row.get("phone_display", text(40))
        return None
    return row.get("phone_display", lambda raw: numbers.shown_as(phone, text(40)(raw)), phone)


def _text_number(row: Table, country: str, *, unknown_too: bool) -> TextNumber | None:
    found = row.get("text", _number(country, unknown_too=unknown_too))
    keyword = row.get("keyword", _keyword, "")
    if found is None:
        return None
    return TextNumber(found.display, found.uri.replace("tel:", "sms:"), found.digits, keyword)


def _number(country: str, *, unknown_too: bool) -> Callable[[object], Number]:
    return lambda raw: numbers.number(text(40)(raw), country, unknown_too=unknown_too)


def _keyword(raw: object) -> str:
    value = text(20)(raw)
    if not re.fullmatch(r"[A-Z0-9]+", value):
        raise Invalid(f"{value!r} is not one word to send", "write it in capital letters")
    return value


def _keywords(table: Table) -> tuple[tuple[str, str], ...]:
    found = []
    for code in table.names():
        word = table.get(code, _keyword)
        try:
            found += [(_language(code), word)] if word else []
        except Invalid as error:
            table.fault(code, error.what, error.fix)
    table.end()
    return tuple(found)


def _web(raw: object) -> Address:
    value = text()(raw)
    if not value.isascii():
        raise Invalid(f"{value!r} holds letters not on every keyboard", "use the ASCII address")
    return address(value)


def _language(raw: object) -> str:
    try:
        return locales.get(text(20)(raw)).code
    except UsageError as error:
        raise Invalid(f"{raw!r} is {error.what}", error.fix) from None


def _ages(row: Table) -> tuple[int | None, int | None] | None:
    ages = row.table("ages")
    youngest, oldest = ages.get("min", whole), ages.get("max", whole)
    low, high = youngest or 0, OLDEST if oldest is None else oldest
    if ages.end() and not 0 <= low <= high <= OLDEST:
        row.fault(
            "ages", f"{low} to {high} are not ages", "give the youngest as min, the oldest as max"
        )
    return None if youngest is None and oldest is None else (youngest, oldest)


def _read_source(raw: object) -> str:
    value = text()(raw)
    if not re.fullmatch(r"https?://[^\s.]+\.\S+", value):
        raise Invalid(f"{value!r} is not a page", "give the address the facts were read from")
    return value


def _since(raw: object) -> str:
    value = text(10)(raw)
    if not re.fullmatch(r"(19|20)\d\d(-\d\d(-\d\d)?)?", value):
        raise Invalid(f"{value!r} is not a year, month or day", 'write it as "2026-04-22"')
    return value


def _read_confidence(raw: object) -> str:
    if raw == "low":
        raise Invalid("low confidence is not printed", "check it and raise it, or leave it out")
    return choice("high", "medium")(raw)


_SOURCE = Kind(_read_source, "")
_CONFIDENCE = Kind(_read_confidence, "medium")
