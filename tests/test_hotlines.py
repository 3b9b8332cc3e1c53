from __future__ import annotations

import contextlib
import csv
import re
import shutil
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from toolkit.errors import DataError, ToolkitError, UsageError
from toolkit.hotlines import (
    AUDIENCES,
    TOPICS,
    Hotline,
    Hours,
    Number,
    Region,
    Span,
    Wanted,
    choose,
    load_region,
    load_regions,
    printable,
)
from toolkit.hotlines.lines import months_after
from toolkit.hotlines.numbers import is_free, is_known, number
from toolkit.hotlines.opening import hours
from toolkit.tomlfile import Invalid

DATA = Path(__file__).parent / "data"
BROKEN = DATA / "broken" / "regions"
PACKS = Path(__file__).parent.parent / "toolkit" / "data" / "regions"
TODAY = date(2026, 12, 1)

LINE = make.hotline("x", phone=None, hours=None, languages=(), free=None)
EMERGENCY = replace(LINE, id="911", topic="emergency", topics=("emergency",))


def line(slug: str, *topics: str, audience: str = "both", digits: str = "") -> Hotline:
    phone = Number(digits, f"tel:{digits}", digits) if digits else None
    return replace(LINE, id=slug, topic=topics[0], topics=topics, audience=audience, phone=phone)


def region(*lines: Hotline, emergency: Hotline = EMERGENCY) -> Region:
    loaded, _ = load_region(DATA / "regions", "US")
    assert loaded
    return replace(loaded, emergency=emergency, hotlines=lines)


def ids(lines: tuple[Hotline, ...]) -> list[str]:
    return [line.id for line in lines]


def pick(
    given: Region, *topics: str, audience: str = "both", limit: int = 9, tools: bool = False
) -> list[str]:
    return ids(choose(given, Wanted(topics, audience, limit, tools), TODAY).lines)


def load_broken(path: Path, folder: Path) -> list[ToolkitError]:
    """Load a broken pack under the code it says, beside a healthy country."""
    first = path.read_bytes().splitlines()[0].decode()
    code = first.removeprefix("# as: ") if first.startswith("# as: ") else "US"
    shutil.copy(DATA / "regions" / "US.toml", folder / "US.toml")
    shutil.copy(path, folder / f"{code}.toml")
    _, faults = load_regions(folder)
    return faults


# --- packs at fault


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.toml")), ids=lambda path: path.stem)
def test_a_broken_pack_gets_exactly_the_faults_it_has(path: Path, tmp_path: Path) -> None:
    said = [
        line.removeprefix("# fault: ")
        for line in path.read_bytes()
        .decode("latin-1" if "utf" in path.stem else "utf-8")
        .split("\n")
        if line.startswith("# fault: ")
    ]
    faults = load_broken(path, tmp_path)
    found = [f"{Path(fault.where).relative_to(tmp_path)}: {fault.what}" for fault in faults]
    assert found == said
    assert all(isinstance(fault, DataError) and fault.fix for fault in faults)


def test_a_pack_with_a_line_at_fault_keeps_its_sound_lines(tmp_path: Path) -> None:
    load_broken(BROKEN / "name-missing.toml", tmp_path)
    loaded, faults = load_region(tmp_path, "US")
    assert len(faults) == 1
    assert loaded
    assert loaded.emergency
    assert loaded.emergency.id == "us-911"
    assert loaded.hotlines == ()


COMMON_LINE = """
[hotline.{name}]
name = "{name}"
topic = "{topic}"
audience = "both"
web = "https://www.example.org/{name}"
answers = "tool"
source = "https://www.example.org/{name}"
how = "read"
checked_on = 2026-11-21
confidence = "high"
"""


