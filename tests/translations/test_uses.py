from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from toolkit.translations.extract import Sources
from toolkit.translations.places import Use
from toolkit.translations.uses import Uses

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "materials/card/sheet.html"
NESTED = (
    "{% macro n(x) %}<li>{{ x }}</li>{% endmacro %}"
    '{% macro m(a) %}{{ n(a) }}{% endmacro %}{{ m(_("T")) }}'
)


def write(root: Path, name: str, text: str) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def texts(root: Path, sheet: str = SHEET) -> set[str]:
    return {use.msgid for use in Uses(root).of(sheet)}


def parts(root: Path) -> dict[str, str]:
    return {use.msgid: use.part for use in Uses(root).of(SHEET)}


def test_a_sheet_uses_what_it_and_what_it_extends_print(root: Path) -> None:
    sources = {m if isinstance(m, str) else m[0] for m in Sources(root).messages(SHEET)}
    assert texts(root) == sources


def test_macros_nobody_calls_print_nothing(root: Path) -> None:
    macros = (
        '{% macro one() %}{{ _("One") }}{% endmacro %}{% macro two() %}{{ _("Two") }}{% endmacro %}'
    )
    write(root, "parts/two.html", macros)
    write(root, SHEET, '{% import "parts/two.html" as two %}{{ two.one() }}')
    assert texts(root) == {"One"}
    write(root, SHEET, '{% from "parts/two.html" import two as second %}{{ second() }}')
    assert texts(root) == {"Two"}


def test_macros_are_followed_through_others_and_as_values(root: Path) -> None:
    write(root, "parts/in.html", '{% macro inner() %}{{ _("Inner") }}{% endmacro %}')
    outer = '{% import "parts/in.html" as i %}{% macro outer() %}{{ i.inner() }}{% endmacro %}'
    write(root, "parts/out.html", outer)
    write(root, SHEET, '{% import "parts/out.html" as o %}{% set f = o.outer %}{{ f() }}')
    assert texts(root) == {"Inner"}


def test_a_macro_that_calls_itself_ends(root: Path) -> None:
    write(root, SHEET, '{% macro m(x) %}{{ m(x) }}{{ _("Once") }}{% endmacro %}{{ m(_("Given")) }}')
    assert texts(root) == {"Once", "Given"}


def test_imports_of_a_layout_serve_the_sheet(root: Path) -> None:
    write(root, "parts/p.html", '{% macro m() %}{{ _("Part") }}{% endmacro %}')
    write(root, "layout.html", '{% import "parts/p.html" as p %}{% block b %}{% endblock %}')
    write(root, SHEET, '{% extends "layout.html" %}{% block b %}{{ p.m() }}{% endblock %}')
    assert texts(root) == {"Part"}


def test_a_block_that_is_replaced_prints_only_with_super(root: Path) -> None:
    write(root, "layout.html", '{% block b %}{{ _("Old") }}{% endblock %}{{ self.c() }}')
    sheet = '{% extends "layout.html" %}{% block b %}{{ _("New") }}SUPER{% endblock %}'
    write(root, SHEET, sheet.replace("SUPER", ""))
    assert texts(root) == {"New"}
    write(root, SHEET, sheet.replace("SUPER", "{{ super() }}"))
    assert texts(root) == {"New", "Old"}


def test_a_block_prints_where_it_is_called(root: Path) -> None:
    write(
        root,
        "layout.html",
        "<h1>{{ self.title() }}</h1>{% if no %}{% block title %}{% endblock %}{% endif %}",
    )
    write(root, SHEET, '{% extends "layout.html" %}{% block title %}{{ _("Title") }}{% endblock %}')
    assert texts(root) == {"Title"}


def test_text_outside_the_blocks_of_a_sheet_that_extends_is_not_printed(root: Path) -> None:
    write(root, "layout.html", "{% block b %}{% endblock %}")
    sheet = '{% extends "layout.html" %}{{ _("Lost") }}{% set x = _("Set") %}'
    write(root, SHEET, sheet + "{% block b %}{% endblock %}")
    assert texts(root) == {"Set"}


def test_a_filter_prints_with_its_template(root: Path) -> None:
    write(root, "parts/hours.html", '{% macro hours(v) %}{{ _("Always") }}{% endmacro %}')
    write(root, SHEET, "{{ line.hours|hours }}")
    assert Uses(root).of(SHEET) == ()
    (use,) = Uses(root, {"hours": "parts/hours.html"}).of(SHEET)
    assert use.msgid == "Always"


def test_a_template_named_in_a_variable_is_printed(root: Path) -> None:
    write(root, "parts/words.html", '{{ _("Words") }}')
    write(root, SHEET, '{% set words = "parts/words.html" %}{{ voice.render(words) }}')
    assert texts(root) == {"Words"}


@pytest.mark.parametrize(
    ("template", "part"),
    [
        ('<h2 class="x">{{ _("T") }}</h2>', "h2.x"),
        ('<h2>a</h2>{{ _("T") }}', ""),
        ('<ul><li><b>{{ _("T") }}</b>', "li"),
        ('<p class="kicker small">{{ _("T") }}</p>', "p.kicker"),
        ('<th><p>a</p>{{ _("T") }}</th>', "th"),
        ('<img class="c" alt="{{ _("T") }}">', "@alt"),
        ('<img alt="x"><b>{{ _("T") }}</b>', ""),
        ('{% block lede %}{{ _("T") }}{% endblock %}', "lede"),
        ('{% block lede %}<h1>{{ _("T") }}</h1>{% endblock %}', "h1"),
        ('{% macro m(a, b) %}{{ a }}<h3>{{ b }}</h3>{% endmacro %}{{ m(1, _("T")) }}', "h3"),
        ('{% macro m(a, b) %}<td>{{ b }}</td>{% endmacro %}{{ m(1, b=_("T")) }}', "td"),
        ('{% macro m(a) %}<i title="{{ a }}">{% endmacro %}{{ m(_("T")) }}', "@title"),
        (NESTED, "li"),
    ],
)
def test_a_use_tells_in_which_part_it_stands(root: Path, template: str, part: str) -> None:
    write(root, SHEET, template)
    assert parts(root) == {"T": part}


def test_a_use_tells_what_fills_its_placeholders(root: Path) -> None:
    write(
        root,
        SHEET,
        "{% trans n=line.phone.display, w=word|upper, c=call(1) %}{{ n }}{{ w }}{{ c }}"
        "{% endtrans %}"
        '{{ _("%(a)s", a=ages[0]) }}{% trans number=phone(line) %}Call {{ number }}{% endtrans %}'
        '{% trans ages="6–8" %}{{ ages }}.{% endtrans %}',
    )
    assert [use.values for use in Uses(root).of(SHEET)] == [
        (("n", "line.phone.display"), ("w", "word|upper"), ("c", "call()")),
        (("a", "ages[]"),),
        (("number", "phone()"),),
        (("ages", "'6–8'"),),
    ]


def test_equal_uses_are_named_once(root: Path) -> None:
    write(root, SHEET, '<p>{{ _("T") }}</p><p>{{ _("T") }}</p>')
    assert Uses(root).of(SHEET) == (Use("T", SHEET, "p"),)
