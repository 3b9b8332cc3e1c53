"""Spelling, by hunspell's own program and the dictionaries of the system.

The program rather than a Python package: it is what all dictionaries are written for and tested
with, it is kept by their authors, and it reads the large Arabic one in a second where a port to
Python takes fourteen.
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING

from toolkit.checks.doubts.data import table
from toolkit.checks.doubts.model import Unavailable, translated, words
from toolkit.translations.compare import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from toolkit.checks.doubts.model import Finding
    from toolkit.translations.catalog import Catalog

_SECONDS = 120


def misspelled(catalog: Catalog, own: frozenset[str]) -> Iterator[Finding]:
    """Name the words a dictionary does not know; ``own`` are right too, in any case.

    Raises:
        Unavailable: There is no hunspell, or no dictionary of the language.
    """
    locale = catalog.locale
    row: Mapping[str, str] = table("spelling").get(locale.code, {})
    if not row:
        raise Unavailable(f"spelling of {locale.code}: no dictionary is known", "read it closely")
    said = [
        (message, [_plain(word, locale.script) for word in words(form)])
        for message, form, _ in translated(catalog)
    ]
    known = {word.casefold() for word in own}
    asked = {word for _, each in said for word in each if word.casefold() not in known}
    wrong = _unknown(asked, row["dictionary"], row["package"])
    for message, each in said:
        found = [word for word in dict.fromkeys(each) if word in asked and _pieces(word) & wrong]
        if found:
            what = f"{', '.join(f'“{word}”' for word in found)}: not in the dictionary"
            fix = f"correct it, or add the word to locales/glossary/{locale.code}.words"
            yield message, Fault(what, fix)


def own_words(path: Path) -> frozenset[str]:
    """Read a list of words, one a line, that are right though no dictionary has them."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")


def _unknown(asked: Iterable[str], dictionary: str, package: str) -> frozenset[str]:
    program = shutil.which("hunspell")
    if program is None:
        raise Unavailable("spelling: hunspell is not installed", "run: make translate")
    # Nobody's personal list: the same words are right for everybody.
    command = [program, "-d", dictionary, "-i", "UTF-8", "-p", "/dev/null", "-l"]
    done = subprocess.run(  # noqa: S603 - fixed arguments, and words on standard input
        command,
        input="\n".join(sorted(asked)) + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode or "open" in done.stderr:
        what = f"spelling: there is no dictionary {dictionary}"
        raise Unavailable(what, f"run: make translate, or install {package}")
    return frozenset(done.stdout.split())


def _plain(word: str, script: str) -> str:
    """Write a word as dictionaries do: without soft hyphens, joiners and Arabic vowel signs."""
    kept = (
        char
        for char in word.replace("’", "'")
        if char not in "\u00ad\u0640"
        and not (script == "Arab" and unicodedata.category(char) == "Mn")
    )
    return "".join(kept)


def _pieces(word: str) -> set[str]:
    """Name what hunspell may have made of it: some dictionaries cut at hyphens and apostrophes."""
    parts = word.replace("-", " ").replace("'", " ").split()
    return {word, word.replace("'", "’"), *(part for part in parts if len(part) > 1)}
