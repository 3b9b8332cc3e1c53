from __future__ import annotations

import pytest

from toolkit.translations.lint import faulty_lines, previous_ids

ENTRY = ['msgid "a"', 'msgstr "b"']


@pytest.mark.parametrize(
    "lines",
    [
        ENTRY,
        [*ENTRY, "", "# note", *ENTRY],
        ['msgid ""', '"a"', 'msgstr ""', '"b"'],
        ['msgctxt "c"', *ENTRY],
        ['msgid "a"', 'msgid_plural "b"', 'msgstr[0] "c"', 'msgstr[1] "d"', *ENTRY],
        [*ENTRY, '#~ msgid ""', '#~ "old"', '#~ msgstr "b"', "#~", *ENTRY],
        [*ENTRY, "#, fuzzy", '#~| msgid "older"', '#~ msgid "old"', '#~ msgstr "b"'],
        ['  msgid  "a"', '\tmsgstr "b"  '],
        [r'msgid "\\ \n \r \t \""', 'msgstr ""'],
    ],
)
def test_grammar_allows(lines: list[str]) -> None:
    assert faulty_lines(lines, "file") == []


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (['"a"'], 1),
        ([*ENTRY, "# note", '"c"'], 4),
        ([*ENTRY, '#~ "c"'], 3),
        (['#~ msgid "a"', '#~ msgstr "b"', '"c"'], 3),
        (['msgid "a"', "# note", 'msgstr "b"'], 2),
        (['msgid "a"', '#~ msgstr "b"'], 2),
        (['msgid "a"', 'msgid "b"', 'msgstr ""'], 2),
        ([*ENTRY, 'msgstr "c"'], 3),
        (['msgid "a"', 'msgstr[0] "c"'], 2),
        (['msgid "a"', 'msgid_plural "b"', 'msgstr[1] "c"'], 3),
        (['msgid "a"', 'msgid_plural "b"', 'msgstr[-1] "c"'], 3),
        (['msgid "a"', 'msgid_plural "b"', 'msgstr[x] "c"'], 3),
        (['msgid_plural "a"', 'msgstr[0] "c"'], 1),
        ([*ENTRY, "| note"], 3),
        (['msgid "a" "b"', 'msgstr ""'], 1),
        (['msgid "a\\"', 'msgstr ""'], 1),
        (["msgid 'a'", 'msgstr ""'], 1),
        (['msgctxt "a"'], 1),
    ],
)
def test_grammar_refuses_and_names_one_line(lines: list[str], line: int) -> None:
    assert [fault.where for fault in faulty_lines(lines, "file")] == [f"file:{line}"]


def test_previous_texts_belong_to_the_entry_after_them() -> None:
    lines = [
        "#| note",
        '#| msgctxt "c"',
        '#| msgid ""',
        '#| "one \\"day\\""',
        '#| msgid_plural "days"',
        'msgid "a"',
        '"b"',
        'msgstr ""',
        *ENTRY,
    ]
    assert previous_ids(lines) == {6: ['one "day"', "days"]}
