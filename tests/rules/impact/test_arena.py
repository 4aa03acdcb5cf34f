"""The arena: odds, resistance, compromise, public attention and shocks."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulation.rules.impact.adoption_odds import adopted_ambition, odds, resistance_to
from simulation.rules.impact.arena import nearness
from tests.worlds import STUBBORN, begun, kinds, lived, story, world

share = st.floats(0, 1)
positive = st.floats(1e-6, 1e6)
steep = st.floats(0.1, 20)


# --- odds ------------------------------------------------------------------------------------------------


@given(positive, steep)
def test_without_resistance_influence_prevails(influence: float, steepness: float) -> None:
    assert odds(influence, 0.0, steepness) == 1.0
    assert odds(0.0, 0.0, steepness) == 1.0


@given(positive, steep)
def test_without_influence_nothing_moves(resistance: float, steepness: float) -> None:
    assert odds(0.0, resistance, steepness) == 0.0


@given(positive, steep)
def test_equal_forces_have_even_odds(force: float, steepness: float) -> None:
    assert odds(force, force, steepness) == 0.5


@given(positive, positive, st.floats(1, 10), steep)
def test_odds_rise_with_influence_and_fall_with_resistance(
    influence: float, resistance: float, factor: float, steepness: float
) -> None:
    chance = odds(influence, resistance, steepness)
    assert 0.0 <= odds(influence, resistance * factor, steepness) <= chance
    assert chance <= odds(influence * factor, resistance, steepness) <= 1.0


# --- resistance and compromise ---------------------------------------------------------------------------


@given(share, share, st.floats(0, 100), st.floats(0, 20))
def test_what_the_majority_wants_anyway_meets_no_more_than_usual_resistance(
    ambition: float, majority: float, base: float, slope: float
) -> None:
    assume(ambition <= majority)
    assert resistance_to(ambition, majority, base, slope) == base


@given(st.lists(share, min_size=2, max_size=2).map(sorted), st.floats(0, 0.99), st.floats(0, 100), st.floats(0, 20))
def test_resistance_rises_with_what_is_asked(asked: list[float], majority: float, base: float, slope: float) -> None:
    less, more = (resistance_to(ambition, majority, base, slope) for ambition in asked)
    assert base <= less <= more <= base * (1 + slope) * (1 + 1e-12)


def test_full_ambition_meets_the_whole_slope() -> None:
    assert resistance_to(1.0, 0.2, 0.4, 1.5) == pytest.approx(0.4 * 2.5)


@given(share, share, positive, positive)
def test_a_compromise_lies_between_majority_and_paper(
    agreed: float, majority: float, influence: float, resistance: float
) -> None:
    adopted = adopted_ambition(agreed, majority, influence, resistance)
    assert min(agreed, majority) - 1e-12 <= adopted <= agreed + 1e-12
    assert adopted_ambition(agreed, majority, influence, 0.0) == pytest.approx(agreed)
    assert adopted_ambition(agreed, majority, 0.0, resistance) == min(agreed, majority)


def test_equal_forces_meet_halfway() -> None:
    assert adopted_ambition(0.8, 0.2, 3.0, 3.0) == pytest.approx(0.5)


# --- elections -------------------------------------------------------------------------------------------


@given(st.floats(0, 1000), st.floats(0, 100), share)
def test_politics_is_the_more_in_campaign_the_nearer_an_election(weeks: float, later: float, calm: float) -> None:
    """C45."""
    assert nearness(0.0, calm) == pytest.approx(1.0)
    assert nearness(math.inf, calm) == calm
    assert calm <= nearness(weeks + later, calm) <= nearness(weeks, calm) <= 1.0 + 1e-12


def test_elections_are_near_until_the_last_is_over() -> None:
    changes = STUBBORN | {"arena.elections": [{"name": "State", "when": 20}, {"name": "Federal", "when": 30}]}
    campaign = [float(lived(world(3, changes), week + 1).arena.campaign) for week in (5, 20, 21, 30, 31)]
    assert campaign[0] < campaign[1] == campaign[3] == 1.0
    assert campaign[4] < campaign[0] < campaign[2] < 1.0


# --- attention and shocks in a run -----------------------------------------------------------------------


def test_a_shock_moves_everybody_s_red_lines_for_good() -> None:
    """C43."""
    shock = [{"name": "Scandal", "when": 5, "red_lines": -0.3, "salience": 0.2, "resistance": 0.5}]
    scenario = world(4, STUBBORN | {"arena.shocks": shock, "mechanisms.cooperation.rewording": 0.0})
    before, after = lived(scenario, 5), lived(scenario, 6)
    assert after.positions["red_line"] == pytest.approx(before.positions["red_line"] - 0.3)
    assert (after.positions["ideal"] <= after.positions["red_line"]).all()
    assert (after.positions["least"] <= after.positions["ideal"]).all()
    assert after.arena.salience == pytest.approx(before.arena.salience + 0.2)
    assert after.arena.resistance == pytest.approx(before.arena.resistance + 0.5)


def test_chance_shocks_tighten_one_red_line_at_a_time() -> None:
    scenario = world(6, STUBBORN | {"arena.shock_rate": 1.0, "weeks": 10}, demands=3)
    before, after = begun(scenario).positions["red_line"], lived(scenario, 1).positions["red_line"]
    assert (after < before).sum() == 1
    assert (after <= before).all()
    assert kinds(story(scenario)).count("red line shifted") == 10


@pytest.mark.parametrize("change", [0.0, 0.3, -0.2, 1.0])
def test_salience_returns_to_its_usual_level_which_a_shock_moves_for_good(change: float) -> None:
    shock = [{"name": "Scandal", "when": 3, "salience": change}]
    changes = STUBBORN | {"arena.shocks": shock, "arena.salience": 0.4, "arena.salience_swing": 0.1}
    calm = changes | {"arena.salience_swing": 0.0}
    assert lived(world(3, calm), 200).arena.salience == pytest.approx(min(1.0, 0.4 + change))
    levels = [float(lived(world(3, changes), 200, seed).arena.salience) for seed in range(200)]
    assert all(0.0 <= level <= 1.0 for level in levels)
    if abs(change) < 0.5:
        assert np.mean(levels) == pytest.approx(0.4 + change, abs=4.5 * np.std(levels) / math.sqrt(200))
