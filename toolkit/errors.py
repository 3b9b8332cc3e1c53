"""One error tree, one message form, an exit code a class."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the process ends with; documented in the README.

    2 is what Typer itself uses for a wrong command line.
    """

    OK = 0
    BUG = 1
    USAGE = 2
    DATA = 3
    TRANSLATION = 4
    RENDER = 5
    OUTPUT = 6
    ENVIRONMENT = 7
    SKIPPED = 8


class ToolkitError(Exception):
    """A fault the user can mend: ``where: what is wrong (what to do)``.

    Attributes:
        where: File and key path, option, material, or locale the fault is in.
        what: What is wrong.
        fix: What to do about it.
    """

    exit_code: ClassVar[ExitCode]

    def __init__(self, where: str, what: str, fix: str) -> None:
        # All of them: an exception that does not unpickle takes the worker pool down with it.
        super().__init__(where, what, fix)
        self.where = where
        self.what = what
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.fix})"

    # By value: what two materials share is named once.
    def __eq__(self, other: object) -> bool:
        return isinstance(other, ToolkitError) and (type(self), self.args) == (
            type(other),
            other.args,
        )

    def __hash__(self) -> int:
        return hash((type(self), self.args))


class UsageError(ToolkitError):
    """An option names something that does not exist."""

    exit_code = ExitCode.USAGE


class DataError(ToolkitError):
    """A data file (material, region pack, school pack) is wrong."""

    exit_code = ExitCode.DATA


class TranslationError(ToolkitError):
    """A translation catalogue is broken, or says something its source does not."""

    exit_code = ExitCode.TRANSLATION


class RenderError(ToolkitError):
    """A template or an asset stops a sheet from being made."""

    exit_code = ExitCode.RENDER


class DoesNotFit(RenderError):
    """The text does not fit its pages at the smallest legible type."""


class OutputError(ToolkitError):
    """The output folder cannot be written."""

    exit_code = ExitCode.OUTPUT


class EnvironmentFault(ToolkitError):
    """The machine lacks a library or a font."""

    exit_code = ExitCode.ENVIRONMENT


class Faults(Exception):
    """Every fault found in one go; ``exit_code`` is the first one's.

    Raises:
        ValueError: ``faults`` is empty.
    """

    def __init__(self, faults: tuple[ToolkitError, ...]) -> None:
        if not faults:
            raise ValueError("Faults needs at least one fault")
        super().__init__(faults)
        self.faults = faults

    @property
    def exit_code(self) -> ExitCode:
        return self.faults[0].exit_code

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)
