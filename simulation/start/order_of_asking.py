"""The order of asking: whom an alliance asks first, and how far down the list it gets (C16)."""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine import streams
from simulation.engine.codes import Order
from simulation.engine.compilation import compiled, entry
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.prepared_alliance import Matrix, PreparedAlliance
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.tables import Table

# Further than any place in the order of asking can be from another.
BEFORE_ALL_OTHERS = 1e9


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


@entry
def draw_shares(key: int, purpose: int, salt: int, identities: npt.NDArray[np.int64], shares: Matrix) -> None:
    """Draw one number from [0, 1) for each organisation into `shares`."""
    for i in range(len(identities)):
        shares[i] = streams.uniform(key, purpose, streams.START, identities[i], salt)


@entry
def place_all(
    order: int,
    lots: Matrix,
    turns: Matrix,
    door: Matrix,
    organisations: Table[OrganisationRow],
    places: Matrix,
) -> None:
    """Write the place of each organisation in the order of asking into `places`."""
    for i in range(len(organisations)):
        one = organisations[i]
        places[i] = place_in_order(
            Candidate(
                listed=1.0 * i,
                lot=lots[i],
                turn=turns[i],
                trust=0.0 if math.isnan(door[i]) else door[i],
                stake=one.stake,
                credibility=one.credibility,
                economic=one.economic,
                cultural=one.cultural,
            ),
            order,
        )


def ranking(
    prepared: PreparedScenario, alliance: PreparedAlliance, key: int, organisations: Table[OrganisationRow]
) -> npt.NDArray[np.intp]:
    """Return the rows of all organisations in the order in which they are asked.

    Whoever is asked in a small alliance is also asked in a larger one, so that runs which differ in size only
    differ by those who come on top.
    """
    lots, places = np.empty(len(organisations)), np.empty(len(organisations))
    draw_shares(key, streams.RANK, alliance.salt, prepared.identities, lots)
    turns = _turn_within_sector(prepared.sectors, _lots_after(lots, alliance.first_asked))
    place_all(Order.named(alliance.venture.invitation.order), lots, turns, alliance.door, organisations, places)
    places[alliance.first_asked] = np.arange(-len(alliance.first_asked), 0) * BEFORE_ALL_OTHERS
    return np.argsort(places, kind="stable")


def _lots_after(lots: Matrix, first: list[int]) -> Matrix:
    """Return the lots by which the others come, with those asked first in any case before them."""
    ordered = lots.copy()
    ordered[first] = -1.0
    return ordered


def _turn_within_sector(sectors: npt.NDArray[np.int64], lots: Matrix) -> Matrix:
    """Return for each organisation how many of its own sector come before it by lot."""
    by_lot = np.lexsort((lots, sectors))
    sorted_sectors = sectors[by_lot]
    starts = np.searchsorted(sorted_sectors, sorted_sectors)
    turns = np.empty(len(sectors))
    turns[by_lot] = np.arange(len(sectors)) - starts
    return turns


def who_may_come(
    prepared: PreparedScenario, alliance: PreparedAlliance, key: int, organisations: Table[OrganisationRow]
) -> npt.NDArray[np.intp]:
    """Return the rows of those an alliance asks, in order, and of all others if they may come in later."""
    return ranking(prepared, alliance, key, organisations)[: alliance.comers]
