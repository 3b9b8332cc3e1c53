"""The matrix of material × locale × region × paper, and every rule that needs more than one.

Knows neither disk nor clock: the same input gives the same plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.hotlines import choose, speaking
from toolkit.materials import PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from toolkit.hotlines import Hotline, Region
    from toolkit.locales import Locale
    from toolkit.materials import Material, Paper
    from toolkit.schools import School
    from toolkit.translations.catalog import Catalog, MsgId

VARIANT = "standard"


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that was loaded, for planning.

    Attributes:
        catalogs: By locale code.
        messages: Material id → every msgid its template can print.
        voices: Catalogues that may be printed beside another; the source first.
    """

    materials: tuple[Material, ...]
    regions: tuple[Region, ...]
    catalogs: Mapping[str, Catalog]
    messages: Mapping[str, frozenset[MsgId]]
    school: School
    voices: tuple[Catalog, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One sheet to make, everything resolved.

    Attributes:
        lines: Help lines it prints, besides the region's emergency number.
        tools: Image-removal tools it prints.
        review: Of the translation, and of those beside it: ``source``, ``draft`` or ``reviewed``.
        checked_on: Oldest check of a line it prints; None when it prints none.
        good_until: Last day on which every line it prints is in date; None when it prints none.
        beside: Further locales it prints some words in.
    """

    material: Material
    locale: Locale
    region: Region
    paper: Paper
    lines: tuple[Hotline, ...]
    tools: tuple[Hotline, ...]
    school: School
    review: str
    checked_on: date | None
    good_until: date | None = None
    beside: tuple[Locale, ...] = ()

    @property
    def name(self) -> str:
        """Where the job stands in the output folder, without the ending."""
        return f"{self.region.code}/{self.locale.code}/{self.material.id}.{self.paper.name}"

    @property
    def path(self) -> str:
        return f"{self.name}.pdf"

    @property
    def printed(self) -> tuple[Hotline, ...]:
        """Every line the finished sheet must show."""
        emergency = (self.region.emergency,) if self.region.emergency else ()
        return (*emergency, *self.lines, *self.tools)


@dataclass(frozen=True, slots=True)
class Skip:
    """A job that was wanted and is not made, with the reason."""

    material: Material
    locale: Locale
    region: Region
    paper: Paper
    reason: str

    @property
    def path(self) -> str:
        return f"{self.region.code}/{self.locale.code}/{self.material.id}.{self.paper.name}.pdf"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make, what not, and help lines that were left off."""

    jobs: tuple[Job, ...]
    skips: tuple[Skip, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    material: Material
    locale: Locale
    region: Region
    paper: Paper


def plan(
    data: Data,
    papers: tuple[Paper, ...] | None,
    today: date,
    *,
    reviewed_only: bool = False,
    unfinished: bool = False,
) -> Plan:
    """Turn every cell of the matrix into a job, or a skip that says why.

    ``papers`` None means those usual in each region; all of `PAPERS`, those each material is
    designed for. ``unfinished`` makes jobs of what is not wholly translated: to look at only.
    """
    jobs: list[Job] = []
    skips: list[Skip] = []
    notices: dict[str, None] = {}
    if data.school.colour_note:
        notices[f"school colour: {data.school.colour_note}"] = None
    for cell in _cells(data, papers):
        untranslated = "" if unfinished else _untranslated(cell, data)
        found = (
            _skip(cell, untranslated)
            if untranslated
            else _resolve(cell, data, today, notices, reviewed_only=reviewed_only)
        )
        if isinstance(found, Job):
            jobs.append(found)
        else:
            skips.append(found)
    return Plan(tuple(jobs), tuple(skips), tuple(notices))


def _cells(data: Data, papers: tuple[Paper, ...] | None) -> Iterator[_Cell]:
    for region in data.regions:
        for catalog in data.catalogs.values():
            for material in data.materials:
                for paper in _papers(material, region, papers):
                    yield _Cell(material, catalog.locale, region, paper)


def _papers(
    material: Material, region: Region, wanted: tuple[Paper, ...] | None
) -> tuple[Paper, ...]:
    if wanted is None:
        usual = tuple(paper for paper in material.papers if paper.series == region.paper)
        return usual or (PAPERS[region.paper],)
    return material.papers if set(wanted) == set(PAPERS.values()) else wanted


def _resolve(
    cell: _Cell, data: Data, today: date, notices: dict[str, None], *, reviewed_only: bool
) -> Job | Skip:
    catalog = data.catalogs[cell.locale.code]
    if cell.paper not in cell.material.papers:
        return _skip(cell, f"not designed for {cell.paper.name}")
    if reviewed_only and catalog.review.status == "draft":
        return _skip(cell, f"{cell.locale.code}: the translation is a draft")
    chosen = choose(speaking(cell.region, cell.locale), cell.material.help, today)
    for line in chosen.expired:
        notices[
            f"{cell.region.code}: {line.name} ({line.id}) expired on {line.expires_on}: "
            "not printed until it is checked again"
        ] = None
    lacking = [each for each in chosen.missing_topics if each in cell.material.required]
    if not chosen.lines:
        lacking = list(cell.material.help.topics)
    if lacking:
        return _skip(cell, f"{cell.region.code} has no checked help line for {', '.join(lacking)}")
    emergency = (cell.region.emergency,) if cell.region.emergency else ()
    printed = (*emergency, *chosen.lines, *chosen.tools)
    voices = _voices(cell, data, reviewed_only=reviewed_only)
    if len(voices) < cell.material.beside_range[0]:
        return _skip(cell, "no other language is complete to stand beside this one")
    return Job(
        material=cell.material,
        locale=cell.locale,
        region=cell.region,
        paper=cell.paper,
        lines=chosen.lines,
        tools=chosen.tools,
        school=data.school,
        review=_review((catalog, *voices)),
        checked_on=min((line.checked_on for line in printed), default=None),
        good_until=min((line.expires_on for line in printed), default=None),
        beside=tuple(each.locale for each in voices),
    )


def _voices(cell: _Cell, data: Data, *, reviewed_only: bool) -> tuple[Catalog, ...]:
    """Pick the catalogues a sheet prints beside its own: complete for it, the source first.

    The others by how many people speak them in the country of the sheet.
    """
    wanted = cell.material.beside
    ready = (
        each
        for each in data.voices
        if each.locale != cell.locale
        and ("all" in wanted or each.locale.code in wanted)
        and not each.missing(data.messages[cell.material.id])
        and not (reviewed_only and each.review.status == "draft")
    )
    country = cell.region.country
    ranked = sorted(ready, key=lambda each: (not each.locale.source, -each.locale.share(country)))
    return tuple(ranked[: cell.material.beside_range[1]])


def _review(catalogs: tuple[Catalog, ...]) -> str:
    """Call a sheet a draft when any of its translations is one."""
    statuses = {each.review.status for each in catalogs}
    own = catalogs[0].review.status
    return "draft" if "draft" in statuses else own


def _untranslated(cell: _Cell, data: Data) -> str:
    """Never a half-translated safety sheet: one string short is a skip."""
    catalog = data.catalogs[cell.locale.code]
    wanted = data.messages[cell.material.id]
    missing, fuzzy = catalog.missing(wanted), catalog.fuzzy(wanted)
    if not missing:
        return ""
    empty = len(missing) - len(fuzzy)
    counts = [f"{empty} missing"] * bool(empty) + [f"{len(fuzzy)} fuzzy"] * bool(fuzzy)
    return f"{cell.locale.code}: {' and '.join(counts)} of {len(wanted)} strings"


def _skip(cell: _Cell, reason: str) -> Skip:
    return Skip(cell.material, cell.locale, cell.region, cell.paper, reason)


@dataclass(frozen=True, slots=True)
class Readiness:
    """How much of one material is said in one locale; counts are strings."""

    material: str
    locale: str
    total: int
    missing: int
    fuzzy: int
    review: str

    @property
    def ready(self) -> bool:
        return not self.missing and not self.fuzzy


def readiness(data: Data) -> tuple[Readiness, ...]:
    """Tell for every material and locale whether it can be printed."""
    return tuple(
        Readiness(
            material.id,
            catalog.locale.code,
            len(data.messages[material.id]),
            len(catalog.missing(data.messages[material.id])) - fuzzy,
            fuzzy,
            catalog.review.status,
        )
        for material in data.materials
        for catalog in data.catalogs.values()
        for fuzzy in [len(catalog.fuzzy(data.messages[material.id]))]
    )
