"""The output folder: one build at a time, whole files only, and a manifest that is true.

``manifest.json`` lists every sheet in the folder and every skip of the last builds. A build of
one locale leaves the entries of the others as they are, as long as their files are intact.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import filelock

from toolkit.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MANIFEST = "manifest.json"
LOCK = ".lock"
# Never a final name: whoever finds one knows that its writer was stopped.
PARTIAL = ".partial-"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One sheet, as the manifest lists it.

    Attributes:
        path: Relative to the output folder, with forward slashes.
        type_scale: 1 is 11 pt body text.
        sha256: Of the file.
        digest: Of everything the sheet was made from.
        hotlines_checked_on: ISO date of the oldest check it relies on; None without help lines.
    """

    path: str
    material: str
    revision: str
    locale: str
    region: str
    paper: str
    variant: str
    pages: int
    type_scale: float
    sha256: str
    digest: str
    hotlines_checked_on: str | None
    review_status: str
    school: str | None


@dataclass(frozen=True, slots=True)
class SkipEntry:
    """A sheet that was wanted and not made; ``path`` is where it would have been."""

    path: str
    material: str
    locale: str
    region: str
    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one order came to: paths of its sheets, its skips, its notices."""

    sheets: tuple[str, ...]
    skips: tuple[SkipEntry, ...]
    notices: tuple[str, ...]


@dataclass(slots=True)
class Manifest:
    """What is in the folder; ``fingerprints`` are the orders it answers in full."""

    sheets: dict[str, Entry] = field(default_factory=dict)
    skips: dict[str, SkipEntry] = field(default_factory=dict)
    fingerprints: dict[str, Answer] = field(default_factory=dict)


class OutputFolder:
    """The folder while this process holds its lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = _read(path / MANIFEST)

    def intact(self, path: str) -> Entry | None:
        """Return the entry whose file is still as it was written, else None."""
        entry = self.manifest.sheets.get(path)
        if entry is None:
            return None
        try:
            content = (self.path / path).read_bytes()
        except OSError:
            return None
        return entry if hashlib.sha256(content).hexdigest() == entry.sha256 else None

    def write_sheet(self, entry: Entry, pdf: bytes) -> None:
        """Write the file whole, then note it.

        Raises:
            OutputError: The folder is full or cannot be written.
        """
        # Other orders may have meant another sheet of this name.
        self.manifest.fingerprints.clear()
        write_whole(self.path / entry.path, pdf)
        self.manifest.sheets[entry.path] = entry
        self.manifest.skips.pop(entry.path, None)

    def skip(self, entry: SkipEntry) -> None:
        """Note a skip, and take away the sheet an earlier build made: it is out of date."""
        self.remove(entry.path)
        self.manifest.skips[entry.path] = entry

    def remove(self, path: str) -> None:
        """Take away a sheet that must not be handed out any more.

        Raises:
            OutputError: It cannot be removed.
        """
        if self.manifest.sheets.pop(path, None):
            self.manifest.fingerprints.clear()
        try:
            (self.path / path).unlink(missing_ok=True)
        except OSError as error:
            raise _output_error(self.path / path, error) from error

    def remember(self, fingerprint: str, answer: Answer) -> None:
        """Note that the folder answers an order in full."""
        self.manifest.fingerprints[fingerprint] = answer

    def save(self) -> None:
        """Write the manifest.

        Raises:
            OutputError: The folder is full or cannot be written.
        """
        body = {
            "format": FORMAT,
            "sheets": [asdict(each) for _, each in sorted(self.manifest.sheets.items())],
            "skips": [asdict(each) for _, each in sorted(self.manifest.skips.items())],
            "fingerprints": {
                mark: asdict(each) for mark, each in self.manifest.fingerprints.items()
            },
        }
        text = json.dumps(body, ensure_ascii=False, indent=1) + "\n"
        write_whole(self.path / MANIFEST, text.encode())


@contextmanager
def opened(path: Path) -> Iterator[OutputFolder]:
    """Hold the output folder; leftovers of a build that was killed are cleared first.

    Raises:
        OutputError: Another build holds it, or it cannot be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(path / LOCK)
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise OutputError(
            str(path), "another build is writing here", "wait for it, or choose another --output"
        ) from error
    except OSError as error:
        raise _output_error(path, error) from error
    try:
        _clear(path)
        yield OutputFolder(path)
    finally:
        lock.release()


def _clear(path: Path) -> None:
    """Remove what builds that were killed left behind."""
    for leftover in path.rglob(f"{PARTIAL}*"):
        try:
            leftover.unlink(missing_ok=True)
        except OSError as error:
            raise _output_error(leftover, error) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name, then rename it: readers see the old or the new one.

    Raises:
        OutputError: The folder is full or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(prefix=PARTIAL, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(partial, 0o644)  # noqa: PTH101 - mkstemp makes it private
            os.replace(partial, path)  # noqa: PTH105
        except BaseException:
            os.unlink(partial)  # noqa: PTH108
            raise
    except OSError as error:
        raise _output_error(path, error) from error


def _output_error(path: Path, error: OSError) -> OutputError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return OutputError(str(path), "the disk is full", "make room, then run the same again")
    return OutputError(
        str(path),
        f"cannot be written: {error.strerror or error}",
        "check the folder’s permissions, or choose another --output",
    )


def _read(path: Path) -> Manifest:
    """Read a manifest; one that cannot be understood only costs a full build."""
    try:
        body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if body["format"] != FORMAT:
            return Manifest()
        return Manifest(
            sheets={each["path"]: Entry(**each) for each in body["sheets"]},
            skips={each["path"]: SkipEntry(**each) for each in body["skips"]},
            fingerprints={
                mark: Answer(
                    tuple(each["sheets"]),
                    tuple(SkipEntry(**skip) for skip in each["skips"]),
                    tuple(each["notices"]),
                )
                for mark, each in body["fingerprints"].items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest()


def fingerprint(parts: Iterable[str], folders: Iterable[Path], files: Iterable[Path]) -> str:
    """Hash everything a build could read, so that an unchanged order is known at a glance.

    ``parts`` are values (the order, engine versions); ``folders`` are read in full.
    """
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    for folder in folders:
        for directory, names, entries in os.walk(folder):
            names[:] = sorted(name for name in names if not name.startswith(("__", ".")))
            for name in sorted(entries):
                _add(digest, os.path.join(directory, name))  # noqa: PTH118 - hot path
    for file in files:
        _add(digest, str(file))
    return digest.hexdigest()


def _add(digest: hashlib._Hash, path: str) -> None:
    digest.update(path.encode() + b"\0")
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - hot path
            digest.update(file.read())
    except OSError:
        digest.update(b"\1")
