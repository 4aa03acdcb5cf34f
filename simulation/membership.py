"""Joining, staying and leaving: what an organisation's own body weighs, term by term."""

import math
from typing import NamedTuple

from simulation import events, streams
from simulation.compiled import compiled, phase
from simulation.state import (
    ASKED,
    BY_EFFECT,
    BY_MONEY,
    BY_RISK,
    BY_TIME,
    BY_VALUES,
    BY_VISIBILITY,
    CORE,
    INVITING,
    LEFT,
    MEMBER,
    WORDING,
    MembershipRow,
    State,
)


class Terms(NamedTuple):
    """What speaks for membership (first three) and against it, all in the same unit of net benefit."""

    effect: float
    exchange: float
    belonging: float
    time: float
    money: float
    visibility: float
    values: float
    risk: float


@compiled
def value_distance(economic: float, cultural: float, other_economic: float, other_cultural: float) -> float:
    """Return the distance between two positions on the economic and the cultural axis, 0 to 1."""
    return math.sqrt(((economic - other_economic) ** 2 + (cultural - other_cultural) ** 2) / 2)


@compiled
def fit(ambition: float, least: float, ideal: float, red_line: float) -> float:
    """Return how well an ambition suits an organisation, 0 to 1.

    It rises to 1 at the ideal, falls to 0 at the red line beyond, and is worth nothing below the least.
    """
    if ambition < least or ambition > red_line:
        return 0.0
    if ambition <= ideal:
        return ambition / ideal if ideal > 0.0 else 1.0
    return (red_line - ambition) / (red_line - ideal)


@compiled
def net_benefit(terms: Terms) -> float:
    """Return benefits less costs."""
    benefits = terms.effect + terms.exchange + terms.belonging
    costs = terms.time + terms.money + terms.visibility + terms.values + terms.risk
    return benefits - costs


@compiled
def main_reason(terms: Terms) -> int:
    """Return what weighs most against membership; if the costs are below a tenth each, it is the lack of effect."""
    reason, weight = BY_EFFECT, 0.1
    if terms.time > weight:
        reason, weight = BY_TIME, terms.time
    if terms.money > weight:
        reason, weight = BY_MONEY, terms.money
    if terms.visibility > weight:
        reason, weight = BY_VISIBILITY, terms.visibility
    if terms.values > weight:
        reason, weight = BY_VALUES, terms.values
    if terms.risk > weight:
        reason, weight = BY_RISK, terms.risk
    return reason


@phase
def expected_effect(state: State, membership: MembershipRow) -> float:
    """Return what a member expects the alliance to bring: prospects of all demands, weighed by how they suit it.

    Before there is a paper, the part of the goal that is still open counts as worded to its own wish,
    the rest as worded by the first initiator (C22).
    """
    organisation = membership.organisation
    open_share = state.agreements.goal_openness
    total = weights = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        weights += demand.weight
        position = state.positions[organisation, k]
        if state.alliance.agreed_week >= 0:
            suits = fit(demand.agreed, position.least, position.ideal, position.red_line)
        else:
            worded = state.positions[state.memberships[0].organisation, k].ideal
            suits = open_share + (1.0 - open_share) * fit(worded, position.least, position.ideal, position.red_line)
        total += demand.weight * demand.prospect * suits
    return total / weights


@phase
def named_in_reports(state: State, tier: int) -> float:
    """Return the chance that a report about the alliance names a member: there is room for a few names only (C53)."""
    alliance = state.alliance
    at_the_table = max(1, alliance.core)
    names = state.mechanisms.impact.names
    if tier == CORE:
        return min(1.0, names / at_the_table)
    left = max(0.0, names - at_the_table)
    return min(1.0, left / max(1, alliance.supporters))


@phase
def terms_of(state: State, row: int) -> Terms:
    """Return what speaks for and against a membership in the eyes of the organisation's own body this week."""
    membership = state.memberships[row]
    organisation = state.organisations[membership.organisation]
    alliance = state.alliance
    weigh = state.mechanisms.dissolution
    load = membership.load
    ownership = membership.ownership
    if membership.status != MEMBER:
        load = expected_load(state, row)
        ownership = ownership_on_joining(state, membership)
    seen = alliance.visibility * named_in_reports(state, membership.tier)
    others = 1.0 - state.sectors[organisation.sector].members / max(1, alliance.taking_part)
    paper = alliance.agreed_week >= 0 or state.agreements.red_lines_disclosed
    distance = membership.distance * (1.0 if membership.tier == CORE else weigh.supporters_distance)
    money = max(organisation.money, 1e-9)
    return Terms(
        effect=weigh.effect_weight * organisation.stake * expected_effect(state, membership),
        exchange=weigh.exchange_weight * alliance.exchange * others,
        belonging=weigh.belonging_weight * membership.trust * ownership,
        time=weigh.time_weight * min(1.0, load),
        money=weigh.money_weight * min(1.0, alliance.office_cost / money) if membership.tier == CORE else 0.0,
        visibility=weigh.visibility_weight * organisation.visibility_need * min(1.0, load) * (1.0 - seen),
        values=weigh.values_weight * distance * (1.0 - alliance.talked),
        risk=0.0 if paper or membership.tier != CORE else weigh.risk_weight,
    )


