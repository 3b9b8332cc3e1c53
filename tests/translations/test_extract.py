from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from babel.messages.pofile import read_po

from toolkit.errors import Faults, RenderError, ToolkitError, TranslationError
from toolkit.translations.extract import COMMENT_TAG, Sources, extract, messages_of

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog

CARD = "materials/card/sheet.html"
POSTER = "materials/poster/sheet.html"
CALL = ("Call the line below.", "Call one of the %(num)s lines below.")
TEXTS = {
    "Keep safe",
    "This is 100%% not your fault.",
    CALL,
    "Call <b>%(number)s</b> at any time.",
}


def rewrite(root: Path, text: str, name: str = POSTER) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def facts(catalog: Catalog) -> list[tuple[Any, ...]]:
    return [
        (m.id, m.locations, m.auto_comments, m.context, sorted(m.flags)) for m in catalog if m.id
    ]


def test_extract_gives_what_pybabel_gives(root: Path) -> None:
    rewrite(root, '{{ _("Keep safe") }}{{ _("Again") }}', "layouts/other.html")
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
    options = ["-F", "pyproject.toml", "--add-comments", COMMENT_TAG, "--sort-by-file"]
    subprocess.run([*command, *options, "-o", "plain.pot", "."], cwd=root, check=True)
    with (root / "plain.pot").open("rb") as file:
        assert facts(extract(root)) == facts(read_po(file))


def test_extract_tells_translators_what_templates_tell_them(root: Path) -> None:
    message = extract(root).get("Call <b>%(number)s</b> at any time.")
    assert message is not None
    assert message.auto_comments == ["number is the help line's phone number."]
    assert message.locations == [("templates/parts/help.html", 3)]


def test_extract_works_from_any_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = facts(extract(root))
    monkeypatch.chdir(root / "templates" / "parts")
    path = type(root)("../..")
    assert facts(extract(path)) == before
    rewrite(root, "{% if %}")
    with pytest.raises(RenderError, match=f"^templates/{POSTER}:1: "):
        extract(path)


def test_sources_and_extract_agree_on_every_text(root: Path) -> None:
    assert messages_of(root, CARD, POSTER) == {m.id for m in extract(root) if m.id}


def test_sources_follow_layouts_and_parts(root: Path) -> None:
    sources = Sources(root)
    assert sources.messages(CARD) == TEXTS
    assert sources.files(CARD) == {CARD, "layout.html", "parts/help.html"}
    assert sources.messages(POSTER) == {"Trust your feeling."}


def test_sources_follow_includes_of_imports_in_circles(root: Path) -> None:
    rewrite(root, '{% include "a.html" %}{% import "c.html" as c %}')
    rewrite(root, '{% include ["b.html", "c.html"] %}', "a.html")
    rewrite(root, '{{ _("B") }}{% include "a.html" ignore missing %}', "b.html")
    rewrite(root, '{{ _("C") }}', "c.html")
    assert messages_of(root, POSTER) == {"B", "C"}


def test_sources_read_a_template_once(root: Path) -> None:
    sources = Sources(root)
    before = sources.messages(CARD)
    rewrite(root, '{{ _("Changed") }}', "layout.html")
    assert sources.messages(CARD) == before


def test_sources_name_texts_as_they_are_looked_up(root: Path) -> None:
    asked: set[str | tuple[str, str]] = set()

    def gettext(text: str) -> str:
        asked.add(text)
        return text

    def ngettext(singular: str, plural: str, _: int) -> str:
        asked.add((singular, plural))
        return singular

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root / "templates"),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        autoescape=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.get_template(CARD).render(lines=[{"phone": "1"}])
    assert asked == TEXTS


