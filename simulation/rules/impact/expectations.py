"""Expectations: the effort members expect of each other, and the prospects of each demand (C10, C16, C27)."""

import math

from simulation.engine.codes import Status
from simulation.engine.compilation import compiled
from simulation.engine.demand_rows import DemandRow
from simulation.engine.records import Routes
from simulation.engine.state import State
from simulation.rules.cooperation.division_of_labour import usual_effect
from simulation.rules.cooperation.joint_work import skill
from simulation.rules.cooperation.seasons import rests_in
from simulation.rules.impact.adoption_odds import base_resistance, resistance_to
from simulation.rules.impact.venues import answered, by_routes, inside_weight, prospect_of
from simulation.rules.shared.composition import takes_part
from simulation.rules.shared.time_and_money import expected_load, free_hours

ADAPTATION = 0.02  # share of the gap between expected and seen work that expectations close in a week


@compiled
def weigh_demand(state: State, demand: DemandRow, ambition: float, now: Routes, expected: Routes) -> None:
    """Set a demand's influence and resistance this week, and what members may expect of it.

    `now` and `expected` are the influence of the whole alliance as it is and as members expect it to become.
    """
    impact = state.mechanisms.impact
    noticed = math.pow(demand.attention, impact.effort_power)
    weight = inside_weight(demand.venue, state.arena.salience)
    demand.influence = by_routes(now.outside, now.inside, weight) * noticed
    resistance = resistance_to(ambition, demand.majority, base_resistance(state), impact.depth_resistance)
    demand.resistance = answered(resistance, now.outside * (1.0 - weight) * noticed, state.climate.backlash)
    hoped_for = by_routes(expected.outside, expected.inside, weight) * noticed
    demand.prospect = prospect_of(state, demand.venue, hoped_for, demand.resistance)


@compiled
def may_sign(state: State, row: int) -> bool:
    """Tell whether an organisation is to be asked to sign a call that is being worded."""
    return state.agreements.call and state.memberships[row].status == Status.ASKED


@compiled
def expect(state: State) -> None:
    """Renew what members expect of joint work: what was pledged at first, what they see of it later."""
    alliance = state.alliance
    if alliance.has_agreement:
        if not rests_in(state, state.clock.week - 1):
            alliance.expected_effort += ADAPTATION * (alliance.week.effort - alliance.expected_effort)
        return
    alliance.expected_effort = alliance.week.office
    for row in range(len(state.memberships)):
        if takes_part(state, row) or may_sign(state, row):
            organisation = state.organisations[state.memberships[row].organisation]
            free = free_hours(state, organisation)
            hour = skill(state, organisation) * usual_effect(state, organisation)
            alliance.expected_effort += expected_load(state, row) * free * hour
