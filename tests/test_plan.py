from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.make import CHECKED, EXPIRES, TODAY, catalog, data, hotline, material, region
from toolkit.hotlines import Number, TextNumber, Wanted
from toolkit.materials import PAPERS
from toolkit.plan import plan, readiness

if TYPE_CHECKING:
    from toolkit.materials import Material
    from toolkit.plan import Job
    from toolkit.translations.catalog import Catalog

SPANISH = {"Hello": "Hola", "Bye": "Adiós"}


def test_every_cell_of_the_matrix_is_a_job_or_a_skip() -> None:
    wanted = data(
        materials=(material(), material("two")),
        regions=(region(), region("GB", paper="a4")),
        catalogs={"en": catalog(), "es": catalog("es", SPANISH)},
        messages={"card": frozenset(SPANISH), "two": frozenset({"Hello", "More"})},
    )
    work = plan(wanted, None, TODAY)
    assert {job.name for job in work.jobs} == {
        "US/en/card.letter",
        "US/en/two.letter",
        "US/es/card.letter",
        "GB/en/card.a4",
        "GB/en/two.a4",
        "GB/es/card.a4",
    }
    assert {skip.path for skip in work.skips} == {"US/es/two.letter.pdf", "GB/es/two.a4.pdf"}


def test_papers_asked_for_replace_the_region_s_own() -> None:
    work = plan(data(), tuple(PAPERS.values()), TODAY)
    assert [job.path for job in work.jobs] == ["US/en/card.letter.pdf", "US/en/card.a4.pdf"]


def test_a_poster_is_made_for_the_everyday_and_the_large_paper_of_its_region() -> None:
    poster = material(papers=tuple(PAPERS.values()))
    regions = (region("US"), region("GB", paper="a4"))
    work = plan(data(materials=(poster,), regions=regions), None, TODAY)
    assert [job.path for job in work.jobs] == [
        "US/en/card.letter.pdf",
        "US/en/card.tabloid.pdf",
        "GB/en/card.a4.pdf",
        "GB/en/card.a3.pdf",
    ]


def test_a_region_without_a_certain_emergency_number_still_gets_its_sheets() -> None:
    work = plan(data(regions=(region(emergency=None),)), None, TODAY)
    assert [[line.id for line in job.printed] for job in work.jobs] == [["us-one"]]


BESIDE = {"es": catalog("es", {"Hello": "Hola", "Bye": "Adiós"}), "en": catalog()}


def voices_of(material_: Material, voices: tuple[Catalog, ...], **changes: Any) -> Job:
    work = plan(data(materials=(material_,), voices=voices), None, TODAY, **changes)
    return work.jobs[0]


def test_a_sheet_speaks_the_languages_it_asks_for_and_not_its_own() -> None:
    voices = tuple(BESIDE.values())
    every = voices_of(material(beside=("all",)), voices)
    assert [locale.code for locale in every.beside] == ["es"]
    assert voices_of(material(beside=("en",)), voices).beside == ()
    assert voices_of(material(), voices).beside == ()


def test_a_language_one_string_short_is_not_printed_beside_another() -> None:
    assert voices_of(material(beside=("all",)), (catalog("es", {"Hello": "Hola"}),)).beside == ()


def test_a_draft_beside_it_makes_the_whole_sheet_a_draft() -> None:
    voices = tuple(BESIDE.values())
    assert voices_of(material(beside=("all",)), voices).review == "draft"
    assert voices_of(material(), voices).review == "source"
    assert voices_of(material(beside=("all",)), voices, reviewed_only=True).beside == ()


def test_no_more_languages_than_a_poster_has_room_for() -> None:
    codes = ("es", "fr", "de", "it", "pt", "ru", "uk", "vi", "pl")
    voices = tuple(catalog(code, {"Hello": "a", "Bye": "b"}) for code in codes)
    assert len(voices_of(material(beside=("all",)), voices).beside) == 7
    two = voices_of(material(beside=("all",), beside_range=(1, 2)), voices)
    assert [locale.code for locale in two.beside] == ["es", "fr"]


