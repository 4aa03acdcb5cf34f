"""A week of a field: organisations look for partners, alliances live their week, and ended ones are written down.

What alliances do in their week is what `simulation.week` says of any; the entries here stand around it, so that
nobody compiles them who runs no field.
"""

from simulation.engine import streams
from simulation.engine.codes import NOBODY, Stage, Status, Tier
from simulation.engine.compilation import compiled, entry
from simulation.engine.field_state import FieldState, Rows
from simulation.engine.prefetching import prefetch
from simulation.engine.state import World, seen_by
from simulation.rules.search.choice import weigh_up_candidates
from simulation.rules.search.entry import bring_one_in, join_what_is_heard_of
from simulation.rules.search.founding import found, founds, take_the_time
from simulation.rules.search.given import found_as_known
from simulation.rules.search.hearing import hear_from_afar, list_calls
from simulation.rules.search.in_force import keep_up, put_in_force, wear_off
from simulation.rules.search.memory import row_in
from simulation.rules.search.occasion import has_time_left, most_pressing, works_for_the_opposite
from simulation.rules.search.records import (
    conclude_ended,
    note_the_beginning,
    release,
    write_alliance,
    write_search,
    write_spells,
)
from simulation.rules.search.room import is_short_of_room
from simulation.rules.search.sight import look_around
from simulation.rules.search.turns import line_up
from simulation.rules.shared.governing_bodies import decides, next_meeting

AHEAD = 64  # rows of organisations, of which some meet in the same week


@compiled
def think_of_others(world: World, field: FieldState, who: int, issue: int) -> int:
    """Let an organisation think of others for an issue and weigh them up; return how many came to mind."""
    state = seen_by(world, issue)
    count = look_around(field, state, who, issue)
    weigh_up_candidates(world, field, state, who, issue, count)
    return count


@compiled
def grow_from_within(world: World, field: FieldState, who: int) -> None:
    """Let an organisation bring others into its alliances that still invite."""
    for issue in range(len(field.rivals)):
        a = field.engaged[who, issue]
        if a < 0 or world.alliances[a].stage != Stage.INVITING:
            continue
        state = seen_by(world, a)
        membership = state.memberships[row_in(state, who)]
        if membership.status == Status.MEMBER and membership.tier == Tier.CORE and membership.joined < world.clock.week:
            count = think_of_others(world, field, who, issue)
            bring_one_in(world, field, a, who, count)
            write_search(field, world.clock.week, who, issue, field.foundings[a].serial, count)


@compiled
def look_for_partners(world: World, field: FieldState, who: int) -> None:
    """Let an organisation join what it hears of, found an alliance, or stay alone, for what presses it most."""
    issue = most_pressing(world, field, who)
    if issue < 0:
        return
    count = think_of_others(world, field, who, issue)
    a = join_what_is_heard_of(world, field, who, issue, count)
    if a >= 0:
        take_the_time(seen_by(world, a), field, who, 1)
    elif world.clock.week >= field.seekers[who].pause_until and founds(world, field, who, issue, count):
        a = found(world, field, who, issue, count)
    serial = field.foundings[a].serial if a >= 0 else 0
    write_search(field, world.clock.week, who, issue, serial, count)


@compiled
def fetch_ahead(world: World, field: FieldState, who: int) -> None:
    """Have what is needed of an organisation fetched, if its governing body may meet this week."""
    if who < len(world.organisations) and field.meetings[who] <= world.clock.week:
        prefetch(world.organisations, who)
        prefetch(field.engaged, who)
        prefetch(field.seekers, who)


@entry
def search(world: World, field: FieldState, first: int) -> int:
    """Let all organisations whose governing bodies meet this week look for partners; a lot says who is the first.

    Args:
        world: in which alliances live.
        field: in which they come about.
        first: how many have had their turn.

    Returns:
        How many have had it when there must be more room in the tables; the number of organisations once all have.
    """
    list_calls(world, field)
    clock, number = world.clock, len(world.organisations)
    lot = int(number * streams.uniform(clock.key, streams.TURN, clock.week, streams.EVERYBODY, streams.ONCE))
    for turn in range(first, number):
        who = lot + turn if lot + turn < number else lot + turn - number
        fetch_ahead(world, field, who + AHEAD)
        if field.meetings[who] > clock.week:
            continue
        if is_short_of_room(world, field):
            return turn
        state = seen_by(world, 0)
        if decides(state, who) and has_time_left(state, who):
            grow_from_within(world, field, who)
            look_for_partners(world, field, who)
            hear_from_afar(world, field, who)
        organisation = state.organisations[who]
        field.meetings[who] = next_meeting(organisation.first_meeting, organisation.interval, clock.week + 1)
    line_up(world, field)
    return number


@entry
def found_the_given(world: World, field: FieldState, who: int, issue: int, asked: Rows) -> bool:
    """Found an alliance as it is known, unless its founder is in one for the issue or its opposite.

    Returns:
        False for want of room.
    """
    if is_short_of_room(world, field):
        return False
    if field.engaged[who, issue] == NOBODY and not works_for_the_opposite(field, who, issue):
        a = found_as_known(world, field, who, issue, asked)
        write_search(field, world.clock.week, who, issue, field.foundings[a].serial, len(asked))
    return True


@entry
def settle(world: World, field: FieldState) -> None:
    """After a week, put in force what was won, write down what has ended, and let those go who are in it no more."""
    wear_off(field)
    for a in range(len(field.rivals), field.book.alliances_used):
        if field.foundings[a].serial == 0:
            continue
        put_in_force(world, field, a)
        if world.alliances[a].stage == Stage.ENDED:
            conclude_ended(world, field, a)
        else:
            note_the_beginning(world, field, a)
            release(world, field, a)
            keep_up(world, field, a)


@entry
def write_down_the_living(world: World, field: FieldState) -> None:
    """Write down the alliances that stand as a run ends."""
    for a in range(len(field.rivals), field.book.alliances_used):
        if field.foundings[a].serial > 0:
            write_alliance(world, field, a)
            write_spells(world, field, a)
