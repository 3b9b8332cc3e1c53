"""Every catalogue we ship, held to what its own tools and other people's say."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from toolkit import locales
from toolkit.checks.doubts.find import find
from toolkit.load import load_packs
from toolkit.materials import load_materials
from toolkit.translations.catalog import available, load, po_path
from toolkit.translations.notes import Notes
from toolkit.translations.po import dump, read

if TYPE_CHECKING:
    from toolkit.translations.po import Po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "locales"
CODES = available(FOLDER)

# Filters of pofilter that are left out, and why.
LEFT_OUT = {
    "acronyms": "US and the names of organisations have others in other languages",
    "brackets": "a term may be explained in brackets",
    "doublewords": "right in French (vous vous), Vietnamese (con con) and over a full stop",
    "doublequoting": "each language has quotation marks of its own: our rule punctuation",
    "endpunc": "a question may become a statement: our rule punctuation",
    "isfuzzy": "is not printed, and `translations status` counts it",
    "long": "room is measured: translations check --fit",
    "puncspacing": "no space follows full-width marks: our rule punctuation",
    "sentencecount": "a sentence may become two",
    "short": "Chinese is; what was lost shows in placeholders, tags and numbers",
    "simplecaps": "other languages write other words with capitals",
    "singlequoting": "apostrophes are letters of words in English, and in few other languages",
    "spellcheck": "our rule spelling, with a list of words a language",
    "startcaps": "a text may begin with a number or another script",
    "startpunc": "Spanish begins questions with a mark, Arabic texts with a letter",
    "unchanged": "our rule copied",
    "untranslated": "is not printed, and `translations status` counts it",
}


def filtered(path: Path) -> list[str]:
    """Run pofilter; name each filter that finds something."""
    out = path.with_suffix(".filtered.po")
    without = [f"--excludefilter={name}" for name in LEFT_OUT]
    command = [sys.executable, "-m", "translate.filters.pofilter", "--progress=none", "--nofuzzy"]
    language = f"--language={path.parents[1].name}"
    subprocess.run([*command, language, *without, str(path), str(out)], check=True)
    lines = out.read_text("utf-8").splitlines() if out.is_file() else []
    return [line for line in lines if "(pofilter)" in line]


@pytest.fixture
def catalogue(code: str, tmp_path: Path) -> Path:
    """Copy a catalogue, with the name of its language as its folder."""
    path = po_path(tmp_path, code)
    path.parent.mkdir(parents=True)
    return Path(shutil.copy(po_path(FOLDER, code), path))


def entries(po: Po) -> dict[Any, tuple[Any, ...]]:
    return {
        message.id: (
            message.string,
            sorted(message.flags),
            message.auto_comments,
            message.user_comments,
            sorted(path for path, _ in message.locations),
            message.previous_id,
        )
        for message in (*po, *po.obsolete.values())
        if message.id
    }


def parsed(path: Path) -> Po:
    po, faults = read(path, path.name)
    assert faults == []
    assert po is not None
    return po


def test_every_placeholder_of_the_templates_is_explained() -> None:
    materials, _ = load_materials(ROOT / "templates" / "materials")
    assert Notes(ROOT, materials).unexplained() == ()


# What a person has to weigh, and may leave: `translations check` lists it.
FOR_PEOPLE = ("glossary", "punctuation", "spelling")


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_avoided_left_in_english_or_in_another_language(code: str) -> None:
    catalog, _ = load(FOLDER, locales.get(code))
    found = find(catalog, FOLDER / "glossary", CODES, lambda _: ())
    serious = [each for each in found.doubts if each.rule not in FOR_PEOPLE]
    assert [str(each) for each in serious] == []
    assert all("no dictionary is known" in each for each in found.left_out)


@pytest.mark.parametrize("code", CODES)
def test_msgfmt_accepts_it(code: str) -> None:
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(po_path(FOLDER, code))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("code", CODES)
def test_pofilter_accepts_it(catalogue: Path) -> None:
    assert filtered(catalogue) == []


def test_pofilter_does_run(tmp_path: Path) -> None:
    path = po_path(tmp_path, "es")
    path.parent.mkdir(parents=True)
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(f'{text}msgid "Call %(number)s"\nmsgstr "Llama al %(numero)s"\n', "utf-8")
    assert filtered(path)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "tool",
    [
        ["msgcat"],
        ["msgattrib"],
        ["msgconv", "--to-code=UTF-8"],
        ["msgmerge", "--previous"],
    ],
    ids=lambda tool: tool[0],
)
def test_gettext_tools_lose_nothing(catalogue: Path, tool: list[str]) -> None:
    before = parsed(catalogue)
    out = catalogue.with_name("out.po")
    # A catalogue is its own template here: what changes is then the tool's doing.
    more = [str(catalogue)] if tool[0] == "msgmerge" else []
    command = [*tool, "--output-file", str(out), str(catalogue), *more]
    subprocess.run(command, check=True, capture_output=True)
    after = parsed(out)
    assert after.headers() == before.headers()
    assert after.header_comment == before.header_comment
    assert entries(after) == entries(before)


@pytest.mark.parametrize("code", CODES)
def test_reading_and_writing_changes_no_byte(code: str) -> None:
    path = po_path(FOLDER, code)
    po = parsed(path)
    po.forms = int(po.headers()["Plural-Forms"].partition("nplurals=")[2][0])
    assert dump(po) == path.read_text("utf-8")


def test_a_language_cldr_does_not_know_names_every_country_and_language_by_itself() -> None:
    """Else another language's name stands in the middle of a sentence."""
    regions = load_packs(ROOT, ("all",))
    countries = {region.country for region in regions if not region.name}
    spoken = {code for region in regions for line in region.hotlines for code in line.languages}
    wanted = countries | {code.partition("_")[0] for code in spoken}
    own = [locale for locale in map(locales.get, CODES) if locale.names]
    assert own
    for locale in own:
        assert wanted - dict(locale.names).keys() == set(), locale.code
