from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from toolkit import locales
from toolkit.errors import TranslationError
from toolkit.translations.checks import check, faults
from toolkit.translations.plurals import PluralRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.errors import ToolkitError
    from toolkit.translations.catalog import Catalog

RUSSIAN = PluralRule.parse(locales.get("ru").plural)
FRENCH = PluralRule.parse(locales.get("fr").plural)
ARABIC = PluralRule.parse(locales.get("ar").plural)


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("Call %(number)s.", "Llama al %(number)s."),
        ("Call %(number)s or %(other)s.", "%(other)s o %(number)s."),
        ("It is 100%% not your fault.", "No es tu culpa al 100 %%."),
        ("It is 100%% not your fault.", "ليس ذنبك بنسبة 100٪."),
        ("<b>Stop</b> and <mark>tell</mark>.", "<mark>Cuenta</mark> y <b>para</b>."),
        ("Text &amp; call 24/7.", "Texto y llamada 24/7."),
        ("Go to example.org.", "Visita example.org en EE.UU."),
        ("You are safe.", "می\u200cتوانی \u2068ABC\u2069 بگویی."),
        ("Settings > Privacy", "Ajustes > Privacidad"),
        ("One", "一"),
        ("See the date: today", "Vedi la data: oggi"),
        (" padded\n", " relleno\n"),
        ("%(number)s", "%(number)s!"),
        ("Javascript: off", "Javascript: no"),
    ],
)
def test_a_faithful_translation_has_no_faults(source: str, translated: str) -> None:
    assert faults(source, translated) == []


@pytest.mark.parametrize(
    ("source", "translated", "fault"),
    [
        ("Call %(number)s.", "Llama.", "loses placeholder %(number)s (keep it exactly"),
        ("Call %(number)s.", "Llama al %(numero)s.", "adds placeholder %(numero)s"),
        ("Call %(number)s.", "%(number)s, %(number)s.", "adds placeholder %(number)s"),
        ("Call %(number)s.", "Llama al %%(number)s.", "loses placeholder %(number)s"),
        ("Call %(number)s.", "%(number)9999999s", "adds placeholder %(number)9999999s"),
        ("Nobody may hurt you.", "Al 100 % nadie.", "has a bare % (write %%"),
        ("<b>Stop</b>", "Para", "loses tag <b>, </b>"),
        ("Stop", "<b>Para</b>", "adds tag <b>, </b>"),
        (
            '<span class="a">Stop</span>',
            '<span class="b">Para</span>',
            'loses tag <span class="a">',
        ),
        ("<b>Stop</b>", "<b onclick=x>Para</b>", "adds tag <b onclick=x>"),
        ("<b>Stop</b>", "</b>Para<b>", "has tags that are not closed in order"),
        ("<b>a <mark>b</mark></b>", "<b>a</b> <mark>b</mark>", "puts a tag inside another"),
        ("Stop", "<!-- Para -->", "adds stray <, >"),
        ("Stop", "<<b>script>Para</b>", "adds stray <, >"),
        ("Stop", "Para < ya", "adds stray <"),
        ("Stop", "Para &lt;script&gt;", "adds character reference &lt;, &gt;"),
        ("Stop", "Para &#x202E;", "adds character reference &#x202E;"),
        ("Stop it", "javascript:alert", "contains a script address"),
        ("Stop it", "JavaScript : alert", "contains a script address"),
        ("Open 24 hours", "Abierto 25 horas", "loses number 24"),
        ("Open 24 hours", "Abierto 25 horas", "adds number 25"),
        ("Open 24 hours", "مفتوح ٢٤ ساعة", "adds number ٢, ٤"),
        ("Two adults", "2 adultos", "adds number 2"),
        ("Half", "½ página", "adds number ½"),
        ("Go to example.org.", "Visita examp1e.org.", "loses link example.org"),
        ("Tell us", "Cuenta en https://example.com/", "adds link https://example.com/"),
        ("Tell us", "Escribe a x@example.com", "adds link x@example.com"),
        ("Stop", "Pa\x07ra", "cannot be seen or printed: U+0007"),
        ("Stop", "Para\nya", "cannot be seen or printed: U+000A"),
        ("Stop", "Para\u2028ya", "cannot be seen or printed: U+2028"),
        ("Stop", "Para \ufeffya", "cannot be seen or printed: U+FEFF"),
        ("Stop", "Par\ufffd ya", "cannot be seen or printed: U+FFFD"),
        ("Stop", "\u202eParaya\u202c", "cannot be seen or printed: U+202C, U+202E"),
        ("Stop\u202e", "Para\u202e", "cannot be seen or printed: U+202E"),
        ("Stop", "\u2067Para ya", "opens a bidirectional isolate it does not close"),
        ("Stop", "Para\u2069\u2067", "opens a bidirectional isolate it does not close"),
        ("Stop", " Para", "starts or ends with other white space"),
        ("Stop", "Para\n", "starts or ends with other white space"),
        ("Stop now", "…!", "has no words"),
        ("Stop", "   ", "has no words"),
        ("Stop", "Para " * 12, "is 60 characters long, its source 4 (say it in at most 56)"),
    ],
)
def test_an_unfaithful_translation_is_found(source: str, translated: str, fault: str) -> None:
    assert any(fault in found for found in faults(source, translated)), faults(source, translated)


@pytest.mark.parametrize(
    ("source", "translated"),
    [("a <mark>b</mark>", "<b>a</b> <mark>b</mark>"), ("<b>a</b>", "</b>a<b>")],
)
def test_a_fault_of_tags_is_named_once(source: str, translated: str) -> None:
    assert len(faults(source, translated)) == 1


