"""What translators are told of a text besides its template's own comments.

Where it prints, who reads it, what its placeholders hold and how long it may be: all from the
templates and ``material.toml``, so that it is true without anybody's care. Short, and the same
until one of them changes: it stands in every catalogue under version control.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from toolkit.translations import patterns
from toolkit.translations.uses import Uses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from babel.messages import catalog as babel

    from toolkit.translations.places import Use

DATA = Path(__file__).parents[1] / "data" / "notes.toml"

# More families than these are named by their kind.
_MOST_FAMILIES = 4
_MOST_PARTS = 3

# The pseudo-locale en_XA is a third longer, and every sheet is tested to have room for it. A word
# or two grow by more, and have more room.
_GROWTH = 4 / 3
_GROWTH_OF_WORDS = 6
_STEP = 5

_OWN_LIMIT = re.compile(r"\b[0-9]+ letters\b")
_YOUNG, _EVERYONE = "young", "everyone"
_FILTERS = {"hours": "parts/hours.html"}


class Sheet(Protocol):
    """What must be known of a material; ``toolkit.materials.Material`` is one."""

    @property
    def id(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def audience(self) -> str: ...
    @property
    def age_range(self) -> tuple[int, int] | None: ...


class Notes:
    """Comments for every text that one of ``sheets`` prints.

    Raises what ``Uses`` raises; ``root`` is one ``extract`` accepts.
    """

    def __init__(self, root: Path, sheets: Sequence[Sheet]) -> None:
        self._words: dict[str, Any] = tomllib.loads(DATA.read_text(encoding="utf-8"))
        self._sheets = sheets
        self._uses: defaultdict[str, list[tuple[Sheet, Use]]] = defaultdict(list)
        uses = Uses(root, _FILTERS)
        for sheet in sheets:
            for use in uses.of(sheet.template):
                self._uses[use.msgid].append((sheet, use))

    def sheets(self, msgid: str) -> tuple[str, ...]:
        """Ids of the materials that print a text, given its singular; in the order they came."""
        return tuple(dict.fromkeys(sheet.id for sheet, _ in self._uses.get(msgid, ())))

    def seen(self, sheet_id: str, msgid: str) -> bool:
        """Whether a material shows a text, and does not only have it read aloud."""
        uses = self._uses.get(msgid, ())
        return any(sheet.id == sheet_id and not self._unseen(use) for sheet, use in uses)

    def annotate(self, template: babel.Catalog) -> None:
        """Add to the comments of each text; a text that no sheet prints gets none."""
        for message in template:
            if message.id:
                message.auto_comments = [*message.auto_comments, *self._of(message)]

    def unexplained(self) -> tuple[str, ...]:
        """Placeholders that nothing is known of, as ``notes.toml`` would name them; sorted."""
        pairs = {pair for uses in self._uses.values() for _, use in uses for pair in use.values}
        return tuple(sorted(f"{k} = {v}" for k, v in pairs if not self._explain(k, v)))

    def _of(self, message: babel.Message) -> Iterator[str]:
        texts = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        found = self._uses.get(texts[0])
        if not found:
            return
        sheets = list({sheet.id: sheet for sheet, _ in found}.values())
        yield f"Prints on: {self._named(sheets)}; for {self._readers(sheets)}"
        uses = [use for _, use in found]
        parts = self._parts(uses)
        if parts:
            yield f"Part: {', or '.join(parts)}"
        yield from self._placeholders(uses)
        if not all(map(self._unseen, uses)) and not any(
            map(_OWN_LIMIT.search, message.auto_comments)
        ):
            yield f"Length: up to {_room(texts)} letters"

    def _unseen(self, use: Use) -> bool:
        return use.part in self._words["unseen"]["parts"]

    def _named(self, sheets: Sequence[Sheet]) -> str:
        if len(sheets) == len(self._sheets) > 1:
            return "every sheet"
        families = _by_family(sheets)
        if len(families) > _MOST_FAMILIES:
            kinds = [self._words["kinds"][sheet.kind] for sheet in sheets]
            return f"several {', '.join(_unique(kinds, self._words['kinds'].values()))}"
        whole = _by_family(self._sheets)
        return ", ".join(
            family if len(some) == len(whole[family]) else f"{family} ({', '.join(some)})"
            for family, some in sorted(families.items())
        )

    def _readers(self, sheets: Sequence[Sheet]) -> str:
        names: Mapping[str, str] = self._words["readers"]
        audiences = {sheet.audience for sheet in sheets}
        if _EVERYONE in audiences or len(audiences) == len(names) - 1:
            return names[_EVERYONE]
        readers = ", and ".join(name for audience, name in names.items() if audience in audiences)
        ranges = [sheet.age_range for sheet in sheets if sheet.age_range]
        # The ages of an adult's material are those of the children it is about.
        if audiences != {_YOUNG} or len(ranges) < len(sheets):
            return readers
        return f"{readers} aged {min(r[0] for r in ranges)}–{max(r[1] for r in ranges)}"

    def _parts(self, uses: Iterable[Use]) -> list[str]:
        table: Mapping[str, str] = self._words["parts"]
        kinds = (use.part.partition(".")[0] for use in uses)
        named = [
            table.get(use.part) or table.get(kind, "")
            for use, kind in zip(uses, kinds, strict=True)
        ]
        found = _unique(named, table.values())
        return found if len(found) <= _MOST_PARTS else []

    def _placeholders(self, uses: Iterable[Use]) -> Iterator[str]:
        said: defaultdict[str, list[str]] = defaultdict(list)
        for use in uses:
            for name, value in use.values:
                says = self._explain(name, value)
                said[name] += [says] if says and says not in said[name] else []
        yield from (f"%({name})s: {', or '.join(says)}" for name, says in said.items() if says)

    def _explain(self, name: str, value: str) -> str:
        table: Mapping[str, str] = self._words["placeholders"]
        return table.get(f"{name} = {value}") or table.get(name, "")


def _room(texts: Iterable[str]) -> int:
    """Letters that a translation has room for, placeholders aside, rounded up to a five."""
    longest = max(len(" ".join(patterns.words(text).split())) for text in texts)
    room = max(longest * _GROWTH, longest + _GROWTH_OF_WORDS)
    return math.ceil(room / _STEP) * _STEP


def _by_family(sheets: Iterable[Sheet]) -> dict[str, list[str]]:
    families: defaultdict[str, list[str]] = defaultdict(list)
    for sheet in sheets:
        families[sheet.family].append(sheet.version)
    return dict(families)


def _unique(words: Iterable[str], order: Iterable[str]) -> list[str]:
    """Each word once, in the given order."""
    there = set(words)
    return [word for word in dict.fromkeys(order) if word in there]
