"""Wear: members that take no part any more, wake again or quietly leave."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, NOTHING, End, EventKind, Reason, Stage, Status
from simulation.engine.state import State
from simulation.rules.cooperation.leadership import appoint
from simulation.rules.cooperation.time_use import claim_time, work
from simulation.rules.dissolution.ending import due_end
from simulation.rules.dissolution.leaving import reconsider
from simulation.rules.dissolution.wear import falls_asleep, slips_away, wakes, wear_out, within
from simulation.rules.shared.composition import compose
from simulation.rules.shared.core_group import is_awake
from tests.worlds import at_work, noted

share = st.floats(0, 1)
SURE = 1e6  # a hazard that leaves nothing to chance

# --- rules -----------------------------------------------------------------------------------------------


@given(share, share, share, share)
def test_members_fall_asleep_as_energy_and_trust_fall(energy: float, trust: float, less: float, wear: float) -> None:
    """C36."""
    assert falls_asleep(energy, trust, wear) <= falls_asleep(energy * less, trust, wear) <= wear
    assert falls_asleep(energy, trust, wear) <= falls_asleep(energy, trust * less, wear)
    assert falls_asleep(1.0, trust, wear) == falls_asleep(energy, 1.0, wear) == 0.0
    assert falls_asleep(energy, trust, 0.0) == slips_away(trust, 0.0) == 0.0


def test_hazards_of_the_rested_and_the_trusting() -> None:
    assert falls_asleep(0.5, 0.5, 0.04) == pytest.approx(0.01)
    assert slips_away(0.75, 0.04) == pytest.approx(0.01)
    assert wakes(0.5, 0.5, 0.04) == pytest.approx(0.01)


@given(st.floats(0, 1), st.floats(1, 100))
def test_hazards_add_up_over_weeks(hazard: float, weeks: float) -> None:
    assert 1.0 - within(hazard, 2 * weeks) == pytest.approx((1.0 - within(hazard, weeks)) ** 2)
    assert within(0.0, weeks) == 0.0
    assert within(0.02, 1.0) == pytest.approx(1.0 - math.exp(-0.02))


# --- on a small state ------------------------------------------------------------------------------------


def worn(**more: object) -> State:
    """Return a state of three in which the last has neither energy nor trust, and wear is certain."""
    state = at_work(3, {"mechanisms.dissolution.wear": 0.0, "mechanisms.cooperation.recovery": 0.0} | more)
    mechanisms: Any = state.mechanisms
    mechanisms.dissolution.wear = SURE
    state.organisations[2].energy = state.memberships[2].trust = 0.0
    return state


def test_who_is_worn_out_takes_no_part_and_stays_on_the_list() -> None:
    state = worn()
    for row in range(3):
        state.memberships[row].trust = float(row < 2)
        wear_out(state, row)
    compose(state)
    assert [is_awake(state.memberships[row]) for row in range(3)] == [True, True, False]
    assert state.memberships[2].status == Status.MEMBER
    assert (state.alliance.core, state.alliance.asleep) == (3, 1)
    assert noted(state) == [(EventKind.ASLEEP, 2, NOTHING)]


def test_who_is_asleep_spends_nothing_and_delivers_nothing() -> None:
    state = worn()
    wear_out(state, 2)
    compose(state)
    spent = float(state.alliance.tally.total_hours)
    claim_time(state)
    work(state)
    asleep = state.memberships[2]
    assert asleep.coordination == asleep.work == asleep.load == asleep.coverage == 0.0
    awake = state.memberships["coordination"][:2] + state.memberships["work"][:2]
    assert state.alliance.tally.total_hours - spent == pytest.approx(awake.sum())


@pytest.mark.parametrize("reversible", [True, False])
def test_who_has_slept_leaves_quietly_where_it_may(reversible: bool) -> None:
    state = worn(**{"agreements.reversible": reversible})
    state.memberships[2].asleep = 0
    reconsider(state)
    left = state.memberships[2].status == Status.LEFT
    assert left == reversible
    assert state.memberships[2].reason == Reason.WEAR
    assert ((EventKind.LEFT, 2, Reason.WEAR) in noted(state)) == reversible


def test_the_rested_who_still_trust_wake() -> None:
    state = worn()
    mechanisms: Any = state.mechanisms
    mechanisms.cooperation.recovery = SURE
    state.organisations[2].energy = state.memberships[2].trust = 1.0
    state.memberships[2].asleep = 0
    wear_out(state, 2)
    assert state.memberships[2].asleep == NEVER
    assert noted(state) == [(EventKind.AWAKE, 2, NOTHING)]


def test_nobody_falls_asleep_while_others_are_still_asked() -> None:
    state = worn()
    state.alliance.stage = Stage.INVITING
    wear_out(state, 2)
    assert is_awake(state.memberships[2])


@pytest.mark.parametrize(("asleep", "end"), [(1, End.RUNNING), (2, End.EXHAUSTION), (3, End.EXHAUSTION)])
def test_an_alliance_is_exhausted_where_fewer_than_two_are_awake(asleep: int, end: End) -> None:
    state = at_work(3)
    state.memberships["asleep"][:asleep] = 5
    state.alliance.changed = True
    compose(state)
    assert due_end(state) == end


def test_a_lead_stays_awake_and_who_takes_over_wakes() -> None:
    """C27."""
    state = worn(**{"agreements.lead": "First"})
    state.organisations["energy"], state.memberships["trust"] = 0.0, 0.0
    wear_out(state, 0)
    assert is_awake(state.memberships[0])
    state.memberships[1].asleep = 5
    appoint(state, 1)
    assert is_awake(state.memberships[1])