def test_a_fault_of_tags_does_not_hide_behind_another() -> None:
    found = faults("24 <b>a <mark>b</mark></b>", "<b>a</b> <mark>b</mark>")
    assert [fault.partition(" (")[0] for fault in found] == [
        "loses number 24",
        "puts a tag inside another one than its source does",
    ]


def test_long_texts_are_cut_where_they_are_named() -> None:
    link = f"example.org/{'a' * 100}.com"
    (found,) = faults(f"See https://{link} for all of it", "Aquí está todo lo que hay que leer")
    assert f"loses link https://example.org/{'a' * 39}… (" in found


ONE = ("Call the line below.", "Call one of the %(num)s lines below.")
COUNTED = ("Call %(num)s line.", "Call %(num)s lines.")


def test_every_plural_form_is_checked() -> None:
    forms = ["Позвони на %(num)s линию.", "Позвони на %(num)s линии.", "Позвони на линии."]
    assert faults(COUNTED, forms, RUSSIAN) == [
        "form 2 loses placeholder %(num)s (keep it exactly as in the source)"
    ]


def test_a_form_for_one_may_leave_the_number_out_when_the_source_does() -> None:
    assert faults(ONE, ["Appelez la ligne.", "Appelez une des %(num)s lignes."], FRENCH) == []


def test_a_form_for_one_keeps_the_number_when_the_source_does() -> None:
    found = faults(COUNTED, ["Appelez la ligne.", "Appelez %(num)s lignes."], FRENCH)
    assert found == ["form 0 loses placeholder %(num)s (keep it exactly as in the source)"]


def test_a_form_that_also_says_twenty_one_keeps_the_number() -> None:
    forms = ["Позвони на линию.", "Одна из %(num)s линий.", "Одна из %(num)s линий."]
    assert faults(ONE, forms, RUSSIAN)[0].startswith("form 0 loses placeholder %(num)s")


def test_a_dual_may_leave_the_number_out() -> None:
    forms = ["خط", "خط", "خطان", "%(num)s خطوط", "%(num)s خط", "%(num)s خطا"]
    assert faults(ONE, forms, ARABIC) == []


WORDS = st.sampled_from(["call", "now", "safe", "you", "tell", "adult", "please"])
KEPT = st.sampled_from(
    ["%(number)s", "%(name)s", "<br>", "24", "911", "example.org", "help@example.org", "%%"]
)
TAGGED = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["b", "mark"]), WORDS)
TEXTS = st.lists(WORDS | KEPT | TAGGED, min_size=1, max_size=12)


@given(TEXTS)
def test_a_text_has_no_faults_against_itself(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert faults(text, text) == []


@given(TEXTS, st.data())
def test_whatever_must_be_kept_is_missed_when_dropped(
    pieces: list[str], data: st.DataObject
) -> None:
    kept = [
        i for i, piece in enumerate(pieces) if piece.startswith(("%(", "<")) or piece[0].isdigit()
    ]
    assume(kept)
    dropped = data.draw(st.sampled_from(kept))
    translated = " ".join(["word", *(piece for i, piece in enumerate(pieces) if i != dropped)])
    assert faults(" ".join(["word", *pieces]), translated)


@given(TEXTS, st.data())
def test_whatever_must_be_kept_is_noticed_when_added(
    pieces: list[str], data: st.DataObject
) -> None:
    extra = data.draw(KEPT.filter(lambda piece: piece != "%%") | TAGGED)
    assert faults(" ".join(pieces), " ".join([*pieces, extra]))


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(source: str, translated: str) -> None:
    faults(source, translated)


@given(TEXTS, st.permutations(range(12)))
def test_word_order_is_free(pieces: list[str], order: list[int]) -> None:
    moved = [pieces[i] for i in order if i < len(pieces)]
    assert faults(" ".join(pieces), " ".join(moved)) == []


def test_check_says_which_line_of_which_file(
    loaded: Callable[..., tuple[Catalog, list[ToolkitError]]], good: str
) -> None:
    catalog, _ = loaded(good.replace("Llama a %(num)s líneas.", "Llama a 2 líneas."))
    first, second = check(catalog)
    assert isinstance(first, TranslationError)
    assert str(first) == (
        'locales/es/LC_MESSAGES/messages.po:21 "Call one line.": form 1 loses placeholder '
        "%(num)s (keep it exactly as in the source)"
    )
    assert "adds number 2" in str(second)


def test_check_passes_over_what_is_not_printed(
    loaded: Callable[..., tuple[Catalog, list[ToolkitError]]], good: str
) -> None:
    text = good.replace("#, python-format", "#, fuzzy, python-format")
    text = text.replace("Llama a %(num)s líneas.", "Llama.").replace("Aquí no corres peligro.", "")
    catalog, _ = loaded(text + '\n#~ msgid "Old %(n)s"\n#~ msgstr "Viejo"\n')
    assert check(catalog) == []


def test_check_shows_no_invisible_characters(
    loaded: Callable[..., tuple[Catalog, list[ToolkitError]]], good: str
) -> None:
    text = good.replace("You are safe", "You \x1b[Jare safe")
    catalog, _ = loaded(text.replace("no corres", "<\x1b[J> no corres"))
    found = "".join(map(str, check(catalog)))
    assert "adds stray" in found
    assert "You <U+001B>[Jare safe" in found
    assert "\x1b" not in found
