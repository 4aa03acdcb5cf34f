"""The order of asking: whom an alliance asks first, and how far down the list it gets (C16)."""

import math
from typing import NamedTuple

from simulation.engine import streams
from simulation.engine.beginning import Beginning
from simulation.engine.codes import Order
from simulation.engine.compilation import compiled
from simulation.engine.state import World
from simulation.start.sorting import sort_rows


class Candidate(NamedTuple):
    """An organisation that an alliance might ask.

    Attributes:
        listed: place in the scenario, from 0.
        lot: a draw, 0 to 1.
        turn: how many organisations of its sector have a smaller lot or are asked first in any case.
        trust: in the initiator it knows best, 0 to 1; 0 where it knows none.
        stake: in the topic, 0 to 1.
        credibility: in the topic, 0 to 1.
        economic: basic values, 0 for redistribution to 1 for a free market.
        cultural: basic values, 0 for libertarian to 1 for traditional.
    """

    listed: float
    lot: float
    turn: float
    trust: float
    stake: float
    credibility: float
    economic: float
    cultural: float


@compiled
def place_in_order(one: Candidate, order: int) -> float:
    """Return the place of an organisation in the order in which an alliance asks; the lowest is asked first (C16).

    Args:
        one: who might be asked.
        order: what the scenario says: 0 listed, 1 random, 2 trust, 3 sectors.
    """
    if order == Order.LISTED:
        return one.listed
    if order == Order.TRUST:
        return 1e-9 * one.lot - one.trust
    if order == Order.SECTORS:
        return one.turn + one.lot
    return one.lot


@compiled
def draw_lots(world: World, beginning: Beginning, a: int) -> None:
    """Draw a lot for each organisation, and find how many of its own sector come before it by lot."""
    organisations, scratch = world.organisations, world.scratch
    for i in range(len(organisations)):
        identity, salt = organisations[i].identity, world.alliances[a].plan.salt
        scratch[i].lot = streams.uniform(world.clock.key, streams.RANK, streams.START, identity, salt)
        scratch[i].place = scratch[i].lot if math.isnan(beginning.ahead[a, i]) else -1.0
    sort_rows(scratch["place"], scratch["row"][: len(organisations)])
    for s in range(len(scratch)):
        scratch[s].turns = 0.0
    for place in range(len(organisations)):
        i = scratch[place].row
        sector = scratch[organisations[i].sector]
        scratch[i].turn = sector.turns
        sector.turns += 1.0


@compiled
def rank(world: World, beginning: Beginning, a: int) -> None:
    """Write into `scratch` the rows of all organisations in the order in which an alliance asks them.

    Whoever is asked in a small alliance is also asked in a larger one, so that runs which differ in size only
    differ by those who come on top.
    """
    organisations, scratch = world.organisations, world.scratch
    draw_lots(world, beginning, a)
    for i in range(len(organisations)):
        one, door, ahead = organisations[i], beginning.doors[a, i], beginning.ahead[a, i]
        candidate = Candidate(
            listed=1.0 * i,
            lot=scratch[i].lot,
            turn=scratch[i].turn,
            trust=0.0 if math.isnan(door) else door,
            stake=one.stake,
            credibility=one.credibility,
            economic=one.economic,
            cultural=one.cultural,
        )
        scratch[i].place = place_in_order(candidate, beginning.orders[a]) if math.isnan(ahead) else ahead
    sort_rows(scratch["place"], scratch["row"][: len(organisations)])


@compiled
def list_comers(world: World, beginning: Beginning) -> None:
    """Give each alliance those whom it asks, in order, and after them all others if they may come in later."""
    for a in range(len(world.alliances)):
        plan = world.alliances[a].plan
        rank(world, beginning, a)
        for row in range(plan.memberships_from, plan.memberships_to):
            world.memberships[row].organisation = world.scratch[row - plan.memberships_from].row
