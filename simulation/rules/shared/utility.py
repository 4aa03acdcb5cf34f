"""Joining, staying and leaving: what an organisation's own body weighs, term by term."""

from simulation.engine import streams
from simulation.engine.codes import Form, Stage, StateLevel, Status, Tier
from simulation.engine.compilation import compiled
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.records import Terms
from simulation.engine.state import State
from simulation.rules.shared.capacity import free_money
from simulation.rules.shared.composition import is_to_pay

# --- rules ---------------------------------------------------------------------------------------


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
def within_reach(red_line: float, details_open: float) -> float:
    """Return the most a paper may ask of someone with this red line, if it leaves a share of each demand open (C23)."""
    return min(1.0, red_line / (1.0 - details_open))


@compiled
def stake_in_goal(
    stake: float, mobilisation: float, defensiveness: float, change_share: float, mismatch: float
) -> float:
    """Return how much the goal matters to an organisation: by topic, and by what moves its people (C07, C23).

    Args:
        stake: in the topic as such, 0 to 1.
        mobilisation: of the topic, a factor.
        defensiveness: 0 if chances move its people, 1 if threats do.
        change_share: share of the goal that is change; the rest averts a threat.
        mismatch: share of the stake that is lost where the goal is all of the other kind.
    """
    return min(1.0, stake * mobilisation) * (1.0 - mismatch * abs(defensiveness - (1.0 - change_share)))


@compiled
def confidence(credibility: float, trust: float, doubt: float) -> float:
    """Return the share of the expected effect that those who are asked believe in, by who asks them (C17)."""
    return 1.0 - doubt * (1.0 - credibility * trust)


@compiled
def out_of_sight(visibility: float, named: float, credit: float) -> float:
    """Return the share of the public eye that working in an alliance takes from a member (C53).

    Args:
        visibility: of the alliance, 0 to 1.
        named: chance that a report names the member.
        credit: how far it is still named with the last success, as if all reports were about it (C52).
    """
    return 1.0 - max(visibility * named, credit)


@compiled
def benefits_in(terms: Terms) -> float:
    """Return what speaks for membership, all in all."""
    return terms.effect + terms.exchange + terms.belonging + terms.solidarity + terms.cohesion + terms.cooperation


@compiled
def net_benefit(terms: Terms) -> float:
    """Return benefits less costs, in units of net benefit.

    Args:
        terms: what speaks for membership and against it; each is a number in units of net benefit, mostly from 0 to 1.
    """
    costs = terms.time + terms.money + terms.visibility + terms.values + terms.risk + terms.party
    return benefits_in(terms) - costs


@compiled
def joins(net: float, deviation: float) -> bool:
    """Decide to join: where a governing body, in its own judgement, finds more benefit than cost.

    Args:
        net: net benefit of membership, in units of net benefit.
        deviation: by how much the governing body's judgement strays from it this week, in the same unit.
    """
    return net + deviation > 0.0


@compiled
def stays(net: float, deviation: float, loyalty: float) -> bool:
    """Decide to stay: a member leaves only where it finds membership worse than loyalty makes up for.

    Args:
        net: net benefit of membership, in units of net benefit.
        deviation: by how much the governing body's judgement strays from it this week, in the same unit.
        loyalty: net cost that a member puts up with, 0 to 1.
    """
    return net + deviation >= -loyalty


# --- on the state --------------------------------------------------------------------------------


@compiled
def stake_of(state: State, organisation: OrganisationRow) -> float:
    """Return an organisation's stake in the alliance's goal."""
    goal, mismatch = state.goal, state.mechanisms.dissolution.mismatch
    return stake_in_goal(organisation.stake, goal.mobilisation, organisation.defensiveness, goal.change_share, mismatch)


@compiled
def open_to_wording(state: State) -> float:
    """Return the share of the goal that nobody has worded for the others: what is open or averts a threat (C22)."""
    return 1.0 - state.goal.change_share * (1.0 - state.agreements.goal_openness)


