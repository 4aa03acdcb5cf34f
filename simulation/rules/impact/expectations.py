"""Expectations: the effort members expect of each other, and the prospects of each demand (C10, C16, C27)."""

import math

from simulation.engine.codes import Status
from simulation.engine.compilation import compiled
from simulation.engine.demand_rows import DemandRow
from simulation.engine.state import State
from simulation.rules.cooperation.division_of_labour import usual_effect
from simulation.rules.cooperation.joint_work import skill
from simulation.rules.impact.adoption_odds import base_resistance, odds, resistance_to
from simulation.rules.shared.composition import takes_part
from simulation.rules.shared.time_and_money import expected_load, free_hours

ADAPTATION = 0.02  # share of the gap between expected and seen work that expectations close in a week


@compiled
def weigh_demand(state: State, demand: DemandRow, ambition: float, influence: float, expected: float) -> None:
    """Set a demand's influence and resistance this week, and what members may expect of it.

    `influence` and `expected` are those of the whole alliance now and as members expect it to become.
    """
    impact = state.mechanisms.impact
    noticed = math.pow(demand.attention, impact.effort_power)
    demand.influence = influence * noticed
    demand.resistance = resistance_to(ambition, demand.majority, base_resistance(state), impact.depth_resistance)
    hazard = impact.adoption_rate * odds(expected * noticed, demand.resistance, impact.steepness)
    demand.prospect = 1.0 - math.exp(-hazard * state.mechanisms.dissolution.outlook_weeks)


@compiled
def may_sign(state: State, row: int) -> bool:
    """Tell whether an organisation is to be asked to sign a call that is being worded."""
    return state.agreements.call and state.memberships[row].status == Status.ASKED


@compiled
def expect(state: State) -> None:
    """Renew what members expect of joint work: what was pledged at first, what they see of it later."""
    alliance = state.alliance
    if alliance.has_agreement:
        alliance.expected_effort += ADAPTATION * (alliance.week.effort - alliance.expected_effort)
        return
    alliance.expected_effort = alliance.week.office
    for row in range(len(state.memberships)):
        if takes_part(state, row) or may_sign(state, row):
            organisation = state.organisations[state.memberships[row].organisation]
            free = free_hours(state, organisation)
            hour = skill(state, organisation) * usual_effect(state, organisation)
            alliance.expected_effort += expected_load(state, row) * free * hour
