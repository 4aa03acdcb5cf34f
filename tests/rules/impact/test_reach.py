"""Reach: the share of the public that hears of the members' alliance (C50)."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Status
from simulation.rules.impact.reach import audience, reach_of_members
from tests.worlds import STUBBORN, at_work, lived, world

# --- rules -----------------------------------------------------------------------------------------------


@given(st.lists(st.floats(0, 8), min_size=2, max_size=2).map(sorted), st.floats(0.1, 2))
def test_larger_organisations_reach_more(sizes: list[float], power: float) -> None:
    smaller, larger = (audience(size, 5.5, power) for size in sizes)
    assert 0.0 <= smaller <= larger <= 1.0


def test_the_scale_is_where_two_thirds_are_reached() -> None:
    assert audience(5.5, 5.5, 0.3) == pytest.approx(1 - math.exp(-1))


# --- on a small state ------------------------------------------------------------------------------------


def test_reach_is_the_union_of_audiences_which_spill_over_into_other_sectors() -> None:
    state = at_work(3)
    impact = state.mechanisms.impact
    state.organisations["members"] = [4.0, 5.0, 6.0]
    state.memberships[2].status = Status.LEFT
    one, other = (audience(size, impact.audience_scale, impact.audience_power) for size in (4.0, 5.0))
    abroad = (1.0 - impact.spillover * one) * (1.0 - impact.spillover * other)
    own = [  # unreached in the sectors of the first, of the second, and in each of all others
        (1.0 - one) * (1.0 - impact.spillover * other),
        (1.0 - impact.spillover * one) * (1.0 - other),
        *[abroad] * (len(state.sectors) - 2),
    ]
    assert reach_of_members(state) == pytest.approx(sum(1.0 - share for share in own) / len(own))


def test_behind_closed_doors_fewer_hear_of_it() -> None:
    seen, hidden = at_work(2), at_work(2, {"agreements.public": False})
    assert reach_of_members(hidden) == pytest.approx(seen.mechanisms.impact.unsuited * reach_of_members(seen))


def test_an_audience_of_the_scale_s_size_is_about_two_thirds_and_grows_tenfold_with_ten_times_the_members() -> None:
    assert audience(5.0, 5.0, 0.5) == pytest.approx(1.0 - math.exp(-1.0))
    assert audience(6.0, 5.0, 1.0) == pytest.approx(1.0 - math.exp(-10.0))


# --- in a run --------------------------------------------------------------------------------------------


def test_the_public_reached_is_the_union_of_overlapping_audiences() -> None:
    """C50: reach rises with every member, but by less and less, and never beyond all."""
    reach = [float(lived(world(size, STUBBORN), 5).alliance.reach) for size in (2, 3, 4, 5, 60)]
    gains = [after - before for before, after in pairwise(reach[:4])]
    assert all(gain > 0 for gain in gains)
    assert gains == sorted(gains, reverse=True)
    assert reach[-1] <= 1.0
