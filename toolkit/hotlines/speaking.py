"""Which ways to reach a line are of use to a reader of a language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.hotlines.model import Hotline, Region
    from toolkit.locales import Locale


def speaking(region: Region, locale: Locale) -> Region:
    """Leave off what would be answered in another language than the reader's.

    A caller can ask for an interpreter; whoever sends a text cannot. So texts are offered only in
    languages the line is known to answer them in, with the word it wants to see first. The source
    language is the one all packs are researched in, and keeps every way.
    """
    return replace(region, hotlines=spoken(region.hotlines, locale))


def spoken(lines: Iterable[Hotline], locale: Locale) -> tuple[Hotline, ...]:
    """Leave the ways of ``lines`` that are of use in ``locale``, and no line without any."""
    if locale.source:
        return tuple(lines)
    adapted = (_speaking(line, _language(locale.code)) for line in lines)
    return tuple(line for line in adapted if _reachable(line))


def _speaking(line: Hotline, language: str) -> Hotline:
    if line.text is None:
        return line
    words = {_language(code): word for code, word in line.keywords}
    if language in words:
        return replace(line, text=replace(line.text, keyword=words[language]))
    known = {_language(code) for code in line.text_languages}
    return line if language in known else replace(line, text=None)


def _reachable(line: Hotline) -> bool:
    return any((line.phone, line.text, line.chat, line.web))


def _language(code: str) -> str:
    return code.partition("_")[0]
