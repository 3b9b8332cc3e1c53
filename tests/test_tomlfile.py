from __future__ import annotations

import pickle
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.tomlfile import Invalid, Table, choice, day, flag, load, shown, text, whole
from toolkit.tomlfile.loading import MAX_BYTES, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from toolkit.errors import ToolkitError


def table(values: dict[str, object]) -> tuple[Table, list[ToolkitError]]:
    faults: list[ToolkitError] = []
    return Table(values, "x.toml", faults), faults


def said(faults: list[ToolkitError]) -> list[str]:
    return [f"{fault.where}: {fault.what}" for fault in faults]


def read(tmp_path: Path, content: str | bytes) -> list[str]:
    path = tmp_path / "x.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    _, faults = load(path)
    return [fault.what for fault in faults]


# --- values


def test_values_come_out_as_they_went_in() -> None:
    found, faults = table(
        {"name": " Ann ", "on": date(2026, 1, 2), "yes": True, "many": 3, "some": ["a", "b"]}
    )
    assert found.need("name", text()) == "Ann"
    assert found.need("on", day) == date(2026, 1, 2)
    assert found.need("yes", flag) is True
    assert found.get("many", whole) == 3
    assert found.several("some", choice("a", "b")) == ("a", "b")
    assert found.end()
    assert not faults


def test_what_is_absent_or_blank_has_its_default() -> None:
    found, faults = table({"blank": "  "})
    assert found.get("blank", text()) is None
    assert found.get("absent", text(), "x") == "x"
    assert found.several("absent", text()) == ()
    assert found.end()
    assert not faults


@pytest.mark.parametrize(
    ("kind", "raw", "what"),
    [
        (text(), 3, "is a whole number, not text"),
        (text(), ["a"], "is a list, not text"),
        (text(3), "four", "is 4 characters long, and 3 is the most"),
        (text(), "a\nb", "holds a line break"),
        (text(), "a\x00b", "holds a control character, U+0000"),
        (text(), "a\u2028b", "holds a line break, U+2028"),
        (text(), "12\u202e34", "holds a character that turns the text's direction, U+202E"),
        (text(), "12\u206634", "holds a character that turns the text's direction, U+2066"),
        (text(), "a\uffff", "holds a broken character, U+FFFF"),
        (choice("red", "blue"), "rde", "'rde' is not one of the words allowed here"),
        (flag, 1, "is a whole number, not true or false"),
        (flag, "true", "is text, not true or false"),
        (whole, True, "is true or false, not a whole number"),
        (whole, 1.5, "is a number, not a whole number"),
        (day, "2026-01-02", "is text, not a date"),
    ],
)
def test_a_wrong_value_is_refused(kind: Callable[[object], object], raw: object, what: str) -> None:
    with pytest.raises(Invalid) as caught:
        kind(raw)
    assert caught.value.what == what
    assert caught.value.fix


@pytest.mark.parametrize(
    "value",
    ["<script>alert(1)</script>", '"; DROP', "مدرسة النور", "Zoë’s 👩‍👩‍👧", "می‌خواهم", "\u200fאב"],
)
def test_any_real_text_is_fine(value: str) -> None:
    assert text()(value) == value


