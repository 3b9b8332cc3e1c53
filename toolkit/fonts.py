"""Which font families this machine has, as fontconfig (and so Pango) sees them."""

from __future__ import annotations

import subprocess
from functools import cache

from toolkit.errors import EnvironmentFault


@cache
def installed() -> frozenset[str]:
    """Name every installed family.

    Raises:
        EnvironmentFault: fontconfig is not installed.
    """
    try:
        listed = subprocess.run(
            ["fc-list", "--format", "%{family}\n"],  # noqa: S607 - found on PATH, as Pango's is
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise EnvironmentFault("fontconfig", "cannot list the fonts", "run: make") from error
    return frozenset(
        name.strip().replace("\\-", "-") for line in listed.splitlines() for name in line.split(",")
    )
