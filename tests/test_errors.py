from __future__ import annotations

import pickle

import pytest

from toolkit.errors import DataError, ExitCode, Faults, OutputError, ToolkitError, UsageError


def test_message_says_where_what_and_what_to_do() -> None:
    error = DataError("US.toml: hotline.us-988.phone", "cannot dial '98-8'", "use digits only")
    assert str(error) == "US.toml: hotline.us-988.phone: cannot dial '98-8' (use digits only)"


def every_class(base: type[ToolkitError] = ToolkitError) -> list[type[ToolkitError]]:
    return [each for sub in base.__subclasses__() for each in (sub, *every_class(sub))]


@pytest.mark.parametrize("cls", every_class())
def test_errors_survive_the_way_back_from_a_worker(cls: type[ToolkitError]) -> None:
    back = pickle.loads(pickle.dumps(cls("where", "what", "fix")))
    assert type(back) is cls
    assert (back.where, back.what, back.fix) == ("where", "what", "fix")


@pytest.mark.parametrize("cls", every_class())
def test_every_class_has_an_exit_code_that_is_not_success(cls: type[ToolkitError]) -> None:
    assert cls.exit_code not in (ExitCode.OK, ExitCode.BUG)


def test_faults_name_every_fault_and_take_the_first_one_s_exit_code() -> None:
    faults = Faults((UsageError("a", "b", "c"), OutputError("d", "e", "f")))
    assert str(faults) == "a: b (c)\nd: e (f)"
    assert faults.exit_code is ExitCode.USAGE


def test_faults_without_a_fault_is_a_bug() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Faults(())
