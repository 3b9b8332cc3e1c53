"""translations extract, new, update, check and status."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import show
from toolkit.cli.common import ROOT, Json, now, today
from toolkit.errors import ExitCode, Faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toolkit.checks.doubts.find import Found
    from toolkit.checks.doubts.model import Doubt
    from toolkit.materials import Material
    from toolkit.room import Tight

app = typer.Typer(help="Start, update and check translations.", no_args_is_help=True)

# Letter is shorter, A4 narrower; these two have the fewest and the most to print.
_REGIONS, _PAPERS = ("US", "GB"), ("letter", "a4")

Codes = Annotated[
    list[str] | None, typer.Argument(metavar="[CODE]...", help="Locale codes; else every locale.")
]


@app.command(epilog="Example: generate.py translations extract")
def extract() -> int:
    """Write locales/messages.pot from the templates."""
    from toolkit.translations import workshop

    show.note(f"wrote {workshop.write_pot(ROOT, now(), _materials()).relative_to(ROOT)}")
    return ExitCode.OK


@app.command(epilog="Example: generate.py translations new pt_BR")
def new(code: Annotated[str, typer.Argument(help="Locale code such as fr or pt_BR.")]) -> int:
    """Start a translation: every text, ready for Poedit or Weblate."""
    from toolkit.translations import workshop

    begun = workshop.new(ROOT, code, now(), _materials())
    for path in (begun.catalog, begun.glossary, begun.checklist):
        show.note(f"wrote {path.relative_to(ROOT)}")
    show.note("\n" + begun.checklist.read_text(encoding="utf-8").rstrip())
    return ExitCode.OK


@app.command(epilog="Example: generate.py translations update es ar")
def update(codes: Codes = None, json: Json = False) -> int:
    """Bring translations up to date with the templates; changed texts become fuzzy."""
    from toolkit.translations import workshop

    rows = workshop.update(ROOT, codes or (), now(), _materials())
    if json:
        show.as_json([asdict(row) for row in rows])
    else:
        show.table(
            ("locale", "translated", "fuzzy", "missing", "obsolete", "file"),
            (
                (
                    row.code,
                    row.translated,
                    row.fuzzy,
                    row.missing,
                    row.obsolete,
                    "changed" if row.changed else "as it was",
                )
                for row in rows
            ),
        )
    return ExitCode.OK


@app.command(epilog="Example: generate.py translations check es --fit")
def check(
    codes: Codes = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Warnings are errors: exit code 4.")
    ] = False,
    fit: Annotated[
        bool, typer.Option("--fit", help="Lay out every sheet too: which are short of room.")
    ] = False,
    json: Json = False,
) -> int:
    """Name every translation that loses or adds something, and what to look at again."""
    from toolkit.translations import workshop

    faults = workshop.check(ROOT, codes or ())
    found = _found(codes or ())
    # What is wrong with a catalogue stops its sheets; an outdated messages.pot does not.
    sound = all(each.where.endswith("messages.pot") for each in faults)
    narrow = _narrow(codes or ()) if fit and sound else ()
    if json:
        show.as_json(
            [
                *({"level": "error", **show.fault(each)} for each in faults),
                *({"level": "warning", **asdict(each)} for each in found.doubts),
                *({"level": "warning", "rule": "fit", **asdict(each)} for each in narrow),
            ]
        )
    else:
        _show_doubts(found.doubts)
        _show_narrow(narrow)
        for each in found.left_out:
            show.note(f"not checked: {each}")
        if faults:
            raise Faults(tuple(faults))
        warnings = len(found.doubts) + len(narrow)
        show.note(f"no faults, {warnings} warnings" if warnings else "no faults")
    if faults:
        return faults[0].exit_code
    return ExitCode.TRANSLATION if strict and (found.doubts or narrow) else ExitCode.OK


@app.command(epilog="Example: generate.py translations status fr -m help-line-cards-youth")
def status(
    codes: Codes = None,
    material: Annotated[
        str, typer.Option("--material", "-m", help="One material: name its open texts, too.")
    ] = "",
    json: Json = False,
) -> int:
    """Show for each locale and material how much is translated, and who has reviewed it.

    Fuzzy: the English has changed since it was translated. Stale: the file does not have the text
    yet; `translations update` puts it there.
    """
    from toolkit.load import load, messages_of
    from toolkit.order import Order
    from toolkit.translations import workshop
    from toolkit.translations.compare import shown
    from toolkit.translations.extract import Sources

    wanted = (material,) if material else ()
    order = Order(ROOT, ROOT, today(), locales=("en",), materials=wanted)
    sources = Sources(ROOT)
    texts = {each.id: messages_of(sources, each) for each in load(order).data.materials}
    rows = workshop.status(ROOT, texts, codes or ())
    waiting = workshop.waiting(ROOT, texts, codes or ()) if material else []
    if json:
        named = {"open": [asdict(each) for each in waiting]} if material else {}
        found = [asdict(row) for row in rows]
        show.as_json({"rows": found, **named} if material else found)
        return ExitCode.OK
    show.table(
        ("locale", "material", "translated", "fuzzy", "missing", "stale", "faults", "review"),
        (
            (
                row.code,
                row.material,
                f"{row.translated} of {row.total}",
                row.fuzzy,
                row.missing,
                row.stale,
                row.faults,
                f"{row.review.status} {row.review.reviewer}".strip(),
            )
            for row in rows
        ),
    )
    if waiting:
        show.table(
            ("where", "text", "state"),
            ((each.where, shown(each.msgid, 70), each.state) for each in waiting),
            title="Open",
        )
    return ExitCode.OK


def _found(codes: Iterable[str]) -> Found:
    """Look over the catalogues that can be read; what is wrong with the others is a fault."""
    from toolkit import locales
    from toolkit.checks.doubts.find import Found, find
    from toolkit.translations.catalog import available, load
    from toolkit.translations.notes import Notes

    folder = ROOT / "locales"
    every = available(folder)
    notes = Notes(ROOT, _materials())
    doubts: list[Doubt] = []
    left_out: dict[str, None] = {}
    for code in codes or every:
        catalog, _ = load(folder, locales.get(code))
        missing = len(catalog.missing(catalog.messages))
        if missing:  # a file with nothing in it has no faults either
            left_out[
                f"{missing} of {len(catalog.messages)} texts of {code}: not translated yet "
                f"(translations status {code} -m MATERIAL names them)"
            ] = None
        found = find(catalog, folder / "glossary", every, notes.sheets)
        doubts += found.doubts
        left_out |= dict.fromkeys(found.left_out)
    return Found(tuple(doubts), tuple(left_out))


def _narrow(codes: Iterable[str]) -> tuple[Tight, ...]:
    """Lay out the sheets where they are tightest: both papers, where lines are few and many."""
    from toolkit import batch, room
    from toolkit.order import Order
    from toolkit.produce import PRELOAD
    from toolkit.translations.catalog import available
    from toolkit.translations.notes import Notes

    chosen = tuple(codes) or available(ROOT / "locales")
    order = Order(ROOT, ROOT, today(), locales=chosen, regions=_REGIONS, papers=_PAPERS)
    cores = os.cpu_count() or 1
    return room.tight(
        order,
        lambda sheets: batch.workers(min(cores, sheets), PRELOAD),
        Notes(ROOT, _materials()).seen,
    )


def _show_doubts(doubts: Sequence[Doubt]) -> None:
    from toolkit.translations.compare import shown

    if doubts:
        show.table(
            ("where", "text", "warning", "what to do", "prints on"),
            (
                (each.where, shown(each.msgid, 40), each.what, each.fix, ", ".join(each.sheets))
                for each in doubts
            ),
        )


def _show_narrow(narrow: Sequence[Tight]) -> None:
    from toolkit.translations.compare import shown

    if narrow:
        show.table(
            ("locale", "material", "tightest on", "type", "grew most", "text", "by letters"),
            (
                (
                    *((each.code, each.material, each.edition, _size(each)) if not n else [""] * 4),
                    grown.where,
                    shown(grown.msgid, 40),
                    f"+{grown.more}",
                )
                for each in narrow
                for n, grown in enumerate(each.grown)
            ),
            title="Short of room",
        )


def _size(each: Tight) -> str:
    return f"{each.scale:.0%}" if each.scale else "does not fit"


def _materials() -> tuple[Material, ...]:
    from toolkit.materials import load_materials

    materials, faults = load_materials(ROOT / "templates" / "materials")
    if faults:
        raise Faults(tuple(faults))
    return materials
