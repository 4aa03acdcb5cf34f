"""Memory: whom an organisation has worked with, and how far it trusts them still (C17, C18, C39, C54, C56).

Who worked together asks each other first (Gulati 1995); trust that is not renewed fades, and is only looked up when it
is asked for. What has been bad is remembered as well: below a certain trust nobody is asked again.
"""

from simulation.engine.codes import NEVER, NOBODY, Status
from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState
from simulation.engine.state import State, World, seen_by
from simulation.rules.cooperation.trust import kindred, remembered

CO_MEMBERS = 8  # of an alliance, whom each of its members comes to know

# --- rules ---------------------------------------------------------------------------------------


@compiled
def bears_a_grudge(trust: float, grudge: float) -> bool:
    """Tell whether trust is so low that somebody is not asked, whatever speaks for it (Labianca and Brass 2006)."""
    return trust < grudge


# --- on the state --------------------------------------------------------------------------------


@compiled
def remembered_partners(field: FieldState, who: int) -> int:
    """Count the partners that an organisation remembers; they stand in the first of its rows."""
    slots = field.search.memory_slots
    for slot in range(slots):
        if field.memories[who * slots + slot].partner == NOBODY:
            return slot
    return int(slots)


@compiled
def recalled(field: FieldState, who: int, partner: int) -> int:
    """Return the row of an organisation's memory of a partner, or NOBODY."""
    first = who * field.search.memory_slots
    for row in range(first, first + field.search.memory_slots):
        if field.memories[row].partner == partner:
            return row
    return NOBODY


@compiled
def trust_in(world: World, field: FieldState, who: int, partner: int) -> float:
    """Return an organisation's trust in another: what is left of it, or that in a stranger (C17, C39, C56)."""
    organisation, row = world.organisations[who], recalled(field, who, partner)
    if row == NOBODY:
        share = world.mechanisms.formation.shared_disadvantage
        other = world.organisations[partner].disadvantage
        return kindred(organisation.trust, organisation.disadvantage, other, share)
    memory = field.memories[row]
    apart = 1.0 * (world.clock.week - memory.week)
    return remembered(memory.trust, organisation.trust, apart, world.mechanisms.dissolution.forgetting)


@compiled
def row_in(state: State, who: int) -> int:
    """Return an organisation's row in an alliance, or NOBODY if it was never listed there."""
    for row in range(len(state.memberships)):
        if state.memberships[row].organisation == who:
            return row
    return NOBODY


@compiled
def is_at_odds(world: World, field: FieldState, state: State, who: int) -> bool:
    """Tell whether an organisation bears a grudge against anybody who takes part in an alliance or is asked to."""
    first = who * field.search.memory_slots
    for row in range(first, first + field.search.memory_slots):
        partner = field.memories[row].partner
        if partner == NOBODY or not bears_a_grudge(trust_in(world, field, who, partner), field.search.grudge):
            continue
        there = row_in(state, partner)
        if there != NOBODY and state.memberships[there].status in (Status.MEMBER, Status.ASKED):
            return True
    return False


@compiled
def slot_for(field: FieldState, who: int, partner: int) -> int:
    """Return the row in which to remember a partner: its own, a free one, or that of who was met longest ago."""
    first = who * field.search.memory_slots
    oldest = first
    for row in range(first, first + field.search.memory_slots):
        memory = field.memories[row]
        if memory.partner in (partner, NOBODY):
            return row
        if memory.week < field.memories[oldest].week:
            oldest = row
    return oldest


@compiled
def keep_in_mind(field: FieldState, who: int, partner: int, trust: float, week: int, times: int) -> None:
    """Remember a partner as one trusts it now."""
    if field.search.memory_slots == 0:
        return
    memory = field.memories[slot_for(field, who, partner)]
    if memory.partner != partner:
        memory.partner, memory.times = partner, 0
    memory.trust, memory.week = trust, week
    memory.times += times


@compiled
def remember_partners(world: World, field: FieldState, a: int, times: int) -> None:
    """Let whoever has been a member of an alliance remember some of the others, as it trusts the partnership."""
    state = seen_by(world, a)
    rows = len(state.memberships)
    for row in range(rows):
        membership = state.memberships[row]
        if membership.joined == NEVER:
            continue
        week = membership.left if membership.status == Status.LEFT else state.clock.week
        known = 0
        for step in range(1, rows):
            other = state.memberships[(row + step) % rows]
            if other.joined != NEVER and known < CO_MEMBERS:
                keep_in_mind(field, membership.organisation, other.organisation, membership.trust, week, times)
                known += 1
