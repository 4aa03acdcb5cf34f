"""Emergency: how help spreads day by day through alliances that stand already, or of everyone's own accord (C71)."""

import math

from simulation.engine import streams
from simulation.engine.codes import NEVER, NOBODY, NOTHING, CalendarKind, EventKind, Stage, Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import State, World, seen_by
from simulation.rules.cooperation.trust import trusting

DAYS = 7
ENOUGH_MEMBERS = 100_000.0  # of those who help; of a thousand members one comes, so that a hundred are there

# --- rules ---------------------------------------------------------------------------------------


@compiled
def call_to_help(need: float, reachability: float, spontaneous: float, called: float) -> float:
    """Return the chance that an organisation begins to help today.

    Args:
        need: how much the emergency calls for, 0 to 1.
        reachability: chance that its people can be reached, 0 to 1.
        spontaneous: chance a day of helping unasked.
        called: chance a day of following partners that help already.
    """
    return need * reachability * (1.0 - (1.0 - spontaneous) * (1.0 - min(1.0, called)))


# --- on the state --------------------------------------------------------------------------------


@compiled
def helping_by(state: State, day: int) -> float:
    """Return the share of an alliance's members that began to help before a day."""
    helping = members = 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            began = state.organisations[membership.organisation].helping
            members += 1.0
            helping += began != NEVER and began < day
    return helping / max(1.0, members)


@compiled
def trusted_call(world: World, organisation: int, a: int) -> float:
    """Return how strongly an alliance calls on an organisation: by those who help, and its trust in them."""
    place = int(world.places[a, organisation])
    if world.alliances[a].stage == Stage.ENDED or place < 0 or world.memberships[place].status != Status.MEMBER:
        return 0.0
    return world.memberships[place].trust * float(world.scratch[a].helping)


@compiled
def spread_help(world: World, day: int) -> None:
    """Let organisations begin to help on one day, by what they see at its start."""
    clock, outlook, arena = world.clock, world.mechanisms.outlook, world.arenas[0]
    for a in range(len(world.alliances)):
        world.scratch[a].helping = helping_by(seen_by(world, a), day)
    for i in range(len(world.organisations)):
        organisation = world.organisations[i]
        if organisation.helping != NEVER:
            continue
        called = 0.0
        for a in range(len(world.alliances)):
            called = max(called, trusted_call(world, i, a))
        chance = call_to_help(arena.need, organisation.reachability, outlook.spontaneous, outlook.call * called)
        if streams.happens(chance, clock.key, streams.EMERGENCY, clock.week, organisation.identity, day % DAYS):
            organisation.helping = day
            arena.helpers += math.pow(10.0, organisation.members)
            note(seen_by(world, 0), EventKind.HELPING, i, NOTHING, 0.0)


@compiled
def build_ties(state: State, day: int) -> None:
    """Let members that help trust the others by how many of them have helped before this day (C71)."""
    if not Stage.WAITING < state.alliance.stage < Stage.ENDED:
        return
    helping = helping_by(state, day)
    rate = state.mechanisms.cooperation.trust_rate
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        began = state.organisations[membership.organisation].helping
        if membership.status == Status.MEMBER and began != NEVER and began < day:
            membership.trust = trusting(membership.trust, helping, rate, 0.0)


@phase
def help_out(world: World) -> None:
    """Live through the days of an emergency until help has arrived."""
    arena, clock = world.arenas[0], world.clock
    if arena.emergency == NEVER or arena.help_arrived != NEVER:
        return
    for day in range(DAYS):
        today = (clock.week - arena.emergency) * DAYS + day
        spread_help(world, today)
        for a in range(len(world.alliances)):
            build_ties(seen_by(world, a), today)
        if arena.help_arrived == NEVER and arena.helpers >= ENOUGH_MEMBERS:
            arena.help_arrived = today
            note(seen_by(world, 0), EventKind.HELP_ARRIVES, NOBODY, NOTHING, 1.0 * today)


@compiled
def help_is_awaited(world: World) -> bool:
    """Tell whether an emergency still waits for help, or is yet to come."""
    arena = world.arenas[0]
    if arena.emergency != NEVER:
        return arena.help_arrived == NEVER
    for i in range(len(world.calendar)):
        entry = world.calendar[i]
        if entry.kind == CalendarKind.SHOCK and entry.need > 0.0 and entry.week >= world.clock.week:
            return True
    return False
