"""Outcomes that are looked at as they come in: each once, under its number, and never fewer than were asked for."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pytest

from experiments.runner.batch import Batch, Stretch
from experiments.runner.execution import InThisProcess, Start
from experiments.runner.outcomes import RunError, numbered, outcomes
from experiments.runner.pool import LocalPool
from simulation import Outcome, Scenario, load_scenario
from tests.experiments.made_up import BEST_SIZE, FAILING_SEED, FATAL_SEED, failing, fatal, outcome

TWO: Start = partial(LocalPool, workers=2)
BASELINE, OTHER = load_scenario("baseline"), load_scenario("baseline", {"weeks": 7})


class Queue:
    """Hands out batches one by one, whatever their size."""

    def __init__(self, *batches: Batch) -> None:
        self._batches = list(batches)

    @property
    def left(self) -> int:
        return sum(map(len, self._batches))

    def take(self, _most: int) -> Batch | None:
        return self._batches.pop(0) if self._batches else None


def batch(first: int, scenario: Scenario = BASELINE, runs: int = 20) -> Batch:
    """Return a batch of which each run has its number as its seed."""
    stretch = Stretch({"invitation.size": BEST_SIZE}, range(runs), range(first, first + runs))
    return numbered(scenario, [stretch], first)


def name_runs(scenario: Scenario, _point: Mapping[str, object], seeds: Sequence[int]) -> Iterator[Outcome]:
    """Return runs that tell their seed and the length of their scenario."""
    return (outcome(exits=seed, lifetime=scenario.weeks) for seed in seeds)


@pytest.mark.parametrize("start", [InThisProcess, TWO])
def test_each_comes_once_with_its_number_and_from_its_own_scenario(start: Start) -> None:
    came = list(outcomes(Queue(batch(0), batch(20, OTHER), batch(40)), start, name_runs))
    by_number = {n: one for numbers, some in came for n, one in zip(numbers.tolist(), some, strict=True)}
    assert sum(len(some) for _, some in came) == len(by_number) == 60
    for number, one in by_number.items():
        assert one.exits == number
        assert one.lifetime == (OTHER if 20 <= number < 40 else BASELINE).weeks


def test_a_run_that_raises_is_an_error_that_names_it() -> None:
    with pytest.raises(RunError, match=rf"seed {FAILING_SEED}, invitation.size = 12.*ZeroDivisionError: nobody came"):
        list(outcomes(Queue(batch(FAILING_SEED - 3)), InThisProcess, failing))


def test_a_run_that_ends_its_workers_is_found_and_is_an_error_that_names_it() -> None:
    with pytest.raises(RunError, match=rf"seed {FATAL_SEED}, .*ended its worker process"):
        list(outcomes(Queue(batch(FATAL_SEED - 3), batch(FATAL_SEED + 100)), TWO, fatal))
