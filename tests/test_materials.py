from __future__ import annotations

from pathlib import Path

import pytest

from tests.make import ROOT
from toolkit.errors import DataError
from toolkit.materials import PAPERS, Material, load_materials

BROKEN = Path(__file__).parent / "data" / "broken" / "materials"

TOML = """\
title = "Card"
kind = "guide"
audience = "young"
revision = "1.0"
sheet = "sheet.html"
pages = 1
grade = 5
sources = ["A publisher"]
"""


def load_one(root: Path, toml: str) -> tuple[tuple[Material, ...], list[str]]:
    """Load ``toml`` as the family ``card``; name its faults without the file."""
    folder = root / "materials" / "card"
    folder.mkdir(parents=True)
    (folder / "material.toml").write_text(toml, encoding="utf-8")
    (folder / "sheet.html").touch()
    materials, faults = load_materials(folder.parent)
    assert all(isinstance(fault, DataError) and fault.fix for fault in faults)
    where = f"{folder / 'material.toml'}: "
    return materials, [f"{fault.where}: {fault.what}".removeprefix(where) for fault in faults]


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.toml")), ids=lambda path: path.stem)
def test_a_broken_material_gets_exactly_the_faults_it_has(path: Path, tmp_path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    said = [
        line.removeprefix("# fault: ")
        for line in content.splitlines()
        if line.startswith("# fault: ")
    ]
    materials, faults = load_one(tmp_path, content)
    assert sorted(faults) == sorted(said)
    assert "card" not in {material.id for material in materials}


def test_a_family_without_versions_is_one_material_of_its_name(tmp_path: Path) -> None:
    [material], faults = load_one(tmp_path, TOML)
    assert faults == []
    assert (material.id, material.family, material.version) == ("card", "card", "")
    assert material.template == "materials/card/sheet.html"
    assert material.papers == (PAPERS["letter"], PAPERS["a4"])
    assert material.ages == ""
    assert material.help.topics == ()


def test_what_a_version_leaves_out_its_family_says(tmp_path: Path) -> None:
    versions = '[versions.9-12]\nages = [9, 12]\n[versions.teen]\ntitle = "Teens"\npages = 2\n'
    materials, faults = load_one(tmp_path, f"{TOML}\n{versions}")
    assert faults == []
    assert [
        (each.id, each.family, each.version, each.title, each.pages, each.ages)
        for each in materials
    ] == [
        ("card-9-12", "card", "9-12", "Card", 1, "9–12"),
        ("card-teen", "card", "teen", "Teens", 2, ""),
    ]


def test_a_sound_version_beside_one_at_fault_is_still_read(tmp_path: Path) -> None:
    content = (BROKEN / "version-at-fault.toml").read_text(encoding="utf-8")
    materials, _ = load_one(tmp_path, content)
    assert [material.id for material in materials] == ["card-child"]


def test_faults_of_all_materials_come_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "material.toml").write_text(TOML.replace("pages = 1", "pages = 0"))
        (tmp_path / name / "sheet.html").touch()
    _, faults = load_materials(tmp_path)
    assert [Path(fault.where.split(": ")[0]).parent.name for fault in faults] == ["one", "two"]


def test_a_folder_without_a_material_file_is_no_material(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    assert load_materials(tmp_path) == ((), [])


def test_what_we_ship_has_no_fault_and_every_id_once() -> None:
    materials, faults = load_materials(ROOT / "templates" / "materials")
    assert faults == []
    ids = [material.id for material in materials]
    assert len(ids) == len(set(ids)) > 0
