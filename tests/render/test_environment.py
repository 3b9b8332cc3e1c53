from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from tests.make import catalog
from toolkit.errors import RenderError
from toolkit.hotlines import Hours, Span
from toolkit.hotlines.model import ALWAYS
from toolkit.render.environment import HOURS, Templates

REAL_HOURS = Path(__file__).parents[2] / "templates" / HOURS


def render(
    root: Path,
    text: str,
    code: str = "en",
    strings: dict[str, str] | None = None,
    **context: object,
) -> str:
    (root / "parts").mkdir(exist_ok=True)
    (root / HOURS).write_text(REAL_HOURS.read_text())
    (root / "sheet.html").write_text(text)
    return Templates(root).render("sheet.html", catalog(code, strings), context)


def test_text_is_translated_and_values_are_escaped(tmp_path: Path) -> None:
    made = render(
        tmp_path,
        "{% trans trimmed name=name %}\n  Hello\n  {{ name }}{% endtrans %}",
        "es",
        {"Hello %(name)s": "<b>Hola</b> %(name)s"},
        name="<script>",
    )
    assert made == "<b>Hola</b> &lt;script&gt;"


def test_each_locale_has_its_own_words_though_templates_are_compiled_once(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "part.html").write_text('{% macro hi() %}{{ _("Hello") }}{% endmacro %}')
    (tmp_path / "sheet.html").write_text('{% from "parts/part.html" import hi %}{{ hi() }}')
    templates = Templates(tmp_path)
    spanish = catalog("es", {"Hello": "Hola"})
    assert templates.render("sheet.html", spanish, {}) == "Hola"
    assert templates.render("sheet.html", catalog(), {}) == "Hello"
    assert templates.render("sheet.html", spanish, {}) == "Hola"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("line one\n{{ nobody }}", "'nobody' is undefined"),
        ("line one\n{% if %}", "Expected an expression"),
        ("line one\n{{ 1 / 0 }}", "ZeroDivisionError"),
        ("line one\n{{ 'x'|wrong }}", "No filter named 'wrong'"),
        ("line one\n{% include 'none.html' %}", "none.html"),
    ],
)
def test_a_faulty_template_is_named_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(RenderError, match=fault) as caught:
        render(tmp_path, text)
    assert "sheet.html" in caught.value.where
    if "include" not in text:
        assert caught.value.where.endswith(":2")


def test_hours_are_said_in_the_locale_s_words_and_times(tmp_path: Path) -> None:
    every = Hours((Span(tuple(range(7)), time(9), time(23)),))
    week = Hours((Span((0, 1, 2, 3, 4), time(8), time(20)), Span((5,), time(9), time(12))))
    text = "{{ a|hours }} / {{ b|hours }} / {{ c|hours }}"
    made = render(tmp_path, text, a=ALWAYS, b=every, c=week).replace("\u202f", " ")
    assert made == (
        "24 hours a day / Every day, 9:00 AM to 11:00 PM / "
        "Monday to Friday, 8:00 AM to 8:00 PM · Saturday, 9:00 AM to 12:00 PM"
    )
    spanish = render(
        tmp_path,
        "{{ b|hours }}",
        "es",
        {"Every day, %(opens)s to %(closes)s": "Todos los días, de %(opens)s a %(closes)s"},
        b=every,
    )
    assert spanish == "Todos los días, de 9:00 a 23:00"


def test_dates_and_languages_are_cldr_s(tmp_path: Path) -> None:
    text = "{{ day|date }}, {{ ('en', 'es')|languages }}"
    assert render(tmp_path, text, "es", day=date(2026, 11, 21)) == (
        '<span class="together">21 de noviembre de 2026</span>, inglés y español'
    )


def test_a_qr_code_names_its_address(tmp_path: Path) -> None:
    made = render(tmp_path, "{{ 'https://a.example/?x=1&y=<b>'|qr }}")
    assert made.startswith("<svg")
    assert "<title>https://a.example/?x=1&amp;y=&lt;b&gt;</title>" in made
    assert made.endswith("</svg>")


def test_a_qr_code_keeps_four_modules_free_around_it(tmp_path: Path) -> None:
    made = render(tmp_path, "{{ 'https://help.example'|qr }}")
    assert 'viewBox="0 0 33 33"' in made  # 25 modules and four on either side
    assert 'd="M4 4.5h7m' in made
