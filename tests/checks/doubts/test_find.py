from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.make import catalog
from toolkit.checks.doubts.find import find
from toolkit.errors import Faults

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.checks.doubts.find import Found

TEXTS = {"Stop.": "Para", "Go.": "Ve."}
EXEMPT = '[[exempt]]\nrule = "{}"\nmsgid = "{}"\nwhy = "a label"\n'


def found(folder: Path, glossary: str = "", fuzzy: tuple[str, ...] = ()) -> Found:
    (folder / "es.toml").write_text(glossary, encoding="utf-8")
    return find(catalog("es", TEXTS, fuzzy=fuzzy), folder, ("es",), lambda msgid: (f"on {msgid}",))


def test_a_doubt_tells_where_what_and_on_which_sheets(tmp_path: Path) -> None:
    (doubt,) = found(tmp_path).doubts
    assert str(doubt) == (
        'locale es:0 "Stop.": ends with “a” where the English ends with “.” (end it with .); '
        "prints on on Stop."
    )
    assert doubt.rule == "punctuation"


def test_an_exempt_text_is_not_named(tmp_path: Path) -> None:
    assert found(tmp_path, EXEMPT.format("punctuation", "Stop.")).doubts == ()


@pytest.mark.parametrize(("rule", "msgid"), [("copied", "Stop."), ("punctuation", "Gone")])
def test_an_exemption_that_excuses_nothing_is_named(tmp_path: Path, rule: str, msgid: str) -> None:
    doubts = {each.rule: each.what for each in found(tmp_path, EXEMPT.format(rule, msgid)).doubts}
    assert doubts["exempt"] == f"exempt from {rule}, and nothing is found there"
    assert "punctuation" in doubts


def test_an_exemption_waits_for_its_translation(tmp_path: Path) -> None:
    assert found(tmp_path, EXEMPT.format("punctuation", "Stop."), fuzzy=("Stop.",)).doubts == ()


def test_a_rule_that_cannot_run_is_told_and_its_exemptions_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    given = EXEMPT.format("punctuation", "Stop.") + EXEMPT.format("spelling", "Go.")
    result = found(tmp_path, given)
    assert result.doubts == ()
    assert result.left_out == ("spelling: hunspell is not installed (run: make translate)",)


def test_an_own_word_is_read_from_beside_the_glossary(tmp_path: Path) -> None:
    texts = {"A": "Repórtalo"}
    (tmp_path / "es.words").write_text("repórtalo\n", encoding="utf-8")
    assert find(catalog("es", texts), tmp_path, (), lambda _: ()).doubts == ()
    (tmp_path / "es.words").unlink()
    (doubt,) = find(catalog("es", texts), tmp_path, (), lambda _: ()).doubts
    assert doubt.rule == "spelling"


def test_a_broken_glossary_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Faults):
        found(tmp_path, '[[exempt]]\nrule = "copied"\n')
