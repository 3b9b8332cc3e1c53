"""Whatever is wrong with what a person gives us: a clear line each, an exit code, no traceback.

From the command line down, on the small project; what each loader refuses in detail is tested
beside it.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from PIL import Image

from tests.project import Project, Said
from toolkit import fonts
from toolkit import order as orders
from toolkit.checks.printed import text_of
from toolkit.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.build import Progress

BROKEN = Path(__file__).parent / "data" / "broken" / "translations"
US = "toolkit/data/regions/US.toml"
CARD_TOML = "templates/materials/card/material.toml"
CARD = "templates/materials/card/sheet.html"
POSTER = "US/en/poster.letter.pdf"


@pytest.fixture
def run(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    """Build English sheets in this process; every answer is a line a person can act on."""
    command = project.command_line(monkeypatch, capsys)

    def build(*arguments: str, locale: str = "en") -> Said:
        said = command("build", "--jobs", "1", "-l", locale, *arguments)
        assert "Traceback" not in said.err
        for error in said.errors:
            assert error.endswith(")"), "every error ends with what to do about it"
        return said

    return build


# --- names nobody knows


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("-m", "crad"), "material crad: there is no such thing here (did you mean card?)"),
        (("-m", "zzz"), "material zzz: there is no such thing here (one of card, poster)"),
        (("-r", "UK"), "region UK: there is no such thing here (one of GB, US)"),
        (("-p", "letters"), "paper letters: there is no such thing here (did you mean letter?)"),
        (("-l", "qaa"), "locale qaa: not a language code known to CLDR"),
        (("-l", "esp"), "locale esp: not a language code known to CLDR or to toolkit"),
        (("-l", "est"), "locale est: has no translation yet (did you mean es? or start one"),
        (("-l", "fr"), "start one with: generate.py translations new fr)"),
    ],
)
def test_an_unknown_name_gets_its_near_matches(
    run: Callable[..., Said], project: Project, arguments: tuple[str, ...], error: str
) -> None:
    said = run(*arguments)
    assert len(said.errors) == 1
    assert error in said.errors[0]
    assert said.code == ExitCode.USAGE
    assert not project.output.exists()


def test_every_fault_is_named_at_once(run: Callable[..., Said], project: Project) -> None:
    project.edit(CARD_TOML, 'kind = "letter"', 'kind = "lettre"')
    project.edit(US, 'phone = "988"', 'phone = "98"')
    project.edit(project.po("es"), "al %(number)s a", "a")
    project.write("school.toml", 'nmae = "Riverside"\n')
    said = run("-m", "psoter", "-s", "school.toml", locale="es")
    places = [error.split(": ")[0].removeprefix(f"{project.root}/") for error in said.errors]
    assert places == [
        CARD_TOML,
        "material psoter",
        US,
        'locales/es/LC_MESSAGES/messages.po:14 "Call %(number)s at any time."',
        "school.toml",
    ]
    assert said.code == ExitCode.DATA


# --- data files


@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [
        (CARD_TOML, 'title = "Card"', 'title = "Card', "is not TOML: line 1"),
        (CARD_TOML, 'title = "Card"\n', "", "title: is missing"),
        (CARD_TOML, "pages = 1", 'pages = "one"', "pages: is text, not a whole number"),
        (CARD_TOML, "pages = 1", "pages = 0", "pages: is less than one page"),
        (CARD_TOML, "grade", "grdae", "grdae: is not a key known here (did you mean grade?)"),
        (CARD_TOML, "sheet.html", "shet.html", "sheet: there is no materials/card/shet.html"),
        (US, 'phone = "988"', 'phone = "555-CALL"', "hotline.us-988.phone: cannot dial"),
        (US, "1 800 448 3000", "1 800 448 300", "hotline.us-boystown.phone: cannot dial"),
        (US, 'phone = "911"', 'phone = "912"', "hotline.us-911.phone"),
        (US, 'web = "https:', 'web = "http:', "hotline.us-tool.web"),
        (US, 'paper = "letter"', 'paper = "leter"', "paper: 'leter' is not one of"),
    ],
)
def test_a_fault_in_a_data_file_is_named_with_its_file_and_key(  # noqa: PLR0913, PLR0917
    run: Callable[..., Said], project: Project, name: str, old: str, new: str, error: str
) -> None:
    project.edit(name, old, new)
    said = run()
    assert [each for each in said.errors if error in each]
    assert {Path(each.split(": ")[0]).name for each in said.errors} == {Path(name).name}
    assert said.code == ExitCode.DATA
    assert not project.output.exists()


def test_what_cannot_be_read_is_not_also_called_unknown(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit(US, 'paper = "letter"', "paper = letter")
    project.edit(CARD_TOML, "pages = 1", "pages = one")
    said = run("-m", "card", "-r", "US")
    assert len(said.errors) == 2
    assert all("is not TOML" in each for each in said.errors)


def test_a_line_out_of_date_is_left_off_and_said_so(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit(
        US,
        'name = "US-988"\n',
        'name = "US-988"\nexpires_on = 2026-11-21\n',
    )
    fresh = 'name = "US-741741"\ntopic = "crisis"\n'
    pack = (project.root / US).read_text()
    project.write(
        US,
        pack
        + pack[pack.index("\n[hotline.us-988]") : pack.index("\n[hotline.us-boystown]")]
        .replace("us-988", "us-741741")
        .replace('name = "US-988"\nexpires_on = 2026-11-21\ntopic = "crisis"\n', fresh)
        .replace('phone = "988"', 'text = "741741"'),
    )
    project.edit(
        "templates/parts/line.html",
        "{%- else -%}",
        '{%- elif line.text -%}<b class="number">{{ line.text.display }}</b>{%- else -%}',
    )
    said = run("-m", "card")
    assert said.code == ExitCode.OK
    assert (
        "note: US: US-988 (us-988) expired on 2026-11-21: not printed until it is checked again"
        in said.err
    )
    text = text_of(project.sheet("US/en/card.letter.pdf").read_bytes())
    assert "741741" in text
    assert "988" not in text


def test_a_topic_without_a_line_in_date_is_a_skip(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit(US, 'name = "US-988"\n', 'name = "US-988"\nexpires_on = 2026-11-21\n')
    said = run()
    assert said.out.count("US has no checked help line for crisis") == 2
    assert said.code == ExitCode.OK
    assert project.pdfs() == {}
    assert run("--strict").code == ExitCode.SKIPPED


def test_an_emergency_number_out_of_date_stops_everything(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit(US, 'name = "US-911"\n', 'name = "US-911"\nexpires_on = 2026-11-21\n')
    said = run()
    assert said.err == (
        "error: US: hotline.us-911: the emergency number expired on 2026-11-21 "
        "(check it again and set checked_on)\n"
    )
    assert said.code == ExitCode.DATA
    assert project.pdfs() == {}


def test_a_day_before_the_check_is_refused(run: Callable[..., Said]) -> None:
    said = run("--date", "2026-11-01")
    assert said.err == (
        "error: hotline.us-911.checked_on: 2026-11-21 is still to come "
        "(correct the date, or this computer's clock)\n"
    )
    assert said.code == ExitCode.DATA


# --- translations


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.po")), ids=lambda path: path.stem)
def test_a_broken_or_hostile_translation_is_not_printed(
    run: Callable[..., Said], project: Project, path: Path
) -> None:
    content = path.read_bytes()
    fault = content.split(b"\n")[0].decode().removeprefix("# fault: ")
    project.write(project.po("es"), content)
    said = run(locale="es")
    assert [error for error in said.errors if error.startswith(fault)], said.errors
    assert all(error.startswith("locales/es/") for error in said.errors)
    assert said.code == ExitCode.TRANSLATION
    assert not project.output.exists()


def test_a_broken_translation_does_not_stop_another_locale(
    run: Callable[..., Said], project: Project
) -> None:
    project.write(project.po("es"), (BROKEN / "placeholder-lost.po").read_bytes())
    assert run(locale="ar").code == ExitCode.OK


def test_a_catalogue_that_is_a_folder_is_refused(
    run: Callable[..., Said], project: Project
) -> None:
    path = project.root / project.po("es")
    path.unlink()
    path.mkdir()
    said = run(locale="es")
    assert "cannot be read" in said.errors[0]
    assert said.code == ExitCode.TRANSLATION


# --- templates and what they use


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("{% endfor %}", "{% endfro %}", "Encountered unknown tag 'endfro'"),
        ("region.emergency", "region.emergancy", "has no attribute 'emergancy'"),
        ("in lines %}", "in linse %}", "'linse' is undefined"),
        ("parts/line.html", "parts/none.html", "there is no template parts/none.html"),
        ("{% trans %}Keep", "{% trans %}Keep {{ lines[0] }}", "expected token 'end of print"),
        ("<h1>", '<img src="images/none.svg" alt="x"><h1>', "asset images/none.svg is missing"),
        (
            "<h1>",
            '<img src="https://example.org/a.svg" alt="x"><h1>',
            "asset https://example.org/a.svg is on the network",
        ),
        (
            "<h1>",
            '<p style="background: url(../locales/messages.pot)"></p><h1>',
            "asset ../locales/messages.pot is outside the asset folders",
        ),
        ("<h1>", '<img src="/etc/hostname" alt="x"><h1>', "outside the asset folders"),
        ("<h1>", '<img src="../mine.svg" alt="x"><h1>', "outside the asset folders"),
        ("<h1>", '<p style="colour: red"></p><h1>', "Ignored `colour: red`"),
        ("<h1>", "<p>\U0001fae8 \U000f0000</p><h1>", ".notdef glyph"),
        ("<h1>", '<h1 style="width: 5mm">', "is wider than its column"),
    ],
)
def test_a_fault_in_a_template_is_named_with_its_place(
    run: Callable[..., Said], project: Project, old: str, new: str, error: str
) -> None:
    project.write("mine.svg", project.root.joinpath("templates/images/dot.svg").read_bytes())
    project.edit(CARD, old, new)
    said = run("-m", "card")
    assert len(said.errors) == 1, said.errors
    assert error in said.errors[0]
    places = ("templates/materials/card/sheet.html", "templates/parts/", "US/en/card.letter")
    assert said.errors[0].startswith(places)
    assert said.code in (ExitCode.RENDER, ExitCode.TRANSLATION)
    assert project.pdfs() == {}


def test_a_style_sheet_that_reaches_for_the_network_is_refused(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit(
        "templates/styles/page.css", "@page {", "@import 'https://example.org/a.css';\n@page {"
    )
    said = run()
    error = (
        "styles/page.css: asset https://example.org/a.css is on the network "
        "(put a copy into templates/images)"
    )
    assert set(said.errors) == {error}
    assert said.code == ExitCode.RENDER


def test_a_sheet_at_fault_does_not_stop_the_others(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit(CARD, "region.emergency", "region.emergancy")
    said = run()
    assert list(project.pdfs()) == [POSTER]
    assert "1 made, 0 unchanged, 0 skipped, 1 failed" in said.err
    assert said.code == ExitCode.RENDER


def test_a_script_without_its_font_is_not_printed_in_another(
    run: Callable[..., Said], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: frozenset({"Noto Sans"}))
    said = run(locale="ar")
    assert said.errors == ["locale ar: the font Noto Naskh Arabic is not installed (run: make)"]
    assert said.code == ExitCode.ENVIRONMENT
    assert not project.output.exists()


def test_a_template_that_forgets_a_help_line_is_refused(
    run: Callable[..., Said], project: Project
) -> None:
    project.edit(CARD, "<p>{{ reach(region.emergency) }}</p>", "")
    said = run("-m", "card")
    [error] = said.errors
    assert error.startswith("US/en/card.letter: help line us-911: 911 is not in the PDF")
    assert said.code == ExitCode.RENDER


class _NoPango:
    """Finds the renderer as an import does on a machine without its native libraries."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "toolkit.render.pdf":
            raise OSError("cannot load library 'libpango-1.0-0'")


