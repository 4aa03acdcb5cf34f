"""Impact: pooled work, reach, legitimacy, attention, the arena's answer and who gets the credit (C46 to C53)."""

import math

from simulation import events, streams
from simulation.arena import adopted_ambition, odds, resistance_to
from simulation.compiled import compiled, phase
from simulation.cooperation import encouraged
from simulation.membership import expected_load, named_in_reports, takes_part
from simulation.state import (
    CORE,
    MEMBER,
    NEVER,
    NOBODY,
    NOTHING,
    SUPPORTER,
    WORKING,
    DemandRow,
    OrganisationRow,
    State,
)

# --- rules ---------------------------------------------------------------------------------------


@compiled
def task_credibility(lobbying: float, dialogue: float, campaigning: float, coordinated: bool) -> float:
    """Return how credible a member is in what it does: its best task if members divide labour, else any (C49)."""
    if coordinated:
        return max(lobbying, dialogue, campaigning)
    return (lobbying + dialogue + campaigning) / 3.0


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


# --- phases --------------------------------------------------------------------------------------


@phase
def skill(state: State, organisation: OrganisationRow) -> float:
    """Return the effect of one hour of a member's work, relative to a fully credible and connected one."""
    impact = state.mechanisms.impact
    task = task_credibility(
        organisation.lobbying,
        organisation.dialogue,
        organisation.campaigning,
        state.agreements.division_of_labour,
    )
    credible = impact.forced_task + (1.0 - impact.forced_task) * task
    connected = impact.unconnected + (1.0 - impact.unconnected) * organisation.contacts
    return organisation.credibility * credible * connected


@phase
def add_work(state: State, organisation: OrganisationRow, hours: float) -> float:
    """Put a member's work in its own field there, if the goal needs it; return its work in any field (C35)."""
    effective = hours * skill(state, organisation)
    if state.sectors[organisation.sector].needed:
        state.sectors[organisation.sector].effort += effective * organisation.specialisation
    return effective * (1.0 - organisation.specialisation)


@phase
def connect(state: State, general: float) -> float:
    """Return the joint effort: fields add up, and gain from each other as far as members exchange (C09).

    The gain is that of a constant elasticity of substitution over the fields the goal needs; general work is
    spread evenly over them.
    """
    needed = 0
    for s in range(len(state.sectors)):
        needed += state.sectors[s].needed
    total = joined = 0.0
    power = 1.0 / (1.0 + state.mechanisms.impact.complementarity)
    for s in range(len(state.sectors)):
        if state.sectors[s].needed:
            effort = state.sectors[s].effort + general / needed
            total += effort
            joined += math.pow(effort, power)
    together = math.pow(joined, 1.0 / power)
    return total + state.alliance.exchange * (together - total)


@phase
def act(state: State) -> None:
    """Pool this week's work, the office's part included, and let it build up pressure."""
    alliance, impact = state.alliance, state.mechanisms.impact
    for s in range(len(state.sectors)):
        state.sectors[s].effort = 0.0
    general = alliance.office * state.mechanisms.cooperation.office_skill if alliance.stage == WORKING else 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == MEMBER and membership.work > 0.0:
            done = membership.work * membership.coverage
            general += add_work(state, state.organisations[membership.organisation], done)
    alliance.effort = connect(state, general)
    alliance.pressure += impact.memory * (alliance.effort - alliance.pressure)
    alliance.achieved += alliance.effort


@phase
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
    return reached / sectors


@phase
def standing(state: State) -> float:
    """Return what the alliance's voice counts: reach, legitimacy by camps, salience of the topic (C11, C50)."""
    alliance, impact = state.alliance, state.mechanisms.impact
    if alliance.camps <= 0.0:
        return 0.0
    legitimacy = impact.legitimacy + impact.legitimacy_polarised * state.climate.polarisation
    attended = impact.unheard + 2.0 * (1.0 - impact.unheard) * state.arena.salience
    heard = math.pow(alliance.reach, impact.reach_power) * attended
    return heard * math.pow(alliance.camps, legitimacy)


@compiled
def influence_of(effort: float, voice: float, scale: float, power: float) -> float:
    """Return the influence of a steady weekly effort: each further hour moves less (C10)."""
    return voice * math.pow(effort / scale, power) if effort > 0.0 else 0.0


@phase
def weigh_demand(state: State, demand: DemandRow, ambition: float, influence: float, expected: float) -> None:
    """Set a demand's influence and resistance this week, and what members may expect of it.

    `influence` and `expected` are those of the whole alliance now and as members expect it to become.
    """
    impact, climate = state.mechanisms.impact, state.climate
    noticed = math.pow(demand.attention, impact.attention_power)
    demand.influence = influence * noticed
    polarised = 1.0 + impact.polarised_resistance * climate.polarisation
    demand.resistance = resistance_to(
        ambition, demand.majority, state.arena.resistance * polarised, impact.depth_resistance
    )
    hazard = impact.adoption_rate * odds(expected * noticed, demand.resistance, impact.steepness)
    demand.prospect = 1.0 - math.exp(-hazard * state.mechanisms.dissolution.outlook_weeks)


@phase
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
    voice = standing(state)
    influence = influence_of(alliance.pressure, voice, impact.effort_scale, impact.effort_power)
    expected = influence_of(alliance.expected_effort, voice, impact.effort_scale, impact.effort_power)
    for k in range(len(state.demands)):
        demand = state.demands[k]
        if demand.open:
            wished = state.positions[state.memberships[0].organisation, k].ideal
            ambition = demand.agreed if alliance.agreed_week >= 0 else wished
            weigh_demand(state, demand, ambition, influence, expected)
        elif demand.adopted <= 0.0:
            demand.prospect = 0.0
    alliance.visibility = influence / (1.0 + influence)


