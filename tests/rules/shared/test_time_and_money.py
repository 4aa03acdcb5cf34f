"""Time and money: what organisations have for joint work, and what they pledge of it (C33, C36, C61, C65)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.state import seen_by
from simulation.rules.shared.time_and_money import free_hours, means_left
from tests.worlds import STUBBORN, Changes, at_work, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share, share)
def test_pressure_takes_means_in_proportion(pressure: float, cutback: float, more: float) -> None:
    """C61."""
    assert means_left(0.0, cutback) == means_left(pressure, 0.0) == 1.0
    assert means_left(1.0, cutback) == pytest.approx(1.0 - cutback)
    assert means_left(pressure + (1 - pressure) * more, cutback) <= means_left(pressure, cutback) + 1e-12


# --- on a small state ------------------------------------------------------------------------------------


def test_grants_pay_for_hours_beside_those_that_home_leaves() -> None:
    """C36, C60: of forty hours a quarter is at home, and half as much again is paid for."""
    state = at_work(2, {"arena.pressure": 0.0})
    one = state.organisations[1]
    one.hours, one.home_load, one.grants = 40.0, 0.25, 0.5
    assert free_hours(state, one) == pytest.approx(45.0)


# --- in a run --------------------------------------------------------------------------------------------


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


@pytest.mark.parametrize("pressure", [0.0, 0.4, 1.0])
def test_pressure_cuts_time_in_proportion(pressure: float) -> None:
    state = seen_by(world_of(world(4, LONG | {"arena.pressure": pressure}), 20), 0)
    assert state.memberships["free"] == pytest.approx(np.full(4, 40.0 * (1 - 0.5 * pressure)))
