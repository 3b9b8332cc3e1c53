"""Load everything an order needs, and name every fault of it at once."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from toolkit import fonts, locales
from toolkit.errors import EnvironmentFault, Faults, ToolkitError, UsageError
from toolkit.hotlines import load_regions, region_codes
from toolkit.materials import PAPERS, load_materials
from toolkit.plan import Data
from toolkit.render import breaking
from toolkit.render.environment import HOURS
from toolkit.schools import EMPTY, load_school
from toolkit.translations import catalog, checks
from toolkit.translations.extract import Sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from toolkit.hotlines import Region
    from toolkit.locales import Locale
    from toolkit.materials import Material, Paper
    from toolkit.order import Order
    from toolkit.translations.catalog import Catalog, MsgId

T = TypeVar("T")
ALL = "all"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What planning needs; ``papers`` None means each region's own."""

    data: Data
    papers: tuple[Paper, ...] | None


def load(order: Order) -> Loaded:
    """Read materials, regions, translations and the school pack of an order.

    Raises:
        Faults: Everything that is wrong with any of it.
    """
    root, faults = order.root, list[ToolkitError]()
    materials = _materials(root, order.materials, faults)
    regions = _regions(root, order.regions, faults)
    catalogs = _catalogs(root, order.locales, faults)
    school = EMPTY
    if order.school:
        school, found = load_school(order.school)
        faults += found
    papers = _pick("paper", order.papers, PAPERS, faults) or None
    sources = Sources(root)
    messages: dict[str, frozenset[MsgId]] = {}
    for material in materials:
        try:
            messages[material.id] = messages_of(sources, material)
        except Faults as found_together:
            faults += found_together.faults
        except ToolkitError as fault:
            faults.append(fault)
    if faults:
        raise Faults(tuple(dict.fromkeys(faults)))
    voices = _voices(root, catalogs, messages, materials)
    return Loaded(Data(materials, regions, catalogs, messages, school, voices), papers)


def messages_of(sources: Sources, material: Material) -> frozenset[MsgId]:
    """Every msgid a material can print."""
    return sources.messages(material.template) | sources.messages(HOURS)


def every_locale(root: Path) -> tuple[str, ...]:
    """List the source, then each locale that has a catalogue."""
    return (locales.SOURCE, *catalog.available(root / "locales"))


def _materials(
    root: Path, wanted: tuple[str, ...], faults: list[ToolkitError]
) -> tuple[Material, ...]:
    folder = root / "templates" / "materials"
    every, found = load_materials(folder)
    by_name: dict[str, tuple[Material, ...]] = {}
    for material in every:
        by_name[material.id] = (material,)
        by_name[material.family] = (*by_name.get(material.family, ()), material)
    families = [path.parent.name for path in folder.glob("*/material.toml")]
    # One that is there and cannot be used is named already, and is not unknown.
    broken = [family for family in families if family not in by_name]
    names = [name for name in wanted if not any(_of(name, family) for family in broken)]
    asked = {family for family in families for name in wanted if _of(name, family)}
    if wanted and by_name.keys() >= set(names):  # what is wrong elsewhere is for `check` to say
        found = [each for each in found if any(f"/{name}/" in each.where for name in asked)]
    faults += found
    picked = _pick("material", names, by_name, faults)
    return tuple(dict.fromkeys(each for group in picked for each in group)) or every


def _of(name: str, family: str) -> bool:
    return name == family or name.startswith(f"{family}-")


def load_packs(root: Path, codes: tuple[str, ...]) -> tuple[Region, ...]:
    """Read region packs alone.

    Raises:
        Faults: A pack is wrong, or there is none for a code.
    """
    faults: list[ToolkitError] = []
    regions = _regions(root, codes, faults)
    if faults:
        raise Faults(tuple(faults))
    return regions


def _regions(root: Path, wanted: tuple[str, ...], faults: list[ToolkitError]) -> tuple[Region, ...]:
    folder = root / "toolkit" / "data" / "regions"
    known = region_codes(folder)
    every, found = load_regions(folder, None if ALL in wanted else wanted)
    faults += found
    # One that is there and cannot be used has been named already, and is not unknown.
    names = {code: code for code in known}
    picked = _pick("region", wanted, names, faults)
    return tuple(every[code] for code in picked if code in every)


def _catalogs(
    root: Path, wanted: tuple[str, ...], faults: list[ToolkitError]
) -> dict[str, Catalog]:
    there = every_locale(root)
    codes = there if not wanted or ALL in wanted else wanted
    loaded: dict[str, Catalog] = {}
    for code in codes:
        try:
            locale = locales.get(code)
            if locale.code not in there and not locale.pseudo:
                near = difflib.get_close_matches(code, there, n=1)
                hint = f"did you mean {near[0]}? or " if near else ""
                raise UsageError(
                    f"locale {code}",
                    "has no translation yet",
                    f"{hint}start one with: generate.py translations new {locale.code}",
                )
            _require_font(locale)
            breaking.required((locale,))
            loaded[locale.code], found = catalog.load(root / "locales", locale)
            faults += found
            faults += checks.check(loaded[locale.code])
        except ToolkitError as fault:
            faults.append(fault)
    return loaded


def _voices(
    root: Path,
    loaded: Mapping[str, Catalog],
    messages: Mapping[str, frozenset[MsgId]],
    materials: Iterable[Material],
) -> tuple[Catalog, ...]:
    """Load the sound ones of the catalogues that ``materials`` print beside another; source first.

    One that is broken in what they print, or whose font or line breaking is not here, is left out:
    nobody asked for it by name.
    """
    printing = [each for each in materials if each.beside]
    wanted = {code for each in printing for code in each.beside}
    texts: frozenset[MsgId] = frozenset().union(*(messages[each.id] for each in printing))
    voices = []
    for code in (code for code in every_locale(root) if ALL in wanted or code in wanted):
        locale = locales.get(code)
        found: list[ToolkitError] = []
        each = loaded.get(code)
        if each is None:
            each, found = catalog.load(root / "locales", locale)
            found += checks.check(each, texts)
        here = locale.fonts[0] in fonts.installed() and (breaking.version() or not locale.breaking)
        voices += [each] if here and not found else []
    return tuple(voices)


def _require_font(locale: Locale) -> None:
    if locale.fonts[0] not in fonts.installed():
        raise EnvironmentFault(
            f"locale {locale.code}", f"the font {locale.fonts[0]} is not installed", "run: make"
        )


def _pick(
    kind: str, wanted: Iterable[str], known: Mapping[str, T], faults: list[ToolkitError]
) -> tuple[T, ...]:
    """Look up each name, all of them for ``all``; unknown ones are faults with near matches."""
    picked: dict[str, T] = {}
    for name in wanted:
        if name == ALL:
            picked |= known
        elif name in known:
            picked[name] = known[name]
        else:
            near = difflib.get_close_matches(name, known, n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else f"one of {', '.join(known)}"
            faults.append(UsageError(f"{kind} {name}", "there is no such thing here", hint))
    return tuple(picked.values())
