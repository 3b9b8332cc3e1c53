"""The preview as a translator meets it: a real server, a real browser."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
import uvicorn
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import FLAGS, executable
from tests.make import ROOT, TODAY
from toolkit.preview.desk import Wanted, desk
from toolkit.preview.server import Preview
from toolkit.preview.serving import bind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.project import Project

HELLO = "It is <b>never</b> your fault."


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        try:
            yield browser.new_page(viewport={"width": 1500, "height": 1000})
        finally:
            browser.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Serve the preview of a locale of a project on a port of its own; give its address."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(root: Path, code: str) -> str:
        listening = bind(0)
        opened = desk(root, code, TODAY)
        application = Preview(opened, Wanted("", code, "US", "letter")).application()
        server = uvicorn.Server(
            uvicorn.Config(application, log_level="error", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        running.append((server, thread))
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(timeout=10)


def test_every_sheet_is_listed_with_how_far_it_is(
    project: Project, serve: Callable[..., str], tab: Page
) -> None:
    project.edit(project.po("es"), "<b>Nunca</b> es culpa tuya.", "")
    tab.goto(serve(project.root, "es"))
    expect(tab.locator("#index a")).to_have_count(2)
    expect(tab.locator("#index")).to_contain_text("5 of 6 translated")
    tab.locator("#index a").first.click()
    expect(tab.locator("#own .page")).to_have_count(1)


def test_a_sentence_tells_its_message_in_both_languages(
    project: Project, serve: Callable[..., str], tab: Page
) -> None:
    tab.goto(f"{serve(project.root, 'es')}/m/card")
    tab.locator("#own .place", has_text="").nth(1).wait_for()
    tab.locator(f'#own .place[aria-label="{HELLO}"]').first.click()
    expect(tab.locator("#details")).to_contain_text("Nunca")
    expect(tab.locator("#po")).to_contain_text("locales/es/LC_MESSAGES/messages.po:")
    expect(tab.locator("#source .place.chosen").first).to_be_visible()
    tab.keyboard.press("ArrowDown")
    expect(tab.locator("#list [aria-current=true]")).not_to_have_text("It is never your fault.")


def test_untranslated_words_are_marked_and_the_page_is_not_for_print(
    project: Project, serve: Callable[..., str], tab: Page
) -> None:
    project.edit(project.po("es"), "<b>Nunca</b> es culpa tuya.", "")
    tab.goto(f"{serve(project.root, 'es')}/m/card")
    expect(tab.locator("#own .place.missing").first).to_be_visible()
    expect(tab.locator("#own .page.unfinished")).to_have_count(1)
    expect(tab.locator("#source .page.unfinished")).to_have_count(0)


def test_a_saved_translation_is_on_the_page_without_being_asked_for(
    project: Project, serve: Callable[..., str], tab: Page
) -> None:
    project.edit(project.po("es"), "<b>Nunca</b> es culpa tuya.", "")
    tab.goto(f"{serve(project.root, 'es')}/m/card")
    expect(tab.locator("#own .place.missing").first).to_be_visible()
    tab.locator("#own .place.missing").first.click()
    project.edit(
        project.po("es"), f'msgid "{HELLO}"\nmsgstr ""', f'msgid "{HELLO}"\nmsgstr "<b>Nunca</b>."'
    )
    expect(tab.locator("#own .place.missing")).to_have_count(0)
    expect(tab.locator("#msgstr")).to_have_text("<b>Nunca</b>.")
    expect(tab.locator("#own .page.unfinished")).to_have_count(0)


def test_a_half_saved_file_is_said_and_the_pages_stay(
    project: Project, serve: Callable[..., str], tab: Page
) -> None:
    tab.goto(f"{serve(project.root, 'es')}/m/card")
    expect(tab.locator("#own .page")).to_have_count(1)
    project.write(project.po("es"), b'msgid "Keep safe\nmsgstr')
    expect(tab.locator("#problem")).to_contain_text("messages.po")
    expect(tab.locator("#own .page")).to_have_count(1)


def test_the_page_is_read_from_right_to_left(serve: Callable[..., str], tab: Page) -> None:
    tab.goto(f"{serve(ROOT, 'ar')}/m/picture-threat-13-17")
    headline = tab.locator('#own .place[aria-label="Threatened with a picture?"]').first
    headline.click(timeout=30_000)
    expect(tab.locator("#msgstr")).to_have_attribute("dir", "rtl")
    own = tab.locator("#own .page").bounding_box()
    place = headline.bounding_box()
    assert own
    assert place
    # An Arabic headline begins at the right.
    assert place["x"] + place["width"] > own["x"] + own["width"] * 0.8


def test_nothing_but_this_machine_may_ask(project: Project, serve: Callable[..., str]) -> None:
    import urllib.error
    import urllib.request

    asked = urllib.request.Request(serve(project.root, "es"), headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(asked)
