from __future__ import annotations

from datetime import date, time

import pytest

from toolkit import locales
from toolkit.errors import DataError, UsageError

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("code", "tag", "script", "direction"),
    [
        ("en", "en", "Latn", "ltr"),
        ("es", "es", "Latn", "ltr"),
        ("ar", "ar", "Arab", "rtl"),
        ("zh_Hans", "zh-Hans", "Hans", "ltr"),
        ("zh_Hant", "zh-Hant", "Hant", "ltr"),
        ("zh_TW", "zh-TW", "Hant", "ltr"),
        ("zh", "zh", "Hans", "ltr"),
        ("fa_AF", "fa-AF", "Arab", "rtl"),
        ("ru", "ru", "Cyrl", "ltr"),
        ("hi", "hi", "Deva", "ltr"),
        ("km", "km", "Khmr", "ltr"),
        ("hmn", "hmn", "Latn", "ltr"),
        ("ksw", "ksw", "Mymr", "ltr"),
        ("ht", "ht", "Latn", "ltr"),
        ("ar_XB", "ar-XB", "Arab", "rtl"),
    ],
)
def test_tag_script_and_direction_follow_from_the_code(
    code: str, tag: str, script: str, direction: str
) -> None:
    locale = locales.get(code)
    assert (locale.tag, locale.script, locale.direction) == (tag, script, direction)


def test_a_tag_is_understood_as_its_code() -> None:
    assert locales.get("zh-Hans") == locales.get("zh_hans") == locales.get("zh_Hans")


@pytest.mark.parametrize("code", ["hmn", "mh", "ksw", "chk", "sm", "mam"])
def test_locales_babel_does_not_know_come_from_our_own_table(code: str) -> None:
    locale = locales.get(code)
    assert locale.autonym != code
    assert locale.plural.startswith("nplurals=")
    assert locale.date(DAY)
    assert locale.list(["a", "b"])
    assert locale.language("es") == "español"


@pytest.mark.parametrize(
    ("code", "other"), [("prs", "fa_AF"), ("mww", "hmn"), ("tl", "fil"), ("zh-Hant", "zh_Hant")]
)
def test_two_codes_of_one_language_are_one_locale(code: str, other: str) -> None:
    assert locales.get(code) == locales.get(other)


def test_a_locale_may_have_a_line_height_of_its_own() -> None:
    assert locales.get("vi").leading > locales.get("en").leading


def test_a_script_without_a_row_is_refused() -> None:
    with pytest.raises(DataError, match="no row for script Cher of locale chr"):
        locales.get("chr")


def test_names_dates_and_lists_are_cldr_s() -> None:
    spanish, arabic = locales.get("es"), locales.get("ar")
    assert spanish.autonym == "español"
    assert spanish.date(DAY) == "21 de noviembre de 2026"
    assert spanish.list(["a", "b", "c"]) == "a, b y c"
    assert spanish.language("en") == "inglés"
    assert spanish.territory("US") == "Estados Unidos"
    assert spanish.day(0) == "lunes"
    assert spanish.time(time(21)) == "21:00"
    assert locales.get("en").date(DAY, "US") == "November 21, 2026"
    assert locales.get("en").date(DAY, "GB") == "21 November 2026"
    assert spanish.date(DAY, "XX") == spanish.date(DAY)
    assert arabic.date(DAY) == "21 نوفمبر 2026"
    assert locales.get("vi").language("es") == "tiếng Tây Ban Nha"  # as in the middle of a sentence


@pytest.mark.parametrize("code", ["ar", "fa_AF", "ur", "hi", "bn", "ne", "my", "ps"])
def test_digits_are_latin_so_that_they_can_be_compared_and_dialled(code: str) -> None:
    assert "2026" in locales.get(code).date(DAY)


def test_an_unknown_locale_is_refused_with_near_matches() -> None:
    with pytest.raises(UsageError, match="did you mean es"):
        locales.get("esp")
    with pytest.raises(UsageError, match=r"locales\.toml"):
        locales.get("x-none")


@pytest.mark.parametrize(
    "code",
    [
        "en",
        "ru",
        "el",
        "ar",
        "he",
        "zh_Hans",
        "zh_Hant",
        "ja",
        "ko",
        "hi",
        "bn",
        "pa",
        "gu",
        "ta",
        "am",
        "hy",
        "ka",
        "th",
        "km",
        "lo",
        "my",
    ],
)
def test_every_script_falls_back_to_faces_with_digits_and_symbols_and_no_emoji(code: str) -> None:
    fonts = locales.get(code).fonts
    assert fonts[0] == locales.faces()[locales.get(code).script]
    assert "Noto Sans" in fonts
    assert "Noto Sans Symbols2" in fonts
    assert not any("emoji" in family.lower() for family in fonts)


@pytest.mark.parametrize(
    ("code", "country", "least", "most"),
    [("es", "US", 5, 30), ("zh_Hans", "HK", 80, 100), ("hi", "IN", 30, 60), ("uk", "INTL", 0, 0)],
)
def test_the_share_of_speakers_is_cldr_s(
    code: str, country: str, least: float, most: float
) -> None:
    assert least <= locales.get(code).share(country) <= most


def test_a_language_cldr_does_not_speak_names_its_own_months_days_and_lists() -> None:
    creole = locales.get("ht")
    assert creole.date(date(2026, 11, 21), "US") == "21 novanm 2026"
    assert [creole.day(number) for number in (0, 6)] == ["lendi", "dimanch"]
    assert creole.list(["a", "b", "c"]) == "a, b ak c"
    assert creole.list(["a"]) == "a"
    assert (creole.language("en"), creole.territory("US")) == ("anglè", "Etazini")
    assert creole.territory("JP") == "Japon"
