"""Expectations: what members pledge and see of each other's work, and what they may hope for of each demand."""

import math

import pytest

from simulation.engine.codes import Status
from simulation.engine.records import Routes
from simulation.rules.impact.expectations import ADAPTATION, expect, weigh_demand
from tests.worlds import at_work

# --- on a small state ------------------------------------------------------------------------------------


def test_a_demand_is_weighed_by_the_attention_it_gets_and_by_what_it_asks() -> None:
    """C16: what is expected to be as strong as resistance prevails with an even chance in every week."""
    state = at_work(2, {"arena.resistance": 0.5, "arena.polarisation": 0.0})
    demand, impact = state.demands[0], state.mechanisms.impact
    demand.attention, demand.majority = 0.25, 0.2
    noticed = 0.25**impact.effort_power
    resistance = 0.5 * (1.0 + impact.depth_resistance / 2)
    weigh_demand(state, demand, 0.6, Routes(3.0, 0.0), Routes(resistance / noticed, 0.0))
    assert demand.influence == pytest.approx(3.0 * noticed)
    assert demand.resistance == pytest.approx(resistance)
    weeks = state.mechanisms.dissolution.outlook_weeks
    assert demand.prospect == pytest.approx(1.0 - math.exp(-impact.adoption_rate / 2 * weeks))


def test_before_an_agreement_members_expect_what_all_who_take_part_pledge() -> None:
    """C10: forty hours of two, half of them pledged, and what the office does."""
    changes = {"agreements.obligation": 0.5, "mechanisms.dissolution.mismatch": 0.0, "goal.mobilisation": 1.0}
    state = at_work(3, changes)
    alliance = state.alliance
    alliance.has_agreement, alliance.week.office, alliance.expected_effort = False, 2.0, 99.0
    state.memberships[2].status = Status.LEFT
    expect(state)
    assert alliance.expected_effort == pytest.approx(2.0 + 2 * 40.0 * 0.5)


def test_with_an_agreement_expectations_adapt_to_what_is_seen() -> None:
    state = at_work(2)
    state.alliance.expected_effort, state.alliance.week.effort = 8.0, 4.0
    expect(state)
    assert state.alliance.expected_effort == pytest.approx(8.0 - 4.0 * ADAPTATION)


def test_the_unskilled_promise_less() -> None:
    """C49: an hour of somebody without credibility counts for nothing."""
    state = at_work(2)
    state.alliance.has_agreement, state.alliance.week.office = False, 1.0
    state.organisations["credibility"] = 0.0
    expect(state)
    assert state.alliance.expected_effort == 1.0