def common_packs(folder: Path) -> None:
    """Put a healthy country, a pack of Europe and one of the world into ``folder``."""
    shutil.copy(DATA / "regions" / "US.toml", folder / "US.toml")
    europe = COMMON_LINE.format(name="eu-missing", topic="missing")
    (folder / "EU.toml").write_text(f'{europe}countries = ["GB"]\n', encoding="utf-8")
    world = [
        COMMON_LINE.format(name="intl-crisis", topic="crisis"),
        COMMON_LINE.format(name="intl-report", topic="online-report"),
        COMMON_LINE.format(name="intl-tool", topic="image-removal"),
    ]
    top = 'paper = "a4"\nno_emergency = "Every country has its own"\n'
    (folder / "INTL.toml").write_text(top + "".join(world), encoding="utf-8")


def test_a_country_falls_back_on_lines_of_many_countries_where_it_has_none(tmp_path: Path) -> None:
    common_packs(tmp_path)
    us, faults = load_region(tmp_path, "US")
    assert faults == []
    assert us
    assert [line.common for line in us.hotlines] == ["", "INTL", "INTL", "INTL"]
    chosen = choose(us, Wanted(("crisis", "online-report"), "young", 9, tools=True), TODAY)
    assert ids(chosen.lines) == ["us-988", "intl-report"]
    assert ids(chosen.tools) == ["intl-tool"]


def test_an_expired_line_of_its_own_gives_way_to_one_of_many_countries(tmp_path: Path) -> None:
    common_packs(tmp_path)
    us, _ = load_region(tmp_path, "US")
    assert us
    stale = [replace(each, expires_on=make.CHECKED) for each in us.hotlines if not each.common]
    rest = [each for each in us.hotlines if each.common]
    assert pick(replace(us, hotlines=(*stale, *rest)), "crisis") == ["intl-crisis"]


def test_a_line_for_some_countries_is_no_other_country_s(tmp_path: Path) -> None:
    common_packs(tmp_path)
    pack = (DATA / "regions" / "US.toml").read_text(encoding="utf-8").replace("us-", "gb-")
    pack = pack.replace('"letter"', '"a4"').replace('"911"', '"999"').replace('"988"', '"116 123"')
    (tmp_path / "GB.toml").write_text(pack, encoding="utf-8")
    regions, faults = load_regions(tmp_path)
    assert faults == []
    assert sorted(regions) == ["GB", "INTL", "US"]
    assert "eu-missing" in ids(regions["GB"].hotlines)
    assert "eu-missing" not in ids(regions["US"].hotlines)


def test_the_world_is_a_region_with_a_name_of_its_own_and_no_emergency_number(
    tmp_path: Path,
) -> None:
    common_packs(tmp_path)
    world, faults = load_region(tmp_path, "INTL")
    assert faults == []
    assert world
    assert (world.country, world.emergency, world.paper) == ("001", None, "a4")
    assert ids(world.hotlines) == ["intl-crisis", "intl-report", "intl-tool"]


def test_a_fault_in_a_common_pack_is_named_once(tmp_path: Path) -> None:
    common_packs(tmp_path)
    path = tmp_path / "INTL.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"tool"', '"robot"', 1))
    _, faults = load_regions(tmp_path)
    assert [fault.where.rpartition(": ")[2] for fault in faults] == ["hotline.intl-crisis.answers"]


def test_an_unknown_region_gets_its_near_matches() -> None:
    with pytest.raises(UsageError, match="did you mean US-WA") as caught:
        load_region(PACKS, "us-wa")
    assert caught.value.where == "region us-wa"


def test_a_region_code_cannot_name_a_file_elsewhere(tmp_path: Path) -> None:
    shutil.copy(DATA / "regions" / "US.toml", tmp_path / "US.toml")
    (tmp_path / "inner").mkdir()
    with pytest.raises(UsageError):
        load_region(tmp_path / "inner", "../US")


def test_a_missing_short_code_can_be_excused(tmp_path: Path) -> None:
    pack = (BROKEN / "short-code-unknown.toml").read_text(encoding="utf-8")
    excused = pack + 'unknown_to_phonenumbers = "Regulator\'s list"\n'
    (tmp_path / "US.toml").write_text(excused, encoding="utf-8")
    loaded, faults = load_region(tmp_path, "US")
    assert not faults
    assert loaded
    assert [line.phone for line in loaded.hotlines] == [Number("997", "tel:997", "997")]