@phase
def expect(state: State) -> None:
    """Renew what members expect of joint work: what was pledged at first, what they see of it later."""
    alliance = state.alliance
    if alliance.stage == WORKING:
        alliance.expected_effort += state.mechanisms.dissolution.adaptation * (
            alliance.effort - alliance.expected_effort
        )
        return
    alliance.expected_effort = alliance.office * state.mechanisms.cooperation.office_skill
    for row in range(len(state.memberships)):
        if takes_part(state, row):
            organisation = state.organisations[state.memberships[row].organisation]
            free = organisation.hours * (1.0 - organisation.home_load)
            alliance.expected_effort += expected_load(state, row) * free * skill(state, organisation)


@phase
def answer(state: State) -> None:
    """Let the arena answer: any open demand may be adopted; a vote decides all that are open, once and for all."""
    alliance, clock = state.alliance, state.clock
    heard = alliance.stage == WORKING and alliance.agreed_week < clock.week  # politics needs a week to read a paper
    for k in range(len(state.demands)):
        demand = state.demands[k]
        if not demand.open:
            continue
        chance = adoption_chance(state, demand) if heard else 0.0
        if streams.happens(chance, clock.seed, streams.ADOPTION, clock.week, streams.EVERYBODY, k):
            adopt(state, k)
        elif state.arena.vote:
            demand.open = False
            events.note(state, events.VOTE_LOST, NOBODY, k, demand.agreed)


@phase
def adoption_chance(state: State, demand: DemandRow) -> float:
    """Return the chance that a demand is adopted this week: in a vote, or by the hazard of any week."""
    impact = state.mechanisms.impact
    chance = odds(demand.influence, demand.resistance, impact.steepness)
    if state.arena.vote:
        return chance
    return 1.0 - math.exp(-impact.adoption_rate * state.arena.window * chance)


@phase
def adopt(state: State, k: int) -> None:
    """Adopt a demand, as far as influence carries; success gives energy and has to be told by somebody."""
    demand, alliance = state.demands[k], state.alliance
    demand.open = False
    demand.adopted = adopted_ambition(demand.agreed, demand.majority, demand.influence, demand.resistance)
    if alliance.effect_week == NEVER:
        alliance.effect_week = state.clock.week
    events.note(state, events.ADOPTED, NOBODY, k, demand.adopted)
    demand.prospect = 1.0
    cheer(state, state.mechanisms.cooperation.success_encouragement)
    share_credit(state, k)


@phase
def cheer(state: State, share: float) -> None:
    """Give all members back part of their missing energy."""
    state.alliance.encouraged = state.clock.week
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == MEMBER:
            organisation = state.organisations[membership.organisation]
            organisation.energy = encouraged(organisation.energy, share)


@phase
def most_prominent(state: State) -> int:
    """Return the row of the largest member at the table, or NOBODY."""
    found = NOBODY
    for seat in range(state.alliance.core):
        row = state.memberships[seat].seated
        size = state.organisations[state.memberships[row].organisation].members
        if found == NOBODY or size > state.organisations[state.memberships[found].organisation].members:
            found = row
    return found


@phase
def share_credit(state: State, k: int) -> None:
    """Tell the success: by rule for all, or, in a hurry and without a rule, by whoever is most prominent (C52)."""
    impact, clock = state.mechanisms.impact, state.clock
    hurry = 1.0 if state.arena.vote or state.arena.window > 1.0 else impact.calm
    chance = 0.0 if state.agreements.credit_rule else impact.grab * hurry
    claimed = streams.happens(chance, clock.seed, streams.CREDIT, clock.week, streams.EVERYBODY, k)
    first = most_prominent(state)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != MEMBER:
            continue
        if not claimed:
            membership.seen += impact.success_weeks * named_in_reports(state, membership.tier)
        elif row == first:
            membership.seen += impact.success_weeks
        else:
            membership.trust *= 1.0 - impact.grab_trust
    who = state.memberships[first].organisation if first != NOBODY else NOBODY
    events.note(state, events.CLAIMED if claimed else events.SHARED, who, k, 0.0)


@phase
def celebrate_milestones(state: State) -> None:
    """Reach the next milestone when the joint work has come far enough; planning and celebrating take time (C28)."""
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    if alliance.stage != WORKING or alliance.milestones >= state.agreements.milestones:
        return
    step = cooperation.campaign_hours / (state.agreements.milestones + 1)
    if alliance.achieved < step * (alliance.milestones + 1):
        return
    alliance.milestones += 1
    alliance.extra_talks += cooperation.milestone_hours
    cheer(state, cooperation.encouragement)
    events.note(state, events.MILESTONE, NOBODY, NOTHING, 1.0 * alliance.milestones)


@phase
def keep_visible(state: State) -> None:
    """Count what each member gives up in own visibility, and what it is seen in return (C53)."""
    at_table = state.alliance.visibility * named_in_reports(state, CORE)
    beside = state.alliance.visibility * named_in_reports(state, SUPPORTER)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == MEMBER:
            organisation = state.organisations[membership.organisation]
            membership.given += organisation.visibility_need * min(1.0, membership.load)
            membership.seen += at_table if membership.tier == CORE else beside
