from __future__ import annotations

import pytest

from tests.make import catalog
from toolkit import locales
from toolkit.checks.avoided import Avoided, Glossary, Term
from toolkit.checks.doubts import glossary as rule
from toolkit.checks.doubts.copied import copied
from toolkit.checks.doubts.language import misplaced
from toolkit.checks.doubts.model import Unavailable, words
from toolkit.checks.doubts.punctuation import punctuation
from toolkit.checks.doubts.spelling import misspelled, own_words
from toolkit.translations.catalog import Catalog

NBSP, NARROW = "\u00a0", "\u202f"


def said(findings: object) -> list[str]:
    return [fault.what for _, fault in findings]  # type: ignore[attr-defined]


def one(code: str, source: str, given: str) -> Catalog:
    return catalog(code, {source: given})


# --- words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’enfant, aujourd’hui!", ["L’enfant", "aujourd’hui"]),
        ("<b>Porte</b>-clés 24 %(name)s", ["Porte", "clés"]),
        ("यह आपकी ग़लती नहीं", ["यह", "आपकी", "ग़लती", "नहीं"]),
        ("ابقَ آمنًا", ["ابقَ", "آمنًا"]),
        ("report.example.org ’ -", []),
    ],
)
def test_words_keep_their_marks_and_leave_out_what_is_no_word(text: str, found: list[str]) -> None:
    assert words(text) == words(" ".join(found)) == [*map(str, words(" ".join(found)))]
    assert len(words(text)) == len(found)


# --- copied


@pytest.mark.parametrize(
    ("code", "source", "given", "what"),
    [
        ("es", "Tell an adult.", "Tell an adult.", ["is the same as the English"]),
        ("es", "Tell an adult.", "tell an adult", ["is the same as the English"]),
        ("es", "Total", "Total", []),
        ("ar", "Total", "Total", ["is the same as the English"]),
        ("es", "A", "A", []),
        ("es", "%(day)s, %(opens)s", "%(day)s, %(opens)s", []),
        (
            "es",
            "Stop. Tell an adult you trust.",
            "Para. Tell an adult you trust.",
            ["leaves “tell an adult you trust” in English"],
        ),
        ("es", "Call the No Kids line.", "Llama a la línea No Kids.", []),
        ("zh_Hans", "Say grooming now.", "诱骗（grooming）。", []),
        ("zh_Hans", "Say no to it.", "Say no to它。", ["leaves “say no to” in English"]),
    ],
)
def test_english_that_was_left_is_named(
    code: str, source: str, given: str, what: list[str]
) -> None:
    assert said(copied(one(code, source, given))) == what


# --- punctuation


@pytest.mark.parametrize(
    ("code", "source", "given", "what"),
    [
        ("es", "Stop.", "Para", "ends with “a” where the English ends with “.”"),
        ("es", "Stop.", "¡Para!", ""),
        ("es", "Stop", "Para.", "ends with “.” where the English has no mark"),
        ("es", "Say:", "Di.", "ends with “.” where the English ends with “:”"),
        ("es", "“Stop.”", "“Para.”", ""),
        ("es", "Why?", "Por qué?", "has as many “¿” as “?” not"),
        ("es", "%(n)s: call %(n)s.", "Llame: %(n)s.", ""),
        ("ar", "Why?", "لماذا؟", ""),
        ("ar", "Why?", "لماذا?", "has “?” after words of its own script"),
        ("ar", "Here, now", "هنا, الآن", "has “,” after words of its own script"),
        ("ar", "Here, now", "هنا، الآن", ""),
        ("ar", "%(a)s, %(b)s", "%(a)s, %(b)s", ""),
        ("zh_Hans", "Stop it.", "停下来.", "has “.” after words of its own script"),
        ("zh_Hans", "Stop it.", "停下来", ""),
        (
            "zh_Hans",
            "Stop. Tell somebody near you whom you trust. There are many ways to say it.",
            "停下来。告诉身边信任的人",
            "ends with “人” where the English ends with “.”",
        ),
        ("zh_Hans", "From 9:00 to 5", "从 9:00 到 5", ""),
        ("hi", "Stop.", "रुको।", ""),
        ("hi", "Stop.", "रुको.", ""),
        ("th", "Stop.", "หยุด", ""),
        ("fr", "Why?", f"Pourquoi{NARROW}?", ""),
        ("fr", "Why?", "Pourquoi ?", "lacks the narrow space before “?”"),
        ("fr", "Say: “Stop.”", f"Dis{NBSP}: «{NARROW}Arrête.{NARROW}»", ""),
        ("fr", "Say: “Stop.”", f"Dis{NBSP}: «Arrête.{NARROW}»", "lacks the narrow space after “«”"),
        ("fr", "At 9:00", "À 9:00", ""),
        ("fr", "Why?!", f"Pourquoi{NARROW}?!", ""),
        ("es", "Say “no”", 'Di "no"', "has straight quotation marks"),
        ("es", "Say “no”", "Di 「no」", "has quotation marks 「」"),
        ("es", "Say “no”", "Di no", "has lost its quotation marks"),
        ("es", "Say “no”", "Di «no»", ""),
        ("uk", "Say “no”", "Скажи «ні»", ""),
    ],
)
def test_punctuation_is_that_of_the_locale(code: str, source: str, given: str, what: str) -> None:
    found = said(punctuation(one(code, source, given)))
    assert (what in found) if what else not found


