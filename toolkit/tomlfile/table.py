"""A TOML table that is read value by value, and remembers what was wrong."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, TypeVar, overload

from toolkit.errors import DataError
from toolkit.tomlfile.kinds import Invalid, array, mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toolkit.errors import ToolkitError
    from toolkit.tomlfile.kinds import Kind

T = TypeVar("T")
D = TypeVar("D")


class Table:
    """One TOML table being read.

    Args:
        values: What TOML holds.
        where: File and key path, as errors print them.
        faults: Every fault is added here; shared by all tables of a file.
        part_of: It is not sound unless its parts are.
        below: Says what ``values`` does not.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        where: str,
        faults: list[ToolkitError],
        *,
        part_of: Table | None = None,
        below: Table | None = None,
    ) -> None:
        self.where = where
        self._values = values
        self._faults = faults
        self._part_of = part_of
        self._below = below
        self._asked: dict[str, None] = {}
        self._faulty: set[str] = set()
        self._sound = True

    @property
    def sound(self) -> bool:
        """Whether no fault was noted so far."""
        return self._sound

    def clear(self, *keys: str) -> bool:
        """Whether no fault was noted at any of ``keys``."""
        return self._faulty.isdisjoint(keys)

    def names(self) -> tuple[str, ...]:
        return tuple(self._values)

    def has(self, key: str) -> bool:
        return key in self._values or bool(self._below and self._below.has(key))

    @overload
    def get(self, key: str, reader: Callable[[object], T]) -> T | None: ...

    @overload
    def get(self, key: str, reader: Callable[[object], T], default: D) -> T | D: ...

    def get(
        self, key: str, reader: Callable[[object], T], default: D | None = None
    ) -> T | D | None:
        """Read ``key``; ``default`` when it is absent, blank, or wrong."""
        return self._read(key, self.value(key), reader, default)

    def need(self, key: str, kind: Kind[T]) -> T:
        """Read ``key``, which must be there."""
        raw = self.value(key)
        if raw is None:
            self.fault(key, "is missing", "add it")
        return self._read(key, raw, kind, kind.blank)

    def several(self, key: str, reader: Callable[[object], T]) -> tuple[T, ...]:
        """Read a list, each item with ``reader``; empty when it is absent."""
        items: list[T] = []
        for number, raw in enumerate(self.get(key, array, [])):
            try:
                items.append(reader(raw))
            except Invalid as error:
                self.fault(f"{key}[{number}]", error.what, error.fix)
        return tuple(items)

    def table(self, key: str) -> Table:
        """Read a table that is a part of this one; an empty one when it is absent."""
        return Table(self.get(key, mapping, {}), self.at(key), self._faults, part_of=self)

    def tables(self, key: str) -> dict[str, Table]:
        """Read named tables, ``[key.name]``, in the order of the file; each sound by itself."""
        values = self.get(key, mapping, {})
        outer = Table(values, self.at(key), self._faults, part_of=self)
        inner = {name: outer.get(name, mapping) for name in values}
        return {
            name: Table(each, outer.at(name), self._faults)
            for name, each in inner.items()
            if each is not None
        }

    def over(self, below: Table) -> Table:
        """Lay this table over another: what it leaves out is read from ``below``."""
        return Table(self._values, self.where, self._faults, below=below)

    def fault(self, key: str, what: str, fix: str) -> None:
        """Note what is wrong with ``key``; empty for the table itself."""
        fault = DataError(self.at(key) if key else self.where, what, fix)
        if str(fault) not in map(str, self._faults):  # what many lie over is named once
            self._faults.append(fault)
        self._faulty.add(key.partition("[")[0])
        self.spoil()

    def spoil(self) -> None:
        """Say that it, and what it is a part of, may not be used."""
        self._sound = False
        if self._part_of:
            self._part_of.spoil()

    def end(self) -> bool:
        """Name the keys nobody asked for; say whether everything read here may be used."""
        for key in self._values:
            if key not in self._asked:
                near = difflib.get_close_matches(key, self._asked, n=1)
                hint = f"did you mean {near[0]}?" if near else "leave it out"
                self.fault(key, "is not a key known here", hint)
        return self._sound

    def at(self, key: str) -> str:
        """Name the place of ``key`` as errors do: ``US.toml: hotline.us-988``."""
        if self._below and key.partition("[")[0] not in self._values and self._below.has(key):
            return self._below.at(key)
        return f"{self.where}{'.' if ': ' in self.where else ': '}{key}"

    def value(self, key: str) -> object:
        """Hand out what TOML holds, unread; None when it is absent or blank."""
        self._asked[key] = None
        below = self._below.value(key) if self._below else None
        raw = self._values.get(key, below)
        return None if isinstance(raw, str) and not raw.strip() else raw

    def _read(self, key: str, raw: object, reader: Callable[[object], T], default: D) -> T | D:
        if raw is None:
            return default
        try:
            return reader(raw)
        except Invalid as error:
            self.fault(key, error.what, error.fix)
            return default
