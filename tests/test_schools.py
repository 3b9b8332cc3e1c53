from __future__ import annotations

import contextlib
import pickle
import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.colours import READABLE, contrast
from toolkit.errors import DataError
from toolkit.schools import EMPTY, Logo, School, load_school
from toolkit.schools.logos import MAX_BYTES, read_logo
from toolkit.tomlfile import Invalid

DATA = Path(__file__).parent / "data"
GOOD = DATA / "schools"
BROKEN = DATA / "broken" / "schools"
EXAMPLE = Path(__file__).parent.parent / "toolkit" / "data" / "school.example.toml"


def school_of(folder: Path, content: str) -> tuple[School, list[str]]:
    path = folder / "school.toml"
    path.write_text(content, encoding="utf-8")
    school, faults = load_school(path)
    return school, [fault.what for fault in faults]


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.toml")), ids=lambda path: path.stem)
def test_a_broken_school_gets_exactly_the_faults_it_has(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    said = [line.removeprefix("# fault: ") for line in lines if line.startswith("# fault: ")]
    _, faults = load_school(path)
    where = f"tests/data/broken/schools/{path.name}: "
    assert [f"{fault.where}: {fault.what}".removeprefix(where) for fault in faults] == said
    assert all(isinstance(fault, DataError) and fault.fix for fault in faults)


def test_a_misspelt_key_gets_its_near_match() -> None:
    _, (fault,) = load_school(BROKEN / "key-misspelt.toml")
    assert fault.fix == "did you mean colour?"


def test_what_is_sound_in_a_broken_school_is_still_read() -> None:
    school, _ = load_school(BROKEN / "several-faults.toml")
    assert school == School(lead="Ms. Alvarez")


def test_every_broken_logo_is_used() -> None:
    named = "".join(path.read_text(encoding="utf-8") for path in BROKEN.glob("*.toml"))
    assert [path.name for path in (BROKEN / "logos").iterdir() if path.name not in named] == []


def test_a_missing_school_file_is_a_fault(tmp_path: Path) -> None:
    school, (fault,) = load_school(tmp_path / "none.toml")
    assert school == EMPTY
    assert fault.what == "cannot be read: No such file or directory"


# --- the example


def test_the_example_loads_clean_and_shows_every_field() -> None:
    school, faults = load_school(EXAMPLE)
    assert not faults
    filled = {field.name for field in fields(school) if getattr(school, field.name)}
    assert filled == {field.name for field in fields(school)} - {"logo", "colour_note"}


def test_the_example_loads_clean_with_its_logo_line_switched_on(tmp_path: Path) -> None:
    content = EXAMPLE.read_text(encoding="utf-8").replace("# logo =", "logo =")
    (tmp_path / "logo.png").write_bytes((GOOD / "logo.png").read_bytes())
    school, faults = school_of(tmp_path, content)
    assert not faults
    assert school.logo


# --- fields


def test_everything_is_optional(tmp_path: Path) -> None:
    assert school_of(tmp_path, "") == (EMPTY, [])
    assert school_of(tmp_path, 'name = ""\nlogo = ""\ncolour = ""\n') == (EMPTY, [])


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "St. Mary’s “Upper”",
        "مدرسة النور",
        "Rainbow 🌈 School",
        "{{ x }}",
    ],
)
def test_a_name_is_text_whatever_it_looks_like(name: str, tmp_path: Path) -> None:
    school, faults = school_of(tmp_path, f"name = '''{name}'''")
    assert not faults
    assert school.name == name


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn"]), max_size=120)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_comes_out_as_it_went_in(tmp_path: Path, name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    school, faults = school_of(tmp_path, f'name = "{quoted}"')
    assert not faults
    assert school.name == (name.strip() or None)


@pytest.mark.parametrize("phone", ["(360) 555-0142, ext. 12", "+49 30 123456", "٠١٢٣ ٤٥٦"])
def test_a_phone_is_kept_as_the_school_writes_it(phone: str, tmp_path: Path) -> None:
    assert school_of(tmp_path, f'phone = "{phone}"')[0].phone == phone