# --- glossary


def agreed(code: str, *terms: Term) -> Glossary:
    return Glossary(locales.get(code), terms=terms)


@pytest.mark.parametrize(
    ("code", "term", "source", "given", "ok"),
    [
        ("es", Term("help line", "línea de ayuda"), "Call a help line.", "Llama.", False),
        ("es", Term("help line", "línea de ayuda"), "Help lines", "Líneas de ayuda", True),
        ("es", Term("report", "reportar"), "Report it.", "Repórtalo.", True),
        ("es", Term("report", "reportar"), "Reporting it", "Al reportarlo", True),
        ("es", Term("report", "reportar; denunciar"), "Report it.", "Denúncialo.", True),
        ("es", Term("report (in an app, online)", "reportar"), "Report it.", "Dilo.", False),
        ("es", Term("report", "reportar"), "The reporter spoke.", "Habló.", True),
        ("es", Term("child", "niña o niño", ("hija",)), "Your child", "Su hija", True),
        ("es", Term("child", "niña o niño"), "Your child", "Su niño", False),
        ("ar", Term("help line", "خط مساعدة"), "A help line.", "وبخط المساعدة.", True),
        ("ar", Term("help line", "خط مساعدة"), "A help line.", "اتصل.", False),
        ("ar", Term("report", "الإبلاغ"), "Report", "للإبلاغ", True),
        ("zh_Hans", Term("picture", "照片"), "A picture", "一张照片", True),
        ("zh_Hans", Term("picture", "照片"), "A picture", "一张图", False),
    ],
)
def test_agreed_terms_are_looked_for_as_languages_inflect(
    code: str, term: Term, source: str, given: str, ok: bool
) -> None:
    found = said(rule.unagreed(one(code, source, given), agreed(code, term)))
    english = term.source.split(" (")[0]
    assert found == ([] if ok else [f"does not use the agreed term for “{english}”"])


def test_a_longer_term_is_not_the_shorter_one_in_it() -> None:
    terms = agreed("es", Term("abuse", "abuso"), Term("abuse material", "material de eso"))
    assert not said(rule.unagreed(one("es", "No abuse material.", "Sin material de eso."), terms))


def test_one_english_word_may_have_an_entry_for_each_sense() -> None:
    terms = agreed("es", Term("report", "reportar"), Term("report (duty)", "informar"))
    assert not said(rule.unagreed(one("es", "Report it.", "Informe."), terms))


def test_renderings_to_avoid_are_named() -> None:
    glossary = Glossary(locales.get("es"), (Avoided("hotline", "línea de ayuda"),))
    found = said(rule.avoided(one("es", "A help line", "Una hotline"), glossary))
    assert found == ["“hotline” is a term to avoid: no sheet is made with it"]


# --- spelling


