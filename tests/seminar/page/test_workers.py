"""Workers: what they are given comes back, mishaps included, and one that is killed is replaced."""

import os
from collections.abc import Iterator

import pytest

from experiments.runner.batch import WorkerError
from seminar.page.workers import Workers
from simulation import ScenarioError, load_scenario
from tests.seminar.page.coroutines import result_of


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    started = Workers(1)
    yield started
    started.close()


def test_work_is_done_elsewhere(workers: Workers) -> None:
    assert result_of(workers.do(os.getpid)) != os.getpid()


@pytest.mark.skipif(not hasattr(os, "nice"), reason="Windows has no such step")
def test_workers_let_the_page_go_first(workers: Workers) -> None:
    assert result_of(workers.do(os.nice, 0)) > os.nice(0)


def test_a_mistake_comes_back_as_it_is(workers: Workers) -> None:
    with pytest.raises(ScenarioError, match="core_size"):
        result_of(workers.do(load_scenario, "baseline", {"agreements.core_size": 0}))


def test_work_over_which_workers_die_is_given_up_and_others_go_on(workers: Workers) -> None:
    with pytest.raises(WorkerError):
        result_of(workers.do(os._exit, 1))
    assert result_of(workers.do(abs, -3)) == 3
