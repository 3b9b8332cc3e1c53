"""Small composed sheets: sound ones, and the same with one thing wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.make import material
from toolkit.checks.reading import Reading, read

DATA = Path(__file__).parents[1] / "data"
SOUND = DATA / "words"
BROKEN = DATA / "broken" / "words"


def reading(path: Path) -> Reading:
    """Read a sheet for whom its name says: a guide for young people, parents or staff."""
    audience = path.stem.partition("-")[0]
    return read(path.read_text(encoding="utf-8"), material("sheet", audience=audience, grade=6))


def page(body: str, **changes: Any) -> Reading:
    """Read a sheet of ``body`` alone."""
    return read(f'<html lang="en"><body>{body}</body></html>', material(**changes))
