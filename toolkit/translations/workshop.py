"""Make, update and report on catalogue files: ``generate.py translations``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit import locales
from toolkit.errors import ToolkitError, TranslationError, UsageError
from toolkit.translations import begin, checks
from toolkit.translations.calls import raise_any
from toolkit.translations.catalog import available, load, po_path, pot_path
from toolkit.translations.extract import extract
from toolkit.translations.header import blank, plural_rule
from toolkit.translations.merge import merge
from toolkit.translations.notes import Notes
from toolkit.translations.plurals import PluralRule
from toolkit.translations.po import Po, dump, read, settle_forms, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from babel.messages import catalog as babel

    from toolkit.locales import Locale
    from toolkit.translations.catalog import MsgId
    from toolkit.translations.header import Review
    from toolkit.translations.notes import Sheet

_FOLDER = "locales"


@dataclass(frozen=True, slots=True)
class Begun:
    """The files a new language starts with: catalogue, glossary and checklist."""

    catalog: Path
    glossary: Path
    checklist: Path


@dataclass(frozen=True, slots=True)
class Updated:
    """What ``update`` made of a catalogue: how many texts of each sort there are now."""

    code: str
    path: Path
    changed: bool
    translated: int
    fuzzy: int
    missing: int
    obsolete: int


@dataclass(frozen=True, slots=True)
class Row:
    """How far a locale is with a material.

    Attributes:
        code: Of the locale.
        material: Id.
        translated: Texts that would be printed.
        fuzzy: Texts that wait for a translator's yes.
        missing: Texts without a translation.
        stale: Of the missing, those the file does not have yet: the English has changed, or has
            grown, since the file was last brought up to date.
        total: All texts of the material.
        faults: What ``check`` says of the locale, whatever the material.
        review: Of the locale's catalogue.
    """

    code: str
    material: str
    translated: int
    fuzzy: int
    missing: int
    stale: int
    total: int
    faults: int
    review: Review


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text still to do: ``missing``, ``fuzzy``, or ``stale``, which is not in the file yet."""

    where: str
    msgid: str
    state: str


def write_pot(root: Path, now: datetime, sheets: Sequence[Sheet] = ()) -> Path:
    """Write ``locales/messages.pot``; its date stays until a text changes.

    ``now`` has a zone; comments tell on which of ``sheets`` a text prints. Raises what ``extract``
    raises, and OutputError.
    """
    _write_pot(root, _template(root, sheets), now)
    return pot_path(root / _FOLDER)


def new(root: Path, code: str, now: datetime, sheets: Sequence[Sheet] = ()) -> Begun:
    """Begin a catalogue for ``code`` with every text of the templates; ``now`` has a zone.

    A glossary that is there already is left alone.

    Raises:
        UsageError: The code is unknown, is the source or a pseudo-locale, or has a catalogue.
        ToolkitError, Faults: As ``write_pot``.
    """
    locale = _translated(code)
    path = po_path(root / _FOLDER, locale.code)
    if path.exists():
        fix = f"bring it up to date with python3 generate.py translations update {locale.code}"
        raise UsageError(f"locale {locale.code}", "has a catalogue already", fix)
    template = _template(root, sheets)
    created = _write_pot(root, template, now)
    po = _blank(root, f"{locale.autonym} ({locale.code}) translation of")
    po.header_comment += "\n# Review-Status: draft"
    po.set_headers(
        POT_Creation_Date=created,
        PO_Revision_Date=_stamp(now),
        Language=locale.code,
        Plural_Forms=locale.plural,
    )
    po.forms = PluralRule.parse(locale.plural).forms
    merge(po, template)
    write(path, dump(po))
    terms = root / _FOLDER / "glossary" / f"{locale.code}.toml"
    if not terms.exists():
        write(terms, begin.glossary(terms.parent, locale))
    to_do = root / _FOLDER / locale.code / "CHECKLIST.md"
    write(to_do, begin.checklist(locale))
    return Begun(path, terms, to_do)


def update(
    root: Path, codes: Iterable[str], now: datetime, sheets: Sequence[Sheet] = ()
) -> list[Updated]:
    """Bring the template and the catalogues of ``codes`` (of all, if none) up to date.

    Nothing is written when one of them cannot be read: a fault there would lose somebody's work.

    Raises:
        UsageError: A code is unknown, or is the source or a pseudo-locale.
        ToolkitError, Faults: As ``write_pot``; TranslationError for a catalogue with a fault.
    """
    folder = root / _FOLDER
    chosen = [_translated(code) for code in codes or available(folder)]
    template = _template(root, sheets)
    opened = [(locale, *_open(folder, locale)) for locale in chosen]
    raise_any([fault for _, _, faults in opened for fault in faults])
    created = _write_pot(root, template, now)
    done = []
    for locale, po, _ in opened:
        merge(po, template)
        po.set_headers(POT_Creation_Date=created)
        path = po_path(folder, locale.code)
        changed = write(path, dump(po))
        catalog, _ = load(folder, locale)
        missing, fuzzy = (
            len(catalog.missing(catalog.messages)),
            len(catalog.fuzzy(catalog.messages)),
        )
        translated = len(catalog.messages) - missing
        done.append(
            Updated(
                locale.code, path, changed, translated, fuzzy, missing - fuzzy, len(po.obsolete)
            )
        )
    return done


