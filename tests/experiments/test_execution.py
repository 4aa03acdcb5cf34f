"""Execution: every run once, in batches of the right size, and no silence when a worker dies."""

from collections.abc import Mapping, Sequence

import pytest

from experiments.execution import BATCH_SECONDS, FIRST_BATCH, WINDOW, Batch, Pace, WorkerError, execute
from experiments.sweep import Pending, Plan
from simulation import Outcome, Scenario
from tests.experiments.made_up import fatal, hump, outcome, plan


def positions_of(planned: Plan, workers: int) -> list[int]:
    pending = Pending(planned, [])
    finished = execute(pending.take, workers=workers, runner=hump)
    return [position for batch, _ in finished for position in batch.positions]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_run_is_done_once(workers: int) -> None:
    planned = plan("invitation.size=2,8,20", runs=37)
    assert sorted(positions_of(planned, workers)) == list(range(3 * 37))


def test_outcomes_come_in_the_order_of_their_batch() -> None:
    def name_seeds(_scenario: Scenario, changes: Mapping[str, object], seeds: Sequence[int]) -> list[Outcome]:
        return [outcome(members_max=changes["invitation.size"], exits=seed) for seed in seeds]

    planned = plan("invitation.size=2,8", runs=5, seed=0)
    seen = [
        (position, done.members_max, done.exits)
        for batch, outcomes in execute(Pending(planned, []).take, runner=name_seeds)
        for position, done in zip(batch.positions, outcomes, strict=True)
    ]
    assert seen == [(position, (2, 8)[position // 5], position % 5) for position in range(10)]


def test_batches_grow_towards_the_wanted_time_and_not_in_one_leap() -> None:
    pace = Pace()
    assert pace.size == FIRST_BATCH
    pace.learn(FIRST_BATCH, seconds=1e-9)
    assert FIRST_BATCH < pace.size <= 10 * FIRST_BATCH
    pace.learn(100, seconds=1.0)
    assert pace.size == pytest.approx(100 * BATCH_SECONDS)
    pace.learn(1, seconds=60.0)
    assert pace.size == 1


def test_no_more_batches_wait_than_the_window_holds() -> None:
    planned = plan("invitation.size=2", runs=2_000)
    pending = Pending(planned, [])
    taken, finished, most = 0, 0, 0

    def take(size: int) -> Batch | None:
        nonlocal taken, most
        batch = pending.take(min(size, 20))
        taken += batch is not None
        most = max(most, taken - finished)
        return batch

    for _ in execute(take, workers=2, runner=hump):
        finished += 1
    assert taken == finished > 99
    assert most <= 2 * WINDOW


def test_a_worker_that_dies_is_an_error_and_not_silence() -> None:
    planned = plan("invitation.size=12,13", runs=10)
    with pytest.raises(WorkerError, match="died"):
        list(execute(Pending(planned, []).take, workers=2, runner=fatal))
