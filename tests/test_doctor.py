from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from tests.make import ROOT
from toolkit import doctor, fonts, locales
from toolkit.doctor import Finding, examine
from toolkit.errors import EnvironmentFault
from toolkit.render import breaking


@pytest.fixture(autouse=True)
def _fresh() -> Any:
    """Forget which fonts there are: these tests take some away."""
    fonts.installed.cache_clear()
    yield
    fonts.installed.cache_clear()


def bad() -> dict[str, Finding]:
    return {each.what: each for each in examine() if not each.good}


def test_a_machine_that_can_run_the_tests_lacks_nothing() -> None:
    assert bad() == {}
    assert all(each.found and not each.fix for each in examine())


def test_every_package_and_every_script_is_looked_at() -> None:
    seen = {each.what for each in examine()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {re.split("[<>=!~]", each)[0] for each in project["dependencies"]} <= seen
    assert {f"font for {script}" for script in locales.faces()} <= seen
    assert {"Python", "Pango", "fontconfig", "HarfBuzz"} <= seen


def test_a_missing_font_is_named_with_its_script(monkeypatch: pytest.MonkeyPatch) -> None:
    every = fonts.installed()
    monkeypatch.setattr(fonts, "installed", lambda: every - {"Noto Naskh Arabic"})
    assert bad() == {
        "font for Arab": Finding("font for Arab", "Noto Naskh Arabic", good=False, fix="run: make")
    }


def test_a_machine_without_fontconfig_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> NoReturn:
        raise FileNotFoundError("fc-list")

    monkeypatch.setattr(subprocess, "run", none)
    assert bad() == {
        "fonts": Finding("fonts", "cannot list the fonts", good=False, fix="run: make")
    }
    with pytest.raises(EnvironmentFault, match="cannot list the fonts"):
        fonts.installed()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    version = metadata.version

    def lacking(name: str) -> str:
        if name == "pillow":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", lacking)
    assert bad() == {"pillow": Finding("pillow", "-", good=False, fix="run: make")}


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = (("Pango", ("libnowhere-1.0.so.0",)),)
    monkeypatch.setattr(doctor, "LIBRARIES", nowhere)
    assert bad() == {"Pango": Finding("Pango", "-", good=False, fix="run: make")}


def test_what_breaks_lines_is_not_needed_to_print(monkeypatch: pytest.MonkeyPatch) -> None:
    what = "lines of Thai, Khmr, Laoo, Mymr"
    assert Finding(what, f"icu4py {metadata.version('icu4py')}", good=True) in examine()
    monkeypatch.setattr(breaking, "version", lambda: "")
    assert bad() == {}
    assert "make breaking" in {each.what: each for each in examine()}[what].found


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "sys", SimpleNamespace(version_info=(3, 10, 0)))
    assert list(bad()) == ["Python"]
    assert sys.version_info >= (3, 11)


def test_a_family_of_several_names_is_known_by_each(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = SimpleNamespace(stdout="Noto Sans CJK SC,Noto Sans CJK SC Bold\nA\\-B\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: listed)
    assert fonts.installed() == {"Noto Sans CJK SC", "Noto Sans CJK SC Bold", "A-B"}