# --- numbers, hours, dates


@pytest.mark.parametrize(
    ("written", "country", "display", "uri", "digits"),
    [
        ("+1 800 843 5678", "US", "1-800-843-5678", "tel:+18008435678", "18008435678"),
        ("+13607042410", "US", "(360) 704-2410", "tel:+13607042410", "3607042410"),
        ("+44 800 1111", "GB", "0800 1111", "tel:+448001111", "08001111"),
        ("+44 808 800 5000", "GB", "0808 800 5000", "tel:+448088005000", "08088005000"),
        ("116 123", "GB", "116 123", "tel:116123", "116123"),
        ("988", "US", "988", "tel:988", "988"),
        ("*4141", "CL", "*4141", "tel:*4141", "4141"),
        ("#8891", "JP", "#8891", "tel:%238891", "8891"),
    ],
)
def test_a_number_is_shown_as_it_is_dialled_at_home(
    written: str, country: str, display: str, uri: str, digits: str
) -> None:
    # No-break spaces: the groups stay on one line, and in order when right-to-left text is copied.
    found = number(written, country, unknown_too=written[0] in "*#")
    assert found == Number(display.replace(" ", "\u00a0"), uri, digits)


@given(st.from_regex(r"\+1 ?8(00|33|44|55|66|77|88)[2-9][0-9]{6}", fullmatch=True))
def test_a_valid_number_keeps_every_digit(written: str) -> None:
    try:
        found = number(written, "US")
    except Invalid:
        parsed = phonenumbers.parse(written, None)
        assert not phonenumbers.is_valid_number_for_region(parsed, "US")
        return
    digits = "".join(filter(str.isdigit, written))
    assert found.digits == digits
    assert found.uri == f"tel:+{digits}"
    assert "".join(filter(str.isdigit, found.display)) == digits


@given(st.text(), st.sampled_from(["US", "GB", "DE"]))
def test_any_text_is_a_number_to_dial_or_refused(written: str, country: str) -> None:
    try:
        found = number(written, country, unknown_too=True)
    except Invalid:
        return
    assert found.digits.isascii()
    assert found.digits.isdigit()


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("daily 09:00-23:00", [(range(7), time(9), time(23))]),
        (
            "Mon-Fri 08:00-22:00, Sat 09:00-24:00",
            [(range(5), time(8), time(22)), ([5], time(9), time(0))],
        ),
        ("daily 16:00-04:00", [(range(7), time(16), time(4))]),
    ],
)
def test_opening_hours_become_spans(
    written: str, spans: list[tuple[range | list[int], time, time]]
) -> None:
    expected = Hours(tuple(Span(tuple(days), opens, closes) for days, opens, closes in spans))
    assert hours(written) == expected
    assert not expected.always


def test_day_and_night_is_always() -> None:
    assert hours("24/7").always


@given(st.text())
def test_any_text_is_opening_hours_or_refused(written: str) -> None:
    with contextlib.suppress(Invalid):
        assert hours(written).spans


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 11, 21), date(2027, 5, 21)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_a_check_is_good_for_six_months(start: date, end: date) -> None:
    assert months_after(start, 6) == end


@given(st.dates())
def test_six_months_after_any_day_there_is_a_day(start: date) -> None:
    assert months_after(start, 6) >= start


# --- freshness


def test_a_line_is_printed_on_its_last_day_and_not_after() -> None:
    last = LINE.expires_on
    assert printable([LINE], last) == ((LINE,), (), ())
    assert printable([LINE], date(2027, 5, 22)) == ((), (LINE,), ())


def test_a_medium_line_is_printed_only_once_accepted() -> None:
    doubtful = replace(LINE, confidence="medium", unverified="Its hours.")
    accepted = replace(doubtful, accepted="None are printed.")
    assert printable([doubtful, accepted], TODAY) == ((accepted,), (), (doubtful,))


def test_a_check_in_the_future_is_refused() -> None:
    with pytest.raises(DataError, match=r"hotline\.x\.checked_on: 2026-11-21 is still to come"):
        printable([LINE], date(2026, 11, 20))


