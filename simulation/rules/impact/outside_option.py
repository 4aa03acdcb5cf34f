"""The outside option: what an organisation may expect to bring about alone (Olson 1965)."""

import math

from simulation.engine.codes import Venue
from simulation.engine.compilation import compiled
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State
from simulation.rules.cooperation.division_of_labour import usual_effect
from simulation.rules.cooperation.joint_work import skill
from simulation.rules.impact.adoption_odds import base_resistance, resistance_to
from simulation.rules.impact.influence import routes_of, voice_of
from simulation.rules.impact.reach import audience
from simulation.rules.impact.venues import by_routes, inside_weight, prospect_of
from simulation.rules.shared.stakes import stake_of
from simulation.rules.shared.time_and_money import free_hours


@compiled
def prospect_alone(state: State, organisation: OrganisationRow) -> float:
    """Return what an organisation may expect to bring about alone, over all demands of the goal (Olson 1965)."""
    impact = state.mechanisms.impact
    own = audience(organisation.members, impact.audience_scale, impact.audience_power)
    sectors = len(state.sectors)
    reach = own * (1.0 + impact.spillover * (sectors - 1)) / sectors
    hours = free_hours(state, organisation) * stake_of(state, organisation)
    effort = hours * skill(state, organisation) * usual_effect(state, organisation)
    routes = routes_of(state, effort, voice_of(state, reach, 1.0))
    sharing = len(state.demands) if state.climate.attention_shared else 1
    total = weights = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        wished = state.positions[state.memberships[0].organisation, k].ideal
        resistance = resistance_to(wished, demand.majority, base_resistance(state), impact.depth_resistance)
        noticed = math.pow(1.0 / sharing, impact.effort_power)
        weight = inside_weight(demand.venue, state.arena.salience)
        influence = by_routes(routes.outside, routes.inside, weight) * noticed
        if demand.venue != Venue.MEMBERS:  # there nobody alone could get any
            total += demand.weight * prospect_of(state, demand.venue, influence, resistance)
        weights += demand.weight
    return total / weights