def test_a_machine_without_pango_keeps_its_sheets_and_is_told_what_to_do(
    run: Callable[..., Said], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run().code == ExitCode.OK
    monkeypatch.setattr(orders, "PANGO", ("libnowhere-1.0.so.0",))
    monkeypatch.delitem(sys.modules, "toolkit.render.pdf")
    monkeypatch.setattr(sys, "meta_path", [_NoPango, *sys.meta_path])
    said = run()
    assert said.err.startswith("error: Pango: cannot be loaded (run: make;")
    assert said.code == ExitCode.ENVIRONMENT
    assert len(project.pdfs()) == 2


# --- the output folder; permission bits would not stop root, who may run the tests


def test_an_output_folder_below_a_file_is_refused(
    run: Callable[..., Said], project: Project
) -> None:
    project.write("mine.txt", "mine")
    said = run("-o", "mine.txt/out")
    assert said.errors[0].startswith("mine.txt/out: cannot be written: Not a directory")
    assert said.code == ExitCode.OUTPUT
    assert (project.root / "mine.txt").read_text() == "mine"


def test_an_output_folder_nobody_can_write_is_refused(run: Callable[..., Said]) -> None:
    said = run("-o", "/proc/handouts")
    assert said.errors[0].startswith("/proc/handouts: cannot be written")
    assert said.code == ExitCode.OUTPUT


@pytest.mark.parametrize("name", [POSTER, "manifest.json", "US/en/.partial-x"])
def test_a_folder_where_a_file_belongs_is_said_so(
    run: Callable[..., Said], project: Project, name: str
) -> None:
    (project.output / name).mkdir(parents=True)
    said = run()
    assert said.errors[0].startswith(f"output/{name}: cannot be written: Is a directory")
    assert said.code == ExitCode.OUTPUT


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"format": 1, "sheets": [], "skips": [], "fingerprints": []}',
        '{"format": 1, "sheets": 3, "skips": [], "fingerprints": {}}',
        "[" * 100_000,
    ],
)
def test_a_manifest_somebody_broke_costs_only_a_full_build(
    run: Callable[..., Said], project: Project, text: str
) -> None:
    project.write("output/manifest.json", text)
    assert run().code == ExitCode.OK
    assert len(project.manifest()["sheets"]) == 2


