"""What the preview shows at a moment: files as they are on disk, sheets drawn when looked at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING

from toolkit.errors import Faults, ToolkitError, UsageError
from toolkit.load import every_locale, load
from toolkit.locales import SOURCE, get
from toolkit.materials import PAPERS
from toolkit.order import Order
from toolkit.plan import plan
from toolkit.preview.marks import MarkedTemplates
from toolkit.preview.sheets import Shown, doubtful, show, sound
from toolkit.translations import catalog as catalogs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from toolkit.locales import Locale
    from toolkit.plan import Data
    from toolkit.translations.catalog import MsgId


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sheet somebody looks at, everything by name."""

    material: str
    locale: str
    region: str
    paper: str


@dataclass(frozen=True, slots=True)
class Row:
    """One material on the first page: how many of its messages are said.

    Attributes:
        missing: Not said; ``fuzzy`` are some of them.
        broken: Said, and not printed until mended.
    """

    material: str
    title: str
    papers: tuple[str, ...]
    total: int
    missing: int
    fuzzy: int
    broken: int


@dataclass(slots=True)
class Desk:
    """The translator's desk: one locale beside the source.

    Drawing is done by one thread at a time: Pango is not made for more.

    Attributes:
        problem: What is wrong with the files now; the pages are those from before it.
        version: Counts the changes.
    """

    root: Path
    locale: Locale
    today: date
    problem: str = ""
    version: int = 0
    _data: Data | None = None
    _broken: frozenset[MsgId] = frozenset()
    _templates: MarkedTemplates | None = None
    _drawn: dict[Wanted, Shown] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def open(self) -> None:
        """Read everything.

        Raises:
            Faults: Templates, packs or materials are wrong.
            UsageError: There is no catalogue of the locale.
        """
        if self.locale.code not in every_locale(self.root):
            raise UsageError(
                f"locale {self.locale.code}",
                "has no translation yet",
                f"start one with: generate.py translations new {self.locale.code}",
            )
        order = Order(self.root, self.root, self.today, locales=(SOURCE,), regions=("all",))
        self._data = load(order).data
        self._templates = MarkedTemplates(self.root / "templates")
        self._drawn.clear()
        self._read()

    def changed(self, paths: Iterable[Path]) -> None:
        """Take in files that have changed; a fault is kept in ``problem``."""
        locales = self.root / "locales"
        with self._lock:
            try:
                if all(path.is_relative_to(locales) for path in paths):
                    self._read()
                else:
                    self.open()
                self.problem = ""
            except Faults as error:
                self.problem = "\n".join(map(str, error.faults))
            except ToolkitError as error:
                self.problem = str(error)
            self.version += 1

    def rows(self) -> tuple[Row, ...]:
        data = self._loaded
        catalog = data.catalogs[self.locale.code]
        return tuple(
            Row(
                material.id,
                material.title,
                tuple(paper.name for paper in material.papers),
                len(wanted),
                len(catalog.missing(wanted)),
                len(catalog.fuzzy(wanted)),
                len(self._broken & wanted),
            )
            for material in data.materials
            for wanted in [data.messages[material.id]]
        )

    @property
    def regions(self) -> tuple[str, ...]:
        return tuple(region.code for region in self._loaded.regions)

    def paper(self, region: str) -> str:
        """Name the everyday paper of ``region``."""
        return next(each.paper for each in self._loaded.regions if each.code == region)

    def sheet(self, wanted: Wanted) -> Shown:
        """Draw a sheet, or hand it out again if nothing has changed.

        Raises:
            ToolkitError: There is no such sheet, or it cannot be drawn.
        """
        with self._lock:
            if wanted not in self._drawn:
                self._drawn[wanted] = self._draw(wanted)
            return self._drawn[wanted]

    def _draw(self, wanted: Wanted) -> Shown:
        data = self._loaded
        narrowed = replace(
            data,
            materials=tuple(each for each in data.materials if each.id == wanted.material),
            regions=tuple(each for each in data.regions if each.code == wanted.region),
            catalogs={code: each for code, each in data.catalogs.items() if code == wanted.locale},
        )
        papers = tuple(each for name, each in PAPERS.items() if name == wanted.paper)
        work = plan(narrowed, papers, self.today, unfinished=True)
        if not work.jobs:
            reason = work.skips[0].reason if work.skips else "there is no such sheet"
            raise UsageError(
                f"{wanted.material}, {wanted.region}, {wanted.paper}", reason, "choose another"
            )
        assert self._templates
        told = data.catalogs[self.locale.code]
        shown = show(work.jobs[0], data, self._templates, told)
        if wanted.locale != self.locale.code:
            return shown
        return doubtful(shown, told, self.root / "locales" / "glossary")

    def _read(self) -> None:
        """Read the catalogue; the one from before stays when it cannot be read."""
        found, faults = catalogs.load(self.root / "locales", self.locale)
        if not found.messages and faults:
            raise Faults(tuple(faults))
        data = self._loaded
        source = data.catalogs[SOURCE]
        self._data = replace(data, catalogs={SOURCE: source, self.locale.code: found})
        self._broken = frozenset(found.messages.keys() - sound(found).messages.keys())
        # Compiled templates speak the catalogue they were first given.
        self._templates = MarkedTemplates(self.root / "templates")
        for wanted in [each for each in self._drawn if each.locale == self.locale.code]:
            del self._drawn[wanted]

    @property
    def _loaded(self) -> Data:
        assert self._data, "opened first"
        return self._data


def desk(root: Path, code: str, today: date) -> Desk:
    """Open the desk of a locale.

    Raises:
        UsageError: The locale is unknown, is the source, or has no catalogue.
        Faults: Templates, packs, materials or the catalogue are wrong.
    """
    locale = get(code)
    if locale.source:
        raise UsageError(f"locale {code}", "is the source", "choose the language of a translation")
    opened = Desk(root, locale, today)
    opened.open()
    return opened
