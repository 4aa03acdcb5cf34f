"""Directions: what changes for the better or worse at the baseline, where theory leaves no doubt.

Each change is judged by paired runs: the mean difference over the same seeds must have the expected sign by more
than its own uncertainty. How large an effect is, the experiments say.
"""

import math

import numpy as np
import numpy.typing as npt
import pytest

from simulation.run import replicate
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed, load_scenario
from tests.worlds import Changes, kinds, spread, story

SEEDS = range(120)
SURE = 3.0  # standard errors


@pytest.fixture(scope="module")
def baseline() -> Scenario:
    return load_scenario("baseline")


def _outcomes(scenario: Scenario, name: str) -> npt.NDArray[np.float64]:
    return np.array([getattr(outcome, name) for outcome in replicate(scenario, SEEDS)], dtype=float)


def _shift(one: Scenario, other: Scenario, name: str) -> float:
    """Return the mean paired difference in standard errors, over the seeds for which both runs have the number."""
    differences = _outcomes(other, name) - _outcomes(one, name)
    known = differences[~np.isnan(differences)]
    assert len(known) >= 30
    return float(known.mean() / (known.std() / math.sqrt(len(known)) + 1e-12))


@pytest.mark.parametrize(
    ("change", "outcome", "sign"),
    [
        ({"agreements.red_lines_disclosed": True}, "weeks_to_agreement", -1),
        ({"agreements.moderation": True}, "trust_change", +1),
        ({"agreements.values_debate_weeks": 26}, "weeks_to_agreement", +1),
        ({"agreements.decision_rule": "silence"}, "decisions_in_time", +1),
        ({"agreements.decision_rule": "silence"}, "weeks_to_agreement", -1),
        ({"agreements.lead": "Convenor"}, "decisions_in_time", +1),
        ({"agreements.lead": "Convenor"}, "coordination_share", -1),
        ({"agreements.core_size": 6}, "coordination_share", -1),
        ({"agreements.core_size": 6}, "decisions_in_time", +1),
        ({"agreements.ground_rules": True}, "coordination_share", -1),
        ({"agreements.conflict_procedure": True}, "exits", -1),
        ({"agreements.conflict_procedure": True}, "trust_change", +1),
        ({"agreements.tone_clarified": True}, "trust_change", +1),
        ({"agreements.credit_rule": True}, "trust_change", +1),
        ({"agreements.credit_rule": True}, "visibility_balance", +1),
        ({"agreements.division_of_labour": "coordinated"}, "influence", +1),
        ({"agreements.milestones": 4}, "impact", +1),
        ({"arena.resistance": 0.8}, "impact", -1),
        ({"arena.shock_rate": 0.05}, "depth", -1),
        ({"mechanisms.cooperation.hours_per_partner": 0.75}, "coordination_share", +1),
        ({"mechanisms.cooperation.hours_per_partner": 0.75}, "impact", -1),
        ({"mechanisms.impact.adoption_rate": 0.06}, "weeks_to_effect", -1),
        ({"population.heterogeneity": 0.2}, "depth", +1),
        ({"population.heterogeneity": 0.2}, "trust_change", +1),
        ({"invitation.size": 30}, "coordination_share", +1),
        ({"invitation.size": 30}, "decisions_in_time", -1),
        ({"invitation.size": 30}, "weeks_to_agreement", +1),
        ({"invitation.size": 30}, "sectors", +1),
    ],
    ids=lambda value: " ".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else str(value),
)
def test_a_change_moves_an_outcome_where_theory_says(
    baseline: Scenario, change: Changes, outcome: str, sign: int
) -> None:
    assert sign * _shift(baseline, changed(baseline, change), outcome) > SURE


@pytest.mark.parametrize(("smaller", "larger"), [(4, 12), (12, 30)])
def test_the_more_sit_at_the_table_the_less_they_agree_on(baseline: Scenario, smaller: int, larger: int) -> None:
    """C15: breadth costs depth. Only runs that came to a paper are compared."""
    depths = []
    for size in (smaller, larger):
        scenario = changed(baseline, {"invitation.size": size})
        agreed = ~np.isnan(_outcomes(scenario, "weeks_to_agreement"))
        depths.append(np.where(agreed, _outcomes(scenario, "depth"), np.nan))
    differences = depths[1] - depths[0]
    known = differences[~np.isnan(differences)]
    assert known.mean() < -SURE * known.std() / math.sqrt(len(known))


def test_bodies_that_meet_less_often_agree_later(baseline: Scenario) -> None:
    """C29."""
    quick, slow = (spread(baseline, "interval", {"low": 1, "high": weeks}) for weeks in (4, 13))
    assert _shift(quick, slow, "weeks_to_agreement") > SURE


def test_moderation_lets_a_goal_be_worded_sooner(baseline: Scenario) -> None:
    """C26: fewer object, and what divides them is talked through faster."""
    moderated = changed(baseline, {"agreements.moderation": True})
    weeks = [
        [next(event.week for event in story(scenario, seed) if event.kind == "goal worded") for seed in range(40)]
        for scenario in (baseline, moderated)
    ]
    assert all(later <= earlier for earlier, later in zip(*weeks, strict=True))
    assert np.mean(weeks[1]) < np.mean(weeks[0])


def test_disclosed_red_lines_save_rounds_of_voting(baseline: Scenario) -> None:
    """C41."""
    disclosed = changed(baseline, {"agreements.red_lines_disclosed": True})
    rounds = [
        [kinds(story(scenario, seed)).count("objection") for seed in range(30)] for scenario in (baseline, disclosed)
    ]
    assert np.mean(rounds[1]) < np.mean(rounds[0]) / 4


def test_talking_about_values_first_prevents_quarrels(baseline: Scenario) -> None:
    """C19: per week lived through, for an alliance that works on has more weeks to quarrel in."""
    rates = []
    for weeks in (0, 20):
        scenario = changed(baseline, {"agreements.values_debate_weeks": weeks})
        stories = [story(scenario, seed) for seed in range(40)]
        quarrels = sum(kind.startswith("conflict") for events in stories for kind in kinds(events))
        rates.append(quarrels / sum(events[-1].week + 1 for events in stories))
    assert rates[1] < rates[0]
