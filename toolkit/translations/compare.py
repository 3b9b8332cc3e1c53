"""Compare one text with its translation: what was lost, what was added, what would break a page."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.translations import patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_KEEP = "keep it exactly as in the source"

# A translation this much longer than its source was not written to be read.
_LONGEST_TIMES, _LONGEST_PLUS = 4, 40

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_POP_ISOLATE = "\u2069"
# Scripts need them: soft hyphen, zero width space, non-joiner, joiner, marks of direction.
_INVISIBLE = (
    frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060") | _ISOLATES | {_POP_ISOLATE}
)
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


class Fault(NamedTuple):
    """What is wrong with a translation, and what to do about it."""

    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.what} ({self.fix})"


class _Kind(NamedTuple):
    """Something a translation must neither lose nor add."""

    name: str
    find: Callable[[str], Iterable[str]]
    fix: str = _KEEP
    may_be_lost: bool = False


_KINDS = (
    _Kind("placeholder", patterns.placeholders),
    _Kind("tag", patterns.tags),
    _Kind(
        "stray",
        patterns.angles,
        "write &lt; or &gt; where the source does, and no tags of your own",
    ),
    _Kind(
        "character reference",
        patterns.entities,
        "write the character itself",
        may_be_lost=True,
    ),
    _Kind("link", patterns.links),
    _Kind(
        "number", patterns.numbers, "keep every number, in the digits 0-9, and every word a word"
    ),
)


def shown(text: str, limit: int = 60) -> str:
    """``text`` fit for a terminal: nothing invisible in it, and no longer than ``limit``."""
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)


def compare(source: str, translated: str) -> list[Fault]:
    """Say what is wrong with ``translated``; empty means safe to print."""
    longest = _LONGEST_TIMES * len(source) + _LONGEST_PLUS
    if len(translated) > longest:
        what = f"is {len(translated)} characters long, its source {len(source)}"
        return [Fault(what, f"say it in at most {longest}")]
    found = [*_differences(source, translated), *unsound(translated, allowed=source)]
    if _edges(source) != _edges(translated):
        what = "starts or ends with other white space than its source"
        found.append(Fault(what, "begin and end as the source does"))
    if _speaks(source) and not _speaks(translated):
        found.append(Fault("has no words", "translate it, or leave it empty"))
    if patterns.SCRIPT.search(translated) and not patterns.SCRIPT.search(source):
        found.append(Fault("contains a script address", "remove it"))
    return found


def unsound(text: str, allowed: str = "\n") -> list[Fault]:
    """Say what would break a page in any language; invisible characters may be ``allowed``."""
    found = []
    if patterns.has_bare_percent(text):
        found.append(Fault("has a bare %", "write %% for a per cent sign"))
    if patterns.nesting(text) is None:
        found.append(
            Fault("has tags that are not closed in order", "close what was opened last first")
        )
    hidden = sorted(set(filter(_hidden, set(text))) - (set(allowed) - _OVERRIDES))
    if hidden:
        names = ", ".join(f"U+{ord(char):04X}" for char in hidden)
        found.append(Fault(f"contains what cannot be seen or printed: {names}", "remove it"))
    if not _balanced(text):
        what = "opens a bidirectional isolate it does not close, or closes one it did not open"
        found.append(Fault(what, "pair U+2066, U+2067 or U+2068 with U+2069"))
    return found


def _differences(source: str, translated: str) -> Iterator[Fault]:
    same_tags = True
    for kind in _KINDS:
        wanted, given = _wanted(kind, source), Counter(kind.find(translated))
        same_tags &= kind.name != "tag" or wanted == given
        for verb, pieces in (
            ("loses", () if kind.may_be_lost else wanted - given),
            ("adds", given - wanted),
        ):
            if pieces:
                listed = ", ".join(shown(piece) for piece in Counter(pieces).elements())
                yield Fault(f"{verb} {kind.name} {listed}", kind.fix)
    wanted_nesting, given_nesting = patterns.nesting(source), patterns.nesting(translated)
    if (
        same_tags
        and wanted_nesting is not None
        and given_nesting is not None
        and Counter(wanted_nesting) != Counter(given_nesting)
    ):
        yield Fault("puts a tag inside another one than its source does", _KEEP)


@cache
def _wanted(kind: _Kind, source: str) -> Counter[str]:
    """Find what a source has; every locale's translation is held to the same."""
    return Counter(kind.find(source))


def _hidden(char: str) -> bool:
    # U+FFFD is what a wrong encoding leaves behind.
    return char == "\ufffd" or (
        unicodedata.category(char) in _UNPRINTABLE and char not in _INVISIBLE
    )


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char in _ISOLATES) - (char == _POP_ISOLATE)
        if depth < 0:
            return False
    return depth == 0


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _speaks(text: str) -> bool:
    return any(char.isalpha() for char in patterns.words(text))