def test_a_date_with_a_time_is_no_date(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("on = 2026-01-02T10:00:00", encoding="utf-8")
    found, faults = load(tmp_path / "x.toml")
    found.need("on", day)
    assert [fault.what for fault in faults] == ["is a date with a time, not a date"]


# --- tables


def test_every_fault_is_named_at_once_with_its_place() -> None:
    found, faults = table({"name": 3, "some": ["a", "c", 4], "inner": {"on": "now"}, "nmae": ""})
    assert found.need("name", text()) == ""
    assert found.several("some", choice("a", "b")) == ("a",)
    inner = found.table("inner")
    assert inner.need("on", day) == date.min
    assert not inner.end()
    found.need("gone", text())
    assert not found.end()
    assert said(faults) == [
        "x.toml: name: is a whole number, not text",
        "x.toml: some[1]: 'c' is not one of the words allowed here",
        "x.toml: some[2]: is a whole number, not text",
        "x.toml: inner.on: is text, not a date",
        "x.toml: gone: is missing",
        "x.toml: nmae: is not a key known here",
    ]
    assert faults[-1].fix == "did you mean name?"


def test_a_single_value_is_no_list() -> None:
    found, faults = table({"some": "a"})
    assert found.several("some", text()) == ()
    assert not found.end()
    assert said(faults) == ["x.toml: some: is text, not a list"]


def test_faults_survive_pickling() -> None:
    found, faults = table({})
    found.need("gone", text())
    assert str(pickle.loads(pickle.dumps(faults[0]))) == str(faults[0])


def test_a_table_is_not_sound_when_a_part_is_not() -> None:
    found, _ = table({"inner": {"on": "now"}})
    found.table("inner").need("on", day)
    assert not found.end()


def test_named_tables_are_sound_each_by_itself() -> None:
    found, faults = table({"line": {"a": {"name": 3}, "b": {"name": "B"}, "c": 4}})
    lines = found.tables("line")
    assert list(lines) == ["a", "b"]
    lines["a"].need("name", text())
    lines["b"].need("name", text())
    assert not lines["a"].end()
    assert lines["b"].end()
    assert said(faults) == [
        "x.toml: line.c: is a whole number, not a table",
        "x.toml: line.a.name: is a whole number, not text",
    ]


def test_a_fault_is_known_by_its_key() -> None:
    found, _ = table({"some": [1], "name": "A"})
    found.several("some", text())
    assert not found.clear("name", "some")
    assert found.clear("name")


def test_a_table_over_another_reads_what_it_leaves_out_from_it() -> None:
    below, faults = table(
        {"name": "family", "pages": "two", "versions": {"a": {"name": "own"}, "b": {}}}
    )
    versions = {name: own.over(below) for name, own in below.tables("versions").items()}
    assert [each.need("name", text()) for each in versions.values()] == ["own", "family"]
    for each in versions.values():
        each.need("pages", whole)
        assert not each.end()
    assert below.end()
    assert said(faults) == ["x.toml: pages: is text, not a whole number"]


def test_unknown_keys_are_named_where_they_stand() -> None:
    below, faults = table({"title": "x", "ttle": "y", "versions": {"a": {"titel": "z"}}})
    over = below.tables("versions")["a"].over(below)
    over.need("title", text())
    assert not over.end()
    assert not below.end()
    assert said(faults) == [
        "x.toml: versions.a.titel: is not a key known here",
        "x.toml: ttle: is not a key known here",
    ]


# --- files


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    assert read(tmp_path, 'a = "b"\nc\n') == [
        "is not TOML: line 2: Expected '=' after a key in a key/value pair"
    ]


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    assert read(tmp_path, b'a = "b"\n# caf\xe9\n') == ["line 2 is not UTF-8"]


def test_a_mark_some_editors_put_first_is_no_fault(tmp_path: Path) -> None:
    assert read(tmp_path, b'\xef\xbb\xbfa = "b"\n') == []


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    found, faults = load(tmp_path / "none.toml")
    assert not found.sound
    assert [fault.what for fault in faults] == ["cannot be read: No such file or directory"]


def test_a_folder_is_a_fault(tmp_path: Path) -> None:
    _, faults = load(tmp_path)
    assert [fault.what for fault in faults] == ["cannot be read: Is a directory"]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    assert read(tmp_path, b"#" * (MAX_BYTES + 1)) == ["is larger than 500 kB"]


@pytest.mark.parametrize("content", ["a = " + "[" * 100_000, "a = " + "9" * 5000])
def test_what_upsets_the_parser_is_a_fault(content: str, tmp_path: Path) -> None:
    (fault,) = read(tmp_path, content)
    assert fault.startswith("is not TOML we can read")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_content_raises(content: bytes, tmp_path: Path) -> None:
    assert len(read(tmp_path, content)) <= 1


def test_files_of_the_project_are_shown_from_its_folder(tmp_path: Path) -> None:
    assert (
        shown(ROOT / "toolkit" / "data" / "regions" / "US.toml") == "toolkit/data/regions/US.toml"
    )
    assert shown(tmp_path / "x.toml") == (tmp_path / "x.toml").as_posix()
