from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.translations import patterns


@given(st.text(alphabet=st.sampled_from("ab.%()s<>/&;@ 1é:\"'=#w")))
def test_pieces_leave_nothing_out(text: str) -> None:
    assert "".join(piece for piece, _ in patterns.pieces(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "EE.UU.",
        "z.B. so",
        "p.ej. esto",
        "m.in. to",
        "Fin.Empieza",
        "a.m. to p.m.",
        "v.Chr.",
        "т.е.",
    ],
)
def test_abbreviations_are_no_links(text: str) -> None:
    assert patterns.links(text) == []


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Go to report.cybertip.org.", "report.cybertip.org"),
        ("Go to REPORT.CYBERTIP.ORG", "REPORT.CYBERTIP.ORG"),
        ("(https://example.org/a?b=c)", "https://example.org/a?b=c"),
        ("打开https://example.org。", "https://example.org"),
        ("Write to help@example.org!", "help@example.org"),
        ("www.example.org", "www.example.org"),
        ("tel:911", "tel:911"),
    ],
)
def test_links_end_where_the_sentence_goes_on(text: str, link: str) -> None:
    assert patterns.links(text) == [link]


def test_numbers_are_those_a_reader_sees() -> None:
    text = '<span class="h1">24/7</span> %(line2)s &#50; at 116111.example.org, 1,000 ½ ٣'
    assert patterns.numbers(text) == ["24", "7", "1", "000", "½", "٣"]


def test_a_doubled_percent_sign_begins_no_placeholder() -> None:
    assert patterns.placeholders("%%(number)s %(number)s") == ["%(number)s"]


@pytest.mark.parametrize("text", ["%", "5 % of", "%d", "%(number)", "%(a b)s", "%%%", "%%(n)s%"])
def test_bare_percent_signs_are_found(text: str) -> None:
    assert patterns.has_bare_percent(text)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("a<br>b", [("<br>",)]),
        ("<b>a <mark>b</mark></b>", [("<b>",), ("<b>", "<mark>")]),
        ("<b>a</b><mark>b</mark>", [("<b>",), ("<mark>",)]),
        ("<b>a <mark>b</b></mark>", None),
        ("<b>a", None),
        ("a</b>", None),
    ],
)
def test_nesting_names_every_tag_with_those_around_it(
    text: str, paths: list[tuple[str, ...]] | None
) -> None:
    assert patterns.nesting(text) == paths


@pytest.mark.parametrize("text", ["Q&R", "A & B", "a&b;"])
def test_an_ampersand_by_itself_is_no_entity(text: str) -> None:
    assert patterns.entities(text) == []


@pytest.mark.parametrize("text", ["&lt;", "&lt", "&#60;", "&#60", "&#x3C;", "&nbsp;", "&rlm;"])
def test_entities_are_found_as_a_browser_reads_them(text: str) -> None:
    assert patterns.entities(text) == [text]
