from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from pathlib import Path
from typing import NoReturn

import pytest

from toolkit import output
from toolkit.errors import OutputError
from toolkit.output import Answer, Entry, OutputFolder, SkipEntry

PDF = b"%PDF-1.7 one"


def entry(path: str = "US/en/card.letter.pdf", pdf: bytes = PDF) -> Entry:
    return Entry(
        path=path,
        material="card",
        revision="1.0",
        locale="en",
        region="US",
        paper="letter",
        variant="standard",
        pages=1,
        type_scale=1.0,
        sha256=hashlib.sha256(pdf).hexdigest(),
        digest="d",
        hotlines_checked_on="2026-11-21",
        review_status="source",
        school=None,
    )


def skip(path: str = "US/en/card.letter.pdf") -> SkipEntry:
    return SkipEntry(path, "card", "en", "US", "letter", "en: 1 missing of 3 strings")


def test_a_sheet_and_its_manifest_entry_come_back_as_written(tmp_path: Path) -> None:
    with output.opened(tmp_path / "out") as folder:
        folder.write_sheet(entry(), PDF)
        folder.save()
    again = OutputFolder(tmp_path / "out")
    assert again.intact("US/en/card.letter.pdf") == entry()
    body = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert [each["path"] for each in body["sheets"]] == ["US/en/card.letter.pdf"]


@pytest.mark.parametrize("damage", ["change", "delete"])
def test_a_sheet_somebody_changed_is_not_intact(tmp_path: Path, damage: str) -> None:
    with output.opened(tmp_path) as folder:
        folder.write_sheet(entry(), PDF)
        file = tmp_path / entry().path
        if damage == "change":
            file.write_bytes(PDF + b"!")
        else:
            file.unlink()
        assert folder.intact(entry().path) is None


def test_a_skip_takes_the_outdated_sheet_away(tmp_path: Path) -> None:
    with output.opened(tmp_path) as folder:
        folder.write_sheet(entry(), PDF)
        folder.skip(skip())
        folder.save()
    assert not (tmp_path / entry().path).exists()
    again = OutputFolder(tmp_path)
    assert again.manifest.sheets == {}
    assert again.manifest.skips == {skip().path: skip()}


def test_a_sheet_made_at_last_is_no_skip_any_more(tmp_path: Path) -> None:
    with output.opened(tmp_path) as folder:
        folder.skip(skip())
        folder.write_sheet(entry(), PDF)
        assert folder.manifest.skips == {}


def test_a_new_sheet_forgets_what_other_orders_came_to(tmp_path: Path) -> None:
    with output.opened(tmp_path) as folder:
        folder.remember("mark", Answer((entry().path,), (), ()))
        folder.write_sheet(entry(), PDF)
        assert folder.manifest.fingerprints == {}


def test_answers_survive_being_saved(tmp_path: Path) -> None:
    answer = Answer(("a.pdf",), (skip(),), ("note",))
    with output.opened(tmp_path) as folder:
        folder.remember("mark", answer)
        folder.save()
    assert OutputFolder(tmp_path).manifest.fingerprints == {"mark": answer}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 0}', '{"format": 1, "sheets": [{}]}'])
def test_a_manifest_that_cannot_be_understood_costs_only_a_full_build(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "manifest.json").write_text(text)
    assert OutputFolder(tmp_path).manifest.sheets == {}


def test_a_second_build_into_the_same_folder_is_refused(tmp_path: Path) -> None:
    refused = pytest.raises(OutputError, match="another build is writing here")
    with output.opened(tmp_path), refused:
        output.opened(tmp_path).__enter__()
    with output.opened(tmp_path):
        pass


def test_leftovers_of_a_killed_build_are_cleared(tmp_path: Path) -> None:
    leftover = tmp_path / "US" / f"{output.PARTIAL}x"
    leftover.parent.mkdir()
    leftover.write_bytes(b"half")
    with output.opened(tmp_path):
        assert not leftover.exists()


def test_a_full_disk_leaves_the_old_file_and_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_bytes(b"old")

    def full(_: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        output.write_whole(target, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]
    assert target.read_bytes() == b"old"


def test_an_output_path_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="cannot be written"):
        output.opened(tmp_path / "out").__enter__()
    assert (tmp_path / "out").read_text() == "mine"


def test_sheets_can_be_read_by_everybody(tmp_path: Path) -> None:
    output.write_whole(tmp_path / "a.pdf", PDF)
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o644


def test_fingerprint_sees_values_contents_and_names(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")

    def mark(part: str = "x") -> str:
        return output.fingerprint([part], [tmp_path], [tmp_path / "elsewhere"])

    first = mark()
    assert mark() == first
    assert mark("y") != first
    (tmp_path / "a").write_text("2")
    second = mark()
    assert second != first
    (tmp_path / "a").rename(tmp_path / "b")
    assert mark() not in (first, second)
