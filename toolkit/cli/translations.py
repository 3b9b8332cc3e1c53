"""translations extract, new, update, check and status."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from toolkit.cli import show
from toolkit.cli.common import ROOT, Json, now, today
from toolkit.errors import ExitCode, Faults

app = typer.Typer(help="Start, update and check translations.", no_args_is_help=True)

Codes = Annotated[
    list[str] | None, typer.Argument(metavar="[CODE]...", help="Locale codes; else every locale.")
]


@app.command(epilog="Example: generate.py translations extract")
def extract() -> int:
    """Write locales/messages.pot from the templates."""
    from toolkit.translations import workshop

    show.note(f"wrote {workshop.write_pot(ROOT, now()).relative_to(ROOT)}")
    return ExitCode.OK


@app.command(epilog="Example: generate.py translations new pt_BR")
def new(code: Annotated[str, typer.Argument(help="Locale code such as fr or pt_BR.")]) -> int:
    """Start a translation: every text, ready for Poedit or Weblate."""
    from toolkit.translations import workshop

    show.note(f"wrote {workshop.new(ROOT, code, now()).relative_to(ROOT)}")
    return ExitCode.OK


@app.command(epilog="Example: generate.py translations update es ar")
def update(codes: Codes = None, json: Json = False) -> int:
    """Bring translations up to date with the templates; changed texts become fuzzy."""
    from toolkit.translations import workshop

    rows = workshop.update(ROOT, codes or (), now())
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


@app.command(epilog="Example: generate.py translations check es")
def check(codes: Codes = None, json: Json = False) -> int:
    """Name every translation that loses or adds something, and every broken file."""
    from toolkit.translations import workshop

    faults = workshop.check(ROOT, codes or ())
    if json:
        show.as_json([show.fault(each) for each in faults])
        return faults[0].exit_code if faults else ExitCode.OK
    if faults:
        raise Faults(tuple(faults))
    show.note("no faults")
    return ExitCode.OK


@app.command(epilog="Example: generate.py translations status --json")
def status(json: Json = False) -> int:
    """Show for each locale and material how much is translated, and who has reviewed it."""
    from toolkit.load import load, messages_of
    from toolkit.order import Order
    from toolkit.translations import workshop
    from toolkit.translations.extract import Sources

    materials = load(Order(ROOT, ROOT, today(), locales=("en",))).data.materials
    sources = Sources(ROOT)
    rows = workshop.status(ROOT, {each.id: messages_of(sources, each) for each in materials})
    if json:
        show.as_json([asdict(row) for row in rows])
        return ExitCode.OK
    show.table(
        ("locale", "material", "translated", "fuzzy", "missing", "faults", "review"),
        (
            (
                row.code,
                row.material,
                f"{row.translated} of {row.total}",
                row.fuzzy,
                row.missing,
                row.faults,
                f"{row.review.status} {row.review.reviewer}".strip(),
            )
            for row in rows
        ),
    )
    return ExitCode.OK
