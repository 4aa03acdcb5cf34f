"""Trust and solidarity: what a common past, kept pledges and joint success do to them (C04, C17, C18, C39, C56)."""

import math

from simulation.engine import streams
from simulation.engine.codes import NEVER, NOTHING, EventKind, Stage, Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State, World
from simulation.rules.shared.core_group import core_member

# --- rules ---------------------------------------------------------------------------------------


@compiled
def reachable_contact(persons: int, chance: float) -> float:
    """Return how much likelier one of several contact persons can be asked than a single one (C18)."""
    return (1.0 - (1.0 - chance) ** persons) / chance if chance > 0.0 else 1.0 * persons


@compiled
def trusting(trust: float, delivered: float, gain: float, neglect: float) -> float:
    """Return trust after a week: it grows with what was delivered and wears off with what was not (C18)."""
    return trust + gain * delivered * (1.0 - trust) - neglect * (1.0 - delivered) * trust


@compiled
def after_farewell(trust: float, before: float, share: float) -> float:
    """Return trust after a contact person has left with a share of what was gained since the start (C18)."""
    return trust - share * max(0.0, trust - before)


@compiled
def remembered(trust: float, stranger: float, weeks: float, forgetting: float) -> float:
    """Return what is left of trust after weeks without contact: it fades to what strangers get (C56)."""
    return stranger + (trust - stranger) * math.exp(-forgetting * weeks)


@compiled
def kindred(trust: float, own: float, other: float, share: float) -> float:
    """Return trust in someone who shares the experience of disadvantage (C39)."""
    return trust + (1.0 - trust) * share * own * other


# --- on the state --------------------------------------------------------------------------------


@compiled
def weeks_apart(world: World, b: int, organisation: int, initiator: int) -> float:
    """Return how long an organisation has been out of an alliance that it shared with an initiator, −1 if never in."""
    mine, theirs = world.places[b, organisation], world.places[b, initiator]
    if mine < 0 or theirs < 0:
        return -1.0
    earlier = world.memberships[mine]
    if earlier.joined == NEVER or world.memberships[theirs].joined == NEVER:
        return -1.0
    if earlier.status != Status.MEMBER:
        return float(world.clock.week - earlier.left)
    return float(world.clock.week - world.alliances[b].since) if world.alliances[b].stage == Stage.ENDED else 0.0


@compiled
def trust_from_before(world: World, membership: MembershipRow, a: int, initiator: int) -> float:
    """Return the trust in an initiator: what is left from alliances with it, or else as given (C17, C39, C54)."""
    known = -1.0
    stranger = world.organisations[membership.organisation].trust
    for b in range(len(world.alliances)):
        apart = weeks_apart(world, b, membership.organisation, initiator) if b != a else -1.0
        if apart >= 0.0:
            earlier = world.memberships[world.places[b, membership.organisation]]
            left = remembered(earlier.trust, stranger, apart, world.mechanisms.dissolution.forgetting)
            known = max(known, left)
    if known >= 0.0:
        return known
    one, other = world.organisations[membership.organisation].disadvantage, world.organisations[initiator].disadvantage
    return kindred(membership.trust, one, other, world.mechanisms.formation.shared_disadvantage)


@phase
def build_trust(state: State) -> None:
    """Let trust grow with what was delivered this week, or wear off (C18)."""
    rate, settled = state.mechanisms.cooperation.trust_rate, state.mechanisms.cooperation.settled
    gain = rate * reachable_contact(state.agreements.contact_persons, settled)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            membership.trust = trusting(membership.trust, membership.coverage, min(1.0, gain), rate)
    lose_contacts(state)


@compiled
def lose_contacts(state: State) -> None:
    """Let a contact person leave now and then, and trust with it (C18)."""
    alliance, clock = state.alliance, state.clock
    persons = state.agreements.contact_persons
    chance = 1.0 - (1.0 - state.climate.turnover) ** (alliance.core * persons)
    if not streams.happens(chance, clock.key, streams.TURNOVER, clock.week, streams.EVERYBODY, alliance.plan.salt):
        return
    draw = streams.uniform(clock.key, streams.TURNOVER, clock.week, streams.EVERYBODY, alliance.plan.salt + 1)
    membership = core_member(state, int(draw * alliance.core))
    share = state.mechanisms.cooperation.farewell / persons
    membership.trust = after_farewell(membership.trust, membership.trust_at_start, share)
    note(state, EventKind.CONTACT_LOST, membership.organisation, NOTHING, membership.trust)


@compiled
def grow_solidarity(state: State) -> None:
    """Let a joint success make partners readier to help each other without return (C04)."""
    gain = state.mechanisms.cooperation.encouragement
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            organisation = state.organisations[membership.organisation]
            organisation.solidarity += gain * membership.trust * (1.0 - organisation.solidarity)