def check(root: Path, codes: Iterable[str] = ()) -> list[ToolkitError]:
    """Name every fault of the catalogues of ``codes`` (of all, if none), and an outdated template.

    Raises:
        UsageError: A code is unknown.
        ToolkitError, Faults: As ``extract``.
    """
    folder = root / _FOLDER
    faults: list[ToolkitError] = []
    for code in codes or available(folder):
        catalog, broken = load(folder, locales.get(code))
        faults += [*broken, *checks.check(catalog)]
    po, broken = read(pot_path(folder), f"{_FOLDER}/messages.pot")
    faults += broken
    if po is not None and {m.id for m in po} - {""} != {m.id for m in extract(root) if m.id}:
        what, fix = "is not what the templates say", "run python3 generate.py translations update"
        faults.append(TranslationError(f"{_FOLDER}/messages.pot", what, fix))
    return faults


def status(
    root: Path, sources: Mapping[str, frozenset[MsgId]], codes: Iterable[str] = ()
) -> list[Row]:
    """Tell how far each locale is with each material, given the texts of each material by its id.

    Of ``codes``, or of all if none.

    Raises:
        UsageError: A code is unknown, or there is a catalogue for a locale nobody knows.
    """
    folder = root / _FOLDER
    rows = []
    for code in codes or available(folder):
        catalog, broken = load(folder, locales.get(code))
        faults = len(broken) + len(checks.check(catalog))
        for material, msgids in sources.items():
            missing, fuzzy = len(catalog.missing(msgids)), len(catalog.fuzzy(msgids))
            rows.append(
                Row(
                    code=code,
                    material=material,
                    translated=len(msgids) - missing,
                    fuzzy=fuzzy,
                    missing=missing - fuzzy,
                    stale=len(msgids - catalog.messages.keys()),
                    total=len(msgids),
                    faults=faults,
                    review=catalog.review,
                )
            )
    return rows


def waiting(
    root: Path, sources: Mapping[str, frozenset[MsgId]], codes: Iterable[str] = ()
) -> list[Waiting]:
    """Name the texts that ``sources`` print and that no translator has confirmed, by line.

    Raises:
        UsageError: A code is unknown.
    """
    folder = root / _FOLDER
    wanted: frozenset[MsgId] = frozenset().union(*sources.values())
    found = []
    for code in codes or available(folder):
        catalog, _ = load(folder, locales.get(code))
        found += [
            Waiting(
                f"{catalog.where}:{each.line}", each.msgid, "fuzzy" if each.fuzzy else "missing"
            )
            for each in catalog.messages.values()
            if each.id in wanted and not each.translated
        ]
        new = sorted(
            id_ if isinstance(id_, str) else id_[0] for id_ in wanted - catalog.messages.keys()
        )
        found += [Waiting(catalog.where, msgid, "stale") for msgid in new]
    return found


def _translated(code: str) -> Locale:
    locale = locales.get(code)
    if locale.source or locale.pseudo:
        what = "is the source" if locale.source else "is made in memory"
        raise UsageError(f"locale {locale.code}", f"{what}: it has no catalogue", "choose another")
    return locale


def _open(folder: Path, locale: Locale) -> tuple[Po, list[ToolkitError]]:
    path = po_path(folder, locale.code)
    where = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    po, faults = read(path, where)
    if po is None:
        return Po(), faults
    own = {"Language": locale.code, "Plural-Forms": locale.plural}
    po.set_headers(**{k: v for k, v in own.items() if k not in po.headers()})
    rule, plural_faults = plural_rule(po, locale, where)
    return po, [*faults, *plural_faults, *settle_forms(po, rule.forms, where)]


def _template(root: Path, sheets: Sequence[Sheet]) -> babel.Catalog:
    template = extract(root)
    Notes(root, sheets).annotate(template)
    return template


def _write_pot(root: Path, template: babel.Catalog, now: datetime) -> str:
    """Return the date the file carries in the end."""
    path = pot_path(root / _FOLDER)
    po = _blank(root, "Texts of")
    po.set_headers(POT_Creation_Date=_stamp(now))
    po.forms = 2
    merge(po, template)
    old, _ = read(path, path.name)
    kept = old.headers().get("POT-Creation-Date", "") if old is not None else ""
    if old is not None and kept and {message.id for message in old} == {m.id for m in po}:
        po.set_headers(POT_Creation_Date=kept)
    write(path, dump(po))
    return po.headers()["POT-Creation-Date"]


def _blank(root: Path, title: str) -> Po:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return blank(project["name"], project["version"], title)


def _stamp(now: datetime) -> str:
    return now.strftime("%Y-%m-%d %H:%M%z")
