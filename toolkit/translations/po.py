"""Read and write ``.po`` files: Babel parses and prints, this makes it strict and lossless."""

from __future__ import annotations

import os
from itertools import takewhile
from operator import not_
from typing import TYPE_CHECKING, Any

from babel.messages import catalog as babel
from babel.messages.pofile import PoFileError, PoFileParser, generate_po, normalize

from toolkit.errors import OutputError, ToolkitError, TranslationError
from toolkit.translations.compare import shown
from toolkit.translations.lint import faulty_lines, previous_ids

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A hundred sheets in the wordiest language stay far below it.
LONGEST_FILE = 5_000_000

# Babel's own, so that `pybabel update` and we break lines in the same places.
_WIDTH = 76

_RESTORE = "mend it, or take the file from version control"


class Po(babel.Catalog):
    """Babel's catalogue, but one that keeps its header as it was and notices repeats.

    Babel drops headers it does not know, and ``Plural-Forms`` of languages it does not know
    (Babel#1318), fills the header comment in with words of its own, and merges repeated entries.

    Attributes:
        header: ``Name: value`` lines; "" when the file has no header.
        header_comment: Lines that start with ``#``.
        forms: How many forms a sentence has; as many as a file may have until that is known.
        repeated: Entries given once more; the first one counts.
    """

    header_comment: str = ""  # Babel's is a property that fills in words of its own

    def __init__(self) -> None:
        super().__init__(charset="utf-8", fuzzy=False)
        self.header = ""
        self.forms = 10
        self.repeated: list[babel.Message] = []

    @property
    def num_plurals(self) -> int:
        return self.forms

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        # Babel ends the last one with the line feed that ends the header.
        *most, last = self.headers().items() or [("", "")]
        return [*most, (last[0], f"{last[1]}\n")]

    def headers(self) -> dict[str, str]:
        """Name to value, in the file's order."""
        pairs = (line.partition(":") for line in self.header.splitlines())
        return {name.strip(): value.strip() for name, _, value in pairs}

    def set_headers(self, **values: str) -> None:
        """Change headers, or add them at the end; ``Language_Team`` is ``Language-Team``."""
        new = {name.replace("_", "-"): value for name, value in values.items()}
        self.header = "\n".join(f"{k}: {v}" for k, v in (self.headers() | new).items()) + "\n"

    def __setitem__(self, id: Any, message: babel.Message) -> None:  # noqa: A002, ANN401  # as Babel has it
        if message.id == "" and not self.header:
            self.header = str(message.string)
            self.header_comment = "\n".join(f"# {line}".rstrip() for line in message.user_comments)
            self.fuzzy = message.fuzzy
        elif message.id == "" or self.get(message.id, message.context):
            self.repeated.append(message)
        else:
            super().__setitem__(id, message)


def read(path: Path, where: str) -> tuple[Po | None, list[ToolkitError]]:
    """Read the file at ``path``, called ``where`` in messages.

    Never raises. None when the file cannot be read, and every reason why, each with its line.
    """
    text, faults = _text(path, where)
    lines = text.split("\n")
    faults += faulty_lines(lines, where)
    if faults:
        return None, faults
    po = Po()
    try:
        parser = PoFileParser(po, abort_invalid=True)
        # Babel takes a previous text (``#|``) for a comment, and cannot read an obsolete one.
        previous = ("#|", "#~|")
        parser.parse("" if line.lstrip().startswith(previous) else line for line in lines)
    except PoFileError as error:
        what = str(error).rpartition(" on ")[0]  # Babel's line numbers start at nought
        return None, [TranslationError(f"{where}:{error.lineno + 1}", what, _RESTORE)]
    before = previous_ids(lines)
    for message in po:
        message.previous_id = before.get(message.lineno or 0, [])
    return po, [*_repeats(po, where), *_contexts(po, where)]


