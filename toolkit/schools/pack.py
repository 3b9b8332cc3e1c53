"""Reads a school file, ``school.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from toolkit import colours
from toolkit.addresses import address
from toolkit.schools.logos import MAX_BYTES, Logo, read_logo
from toolkit.tomlfile import Invalid, load, text

if TYPE_CHECKING:
    from toolkit.errors import ToolkitError

# --mist of templates/styles/tokens.css: the darkest ground small heads in the accent stand on.
DARKEST_GROUND = "#eaf3f2"


@dataclass(frozen=True, slots=True)
class School:
    """What a school says of itself; None where it says nothing.

    Attributes:
        logo: Read and checked; the renderer need not go back to the file.
        colour: Accent, ``#rrggbb``, dark enough to be read on white.
        colour_note: For whoever builds: what was changed about the colour. Mostly empty.
        lead: Safeguarding lead.
        phone: As the school writes it, with an extension if it has one.
        website: Without ``https://``.
    """

    name: str | None = None
    logo: Logo | None = None
    colour: str | None = None
    colour_note: str = ""
    lead: str | None = None
    counsellor: str | None = None
    phone: str | None = None
    website: str | None = None
    hours: str | None = None


EMPTY = School()


def load_school(path: Path) -> tuple[School, list[ToolkitError]]:
    """Read a school file, all faults at once; what is at fault is left out."""
    table, faults = load(path)
    if not table.sound:
        return EMPTY, faults
    chosen = table.get("colour", _colour)
    colour = colours.readable(chosen, DARKEST_GROUND) if chosen else None
    school = School(
        name=table.get("name", text(120)),
        logo=table.get("logo", lambda raw: read_logo(_content(text()(raw), path.parent))),
        colour=colour,
        colour_note=""
        if colour == chosen
        else f"{chosen} is too light to be read; {colour} is used instead",
        lead=table.get("lead", text(80)),
        counsellor=table.get("counsellor", text(80)),
        phone=table.get("phone", _phone),
        website=table.get("website", lambda raw: address(text()(raw)).display),
        hours=table.get("hours", text(80)),
    )
    table.end()
    return school, faults


def _colour(raw: object) -> str:
    value = text(40)(raw).lower()
    try:
        colours.channels(value)
    except ValueError as error:
        raise Invalid(str(error), 'write it like "#1f5fa8"') from None
    return value


def _phone(raw: object) -> str:
    value = text(40)(raw)
    if not any(character.isdecimal() for character in value):
        raise Invalid(f"{value!r} holds no digits", "write the number as the school does")
    return value


def _content(name: str, folder: Path) -> bytes:
    """Read the logo, which may not lie outside the school file's folder."""
    # A path Windows would take for absolute is refused everywhere: packs travel.
    if (
        Path(name).is_absolute()
        or PureWindowsPath(name).anchor
        or ".." in PureWindowsPath(name).parts
    ):
        raise Invalid(f"{name!r} is outside the school's folder", "put it beside the school file")
    try:
        path = (folder / name).resolve(strict=True)
        inside = path.is_relative_to(folder.resolve())
        if inside and path.is_file():
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        what = getattr(error, "strerror", None) or "its links go in a circle"
        raise Invalid(f"cannot read {name!r}: {what}", "put it beside the school file") from None
    if not inside:
        raise Invalid(f"{name!r} links outside the school's folder", "put a copy in its place")
    raise Invalid(f"{name!r} is not a file", "name the picture itself")