@pytest.mark.parametrize("website", ["www.example.org/help", "https://www.example.org/help/"])
def test_a_website_is_shown_without_its_scheme(website: str, tmp_path: Path) -> None:
    assert school_of(tmp_path, f'website = "{website}"')[0].website == "www.example.org/help"


def test_a_readable_colour_is_kept_without_a_note(tmp_path: Path) -> None:
    school, _ = school_of(tmp_path, 'colour = "#1F5FA8"')
    assert (school.colour, school.colour_note) == ("#1f5fa8", "")


def test_a_light_colour_is_darkened_and_said(tmp_path: Path) -> None:
    school, faults = school_of(tmp_path, 'colour = "#ffcc00"')
    assert not faults
    assert school.colour
    assert contrast(school.colour, "#eaf3f2") >= READABLE
    assert school.colour_note == (
        f"#ffcc00 is too light to be read; {school.colour} is used instead"
    )


# --- logos


@pytest.mark.parametrize(
    ("name", "suffix", "mime"),
    [
        ("logo.png", "png", "image/png"),
        ("logo-by-another-name.gif", "jpg", "image/jpeg"),
        ("logo.svg", "svg", "image/svg+xml"),
    ],
)
def test_a_logo_is_known_by_its_content(name: str, suffix: str, mime: str) -> None:
    content = (GOOD / name).read_bytes()
    logo = read_logo(content)
    assert (logo, logo.mime) == (Logo(content, suffix), mime)
    assert pickle.loads(pickle.dumps(logo)) == logo


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_an_svg_may_be_in_any_encoding_xml_knows(encoding: str) -> None:
    content = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'.encode(encoding)
    assert read_logo(content).suffix == "svg"


def test_a_document_type_cannot_hide_in_another_encoding() -> None:
    svg = '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    with pytest.raises(Invalid, match="document type"):
        read_logo(svg.encode("utf-16"))


def test_a_logo_may_lie_in_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes((GOOD / "logo.png").read_bytes())
    school, faults = school_of(tmp_path, 'logo = "pictures/a.png"')
    assert not faults
    assert school.logo == Logo((GOOD / "logo.png").read_bytes(), "png")


def test_a_twenty_megabyte_logo_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "huge.png").open("wb") as file:
        file.write((GOOD / "logo.png").read_bytes())
        file.truncate(20_000_000)
    assert school_of(tmp_path, 'logo = "huge.png"') == (EMPTY, ["is larger than 2 MB"])


def test_a_logo_of_just_the_limit_is_read() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    assert read_logo(svg.ljust(MAX_BYTES)).suffix == "svg"
    with pytest.raises(Invalid, match="larger than 2 MB"):
        read_logo(svg.ljust(MAX_BYTES + 1))


def test_a_link_may_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "school"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes((GOOD / "logo.png").read_bytes())
    (inside / "logo.png").symlink_to(tmp_path / "secret.png")
    assert school_of(inside, 'logo = "logo.png"') == (
        EMPTY,
        ["'logo.png' links outside the school's folder"],
    )


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to(tmp_path / "b.png")
    (tmp_path / "b.png").symlink_to(tmp_path / "a.png")
    school, (fault,) = school_of(tmp_path, 'logo = "a.png"')
    assert school == EMPTY
    assert re.match(r"cannot read 'a\.png': ", fault)


@given(st.data())
def test_a_damaged_picture_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(
        (GOOD / data.draw(st.sampled_from(sorted(p.name for p in GOOD.iterdir())))).read_bytes()
    )
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Invalid):
        read_logo(bytes(content[: data.draw(st.integers(0, len(content)))]))


@given(st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_path_leads_to_a_logo_inside_or_is_refused(tmp_path: Path, name: str) -> None:
    quoted = "".join(f"\\U{ord(character):08x}" for character in name)
    school, faults = school_of(tmp_path, f'logo = "{quoted}"')
    assert school == EMPTY
    assert len(faults) == bool(name.strip())