@compiled
def expected_effect(state: State, membership: MembershipRow) -> float:
    """Return what a member expects the alliance to bring: prospects of all demands, weighed by how they suit it.

    Before there is a paper, the part of the goal that is still open counts as worded to its own wish,
    the rest as worded by the first initiator (C22).
    """
    open_share, details_open = open_to_wording(state), state.agreements.details_open
    total = weights = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        weights += demand.weight
        position = state.positions[membership.organisation, k]
        limit = within_reach(position.red_line, details_open)
        if state.alliance.paper:
            suits = fit(demand.agreed, position.least, position.ideal, limit)
        else:
            worded = state.positions[state.memberships[0].organisation, k].ideal
            suits = open_share + (1.0 - open_share) * fit(worded, position.least, position.ideal, limit)
        total += demand.weight * demand.prospect * suits
    return total / weights


@compiled
def effect_term(state: State, membership: MembershipRow, organisation: OrganisationRow) -> float:
    """Weigh the expected effect against what one could do alone; where no goal is pursued there is none (C03, C05)."""
    if state.alliance.form == Form.NETWORK or state.alliance.stage == Stage.EXCHANGING:
        return 0.0
    weigh = state.mechanisms.dissolution
    expected = expected_effect(state, membership)
    if membership.status != Status.MEMBER:
        initiator = state.organisations[state.memberships[0].organisation].credibility
        expected *= confidence(initiator, membership.trust, state.mechanisms.formation.doubt)
    gain = expected - weigh.outside_option * membership.alone
    return weigh.effect_weight * stake_of(state, organisation) * gain


@compiled
def others_share(state: State, organisation: OrganisationRow) -> float:
    """Return the share of those who take part that know something else: of another sector or another level (C67)."""
    alliance = state.alliance
    everyone = max(1, alliance.taking_part)
    same_level = alliance.at_federal
    if organisation.level == StateLevel.LOCAL:
        same_level = alliance.at_local
    elif organisation.level == StateLevel.STATE:
        same_level = alliance.at_state
    return 1.0 - state.sectors[organisation.sector].members / everyone * same_level / everyone


@compiled
def exchange_term(state: State, membership: MembershipRow, organisation: OrganisationRow) -> float:
    """Weigh what is learned from others, and products to use at home; who comes new expects some of it (C03, C67)."""
    weigh, exchange = state.mechanisms.dissolution, state.alliance.exchange
    if membership.status != Status.MEMBER:
        exchange = max(exchange, weigh.expected_exchange)
    learned = weigh.exchange_weight * exchange * others_share(state, organisation)
    return learned + state.mechanisms.outlook.product_weight * state.alliance.product


@compiled
def cohesion_term(state: State, membership: MembershipRow) -> float:
    """Weigh being among one's own, which is what a league is for (C05)."""
    if state.alliance.form != Form.LEAGUE:
        return 0.0
    return state.mechanisms.dissolution.cohesion_weight * (1.0 - 2.0 * membership.distance)


@compiled
def named_in_reports(state: State, tier: Tier) -> float:
    """Return the chance that a report about the alliance names a member: there is room for a few names only (C53)."""
    alliance = state.alliance
    at_the_table = max(1, alliance.core)
    names = state.mechanisms.impact.names
    if tier == Tier.CORE:
        return min(1.0, names / at_the_table)
    left = max(0.0, names - at_the_table)
    return min(1.0, left / max(1, alliance.supporters))


@compiled
def visibility_term(state: State, membership: MembershipRow, organisation: OrganisationRow, load: float) -> float:
    """Weigh the own visibility given up, and the grants that go to those who are seen (C52, C53, C60)."""
    unseen = out_of_sight(state.alliance.week.visibility, named_in_reports(state, membership.tier), membership.credit)
    competing = state.climate.funding * (not state.agreements.grants_shared)
    need = organisation.visibility_need + competing * organisation.grant_dependence
    hidden = min(1.0, load) if state.agreements.distinct else 1.0
    return state.mechanisms.dissolution.visibility_weight * need * hidden * unseen


