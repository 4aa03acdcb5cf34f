"""The odds of adoption: what influence stands against, whether it prevails, and how much is adopted (C47, C48, C58)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulation.engine.state import seen_by
from simulation.rules.impact.adoption_odds import adopted_ambition, base_resistance, odds, resistance_to
from tests.worlds import STUBBORN, Changes, at_work, lively, mean, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


positive = st.floats(1e-6, 1e6)

steep = st.floats(0.1, 20)


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


share = st.floats(0, 1)


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


def test_odds_by_hand() -> None:
    """Hill's function: twice the influence needed for an even chance, with a steepness of two, is four to one."""
    assert odds(2.0, 1.0, 2.0) == pytest.approx(4 / 5)
    assert odds(1.0, 3.0, 1.0) == pytest.approx(1 / 4)
    assert odds(2.0, 0.0, 2.0) == odds(0.0, 0.0, 2.0) == 1.0, "nothing stands in the way"


def test_resistance_grows_by_the_part_of_the_way_from_the_majority_to_everything() -> None:
    assert resistance_to(0.6, 0.2, 0.4, 1.5) == pytest.approx(0.4 * (1 + 1.5 / 2))
    assert resistance_to(1.0, 1.0, 0.4, 1.5) == 0.4


def test_a_compromise_goes_by_the_weight_of_influence() -> None:
    assert adopted_ambition(0.8, 0.2, 3.0, 1.0) == pytest.approx(0.2 + 0.6 * 3 / 4)
    assert adopted_ambition(0.8, 0.2, 0.0, 0.0) == 0.8, "nobody minds"


# --- on a small state ------------------------------------------------------------------------------------


def test_citizens_at_the_table_lower_resistance_and_polarisation_raises_it() -> None:
    state = at_work(4, {"arena.resistance": 0.5, "arena.polarisation": 0.5})
    impact = state.mechanisms.impact
    polarised = 0.5 * (1.0 + 0.5 * impact.polarised_resistance)
    assert base_resistance(state) == pytest.approx(polarised)
    state.alliance.citizens = 2
    assert base_resistance(state) == pytest.approx(polarised * (1.0 - 0.5 * impact.lot_acceptance))


def test_a_core_group_of_one_citizen_is_accepted_in_full() -> None:
    """C58."""
    state = at_work(2, {"arena.resistance": 0.5, "arena.polarisation": 0.0})
    accepted = 1.0 - state.mechanisms.impact.lot_acceptance
    state.alliance.core = state.alliance.citizens = 1
    assert base_resistance(state) == pytest.approx(0.5 * accepted)
    state.alliance.core = state.alliance.citizens = 0
    assert base_resistance(state) == 0.5


# --- in a run --------------------------------------------------------------------------------------------


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def test_citizens_by_lot_lower_resistance_by_their_share() -> None:
    """C58, by hand."""
    without, with_them = (
        seen_by(world_of(world(4, LONG | {"groups.0.sectors": [sector]})), 0).demands["resistance"][0]
        for sector in ("union", "citizens")
    )
    assert with_them == pytest.approx((1 - 0.6 * 3 / 4) * without)


def test_citizens_who_are_not_asked_lower_nothing() -> None:
    lots = {"organisations.0.sector": "democracy", "groups.0.sectors": ["union", "union", "union", "citizens"]}
    near, far = (
        seen_by(world_of(world(size, LONG | lots, outside=6 - size)), 0).demands["resistance"][0] for size in (5, 4)
    )
    assert near == pytest.approx((1 - 0.6 / 5) * far)


SOFT: Changes = {"mechanisms.impact.adoption_rate": 0.2, "arena.resistance": 0.3}


def test_citizens_speed_what_comes_of_it() -> None:
    """C58, over paired runs."""
    base = SOFT | {"arena.resistance": 1.0}
    citizens = base | {"organisations.1.sector": "citizens"}
    neutral = citizens | {"mechanisms.impact.lot_acceptance": 0.0}
    assert mean(lively(citizens), 80, "impact") > mean(lively(neutral), 80, "impact")
