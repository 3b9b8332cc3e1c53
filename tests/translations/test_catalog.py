from __future__ import annotations

import pickle
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit import locales
from toolkit.errors import TranslationError
from toolkit.translations.catalog import Review, available, load, po_path
from toolkit.translations.po import LONGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from toolkit.errors import ToolkitError
    from toolkit.translations.catalog import Catalog

    Loaded: TypeAlias = Callable[..., tuple[Catalog, list[ToolkitError]]]

SAFE = "You are safe here."
CALL = ("Call one line.", "Call %(num)s lines.")


def test_catalog_translates(loaded: Loaded, good: str) -> None:
    catalog, faults = loaded(good)
    assert faults == []
    assert catalog.gettext(SAFE) == "Aquí no corres peligro."
    assert catalog.ngettext(*CALL, 1) == "Llama a una línea."
    assert catalog.ngettext(*CALL, 2) == "Llama a %(num)s líneas."
    assert catalog.missing([SAFE, CALL]) == ()


def test_catalog_knows_where_a_text_is_from(loaded: Loaded, good: str) -> None:
    catalog, _ = loaded(good.replace("#: templates/a.html\nmsgid", "#. a sign\n#: a.html:7\nmsgid"))
    message = catalog.messages[SAFE]
    assert message.locations == (("a.html", 7),)
    assert message.comments == ("a sign",)
    assert message.line == 17


def test_catalog_gives_the_source_for_what_it_lacks(loaded: Loaded, good: str) -> None:
    catalog, _ = loaded(good)
    assert catalog.gettext("Unknown") == "Unknown"
    assert catalog.ngettext("%(num)s day", "%(num)s days", 1) == "%(num)s day"
    assert catalog.ngettext("%(num)s day", "%(num)s days", 2) == "%(num)s days"


def test_fuzzy_counts_as_untranslated(loaded: Loaded, good: str) -> None:
    catalog, _ = loaded(good.replace("#, python-format", "#, fuzzy, python-format"))
    assert catalog.missing([SAFE, CALL]) == ("Call one line.",)
    assert catalog.fuzzy([SAFE, CALL]) == ("Call one line.",)
    assert catalog.ngettext(*CALL, 1) == "Call one line."


@pytest.mark.parametrize("form", ["Llama a una línea.", "Llama a %(num)s líneas."])
def test_an_empty_plural_form_counts_as_missing(loaded: Loaded, good: str, form: str) -> None:
    catalog, _ = loaded(good.replace(form, ""))
    assert catalog.missing([SAFE, CALL]) == ("Call one line.",)
    assert catalog.fuzzy([SAFE, CALL]) == ()
    assert catalog.ngettext(*CALL, 2) == "Call %(num)s lines."


def test_a_left_out_plural_form_counts_as_missing(loaded: Loaded, good: str) -> None:
    catalog, faults = loaded(good.replace('msgstr[1] "Llama a %(num)s líneas."\n', ""))
    assert faults == []
    assert catalog.missing([CALL]) == ("Call one line.",)


@pytest.mark.parametrize("asked", ["Call one line.", ("Call one line.", "Call all lines.")])
def test_a_text_with_another_plural_is_another_text(
    loaded: Loaded, good: str, asked: str | tuple[str, str]
) -> None:
    catalog, _ = loaded(good)
    assert catalog.missing([asked]) == ("Call one line.",)


def test_previous_texts_and_line_ends_of_other_tools_are_understood(
    loaded: Loaded, good: str
) -> None:
    text = good.replace("#, python-format", '#, python-format\n  #| msgid "Call\\n"\n#| "one."')
    catalog, faults = loaded(text.replace("\n", "\r\n"))
    assert faults == []
    assert catalog.gettext(SAFE) == "Aquí no corres peligro."


def test_an_obsolete_text_is_missing(loaded: Loaded, good: str) -> None:
    catalog, faults = loaded(good + '\n#~| msgid "Older"\n#~ msgid "Old"\n#~ msgstr "Viejo"\n')
    assert faults == []
    assert catalog.missing(["Old"]) == ("Old",)


def test_the_source_never_misses_and_needs_no_file(tmp_path: Path) -> None:
    catalog, faults = load(tmp_path / "nowhere", locales.get("en"))
    assert faults == []
    assert catalog.review == Review("source")
    assert catalog.missing(["Anything", CALL]) == ()
    assert catalog.gettext("Anything") == "Anything"
    assert [catalog.ngettext(*CALL, n) for n in (0, 1, 2)] == [CALL[1], CALL[0], CALL[1]]


