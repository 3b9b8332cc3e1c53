"""A Chromium that is installed on this machine."""

from __future__ import annotations

import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
MAC = "/Applications/{}.app/Contents/MacOS/{}"
# No sandbox: it does not start as root. The rest: nothing in the background, no network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Find an installed Chromium; None without one."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    mac = [MAC.format(name, name) for name in ("Chromium", "Google Chrome")]
    found += [path for path in mac if Path(path).exists()]
    return found[0] if found else None
