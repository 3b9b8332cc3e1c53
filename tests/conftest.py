from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.project import Project
from tests.verapdf import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def verapdf() -> Iterator[Validator]:
    """Start the PDF/UA-1 engine, once a worker, when the first test asks for it."""
    with Validator() as validator:
        yield validator


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a small project of its own, so that no test depends on the shipped words."""
    return Project.make(tmp_path / "project")
