"""Strict reading of TOML: every value checked, every unknown key named, all faults at once.

A `Table` hands out one value at a time and notes what is wrong with it; `Table.end` says whether
what was read may be used. ``get`` is for what may be absent, ``need`` for what may not::

    table, faults = load(path)
    name = table.need("name", text(80))
    size = table.get("size", choice("small", "large"), "small")
    thing = Thing(name, size) if table.end() else None
"""

from __future__ import annotations

from toolkit.tomlfile.kinds import Invalid, Kind, choice, day, flag, text, whole
from toolkit.tomlfile.loading import load, shown
from toolkit.tomlfile.table import Table

__all__ = ["Invalid", "Kind", "Table", "choice", "day", "flag", "load", "shown", "text", "whole"]
