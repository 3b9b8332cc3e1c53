"""``python -m tests.benchmarks [--json]``: measure everything in one run. It informs: exit 0."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import builds, kit, rows, sheets, size
from tests.benchmarks.rows import Row
from tests.benchmarks.stopwatch import one_core
from toolkit.cli import show
from toolkit.errors import Faults


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as scratch:
        try:
            found, machine = measure(Path(scratch))
        except Faults as faults:
            show.error(str(faults))
            show.note("nothing measured: the project does not load")
            return 0
    (rows.as_json if arguments.json else rows.as_table)(found, machine)
    return 0


def measure(scratch: Path) -> tuple[list[Row], dict[str, object]]:
    """Take every measure; also say on what machine."""
    busy = os.getloadavg()[0]
    show.note("the sample …")
    made = kit.make(scratch / "kit")
    for fault in made.left_out:
        show.note(f"left out: {fault}")
    with one_core() as pinned:
        show.note("beside Chromium …")
        found, cold = sheets.measure(made, scratch)
        show.note("unchanged …")
        found += builds.unchanged(made, scratch, cold)
        found += builds.start(made)
    show.note("memory and size …")
    found += size.memory(made)
    found += size.sizes(made)
    show.note("the whole kit …")
    found += builds.whole_kit(made, scratch)
    show.note("two workers …")
    found += builds.two_workers(made, scratch, cold / len(made.tasks))
    show.note("one string changed …")
    found += builds.string_changed(made, scratch)
    return found, _machine(pinned, busy)


def _machine(pinned: str, busy: float) -> dict[str, object]:
    return {
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "busy before the start": f"{busy:.1f} of them",
        "python": platform.python_version(),
        "weasyprint": version("weasyprint"),
        "side by side": pinned,
    }


if __name__ == "__main__":
    sys.exit(main())