FAULTS = [
    ("{% trans %}a", RenderError, ":1: "),
    ("\n{% nonsense %}", RenderError, ":2: Encountered unknown tag 'nonsense'"),
    ("{{ _(title) }}", TranslationError, ":1: _() of what is not written out"),
    ('{{ _("a" ~ b) }}', TranslationError, ":1: _() of what is not written out"),
    ('{{ gettext("a" if b else "c") }}', TranslationError, ":1: gettext() of what is not written"),
    ('{{ ngettext("a", b, 2) }}', TranslationError, ":1: ngettext() of what is not written out"),
    ("{{ _() }}", TranslationError, ":1: _() of what is not written out"),
    ('{{ _(" ") }}', TranslationError, ":1: translates nothing"),
    ('{{ pgettext("button", "Stop") }}', TranslationError, ":1: uses pgettext"),
    ('{% trans "button" %}Stop{% endtrans %}', TranslationError, ":1: uses pgettext"),
    ('{{ _("5 % of") }}', TranslationError, ':1 "5 % of": has a bare %'),
    ('{{ _("<b>Stop") }}', TranslationError, ':1 "<b>Stop": has tags that are not closed'),
    ('{{ _("\u202eStop") }}', TranslationError, ':1 "<U+202E>Stop": contains what cannot be seen'),
]


@pytest.mark.parametrize(("template", "error", "message"), FAULTS)
def test_extract_names_the_line_of_a_fault(
    root: Path, template: str, error: type[ToolkitError], message: str
) -> None:
    rewrite(root, template)
    with pytest.raises(error) as caught:
        extract(root)
    assert str(caught.value).startswith(f"templates/{POSTER}{message}")


@pytest.mark.parametrize(("template", "error", "message"), FAULTS)
def test_sources_name_the_line_of_a_fault(
    root: Path, template: str, error: type[ToolkitError], message: str
) -> None:
    rewrite(root, template)
    sources = Sources(root)
    for _ in range(2):  # a fault is not forgotten
        with pytest.raises(error) as caught:
            sources.messages(POSTER)
        assert str(caught.value).startswith(f"templates/{POSTER}{message}")


@pytest.mark.parametrize("template", ["{% include name %}", '{% extends "a" if b else "c" %}'])
def test_sources_refuse_a_template_under_no_fixed_name(root: Path, template: str) -> None:
    rewrite(root, template)
    with pytest.raises(RenderError, match="takes in a template whose name is not written out"):
        Sources(root).messages(POSTER)


def test_sources_name_who_wants_a_template_that_is_not_there(root: Path) -> None:
    rewrite(root, '{% include "parts/nowhere.html" %}')
    with pytest.raises(RenderError, match=r"sheet\.html: there is no template parts"):
        Sources(root).files(POSTER)
    with pytest.raises(RenderError, match=r"templates: there is no template gone"):
        Sources(root).files("gone.html")


def test_templates_are_utf_8(root: Path) -> None:
    (root / "templates" / POSTER).write_bytes(b"\xff")
    for read in (extract, lambda root: Sources(root).messages(POSTER)):
        with pytest.raises(RenderError, match="is not UTF-8"):
            read(root)


def test_every_fault_is_named_at_once(root: Path) -> None:
    rewrite(root, "{{ _(a) }}\n{{ _(b) }}")
    rewrite(root, "{% if %}", "layout.html")
    with pytest.raises(Faults) as caught:
        extract(root)
    places = [fault.where for fault in caught.value.faults]
    sheet = f"templates/{POSTER}"
    assert places == ["templates/layout.html:1", f"{sheet}:1", f"{sheet}:2"]


@pytest.mark.parametrize(
    "template",
    ['{{ _("Call the line below.") }}', '{{ ngettext("Call the line below.", "x", 2) }}'],
)
def test_extract_refuses_one_singular_with_two_plurals(root: Path, template: str) -> None:
    rewrite(root, template)
    with pytest.raises(TranslationError) as caught:
        extract(root)
    assert str(caught.value).startswith(
        f'templates/{POSTER}:1: "Call the line below." has another plural, or none, in '
        f"templates/{CARD}:5"
    )


def test_extract_refuses_a_plural_for_what_had_none(root: Path) -> None:
    rewrite(root, '{{ ngettext("Trust your feeling.", "x", 2) }}', "parts/x.html")
    with pytest.raises(
        TranslationError, match=r'"Trust your feeling\." has another plural, or none'
    ):
        extract(root)
