"""The register of help lines: what each rests on, whether it prints, and when to look again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, timedelta

    from toolkit.hotlines.model import Hotline, Region


@dataclass(frozen=True, slots=True)
class Row:
    """One help line of one region.

    Attributes:
        phone: As displayed; "" where it takes no calls. ``text`` and ``web`` likewise.
        how: How it was checked: read, opened or dialled.
        prints: Whether sheets may print it on the day asked for.
        why_not: Why they may not; "" where they may.
    """

    region: str
    id: str
    name: str
    topics: tuple[str, ...]
    audience: str
    phone: str
    text: str
    web: str
    source: str
    second_source: str
    how: str
    checked_on: date
    expires_on: date
    confidence: str
    prints: bool
    why_not: str


def register(regions: Iterable[Region], today: date) -> tuple[Row, ...]:
    """List every line of ``regions``, the emergency number of each first.

    A line of many countries is listed once, under its own pack.
    """
    rows = (
        _row(line.common or region.code, line, today)
        for region in regions
        for line in region.every_line
    )
    return tuple({(row.region, row.id): row for row in rows}.values())


def due(rows: Iterable[Row], today: date, within: timedelta) -> tuple[Row, ...]:
    """List what somebody has to look at, the most urgent first.

    That is: what expires ``within`` a time from ``today``, what has expired, and what does not
    print because something about it is still open.
    """
    late = today + within
    found = [row for row in rows if row.expires_on <= late or not row.prints]
    return tuple(sorted(found, key=lambda row: (row.expires_on, row.region, row.id)))


def _row(code: str, line: Hotline, today: date) -> Row:
    why_not = ""
    if not line.fresh(today):
        why_not = f"expired on {line.expires_on}"
    elif not line.trusted:
        why_not = line.unverified
    return Row(
        region=code,
        id=line.id,
        name=line.name,
        topics=line.topics,
        audience=line.audience,
        phone=line.phone.display if line.phone else "",
        text=f"{line.text.keyword} {line.text.display}".strip() if line.text else "",
        web=line.web.display if line.web else "",
        source=line.source,
        second_source=line.second_source,
        how=line.how,
        checked_on=line.checked_on,
        expires_on=line.expires_on,
        confidence=line.confidence,
        prints=not why_not,
        why_not=why_not,
    )
