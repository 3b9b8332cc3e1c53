"""What a build is asked for, and what it answers. Light: an unchanged build loads little else."""

from __future__ import annotations

import ctypes
import hashlib
import platform
import tomllib
from dataclasses import astuple, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from toolkit import output
from toolkit.render import breaking

if TYPE_CHECKING:
    from datetime import date

    from toolkit.errors import ToolkitError
    from toolkit.output import Entry, SkipEntry

# What decides the bytes of a sheet besides our own files.
ENGINES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "jinja2", "babel", "phonenumbers")
RENDERER = Path(__file__).parent / "render"
PANGO = ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll")


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted; empty tuples mean the default kit.

    Attributes:
        root: The project.
        output: Where sheets go.
        today: Day on which help lines must be in date.
        materials: Ids or families; empty means every material.
        locales: Codes; empty means every complete locale.
        regions: Codes.
        papers: Names; empty means each region's own.
        school: School file, or None.
        reviewed_only: Leave out draft translations.
    """

    root: Path
    output: Path
    today: date
    materials: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    regions: tuple[str, ...] = ("US",)
    papers: tuple[str, ...] = ()
    school: Path | None = None
    reviewed_only: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """One wanted sheet that is now in the folder."""

    entry: Entry
    state: Literal["made", "unchanged"]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    sheets: tuple[Made, ...]
    skips: tuple[SkipEntry, ...]
    faults: tuple[ToolkitError, ...]
    notices: tuple[str, ...]


def engines(renderer: Path = RENDERER) -> str:
    """Name the versions that decide the bytes of a sheet; our own renderer's is its source."""
    packages = (f"{name} {metadata.version(name)}" for name in ENGINES)
    sources = (path.name.encode() + path.read_bytes() for path in sorted(renderer.glob("*.py")))
    own = f"renderer {hashlib.sha256(b''.join(sources)).hexdigest()}"
    return "; ".join((platform.python_version(), _pango(), *packages, own))


def fingerprint(order: Order) -> str:
    """Hash the order and every file a build of it could read."""
    given = "|".join(str(value) for value in astuple(order))
    return output.fingerprint(
        (given, engines(), breaking.version()),
        [order.root / name for name in ("templates", "locales", "toolkit")],
        _school_files(order.school) if order.school else [],
    )


def answered(order: Order) -> Report | None:
    """Say what is in the folder when nothing the order depends on has changed, else None."""
    folder = output.OutputFolder(order.output)
    record = folder.manifest.fingerprints.get(fingerprint(order))
    if record is None:
        return None
    entries = [folder.intact(path) for path in record.sheets]
    if not all(entries):
        return None
    return Report(
        tuple(Made(entry, "unchanged") for entry in entries if entry),
        tuple(record.skips),
        (),
        tuple(record.notices),
    )


def _school_files(school: Path) -> list[Path]:
    """Name the school file and its logo; what is wrong with either is for the loader to say."""
    if not school.is_file():  # a device never ends
        return []
    try:
        logo = tomllib.loads(school.read_text(encoding="utf-8-sig")).get("logo")
    except (OSError, ValueError, RecursionError):
        logo = None
    named = school.parent / logo if isinstance(logo, str) else school
    return [school, named] if named.is_file() else [school]


def _pango() -> str:
    """Ask the Pango that WeasyPrint will load, without loading WeasyPrint."""
    for name in PANGO:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        library.pango_version_string.restype = ctypes.c_char_p
        return f"pango {library.pango_version_string().decode()}"
    return "pango ?"