def test_an_expired_emergency_number_stops_everything() -> None:
    expired = replace(EMERGENCY, expires_on=date(2026, 11, 30))
    with pytest.raises(DataError, match=r"US: hotline\.911: the emergency number expired"):
        choose(region(emergency=expired), Wanted((), "both", 3), TODAY)


# --- choosing


def test_every_topic_gets_its_first_line_in_order_of_topics() -> None:
    given = region(
        line("c1", "crisis"), line("c2", "crisis"), line("m1", "missing"), line("t1", "trafficking")
    )
    assert pick(given, "missing", "crisis") == ["m1", "c1"]


def test_a_line_for_two_topics_is_chosen_once_and_says_the_first() -> None:
    given = region(line("ncmec", "online-report", "missing"), line("m1", "missing"))
    chosen = choose(given, Wanted(("missing", "online-report"), "both", 9), TODAY)
    assert [(each.id, each.topic) for each in chosen.lines] == [("ncmec", "missing")]
    assert chosen.missing_topics == ()


def test_where_room_is_short_one_line_stands_for_two_topics() -> None:
    given = region(line("m1", "missing"), line("ncmec", "online-report", "missing"))
    assert pick(given, "missing", "online-report", limit=2) == ["m1", "ncmec"]
    assert pick(given, "missing", "online-report", limit=1) == ["ncmec"]


def test_where_room_is_short_the_first_topics_win_and_the_rest_is_said() -> None:
    given = region(line("c1", "crisis"), line("m1", "missing"))
    chosen = choose(given, Wanted(("missing", "crisis"), "both", 1), TODAY)
    assert ids(chosen.lines) == ["m1"]
    assert chosen.missing_topics == ("crisis",)


def test_no_room_means_no_lines() -> None:
    assert pick(region(line("c1", "crisis")), "crisis", limit=0) == []


def test_a_topic_without_a_line_is_said() -> None:
    chosen = choose(region(line("c1", "crisis")), Wanted(("parent", "crisis"), "both", 9), TODAY)
    assert ids(chosen.lines) == ["c1"]
    assert chosen.missing_topics == ("parent",)


def test_lines_are_for_the_reader() -> None:
    given = region(
        line("child", "child-abuse", audience="young"),
        line("grown", "child-abuse", audience="adult"),
        line("all", "crisis"),
    )
    assert pick(given, "child-abuse", "crisis", audience="young") == ["child", "all"]
    assert pick(given, "child-abuse", "crisis", audience="adult") == ["grown", "all"]


def test_a_child_s_own_line_stands_on_the_sheet_of_an_adult_too() -> None:
    given = region(
        line("own", "child-helpline", audience="young"),
        replace(line("far", "child-helpline"), common="INTL"),
    )
    for audience in AUDIENCES:
        assert pick(given, "child-helpline", audience=audience) == ["own"]


def test_a_child_s_line_is_for_an_adult_what_a_child_calls_it_for() -> None:
    both = line("own", "child-helpline", "child-abuse", audience="young")
    given = region(both, line("grown", "child-abuse", audience="adult"))
    wanted = Wanted(("child-abuse", "child-helpline"), "adult", 3)
    chosen = choose(given, wanted, TODAY).lines
    assert [(each.id, each.topic) for each in chosen] == [
        ("grown", "child-abuse"),
        ("own", "child-helpline"),
    ]
    young = choose(given, replace(wanted, audience="young"), TODAY).lines
    assert [(each.id, each.topic) for each in young] == [("own", "child-abuse")]


def test_readers_of_both_kinds_get_a_line_each_while_there_is_room() -> None:
    given = region(
        line("child", "child-abuse", audience="young"),
        line("grown", "child-abuse", audience="adult"),
        line("all", "crisis"),
    )
    assert pick(given, "child-abuse", "crisis", limit=3) == ["child", "grown", "all"]
    assert pick(given, "child-abuse", "crisis", limit=2) == ["child", "all"]


