"""Materials: one handout design each, and the papers they are printed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.hotlines import AUDIENCES, TOPICS, Wanted
from toolkit.tomlfile import Invalid, Kind, Table, choice, flag, load, text, whole

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.errors import ToolkitError

KINDS = ("guide", "cards", "fold", "poster", "form", "lesson", "letter")
# Languages on a sheet besides its own: none needed, and what a poster has room for.
BESIDE = (0, 7)
READERS = ("young", "parent", "staff", "everyone")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper size; lengths as CSS writes them.

    Attributes:
        series: The everyday size of the same office: ``letter`` of tabloid, ``a4`` of A3.
        card_width: Of the wallet card usual where this paper is.
    """

    name: str
    series: str
    width: str
    height: str
    card_width: str
    card_height: str


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("letter", "letter", "8.5in", "11in", "3.5in", "2in"),
        Paper("a4", "a4", "210mm", "297mm", "85mm", "54mm"),
        Paper("tabloid", "letter", "11in", "17in", "3.5in", "2in"),
        Paper("a3", "a4", "297mm", "420mm", "85mm", "54mm"),
    )
}
EVERYDAY = tuple(paper for paper in PAPERS.values() if paper.series == paper.name)


@dataclass(frozen=True, slots=True)
class Material:
    """One handout design, or one version of it.

    Attributes:
        id: Family, and the version after a hyphen: ``picture-threat-9-12``.
        family: Folder below ``templates/materials``.
        version: ``9-12``; empty when the family has only one.
        title: For maintainers; the printed title is in the template.
        kind: Layout family: guide, cards or fold.
        audience: Who reads it.
        revision: Printed as the version, ``1.0``.
        template: Below ``templates/``.
        pages: Most pages it may take, in every locale, on every paper.
        grade: US school grade its English should read at.
        age_range: Youngest and oldest reader it is written for, or None.
        papers: It is designed for.
        help: Help lines it prints, where the region has them.
        required: Topics it must not be printed without.
        beside: Locales whose words it prints beside its own; ``all`` is every one that is ready.
        beside_range: How many of them it needs, and how many it has room for.
        sources: Original publishers of its facts.
    """

    id: str
    family: str
    version: str
    title: str
    kind: str
    audience: str
    revision: str
    template: str
    pages: int
    grade: int
    age_range: tuple[int, int] | None
    papers: tuple[Paper, ...]
    help: Wanted
    required: tuple[str, ...]
    beside: tuple[str, ...]
    beside_range: tuple[int, int]
    sources: tuple[str, ...]

    @property
    def ages(self) -> str:
        """Write the age range as it is printed."""
        return "–".join(str(age) for age in self.age_range) if self.age_range else ""


def load_materials(root: Path) -> tuple[tuple[Material, ...], list[ToolkitError]]:
    """Read every folder below ``root`` that has a ``material.toml``, all faults at once."""
    materials: list[Material] = []
    faults: list[ToolkitError] = []
    for path in sorted(root.glob("*/material.toml")):
        table, found = load(path)
        if table.sound:  # else nothing in it could be read, and that has been said
            materials += _versions(path, table)
        faults += found
    return tuple(materials), faults


def _versions(path: Path, table: Table) -> list[Material]:
    """Read the versions of a family; what a version does not say, the family says."""
    family = path.parent.name
    versions = {name: own.over(table) for name, own in table.tables("versions").items()}
    found = [_material(path, family, name, each) for name, each in versions.items()]
    if not versions:
        found = [_material(path, family, "", table)]
    table.end()
    return [material for material in found if material]


def _material(path: Path, family: str, version: str, table: Table) -> Material | None:
    sheet = table.need("sheet", text(60))
    template = f"materials/{family}/{sheet}"
    if sheet and not (path.parent / sheet).is_file():
        table.fault("sheet", f"there is no {template}", "name a file beside material.toml")
    ages = _pair(table, "ages", "youngest and oldest", "[13, 17]")
    beside_range = _pair(table, "beside_range", "least and most", "[1, 7]")
    help_table = table.table("help")
    wanted = _help(help_table)
    material = Material(
        id=f"{family}-{version}" if version else family,
        family=family,
        version=version,
        title=table.need("title", text(120)),
        kind=table.need("kind", choice(*KINDS)),
        audience=table.need("audience", choice(*READERS)),
        revision=table.need("revision", text(12)),
        template=template,
        pages=table.need("pages", _PAGES),
        grade=table.need("grade", whole),
        age_range=ages,
        papers=tuple(PAPERS[name] for name in table.several("papers", choice(*PAPERS))) or EVERYDAY,
        help=wanted,
        required=_required(help_table, wanted),
        beside=table.several("beside", text(20)),
        beside_range=beside_range or BESIDE,
        sources=table.several("sources", text()),
    )
    if not material.sources:
        table.fault("sources", "is missing", "name the publishers its facts come from")
    return material if table.end() else None


def _pair(table: Table, key: str, what: str, example: str) -> tuple[int, int] | None:
    values = table.several(key, whole)
    if values and not (len(values) == 2 and values[0] <= values[1]):  # noqa: PLR2004 - a pair
        table.fault(key, f"is not a pair of {what}", f"write it as {example}")
    return (values[0], values[-1]) if values else None


def _pages(raw: object) -> int:
    value = whole(raw)
    if value < 1:
        raise Invalid("is less than one page", "write how many pages it may take")
    return value


_PAGES = Kind(_pages, 1)


def _help(table: Table) -> Wanted:
    return Wanted(
        topics=table.several("topics", choice(*TOPICS)),
        audience=table.get("audience", choice(*AUDIENCES), "both"),
        limit=table.get("limit", whole, len(TOPICS)),
        tools=table.get("tools", flag, default=False),
    )


def _required(table: Table, wanted: Wanted) -> tuple[str, ...]:
    required = table.several("required", choice(*TOPICS))
    for topic in required:
        if topic not in wanted.topics:
            table.fault("required", f"{topic!r} is not one of its topics", "add it to topics")
    table.end()
    return required
