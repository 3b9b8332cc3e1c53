"""What the rules know of languages: ``toolkit/data/translations.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parents[2] / "data" / "translations.toml"


@cache
def table(name: str) -> Mapping[str, Any]:
    """Read a table of the file."""
    found: Mapping[str, Any] = tomllib.loads(DATA.read_text(encoding="utf-8"))[name]
    return found