# --- schools


def png(size: int = 30) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (size, size), "#1f5fa8").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Community Primary School",
        "مدرسة النور الابتدائية",
        "“St. Mary’s” & 'St. Joseph’s' \"Joint\" School",
        "<script>alert(1)</script> School",
        "{{ region }} {% raw %} %(number)s 100% School",
        "学校 Школа विद्यालय",
    ],
)
def test_a_school_is_printed_as_it_writes_itself(
    run: Callable[..., Said], project: Project, name: str
) -> None:
    project.write("school.toml", f"name = '''{name}'''\nlead = 'Ms. O’Neil'\n")
    said = run("-m", "poster", "-s", "school.toml")
    assert said.errors == []
    assert said.code == ExitCode.OK
    [sheet] = project.manifest()["sheets"]
    assert sheet["school"] == name
    pdf = project.sheet(POSTER).read_bytes()
    assert b"/JavaScript" not in pdf
    if name.isascii() or "Mary" in name:
        assert "".join(name.split()) in "".join(text_of(pdf).split())


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("x" * 121, "name: is 121 characters long, and 120 is the most"),
        ("Q" * 120, "is wider than its column"),
        ("School\\u202e321", "turns the text's direction"),
        ("School\\u0000", "holds a control character"),
    ],
)
def test_a_school_name_that_cannot_be_printed_is_refused(
    run: Callable[..., Said], project: Project, name: str, error: str
) -> None:
    project.write("school.toml", f'name = "{name}"\n')
    said = run("-m", "poster", "-s", "school.toml")
    assert len(said.errors) == 1
    assert error in said.errors[0]
    assert said.code in (ExitCode.DATA, ExitCode.RENDER)
    assert project.pdfs() == {}


