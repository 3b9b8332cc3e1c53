"""``generate.py``, run as a person runs it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

import generate
from tests.make import ROOT, TODAY
from tests.project import Project
from toolkit.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

NOT_SET_UP = "generate.py: not set up yet (run: make)\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path / "project").with_code()


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_without_its_packages_one_line_says_what_to_do(tmp_path: Path) -> None:
    shutil.copy(ROOT / "generate.py", tmp_path)
    said = run(tmp_path, sys.executable, "-I", "-S", "generate.py", "build")
    assert (said.returncode, said.stdout, said.stderr) == (ExitCode.ENVIRONMENT, "", NOT_SET_UP)


@pytest.mark.parametrize("lacking", generate.PACKAGES)
def test_a_single_package_that_lacks_is_noticed(
    lacking: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "find_spec", lambda name: None if name == lacking else "there")
    monkeypatch.setattr(sys, "prefix", str(generate.VENV.parent.parent))
    assert generate.main() == ExitCode.ENVIRONMENT
    assert capsys.readouterr().err == NOT_SET_UP


def test_every_package_we_ask_for_is_looked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    imported = {"pillow": "PIL", "sse-starlette": "sse_starlette"}
    names = [re.split("[<>=!~]", each)[0] for each in project["dependencies"]]
    assert set(generate.PACKAGES) == {imported.get(name, name) for name in names}


def test_an_old_python_is_not_set_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 9))
    monkeypatch.setattr(sys, "prefix", str(generate.VENV.parent.parent))
    assert generate.main() == ExitCode.ENVIRONMENT
    assert capsys.readouterr().err == NOT_SET_UP


def test_the_project_s_own_environment_takes_over(tmp_path: Path) -> None:
    """Any Python will do to start with, once ``make`` has been run."""
    shutil.copy(ROOT / "generate.py", tmp_path)
    own = tmp_path / ".venv" / "bin" / "python"
    own.parent.mkdir(parents=True)
    own.write_text('#!/bin/sh\necho "own: $*"\nexit 5\n')
    own.chmod(0o755)
    said = run(tmp_path, sys.executable, "-I", "-S", "generate.py", "build", "-l", "es")
    assert (said.returncode, said.stdout) == (5, "own: generate.py build -l es\n")


def test_a_build_by_hand_prints_what_it_made_and_nothing_else(project: Project) -> None:
    command = (sys.executable, "generate.py", "--date", TODAY.isoformat(), "-l", "en", "-j", "1")
    said = run(project.root, *command)
    assert said.returncode == ExitCode.OK
    assert said.stderr == "2 made, 0 unchanged, 0 skipped, 0 failed, in output\n"
    assert said.stdout.splitlines()[0].split() == [
        *("region", "locale", "material", "paper", "pages", "type", "review", "state"),
    ]
    again = run(project.root, *command)
    assert again.stderr == "0 made, 2 unchanged, 0 skipped, 0 failed, in output\n"
    assert set(project.pdfs()) == {"US/en/card.letter.pdf", "US/en/poster.letter.pdf"}


def test_an_unchanged_build_does_not_load_the_renderer(project: Project) -> None:
    """A second run answers at once: it neither lays out a page nor reads a template."""
    project.build(locales=("en",))
    program = (
        "import sys; from toolkit.cli import main;"
        f"main(['-l', 'en', '-o', {str(project.output)!r}, '--date', '{TODAY}']);"
        "print(sorted({'weasyprint', 'jinja2', 'phonenumbers', 'PIL'} & sys.modules.keys()))"
    )
    said = run(project.root, sys.executable, "-c", program)
    assert said.stderr == f"0 made, 2 unchanged, 0 skipped, 0 failed, in {project.output}\n"
    assert said.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_gets_no_traceback(project: Project) -> None:
    said = run(project.root, "sh", "-c", f"{sys.executable} generate.py list --json | head -c 5")
    assert "Traceback" not in said.stderr
    assert "Error" not in said.stderr
