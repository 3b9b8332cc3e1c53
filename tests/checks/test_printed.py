from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import weasyprint

from tests.make import hotline
from toolkit.addresses import address
from toolkit.checks.printed import Expected, expected, require, text_of
from toolkit.errors import RenderError
from toolkit.hotlines import Number, TextNumber

NUMBER = Expected("us-one", ("18008435678",), "")
CODE = Expected("us-988", ("988",), "")
SITE = Expected("us-tool", (), "tool.example.org")


@cache
def pdf(body: str) -> bytes:
    html = f"<html lang=en><style>html{{font:12pt 'Noto Sans'}}</style><body>{body}</body></html>"
    made: bytes = weasyprint.HTML(string=html).write_pdf()
    return made


def found(body: str, wanted: Expected) -> bool:
    try:
        require(pdf(body), [wanted], "US/en/card.letter")
    except RenderError:
        return False
    return True


# --- what a line must leave on the page


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, Expected("us-one", ("988",), "")),
        (
            {"phone": Number("1-800-843-5678", "tel:+18008435678", "18008435678")},
            Expected("us-one", ("18008435678",), ""),
        ),
        (
            {"phone": Number("0800 1111", "tel:+448001111", "08001111")},
            Expected("us-one", ("08001111",), ""),
        ),
        (
            {"phone": None, "text": TextNumber("741741", "sms:741741", "741741", "HOME")},
            Expected("us-one", ("741741",), ""),
        ),
        (
            {"phone": None, "web": address("https://tool.example.org/")},
            Expected("us-one", (), "tool.example.org"),
        ),
        (
            {"phone": None, "chat": address("chat.example.org")},
            Expected("us-one", (), "chat.example.org"),
        ),
    ],
)
def test_a_line_is_looked_for_by_its_number_else_by_its_address(
    changes: dict[str, Any], wanted: Expected
) -> None:
    assert expected(hotline(**changes)) == wanted


# --- numbers


def test_a_pdf_that_lost_a_number_is_refused_with_the_line_and_the_number() -> None:
    with pytest.raises(RenderError) as caught:
        require(pdf("<p>Call us.</p>"), [CODE, NUMBER], "US/en/card.letter")
    assert caught.value.where == "US/en/card.letter"
    assert "help line us-988: 988 is not in the PDF" in caught.value.what


@pytest.mark.parametrize(
    "body",
    [
        "Call 1-800-843-5678.",
        "Call 1 800 843 5678 now",
        "Call 1 (800) 843-5678",
        "Call 1.800.843.5678",
        "Call 1‑800‑843‑5678",
        "Call 1\u00a0800\u00a0843\u00a05678",
        "Call 18008435678",
        "<b>1-800</b>-<i>843</i>-5678",
        '<span style="letter-spacing:.1em">1-800-843-5678</span>',
        '<div style="transform:rotate(180deg)">1-800-843-5678</div>',
        '<div style="position:absolute;transform:rotate(90deg)">1-800-843-5678</div>',
        "Call 988<br>1-800-843-5678<br>24 hours",
        "Call 988, 1-800-843-5678, 911",
        "Call: 1-800-843-5678 (24 hours)",
        "<table><tr><td>988<td>or<td>1-800-843-5678<td>day and night</table>",
    ],
)
def test_a_number_is_found_however_its_digits_are_grouped(body: str) -> None:
    if "1 (800)" in body:  # a bracket opens a number: it is dialled without the 1 before it
        assert found(body, Expected("us-one", ("8008435678",), ""))
    else:
        assert found(body, NUMBER)


@pytest.mark.parametrize(
    "body",
    [
        "Call 1-800-843-5687.",
        "Call 1-800-843-567",
        "Call 1-800-843-56789",
        "Call 21-800-843-5678",
        "Call 1-800-843-5678-9",
        "Call 1-800-843-5678 9",
        "Call 2 1-800-843-5678",
        "Call 5678-843-800-1",
        "Call 1-800-8435 now 678",
        "Call 1-800-<br>843-5678",
        "Call 1-800-843-5678#2",
        "Call ١-٨٠٠-٨٤٣-٥٦٧٨",
    ],
)
def test_a_number_in_pieces_in_another_order_or_in_a_longer_one_is_not_found(body: str) -> None:
    assert not found(body, NUMBER)


@pytest.mark.parametrize("body", ["1-800-988-1234", "9880", "1988", "0800 988 12", "98 8 1", "98"])
def test_a_short_number_is_not_found_in_a_longer_one(body: str) -> None:
    assert not found(body, CODE)


@pytest.mark.parametrize(
    "body",
    [
        "Call 988.",
        "(988)",
        "988, 911",
        "988/911",
        "988 – 24 h",
        '<span style="letter-spacing:.5em">988</span>',
    ],
)
def test_a_short_number_by_itself_is_found(body: str) -> None:
    assert found(body, CODE)


def test_numbers_are_found_on_every_page() -> None:
    pages = "<p>988</p><p style='break-before:page'>1-800-843-5678</p>"
    require(pdf(pages), [CODE, NUMBER], "x")


def test_right_to_left_text_does_not_turn_a_number_round() -> None:
    body = '<p dir="rtl">اتصل على <a dir="ltr">{}</a> في أي وقت.</p>'
    assert found(body.format("1-800-843-5678"), NUMBER)
    childline = Expected("gb-childline", ("08001111",), "")
    assert found(body.format("0800\u00a01111"), childline)


# --- addresses


@pytest.mark.parametrize(
    "body",
    [
        "Go to tool.example.org.",
        "(tool.example.org)",
        "tool.exam<wbr>ple.<br>org",
        "tool.example.org, 988",
        "打开tool.example.org。",
    ],
)
def test_an_address_is_found_over_line_breaks_too(body: str) -> None:
    assert found(body, SITE)


@pytest.mark.parametrize(
    "body",
    [
        "Go to the web.",
        "tool.example.com",
        "mytool.example.org",
        "my-tool.example.org",
        "www.tool.example.org",
        "tool.example.org/faq",
        "tool.example.org.evil.example",
        "tool.example.organic",
        "help/tool.example.org",
    ],
)
def test_an_address_that_is_a_piece_of_another_is_not_found(body: str) -> None:
    assert not found(body, SITE)


def test_the_missing_address_is_named() -> None:
    with pytest.raises(RenderError, match=r"us-tool: tool\.example\.org is not in the PDF"):
        require(pdf("<p>988</p>"), [CODE, SITE], "x")


def test_text_is_that_of_all_pages_in_order() -> None:
    assert text_of(pdf("<p>one</p><p style='break-before:page'>two</p>")).split() == ["one", "two"]
