from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import weasyprint

from tests.make import catalog
from toolkit.preview.marks import MarkedTemplates, Place, marking, places

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.preview.marks import Marking

SPANISH = {
    "Hello": "Hola",
    "Call %(number)s <b>now</b>.": "Llama al %(number)s <b>ya</b>.",
    "Name": "Nombre",
}


def printed(folder: Path, body: str, marked: Marking, **context: Any) -> str:
    (folder / "sheet.html").write_text(body, encoding="utf-8")
    return MarkedTemplates(folder).render("sheet.html", marked, context)


@pytest.mark.parametrize(
    ("body", "page"),
    [
        ("<p>{{ _('Hello') }}</p>", '<p><span data-msg="0">Hola</span></p>'),
        ("<p title=\"{{ _('Hello') }}\">x</p>", '<p title="Hola">x</p>'),
        ("<title>{{ _('Hello') }}</title>", "<title>Hola</title>"),
        ("<!-- {{ _('Hello') }} -->", "<!-- Hola -->"),
        (
            "<p>{% trans number='<i>1</i>'|safe %}Call {{ number }} <b>now</b>.{% endtrans %}</p>",
            '<p><span data-msg="0">Llama al <i>1</i> <b>ya</b>.</span></p>',
        ),
        (
            (
                "{% set link %}<a title=\"{{ _('Name') }}\">1</a>{% endset %}"
                "{% trans number=link %}Call {{ number }} <b>now</b>.{% endtrans %}"
            ),
            '<span data-msg="1">Llama al <a title="Nombre">1</a> <b>ya</b>.</span>',
        ),
        ("{{ _('Hello')|trim }}{{ _('Hello') }}", '<span data-msg="0">Hola</span>' * 2),
    ],
)
def test_words_are_marked_where_an_element_may_stand_and_nowhere_else(
    tmp_path: Path, body: str, page: str
) -> None:
    marked = marking(catalog("es", SPANISH))
    assert printed(tmp_path, body, marked) == page


def test_a_text_that_counts_is_one_message_in_all_its_forms(tmp_path: Path) -> None:
    counts = "{% trans n=n %}one{% pluralize %}{{ n }} many{% endtrans %}"
    body = f"{{% for n in (1, 2) %}}{counts}{{% endfor %}}"
    marked = marking(catalog())
    page = printed(tmp_path, body, marked)
    assert page == '<span data-msg="0">one</span><span data-msg="0">2 many</span>'
    assert list(marked.asked) == [("one", "%(n)s many")]


def test_what_is_asked_is_numbered_in_order_each_once() -> None:
    marked = marking(catalog("es", SPANISH))
    for text in ("Name", "Hello", "Name", "Not there"):
        marked.gettext(text)
    assert marked.asked == {"Name": 0, "Hello": 1, "Not there": 2}


def laid(body: str, style: str = "") -> tuple[Place, ...]:
    plain = "@page { size: 200px 100px; margin: 0 } body, p { margin: 0 }"
    page = f"<style>{plain} {style}</style>{body}"
    return places(weasyprint.HTML(string=page).render().pages[0])


def test_a_sentence_has_its_place_on_the_page() -> None:
    [place] = laid('<p style="padding: 50px 0 0 100px"><span data-msg="3">Hi</span></p>')
    assert place.message == 3
    assert (place.left, round(place.top, 1)) == (0.5, 0.5)
    assert 0 < place.width < 0.2


def test_a_sentence_over_two_lines_has_a_place_on_each() -> None:
    found = laid('<p style="width: 60px"><span data-msg="0">word <b>word word</b> word</span></p>')
    assert {place.message for place in found} == {0}
    assert len({round(place.top, 3) for place in found}) == len(found) >= 2


def test_the_innermost_message_owns_the_words() -> None:
    found = laid('<p><span data-msg="0">a <span data-msg="1">b</span></span></p>')
    assert [place.message for place in found] == [0, 1]


def test_a_turned_panel_is_where_the_reader_sees_it() -> None:
    body = '<div class="turned"><p><span data-msg="0">Hi</span></p></div>'
    style = ".turned { width: 200px; height: 100px; transform: rotate(180deg) }"
    [place] = laid(body, style)
    assert place.left + place.width == pytest.approx(1)
    assert place.top + place.height == pytest.approx(1)
