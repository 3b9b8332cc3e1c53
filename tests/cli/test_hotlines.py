from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.project import Project, Said
from toolkit.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def run(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    command = project.command_line(monkeypatch, capsys)
    return lambda *arguments: command("hotlines", *arguments)


def test_every_line_is_listed_with_its_source_and_dates(run: Callable[..., Said]) -> None:
    said = run("--json", "-r", "US")
    rows = json.loads(said.out)
    assert said.code == ExitCode.OK
    assert {"US"} <= {row["region"] for row in rows} <= {"US", "EU", "INTL"}
    assert all(row["source"] and row["checked_on"] and row["expires_on"] for row in rows)
    table = run("-r", "US").out
    assert all(row["id"] in table and row["expires_on"] in table for row in rows)


def test_due_looks_ahead_as_far_as_it_is_asked_to(run: Callable[..., Said]) -> None:
    every = json.loads(run("--json", "-r", "US").out)
    last = max(row["expires_on"] for row in every)
    expired = json.loads(run("due", "--json", "-r", "US", "--date", "2099-01-01").out)
    assert {row["id"] for row in expired} == {row["id"] for row in every}
    assert all(row["why_not"].startswith("expired on") for row in expired)
    near = json.loads(run("due", "--json", "-r", "US", "--within", "0", "--date", last).out)
    assert [row["id"] for row in near if row["expires_on"] == last]


def test_an_unknown_region_is_refused(run: Callable[..., Said]) -> None:
    said = run("-r", "UX")
    assert said.code == ExitCode.USAGE
    assert "region UX" in said.err
