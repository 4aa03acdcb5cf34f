"""Answer: what politics adopts, when, and how much of it; what it takes back and puts into practice."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.impact.political_response import weeks_into_practice
from simulation.run import replicate, simulate
from simulation.scenario.loading import changed, load_scenario
from tests.worlds import STUBBORN, kinds, story, world

positive = st.floats(1e-6, 1e6)
draws = st.floats(0, 1, exclude_max=True)

# --- rules -----------------------------------------------------------------------------------------------


@given(draws, positive, positive, st.floats(1, 10))
def test_against_resistance_it_takes_longer_to_put_into_practice(
    draw: float, influence: float, resistance: float, factor: float
) -> None:
    """C58."""
    weeks = weeks_into_practice(draw, influence, resistance, 0.04)
    assert 0.0 <= weeks <= weeks_into_practice(draw, influence, resistance * factor, 0.04)
    assert weeks_into_practice(draw, influence, 0.0, 0.04) == pytest.approx(-math.log(1 - draw) / 0.04)


# --- the arena's answer in a run -------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [0.03, 0.3])
def test_without_resistance_adoption_comes_at_its_own_rate(rate: float) -> None:
    """The weeks from paper to adoption follow the geometric law of that weekly hazard."""
    seeds = 3000
    changes = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": rate, "weeks": 5200}
    outcomes = list(replicate(world(3, changes), range(seeds)))
    waited = np.array([outcome.weeks_to_effect - outcome.weeks_to_agreement for outcome in outcomes])
    chance = 1 - math.exp(-rate)
    spread = math.sqrt(1 - chance) / chance
    assert waited.min() == 1
    assert waited.mean() == pytest.approx(1 / chance, abs=4.5 * spread / math.sqrt(seeds))
    for weeks in (1, 5, 20):
        expected = (1 - chance) ** weeks
        bound = 4.5 * math.sqrt(expected * (1 - expected) / seeds)
        assert (waited > weeks).mean() == pytest.approx(expected, abs=bound)
    assert all(outcome.adopted == 1.0 for outcome in outcomes)


@pytest.mark.parametrize("strength", [0.0, 0.5, 1.0, 10.0])
def test_a_window_multiplies_the_rate_while_it_lasts(strength: float) -> None:
    """Politics is shut before week 10 and after it, and open to the given degree in that one week."""
    seeds = 1000
    windows = [
        {"name": "Recess", "start": 0, "weeks": 10, "strength": 0.0},
        {"name": "Talks", "start": 10, "weeks": 1, "strength": strength},
        {"name": "Campaign", "start": 11, "weeks": 5000, "strength": 0.0},
    ]
    changes = {"arena.windows": windows, "arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 0.1}
    outcomes = list(replicate(world(3, changes | {"weeks": 40}), range(seeds)))
    adopted = [outcome for outcome in outcomes if outcome.success]
    assert all(outcome.weeks_to_effect == 10 for outcome in adopted)
    chance = 1 - math.exp(-0.1 * strength)
    bound = 4.5 * math.sqrt(chance * (1 - chance) / seeds)
    assert len(adopted) / seeds == pytest.approx(chance, abs=bound)


def test_against_infinite_resistance_nothing_is_adopted_that_the_majority_does_not_want() -> None:
    against = {"arena.resistance": 1e9}
    scenario = load_scenario("baseline", against)
    nobody_asked = {f"goal.demands.{k}.majority": 0.0 for k in range(len(scenario.goal.demands))}
    for outcome in replicate(changed(scenario, nobody_asked), range(100)):
        assert outcome.impact == outcome.adopted == 0.0
        assert math.isnan(outcome.weeks_to_effect)


def test_what_the_majority_would_grant_anyway_is_adopted_in_full() -> None:
    modest = {"ambition": 0.3, "tolerance": 0.0}
    changes = {"goal.demands.0.majority": 0.5, "mechanisms.impact.adoption_rate": 1.0}
    outcome = simulate(world(4, changes, first=modest, others=modest), 1)
    assert outcome.adopted == 1.0
    assert outcome.impact == pytest.approx(0.3)


VOTE: dict[str, object] = {"arena.votes": [{"name": "Second reading", "when": 30}]}


@pytest.mark.parametrize(("resistance", "decided"), [(0.0, "adopted"), (1e9, "vote lost")])
def test_a_vote_decides_every_open_demand_at_once(resistance: float, decided: str) -> None:
    events = story(world(4, VOTE | STUBBORN | {"arena.resistance": resistance}, demands=3))
    votes = [event for event in events if event.kind in ("adopted", "vote lost")]
    assert [(event.week, event.kind) for event in votes] == [(30, decided)] * 3


def test_a_vote_comes_too_late_for_what_is_decided() -> None:
    events = story(world(4, VOTE | {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 5.0}, demands=3))
    assert max(event.week for event in events) < 30
    assert "vote lost" not in kinds(events)


def test_politics_takes_back_no_more_than_goes_beyond_the_majority() -> None:
    contested = {"arena.resistance": 0.5, "mechanisms.impact.adoption_rate": 0.1, "goal.sufficient": 1.0}
    firm = world(4, contested, demands=4)
    fickle = changed(firm, {"arena.rollback_rate": 1.0})
    taken = [event for seed in range(10) for event in story(fickle, seed) if event.kind == "taken back"]
    assert taken
    assert all(event.value == 0.2 for event in taken)
    assert all("taken back" not in kinds(story(firm, seed)) for seed in range(10))


def test_what_is_put_into_practice_takes_its_time_from_adoption() -> None:
    """C58: against no resistance, the weeks follow the exponential law of their rate."""
    yielding: dict[str, object] = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 5.0}
    seeds, rate = 1000, 5.0
    runs = replicate(world(3, yielding), range(seeds))
    weeks = [outcome.weeks_to_implementation - outcome.weeks_to_effect for outcome in runs]
    assert np.mean(weeks) == pytest.approx(1 / rate, abs=4.5 / rate / math.sqrt(seeds))
    assert math.isnan(simulate(world(3, STUBBORN), 1).weeks_to_implementation)
