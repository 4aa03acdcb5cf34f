"""Diversity: how far partners differ in values and manners, and how many camps they stand for (C01, C11, C19, C24)."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulation.rules.shared.diversity import camps, effective_number, friction, place_centre, value_distance
from tests.worlds import at_work, begun, lived, world

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share, share, share, share)
def test_what_was_talked_through_causes_no_friction(
    values: float, manners: float, talked: float, clarified: float, more: float
) -> None:
    """C19, C24."""
    assert friction(values, 1.0, manners, 1.0) == 0.0
    assert friction(0.0, talked, 0.0, clarified) == 0.0
    strain = friction(values, talked, manners, clarified)
    assert friction(values, talked + (1 - talked) * more, manners, clarified) <= strain
    assert friction(values, talked, manners, clarified + (1 - clarified) * more) <= strain
    assert strain <= values + manners


@given(share, share, share, share)
def test_the_alike_and_the_talked_through_meet_without_friction(
    values: float, talked: float, manners: float, clarified: float
) -> None:
    """C19, C24."""
    assert friction(0.0, talked, 0.0, clarified) == 0.0
    assert friction(values, 1.0, manners, 1.0) == 0.0
    assert friction(values, talked, manners, clarified) <= values + manners


places = st.tuples(share, share)


@given(places, places)
def test_distance_is_the_same_both_ways_and_none_to_oneself(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert value_distance(*one, *one) == 0.0
    assert value_distance(*one, *other) == value_distance(*other, *one)
    assert 0.0 <= value_distance(*one, *other) <= 1.0


@given(places, places, places)
def test_no_detour_is_shorter(one: tuple[float, float], via: tuple[float, float], other: tuple[float, float]) -> None:
    assert value_distance(*one, *other) <= value_distance(*one, *via) + value_distance(*via, *other) + 1e-12


def test_opposite_corners_are_at_unit_distance() -> None:
    assert value_distance(0, 0, 1, 1) == 1.0


@given(st.integers(1, 100), st.floats(0.01, 1000))
def test_equal_camps_count_in_full(camps: int, size: float) -> None:
    assert effective_number(camps * size, camps * size**2) == pytest.approx(camps)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=20))
def test_unequal_camps_count_for_fewer(sizes: list[float]) -> None:
    assume(sum(sizes) > 1e-3)
    number = effective_number(math.fsum(sizes), math.fsum(size**2 for size in sizes))
    assert 1.0 - 1e-9 <= number <= len(sizes) + 1e-9


def test_without_members_there_are_no_camps() -> None:
    assert effective_number(0.0, 0.0) == 0.0


# --- on a small state ------------------------------------------------------------------------------------


def test_friction_is_what_is_left_of_differences() -> None:
    """C19, C24: three quarters of the values and half of the manners were not talked through."""
    assert friction(0.4, 0.25, 0.3, 0.5) == pytest.approx(0.4 * 0.75 + 0.3 * 0.5)


def test_camps_are_sectors_by_their_members_and_one_where_all_have_merged() -> None:
    """C01, C11: one organisation beside three of another sector."""
    assert camps(at_work(4)) == pytest.approx(4**2 / (1 + 3**2))
    merged = at_work(4, {"agreements.distinct": False})
    assert camps(merged) == 1.0
    merged.sectors["members"] = 0.0
    assert camps(merged) == 0.0


def test_the_spread_is_the_mean_distance_of_the_core_group_and_all_have_a_distance() -> None:
    state = at_work(4, {"agreements.core_size": 2})
    state.organisations["economic"], state.organisations["cultural"] = [0.2, 0.6, 1.0, 0.4], [0.3, 0.5, 0.4, 0.4]
    place_centre(state)
    assert (state.alliance.economic, state.alliance.cultural) == pytest.approx((0.4, 0.4))
    near = math.sqrt((0.2**2 + 0.1**2) / 2)
    assert state.memberships["distance"] == pytest.approx([near, near, 0.6 / math.sqrt(2), 0.0])
    assert state.alliance.spread == pytest.approx(near)


# --- in a run --------------------------------------------------------------------------------------------


def test_the_table_s_centre_is_the_mean_of_its_values() -> None:
    unweighed = {"mechanisms.dissolution.values_weight": 0.0}
    state = lived(world(3, unweighed, first={"economic": 0.2, "cultural": 0.8}), 4)
    assert state.alliance.economic == pytest.approx((0.2 + 0.5 + 0.5) / 3)
    assert state.alliance.cultural == pytest.approx((0.8 + 0.5 + 0.5) / 3)
    assert state.memberships["distance"].tolist() == pytest.approx([0.2, 0.1, 0.1])


def test_sectors_asked_count_as_camps_while_the_invitation_is_open() -> None:
    assert begun(world(4)).alliance.camps == pytest.approx(effective_number(4, 1 + 9))
