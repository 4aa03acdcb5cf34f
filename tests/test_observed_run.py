"""A run that is followed week by week."""

import pickle

from simulation import load_scenario
from simulation.observed_run import ObservedRun


def test_a_run_in_the_middle_can_go_on_in_another_process() -> None:
    run = ObservedRun(load_scenario("baseline"), seed=5)
    for _ in range(40):
        run.step()
    there = pickle.loads(pickle.dumps(run))
    for one in (run, there):
        one.run_model()
    assert there.outcome() == run.outcome()
    assert repr(there.story) == repr(run.story)  # in which what is missing equals itself