@compiled
def money_term(state: State, membership: MembershipRow, organisation: OrganisationRow) -> float:
    """Weigh the contribution to the office; where nothing was settled, nobody thinks of it before work begins (C37)."""
    known = state.agreements.money_settled or state.alliance.stage >= Stage.WORKING
    if not known or not is_to_pay(state, membership):
        return 0.0
    share = min(1.0, state.alliance.week.office_cost / max(free_money(state, organisation), 1e-9))
    return state.mechanisms.dissolution.money_weight * share


@compiled
def party_term(state: State, organisation: OrganisationRow) -> float:
    """Weigh being seen closer to parties than one is (C45)."""
    weigh, agreements = state.mechanisms.dissolution, state.agreements
    too_close = max(0.0, agreements.party_line - organisation.party_closeness)
    explained = 1.0 - state.mechanisms.cooperation.settled * agreements.party_line_settled
    return weigh.party_weight * state.arena.campaign * too_close * explained


@compiled
def terms_of(state: State, row: int) -> Terms:
    """Return what speaks for and against a membership in the eyes of the organisation's own body this week."""
    membership = state.memberships[row]
    organisation = state.organisations[membership.organisation]
    alliance, weigh = state.alliance, state.mechanisms.dissolution
    load, ownership = membership.load, membership.ownership
    if membership.status != Status.MEMBER:
        load = expected_load(state, row)
        ownership = ownership_on_joining(state, membership)
    bound = membership.tier == Tier.CORE and alliance.form != Form.NETWORK
    distance = membership.distance * (1.0 if bound else state.mechanisms.cooperation.supporter_pledge)
    known = alliance.paper or state.agreements.red_lines_disclosed
    return Terms(
        effect=effect_term(state, membership, organisation),
        exchange=exchange_term(state, membership, organisation),
        belonging=weigh.belonging_weight * (1.0 + state.climate.pressure) * membership.trust * ownership,
        solidarity=weigh.solidarity_weight * organisation.solidarity * alliance.week.need,
        cohesion=cohesion_term(state, membership),
        cooperation=weigh.belonging_weight * state.goal.societal * membership.coverage * membership.trust,
        time=weigh.time_weight * min(1.0, load),
        money=money_term(state, membership, organisation),
        visibility=visibility_term(state, membership, organisation, load),
        values=weigh.values_weight * distance * (1.0 - alliance.talked),
        risk=weigh.risk_weight if bound and not known else 0.0,
        party=party_term(state, organisation),
    )


@compiled
def ownership_on_joining(state: State, membership: MembershipRow) -> float:
    """Return how much of the goal's wording an organisation has a say in that joins now (C21, C22)."""
    has_a_say = membership.tier == Tier.CORE and state.alliance.stage <= Stage.WORDING_THE_GOAL
    return open_to_wording(state) if has_a_say else 0.0


@compiled
def pledged_share(state: State, tier: Tier) -> float:
    """Return the share of its free time that a member with full stake pledges (C33, C65)."""
    is_bound = tier == Tier.CORE and state.alliance.form != Form.NETWORK
    return (1.0 if is_bound else state.mechanisms.cooperation.supporter_pledge) * state.agreements.obligation


@compiled
def expected_load(state: State, row: int) -> float:
    """Return the share of its free time an organisation expects to give once it takes part."""
    membership = state.memberships[row]
    return pledged_share(state, membership.tier) * stake_of(state, state.organisations[membership.organisation])


@compiled
def judgement(state: State, row: int) -> float:
    """Return by how much a body's judgement this week strays from its own sum."""
    identity = state.organisations[state.memberships[row].organisation].identity
    draw = streams.uniform(state.clock.key, streams.JUDGEMENT, state.clock.week, identity, state.alliance.plan.salt)
    return state.mechanisms.formation.judgement * (2.0 * draw - 1.0)