def test_no_number_is_on_a_sheet_twice() -> None:
    given = region(
        line("a", "missing", digits="1"), line("b", "crisis", digits="1"), line("c", "crisis")
    )
    assert pick(given, "missing", "crisis") == ["a", "c"]


def test_tools_stand_apart_and_take_no_room() -> None:
    given = region(line("c1", "crisis"), line("tool", "image-removal"))
    chosen = choose(given, Wanted(("crisis",), "young", 1, tools=True), TODAY)
    assert (ids(chosen.lines), ids(chosen.tools)) == (["c1"], ["tool"])
    assert choose(given, Wanted(("crisis",), "young", 1), TODAY).tools == ()


def test_a_wanted_tool_that_is_not_there_is_said() -> None:
    given = region(line("c1", "crisis"), line("tool", "image-removal", audience="young"))
    chosen = choose(given, Wanted(("crisis",), "adult", 1, tools=True), TODAY)
    assert chosen.missing_topics == ("image-removal",)


def test_expired_and_unaccepted_lines_are_left_off_and_said() -> None:
    expired = replace(line("old", "crisis"), expires_on=date(2026, 11, 30))
    doubtful = replace(line("doubt", "crisis"), confidence="medium", unverified="Its digits.")
    elsewhere = replace(line("other", "parent"), expires_on=date(2026, 11, 30))
    given = region(expired, doubtful, line("good", "crisis"), elsewhere)
    chosen = choose(given, Wanted(("crisis",), "both", 9), TODAY)
    assert ids(chosen.lines) == ["good"]
    assert ids(chosen.expired) == ["old"]
    assert ids(chosen.unaccepted) == ["doubt"]


topics = st.sampled_from([topic for topic in TOPICS if topic not in {"emergency", "image-removal"}])
some_lines = st.lists(
    st.tuples(st.lists(topics, min_size=1, max_size=3, unique=True), st.sampled_from(AUDIENCES)),
    max_size=6,
).map(lambda rows: [line(f"l{n}", *each, audience=who) for n, (each, who) in enumerate(rows)])


@given(
    some_lines,
    st.lists(topics, unique=True, max_size=4),
    st.sampled_from(AUDIENCES),
    st.integers(0, 5),
)
def test_the_choice_keeps_its_promises(
    lines: list[Hotline], wanted: list[str], audience: str, limit: int
) -> None:
    given = region(*lines)
    chosen = choose(given, Wanted(tuple(wanted), audience, limit), TODAY)
    suited = [
        each
        for each in lines
        if "both" in {audience, each.audience}
        or each.audience == audience
        or "child-helpline" in each.topics
    ]
    there = {
        topic
        for each in suited
        for topic in each.topics
        if "both" in {audience, each.audience}
        or each.audience == audience
        or topic == "child-helpline"
    }
    served = {topic for each in chosen.lines for topic in each.topics}
    assert len(chosen.lines) <= limit
    assert len(set(ids(chosen.lines))) == len(chosen.lines)
    assert set(ids(chosen.lines)) <= set(ids(tuple(suited)))
    assert all(each.topic in wanted for each in chosen.lines)
    assert set(chosen.missing_topics) == set(wanted) - served
    if limit >= len(wanted):
        assert set(wanted) & there <= served
    elif limit and wanted and wanted[0] in there:
        assert wanted[0] in served


# --- rules over every shipped pack


@pytest.fixture(scope="module")
def shipped() -> dict[str, Region]:
    regions, faults = load_regions(PACKS)
    assert not faults, "\n".join(map(str, faults))
    return regions


def lines_of(regions: dict[str, Region]) -> dict[str, Hotline]:
    return {line.id: line for region in regions.values() for line in region.every_line}


def test_every_pack_is_read(shipped: dict[str, Region]) -> None:
    assert set(shipped) == {path.stem for path in PACKS.glob("*.toml")} - {"EU"}
    assert set(shipped) >= {"US", "US-WA", "GB", "INTL"}