def test_an_emoji_in_a_name_is_printed_or_refused_and_never_a_box(
    run: Callable[..., Said], project: Project
) -> None:
    project.write("school.toml", 'name = "Sunny 🌞 School"\n')
    said = run("-m", "poster", "-s", "school.toml")
    if said.errors:
        assert "glyph" in said.errors[0]
        assert said.code == ExitCode.RENDER
    else:
        assert "🌞" in text_of(project.sheet(POSTER).read_bytes())


def test_a_logo_is_printed_from_the_file_as_it_is_now(
    run: Callable[..., Said], project: Project
) -> None:
    project.write("school.toml", 'name = "S"\nlogo = "logo.png"\n')
    seen = set()
    for size in (30, 60):
        project.write("logo.png", png(size))
        assert run("-m", "poster", "-s", "school.toml").errors == []
        seen.add(project.sheet(POSTER).read_bytes())
    assert len(seen) == 2
    assert all(b"/Image" in pdf for pdf in seen)


@pytest.mark.parametrize(
    ("logo", "content", "error"),
    [
        ("logo.png", png() + b"\0" * 20_000_000, "logo: is larger than 2 MB"),
        ("logo.png", png()[:60], "logo: is broken, or not wholly there"),
        ("logo.png", b"<html><script>", "logo: is"),
        ("none.png", b"", "logo: cannot read 'none.png': No such file or directory"),
        ("../logo.png", b"", "logo: '../logo.png' is outside the school's folder"),
        ("/dev/zero", b"", "logo: '/dev/zero' is outside the school's folder"),
        (".", b"", "logo: '.' is not a file"),
        ("\\u0000", b"", "logo: holds a control character"),
    ],
)
def test_a_logo_that_cannot_be_printed_is_refused(
    run: Callable[..., Said], project: Project, logo: str, content: bytes, error: str
) -> None:
    project.write("school.toml", f'name = "S"\nlogo = "{logo}"\n')
    if content:
        project.write(logo, content)
    said = run("-s", "school.toml")
    assert len(said.errors) == 1
    assert said.errors[0].startswith(f"school.toml: {error}")
    assert said.code == ExitCode.DATA
    assert project.pdfs() == {}


@pytest.mark.parametrize(
    ("school", "error"),
    [
        ("none.toml", "none.toml: cannot be read: No such file or directory"),
        ("templates", "templates: cannot be read: Is a directory"),
        ("/dev/zero", "/dev/zero: is larger than"),
        ("deep.toml", "deep.toml: is not TOML we can read"),
    ],
)
def test_a_school_file_that_cannot_be_read_is_refused(
    run: Callable[..., Said], project: Project, school: str, error: str
) -> None:
    project.write("deep.toml", "a = " + "[" * 5000)
    said = run("-s", school)
    assert said.errors[0].startswith(error)
    assert said.code == ExitCode.DATA


# --- bugs are not dressed up as faults


def test_a_bug_is_not_hidden(run: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(_: Progress) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr("toolkit.cli.show.note", bug)
    with pytest.raises(ZeroDivisionError):
        run()
