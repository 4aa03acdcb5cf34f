"""Impact: reach, legitimacy, attention, influence, and what members may expect of them (C10 to C12, C46 to C50)."""

import math

from simulation.engine.codes import Stage
from simulation.engine.compilation import compiled, phase
from simulation.engine.demand_rows import DemandRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State
from simulation.rules.cooperation.division_of_labour import usual_effect
from simulation.rules.cooperation.joint_work import fields_needed, skill
from simulation.rules.impact.arena import odds, resistance_to
from simulation.rules.shared.capacity import free_hours
from simulation.rules.shared.composition import takes_part
from simulation.rules.shared.endings import firm
from simulation.rules.shared.utility import expected_load, stake_of

# --- rules ---------------------------------------------------------------------------------------


@compiled
def audience(members: float, scale: float, power: float) -> float:
    """Return the share of its own sector's audience that an organisation reaches, 0 to 1 (C50).

    Args:
        members: common logarithm of its members.
        scale: the same for a size that reaches about two thirds.
        power: how steeply reach rises with size.
    """
    return 1.0 - math.exp(-math.pow(10.0, power * (members - scale)))


@compiled
def attention(rank: int, demands: int, ranked: bool) -> float:
    """Return the share of attention a demand gets among those still open (C46).

    Args:
        rank: place of the demand, from 1.
        demands: number of open demands.
        ranked: whether the paper ranks them; attention then follows Zipf's law, else it is split evenly.
    """
    if not ranked:
        return 1.0 / demands
    harmonic = 0.0
    for place in range(1, demands + 1):
        harmonic += 1.0 / place
    return 1.0 / (rank * harmonic)


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
def reach_of_members(state: State) -> float:
    """Return the share of the public that hears of the alliance: the union of its members' audiences (C50).

    `unreached` holds the ratio of those not reached within a sector to those not reached outside of it, so that
    one pass over the members is enough.
    """
    impact = state.mechanisms.impact
    sectors = len(state.sectors)
    everywhere = 1.0
    reached = 0.0
    for s in range(sectors):
        state.sectors[s].unreached = 1.0
    for row in range(len(state.memberships)):
        if takes_part(state, row):
            organisation = state.organisations[state.memberships[row].organisation]
            own = audience(organisation.members, impact.audience_scale, impact.audience_power)
            everywhere *= 1.0 - impact.spillover * own
            elsewhere = 1.0 - impact.spillover * own
            state.sectors[organisation.sector].unreached *= (1.0 - own) / max(elsewhere, 1e-12)
    for s in range(sectors):
        reached += 1.0 - everywhere * state.sectors[s].unreached
    return reached / sectors * (1.0 if state.agreements.public else impact.behind_doors)


@compiled
def voice_of(state: State, reach: float, camp_number: float) -> float:
    """Return what a voice counts by its reach, the camps behind it and the salience of the topic (C11, C48, C50)."""
    impact = state.mechanisms.impact
    if camp_number <= 0.0 or reach <= 0.0:
        return 0.0
    legitimacy = impact.legitimacy * state.climate.polarisation
    attended = impact.unheard + 2.0 * (1.0 - impact.unheard) * state.arena.salience
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
    return allied * clear * (1.0 + impact.reframing_gain * state.alliance.framing)


@compiled
def share_of_voice(state: State) -> float:
    """Return the share of attention that other alliances at work leave to this one (C46)."""
    own, all_voices = state.alliance.pressure, state.arena.voices
    if own <= 0.0 or all_voices <= own:
        return 1.0
    return math.pow(own / all_voices, state.mechanisms.impact.crowding)


@compiled
def base_resistance(state: State) -> float:
    """Return the resistance to asking no more than the majority wants; citizens who take part lower it (C58)."""
    impact = state.mechanisms.impact
    polarised = 1.0 + impact.polarised_resistance * state.climate.polarisation
    accepted = impact.lot_acceptance * state.alliance.citizens / max(1, state.alliance.core)
    return state.arena.resistance * polarised * (1.0 - accepted)


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
def share_attention(state: State) -> None:
    """Share attention among the open demands (C46)."""
    open_demands = 0
    for k in range(len(state.demands)):
        open_demands += state.demands[k].open
    rank = 0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        rank += demand.open
        ranked = state.agreements.demands_ranked
        demand.attention = attention(rank, open_demands, ranked) if demand.open else 0.0


@phase
def take_stock(state: State) -> None:
    """See how the alliance stands at the start of a week: its influence, and what may be expected of each demand."""
    alliance, impact = state.alliance, state.mechanisms.impact
    expect(state)
    share_attention(state)
    if alliance.regrouped:
        alliance.regrouped = False
        alliance.reach = reach_of_members(state)
    voice = voice_of(state, alliance.reach, alliance.camps) * standing(state) * share_of_voice(state)
    unit = work_for_unit_influence(state)
    influence = influence_of(alliance.pressure, voice, unit, impact.effort_power)
    expected = influence_of(alliance.expected_effort, voice, unit, impact.effort_power)
    if alliance.stage == Stage.WORKING:
        alliance.tally.influence += influence
        alliance.tally.weeks_at_work += 1
    for k in range(len(state.demands)):
        demand = state.demands[k]
        if demand.open:
            wished = state.positions[state.memberships[0].organisation, k].ideal
            ambition = firm(state, demand.agreed) if alliance.paper else wished
            weigh_demand(state, demand, ambition, influence, expected)
        elif demand.adopted > demand.secured:
            demand.influence = influence  # what now stands behind it, should politics go back on it
        else:
            demand.prospect = 0.0
    alliance.week.visibility = influence / (1.0 + influence) if state.agreements.public else 0.0


@compiled
def expect(state: State) -> None:
    """Renew what members expect of joint work: what was pledged at first, what they see of it later."""
    alliance = state.alliance
    if alliance.paper:
        alliance.expected_effort += state.mechanisms.dissolution.adaptation * (
            alliance.week.effort - alliance.expected_effort
        )
        return
    alliance.expected_effort = alliance.week.office * state.mechanisms.cooperation.office_skill
    for row in range(len(state.memberships)):
        if takes_part(state, row):
            organisation = state.organisations[state.memberships[row].organisation]
            free = free_hours(state, organisation)
            hour = skill(state, organisation) * usual_effect(state, organisation)
            alliance.expected_effort += expected_load(state, row) * free * hour


@compiled
def prospect_alone(state: State, organisation: OrganisationRow) -> float:
    """Return what an organisation may expect to bring about alone, over all demands of the goal (Olson 1965)."""
    impact = state.mechanisms.impact
    own = audience(organisation.members, impact.audience_scale, impact.audience_power)
    sectors = len(state.sectors)
    reach = own * (1.0 + impact.spillover * (sectors - 1)) / sectors
    hours = free_hours(state, organisation) * stake_of(state, organisation)
    effort = hours * skill(state, organisation) * usual_effect(state, organisation)
    unit = work_for_unit_influence(state)
    influence = influence_of(effort, voice_of(state, reach, 1.0), unit, impact.effort_power)
    total = weights = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        wished = state.positions[state.memberships[0].organisation, k].ideal
        resistance = resistance_to(wished, demand.majority, base_resistance(state), impact.depth_resistance)
        noticed = math.pow(1.0 / len(state.demands), impact.effort_power)
        hazard = impact.adoption_rate * odds(influence * noticed, resistance, impact.steepness)
        total += demand.weight * (1.0 - math.exp(-hazard * state.mechanisms.dissolution.outlook_weeks))
        weights += demand.weight
    return total / weights
