"""Scripts: how the letters of each are set; ``data/scripts.toml`` is the one table."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from toolkit.errors import DataError

TABLE = Path(__file__).parent / "data" / "scripts.toml"


@dataclass(frozen=True, slots=True)
class Script:
    """How one script is set.

    Attributes:
        code: ISO 15924, ``Khmr``; ``Hans`` and ``Hant`` tell Chinese apart.
        fonts: Families, first choice first.
        ink: Height of its tallest and deepest letters together, in em, as measured.
        leading: Line height in em at which no two lines touch; more than ``ink``.
        direction: Of writing.
        letters: Its Unicode blocks, first and last code point; empty where nothing asks for them.
        actual_text: Whether the PDF must carry the text beside its glyphs.
        breaking: Whether lines end where ICU says: it sets no spaces between words.
        latin: Whether its first family has all of ASCII too.
        size: How much larger than Latin it is set, to look as large.
        tall: Whether most lines reach from the top to the foot of ``ink``.
    """

    code: str
    fonts: tuple[str, ...]
    ink: float
    leading: float
    direction: Literal["ltr", "rtl"] = "ltr"
    letters: tuple[tuple[int, int], ...] = ()
    actual_text: bool = False
    breaking: bool = False
    latin: bool = False
    size: float = 1.0
    tall: bool = False


@cache
def table() -> dict[str, Script]:
    """Read every row, by code."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {code: _script(code, row) for code, row in rows.items()}


def get(code: str, where: str) -> Script:
    """Look up a script; ``where`` is what asks for it.

    Raises:
        DataError: It has no row.
    """
    try:
        return table()[code]
    except KeyError:
        raise DataError(
            "toolkit/data/scripts.toml", f"no row for script {code} of {where}", "add one"
        ) from None


@cache
def needs_text() -> re.Pattern[str]:
    """Match a letter whose glyph does not map back to it."""
    return re.compile(f"[{_letters('actual_text')}]")


@cache
def unspaced() -> re.Pattern[str]:
    """Match a run of letters within which nothing but a dictionary tells where a line may end."""
    return re.compile(f"[{_letters('breaking')}]+")


def _letters(feature: Literal["actual_text", "breaking"]) -> str:
    blocks = [
        block for each in table().values() if getattr(each, feature) for block in each.letters
    ]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in blocks)


def _script(code: str, row: dict[str, object]) -> Script:
    given = {
        key: tuple(map(_frozen, value)) if isinstance(value, list) else value
        for key, value in row.items()
    }
    return Script(code=code, **given)  # type: ignore[arg-type]


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