@phase
def ownership_on_joining(state: State, membership: MembershipRow) -> float:
    """Return how much of the goal's wording an organisation has a say in that joins now (C21, C22)."""
    has_a_say = membership.tier == CORE and state.alliance.stage <= WORDING
    return state.agreements.goal_openness if has_a_say else 0.0


@phase
def expected_load(state: State, row: int) -> float:
    """Return the share of its free time an organisation expects to give once it takes part."""
    membership = state.memberships[row]
    stake = state.organisations[membership.organisation].stake
    cooperation = state.mechanisms.cooperation
    share = cooperation.core_pledge if membership.tier == CORE else cooperation.supporter_pledge
    return share * stake


@phase
def judgement(state: State, row: int) -> float:
    """Return by how much a body's judgement this week strays from its own sum."""
    identity = state.organisations[state.memberships[row].organisation].identity
    draw = streams.uniform(state.clock.seed, streams.JUDGEMENT, state.clock.week, identity, streams.ONCE)
    return state.mechanisms.formation.judgement * (2.0 * draw - 1.0)


@phase
def leave(state: State, row: int, reason: int) -> None:
    """Take a member out of the alliance."""
    membership = state.memberships[row]
    membership.status = LEFT
    membership.left = state.clock.week
    membership.reason = reason
    membership.coordination = 0.0
    membership.work = 0.0
    membership.load = 0.0
    alliance = state.alliance
    alliance.exits += 1
    alliance.last_reason = reason
    alliance.changed = True
    events.note(state, events.WENT, membership.organisation, reason, membership.net)


@phase
def takes_part(state: State, row: int) -> bool:
    """Tell whether an organisation counts when others judge the alliance: as a member, or as one who may yet accept."""
    status = state.memberships[row].status
    return status == MEMBER or (status == ASKED and state.alliance.stage == INVITING)


@phase
def seat_members(state: State) -> None:
    """Renew the list of those at the table and the counts by tier and sector."""
    alliance = state.alliance
    alliance.core = alliance.supporters = alliance.taking_part = alliance.payers = 0
    for s in range(len(state.sectors)):
        state.sectors[s].members = 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if takes_part(state, row):
            state.sectors[state.organisations[membership.organisation].sector].members += 1.0
            alliance.taking_part += 1
            alliance.payers += membership.tier == CORE
        if membership.status != MEMBER:
            continue
        if membership.tier == CORE:
            state.memberships[alliance.core].seated = row
            alliance.core += 1
        else:
            alliance.supporters += 1


@phase
def place_centre(state: State) -> None:
    """Find the centre of the table's values and each organisation's distance from it."""
    alliance = state.alliance
    alliance.economic = alliance.cultural = 0.0
    for seat in range(alliance.core):
        organisation = state.organisations[state.memberships[state.memberships[seat].seated].organisation]
        alliance.economic += organisation.economic / alliance.core
        alliance.cultural += organisation.cultural / alliance.core
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        organisation = state.organisations[membership.organisation]
        membership.distance = value_distance(
            organisation.economic, organisation.cultural, alliance.economic, alliance.cultural
        )


@compiled
def effective_number(total: float, squares: float) -> float:
    """Return the effective number of groups: the inverse Simpson index, after Laakso and Taagepera (1979).

    Args:
        total: sum of the groups' sizes.
        squares: sum of their squares.
    """
    return total * total / squares if squares > 0.0 else 0.0


@phase
def camps(state: State) -> float:
    """Return the effective number of sectors that take part (C11)."""
    total = squares = 0.0
    for s in range(len(state.sectors)):
        total += state.sectors[s].members
        squares += state.sectors[s].members ** 2
    return effective_number(total, squares)


@compiled
def compose(state: State) -> None:
    """Renew everything that follows from who is a member, if that has changed."""
    alliance = state.alliance
    if not alliance.changed:
        return
    alliance.changed = False
    seat_members(state)
    place_centre(state)
    alliance.camps = camps(state)
    alliance.regrouped = True
    if alliance.stage == INVITING:
        return
    alliance.core_max = max(alliance.core_max, alliance.core)
    if alliance.core + alliance.supporters > alliance.members_max:
        alliance.members_max = alliance.core + alliance.supporters
        alliance.sectors = alliance.camps
