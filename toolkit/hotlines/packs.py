"""Region packs: ``US.toml`` is a country, ``US-WA.toml`` adds to it."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import phonenumbers

from toolkit.errors import DataError, ToolkitError, UsageError
from toolkit.hotlines.lines import read_line
from toolkit.hotlines.model import EMERGENCY, Hotline, Region, Reporting
from toolkit.tomlfile import choice, load, shown, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_CODE = re.compile(r"(?P<country>[A-Z]{2})(?:-[A-Z0-9]{1,3})?")
PAPERS = ("letter", "a4")


@dataclass(frozen=True, slots=True)
class _Pack:
    code: str
    where: str
    name: str | None
    paper: str | None
    lines: tuple[Hotline, ...]

    @property
    def country(self) -> str:
        return self.code.partition("-")[0]


def load_region(folder: Path, code: str) -> tuple[Region | None, list[ToolkitError]]:
    """Read one region and the country it belongs to; None when its pack cannot be used.

    Raises:
        UsageError: There is no pack for ``code``.
    """
    known = _codes(folder)
    if code not in known:
        near = difflib.get_close_matches(code.upper(), known, n=3)
        raise UsageError(
            f"region {code}",
            "there is no region pack of this name",
            f"did you mean {' or '.join(near)}?" if near else f"use one of {', '.join(known)}",
        )
    wanted = [each for each in known if each in {code, code.partition("-")[0]}]
    regions, faults = _load(folder, wanted)
    return regions.get(code), faults


def load_regions(folder: Path) -> tuple[dict[str, Region], list[ToolkitError]]:
    """Read every region pack in ``folder``, by code; all faults at once."""
    return _load(folder, _codes(folder))


def _codes(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.toml"))


def _load(folder: Path, codes: Iterable[str]) -> tuple[dict[str, Region], list[ToolkitError]]:
    packs: dict[str, _Pack] = {}
    regions: dict[str, Region] = {}
    faults: list[ToolkitError] = []
    for code in codes:
        pack, found = _read(folder / f"{code}.toml")
        faults += found
        if pack:
            packs[code] = pack
    for code, pack in packs.items():
        country = packs.get(pack.country)
        if country:
            region, found = _region(pack, country)
            faults += found
            regions |= {code: region} if region else {}
        elif not (folder / f"{pack.country}.toml").exists():
            faults.append(
                DataError(pack.where, f"adds to {pack.country}, which has no pack", "add one")
            )
    return regions, faults


def _read(path: Path) -> tuple[_Pack | None, list[ToolkitError]]:
    """Read one file. Lines at fault are left out; the faults say so."""
    table, faults = load(path)
    code = path.stem
    match = _CODE.fullmatch(code)
    if not match or match["country"] not in phonenumbers.SUPPORTED_REGIONS:
        table.fault("", f"{code} is no region code", "name the file as ISO 3166 does: US, US-WA")
        return None, faults
    if not table.sound:
        return None, faults
    lines = []
    for slug, row in table.tables("hotline").items():
        line = read_line(row, slug, match["country"])
        lines += [line] if line else []
    # CLDR names countries, in every locale; it does not name their parts.
    required = "paper" if code == match["country"] else "name"
    if not table.has(required):
        table.fault(required, "is missing", "add it")
    name, paper = table.get("name", text(60)), table.get("paper", choice(*PAPERS))
    pack = _Pack(code, shown(path), name, paper, tuple(lines))
    return (pack if table.end() else None), faults


def _region(pack: _Pack, country: _Pack) -> tuple[Region | None, list[ToolkitError]]:
    """Put a pack and its country's together; None when that leaves no emergency number."""
    own = () if pack is country else pack.lines
    lines = (*own, *country.lines)
    # The country's own faults are named with the country.
    faults = [
        DataError(f"{pack.where}: hotline.{line.id}", what, fix)
        for place, line in enumerate(own or country.lines)
        for other in lines[place + 1 :]
        for what, fix in _clashes(line, other)
    ]
    emergency = [line for line in lines if line.topic == EMERGENCY]
    if len(emergency) != 1:
        ids = ", ".join(line.id for line in emergency) or "none"
        what = f"needs one sound line with topic {EMERGENCY}, and has {ids}"
        return None, [*faults, DataError(pack.where, what, "give the country exactly one")]
    region = Region(
        code=pack.code,
        country=country.code,
        name=pack.name,
        paper=pack.paper or country.paper or PAPERS[0],
        emergency=emergency[0],
        hotlines=tuple(line for line in lines if line.topic != EMERGENCY),
        reporting=Reporting(),
    )
    return region, list[ToolkitError](faults)


def _clashes(line: Hotline, other: Hotline) -> Iterator[tuple[str, str]]:
    if line.id == other.id:
        yield "is in the country's pack too", "give it a name of its own"
    for digits in sorted(line.numbers & other.numbers):
        yield f"has the number {digits}, as {other.id} has", "make them one line for both topics"
