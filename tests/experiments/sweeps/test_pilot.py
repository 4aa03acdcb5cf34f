"""Pilots: what they foretell is what comes, and more runs are needed for narrower intervals."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from experiments.design.variation import DesignError
from experiments.storage.packing import RUNS
from experiments.sweeps import dry_run
from experiments.sweeps.pilot import Pilot, run_pilot
from experiments.sweeps.sweep import run_sweep
from simulation import Outcome, Scenario
from tests.experiments.made_up import Clock, Point, hump, plan, task_for

CLOCK = Clock()
PREPARING, RUNNING = 0.5, 0.01  # seconds


def measured(scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
    """Do as `hump`, and take exactly so long for a point and for each of its runs."""
    CLOCK.now += PREPARING
    for made in hump(scenario, point, seeds):
        CLOCK.now += RUNNING
        yield made


@pytest.fixture(scope="module")
def pilot() -> Iterator[Pilot]:
    planned = plan("invitation.size=4,8,12,20", runs=500)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("experiments.runner.batch.time", CLOCK)
        yield run_pilot(planned, task_for(planned, measured))


def test_a_pilot_runs_the_first_replicates_of_some_points_and_stores_nothing(pilot: Pilot) -> None:
    assert pilot.points == 4
    assert list(pilot.table["run"].to_pylist()) == list(range(pilot.runs)) * 4


def test_time_is_what_points_and_runs_take(pilot: Pilot) -> None:
    assert (pilot.preparing, pilot.running) == pytest.approx((PREPARING, RUNNING))
    assert pilot.cost(workers=1).seconds == pytest.approx(4 * PREPARING + 4 * 500 * RUNNING)


@pytest.mark.parametrize("seconds", [0.0, 0.001, 10.0])
def test_disk_is_near_to_what_the_sweep_takes_however_few_runs_the_pilot_could_make(
    seconds: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = plan("invitation.size=4,8,12,20", runs=500)
    monkeypatch.setattr("experiments.runner.batch.time", CLOCK)
    monkeypatch.setattr("experiments.sweeps.pilot.SECONDS", seconds)
    cost = run_pilot(planned, task_for(planned, measured)).cost(workers=1)
    result = run_sweep(planned, tmp_path, runner=hump)
    assert 0.7 < cost.disk / result.manifest.files[f"{RUNS}.parquet"].bytes < 1.4


def test_two_workers_take_half_the_time_and_more_memory(pilot: Pilot) -> None:
    one, two = pilot.cost(workers=1), pilot.cost(workers=2)
    assert two.seconds == pytest.approx(one.seconds / 2)
    assert two.memory > one.memory


def test_half_the_width_needs_four_times_the_runs(pilot: Pilot) -> None:
    wide, narrow = pilot.needed("impact", 0.02), pilot.needed("impact", 0.01)
    assert narrow.for_a_mean == pytest.approx(4 * wide.for_a_mean, abs=4)


def test_as_many_runs_as_it_says_give_intervals_of_the_width_that_was_wanted() -> None:
    width = 0.05
    planned = plan("invitation.size=4,12", runs=500)
    needed = run_pilot(planned, task_for(planned)).needed("impact", width)
    luck = np.random.default_rng(1)
    values = next(iter(run_pilot(planned, task_for(planned)).table["impact"].chunks)).to_numpy()
    samples = [luck.choice(values, needed.for_a_mean).std(ddof=1) / needed.for_a_mean**0.5 for _ in range(50)]
    assert 2 * 1.96 * np.mean(samples) <= width * 1.1


def test_pairs_need_fewer_runs_where_luck_is_shared() -> None:
    planned = plan("invitation.size=10,12", runs=200)
    needed = run_pilot(planned, task_for(planned)).needed("lifetime", 10)
    assert needed.for_a_difference is not None
    assert needed.for_a_difference < needed.for_a_mean / 4


@pytest.mark.parametrize(
    ("outcome", "told"), [("impct", "did you mean impact"), ("end", "no numeric"), ("weeks_to_effect", "too few runs")]
)
def test_what_a_pilot_cannot_say_it_does_not_say(pilot: Pilot, outcome: str, told: str) -> None:
    with pytest.raises(DesignError, match=told):
        pilot.needed(outcome, 0.1)


def test_a_forecast_names_plan_cost_and_need(pilot: Pilot) -> None:
    told = dry_run.in_words(dry_run.forecast(pilot, 2, [("impact", 0.05)]))
    assert "2,000 runs of baseline: 4 points, 500 runs at each" in told
    assert "invitation.size: 4, 8, 12, 20" in told
    assert all(word in told for word in ("Time:", "Disk:", "Memory:", "within 0.05"))
