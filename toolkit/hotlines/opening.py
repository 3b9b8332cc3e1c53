"""Opening hours as region packs write them: ``24/7``; ``Mon-Fri 08:00-22:00, Sat 09:00-18:00``."""

from __future__ import annotations

import re
from datetime import time

from toolkit.hotlines.model import ALWAYS, WEEK, Hours, Span
from toolkit.tomlfile import Invalid

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_SPAN = re.compile(
    rf"(?:(?P<daily>daily)|(?P<first>{'|'.join(DAYS)})(?:-(?P<last>{'|'.join(DAYS)}))?)"
    r" (?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)",
    re.ASCII,
)


def hours(written: str) -> Hours:
    """Read opening hours, in the local time of the region.

    ``24:00`` is midnight; a time that is not after the opening is on the next day.

    Raises:
        Invalid: They are written in another way, or name a weekday twice.
    """
    if written == "24/7":
        return ALWAYS
    spans = tuple(_span(part.strip()) for part in written.split(","))
    days = [day for span in spans for day in span.days]
    if len(days) != len(set(days)):
        raise Invalid(f"{written!r} names a weekday twice", "give each day one opening and closing")
    return Hours(spans)


def _span(written: str) -> Span:
    match = _SPAN.fullmatch(written)
    if not match:
        raise Invalid(
            f"{written!r} are no opening hours",
            "write 24/7, daily 09:00-23:00, or Mon-Fri 08:00-22:00, Sat 09:00-18:00",
        )
    opens, closes = _time(match["opens"]), _time(match["closes"].replace("24:00", "00:00"))
    if opens == closes:
        raise Invalid(f"{written!r} opens and closes at once", "write 24/7 if it never closes")
    if match["daily"]:
        return Span(WEEK, opens, closes)
    first = DAYS.index(match["first"])
    last = DAYS.index(match["last"] or match["first"])
    if last < first:
        raise Invalid(f"{written!r} runs past Sunday", "name the days from Monday on")
    return Span(tuple(range(first, last + 1)), opens, closes)


def _time(written: str) -> time:
    try:
        return time.fromisoformat(written)
    except ValueError:
        raise Invalid(f"{written!r} is no time of day", "write it as 09:00") from None