def test_the_source_stands_first_then_what_most_people_there_speak() -> None:
    codes = ("ru", "vi", "es", "en")
    voices = tuple(catalog(code, {"Hello": "a", "Bye": "b"}) for code in codes)
    arabic = catalog("ar", {"Hello": "a", "Bye": "b"})
    there = data(materials=(material(beside=("all",)),), voices=voices, catalogs={"ar": arabic})
    beside = plan(there, None, TODAY).jobs[0].beside
    assert [locale.code for locale in beside] == ["en", "es", "vi", "ru"]


def test_a_sheet_that_needs_a_second_language_and_finds_none_is_a_skip() -> None:
    needy = material(beside=("all",), beside_range=(1, 1))
    work = plan(data(materials=(needy,), voices=(catalog(),)), None, TODAY)
    assert [skip.reason for skip in work.skips] == [
        "no other language is complete to stand beside this one"
    ]


def test_a_paper_the_material_is_not_designed_for_is_a_skip() -> None:
    only_letter = material(papers=(PAPERS["letter"],))
    work = plan(data(materials=(only_letter,)), (PAPERS["a4"],), TODAY)
    assert [skip.reason for skip in work.skips] == ["not designed for a4"]


def test_a_locale_one_string_short_is_skipped_with_the_count() -> None:
    spanish = catalog("es", {"Hello": "Hola"})
    work = plan(data(catalogs={"es": spanish}), None, TODAY)
    assert work.jobs == ()
    assert [skip.reason for skip in work.skips] == ["es: 1 missing of 2 strings"]


def test_fuzzy_strings_count_as_untranslated_and_are_told_apart() -> None:
    spanish = catalog("es", {"Hello": "Hola"}, fuzzy=("Hello",))
    work = plan(data(catalogs={"es": spanish}), None, TODAY)
    assert [skip.reason for skip in work.skips] == ["es: 1 missing and 1 fuzzy of 2 strings"]


def test_strings_other_materials_lack_do_not_matter() -> None:
    spanish = catalog("es", SPANISH)
    messages = {"card": frozenset({"Hello"}), "other": frozenset({"Something else"})}
    work = plan(data(catalogs={"es": spanish}, messages=messages), None, TODAY)
    assert [job.locale.code for job in work.jobs] == ["es"]


@pytest.mark.parametrize(("review", "made"), [("draft", 0), ("reviewed", 1)])
def test_reviewed_only_leaves_drafts_out(review: str, made: int) -> None:
    spanish = catalog("es", SPANISH, review=review)
    work = plan(data(catalogs={"es": spanish}), None, TODAY, reviewed_only=True)
    assert len(work.jobs) == made
    assert len(work.skips) == 1 - made


def test_reviewed_only_keeps_the_source() -> None:
    assert len(plan(data(), None, TODAY, reviewed_only=True).jobs) == 1


def test_an_expired_line_is_not_printed_and_is_said_so() -> None:
    old = hotline("us-old", phone=Number("1", "tel:1", "1"), expires_on=CHECKED)
    work = plan(data(regions=(region(hotlines=(old, hotline())),)), None, TODAY)
    [job] = work.jobs
    assert [line.id for line in job.lines] == ["us-one"]
    assert len(work.notices) == 1
    assert "us-old" in work.notices[0]
    assert "expired on 2026-11-21" in work.notices[0]


def test_a_topic_whose_only_line_expired_is_a_skip() -> None:
    old = hotline("us-old", expires_on=CHECKED)
    work = plan(data(regions=(region(hotlines=(old,)),)), None, TODAY)
    assert work.jobs == ()
    assert [skip.reason for skip in work.skips] == ["US has no checked help line for crisis"]


def test_a_topic_the_region_lacks_is_left_off_unless_the_material_requires_it() -> None:
    wanted = Wanted(topics=("crisis", "relationship"), audience="both", limit=3, tools=False)
    work = plan(data(materials=(material(help=wanted),)), None, TODAY)
    assert [[line.id for line in job.lines] for job in work.jobs] == [["us-one"]]
    work = plan(data(materials=(material(help=wanted, required=("relationship",)),)), None, TODAY)
    assert [skip.reason for skip in work.skips] == ["US has no checked help line for relationship"]


