"""Succession and merger: when an alliance begins, whom it may ask by then, when it merges into the first (C02, C56)."""

from simulation.engine.codes import NEVER, NOBODY, NOTHING, End, EventKind, Stage, Status, Tier
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import World, seen_by
from simulation.rules.cooperation.trust import remembered, trust_from_before, weeks_apart
from simulation.rules.impact.outside_option import prospect_alone
from simulation.rules.shared.composition import compose
from simulation.rules.shared.core_group import places_taken
from simulation.rules.shared.stages import close


@compiled
def is_due(world: World, a: int) -> bool:
    """Tell whether a waiting alliance begins this week."""
    alliance, week = world.alliances[a], world.clock.week
    if alliance.plan.after == NOBODY:
        return week >= alliance.plan.start
    before = world.alliances[alliance.plan.after]
    return before.ended != NEVER and week > before.ended + alliance.plan.start


@compiled
def may_be_asked(world: World, organisation: int, among: int) -> bool:
    """Tell whether an alliance that invites only members of another one may ask an organisation."""
    if among == NOBODY:
        return True
    place = world.places[among, organisation]
    return bool(place >= 0) and world.memberships[place].status == Status.MEMBER


@compiled
def meet(world: World, a: int, row: int) -> None:
    """Let one of those invited see who invites it: how far it trusts them, and what it could do alone."""
    state = seen_by(world, a)
    membership = state.memberships[row]
    organisation = state.organisations[membership.organisation]
    initiator = state.memberships[0].organisation
    membership.trust = trust_from_before(world, membership, a, initiator)
    membership.trust_at_start = membership.trust
    membership.solidarity_at_start = organisation.solidarity
    membership.alone = prospect_alone(state, organisation)


@compiled
def talked_before(world: World, a: int) -> float:
    """Return what those invited have talked through with the first initiator in earlier alliances, on average.

    It is forgotten as trust is (C19, C56).
    """
    state, forgetting = seen_by(world, a), world.mechanisms.dissolution.forgetting
    initiator, invited, total = state.memberships[0].organisation, state.alliance.plan.invited, 0.0
    for row in range(invited):
        known = 0.0
        for b in range(len(world.alliances)):
            apart = weeks_apart(world, b, state.memberships[row].organisation, initiator) if b != a else -1.0
            if apart >= 0.0:
                known = max(known, remembered(world.alliances[b].talked, 0.0, apart, forgetting))
        total += known
    return total / invited


@compiled
def begin_inviting(world: World, a: int) -> None:
    """Ask all who are to be invited; the initiators are members from the start."""
    state = seen_by(world, a)
    alliance = state.alliance
    alliance.stage = Stage.INVITING
    alliance.begun = alliance.term = alliance.since = state.clock.week
    alliance.changed = True
    alliance.talked = talked_before(world, a)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        meet(world, a, row)
        if row < alliance.plan.initiators:
            membership.status = Status.MEMBER
            membership.joined = state.clock.week
            membership.ownership = 1.0
        elif membership.invited:
            asked = may_be_asked(world, membership.organisation, alliance.plan.among)
            membership.status = Status.ASKED if asked else Status.OUTSIDE
            membership.invited = asked
    if a > 0:
        note(state, EventKind.BEGINS, NOBODY, NOTHING, 0.0)
    compose(state)


@compiled
def ask_to_go_on(world: World, organisation: int) -> None:
    """Ask a member of a merging alliance to go on in the first one, in the core group if there is a place."""
    first = seen_by(world, 0)
    place = world.places[0, organisation]
    if place < 0 or world.memberships[place].status in (Status.MEMBER, Status.LEFT):
        return
    membership = world.memberships[place]
    meet(world, 0, place - first.alliance.plan.memberships_from)
    membership.tier = Tier.CORE if places_taken(first) < first.agreements.core_size else Tier.SUPPORTER
    membership.status = Status.ASKED
    membership.invited = True


@compiled
def merge(world: World, a: int) -> None:
    """End an alliance on the agreed day, and ask its members to go on in the first one if that is still there."""
    state = seen_by(world, a)
    if state.alliance.plan.merger != state.clock.week or state.alliance.stage == Stage.ENDED:
        return
    note(state, EventKind.MERGED, NOBODY, NOTHING, 0.0)
    there = world.alliances[0].stage != Stage.ENDED
    for row in range(len(state.memberships)):
        if there and state.memberships[row].status == Status.MEMBER:
            ask_to_go_on(world, state.memberships[row].organisation)
    close(state, End.MERGED)


@phase
def begin_and_merge(world: World) -> None:
    """Merge alliances that were to, then let those begin whose time has come, in whatever order they stand."""
    for a in range(len(world.alliances)):
        if world.alliances[a].plan.merger == world.clock.week:
            merge(world, a)
    for a in range(len(world.alliances)):
        if world.alliances[a].stage == Stage.WAITING and is_due(world, a):
            begin_inviting(world, a)
