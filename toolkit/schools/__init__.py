"""School packs: what a school may put on a sheet. All of it optional."""

from __future__ import annotations

from toolkit.schools.logos import Logo
from toolkit.schools.pack import EMPTY, School, load_school

__all__ = ["EMPTY", "Logo", "School", "load_school"]
