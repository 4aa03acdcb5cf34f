"""Credit and visibility: who is seen with a success, and what members give up of their own (C52, C53)."""

from simulation.engine import streams
from simulation.engine.codes import NOBODY, EventKind, Status, Tier
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.impact.venues import is_decided_now
from simulation.rules.shared.core_group import core_row
from simulation.rules.shared.membership_terms import named_in_reports


@compiled
def most_prominent(state: State) -> int:
    """Return the row of the largest member in the core group, or NOBODY."""
    largest = NOBODY
    for place in range(state.alliance.core):
        row = core_row(state, place)
        size = state.organisations[state.memberships[row].organisation].members
        if largest == NOBODY or size > state.organisations[state.memberships[largest].organisation].members:
            largest = row
    return largest


@compiled
def is_claimed_by_one(state: State, k: int) -> bool:
    """Tell whether the most prominent claims a success for itself: in a hurry and without a rule it may (C52)."""
    impact, clock = state.mechanisms.impact, state.clock
    hurry = 1.0 if is_decided_now(state, state.demands[k]) or state.arena.window > 1.0 else impact.calm
    chance = 0.0 if state.agreements.credit_rule else impact.grab * hurry
    address = state.alliance.plan.salt + k
    return streams.happens(chance, clock.key, streams.CREDIT, clock.week, streams.EVERYBODY, address)


@compiled
def share_credit(state: State, k: int) -> None:
    """Tell the success: for all, or for the one who claims it (C52)."""
    alliance = state.alliance
    claimed = is_claimed_by_one(state, k)
    first = most_prominent(state)
    alliance.tally.successes += 1
    alliance.tally.claims += claimed
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != Status.MEMBER:
            continue
        if claimed and row != first:
            membership.trust *= 1.0 - state.mechanisms.cooperation.trust_loss
            continue
        membership.credit = 1.0 if claimed else named_in_reports(state, membership.tier)
    who = state.memberships[first].organisation if first != NOBODY else NOBODY
    note(state, EventKind.CREDIT_CLAIMED if claimed else EventKind.CREDIT_SHARED, who, k, 0.0)


@phase
def keep_visible(state: State) -> None:
    """Count what each member gives up in own visibility, and what it is seen in return (C53); credit is forgotten."""
    at_table = state.alliance.week.visibility * named_in_reports(state, Tier.CORE)
    beside = state.alliance.week.visibility * named_in_reports(state, Tier.SUPPORTER)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            organisation = state.organisations[membership.organisation]
            membership.given += organisation.visibility_need * min(1.0, membership.load)
            named = at_table if membership.tier == Tier.CORE else beside
            membership.seen += max(named, membership.credit)
            membership.credit *= 1.0 - state.mechanisms.impact.memory
