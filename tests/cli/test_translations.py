from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.project import Project, Said
from toolkit.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

FRENCH = "locales/fr/LC_MESSAGES/messages.po"


@pytest.fixture
def run(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    command = project.command_line(monkeypatch, capsys)
    return lambda *arguments: command("translations", *arguments)


def test_extract_writes_every_text_once_and_only_when_one_has_changed(
    run: Callable[..., Said], project: Project
) -> None:
    assert run("extract") == Said(ExitCode.OK, "", "wrote locales/messages.pot\n")
    path = project.root / "locales/messages.pot"
    first = path.read_text(encoding="utf-8")
    assert first.count('msgid "Call %(number)s at any time."') == 1
    assert "#. number is a phone number\n" in first
    run("extract")
    assert path.read_text(encoding="utf-8") == first


def test_new_starts_a_locale_that_check_accepts_and_build_skips(
    run: Callable[..., Said],
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    begun = run("new", "fr")
    assert begun.code == ExitCode.OK
    assert begun.err.splitlines()[:3] == [
        f"wrote {FRENCH}",
        "wrote locales/glossary/fr.toml",
        "wrote locales/fr/CHECKLIST.md",
    ]
    assert "# français (fr): from nothing to a printed page" in begun.err
    checked = run("check", "fr")
    assert (checked.code, checked.out) == (ExitCode.OK, "")
    told, faultless = checked.err.splitlines()[-2:]
    assert told.startswith("not checked: 7 of 7 texts of fr: not translated yet")
    assert faultless == "no faults"
    built = project.command_line(monkeypatch, capsys)("-l", "fr", "-j", "1")
    assert built.code == ExitCode.OK
    assert "fr: 6 missing of 6 strings" in built.out
    assert project.pdfs() == {}


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("es", "locale es: has a catalogue already"),
        ("en", "locale en: is the source: it has no catalogue"),
        ("en_XA", "locale en_XA: is made in memory"),
        ("xx", "locale xx: not a language code known to CLDR"),
        ("../evil", "locale ../evil: not a language code known to CLDR"),
    ],
)
def test_new_refuses_what_cannot_be_started(
    run: Callable[..., Said], project: Project, code: str, error: str
) -> None:
    before = (project.root / project.po("es")).read_bytes()
    said = run("new", code)
    assert said.errors[0].startswith(error)
    assert said.code == ExitCode.USAGE
    assert (project.root / project.po("es")).read_bytes() == before


def test_update_carries_over_what_was_translated_and_counts(
    run: Callable[..., Said], project: Project
) -> None:
    assert run("update").code == ExitCode.OK
    project.edit("templates/materials/card/sheet.html", "Keep safe", "Stay safe")
    rows = json.loads(run("update", "es", "--json").out)
    assert [
        (row["code"], row["translated"], row["fuzzy"] + row["missing"], row["changed"])
        for row in rows
    ] == [("es", 6, 1, True)]
    table = run("update").out.splitlines()
    assert table[0].split() == ["locale", "translated", "fuzzy", "missing", "obsolete", "file"]
    assert [line.split()[0] for line in table[1:]] == ["ar", "es"]
    assert table[2].endswith("as it was")
    assert "Nunca" in (project.root / project.po("es")).read_text(encoding="utf-8")


def test_update_touches_nothing_when_a_catalogue_is_broken(
    run: Callable[..., Said], project: Project
) -> None:
    project.write(project.po("es"), b"msgid \xff")
    before = (project.root / project.po("ar")).read_bytes()
    said = run("update")
    assert said.code == ExitCode.TRANSLATION
    assert "is not UTF-8" in said.errors[0]
    assert (project.root / project.po("ar")).read_bytes() == before


def test_check_names_every_fault_with_its_line(run: Callable[..., Said], project: Project) -> None:
    run("extract")
    assert run("check") == Said(ExitCode.OK, "", "no faults\n")
    project.edit(project.po("es"), "al %(number)s a", "a")
    project.edit(project.po("ar"), "<b>ليس</b>", "ليس")
    said = run("check")
    assert said.code == ExitCode.TRANSLATION
    assert [error.split(" ")[0] for error in said.errors] == [
        "locales/ar/LC_MESSAGES/messages.po:11",
        "locales/es/LC_MESSAGES/messages.po:14",
    ]
    assert len(run("check", "es").errors) == 1
    listed = run("check", "--json")
    assert len(json.loads(listed.out)) == 2
    assert listed.code == ExitCode.TRANSLATION


