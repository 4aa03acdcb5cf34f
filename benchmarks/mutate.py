"""Mutation testing: how many small faults in the rules get past the tests of their own folder.

Numba has nothing to compile here: with `NUMBA_DISABLE_JIT=1` rules are plain functions, and a fault is put into one of
them in a process that has loaded everything already. Tests that take longer than `--seconds` without compilation are
left out, so what survives here may still be caught by whole runs.
"""

import argparse
import contextlib
import importlib
import io
import multiprocessing
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from benchmarks.mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[1]
RULES = ROOT / "simulation" / "rules"
_OPTIONS = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", "--hypothesis-seed=0", "-m", "not long")
_PATIENCE = 20  # times as long as without a fault may a test run last, for some faults never end


class _Limit:
    """A plugin that ends tests that take too long, and notes those that do not."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.quick: list[str] = []

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Let a test run until its time is over."""
        signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, self._seconds)
        outcome: Any = yield
        signal.setitimer(signal.ITIMER_REAL, 0.0)
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


def survives(mutant: Mutant, tests: Sequence[str], seconds: float) -> bool:
    """Tell whether no test fails with a fault; one that never ends is found."""
    process = multiprocessing.get_context("fork").Process(target=_try, args=(mutant, tests))
    process.start()
    process.join(seconds)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode == 0


def _try(mutant: Mutant, tests: Sequence[str]) -> None:
    dotted = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)
    function: Any = getattr(importlib.import_module(dotted), mutant.name)
    assert isinstance(function, FunctionType)
    mutant.plant(function)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    os._exit(int(pytest.main([*_OPTIONS, *tests]) != 0))


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
        left = []
        for mutant in mutants:
            if survives(mutant, tests, patience):
                left.append(mutant)
                print(f"  survives  {mutant}", flush=True)
        print(f"{folder}: {len(left)} of {len(mutants)} survive {len(tests)} tests", flush=True)


if __name__ == "__main__":
    main()
