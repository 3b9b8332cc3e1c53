"""Region packs: ``US.toml`` is a country, ``US-WA.toml`` adds to it.

Two packs serve many countries: ``EU.toml`` and ``INTL.toml``. Their lines stand in where a country
has none of its own; ``INTL`` is also the region of everybody whose country has no pack.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import phonenumbers

from toolkit.errors import DataError, ToolkitError, UsageError
from toolkit.hotlines.lines import read_line
from toolkit.hotlines.model import EMERGENCY, Hotline, Region, Reporting
from toolkit.tomlfile import choice, load, shown, text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from toolkit.tomlfile import Table

EUROPE, WORLD = "EU", "INTL"
COMMON = (EUROPE, WORLD)
# CLDR's code for it: so `INTL` has a name in every locale.
EARTH = "001"
_CODE = re.compile(r"(?P<country>[A-Z]{2})(?:-[A-Z0-9]{1,3})?")
PAPERS = ("letter", "a4")


@dataclass(frozen=True, slots=True)
class _Pack:
    code: str
    where: str
    name: str | None
    paper: str | None
    no_emergency: str
    lines: tuple[Hotline, ...]

    @property
    def country(self) -> str:
        return _country(self.code)


def load_region(folder: Path, code: str) -> tuple[Region | None, list[ToolkitError]]:
    """Read one region and the country it belongs to; None when its pack cannot be used.

    Raises:
        UsageError: There is no pack for ``code``.
    """
    known = codes(folder)
    if code not in known:
        near = difflib.get_close_matches(code.upper(), known, n=3)
        raise UsageError(
            f"region {code}",
            "there is no region pack of this name",
            f"did you mean {' or '.join(near)}?" if near else f"use one of {', '.join(known)}",
        )
    regions, faults = load_regions(folder, (code,))
    return regions.get(code), faults


def load_regions(
    folder: Path, wanted: Collection[str] | None = None
) -> tuple[dict[str, Region], list[ToolkitError]]:
    """Read the region packs in ``folder``, or those ``wanted``, by code; all faults at once."""
    known = codes(folder)
    names = known if wanted is None else [code for code in known if code in wanted]
    countries = {_country(code) for code in names}
    packs: dict[str, _Pack] = {}
    regions: dict[str, Region] = {}
    faults: list[ToolkitError] = []
    for code in (code for code in known if code in {*names, *countries}):
        pack, found = _read(folder / f"{code}.toml")
        faults += found
        if pack:
            packs[code] = pack
    for code in (code for code in names if code in packs):
        pack = packs[code]
        country = packs.get(pack.country)
        if country:
            common, found = _common(folder, country)
            faults += found
            region, found = _region(pack, country, common)
            faults += found
            regions |= {code: region} if region else {}
        elif not (folder / f"{pack.country}.toml").exists():
            faults.append(
                DataError(pack.where, f"adds to {pack.country}, which has no pack", "add one")
            )
    return regions, list(dict.fromkeys(faults))  # a common pack is read for many


def codes(folder: Path) -> list[str]:
    """Codes of all regions that have a pack, sorted."""
    return sorted(path.stem for path in folder.glob("*.toml") if path.stem != EUROPE)


def _country(code: str) -> str:
    return code.partition("-")[0]


def _read(path: Path) -> tuple[_Pack | None, list[ToolkitError]]:
    """Read one file. Lines at fault are left out; the faults say so."""
    table, faults = load(path)
    code = path.stem
    match = _CODE.fullmatch(code)
    known = match and match["country"] in phonenumbers.SUPPORTED_REGIONS
    if not known and code != WORLD:
        table.fault("", f"{code} is no region code", "name the file as ISO 3166 does: US, US-WA")
        return None, faults
    if not table.sound:
        return None, faults
    # CLDR names countries, in every locale; it does not name their parts.
    required = "paper" if code == _country(code) else "name"
    if not table.has(required):
        table.fault(required, "is missing", "add it")
    pack = _Pack(
        code,
        shown(path),
        table.get("name", text(60)),
        table.get("paper", choice(*PAPERS)),
        table.get("no_emergency", text(200), ""),
        () if code == WORLD else _lines(table, _country(code)),
    )
    if code == WORLD:  # its lines are read for each country, this one too
        table.tables("hotline")
    return (pack if table.end() else None), faults


def _lines(table: Table, country: str, common: str = "") -> tuple[Hotline, ...]:
    """Read the lines of a pack; of a common one, those that serve ``country``."""
    lines = []
    for slug, row in table.tables("hotline").items():
        countries = row.several("countries", text(2)) if common else ()
        if not countries or country in countries:
            line = read_line(row, slug, country)
            lines += [replace(line, common=common)] if line else []
    return tuple(lines)


def _common(folder: Path, country: _Pack) -> tuple[tuple[Hotline, ...], list[ToolkitError]]:
    """Read what the packs of many countries have for ``country`` and its own pack does not."""
    lines: list[Hotline] = []
    faults: list[ToolkitError] = []
    for code in COMMON:
        path = folder / f"{code}.toml"
        if path.exists():
            table, found = load(path)
            lines += _lines(table, country.code, code)
            faults += found
    ids = {line.id for line in country.lines}
    numbers = {digits for line in country.lines for digits in line.numbers}
    return (
        tuple(line for line in lines if line.id not in ids and not line.numbers & numbers),
        faults,
    )


def _region(
    pack: _Pack, country: _Pack, common: tuple[Hotline, ...]
) -> tuple[Region | None, list[ToolkitError]]:
    """Put a pack, its country's and the common ones together; None where that cannot be."""
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
    if len(emergency) != (0 if country.no_emergency else 1):
        needed = "no line" if country.no_emergency else "one sound line"
        ids = ", ".join(line.id for line in emergency) or "none"
        what = f"needs {needed} with topic {EMERGENCY}, and has {ids}"
        fix = "give the country exactly one; if no number is certain, say why in no_emergency"
        return None, [*faults, DataError(pack.where, what, fix)]
    region = Region(
        code=pack.code,
        country=EARTH if country.code == WORLD else country.code,
        name=pack.name,
        paper=pack.paper or country.paper or PAPERS[0],
        emergency=emergency[0] if emergency else None,
        hotlines=(*(line for line in lines if line.topic != EMERGENCY), *common),
        reporting=Reporting(),
    )
    return region, list[ToolkitError](faults)


def _clashes(line: Hotline, other: Hotline) -> Iterator[tuple[str, str]]:
    if line.id == other.id:
        yield "is in the country's pack too", "give it a name of its own"
    for digits in sorted(line.numbers & other.numbers):
        yield f"has the number {digits}, as {other.id} has", "make them one line for both topics"
