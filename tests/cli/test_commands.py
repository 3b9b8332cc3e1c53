from __future__ import annotations

import io
import json
import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from tests.project import Project, Said
from toolkit import batch, doctor
from toolkit.build import Progress
from toolkit.cli import app, main, show
from toolkit.doctor import Finding
from toolkit.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

CARD = "US/en/card.letter.pdf"
EN = ("-l", "en", "-j", "1")


@pytest.fixture
def run(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    return project.command_line(monkeypatch, capsys)


def commands() -> Iterator[tuple[str, Any]]:
    """Walk every command there is, with the words that call it."""
    waiting: list[tuple[str, Any]] = [("", get_command(app))]
    while waiting:
        name, command = waiting.pop(0)
        inner = getattr(command, "commands", {})
        waiting += [(f"{name} {each}".strip(), inner[each]) for each in inner]
        if not inner:
            yield name, command


def test_these_are_the_commands() -> None:
    assert {name for name, _ in commands()} == {
        "build",
        "proof",
        "list",
        "check",
        "doctor",
        "hotlines due",
        "preview",
        *(f"translations {each}" for each in ("extract", "new", "update", "check", "status")),
    }


@pytest.mark.parametrize("name", [name for name, _ in commands()])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself_with_an_example(
    run: Callable[..., Said], name: str, flag: str
) -> None:
    said = run(*name.split(), flag)
    assert said.code == ExitCode.OK
    assert said.err == ""
    assert f"Example: generate.py {name}" in " ".join(said.out.split())
    assert "…" not in said.out


# They make one thing and say so; preview shows pages, and nothing to read by machine.
NO_LIST = ("extract", "new", "preview")


@pytest.mark.parametrize(
    ("name", "command"), [(n, c) for n, c in commands() if n.split()[-1] not in NO_LIST]
)
def test_every_command_that_lists_can_list_as_json(name: str, command: Any) -> None:
    assert "--json" in [flag for parameter in command.params for flag in parameter.opts]


def test_every_option_says_what_it_does() -> None:
    for name, command in commands():
        for parameter in command.params:
            if hasattr(parameter, "help"):
                assert parameter.help, f"{name} {parameter.name}"


# --- build


def test_without_a_command_it_builds(
    run: Callable[..., Said], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "workers", lambda *_: batch.InProcess())
    said = run()
    assert said.code == ExitCode.OK
    assert len(project.pdfs()) == 6
    assert run("build").err == "0 made, 6 unchanged, 0 skipped, 0 failed, in output\n"


def test_options_without_a_command_are_those_of_build(
    run: Callable[..., Said], project: Project
) -> None:
    assert run("--region", "GB", *EN).code == ExitCode.OK
    assert set(project.pdfs()) == {"GB/en/card.a4.pdf", "GB/en/poster.a4.pdf"}


def test_the_table_says_of_each_sheet_what_became_of_it(
    run: Callable[..., Said], project: Project
) -> None:
    run(*EN, "-m", "card")
    project.edit(project.po("es"), 'msgstr "Cuídate"', 'msgstr ""')
    said = run("-l", "en", "-l", "es", "-j", "1")
    rows = [line.split() for line in said.out.splitlines()]
    assert rows[0] == [
        *("region", "locale", "material", "paper", "pages", "type", "review", "state"),
    ]
    assert rows[1] == ["US", "en", "card", "letter", "1", "11.0", "pt", "source", "unchanged"]
    assert rows[2] == ["US", "en", "poster", "letter", "1", "11.0", "pt", "source", "made"]
    assert rows[3] == ["US", "es", "poster", "letter", "1", "11.0", "pt", "draft", "made"]
    assert "US/es/card.letter.pdf  es: 1 missing of 6 strings" in said.out
    assert said.err == "2 made, 1 unchanged, 1 skipped, 0 failed, in output\n"


def test_long_paths_and_reasons_are_not_cut_when_piped(
    run: Callable[..., Said], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    project.edit(project.po("es"), 'msgstr "Cuídate"', 'msgstr ""')
    out = run("-l", "es", "-j", "1").out
    assert "US/es/card.letter.pdf  es: 1 missing of 6 strings" in out
    assert "\x1b" not in out


def test_json_says_all_of_it(run: Callable[..., Said], project: Project) -> None:
    project.edit(project.po("es"), 'msgstr "Cuídate"', 'msgstr ""')
    project.edit("templates/materials/poster/sheet.html", "in lines", "in linse")
    said = run("--json", "-l", "es", "-l", "en", "-j", "1")
    body = json.loads(said.out)
    assert [(each["path"], each["state"]) for each in body["sheets"]] == [(CARD, "made")]
    assert [each["reason"] for each in body["skips"]] == ["es: 1 missing of 6 strings"]
    assert {tuple(each) for each in body["faults"]} == {("where", "what", "fix")}
    assert body["notices"] == []
    assert said.code == ExitCode.RENDER


def test_one_part_that_is_wrong_is_named_once_however_many_sheets_it_fails(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit("templates/layouts/page.html", "{{ locale.tag }}", "{{ locale.tagg }}")
    said = run("-j", "1")
    assert len(said.errors) == 1
    assert "6 failed" in said.err


def test_strict_makes_a_skip_a_failure(run: Callable[..., Said], project: Project) -> None:
    project.edit(project.po("es"), 'msgstr "Cuídate"', 'msgstr ""')
    for _ in range(2):  # the second time from the manifest
        assert run("-j", "1").code == ExitCode.OK
        assert run("-j", "1", "--strict").code == ExitCode.SKIPPED
    assert run("--strict", *EN).code == ExitCode.OK


def test_reviewed_only_leaves_drafts_out_and_says_so(
    run: Callable[..., Said], project: Project
) -> None:
    said = run("--reviewed-only", "-j", "1")
    assert said.out.count("the translation is a draft") == 4
    assert {path.split("/")[1] for path in project.pdfs()} == {"en"}


def test_force_makes_everything_again(run: Callable[..., Said]) -> None:
    run(*EN)
    assert run(*EN, "--force").err.startswith("2 made, 0 unchanged")


def test_a_colour_that_was_darkened_is_noted(run: Callable[..., Said], project: Project) -> None:
    project.write("school.toml", 'colour = "#ffff00"\n')
    assert "note: school colour: #ffff00 is too light" in run(*EN, "-s", "school.toml").err


def test_the_sheets_go_where_they_are_wanted(run: Callable[..., Said], project: Project) -> None:
    assert run(*EN, "-o", "there/deep").code == ExitCode.OK
    assert set(project.pdfs(project.root / "there" / "deep")) == {CARD, "US/en/poster.letter.pdf"}
    assert not project.output.exists()


def test_no_more_workers_are_started_than_there_are_sheets(
    run: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def note(count: int, _: object) -> Executor:
        asked.append(count)
        return batch.InProcess()

    monkeypatch.setattr(batch, "workers", note)
    run("-l", "en", "-j", "64")
    run("-l", "es", "-j", "1")
    assert asked == [2, 1]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_it_is_and_a_file_does_not() -> None:
    at = Progress(1, 2, CARD)
    terminal, file = _Terminal(), io.StringIO()
    for stream in (terminal, file):
        with show.progress(stream) as bar:
            bar(at)
    assert CARD in terminal.getvalue()
    assert "1/2" in terminal.getvalue()
    assert file.getvalue() == ""


# --- a wrong command line


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("--regoin", "GB"), "No such option: --regoin"),
        (("build", "--jobs", "0"), "Invalid value for '--jobs' / '-j'"),
        (("build", "--jobs", "many"), "Invalid value for '--jobs' / '-j'"),
        (("build", "--date", "tomorrow"), "Invalid value for '--date'"),
        (("build", "--region"), "'--region' requires an argument"),
        (("build", "more"), "unexpected extra argument"),
        (("bulid",), "No such command 'bulid'"),
        (("translations", "nwe"), "No such command 'nwe'"),
        (("translations", "new"), "Missing argument 'code'"),
    ],
)
def test_a_wrong_command_line_gets_one_line_and_where_to_look(
    run: Callable[..., Said], arguments: tuple[str, ...], error: str
) -> None:
    said = run(*arguments)
    assert said.code == ExitCode.USAGE
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert error in said.errors[0]
    assert said.errors[0].endswith("--help)")


def test_a_group_without_its_command_lists_them(run: Callable[..., Said]) -> None:
    said = run("translations")
    assert said.code == ExitCode.USAGE
    assert said.errors == []
    assert "extract" in said.err


# --- list, check, doctor


def test_list_tells_what_is_ready_and_what_is_missing(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit(project.po("es"), 'msgstr "Cuídate"', 'msgstr ""')
    rows = [line.split("  ") for line in run("list").out.splitlines()]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert cells == [
        ["material", "en", "ar", "es"],
        ["card", "ready (source)", "ready (draft)", "1/6 short"],
        ["poster", "ready (source)", "ready (draft)", "ready (draft)"],
    ]
    body = json.loads(run("list", "--json").out)
    assert len(body) == 6
    assert {"material", "locale", "total", "missing", "fuzzy", "review"} == set(body[0])


def test_list_measures_tells_how_the_english_reads(run: Callable[..., Said]) -> None:
    said = run("list", "--measures")
    rows = [re.split(r"\s{2,}", line.strip()) for line in said.out.splitlines()]
    assert rows == [
        ["material", "grade", "target", "words", "longest", "pages", "longest sentence"],
        ["card", "0.6", "5", "15", "5", "1", "It is never your fault."],
        ["poster", "0.7", "5", "18", "4", "1", "Call at any time."],
    ]
    assert said.code == ExitCode.OK


def test_list_measures_can_be_read_by_machines(run: Callable[..., Said]) -> None:
    card, poster = json.loads(run("list", "--measures", "--json").out)
    assert poster["material"] == "poster"
    assert card == {
        "material": "card",
        "grade": 0.6,
        "target": 5,
        "words": 15,
        "longest": 5,
        "sentence": "It is never your fault.",
        "pages": 1,
    }


def test_check_says_that_all_is_well(run: Callable[..., Said]) -> None:
    assert run("check") == Said(ExitCode.OK, "", "no faults\n")
    assert run("check", "--json") == Said(ExitCode.OK, "[]\n", "")


def test_check_names_every_fault(run: Callable[..., Said], project: Project) -> None:
    project.edit(project.po("es"), "al %(number)s a", "a")
    project.edit("toolkit/data/regions/GB.toml", 'phone = "116 123"', 'phone = "116 12"')
    said = run("check")
    assert len(said.errors) == 2
    assert said.code == ExitCode.DATA
    listed = run("check", "--json")
    assert [
        f"{each['where']}: {each['what']} ({each['fix']})" for each in json.loads(listed.out)
    ] == (said.errors)
    assert listed.code == said.code
    assert listed.err == ""


def test_check_lists_an_emergency_number_out_of_date_as_json_too(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit(
        "toolkit/data/regions/US.toml",
        'name = "US-911"\n',
        'name = "US-911"\nexpires_on = 2026-11-21\n',
    )
    said = run("check", "--json")
    assert "the emergency number expired" in json.loads(said.out)[0]["what"]
    assert said.code == ExitCode.DATA


def test_check_looks_at_a_school(run: Callable[..., Said], project: Project) -> None:
    project.write("school.toml", 'nmae = "x"\n')
    assert "did you mean name?" in run("check", "-s", "school.toml").errors[0]


@pytest.mark.parametrize("good", [True, False])
def test_doctor_says_what_there_is_and_what_to_do(
    run: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, good: bool
) -> None:
    finding = Finding("Pango", "libpango" if good else "-", good, "" if good else "run: make")
    monkeypatch.setattr(doctor, "examine", lambda: (finding,))
    said = run("doctor")
    assert said.out.splitlines()[1].split() == (
        ["Pango", "libpango", "ok"] if good else ["Pango", "-", "MISSING", "run:", "make"]
    )
    assert said.code == (ExitCode.OK if good else ExitCode.ENVIRONMENT)
    listed = run("doctor", "--json")
    assert json.loads(listed.out)[0]["good"] is good
    assert listed.code == said.code


def test_this_machine_passes_its_own_examination(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == ExitCode.OK
    assert "MISSING" not in capsys.readouterr().out


def test_proof_shows_every_page_and_all_of_them_together(
    run: Callable[..., Said], project: Project, tmp_path: Path
) -> None:
    to = tmp_path / "proof"
    said = run("proof", "-l", "en", "--to", str(to), "--json")
    assert said.code == ExitCode.OK
    names = {path.name for path in to.iterdir()}
    assert names == {PurePath(path).name for path in json.loads(said.out)}
    assert "contact.png" in names
    assert len(names) == 1 + sum(page.endswith(".png") and page[0] == "U" for page in names)
    assert any(CARD.removesuffix(".pdf").replace("/", "_") in name for name in names)


def test_proof_of_a_project_that_is_wrong_shows_nothing(
    run: Callable[..., Said], project: Project, tmp_path: Path
) -> None:
    project.edit("templates/materials/card/sheet.html", "<h1>", "<h1>{{ nobody }}")
    said = run("proof", "-l", "en", "-m", "card", "--to", str(tmp_path / "proof"))
    assert said.code == ExitCode.RENDER
    assert "'nobody' is undefined" in said.err
    assert not (tmp_path / "proof").exists()
