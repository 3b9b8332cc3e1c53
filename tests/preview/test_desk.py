from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.make import TODAY
from toolkit.errors import Faults, ToolkitError, UsageError
from toolkit.preview.desk import Wanted, desk

if TYPE_CHECKING:
    from tests.project import Project
    from toolkit.preview.desk import Desk
    from toolkit.preview.sheets import Shown

HELLO = "It is <b>never</b> your fault."


def opened(project: Project, code: str = "es") -> Desk:
    return desk(project.root, code, TODAY)


def card(opened_: Desk, locale: str = "es") -> Shown:
    return opened_.sheet(Wanted("card", locale, "US", "letter"))


def states(shown: Shown) -> dict[str, str]:
    return {message.msgid: message.state for message in shown.messages}


def test_a_sheet_comes_as_pictures_with_every_message_on_them(project: Project) -> None:
    shown = card(opened(project))
    [page] = shown.pages
    assert page.png.startswith(b"\x89PNG")
    on_page = {shown.messages[place.message].msgid for place in page.places}
    assert on_page >= {"Keep safe", HELLO, "Call %(number)s at any time."}
    [fault] = [message for message in shown.messages if message.msgid == HELLO]
    assert fault.msgstr == "<b>Nunca</b> es culpa tuya."
    assert fault.po.startswith("locales/es/LC_MESSAGES/messages.po:")


def test_untranslated_words_print_in_english_and_say_so(project: Project) -> None:
    project.edit(project.po("es"), "<b>Nunca</b> es culpa tuya.", "")
    there = opened(project)
    assert states(card(there))[HELLO] == "missing"
    assert {row.material: row.missing for row in there.rows()} == {"card": 1, "poster": 0}


def test_a_broken_translation_is_shown_with_its_fault_and_breaks_no_page(project: Project) -> None:
    project.edit(project.po("es"), "Llama al %(number)s", "Llama 100 % al")
    shown = card(opened(project))
    [broken] = [message for message in shown.messages if message.state == "broken"]
    assert "%(number)s" in broken.faults[0]
    assert shown.pages


def test_a_broken_translation_does_not_count_as_said(project: Project) -> None:
    project.edit(project.po("es"), "<b>Nunca</b> es culpa tuya.", "Nunca es culpa tuya.")
    rows = {row.material: (row.missing, row.broken) for row in opened(project).rows()}
    assert rows == {"card": (0, 1), "poster": (0, 0)}


def test_what_waits_on_other_pages_of_the_sheet_is_listed_behind_those_shown(
    project: Project,
) -> None:
    """Without it the sheet is not made, and nobody would know why."""
    project.edit(project.po("es"), "Día y noche", "")
    shown = card(opened(project))
    [elsewhere] = [message for message in shown.messages if not message.here]
    assert (elsewhere.msgid, elsewhere.state) == ("Day and night", "missing")
    assert all(message.here for message in card(opened(project), "en").messages[:3])


def test_what_to_look_at_again_stands_beside_its_message(project: Project) -> None:
    project.edit(project.po("es"), "Cuídate", "Keep safe")
    shown = card(opened(project))
    doubts = {message.msgid: message.doubts for message in shown.messages if message.doubts}
    assert set(doubts) == {"Keep safe"}
    assert "English" in doubts["Keep safe"][0]


def test_a_saved_change_is_drawn_and_the_english_page_is_not_drawn_again(project: Project) -> None:
    there = opened(project)
    before, english = card(there), card(there, "en")
    project.edit(project.po("es"), "Cuídate", "Cuídate mucho")
    there.changed([project.root / project.po("es")])
    assert there.version == 1
    assert card(there).pages[0].png != before.pages[0].png
    assert card(there, "en") is english


def test_a_half_saved_file_leaves_the_last_good_pages_and_names_the_line(project: Project) -> None:
    there = opened(project)
    before = card(there)
    whole = (project.root / project.po("es")).read_bytes()
    project.write(project.po("es"), b'msgid "Keep safe\nmsgstr')
    there.changed([project.root / project.po("es")])
    assert "messages.po" in there.problem
    assert card(there) is before
    project.write(project.po("es"), whole)
    there.changed([project.root / project.po("es")])
    assert there.problem == ""


def test_a_changed_template_is_read_again(project: Project) -> None:
    there = opened(project)
    project.edit("templates/materials/card/sheet.html", "<h1>", "<p>{{ _('New') }}</p><h1>")
    there.changed([project.root / "templates" / "materials" / "card" / "sheet.html"])
    assert states(card(there))["New"] == "missing"


def test_what_does_not_fit_is_shown_and_said(project: Project) -> None:
    project.edit(
        "templates/styles/page.css", "h1 { font-size: 1.5rem }", "h1 { margin-bottom: 70rem }"
    )
    shown = card(opened(project))
    assert "pages" in shown.problem
    assert len(shown.pages) > 1


def test_what_is_not_there_is_refused(project: Project) -> None:
    there = opened(project)
    for wanted in (Wanted("cord", "es", "US", "letter"), Wanted("card", "es", "US", "a5")):
        with pytest.raises(UsageError, match="no such sheet"):
            there.sheet(wanted)
    for code, said in (
        ("en", "is the source"),
        ("fr", "no translation yet"),
        ("xq", "not a language"),
    ):
        with pytest.raises(ToolkitError, match=said):
            opened(project, code)


def test_a_catalogue_that_cannot_be_read_is_refused_at_the_start(project: Project) -> None:
    project.write(project.po("es"), b'msgid "Keep safe\nmsgstr')
    with pytest.raises(Faults):
        opened(project)
