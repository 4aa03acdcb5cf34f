"""Kills: whatever is ended with kill -9, and whenever, no finished run is lost and none is there twice."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.storage import parts
from experiments.storage.merging import done
from experiments.storage.packing import RUNS
from experiments.storage.sweep_folder import load_sweep
from tests.experiments.driver import killed_plan

ROOT = Path(__file__).parents[3]
PLAN = killed_plan()
HANGS = 600  # seconds after which even the busiest machine is not slow but stuck


class Kills:
    """Drivers on one folder after the other, which are killed or lose a worker until the sweep is done.

    Args:
        seconds: how long an undisturbed driver takes.
        seed: of the moments at which is killed.

    Attributes:
        of_drivers: how many drivers were killed while they were at work.
        of_workers: how many workers were.
    """

    def __init__(self, seconds: float, seed: int) -> None:
        self._seconds = seconds
        self._luck = random.Random(seed)
        self.of_drivers = 0
        self.of_workers = 0

    def sweep(self, folder: Path, drivers: int, workers: int) -> None:
        """Finish a sweep, with at most so many kills more on the way; check after each what is there."""
        before = np.zeros(PLAN.total, bool)
        while True:
            driver = started(folder)
            if self.of_drivers < drivers and self._luck.random() < 0.6:
                self._kill(driver)
            else:
                self._kill_workers(driver, workers)
            told = driver.communicate(timeout=HANGS)[1]
            if driver.returncode == 0:
                return
            assert driver.returncode == -signal.SIGKILL, told
            before = nothing_is_lost(folder, before)

    def _kill_workers(self, driver: subprocess.Popen[str], most: int) -> None:
        while self.of_workers < most and driver.poll() is None:
            time.sleep(self._luck.uniform(0, self._seconds / 2))
            if workers := workers_of(driver.pid):
                os.kill(self._luck.choice(workers), signal.SIGKILL)
                self.of_workers += 1

    def _kill(self, driver: subprocess.Popen[str]) -> None:
        time.sleep(self._luck.uniform(0, self._seconds))
        workers = workers_of(driver.pid)
        if driver.poll() is None:
            driver.kill()
            self.of_drivers += 1
        driver.wait()
        wait_for_the_end_of(workers)


def started(folder: Path) -> subprocess.Popen[str]:
    """Start a driver."""
    command = [sys.executable, "-m", "tests.experiments.driver", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def workers_of(driver: int) -> list[int]:
    """Return the processes that a driver has started to work for it."""
    command = ["ps", "-A", "-ww", "-o", "pid=", "-o", "ppid=", "-o", "command="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    rows = [line.split(maxsplit=2) for line in listed]
    return [int(row[0]) for row in rows if int(row[1]) == driver and "spawn_main" in row[2]]


def wait_for_the_end_of(processes: list[int]) -> None:
    """Wait until processes have ended, which they must do by themselves when their driver is gone."""
    until = time.monotonic() + HANGS
    while any(map(is_alive, processes)):
        assert time.monotonic() < until, "a worker outlives its driver"
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def nothing_is_lost(folder: Path, before: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Make sure that all runs which were done before still are, and return which are now."""
    now = done(PLAN, folder)
    assert not (before & ~now).any()
    return now


def kill_and_compare(tmp_path: Path, drivers: int, workers: int) -> None:
    began = time.monotonic()
    assert started(tmp_path / "undisturbed").wait() == 0
    kills, sweeps = Kills(time.monotonic() - began, seed=20_261_122), 0
    expected = parts.whole(tmp_path / "undisturbed", RUNS).read_bytes()
    assert load_sweep(tmp_path / "undisturbed").runs.shape[0] == PLAN.total
    while kills.of_drivers < drivers or kills.of_workers < workers:
        folder = tmp_path / str(sweeps)
        kills.sweep(folder, drivers, workers)
        assert parts.whole(folder, RUNS).read_bytes() == expected
        sweeps += 1


def test_no_kill_loses_or_doubles_a_run(tmp_path: Path) -> None:
    kill_and_compare(tmp_path, drivers=1, workers=1)


@pytest.mark.long
def test_no_kill_of_a_hundred_loses_or_doubles_a_run(tmp_path: Path) -> None:
    kill_and_compare(tmp_path, drivers=50, workers=50)
