"""The grammar of ``.po`` files, line by line.

Babel's parser cuts off the first and last letter of a text without quotes, pairs a sentence with
the translation of another when a ``msgid`` is missing, and stops at the first fault it does see.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from babel.messages.pofile import unescape

from toolkit.errors import TranslationError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = re.compile(
    r'(?:(msgctxt|msgid_plural|msgid|msgstr|msgstr\[[0-9]\]) +)?"(?:[^"\\]|\\[\\nrt"])*"'
)
_START = frozenset({"msgctxt", "msgid"})
_AFTER = {
    "": _START,
    "msgctxt": frozenset({"msgid"}),
    "msgid": frozenset({"msgid_plural", "msgstr"}),
    "msgid_plural": frozenset({"msgstr[0]"}),
    "msgstr": _START,
}
# A file that is no catalogue at all has a fault a line.
_MOST = 25


# After a fault: whatever comes is right, or one fault would be named many times.
_LOST = "?"


class _State(NamedTuple):
    """The last keyword, "" before an entry; whether it was in an obsolete entry."""

    keyword: str = ""
    obsolete: bool = False

    @property
    def next(self) -> frozenset[str]:
        """Keywords that may come now."""
        if self.keyword.startswith("msgstr["):
            return _START | {f"msgstr[{int(self.keyword[7]) + 1}]"}
        return _AFTER[self.keyword]

    @property
    def open(self) -> bool:
        """Whether an entry has begun and has no translation yet, not even an empty one."""
        return self.keyword in {"msgctxt", "msgid", "msgid_plural"}


def faulty_lines(lines: Iterable[str], where: str) -> list[TranslationError]:
    """Name every line of a catalogue that breaks the grammar."""
    faults: list[TranslationError] = []
    state = _State()
    number = 0
    for number, line in enumerate(lines, 1):
        state, fault = _step(state, line.strip())
        if fault:
            faults.append(TranslationError(f"{where}:{number}", *fault))
        if len(faults) == _MOST:
            return faults
    if state.open:
        faults.append(TranslationError(f"{where}:{number}", *_unfinished(state)))
    return faults


def previous_ids(lines: Iterable[str]) -> dict[int, list[str]]:
    """Map the line of a ``msgid`` to the text it had before (``#| msgid``), singular and plural."""
    found: dict[int, list[str]] = {}
    parts: list[str] = []
    for number, line in enumerate(map(str.strip, lines), 1):
        body = line[2:].lstrip()
        if line.startswith("#| ") and body.startswith(("msgid ", "msgid_plural ")):
            parts.append(unescape(body.partition(" ")[2]))
        elif line.startswith("#| ") and parts:
            parts[-1] += unescape(body)
        elif line.startswith("msgid "):
            if parts:
                found[number] = parts
            parts = []
    return found


def _step(state: _State, line: str) -> tuple[_State, tuple[str, str] | None]:
    obsolete = line.startswith("#~")
    text = line[2:].lstrip() if obsolete else line
    if not text or (obsolete and text.startswith("|")):
        return state, None
    if text.startswith("#"):
        return (_State(_LOST), _unfinished(state)) if state.open else (_State(), None)
    match = _LINE.fullmatch(text)
    if match is None:
        fix = 'write KEYWORD "TEXT", with \\" for a quotation mark and \\\\ for a backslash'
        return _State(_LOST, obsolete), ("cannot be read", fix)
    return _entry_line(state, match[1], obsolete=obsolete)


def _entry_line(
    state: _State, keyword: str | None, *, obsolete: bool
) -> tuple[_State, tuple[str, str] | None]:
    same = obsolete == state.obsolete
    if keyword is None:
        if state.keyword and same:
            return state, None
        return state, ("a text that belongs to no keyword", "add its msgid or msgstr")
    following = _State(keyword, obsolete)
    if state.keyword == _LOST:
        return following, None
    wanted = state.next
    if keyword in (wanted if same else wanted & _START):
        return following, None
    what = f"{keyword} where {' or '.join(sorted(wanted))} belongs"
    return _State(_LOST, obsolete), (what, "put the lines of the entry in order")


def _unfinished(state: _State) -> tuple[str, str]:
    wanted = " or ".join(sorted(state.next))
    return f"the entry before this line lacks its {wanted}", "add it"
