"""Which help lines may be printed, and which of them a sheet gets. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.errors import DataError
from toolkit.hotlines.model import CHILD_HELPLINE, EMERGENCY, IMAGE_REMOVAL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from toolkit.hotlines.model import Hotline, Region


@dataclass(frozen=True, slots=True)
class Wanted:
    """Help lines a material asks for, besides the emergency number.

    Attributes:
        topics: Most important first.
        audience: Readers: ``young``, ``adult`` or ``both``.
        limit: Most lines it has room for; tools not counted.
        tools: Whether it prints image-removal tools.
    """

    topics: tuple[str, ...]
    audience: str
    limit: int
    tools: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """Help lines for one sheet.

    Attributes:
        lines: In order of importance; the ``topic`` of each is the wanted one it was chosen for.
        tools: Image-removal tools.
        expired: Lines that would serve, had they been checked in the last months.
        unaccepted: Lines that would serve, were their ``unverified`` settled or accepted.
        missing_topics: Served by no line that may be printed and there is room for.
    """

    lines: tuple[Hotline, ...]
    tools: tuple[Hotline, ...]
    expired: tuple[Hotline, ...]
    unaccepted: tuple[Hotline, ...]
    missing_topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Need:
    topic: str
    readers: frozenset[str]

    def met_by(self, line: Hotline) -> bool:
        # A child's line is for the child, also on the sheet of an adult who hands it on.
        own = line.audience in self.readers or self.topic == CHILD_HELPLINE
        return self.topic in line.topics and own


def printable(
    lines: Sequence[Hotline], today: date
) -> tuple[tuple[Hotline, ...], tuple[Hotline, ...], tuple[Hotline, ...]]:
    """Sort lines into those that may be printed, the expired, and the unaccepted.

    Raises:
        DataError: A line was checked after ``today``.
    """
    for line in lines:
        if line.checked_on > today:
            raise DataError(
                f"hotline.{line.id}.checked_on",
                f"{line.checked_on} is still to come",
                "correct the date, or this computer's clock",
            )
    trusted = tuple(line for line in lines if line.trusted)
    return (
        tuple(line for line in trusted if line.fresh(today)),
        tuple(line for line in trusted if not line.fresh(today)),
        tuple(line for line in lines if not line.trusted),
    )


def choose(region: Region, wanted: Wanted, today: date) -> Chosen:
    """Pick the lines of a sheet: all topics served if lines and room allow, no number twice.

    Where room is short, the first topics win, and a line that serves two may stand for both.
    For readers of both kinds, a topic gets a line for each kind while there is room.

    Raises:
        DataError: The emergency number has not been checked for too long: it is never left off.
            A line was checked after ``today``.
    """
    _require_emergency(region, today)
    topics = tuple(topic for topic in wanted.topics if topic != EMERGENCY)
    if wanted.tools and IMAGE_REMOVAL not in topics:
        topics = (*topics, IMAGE_REMOVAL)
    readers = ("young", "adult") if wanted.audience == "both" else (wanted.audience,)
    anyone = [_Need(topic, frozenset({*readers, "both"})) for topic in topics]
    each = [_Need(topic, frozenset({reader, "both"})) for topic in topics for reader in readers]
    candidates = tuple(
        line for line in region.hotlines if any(need.met_by(line) for need in anyone)
    )
    kept, expired, unaccepted = printable(candidates, today)
    kept = _own_first(kept, (*anyone, *each))
    tools = tuple(line for line in kept if line.topic == IMAGE_REMOVAL)
    lines = _pick(
        tuple(need for need in (*anyone, *each) if need.topic != IMAGE_REMOVAL),
        tuple(line for line in kept if line.topic != IMAGE_REMOVAL),
        wanted.limit,
    )
    served = {topic for line in (*lines, *tools) for topic in line.topics}
    missing = tuple(topic for topic in topics if topic not in served)
    return Chosen(_as_wanted(lines, anyone), tools, expired, unaccepted, missing)


def _own_first(lines: tuple[Hotline, ...], needs: tuple[_Need, ...]) -> tuple[Hotline, ...]:
    """Leave off a line of many countries where every need it meets is met by the country's own.

    Tools that remove pictures stay: they are no worse for being used beside another.
    """
    own = tuple(line for line in lines if not line.common)
    open_needs = [need for need in needs if not any(need.met_by(line) for line in own)]
    return tuple(
        line
        for line in lines
        if not line.common
        or line.topic == IMAGE_REMOVAL
        or any(need.met_by(line) for need in open_needs)
    )


def _require_emergency(region: Region, today: date) -> None:
    if region.emergency is None:
        return
    fresh, _, _ = printable((region.emergency,), today)
    if not fresh:
        raise DataError(
            f"{region.code}: hotline.{region.emergency.id}",
            f"the emergency number expired on {region.emergency.expires_on}",
            "check it again and set checked_on",
        )


def _pick(needs: tuple[_Need, ...], lines: tuple[Hotline, ...], limit: int) -> tuple[Hotline, ...]:
    met: tuple[_Need, ...] = ()
    chosen: tuple[Hotline, ...] = ()
    for need in needs:
        cover = _cover((*met, need), lines, limit)
        if cover is not None:
            met, chosen = (*met, need), cover
    return chosen


def _cover(
    needs: tuple[_Need, ...], lines: tuple[Hotline, ...], room: int
) -> tuple[Hotline, ...] | None:
    """Meet all needs, each by the earliest line that leaves room for the rest; None: no way."""
    if not needs:
        return ()
    if room < 1:
        return None
    for line in lines:
        if needs[0].met_by(line):
            left = tuple(need for need in needs if not need.met_by(line))
            rest = _cover(left, _apart(lines, line), room - 1)
            if rest is not None:
                return (line, *rest)
    return None


def _apart(lines: tuple[Hotline, ...], taken: Hotline) -> tuple[Hotline, ...]:
    """Lines other than ``taken`` that share no number with it."""
    return tuple(line for line in lines if line.id != taken.id and not line.numbers & taken.numbers)


def _as_wanted(lines: tuple[Hotline, ...], needs: list[_Need]) -> tuple[Hotline, ...]:
    """Say of each line the first topic it serves these readers for, and order them by it."""
    return tuple(
        replace(line, topic=need.topic)
        for place, need in enumerate(needs)
        for line in lines
        if need.met_by(line) and not any(each.met_by(line) for each in needs[:place])
    )
