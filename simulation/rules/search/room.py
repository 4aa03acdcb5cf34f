"""Room: rows for alliances and for their memberships, which are used again once an alliance has ended.

Memberships of an alliance stand together, in a stretch of 8, 16, 32, ... rows; an alliance that grows beyond its own
moves to one of twice the length. Free stretches of one length, and free rows of alliances, are chained.
"""

from simulation.engine.codes import NOBODY
from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState
from simulation.engine.state import World

SHORTEST = 8  # rows
LENGTHS = 24


@compiled
def length_class(rows: int) -> int:
    """Return the class of the shortest stretch that holds so many rows."""
    number, room = 0, SHORTEST
    while room < rows:
        number, room = number + 1, 2 * room
    return number


@compiled
def is_short_of_room(world: World, field: FieldState) -> bool:
    """Tell whether there might not be room for what one organisation may set off."""
    lists = 1 + len(field.rivals) * (1 + field.search.calls_heard)  # on which it may put somebody, itself included
    longest = max(2 * field.book.largest_room, 4 * len(field.candidates))
    if field.book.memberships_used + lists * longest > len(world.memberships):
        return True
    searches = len(field.kept_searches)
    if 0 < searches < field.book.kept_searches + field.search.looks * (1 + len(field.rivals)):
        return True
    return bool(field.book.free_alliance == NOBODY) and field.book.alliances_used == len(world.alliances)


@compiled
def take_stretch(field: FieldState, number: int) -> int:
    """Return the first row of a free stretch of a class."""
    first = field.stretches[number]
    if first != NOBODY:
        field.stretches[number] = field.finds[first].next_free
    else:
        first = field.book.memberships_used
        field.book.memberships_used += SHORTEST << number
    field.book.largest_room = max(field.book.largest_room, SHORTEST << number)
    return int(first)


@compiled
def give_stretch_back(field: FieldState, first: int, number: int) -> None:
    """Chain a stretch with the free ones of its class."""
    field.finds[first].next_free = field.stretches[number]
    field.stretches[number] = first


@compiled
def take_alliance(field: FieldState) -> int:
    """Return a free row for an alliance."""
    a = field.book.free_alliance
    if a != NOBODY:
        field.book.free_alliance = field.foundings[a].next_free
    else:
        a = field.book.alliances_used
        field.book.alliances_used += 1
    return int(a)


@compiled
def give_alliance_back(world: World, field: FieldState, a: int) -> None:
    """Free the rows of an alliance that has ended."""
    founding, plan = field.foundings[a], world.alliances[a].plan
    give_stretch_back(field, plan.memberships_from, length_class(founding.room))
    plan.memberships_to = plan.memberships_from
    founding.serial = 0
    founding.next_free = field.book.free_alliance
    field.book.free_alliance = a


@compiled
def make_room_for_one(world: World, field: FieldState, a: int) -> None:
    """Move an alliance's memberships to a stretch of twice the length if theirs is full."""
    plan, founding = world.alliances[a].plan, field.foundings[a]
    listed = plan.memberships_to - plan.memberships_from
    if listed < founding.room:
        return
    old, number = plan.memberships_from, length_class(founding.room)
    new = take_stretch(field, number + 1)
    for row in range(listed):
        world.memberships[new + row] = world.memberships[old + row]
        field.finds[new + row] = field.finds[old + row]
    give_stretch_back(field, old, number)
    plan.memberships_from, plan.memberships_to = new, new + listed
    founding.room *= 2
