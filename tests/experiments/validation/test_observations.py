"""Observations: what a file tells of history becomes a question to runs, or says why it cannot."""

import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from experiments.design.designs import Design
from experiments.runner.planning import plan_sweep
from experiments.sweeps.sweep import run_sweep
from experiments.validation.observations import Incomparable, Question, Run, questions, runs_in, week_of
from simulation import AllianceModel, Dossier, Scenario, load_scenario
from simulation.scenario.dossier import Observed, ObservedMembers, ObservedOutcome
from tests.experiments.made_up import outcome


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """A hundred weeks from the first Monday of 2020."""
    return load_scenario("baseline", {"weeks": 100})


def observed(what: str, value: object, **more: object) -> ObservedOutcome:
    return ObservedOutcome.model_validate(
        {"what": what, "value": value, "source": "somewhere", "certainty": "memory", **more}
    )


def counted(when: object, members: int = 12) -> ObservedMembers:
    return ObservedMembers.model_validate(
        {"when": when, "members": members, "source": "somewhere", "certainty": "memory"}
    )


def asked(observation: ObservedOutcome | ObservedMembers, scenario: Scenario) -> Question | Incomparable:
    if isinstance(observation, ObservedMembers):
        found = Observed(members=(observation,))
    else:
        found = Observed(outcomes=(observation,))
    (question,) = questions(scenario, Dossier(observed=found))
    return question


def question(observation: ObservedOutcome | ObservedMembers, scenario: Scenario) -> Question:
    found = asked(observation, scenario)
    assert isinstance(found, Question)
    return found


def run(**values: object) -> Run:
    return Run(outcome(**values), {"": np.arange(100.0)}, {"First demand": 0.4})


def test_a_number_is_read_off_the_outcome(scenario: Scenario) -> None:
    asks = question(observed("impact", 0.3), scenario)
    assert asks.seen == 0.3
    assert asks.answer(run(impact=0.2)) == 0.2


def test_a_date_stands_for_the_weeks_from_the_start(scenario: Scenario) -> None:
    by_date = question(observed("weeks_to_effect", date(2020, 3, 16)), scenario)
    by_number = question(observed("weeks_to_effect", 10), scenario)
    assert by_date.seen == by_number.seen == 10


@pytest.mark.parametrize("value", ["never", 101, date(2030, 1, 1)])
def test_what_did_not_come_in_the_time_of_the_run_is_infinite(value: object, scenario: Scenario) -> None:
    assert question(observed("weeks_to_agreement", value), scenario).seen == math.inf


def test_a_time_that_a_run_never_came_to_is_infinite(scenario: Scenario) -> None:
    asks = question(observed("weeks_to_effect", 10), scenario)
    assert asks.answer(run(weeks_to_effect=math.nan)) == math.inf
    assert asks.answer(run(weeks_to_effect=7.0)) == 7


def test_the_life_of_an_alliance_still_at_work_is_infinite(scenario: Scenario) -> None:
    asks = question(observed("lifetime", 80), scenario)
    assert asks.answer(run(lifetime=100, end="running")) == math.inf
    assert asks.answer(run(lifetime=100, end="agreed date")) == 100


def test_the_kind_of_end_is_a_word(scenario: Scenario) -> None:
    asks = question(observed("end", "goal reached"), scenario)
    assert (asks.seen, asks.answer(run(end="exhaustion"))) == ("goal reached", "exhaustion")


def test_a_word_that_no_run_returns_is_not_compared(scenario: Scenario) -> None:
    asks = asked(observed("end", "reached"), scenario)
    assert isinstance(asks, Incomparable)
    assert "reached" in asks.reason


def test_a_demand_is_asked_for_its_own_adoption(scenario: Scenario) -> None:
    adopted = question(observed("adopted", 0.2, demand="First demand"), scenario)
    assert adopted.answer(run()) == 0.4
    assert question(observed("adopted", 0.2, demand="Second demand"), scenario).answer(run()) == 0


@pytest.mark.parametrize(
    ("when", "week"),
    [(date(2020, 1, 6), 0), (date(2020, 1, 12), 0), (date(2020, 1, 13), 1), ("2020-03", 10), ("2021", 77)],
)
def test_members_are_counted_in_the_week_of_the_day_or_in_the_middle_of_the_time(
    when: object, week: int, scenario: Scenario
) -> None:
    asks = question(counted(when), scenario)
    assert asks.week == week
    assert asks.answer(run()) == week


def test_of_the_year_in_which_it_begins_only_the_rest_counts() -> None:
    autumn = load_scenario("baseline", {"start": "2019-09-10"})
    assert week_of("2019", autumn) == pytest.approx((date(2019, 12, 31) - date(2019, 9, 10)).days / 14, abs=1)


@pytest.mark.parametrize(
    ("observation", "reason"),
    [
        (observed("a petition is handed over", True), "nothing of the kind"),
        (observed("impact", "much"), "something else in the file"),
        (observed("impact", date(2020, 3, 1)), "something else in the file"),
        (observed("end", 3), "something else in the file"),
        (observed("impact", 0.4, when="2022"), "after the last week"),
        (observed("success", 1, demand="First demand"), "of a single demand"),
        (observed("core_max", 8, is_input=True), "is an input of the scenario as well"),
        (counted("2019-06"), "before the first week"),
        (counted(date(2022, 6, 1)), "after the last week"),
    ],
)
def test_what_no_run_can_be_asked_for_has_its_reason(
    observation: ObservedOutcome | ObservedMembers, reason: str, scenario: Scenario
) -> None:
    found = asked(observation, scenario)
    assert isinstance(found, Incomparable)
    assert reason in found.reason


def test_a_run_is_read_back_as_the_model_lived_it(tmp_path: Path, scenario: Scenario) -> None:
    planned = plan_sweep("baseline", scenario, Design({}), runs=2, seed=0, has_series=True)
    run_sweep(planned, tmp_path)
    model = AllianceModel(scenario, rng=1)
    model.run_model()
    followed = runs_in(tmp_path, scenario.weeks)[1]
    assert repr(followed.outcome) == repr(model.outcome())  # nan included
    assert followed.members[""].max() == model.outcome().members_max
    assert not followed.members[""][model.outcome().lifetime :].any()
    joined = sum(event.kind == "joined" and event.week < 5 for event in model.story)
    left = sum(event.kind == "left" and event.week < 5 for event in model.story)
    assert followed.members[""][4] == len(scenario.invitation.initiators) + joined - left > 1
    adopted = {event.what: event.value for event in model.story if event.kind == "adopted"}
    assert followed.adopted == adopted
