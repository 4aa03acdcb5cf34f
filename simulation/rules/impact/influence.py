"""Influence: what effort, voice, camps, message and closeness to parties amount to (C07, C10 to C12, C45, C48)."""

import math

from simulation.engine.codes import Stage
from simulation.engine.compilation import compiled, phase
from simulation.engine.records import Routes
from simulation.engine.state import State
from simulation.rules.cooperation.joint_work import fields_needed
from simulation.rules.impact.attention import share_attention, share_of_voice
from simulation.rules.impact.expectations import expect, weigh_demand
from simulation.rules.impact.reach import reach_of_members
from simulation.rules.impact.venues import by_routes, inside_weight
from simulation.rules.shared.goal_result import firm

NEW_LIGHT = 0.2  # what demands seen wholly in the light of all members' causes add to influence

# --- rules ---------------------------------------------------------------------------------------


@compiled
def clarity(change_share: float) -> float:
    """Return the chance that two reports on an alliance tell the same of it: what it is for, or against (C07)."""
    return change_share**2 + (1.0 - change_share) ** 2


@compiled
def party_effect(line: float, capacity: float, campaign: float, gain: float, partisanship: float) -> float:
    """Return the factor on influence of going together with parties: they carry demands, and cost credibility (C45).

    Args:
        line: how close the alliance lets itself be seen, 0 to 1.
        capacity: how able parties are to take demands up, 0 to 1 (C14).
        campaign: how near an election is, 0 to 1.
        gain: what full closeness to fully able parties adds.
        partisanship: share of credibility that full closeness costs on election day.
    """
    return (1.0 + gain * line * capacity) * (1.0 - partisanship * line * campaign)


@compiled
def influence_of(effort: float, voice: float, scale: float, power: float) -> float:
    """Return the influence of a steady weekly effort: each further hour moves less (C10)."""
    return voice * math.pow(effort / scale, power) if effort > 0.0 else 0.0


# --- on the state --------------------------------------------------------------------------------


@compiled
def work_for_unit_influence(state: State) -> float:
    """Return the work a week that gives unit influence: the more fields it needs, the more if nobody connects (C12).

    Work spread evenly over connected fields counts as if there were one, however many they are: the share parameters
    of a normalised elasticity of substitution (Klump and de La Grandville 2000) stand here instead of in `connect`.
    """
    impact = state.mechanisms.impact
    return impact.effort_scale * math.pow(1.0 * max(1, fields_needed(state)), impact.complementarity)


@compiled
def voice_of(state: State, reach: float, camp_number: float) -> float:
    """Return what a voice counts by its reach, the camps behind it and the salience of the topic (C11, C48, C50)."""
    impact = state.mechanisms.impact
    if camp_number <= 0.0 or reach <= 0.0:
        return 0.0
    legitimacy = impact.legitimacy * state.climate.polarisation
    attended = impact.calm + 2.0 * (1.0 - impact.calm) * state.arena.salience
    heard = math.pow(reach, impact.reach_power) * attended
    return heard * math.pow(camp_number, legitimacy)


@compiled
def standing(state: State) -> float:
    """Return what adds to an alliance's voice: demands seen in a new light, closeness to parties, a clear message."""
    impact, agreements = state.mechanisms.impact, state.agreements
    allied = party_effect(
        agreements.party_line,
        state.climate.party_capacity,
        state.arena.campaign,
        impact.party_gain,
        impact.partisanship,
    )
    clear = math.pow(clarity(state.goal.change_share), impact.message_power)
    return allied * clear * (1.0 + NEW_LIGHT * state.alliance.framing)


@compiled
def routes_of(state: State, effort: float, voice: float) -> Routes:
    """Return the influence of a steady weekly effort: outside with the voice that it has, inside by its work alone."""
    unit, power = work_for_unit_influence(state), state.mechanisms.impact.effort_power
    return Routes(outside=influence_of(effort, voice, unit, power), inside=influence_of(effort, 1.0, unit, power))


@phase
def take_stock(state: State) -> None:
    """See how the alliance stands at the start of a week: its influence, and what may be expected of each demand."""
    alliance = state.alliance
    expect(state)
    share_attention(state)
    if alliance.regrouped:
        alliance.regrouped = False
        alliance.reach = reach_of_members(state)
    voice = voice_of(state, alliance.reach, alliance.camps) * standing(state) * share_of_voice(state)
    now = routes_of(state, alliance.pressure, voice)
    expected = routes_of(state, alliance.expected_effort, voice)
    influence = now.outside
    if alliance.stage == Stage.WORKING:
        alliance.tally.influence += influence
        alliance.tally.weeks_at_work += 1
    for k in range(len(state.demands)):
        demand = state.demands[k]
        if demand.open:
            wished = state.positions[state.memberships[0].organisation, k].ideal
            ambition = firm(state, demand.agreed) if alliance.has_agreement else wished
            weigh_demand(state, demand, ambition, now, expected)
        elif demand.adopted > demand.secured:
            weight = inside_weight(demand.venue, state.arena.salience)
            demand.influence = by_routes(
                now.outside, now.inside, weight
            )  # what now stands behind it, should politics go back on it
        else:
            demand.prospect = 0.0
    alliance.week.visibility = influence / (1.0 + influence) if state.agreements.public else 0.0