def test_a_language_babel_does_not_know_loads(loaded: Loaded, good: str) -> None:
    text = good.replace("Language: es", "Language: hmn")
    text = text.replace("nplurals=2; plural=(n != 1)", "nplurals=1; plural=0")
    text = text.replace('msgstr[1] "Llama a %(num)s líneas."\n', "")
    catalog, faults = loaded(text, "hmn")
    assert faults == []
    assert catalog.ngettext(*CALL, 5) == "Llama a una línea."


def test_a_language_tag_with_a_hyphen_is_understood(loaded: Loaded, good: str) -> None:
    text = good.replace("Language: es", "Language: pt-BR").replace("(n != 1)", "(n > 1)")
    _, faults = loaded(text, "pt_BR")
    assert faults == []


def test_the_rule_the_translator_saw_is_the_rule_used(loaded: Loaded, good: str) -> None:
    catalog, faults = loaded(good.replace("plural=(n != 1)", "plural=n==1 ? 1 : 0"))
    assert faults == []
    assert catalog.ngettext(*CALL, 1) == "Llama a %(num)s líneas."


def test_catalogs_survive_pickling(loaded: Loaded, good: str) -> None:
    catalog, _ = loaded(good)
    assert pickle.loads(pickle.dumps(catalog)) == catalog


REVIEWED = "# Review-Status: reviewed\n# Reviewed-By: Ana de la Cruz, 2026-01-10"


def test_a_catalogue_is_a_draft_until_it_says_more(loaded: Loaded, good: str) -> None:
    assert loaded(good)[0].review == Review("draft")
    assert loaded(good.replace("# Review-Status: draft\n", ""))[0].review == Review("draft")


def test_a_review_names_who_and_when(loaded: Loaded, good: str) -> None:
    catalog, faults = loaded(good.replace("# Review-Status: draft", REVIEWED))
    assert faults == []
    assert catalog.review == Review("reviewed", "Ana de la Cruz", date(2026, 1, 10))


def test_a_change_after_the_review_makes_a_draft_of_it(loaded: Loaded, good: str) -> None:
    text = good.replace("# Review-Status: draft", REVIEWED)
    catalog, faults = loaded(text.replace("2026-01-10 09:00", "2026-01-11 00:01"))
    assert faults == []
    assert catalog.review == Review("draft", "Ana de la Cruz", date(2026, 1, 10))


def test_a_review_taken_back_is_a_draft(loaded: Loaded, good: str) -> None:
    text = good.replace(
        "# Review-Status: draft", REVIEWED.replace("Status: reviewed", "Status: draft")
    )
    catalog, faults = loaded(text)
    assert faults == []
    assert catalog.review == Review("draft", "Ana de la Cruz", date(2026, 1, 10))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# Reviewed", "# Review-Status: draft\n# Reviewed"),
        ("# Reviewed", "# Reviewed-By: Eva, 2026-01-10\n# Reviewed"),
        ("Status: reviewed", "Status: Reviewed!"),
        ("Ana de", "Ana\x1b[2J de"),
        ("2026-01-10 09:00", "soon"),
    ],
)
def test_a_doubtful_review_is_a_draft(loaded: Loaded, good: str, old: str, new: str) -> None:
    text = good.replace("# Review-Status: draft", REVIEWED)
    catalog, faults = loaded(text.replace(old, new, 1))
    assert len(faults) == 1
    assert catalog.review.status == "draft"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("Review-Status: draft", "Review-Status:", "Review-Status"),
        ("Review-Status: draft", "Reviewed-By:", "Reviewed-By"),
        ("Date: 2026-01-10 09:00+0000", "Date:", "PO-Revision-Date"),
    ],
)
def test_a_fault_says_that_a_value_is_empty(
    loaded: Loaded, good: str, old: str, new: str, place: str
) -> None:
    _, (fault,) = loaded(good.replace(old, new))
    assert f"{place}: is empty (" in str(fault)