def test_every_number_and_keyword_is_the_one_researched(shipped: dict[str, Region]) -> None:
    with (DATA / "hotlines_expected.csv").open(encoding="utf-8", newline="") as file:
        expected = {
            row["id"]: (row["phone"], row["text"], row["keyword"]) for row in csv.DictReader(file)
        }
    found = {
        line.id: (
            line.phone.uri.removeprefix("tel:") if line.phone else "",
            line.text.uri.removeprefix("sms:") if line.text else "",
            line.text.keyword if line.text else "",
        )
        for line in lines_of(shipped).values()
    }
    assert found == expected


HOME = ("US", "US-WA", "GB")


def test_every_line_of_the_home_regions_has_two_sources_or_is_not_printed(
    shipped: dict[str, Region],
) -> None:
    home = {code: shipped[code] for code in HOME}
    single = [
        line.id for line in lines_of(home).values() if line.trusted and not line.second_source
    ]
    assert set(single) <= {"intl-chi-directory"}


def test_no_line_is_good_for_more_than_six_months(shipped: dict[str, Region]) -> None:
    for line in lines_of(shipped).values():
        assert line.expires_on <= months_after(line.checked_on, 6), line.id


@pytest.mark.parametrize("digits", ["4474847", "3472423", "7042410"])
def test_numbers_nobody_could_confirm_are_in_no_pack(digits: str) -> None:
    for path in PACKS.glob("*.toml"):
        written = re.sub(r"(?<=\d)[ ().-]+(?=\d)", "", path.read_text(encoding="utf-8"))
        assert digits not in written, path


def test_every_region_helps_the_young_and_the_adult(shipped: dict[str, Region]) -> None:
    """By lines of its own, else by those of many countries: no box is ever empty."""
    for region in shipped.values():
        today = max(line.checked_on for line in region.every_line)
        young = choose(
            region, Wanted(("child-helpline", "crisis", "online-report"), "young", 3, True), today
        )
        assert young.missing_topics == (), region.code
        adult = choose(
            region, Wanted(("child-abuse", "child-helpline", "online-report"), "adult", 3), today
        )
        assert set(adult.missing_topics) <= {"child-abuse"}, region.code


def test_the_home_regions_help_with_lines_of_their_own(shipped: dict[str, Region]) -> None:
    for code in HOME:
        today = max(line.checked_on for line in shipped[code].every_line)
        for audience, topic in (("young", "child-helpline"), ("adult", "child-abuse")):
            wanted = Wanted((topic, "crisis", "online-report"), audience, 3, tools=True)
            chosen = choose(shipped[code], wanted, today)
            assert chosen.missing_topics == (), (code, audience)
            assert {line.common for line in chosen.lines} == {""}, (code, audience)


def test_a_region_without_an_emergency_number_says_why(shipped: dict[str, Region]) -> None:
    """And nobody forgets one: the loader refuses a pack that has neither number nor reason."""
    without = {code for code, region in shipped.items() if region.emergency is None}
    assert without >= {"INTL"}
    assert without <= {"INTL", "AR", "HT", "LK", "MA", "NG", "PE", "SA"}


def test_a_part_of_a_country_has_its_own_lines_first(shipped: dict[str, Region]) -> None:
    wanted = Wanted(("child-abuse",), "young", 1)
    today = max(line.checked_on for line in shipped["US-WA"].hotlines)
    assert ids(choose(shipped["US-WA"], wanted, today).lines) == ["us-wa-endharm"]
    assert ids(choose(shipped["US"], wanted, today).lines) == ["us-childhelp"]
    assert shipped["US-WA"].emergency == shipped["US"].emergency
    assert (shipped["US-WA"].name, shipped["US-WA"].paper) == ("Washington State", "letter")


def test_free_is_said_of_every_number_known_to_be_free(shipped: dict[str, Region]) -> None:
    for region in shipped.values():
        for line in region.every_line:
            known = line.phone and is_known(line.phone, region.country)
            if line.phone and known and not line.common:
                assert bool(line.free) == is_free(line.phone, region.country), line.id


def test_names_fit_a_card(shipped: dict[str, Region]) -> None:
    for line in lines_of(shipped).values():
        assert len(line.short_name) <= 36, line.id
