"""Mutation testing: how many small faults in the rules get past the tests of their own folder.

Numba has nothing to compile here: with `NUMBA_DISABLE_JIT=1` rules are plain functions, and a fault is put into one of
them in a process that has loaded everything already. Tests that take longer than `--seconds` without compilation are
left out, so what survives here may still be caught by whole runs. All limits are of processor time, so that a busy
machine finds the same survivors.
"""

import argparse
import contextlib
import importlib
import io
import math
import os
import random
import resource
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from benchmarks.mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[1]
RULES = ROOT / "simulation" / "rules"
_OPTIONS = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", "--hypothesis-seed=0", "-m", "not long")
_PATIENCE = 20  # seconds more than without a fault may a test run take, for some faults never end


class _Limit:
    """A plugin that ends tests that take too long, and notes those that do not."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.quick: list[str] = []

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Let a test run until its time is over."""
        signal.signal(signal.SIGPROF, _stop)
        signal.setitimer(signal.ITIMER_PROF, self._seconds)
        outcome: Any = yield
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        if outcome.excinfo is None:
            self.quick.append(item.nodeid)


def _stop(*_: object) -> None:
    raise TimeoutError("too slow for a test of mutants")


def quick_tests(folder: str, seconds: float) -> list[str]:
    """Return the tests of a folder that pass within a time, by their names."""
    limit = _Limit(seconds)
    options = [option for option in _OPTIONS if option != "-x"]
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main([*options, f"tests/rules/{folder}"], plugins=[limit])
    return limit.quick


class _Trial:
    """A plugin that runs the collected tests once for each mutant, in a process of its own, instead of once."""

    def __init__(self, mutants: Sequence[Mutant], seconds: float) -> None:
        self._mutants = mutants
        self._seconds = seconds
        self.survivors: list[Mutant] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Note the mutants with which no test fails; one with which a test never ends is found."""
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking; no thread of a library is used beyond it
        for mutant in self._mutants:
            process = os.fork()
            if process == 0:
                resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(self._seconds), math.ceil(self._seconds)))
                mutant.plant(_loaded(mutant))
                os._exit(any(_fails(item) for item in _own_first(mutant, session.items)))
            if os.waitpid(process, 0)[1] == 0:
                self.survivors.append(mutant)
        return True


def _loaded(mutant: Mutant) -> FunctionType:
    dotted = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)
    function = getattr(importlib.import_module(dotted), mutant.name)
    assert isinstance(function, FunctionType)
    return function


def _own_first(mutant: Mutant, items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Return the tests with those of the mutant's own rule at the head, which find most of its faults."""
    return sorted(items, key=lambda item: item.path.name != f"test_{mutant.path.name}")


def _fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def survivors(mutants: Sequence[Mutant], tests: Sequence[str], seconds: float) -> list[Mutant]:
    """Return the mutants with which no test fails.

    Args:
        mutants: to try.
        tests: names of those to run.
        seconds: of processor time that all of them may take with one mutant; some faults never end.
    """
    trial = _Trial(mutants, seconds)
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main([*_OPTIONS, *tests], plugins=[trial])
    return trial.survivors


def sample(folder: str, count: int, seed: int) -> list[Mutant]:
    """Return mutants of the rules of a folder, drawn evenly from all, in the order of their lines."""
    every = [mutant for path in sorted((RULES / folder).glob("*.py")) for mutant in mutants_of(path)]
    chosen = random.Random(seed).sample(range(len(every)), min(count, len(every)))
    return [every[place] for place in sorted(chosen)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Report the survivors of each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    folders = sorted(path.name for path in RULES.iterdir() if (path / "__init__.py").exists())
    parser.add_argument("folders", nargs="*", default=folders, help="of the rules; all by default")
    parser.add_argument("--count", type=int, default=40, help="mutants a folder")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--seconds", type=float, default=0.5, help="that a test may take")
    given = parser.parse_args(arguments)
    if os.environ.get("NUMBA_DISABLE_JIT") != "1":
        sys.exit("Set NUMBA_DISABLE_JIT=1: faults are put into plain functions.")
    for folder in given.folders:
        tests = quick_tests(folder, given.seconds)
        mutants = sample(folder, given.count, given.seed)
        patience = _PATIENCE + given.seconds * len(tests)
        left = survivors(mutants, tests, patience)
        for mutant in left:
            print(f"  survives  {mutant}", flush=True)
        print(f"{folder}: {len(left)} of {len(mutants)} survive {len(tests)} tests", flush=True)


if __name__ == "__main__":
    main()