def test_a_catalogue_never_revised_keeps_its_review(loaded: Loaded, good: str) -> None:
    text = good.replace("# Review-Status: draft", REVIEWED)
    catalog, _ = loaded(text.replace("2026-01-10 09:00+0000", "YEAR-MO-DA HO:MI+ZONE"))
    assert catalog.review.status == "reviewed"


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    catalog, (fault,) = load(tmp_path / "locales", locales.get("es"))
    assert catalog.messages == {}
    assert "locales/es/LC_MESSAGES/messages.po: does not exist (make it with" in str(fault)
    assert "translations new)" in str(fault)


def test_a_folder_in_place_of_the_file_is_a_fault(tmp_path: Path) -> None:
    po_path(tmp_path, "es").mkdir(parents=True)
    _, (fault,) = load(tmp_path, locales.get("es"))
    assert "cannot be read: Is a directory" in str(fault)


def test_a_huge_file_is_a_fault_and_is_not_read(loaded: Loaded, good: str) -> None:
    catalog, (fault,) = loaded(good + "#" * LONGEST_FILE)
    assert catalog.messages == {}
    assert "is larger than 5,000,000 bytes" in str(fault)


def test_every_fault_is_named_at_once(loaded: Loaded, good: str) -> None:
    text = good.replace("Language: es", "Language: fr").replace("charset=UTF-8", "charset=latin1")
    text = text.replace("# Review-Status: draft", "# Review-Status: done")
    _, faults = loaded(text.replace("nplurals=2", "nplurals=3"))
    assert [fault.where.rpartition(": ")[2] for fault in faults] == [
        "Language",
        "Content-Type",
        "Plural-Forms",
        "Review-Status",
    ]


def test_the_plural_rule_of_another_language_is_one_fault(loaded: Loaded, good: str) -> None:
    text = good.replace("nplurals=2; plural=(n != 1)", "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2")
    catalog, (fault,) = loaded(text + 'msgstr[2] "Llama a %(num)s líneas."\n')
    assert "Plural-Forms: has 3 forms where es has 2" in str(fault)
    assert len(catalog.messages[CALL].strings) == 2


def test_every_unreadable_line_is_named_at_once(loaded: Loaded, good: str) -> None:
    _, faults = loaded(good.replace('msgstr "Aq', "msgstr “Aq").replace("msgstr[0] ", "msgstr(0) "))
    assert [fault.where.rpartition(":")[2] for fault in faults] == ["17", "23"]


def test_faults_of_a_file_that_is_no_catalogue_come_to_an_end(loaded: Loaded) -> None:
    _, faults = loaded("<html>\n" * 1000)
    assert len(faults) == 25


def test_available_lists_catalogues_only(tmp_path: Path) -> None:
    for code in ("pt_BR", "ar", "en", "en_XA", "ar_XB"):
        path = po_path(tmp_path, code)
        path.parent.mkdir(parents=True)
        path.touch()
    po_path(tmp_path, "fr").parent.mkdir(parents=True)
    (tmp_path / "messages.pot").touch()
    assert available(tmp_path) == ("ar", "pt_BR")


def test_available_does_not_hide_a_folder_of_no_known_locale(tmp_path: Path) -> None:
    po_path(tmp_path, "xx_unknown").parent.mkdir(parents=True)
    po_path(tmp_path, "xx_unknown").touch()
    assert available(tmp_path) == ("xx_unknown",)


LINES = st.sampled_from(
    [
        'msgid ""',
        'msgid "a"',
        'msgid "b"',
        'msgid_plural "%(n)s"',
        'msgstr ""',
        'msgstr "c"',
        'msgstr[0] "d"',
        'msgstr[1] "e"',
        "msgstr[9] ",
        'msgctxt "f"',
        '"Language: es\\n"',
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"',
        '"PO-Revision-Date: 2026\\n"',
        '"Content-Type: text/plain; charset=klingon\\n"',
        '"nonsense\\n"',
        "#, fuzzy",
        "#| msgid",
        '#| msgid "old"',
        "#: \u2068a b\u2069:1 c:x",
        "#~ msgid",
        '#~ msgid "a"',
        '#~ msgstr "z"',
        '#~| msgid "y"',
        "# Reviewed-By: , 2026-01-01",
        "",
        '"',
        "\x00",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_no_order_of_lines_stops_the_program(loaded: Loaded, text: str) -> None:
    catalog, faults = loaded(text)
    assert faults or catalog.missing(["a"]) in {(), ("a",)}
    assert all(isinstance(fault, TranslationError) for fault in faults)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_no_bytes_stop_the_program(loaded: Loaded, data: bytes) -> None:
    _, faults = loaded(data)
    assert faults
