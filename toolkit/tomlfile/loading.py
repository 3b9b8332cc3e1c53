"""From a file to its table."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.tomlfile.kinds import Invalid
from toolkit.tomlfile.table import Table

if TYPE_CHECKING:
    from toolkit.errors import ToolkitError

ROOT = Path(__file__).parent.parent.parent
MAX_BYTES = 500_000


def shown(path: Path) -> str:
    """Name a file as errors do: from the project's folder when it is inside."""
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


def load(path: Path) -> tuple[Table, list[ToolkitError]]:
    """Read a TOML file; what cannot be read gives an empty table that is not sound."""
    faults: list[ToolkitError] = []
    try:
        return Table(_parse(path), shown(path), faults), faults
    except Invalid as error:
        table = Table({}, shown(path), faults)
        table.fault("", error.what, error.fix)
        return table, faults


def _parse(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Invalid(f"cannot be read: {error.strerror}", "check the path") from None
    if len(content) > MAX_BYTES:
        raise Invalid(f"is larger than {MAX_BYTES // 1000} kB", "is this the right file?")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))  # Windows editors put a mark in front
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Invalid(f"line {line} is not UTF-8", "save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"is not TOML: {_place(str(error))}", "mend the line") from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; deep nesting
        raise Invalid(f"is not TOML we can read: {error}", "mend the file") from None


def _place(message: str) -> str:
    """Put tomllib's place first: ours are the brackets at the end of a message."""
    match = re.fullmatch(r"(.*) \(at (line \d+), column \d+\)", message, re.DOTALL)
    return f"{match[2]}: {match[1]}" if match else message
