"""Punctuation of the locale: how a text ends, foreign marks, quotation marks, French spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from toolkit.checks.doubts.data import table
from toolkit.checks.doubts.model import translated
from toolkit.translations import patterns
from toolkit.translations.compare import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toolkit.checks.doubts.model import Finding
    from toolkit.locales import Locale
    from toolkit.translations.catalog import Catalog

_ENDS = ".?!:…"
# A text may end in one of these after its mark.
_CLOSING = '”’»“‘」』》")]）】› \u00a0\u202f\u200f'
_QUOTES = "“”„«»「」『』《》"
# Words of a heading, which needs no full stop in some scripts.
_A_LINE = 12
_QUOTED = re.compile(r"[\"“”„«»「」『』]")


def punctuation(catalog: Catalog) -> Iterator[Finding]:
    """Name texts whose punctuation is not that of the locale."""
    marks = _marks(catalog.locale)
    for message, form, source in translated(catalog):
        faults = dict.fromkeys(
            fault
            for rule in (_end, _foreign, _quotes, _opening, _spaces)
            for fault in rule(_seen(source), _seen(form), marks)
        )
        yield from ((message, fault) for fault in faults)


def _seen(text: str) -> str:
    """Write what the reader sees, a letter for each placeholder."""
    shown = patterns.words(re.sub(r"%\(\w+\)[sd]", "X", text)).replace("%%", "%")
    return re.sub(r"[ \n\t]+", " ", shown).strip(" ")


def _end(source: str, given: str, marks: Mapping[str, Any]) -> Iterator[Fault]:
    """Let a question become a statement, and back; what announces must announce."""
    wanted, end = _last(source, _ENDS), given.rstrip(_CLOSING)[-1:]
    usual = str(marks.get(wanted, ""))
    if wanted and usual:
        allowed = usual if wanted == ":" else "".join(str(marks[mark]) for mark in ".?!…")
        bare = marks["bare"] and len(source.split()) <= _A_LINE
        if end not in allowed and not (bare and end.isalnum()):
            what = f"ends with “{end}” where the English ends with “{wanted}”"
            yield Fault(what, f"end it with {' or '.join(usual)}")
    elif not wanted and end and end in str(marks["."]):
        yield Fault(f"ends with “{end}” where the English has no mark", "end it without")


def _last(source: str, ends: str) -> str:
    end = source.rstrip(_CLOSING)[-1:]
    return end if end and end in ends else ""


def _foreign(_: str, given: str, marks: Mapping[str, Any]) -> Iterator[Fault]:
    for mark in str(marks["foreign"]):
        # Beside a letter of the script: within English words or numbers they are right.
        if re.search(rf"[^\x00-\x7f“”‘’·–…]\s?{re.escape(mark)}", given):
            yield Fault(f"has “{mark}” after words of its own script", "use the script’s own mark")


def _quotes(source: str, given: str, marks: Mapping[str, Any]) -> Iterator[Fault]:
    pairs: list[str] = marks["quotes"]
    usual = pairs[0]
    if '"' in given:
        yield Fault("has straight quotation marks", f"write {usual[0]}…{usual[1]}")
    allowed = set("".join(pairs))
    other = "".join(sorted({char for char in given if char in _QUOTES} - allowed))
    if other:
        yield Fault(f"has quotation marks {other}", f"write {usual[0]}…{usual[1]}")
    elif _QUOTED.search(source) and not any(char in allowed for char in given):
        yield Fault("has lost its quotation marks", f"write {usual[0]}…{usual[1]}")


def _opening(_: str, given: str, marks: Mapping[str, Any]) -> Iterator[Fault]:
    given_marks = str(marks.get("opening", ""))
    for opening, closing in zip(given_marks[::2], given_marks[1::2], strict=True):
        if given.count(opening) != given.count(closing):
            yield Fault(f"has as many “{opening}” as “{closing}” not", f"pair {opening}…{closing}")


def _spaces(_: str, given: str, marks: Mapping[str, Any]) -> Iterator[Fault]:
    for mark, spaces in marks.get("before", {}).items():
        for found in re.finditer(re.escape(mark), given):
            before = given[: found.start()][-1:]
            # "?!", and times such as 9:00, stand as they are.
            inside = mark == ":" and given[found.end() :][:1].isdigit()
            if before and before not in spaces and before not in "?!…" and not inside:
                yield Fault(f"lacks the narrow space before “{mark}”", "put U+202F there")
                break
    for mark, spaces in marks.get("after", {}).items():
        for found in re.finditer(re.escape(mark), given):
            after = given[found.end() :][:1]
            if after and after not in spaces:
                yield Fault(f"lacks the narrow space after “{mark}”", "put U+202F there")
                break


def _marks(locale: Locale) -> Mapping[str, Any]:
    tables = table("punctuation")
    return {
        **tables["all"],
        **tables.get(locale.script, {}),
        **tables.get(locale.code.partition("_")[0], {}),
        **tables.get(locale.code, {}),
    }