def settle_forms(po: Po, forms: int, where: str) -> list[ToolkitError]:
    """Cut every sentence to ``forms`` forms, and name those that had more."""
    faults: list[ToolkitError] = []
    po.forms = forms
    for message in (*po, *po.obsolete.values()):
        if not isinstance(message.string, tuple):
            continue
        given = len(message.string) - len(list(takewhile(not_, reversed(message.string))))
        if given > forms:
            what = f"has {given} plural forms where the language has {forms}"
            faults.append(TranslationError(place(where, message), what, "merge them"))
        message.string = message.string[:forms]
    return faults


def place(where: str, message: babel.Message) -> str:
    """Name an entry, ``locales/es/…/messages.po:123 "Call %(number)s…"``."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f'{where}:{message.lineno} "{shown(text, 40)}"'


def dump(po: Po) -> str:
    """Print ``po`` as a file, without line numbers: only a change of text changes the file."""
    previous = {_msgid(message.id): message.previous_id for message in po if message.previous_id}
    parts = generate_po(po, include_lineno=False, width=_WIDTH)
    next(iter(parts))  # the header comment, which Babel wraps
    printed = [f"{po.header_comment}\n"]
    for part in parts:
        # Babel's own ``#|`` lines break in the middle of a quotation, which msgfmt refuses.
        for keyword, text in zip(("msgid", "msgid_plural"), previous.get(part, ()), strict=False):
            printed.append(f"#| {keyword} {normalize(text, prefix='#| ', width=_WIDTH)}\n")
        printed.append(part)
    return "".join(printed).rstrip("\n") + "\n"


def write(path: Path, text: str) -> bool:
    """Write ``text`` whole or not at all; False when the file says it already.

    Raises:
        OutputError: The folder or the file cannot be written.
    """
    data = text.encode()
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        what = f"cannot be written: {error.strerror}"
        raise OutputError(str(path), what, "make the folder writable") from error
    return True


def _text(path: Path, where: str) -> tuple[str, list[ToolkitError]]:
    try:
        data = path.read_bytes() if path.stat().st_size <= LONGEST_FILE else None
    except FileNotFoundError:
        command = "extract" if path.suffix == ".pot" else "new"
        fix = f"make it with python3 generate.py translations {command}"
        return "", [TranslationError(where, "does not exist", fix)]
    except OSError as error:
        return "", [TranslationError(where, f"cannot be read: {error.strerror}", _RESTORE)]
    if data is None:
        what = f"is larger than {LONGEST_FILE:,} bytes"
        return "", [TranslationError(where, what, _RESTORE)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [TranslationError(f"{where}:{line}", "is not UTF-8", "save it as UTF-8")]
    return text.removeprefix("\ufeff"), [*_odd_start(text, where)]


def _odd_start(text: str, where: str) -> Iterator[TranslationError]:
    if text.startswith("\ufeff"):
        fix = "save it as UTF-8 without one"
        yield TranslationError(f"{where}:1", "starts with a byte order mark", fix)
    if not text.strip("\ufeff \r\n"):
        yield TranslationError(where, "is empty", _RESTORE)


def _repeats(po: Po, where: str) -> Iterator[TranslationError]:
    for message in po.repeated:
        if message.id == "":
            yield TranslationError(f"{where}:{message.lineno}", "a second header", "keep one")
            continue
        first = po.get(message.id)
        what = f"is there already, in line {first.lineno}" if first else "is there already"
        yield TranslationError(place(where, message), what, "keep the better one")


def _contexts(po: Po, where: str) -> Iterator[TranslationError]:
    for message in po:
        if message.context is not None:
            fix = "remove the msgctxt line; texts here have no contexts"
            yield TranslationError(place(where, message), "has a context", fix)


def _msgid(text: object) -> str:
    """Print the line that begins the entry of ``text``."""
    first = text if isinstance(text, str) else text[0]  # type: ignore[index]
    return f"msgid {normalize(first, width=_WIDTH)}\n"
