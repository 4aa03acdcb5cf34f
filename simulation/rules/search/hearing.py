"""Hearing: calls reach organisations from afar, outside the view that searching gives, and these may only sign them.

Little of what is called for reaches anybody in a week, and what does goes by how many know of it (Hilgartner and Bosk
1988); who hears of a call judges it as whoever asks to be let in does (C32), before it, as it stands.
"""

import numpy as np

from simulation.engine import streams
from simulation.engine.codes import NOBODY, Channel, EventKind, Stage, Status, Tier
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.field_state import FieldState, Levels
from simulation.engine.state import State, World, seen_by
from simulation.rules.cooperation.seasons import rests_in
from simulation.rules.formation.admission import renown, wants_in
from simulation.rules.formation.call import is_published
from simulation.rules.formation.joining import admit
from simulation.rules.search.founding import list_in, strike_last
from simulation.rules.search.in_force import arena_of
from simulation.rules.search.memory import is_at_odds, row_in
from simulation.rules.search.occasion import takes_up, works_for_the_opposite
from simulation.rules.search.sight import MOST_LOOKS
from simulation.rules.shared.diversity import value_distance
from simulation.rules.shared.net_benefit import net_benefit, terms_of
from simulation.rules.shared.stakes import stake_of

# --- rules ---------------------------------------------------------------------------------------


@compiled
def heard_among(draw: float, known: Levels, first: int, end: int) -> int:
    """Return the place of the call that reaches an organisation, or NOBODY: one is as likely to as people know of it.

    Where all together are known to more than everybody, they share everybody's attention.

    Args:
        draw: from [0, 1).
        known: how many know of each call, 0 to 1, added up from `first` on.
        first: place of the first call.
        end: the place after the last.
    """
    total = known[end - 1] if end > first else 0.0
    sought = draw * max(1.0, total)
    if sought >= total:
        return NOBODY
    return first + int(np.searchsorted(known[first:end], sought, side="right"))


# --- on the state --------------------------------------------------------------------------------


@compiled
def can_be_signed(state: State) -> bool:
    """Tell whether whoever hears of an alliance may sign its call: published, and while it is at work and in season."""
    is_at_work = state.alliance.stage == Stage.WORKING and not rests_in(state, state.clock.week)
    return is_at_work and is_published(state)


@compiled
def list_calls(world: World, field: FieldState) -> None:
    """List the calls that can be signed this week, arena by arena, and add up how well known they are in each."""
    if field.search.calls_heard == 0:
        return
    first, last, ends = len(field.rivals), field.book.alliances_used - 1, field.calls_from
    ends[:] = 0
    for a in range(first, last + 1):
        ends[world.alliances[a].plan.arena] += can_be_signed(seen_by(world, a))
    for arena in range(1, len(ends)):
        ends[arena] += ends[arena - 1]
    for a in range(last, first - 1, -1):
        if can_be_signed(seen_by(world, a)):
            arena = world.alliances[a].plan.arena
            ends[arena] -= 1
            field.calls[ends[arena]] = a
    add_up_renown(world, field)


@compiled
def add_up_renown(world: World, field: FieldState) -> None:
    """Add up within each arena how well known the calls are that can be signed there."""
    for arena in range(len(field.calls_from) - 1):
        total = 0.0
        for place in range(field.calls_from[arena], field.calls_from[arena + 1]):
            total += renown(seen_by(world, field.calls[place]))
            field.known[place] = total


@compiled
def has_an_ear_for(world: World, field: FieldState, who: int, issue: int) -> bool:
    """Tell whether an organisation listens to calls on an issue: it matters to it, and it is in no alliance for it."""
    state = seen_by(world, issue)
    matters = takes_up(stake_of(state, state.organisations[who]), field.search.least_stake)
    return matters and field.engaged[who, issue] == NOBODY and not works_for_the_opposite(field, who, issue)


@compiled
def call_heard_of(world: World, field: FieldState, who: int, issue: int, number: int) -> int:
    """Return the row of the alliance whose call is the next that reaches an organisation, or NOBODY."""
    clock, arena = world.clock, arena_of(field, who, issue)
    address = issue * MOST_LOOKS + number
    draw = streams.uniform(clock.key, streams.HEARD, clock.week, world.organisations[who].identity, address)
    place = heard_among(draw, field.known, field.calls_from[arena], field.calls_from[arena + 1])
    return NOBODY if place == NOBODY else int(field.calls[place])


@compiled
def sign(world: World, field: FieldState, a: int, who: int) -> None:
    """Let an organisation sign a call, if it wants to take part in the alliance as it is and was never on its list."""
    if row_in(seen_by(world, a), who) != NOBODY or is_at_odds(world, field, seen_by(world, a), who):
        return
    row = list_in(world, field, a, who, Status.OUTSIDE)
    state = seen_by(world, a)
    membership, organisation, alliance = state.memberships[row], state.organisations[who], state.alliance
    membership.tier = Tier.SUPPORTER
    membership.distance = value_distance(
        organisation.economic, organisation.cultural, alliance.economic, alliance.cultural
    )
    if not wants_in(state, row):
        strike_last(world, a)
        return
    alliance.tally.admitted += 1
    note(state, EventKind.SIGNED, who, membership.tier, 0.0)
    admit(state, row, net_benefit(terms_of(state, row)))
    note_hearing(world, field, a, row)


@compiled
def note_hearing(world: World, field: FieldState, a: int, row: int) -> None:
    """Note that a member heard of the call from afar; it is not engaged by that, and may ally for the issue itself."""
    plan = world.alliances[a].plan
    find = field.finds[plan.memberships_from + row]
    find.by, find.channel, find.through, find.appeal, find.signs = NOBODY, Channel.AFAR, NOBODY, 0.0, True
    field.signatures[world.memberships[plan.memberships_from + row].organisation, plan.venture] += 1


@compiled
def hear_from_afar(world: World, field: FieldState, who: int) -> None:
    """Let an organisation hear of a few calls on each issue that matters to it, and sign what it wants to join."""
    for issue in range(len(field.rivals)):
        for number in range(field.search.calls_heard):
            if not has_an_ear_for(world, field, who, issue):
                break
            a = call_heard_of(world, field, who, issue, number)
            if a != NOBODY:
                sign(world, field, a, who)
