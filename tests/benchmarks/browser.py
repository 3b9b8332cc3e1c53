"""Headless Chromium printing the very same pages."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import (  # type: ignore[import-not-found, unused-ignore]
    Page,
    sync_playwright,
)

from tests.browser import FLAGS
from toolkit.render.fit import BODY_PT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from toolkit.produce import Task
    from toolkit.render.html import Composed


class Browser:
    """One warm browser, one tab."""

    def __init__(self, tab: Page, version: str) -> None:
        self.version = version
        self._tab = tab

    def print(self, page: Path) -> bytes:
        """Load ``page`` and print it: tagged, with an outline, its own page size and colours."""
        self._tab.goto(page.as_uri())
        pdf: bytes = self._tab.pdf(
            prefer_css_page_size=True, print_background=True, tagged=True, outline=True
        )
        return pdf


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """Start the browser at ``path`` once, for as many pages as wanted."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield Browser(chromium.new_page(), chromium.version)
        finally:
            chromium.close()


def write_pages(tasks: Iterable[Task], templates: Path, folder: Path) -> tuple[Path, ...]:
    """Write each composed sheet as a page a browser can open."""
    folder.mkdir()
    pages = []
    for number, task in enumerate(tasks):
        page = folder / f"{number}.html"
        page.write_text(_page(task.composed, templates), encoding="utf-8")
        pages.append(page)
    return tuple(pages)


def _page(composed: Composed, templates: Path) -> str:
    """Undo what composing does for a worker: link the style sheets, say where addresses start."""
    base = f'<head><base href="{templates.as_uri()}/">'
    links = "".join(f'<link rel="stylesheet" href="{each.name}">' for each in composed.stylesheets)
    html = composed.html.replace("<html ", f'<html style="font-size: {BODY_PT}pt" ', 1)
    return html.replace("<head>", base, 1).replace("</style>", f"</style>{links}", 1)
