"""Habit: what members build by working together, and what they do for each other."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Status
from simulation.rules.cooperation.habit import done_of_its_part, grow_together, grown_together
from simulation.rules.dissolution.leaving import weigh_membership
from simulation.rules.shared.membership_terms import mutual
from simulation.rules.shared.net_benefit import net_benefit, terms_of
from tests.worlds import at_work

share = st.floats(0, 1)

# --- rules -----------------------------------------------------------------------------------------------


@given(share, st.floats(0, 100), st.floats(0, 0.2))
def test_habits_grow_with_joint_work_and_live_on_it(habit: float, work: float, forgetting: float) -> None:
    """C55."""
    assert 0.0 <= grown_together(habit, work, 300.0, forgetting) <= 1.0
    assert grown_together(habit, work, 300.0, 0.0) >= habit
    assert grown_together(habit, 0.0, 300.0, forgetting) == pytest.approx(habit * (1.0 - forgetting))


def test_two_thirds_of_what_there_is_to_build_take_the_scale() -> None:
    habit = 0.0
    for _ in range(100):
        habit = grown_together(habit, 3.0, 300.0, 0.0)
    assert habit == pytest.approx(1.0 - math.exp(-1.0))


def test_a_part_is_done_by_what_was_asked() -> None:
    assert done_of_its_part(2.0, 4.0) == 0.5
    assert done_of_its_part(5.0, 4.0) == 1.0
    assert done_of_its_part(0.0, 0.0) == 1.0


@given(share, share, st.integers(2, 100), st.integers(2, 100))
def test_what_partners_do_for_each_other_needs_no_crowd(given_: float, trust: float, few: int, many: int) -> None:
    assert mutual(given_, trust, few, 0.3) == mutual(given_, trust, many, 0.3)
    assert mutual(given_, trust, 1, 0.3) == mutual(given_, trust, few, 0.0) == 0.0
    assert mutual(0.5, 0.5, few, 0.4) == pytest.approx(0.1)


# --- on a small state ------------------------------------------------------------------------------------


def test_who_sleeps_does_nothing_of_its_part_and_loses_its_habits() -> None:
    state = at_work(2)
    state.memberships["wanted"], state.memberships["coordination"] = 4.0, 1.0
    state.memberships["work"], state.memberships["habit"] = [30.0, 0.0], 0.5
    state.memberships[1].asleep = 5
    grow_together(state)
    assert state.alliance.week.given == pytest.approx(0.5)
    assert state.memberships[0].habit > 0.5 > state.memberships[1].habit


def test_where_partners_rest_membership_is_worth_less() -> None:
    state = at_work(2, {"mechanisms.dissolution.mutual_weight": 0.4})
    state.memberships["trust"] = 0.5
    worth = []
    for done in (1.0, 0.25):
        state.alliance.week.given = done
        worth.append(net_benefit(terms_of(state, 1)))
    assert worth[0] - worth[1] == pytest.approx(0.4 * 0.5 * 0.75)


@pytest.mark.parametrize(("habit", "stays"), [(0.0, False), (1.0, True)])
def test_who_would_lose_what_it_has_built_puts_up_with_more(habit: float, stays: bool) -> None:
    state = at_work(2, {"mechanisms.dissolution.loyalty": 0.5, "mechanisms.dissolution.habit": 1.0})
    mechanisms: Any = state.mechanisms
    mechanisms.dissolution.effect_weight = mechanisms.dissolution.exchange_weight = 0.0
    mechanisms.dissolution.values_weight, state.memberships[1].distance = 1.0, 0.8
    state.alliance.talked, state.memberships[1].ownership, state.memberships[1].habit = 0.0, 0.0, habit
    weigh_membership(state, 1)
    assert -1.0 < state.memberships[1].net < 0.0
    assert state.memberships[1].status == Status.MEMBER
    assert state.memberships[1].leaving != stays