def test_check_warns_of_what_to_look_at_again_and_says_where_it_prints(
    run: Callable[..., Said], project: Project
) -> None:
    run("extract")
    project.edit(project.po("es"), "Quién puede ayudar", "Quién puede ayudar.")
    said = run("check", "es")
    assert said.code == ExitCode.OK
    assert said.err.endswith("no faults, 1 warnings\n")
    heading, row = said.out.splitlines()
    assert heading.split() == ["where", "text", "warning", "what", "to", "do", "prints", "on"]
    assert " ".join(row.split()) == (
        "locales/es/LC_MESSAGES/messages.po:20 Who can help ends with “.” where the English has "
        "no mark end it without poster"
    )
    (warning,) = json.loads(run("check", "es", "--json").out)
    assert (warning["level"], warning["rule"], warning["sheets"]) == (
        "warning",
        "punctuation",
        ["poster"],
    )
    assert run("check", "es", "--strict").code == ExitCode.TRANSLATION


def test_check_names_errors_and_warnings_together(
    run: Callable[..., Said], project: Project
) -> None:
    run("extract")
    project.edit(project.po("es"), "Quién puede ayudar", "Quién puede ayudar.")
    project.edit(project.po("es"), "al %(number)s a", "a")
    said = run("check", "es")
    assert said.code == ExitCode.TRANSLATION
    assert len(said.errors) == 1
    assert "ends with “.”" in said.out
    levels = [each["level"] for each in json.loads(run("check", "es", "--json").out)]
    assert levels == ["error", "warning"]


def test_check_lays_sheets_out_when_asked_for_the_room_they_have(
    run: Callable[..., Said], project: Project
) -> None:
    run("extract")
    assert run("check", "es", "--fit") == Said(ExitCode.OK, "", "no faults\n")
    project.edit("templates/styles/page.css", "margin: 15mm", "margin: 15mm 15mm 231mm")
    project.edit(project.po("es"), '"Cuídate"', f'"{"Cuídate mucho. " * 4}Ya"')
    said = run("check", "es", "--fit", "--strict", "--json")
    found = [each for each in json.loads(said.out) if each.get("rule") == "fit"]
    (warning,) = [each for each in found if each["material"] == "card"]
    assert warning["scale"] is None or warning["scale"] < 1
    assert warning["grown"][0]["msgid"] == "Keep safe"
    assert said.code == ExitCode.TRANSLATION
    assert "Short of room" in run("check", "es", "--fit").out


def test_check_sees_that_the_texts_have_changed_since_extract(
    run: Callable[..., Said], project: Project
) -> None:
    run("extract")
    project.edit("templates/materials/card/sheet.html", "Keep safe", "Stay safe")
    assert "is not what the templates say" in run("check").errors[0]


def test_status_tells_each_locale_and_material(run: Callable[..., Said], project: Project) -> None:
    project.edit(project.po("es"), 'msgstr "Cuídate"', 'msgstr ""')
    table = run("status").out.splitlines()
    assert table[0].split() == [
        *("locale", "material", "translated", "fuzzy", "missing", "stale", "faults", "review"),
    ]
    assert [" ".join(line.split()) for line in table[1:]] == [
        "ar card 6 of 6 0 0 0 0 draft",
        "ar poster 5 of 5 0 0 0 0 draft",
        "es card 5 of 6 0 1 0 0 draft",
        "es poster 5 of 5 0 0 0 0 draft",
    ]
    assert len(json.loads(run("status", "--json").out)) == 4


def test_status_names_what_one_material_of_one_locale_still_lacks(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit(project.po("es"), 'msgstr "Cuídate"', 'msgstr ""')
    project.edit(project.po("es"), 'msgstr "Quién puede ayudar"', 'msgstr ""')  # on the poster
    out = [" ".join(line.split()) for line in run("status", "es", "-m", "card").out.splitlines()]
    assert out[1] == "es card 5 of 6 0 1 0 0 draft"
    named = [line for line in out if "messages.po:" in line]
    assert len(named) == 1
    assert named[0].endswith("Keep safe missing")
    said = json.loads(run("status", "es", "-m", "card", "--json").out)
    assert [each["msgid"] for each in said["open"]] == ["Keep safe"]
    assert [row["code"] for row in said["rows"]] == ["es"]


def test_status_needs_no_sound_translation(run: Callable[..., Said], project: Project) -> None:
    project.edit(project.po("es"), "al %(number)s a", "a")
    rows = json.loads(run("status", "--json").out)
    assert {row["code"]: row["faults"] for row in rows} == {"ar": 0, "es": 1}


def test_a_template_that_cannot_be_read_stops_extract(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit("templates/materials/card/sheet.html", "{% endfor %}", "{% endfro %}")
    said = run("extract")
    assert "templates/materials/card/sheet.html" in said.errors[0]
    assert said.code == ExitCode.RENDER
    assert not (project.root / "locales/messages.pot").exists()