@pytest.mark.parametrize(
    ("code", "given", "wrong"),
    [
        ("es", "Esto está muy vien.", ["vien"]),
        ("es", "Esto está muy bien.", []),
        ("es", "<b>Bien</b>: %(numero)s www.exampel.org", []),
        ("fr", "L’enfant parle aujourd’hui.", []),
        ("fr", "L’enfannt parle.", ["L'enfannt"]),
        ("pt_BR", "Você não tem culpa, não tem cullpa.", ["cullpa"]),
        ("ar", "الهاتف آمنًا", []),
        ("ru", "Это не твоя вина. Ета вина.", ["Ета"]),
        ("uk", "Це не твоя провина. Ето.", ["Ето"]),
        ("vi", "Bạn không có lỗi. Khôngg.", ["Khôngg"]),
    ],
)
def test_words_no_dictionary_has_are_named(code: str, given: str, wrong: list[str]) -> None:
    listed = ", ".join(f"“{word}”" for word in wrong)
    found = said(misspelled(one(code, "Source", given), frozenset()))
    assert found == ([f"{listed}: not in the dictionary"] if wrong else [])


def test_words_of_our_own_list_are_right_in_any_case() -> None:
    assert not said(misspelled(one("es", "S", "Sextorsión. SEXTORSIÓN"), frozenset({"sextorsión"})))


def test_an_own_list_may_have_comments_and_need_not_be_there(tmp_path: object) -> None:
    path = tmp_path / "es.words"  # type: ignore[operator]
    assert own_words(path) == frozenset()
    path.write_text("# names\napp\n\nchat\n", encoding="utf-8")
    assert own_words(path) == {"app", "chat"}


def test_spelling_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unavailable, match="no dictionary is known"):
        said(misspelled(one("zh_Hans", "S", "好"), frozenset()))
    row = {"es": {"dictionary": "xx_XX", "package": "hunspell-es"}}
    monkeypatch.setattr("toolkit.checks.doubts.spelling.table", lambda _: row)
    with pytest.raises(Unavailable, match=r"there is no dictionary xx_XX .*hunspell-es"):
        said(misspelled(one("es", "S", "Bien"), frozenset()))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unavailable, match=r"hunspell is not installed \(run: make translate\)"):
        said(misspelled(one("es", "S", "Bien"), frozenset()))


# --- language

LONG = {
    "es": "Habla con una persona adulta de confianza, hoy mismo.",
    "ht": "Pale ak yon granmoun ou fè konfyans, jodi a menm, tanpri.",
    "fil": "Kausapin ang isang nakatatandang pinagkakatiwalaan mo ngayon.",
    "ru": "Расскажи взрослому, которому доверяешь, прямо сегодня.",
    "uk": "Розкажи дорослому, якому довіряєш, просто сьогодні.",
    "zh_Hans": "今天就告诉一位你信任的大人，好吗？",
}


@pytest.mark.parametrize("code", LONG)
def test_each_language_is_told_from_every_other(code: str) -> None:
    assert not said(misplaced(one(code, "S", LONG[code]), LONG))
    for other, text in LONG.items():
        if other != code:
            found = said(misplaced(one(code, "S", text), LONG))
            assert any(what.startswith("most of it is in ") for what in found), other


def test_a_text_in_another_language_is_named() -> None:
    texts = {str(n): LONG["uk"] for n in range(9)} | {"S": LONG["ru"]}
    assert said(misplaced(catalog("uk", texts), LONG)) == ["reads like Russian, not Ukrainian"]


def test_short_texts_are_not_judged() -> None:
    texts = {str(n): LONG["es"] for n in range(9)} | {"S": "Stop here."}
    assert not said(misplaced(catalog("es", texts), LONG))


def test_language_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unavailable, match="language of hmn"):
        said(misplaced(one("hmn", "S", "a"), ()))
    monkeypatch.setitem(__import__("sys").modules, "py3langid.langid", None)
    with pytest.raises(Unavailable, match=r"py3langid is not installed \(run: make translate\)"):
        said(misplaced(one("es", "S", "a"), ()))


def test_untranslated_and_fuzzy_texts_are_nobodys_doubt() -> None:
    text = "Tell an adult."
    texts = catalog("es", {text: text, "B c": ""}, fuzzy=(text,))
    for findings in (copied(texts), punctuation(texts), misspelled(texts, frozenset())):
        assert not said(findings)
