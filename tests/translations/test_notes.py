from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.make import material
from toolkit.translations.extract import extract
from toolkit.translations.notes import Notes

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.materials import Material

CARD = "materials/card/sheet.html"
POSTER = "materials/poster/sheet.html"


def sheet(family: str, version: str = "", **changes: Any) -> Material:
    name = f"{family}-{version}" if version else family
    given = {"family": family, "version": version, "template": POSTER, **changes}
    return material(name, **given)


def notes(root: Path, *sheets: Material, template: str = '{{ _("Text") }}') -> list[str]:
    (root / "templates" / POSTER).write_text(template, encoding="utf-8")
    found = extract(root)
    Notes(root, sheets).annotate(found)
    return next(m.auto_comments for m in found if m.id and m.locations[0][0].endswith(POSTER))


def test_a_text_is_told_with_the_sheet_and_its_readers(root: Path) -> None:
    assert notes(root, sheet("poster", age_range=(9, 12))) == [
        "Prints on: poster; for young people aged 9–12",
        "Length: up to 10 letters",
    ]


def test_templates_own_comments_come_first(root: Path) -> None:
    template = '{#- i18n: on a door #}\n{{ _("Text") }}'
    assert notes(root, sheet("poster"), template=template)[0] == "on a door"


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([], "poster (a); for young people"),
        ([sheet("poster", "b")], "poster; for young people"),
        ([sheet("poster", "b", audience="staff")], "poster; for young people, and staff"),
        ([sheet("leaf", audience="everyone")], "leaf, poster (a); for everyone"),
        (
            [sheet("d", kind="cards"), *map(sheet, "efg")],
            "several guides, card sheets; for young people",
        ),
    ],
)
def test_sheets_are_named_by_family_and_many_by_their_kind(
    root: Path, others: list[Material], said: str
) -> None:
    unrelated = [sheet("card", template=CARD)]
    if "poster (a)" in said:
        unrelated.append(sheet("poster", "z", template=CARD))
    given = [sheet("poster", "a"), *others]
    assert notes(root, *given, *unrelated)[0] == f"Prints on: {said}"


def test_a_text_of_all_sheets_and_readers_says_so(root: Path) -> None:
    readers = ("young", "parent", "staff")
    given = [sheet(f"a{n}", audience=audience) for n, audience in enumerate(readers)]
    assert notes(root, *given)[0] == "Prints on: every sheet; for everyone"


def test_ages_of_children_are_not_those_of_their_parents(root: Path) -> None:
    given = sheet("poster", audience="parent", age_range=(9, 17))
    assert notes(root, given)[0] == "Prints on: poster; for parents and caregivers"


def test_placeholders_are_explained_by_what_fills_them(root: Path) -> None:
    template = '{{ _("%(number)s %(ages)s", number=material.revision, ages="6–8") }}'
    assert notes(root, sheet("poster"), template=template)[1:3] == [
        "%(number)s: number of a version, such as 1.0",
        "%(ages)s: a range of ages, such as 13–17",
    ]


def test_a_placeholder_nobody_explains_is_named(root: Path) -> None:
    (root / "templates" / POSTER).write_text('{{ _("%(odd)s", odd=x.y) }}', encoding="utf-8")
    assert Notes(root, [sheet("poster")]).unexplained() == ("odd = x.y",)


def test_length_counts_what_is_seen_and_grows_short_texts_more(root: Path) -> None:
    template = '{{ _("<b>' + "a" * 59 + '</b> %(number)s b", number=1) }}'
    assert notes(root, sheet("poster"), template=template)[-1] == "Length: up to 85 letters"
    short = '{{ _("Sheet") }}'
    assert notes(root, sheet("poster"), template=short)[-1] == "Length: up to 15 letters"


def test_a_limit_of_the_template_stands_alone(root: Path) -> None:
    template = '{#- i18n: at most 16 letters #}\n{{ _("Text") }}'
    assert [n for n in notes(root, sheet("poster"), template=template) if "etters" in n] == [
        "at most 16 letters"
    ]


def test_what_is_only_read_aloud_has_no_length(root: Path) -> None:
    assert notes(root, sheet("poster"), template='<img alt="{{ _("Text") }}">')[1:] == [
        "Part: a picture’s description, read aloud"
    ]
    both = '<img alt="{{ _("Text") }}"><h2>{{ _("Text") }}</h2>'
    assert "Length: up to 10 letters" in notes(root, sheet("poster"), template=both)


def test_a_text_no_sheet_prints_is_not_annotated(root: Path) -> None:
    assert notes(root, sheet("card", template=CARD)) == []


def test_sheets_are_told_by_text_and_whether_they_show_it(root: Path) -> None:
    template = '<img alt="{{ _("Aloud") }}">{{ _("Shown") }}'
    (root / "templates" / POSTER).write_text(template, encoding="utf-8")
    told = Notes(root, [sheet("poster", "a"), sheet("poster", "b"), sheet("card", template=CARD)])
    assert told.sheets("Shown") == ("poster-a", "poster-b")
    assert told.sheets("Nothing") == ()
    assert told.seen("poster-a", "Shown")
    assert not told.seen("poster-a", "Aloud")
    assert not told.seen("card", "Shown")
