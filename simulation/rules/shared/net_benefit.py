"""Net benefit: what a governing body weighs when an organisation joins, stays or leaves, summed up."""

from simulation.engine import streams
from simulation.engine.codes import Form, Status, Tier
from simulation.engine.compilation import compiled
from simulation.engine.records import Terms
from simulation.engine.state import State
from simulation.rules.shared.membership_terms import (
    cohesion_term,
    effect_term,
    exchange_term,
    money_term,
    party_term,
    visibility_term,
)
from simulation.rules.shared.stakes import ownership_on_joining
from simulation.rules.shared.time_and_money import expected_load

# --- rules ---------------------------------------------------------------------------------------


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
def stays(net: float, deviation: float, held: float) -> bool:
    """Decide to stay: a member leaves only where it finds membership worse than loyalty and habit make up for.

    Args:
        net: net benefit of membership, in units of net benefit.
        deviation: by how much the governing body's judgement strays from it this week, in the same unit.
        held: net cost that a member puts up with, by loyalty and by what it would lose, 0 or more.
    """
    return net + deviation >= -held


# --- on the state --------------------------------------------------------------------------------


@compiled
def terms_of(state: State, row: int) -> Terms:
    """Return what speaks for and against a membership in the eyes of the organisation's governing body this week."""
    membership = state.memberships[row]
    organisation = state.organisations[membership.organisation]
    alliance, weigh = state.alliance, state.mechanisms.dissolution
    load, ownership = membership.load, membership.ownership
    if membership.status != Status.MEMBER:
        load = expected_load(state, row)
        ownership = ownership_on_joining(state, membership)
    bound = membership.tier == Tier.CORE and alliance.form != Form.NETWORK
    distance = membership.distance * (1.0 if bound else state.mechanisms.cooperation.supporter_pledge)
    known = alliance.has_agreement or state.agreements.red_lines_disclosed
    return Terms(
        effect=effect_term(state, membership, organisation),
        exchange=exchange_term(state, membership, organisation),
        belonging=weigh.belonging_weight * (1.0 + state.climate.pressure) * membership.trust * ownership,
        solidarity=weigh.solidarity_weight * organisation.solidarity * alliance.week.need,
        cohesion=cohesion_term(state, membership),
        cooperation=weigh.belonging_weight * state.goal.societal * membership.coverage * membership.trust,
        time=weigh.cost_weight * min(1.0, load),
        money=money_term(state, membership, organisation),
        visibility=visibility_term(state, membership, organisation, load),
        values=weigh.values_weight * distance * (1.0 - alliance.talked),
        risk=weigh.risk_weight if bound and not known else 0.0,
        party=party_term(state, organisation),
    )


@compiled
def judgement(state: State, row: int) -> float:
    """Return by how much a governing body's judgement this week strays from its own sum."""
    identity = state.organisations[state.memberships[row].organisation].identity
    draw = streams.uniform(state.clock.key, streams.JUDGEMENT, state.clock.week, identity, state.alliance.plan.salt)
    return state.mechanisms.formation.judgement * (2.0 * draw - 1.0)
