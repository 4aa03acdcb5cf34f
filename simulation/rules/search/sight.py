"""Sight: who comes to mind at all: a few, met in a forum, known from joint work, or at home at the same place.

Opportunity comes first, likeness second: organisations choose among those that they meet, and they meet where they
share a focus of activity (Feld 1981) or partners (Gulati 1995).
"""

from simulation.engine import streams
from simulation.engine.codes import NOBODY, Channel, Verdict
from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState
from simulation.engine.state import State
from simulation.rules.search.memory import remembered_partners

MOST_LOOKS = 64
HEARSAY_SHARE = 0.5  # of those who come to mind through joint work, the share that partners know

# --- rules ---------------------------------------------------------------------------------------


@compiled
def channel_of(draw: float, by_forum: float, by_memory: float, in_forums: bool, has_memory: bool) -> Channel:
    """Return how the next organisation comes to mind; who has no forum or no memory looks around at home instead.

    Args:
        draw: from [0, 1).
        by_forum: share of those met in a forum.
        by_memory: share of those known from joint work.
        in_forums: whether the organisation belongs to any forum.
        has_memory: whether it remembers anybody.
    """
    if draw < by_forum:
        return Channel.FORUM if in_forums else Channel.PLACE
    if draw < by_forum + by_memory:
        return Channel.MEMORY if has_memory else Channel.PLACE
    return Channel.PLACE


@compiled
def one_of(draw: float, first: int, end: int) -> int:
    """Return the row, of those from `first` to before `end`, that a draw from [0, 1) points to."""
    return first + int(draw * (end - first))


# --- on the state --------------------------------------------------------------------------------


@compiled
def comes_to_mind(state: State, field: FieldState, who: int, address: int) -> tuple[int, Channel, int]:
    """Return who comes to an organisation's mind, how, and through which forum or partner."""
    key, week, identity = state.clock.key, state.clock.week, state.organisations[who].identity
    seeker, partners = field.seekers[who], remembered_partners(field, who)
    draw = streams.uniform(key, streams.LOOK, week, identity, address)
    where = streams.uniform(key, streams.LOOK_WHERE, week, identity, address)
    whom = streams.uniform(key, streams.LOOK_AT, week, identity, address)
    in_forums = seeker.forums_to > seeker.forums_from
    channel = channel_of(draw, field.search.by_forum, field.search.by_memory, in_forums, partners > 0)
    if channel == Channel.FORUM:
        number = field.seats[one_of(where, seeker.forums_from, seeker.forums_to)]
        forum = field.forums[number]
        return field.guests[one_of(whom, forum.guests_from, forum.guests_to)], channel, number
    if channel == Channel.PLACE:
        return field.neighbours[one_of(whom, seeker.neighbours_from, seeker.neighbours_to)], channel, NOBODY
    slots = field.search.memory_slots
    partner = field.memories[who * slots + one_of(where, 0, partners)].partner
    theirs = remembered_partners(field, partner)
    if theirs > 0 and streams.happens(HEARSAY_SHARE, key, streams.HEARSAY, week, identity, address):
        return field.memories[partner * slots + one_of(whom, 0, theirs)].partner, Channel.HEARSAY, partner
    return partner, channel, NOBODY


@compiled
def is_listed(field: FieldState, count: int, who: int) -> bool:
    """Tell whether an organisation is among the first candidates already."""
    for place in range(count):
        if field.candidates[place].organisation == who:
            return True
    return False


@compiled
def look_around(field: FieldState, state: State, who: int, issue: int) -> int:
    """Write down who comes to mind at a meeting, each once, and return how many these are."""
    count = 0
    for look in range(field.search.looks):
        seen, channel, through = comes_to_mind(state, field, who, issue * MOST_LOOKS + look)
        if seen == who or is_listed(field, count, seen):
            continue
        candidate = field.candidates[count]
        candidate.organisation, candidate.channel, candidate.through = seen, channel, through
        candidate.verdict = Verdict.PASSED_OVER
        count += 1
    return count
