"""Each term that speaks for or against membership (C03, C05, C17, C37, C45, C52, C53, C60, C67)."""

from simulation.engine.codes import Form, Stage, StateLevel, Status, Tier
from simulation.engine.compilation import compiled
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State
from simulation.rules.shared.composition import is_to_pay
from simulation.rules.shared.expected_effect import expected_effect
from simulation.rules.shared.stakes import stake_of
from simulation.rules.shared.time_and_money import free_money

# --- rules ---------------------------------------------------------------------------------------


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
def worth_alone(effect: float, cost: float) -> float:
    """Return what going it alone is worth: its effect less the time it takes, or nothing if that is more (C10).

    Args:
        effect: what an organisation may expect to bring about alone, in net benefit.
        cost: of the time that would take it, in net benefit.
    """
    return max(0.0, effect - cost)


@compiled
def mutual(given: float, trust: float, partners: int, weight: float) -> float:
    """Return what partners are worth for each other whatever their number, if there is any (Gouldner 1960).

    Args:
        given: what they do of what is asked of them, 0 to 1; whose partners rest gets little.
        trust: that it is done for oneself, too, 0 to 1.
        partners: that take part, oneself included.
        weight: in net benefit.
    """
    return weight * given * trust if partners > 1 else 0.0


# --- on the state --------------------------------------------------------------------------------


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
    worth = weigh.effect_weight * stake_of(state, organisation)
    alone = worth_alone(worth * membership.alone, weigh.cost_weight * stake_of(state, organisation))
    return worth * expected - weigh.outside_option * alone


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
    """Weigh what members get from each other: what they learn and do for each other, products to use at home (C03).

    Who comes new expects what it trusts in.
    """
    weigh, exchange, given = state.mechanisms.dissolution, state.alliance.exchange, state.alliance.week.given
    if membership.status != Status.MEMBER:
        exchange, given = max(exchange, membership.trust), membership.trust
    learned = weigh.exchange_weight * exchange * others_share(state, organisation)
    done_for_it = mutual(given, membership.trust, state.alliance.taking_part, weigh.mutual_weight)
    return learned + done_for_it + state.mechanisms.outlook.product_weight * state.alliance.product


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
    return state.mechanisms.dissolution.cost_weight * share


@compiled
def party_term(state: State, organisation: OrganisationRow) -> float:
    """Weigh being seen closer to parties than one is (C45)."""
    weigh, agreements = state.mechanisms.dissolution, state.agreements
    too_close = max(0.0, agreements.party_line - organisation.party_closeness)
    explained = 1.0 - state.mechanisms.cooperation.settled * agreements.party_line_settled
    return weigh.party_weight * state.arena.campaign * too_close * explained
