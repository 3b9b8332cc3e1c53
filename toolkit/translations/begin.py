"""What a new language begins with besides its catalogue: words to agree on, and a checklist."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from toolkit.locales import Locale

CHECKLIST = Path(__file__).parents[1] / "data" / "checklist.md"
SOURCE_GLOSSARY = "en.toml"

_HEAD = """\
# Agreed terms for {name}. Draft: to be confirmed by a native speaker who works in child protection.
#
# Write down here how young readers, parents and staff are addressed, and what is done about gender.
#
# A term without a rendering waits for one. `term` may list several, with semicolons; `forms` what
# inflection makes of them, where `translations check` does not see that it is the same; `note` says
# when to use it; `avoid` lists renderings that must not be printed. Delete what you do not need.
"""
_ASIDE = re.compile(r"[(][^)]*[)]")


def glossary(folder: Path, locale: Locale) -> str:
    """Write a glossary for ``locale``: every term some glossary in ``folder`` has, to be rendered.

    What most languages needed comes first, then what the English glossary has. A glossary that
    cannot be read is passed over; what is wrong with it is for ``check`` to say.
    """
    paths = sorted(folder.glob("*.toml"), key=lambda path: (path.name == SOURCE_GLOSSARY, path))
    terms: dict[str, list[Mapping[str, Any]]] = {}
    for path in paths:
        for term in _terms(path):
            terms.setdefault(_key(term["source"]), []).append(term)
    most_first = sorted(terms.values(), key=lambda those: -len(those))
    return "\n".join((_HEAD.format(name=_name(locale)), *map(_entry, most_first)))


def checklist(locale: Locale) -> str:
    """Write what is to be done for ``locale``, in order, as Markdown."""
    text = CHECKLIST.read_text(encoding="utf-8")
    return text.replace("CODE", locale.code).replace("LANGUAGE", _name(locale))


def _terms(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    rows: Iterable[object] = table.get("term", [])
    yield from (row for row in rows if isinstance(row, dict) and isinstance(row.get("source"), str))


def _entry(terms: list[Mapping[str, Any]]) -> str:
    """Write one term as an entry to be filled in; TOML quotes as JSON does."""
    first = terms[0]
    lines = ["[[term]]", f"source = {_quoted(first['source'])}", 'term = ""']
    speech = next((term["part_of_speech"] for term in terms if "part_of_speech" in term), "")
    lines += [f"part_of_speech = {_quoted(speech)}"] if speech else []
    return "\n".join(lines) + "\n"


def _key(source: str) -> str:
    """Take “help, get help” and “help” for the same term."""
    first = re.split(r"[;,]", _ASIDE.sub("", source))[0]
    return first.strip(" .").casefold()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _name(locale: Locale) -> str:
    return f"{locale.autonym} ({locale.code})"
