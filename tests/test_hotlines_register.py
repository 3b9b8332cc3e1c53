from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.make import CHECKED, EXPIRES, TODAY, hotline, region
from toolkit.hotlines import due, register

MONTH = timedelta(days=30)


def test_every_line_is_listed_the_emergency_number_first() -> None:
    rows = register((region(hotlines=(hotline(), hotline("us-two"))), region("GB")), TODAY)
    assert [(row.region, row.id) for row in rows] == [
        ("US", "us-911"),
        ("US", "us-one"),
        ("US", "us-two"),
        ("GB", "us-911"),
        ("GB", "us-one"),
    ]


def test_a_row_says_what_the_line_rests_on() -> None:
    [_, row] = register((region(),), TODAY)
    assert (row.phone, row.text, row.how, row.source) == ("988", "", "read", "https://example.org")
    assert (row.checked_on, row.expires_on, row.confidence) == (CHECKED, EXPIRES, "high")
    assert (row.prints, row.why_not) == (True, "")


def test_what_does_not_print_says_why() -> None:
    doubtful = hotline("us-doubt", confidence="medium", unverified="No page shows the digits.")
    accepted = replace(doubtful, id="us-accepted", accepted="Two agencies confirm it.")
    there = region(hotlines=(hotline(), doubtful, accepted))
    assert {row.id: row.why_not for row in register((there,), TODAY)} == {
        "us-911": "",
        "us-one": "",
        "us-doubt": "No page shows the digits.",
        "us-accepted": "",
    }
    after = register((there,), EXPIRES + timedelta(days=1))
    assert {row.why_not for row in after} == {"expired on 2027-05-21"}


def test_due_is_what_expires_soon_has_expired_or_is_still_open_most_urgent_first() -> None:
    soon = hotline("us-soon", expires_on=TODAY + MONTH)
    later = hotline("us-later", expires_on=TODAY + MONTH + timedelta(days=1))
    gone = hotline("us-gone", expires_on=date(2026, 1, 1))
    doubtful = hotline("us-doubt", confidence="medium", unverified="Dial it first.")
    rows = register((region(hotlines=(later, doubtful, soon, gone)),), TODAY)
    assert [row.id for row in due(rows, TODAY, MONTH)] == ["us-gone", "us-soon", "us-doubt"]
