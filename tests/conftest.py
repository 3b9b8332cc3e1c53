from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.verapdf import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def verapdf() -> Iterator[Validator]:
    """Start the PDF/UA-1 engine, once a worker, when the first test asks for it."""
    with Validator() as validator:
        yield validator