def test_a_material_that_wants_help_lines_is_never_printed_with_none() -> None:
    wanted = Wanted(topics=("relationship",), audience="both", limit=3, tools=False)
    work = plan(data(materials=(material(help=wanted, required=()),)), None, TODAY)
    assert [skip.reason for skip in work.skips] == ["US has no checked help line for relationship"]


def test_the_last_day_of_a_line_still_prints_it() -> None:
    emergency = hotline("us-911", "emergency", expires_on=date(2028, 1, 1))
    there = data(regions=(region(emergency=emergency),))
    assert len(plan(there, None, EXPIRES).jobs) == 1
    assert len(plan(there, None, date(2027, 5, 22)).jobs) == 0


def test_a_job_relies_on_the_oldest_check_of_all_it_prints() -> None:
    older = date(2026, 9, 1)
    lines = (
        hotline(),
        hotline("us-two", "online-report", checked_on=older, phone=Number("2", "tel:2", "2")),
    )
    wanted = Wanted(topics=("crisis", "online-report"), audience="both", limit=3, tools=False)
    work = plan(
        data(regions=(region(hotlines=lines),), materials=(material(help=wanted),)), None, TODAY
    )
    assert [job.checked_on for job in work.jobs] == [older]


def test_a_job_is_good_until_the_first_of_its_lines_expires() -> None:
    late = hotline("us-late", "crisis", expires_on=date(2027, 6, 1))
    emergency = hotline("us-911", "emergency", expires_on=date(2027, 3, 1))
    there = data(regions=(region(emergency=emergency, hotlines=(late,)),))
    assert [job.good_until for job in plan(there, None, TODAY).jobs] == [date(2027, 3, 1)]


def test_the_same_input_gives_the_same_plan() -> None:
    assert plan(data(), None, TODAY) == plan(data(), None, TODAY)


def test_readiness_counts_missing_and_fuzzy_apart() -> None:
    spanish = catalog("es", {"Hello": "Hola"}, fuzzy=("Hello",))
    [row] = readiness(data(catalogs={"es": spanish}))
    assert (row.total, row.missing, row.fuzzy, row.ready) == (2, 1, 1, False)


TEXT = TextNumber("20121", "sms:20121", "20121", "VOICE")


@pytest.mark.parametrize(
    ("code", "text_languages", "keywords", "word"),
    [
        ("en", (), (), "VOICE"),
        ("es", (), (), None),
        ("es", ("en", "es"), (), "VOICE"),
        ("es", ("en",), (("es", "AYUDA"),), "AYUDA"),
        ("ar", ("en",), (("es", "AYUDA"),), None),
        ("zh_Hans", ("zh_Hant",), (), "VOICE"),
    ],
)
def test_texts_are_offered_only_in_languages_they_are_answered_in(
    code: str,
    text_languages: tuple[str, ...],
    keywords: tuple[tuple[str, str], ...],
    word: str | None,
) -> None:
    line = hotline(text=TEXT, text_languages=text_languages, keywords=keywords)
    there = data(
        regions=(region(hotlines=(line,)),),
        catalogs={code: catalog(code, {"Hello": "a", "Bye": "b"})},
    )
    [job] = plan(there, None, TODAY).jobs
    assert [each.text and each.text.keyword for each in job.lines] == [word]
    assert all(each.phone for each in job.lines)


def test_a_line_that_can_only_be_texted_in_another_language_gives_way_to_one_that_speaks() -> None:
    texts = hotline("us-texts", phone=None, text=TEXT, text_languages=("en",))
    there = data(
        regions=(region(hotlines=(texts, hotline())),), catalogs={"es": catalog("es", SPANISH)}
    )
    [job] = plan(there, None, TODAY).jobs
    assert [each.id for each in job.lines] == ["us-one"]
