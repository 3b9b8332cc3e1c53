"""Locales: what a language needs to be named, formatted and set in type.

Names, dates, lists, direction and plural rules come from CLDR through Babel;
``data/locales.toml`` holds what Babel lacks, ``toolkit/scripts.py`` how each script is set.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import babel
from babel.dates import format_date, format_time, get_day_names
from babel.languages import get_territory_language_info
from babel.lists import format_list
from babel.messages.plurals import get_plural

from toolkit import scripts
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

SOURCE = "en"
# Numbers to dial, addresses, and whatever a script's own families lack.
LATIN = "Noto Sans"
DATA = Path(__file__).parent / "data"

# Chinese is the language whose script follows from the territory.
_HAN = {"CN": "Hans", "SG": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}


@dataclass(frozen=True, slots=True)
class Locale:
    """The language of a text.

    Attributes:
        code: CLDR code as Babel parses it, ``zh_Hans``; or a code of our own table.
        tag: BCP 47, ``zh-Hans``, for ``lang`` attributes.
        direction: Of the script.
        script: ISO 15924, ``Latn``; ``Hans`` and ``Hant`` tell Chinese apart.
        autonym: The language's name in itself.
        fonts: Families, first choice first.
        leading: Line height in em at which no two lines touch.
        tight: Line height in em of headings and small print at the least; with it, lines nearly
            touch.
        size: How much larger than Latin it is set, to look as large.
        hyphens: Whether words may be hyphenated.
        latin: Whether the first family has all of ASCII too.
        breaking: Whether ICU must say where its lines may end.
        plural: gettext ``Plural-Forms``.
        formats: CLDR locale that dates, lists and hours are formatted with.
        months: Names of the months, where CLDR has none of this language; empty where it has.
        days: Names of the days likewise; 0 is Monday.
        last: What stands before the last item of a list; empty where CLDR knows.
        names: Of languages and countries, by code, likewise.
        small: Whether names of languages begin with a small letter, where CLDR has a large one.
        keep: Regular expression: no line ends at a space it matches, nor after a hyphen at the end
            of what it matches. Empty where nothing is kept.
        pseudo: Made from the source in memory, for tests.
    """

    code: str
    tag: str
    direction: Literal["ltr", "rtl"]
    script: str
    autonym: str
    fonts: tuple[str, ...]
    leading: float
    tight: float
    size: float
    hyphens: bool
    latin: bool
    breaking: bool
    plural: str
    formats: str
    months: tuple[str, ...]
    days: tuple[str, ...]
    last: str
    names: tuple[tuple[str, str], ...]
    small: bool
    keep: str
    pseudo: bool

    @property
    def source(self) -> bool:
        """Whether the templates are written in it."""
        return self.code == SOURCE

    def date(self, day: date, country: str = "") -> str:
        """Spell out ``day`` as in ``country`` (ISO 3166-1), where CLDR tells it apart.

        In Latin digits, as everything a reader may have to compare or dial.
        """
        if self.months:
            return f"{day.day} {self.months[day.month - 1]} {day.year}"
        local = f"{self.formats}_{country}"
        formats = local if country and _known(local) else self.formats
        return format_date(day, format="long", locale=formats)

    def time(self, moment: time) -> str:
        return format_time(moment, format="short", locale=self.formats)

    def day(self, weekday: int) -> str:
        """Name a weekday in the middle of a sentence; 0 is Monday."""
        return self.days[weekday] if self.days else self._cldr_day(weekday)

    def list(self, items: Sequence[str]) -> str:
        if self.last and len(items) > 1:
            return f"{', '.join(items[:-1])} {self.last} {items[-1]}"
        return format_list(list(items), locale=self.formats)

    def _cldr_day(self, weekday: int) -> str:
        return str(get_day_names("wide", locale=self.formats)[weekday])

    def language(self, code: str) -> str:
        """Name the language ``code`` in this one; by its own name where CLDR has none."""
        if code in (own := dict(self.names)):
            return own[code]
        if self.formats == self.code:
            names = babel.Locale.parse(self.code).languages
            name = names.get(code) or names.get(code.partition("_")[0])
            if name:
                return f"{name[0].lower()}{name[1:]}" if self.small else str(name)
        return get(code).autonym

    def territory(self, code: str) -> str | None:
        """Name the country ``code`` (ISO 3166-1); None where CLDR has no name."""
        own = dict(self.names)
        return own.get(code) or babel.Locale.parse(self.formats).territories.get(code)

    def share(self, country: str) -> float:
        """Tell how many of a hundred people in ``country`` (ISO 3166-1) speak it, by CLDR.

        CLDR counts languages people use, so the shares of a country add up to more than 100; 0
        where it has no figure.
        """
        spoken = get_territory_language_info(country)
        language = self.code.partition("_")[0]
        shares = [
            float(figures["population_percent"] or 0)
            for code, figures in spoken.items()
            if code.partition("_")[0] == language
        ]
        return max(shares, default=0.0)


@cache
def get(code: str) -> Locale:
    """Look up a locale by its CLDR code (``pt_BR``; ``pt-BR`` is understood).

    A code that means another one's language (``prs``: ``fa_AF``) finds that one.

    Raises:
        UsageError: Neither CLDR nor our own table knows ``code``.
        DataError: Its script has no row in ``scripts.toml``.
    """
    code = code.replace("-", "_")
    known = _known(code)
    if known and str(known).lower() == code.lower():
        code = str(known)
    row = _table().get(code, {})
    if "same" in row:
        return get(row["same"])
    if known is None and "autonym" not in row:
        near = difflib.get_close_matches(code, [*_table(), *_cldr_codes()], n=3)
        raise UsageError(
            f"locale {code}",
            "not a language code known to CLDR or to toolkit/data/locales.toml",
            f"did you mean {' or '.join(near)}?" if near else "add a row to locales.toml",
        )
    script = row.get("script") or _script(code)
    setting = scripts.get(script, f"locale {code}")
    return Locale(
        code=code,
        tag=row.get("tag", code.replace("_", "-")),
        direction=setting.direction,
        script=script,
        autonym=row.get("autonym") or _autonym(known, code),
        fonts=(*setting.fonts, *_fallback(setting.fonts)),
        leading=row.get("leading", setting.leading),
        tight=setting.ink if setting.tall else 1,
        size=setting.size,
        hyphens=row.get("hyphens", False),
        latin=setting.latin,
        breaking=setting.breaking,
        plural=row.get("plural") or _plural(code),
        formats=row.get("formats", code),
        months=tuple(row.get("months", ())),
        days=tuple(row.get("days", ())),
        last=row.get("last", ""),
        names=tuple(row.get("names", {}).items()),
        small=row.get("small", False),
        keep=row.get("keep", ""),
        pseudo=row.get("pseudo", False),
    )


def _fallback(fonts: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        family
        for family in (LATIN, "Noto Sans Symbols2", "Noto Sans Symbols", "Noto Sans Math")
        if family not in fonts
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((DATA / "locales.toml").read_text(encoding="utf-8"))


@cache
def _cldr_codes() -> tuple[str, ...]:
    from babel.localedata import locale_identifiers  # lists a folder: only for the error message

    return tuple(locale_identifiers())


def _known(code: str) -> babel.Locale | None:
    try:
        return babel.Locale.parse(code)
    except (babel.UnknownLocaleError, ValueError):
        return None


def _autonym(known: babel.Locale | None, code: str) -> str:
    return (known.get_display_name() if known else None) or code


def _script(code: str) -> str:
    """Tell the script from the code, else from CLDR's likely subtags (``en`` → ``en_Latn_US``)."""
    parts = babel.parse_locale(code)
    territory, script = parts[1], parts[2]
    if script:
        return script
    if parts[0] == "zh" and territory:
        return _HAN.get(territory, "Hans")
    likely = babel.core.get_global("likely_subtags")
    full = likely.get(code) or likely.get(parts[0]) or f"{parts[0]}_Latn_001"
    return babel.parse_locale(full)[2] or "Latn"


def _plural(code: str) -> str:
    return str(get_plural(code).plural_forms)


def faces() -> dict[str, str]:
    """Name the first font family of every script."""
    return {code: script.fonts[0] for code, script in scripts.table().items()}
