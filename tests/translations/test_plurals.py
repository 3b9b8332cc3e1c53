from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from babel.messages.plurals import PLURALS

from toolkit import locales
from toolkit.translations.plurals import PluralRule

OURS = tomllib.loads((Path(locales.__file__).parent / "data/locales.toml").read_text("utf-8"))


HEADERS = {
    **{code: f"nplurals={forms}; plural={rule};" for code, (forms, rule) in PLURALS.items()},
    **{code: row["plural"] for code, row in OURS.items() if "plural" in row},
}


@pytest.mark.parametrize("header", sorted(set(HEADERS.values())))
def test_rule_of_every_language_can_be_read(header: str) -> None:
    rule = PluralRule.parse(header)
    assert {rule.form(n) for n in range(1001)} == set(range(rule.forms))


def test_rule_picks_forms_as_gettext_does() -> None:
    arabic = PluralRule.parse(locales.get("ar").plural)
    assert [arabic.form(n) for n in (0, 1, 2, 3, 11, 100)] == [0, 1, 2, 3, 5, 4]


def test_rule_prints_as_its_header() -> None:
    assert str(PluralRule.parse("nplurals=2;plural=n!=1")) == "nplurals=2; plural=n!=1;"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nplurals=2",
        "nplurals=INTEGER; plural=EXPRESSION;",
        "nplurals=0; plural=0;",
        "nplurals=2; plural=(n != 1); extra=1;",
        "nplurals=2; plural=__import__('os');",
        "nplurals=2; plural=n.bit_length();",
        "nplurals=2; plural=n ** 9;",
        "nplurals=2; plural=(n != 1;",
        "nplurals=2; plural=1 / n;",
        "nplurals=2; plural=n % 0;",
        "nplurals=2; plural=n;",
        "nplurals=2; plural=0;",
        "nplurals=2; plural=-1;",
        f"nplurals=2; plural={'(' * 50}n != 1{')' * 50};",
        f"nplurals=2; plural=n != {'1' * 2000};",
    ],
)
def test_rule_refuses_what_does_not_number_its_forms(header: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PluralRule.parse(header)


@pytest.mark.parametrize(
    ("code", "alone"),
    [
        ("en", [True, False]),
        ("fr", [True, False]),  # its singular also says none
        ("ru", [False, False, False]),  # its first form also says 21
        ("ar", [True, True, True, False, False, False]),  # none, one, two
        ("ja", [False]),
    ],
)
def test_form_says_one_number_when_no_other_takes_it(code: str, alone: list[bool]) -> None:
    rule = PluralRule.parse(locales.get(code).plural)
    assert [rule.says_one_number(form) for form in range(rule.forms)] == alone
