"""Reasons: why somebody declines or leaves, in a word."""

from simulation.engine.codes import Reason
from simulation.engine.compilation import compiled
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.records import Terms
from simulation.rules.shared.net_benefit import benefits_in

LEAST_COST = 0.1  # a cost that weighs less is no reason
NOTICED = 0.02  # a change that is smaller is none

# --- rules ---------------------------------------------------------------------------------------


@compiled
def main_reason(costs: Terms, least: float) -> Reason:
    """Return the cost that weighs most; the lack of effect if none weighs more than the least."""
    reason, weight = Reason.EFFECT, least
    if costs.time > weight:
        reason, weight = Reason.TIME, costs.time
    if costs.money > weight:
        reason, weight = Reason.MONEY, costs.money
    if costs.visibility > weight:
        reason, weight = Reason.VISIBILITY, costs.visibility
    if costs.values > weight:
        reason, weight = Reason.VALUES, costs.values
    if costs.risk > weight:
        reason, weight = Reason.RISK, costs.risk
    if costs.party > weight:
        reason, weight = Reason.PARTY_LINE, costs.party
    return reason


@compiled
def grown(now: Terms, before: Terms) -> Terms:
    """Return by how much each term has grown between two looks at a membership."""
    return Terms(
        now.effect - before.effect,
        now.exchange - before.exchange,
        now.belonging - before.belonging,
        now.solidarity - before.solidarity,
        now.cohesion - before.cohesion,
        now.cooperation - before.cooperation,
        now.time - before.time,
        now.money - before.money,
        now.visibility - before.visibility,
        now.values - before.values,
        now.risk - before.risk,
        now.party - before.party,
    )


@compiled
def reason_to_leave(now: Terms, before: Terms) -> Reason:
    """Return what has become worse since a member first weighed its membership; if nothing has, what weighs most.

    Costs that were there from the start are not why somebody leaves who stayed in spite of them.
    """
    change = grown(now, before)
    lost = -benefits_in(change)
    worst = max(lost, change.time, change.money, change.visibility, change.values, change.risk, change.party)
    return main_reason(change, max(lost, 0.0)) if worst > NOTICED else main_reason(now, LEAST_COST)


# --- phases --------------------------------------------------------------------------------------


@compiled
def remember(membership: MembershipRow, terms: Terms) -> None:
    """Keep what a member weighed when it first looked at its membership."""
    if not membership.weighed:
        membership.weighed = True
        for t in range(len(terms)):
            membership.first_terms[t] = terms[t]


@compiled
def first_weighed(membership: MembershipRow) -> Terms:
    """Return what a member weighed when it first looked at its membership."""
    t = membership.first_terms
    return Terms(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11])
