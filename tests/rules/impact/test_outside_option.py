"""The outside option: what an organisation may expect to bring about alone (Olson 1965)."""

import math

import pytest

from simulation.rules.cooperation.division_of_labour import usual_effect
from simulation.rules.cooperation.joint_work import skill
from simulation.rules.impact.adoption_odds import base_resistance, odds, resistance_to
from simulation.rules.impact.influence import influence_of, voice_of, work_for_unit_influence
from simulation.rules.impact.outside_option import prospect_alone
from simulation.rules.impact.reach import audience
from simulation.rules.shared.stakes import stake_of
from simulation.rules.shared.time_and_money import free_hours
from tests.worlds import at_work

# --- on a small state ------------------------------------------------------------------------------------


def test_alone_one_reaches_the_own_sector_and_spills_over_into_others() -> None:
    state = at_work(2)
    impact, one = state.mechanisms.impact, state.organisations[1]
    own, sectors = audience(one.members, impact.audience_scale, impact.audience_power), len(state.sectors)
    reach = (own + (sectors - 1) * impact.spillover * own) / sectors
    effort = free_hours(state, one) * stake_of(state, one) * skill(state, one) * usual_effect(state, one)
    influence = influence_of(effort, voice_of(state, reach, 1.0), work_for_unit_influence(state), impact.effort_power)
    wished, majority = state.positions[0, 0].ideal, state.demands[0].majority
    resistance = resistance_to(wished, majority, base_resistance(state), impact.depth_resistance)
    hazard = impact.adoption_rate * odds(influence, resistance, impact.steepness)
    weeks = state.mechanisms.dissolution.outlook_weeks
    assert prospect_alone(state, one) == pytest.approx(1.0 - math.exp(-hazard * weeks))
