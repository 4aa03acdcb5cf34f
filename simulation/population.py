"""From blueprint and seed to the initial state: draw the organisations, then ask them in turn."""

import math

import numpy as np
import numpy.typing as npt

from simulation import streams
from simulation.blueprint import Blueprint, Matrix
from simulation.compiled import compiled
from simulation.errors import AllianceError
from simulation.membership import compose
from simulation.state import (
    ASKED,
    CORE,
    MEMBER,
    NEVER,
    SUPPORTER,
    ClockRow,
    EventRow,
    MembershipRow,
    OrganisationRow,
    PositionRow,
    State,
)
from simulation.tables import Grid, Table, fresh, grid, record, table, window
from simulation.traits import TRAITS

VALUES_AND_MANNERS = ("economic", "cultural", "tone")
WISHES = ("ideal", "least", "red_line")


@compiled
def quantile(low: float, mode: float, high: float, share: float) -> float:
    """Return the value below which a share of a distribution lies: triangular, or uniform where mode is NaN."""
    if low == high:
        return low
    if math.isnan(mode):
        return low + share * (high - low)
    turn = (mode - low) / (high - low)
    if share < turn:
        return low + math.sqrt(share * (high - low) * (mode - low))
    return high - math.sqrt((1.0 - share) * (high - low) * (high - mode))


@compiled
def draw_traits(
    seed: int,
    organisations: Table[OrganisationRow],
    traits: Matrix,
    low: Matrix,
    mode: Matrix,
    high: Matrix,
) -> None:
    """Draw the traits (columns of the matrices) of all organisations (rows), and when their bodies first meet."""
    for i in range(len(organisations)):
        organisation = organisations[i]
        who = organisation.identity
        for t in range(low.shape[1]):
            share = streams.uniform(seed, streams.TRAITS, streams.START, who, t) if low[i, t] < high[i, t] else 0.0
            traits[i, t] = quantile(low[i, t], mode[i, t], high[i, t], share)
        organisation.base_energy = organisation.energy
        organisation.first_meeting = organisation.interval * streams.uniform(
            seed, streams.FIRST_MEETING, streams.START, who, streams.ONCE
        )


@compiled
def draw_positions(
    seed: int,
    organisations: Table[OrganisationRow],
    positions: Grid[PositionRow],
    known_ideal: Matrix,
    known_red_line: Matrix,
) -> None:
    """Draw each organisation's wish, least and red line for each demand around its general ambition."""
    for i in range(positions.shape[0]):
        organisation = organisations[i]
        tolerance = organisation.tolerance * (1.0 - organisation.dogmatism)
        for k in range(positions.shape[1]):
            position = positions[i, k]
            stray = 2.0 * streams.uniform(seed, streams.WISHES, streams.START, organisation.identity, k) - 1.0
            ideal = organisation.ambition + organisation.dispersion * stray
            ideal = min(1.0, max(0.0, ideal)) if math.isnan(known_ideal[i, k]) else known_ideal[i, k]
            limit = ideal + tolerance if math.isnan(known_red_line[i, k]) else known_red_line[i, k]
            position.ideal = min(ideal, limit)
            position.red_line = min(1.0, limit)
            position.least = organisation.threshold * position.ideal


@compiled
def draw_shares(seed: int, purpose: int, identities: npt.NDArray[np.int64], shares: Matrix) -> None:
    """Draw one number from [0, 1) for each organisation into `shares`."""
    for i in range(len(identities)):
        shares[i] = streams.uniform(seed, purpose, streams.START, identities[i], streams.ONCE)


def _contract(values: Matrix, share: float, invited: npt.NDArray[np.intp]) -> Matrix:
    """Draw values together towards the mean of those invited; 1 leaves them, 0 makes them alike."""
    mean = values[invited].mean(axis=0)
    return np.asarray(mean + share * (values - mean))


def draw_organisations(blueprint: Blueprint, seed: int, invited: npt.NDArray[np.intp]) -> Table[OrganisationRow]:
    """Draw all organisations of a scenario."""
    organisations = fresh(blueprint.organisations)
    draw_traits(seed, organisations, window(organisations, TRAITS[0], TRAITS[-1]), *blueprint.spreads)
    heterogeneity = blueprint.scenario.population.heterogeneity
    if heterogeneity < 1.0:
        for name in VALUES_AND_MANNERS:
            organisations[name] = _contract(organisations[name], heterogeneity, invited)
    return organisations


def draw_wishes(
    blueprint: Blueprint, seed: int, organisations: Table[OrganisationRow], invited: npt.NDArray[np.intp]
) -> Grid[PositionRow]:
    """Draw what all organisations want of all demands."""
    positions = grid(PositionRow, len(organisations), len(blueprint.demands))
    draw_positions(seed, organisations, positions, *blueprint.known)
    heterogeneity = blueprint.scenario.population.heterogeneity
    if heterogeneity < 1.0:
        for name in WISHES:
            positions[name] = _contract(positions[name], heterogeneity, invited)
    return positions


def ranking(blueprint: Blueprint, seed: int) -> npt.NDArray[np.intp]:
    """Return the rows of all organisations in the order in which they are asked.

    Whoever is asked in a small alliance is also asked in a larger one, so that runs which differ in size only
    differ by those who come on top.
    """
    order = blueprint.scenario.invitation.order
    count = len(blueprint.names)
    lots = np.empty(count)
    draw_shares(seed, streams.RANK, blueprint.identities, lots)
    keys = np.arange(count, dtype=float) if order == "listed" else lots
    if order == "trust":
        keys = -np.nan_to_num(blueprint.door, nan=0.0) + 1e-9 * lots
    elif order == "sectors":
        keys = _turn_within_sector(blueprint.sectors, lots) + lots
    keys[blueprint.first_asked] = np.arange(-len(blueprint.first_asked), 0) * 1e9
    return np.argsort(keys, kind="stable")


def _turn_within_sector(sectors: npt.NDArray[np.int64], lots: Matrix) -> Matrix:
    """Return for each organisation how many of its own sector come before it by lot."""
    by_lot = np.lexsort((lots, sectors))
    sorted_sectors = sectors[by_lot]
    starts = np.searchsorted(sorted_sectors, sorted_sectors)
    turns = np.empty(len(sectors))
    turns[by_lot] = np.arange(len(sectors)) - starts
    return turns


@compiled
def ask(
    memberships: Table[MembershipRow],
    asked: npt.NDArray[np.intp],
    organisations: Table[OrganisationRow],
    door: Matrix,
    initiators: int,
    seats: int,
) -> None:
    """Write the invitations: initiators are members from the start; who is asked beyond the seats is a supporter."""
    for row in range(len(memberships)):
        membership = memberships[row]
        organisation = asked[row]
        membership.organisation = organisation
        membership.tier = CORE if row < seats else SUPPORTER
        membership.status = MEMBER if row < initiators else ASKED
        membership.joined = 0 if row < initiators else NEVER
        membership.ownership = 1.0 if row < initiators else 0.0
        membership.left = membership.reason = NEVER
        known = not math.isnan(door[organisation])
        membership.trust = door[organisation] if known else organisations[organisation].trust
        membership.trust_at_start = membership.trust
        membership.coverage = 1.0


def populate(blueprint: Blueprint, seed: int, log_rows: int = 0) -> State:
    """Make the state in which a run starts.

    Args:
        blueprint: of the scenario.
        seed: of the run, 0 or above.
        log_rows: room for events between two readings of the log; 0 where no story is wanted.

    Raises:
        AllianceError: if the seed is out of range.
    """
    if not 0 <= seed < 2**63:
        raise AllianceError(f"seed = {seed} is not allowed: must be a whole number from 0 to 2**63 - 1.")
    asked = ranking(blueprint, seed)[: blueprint.scenario.invitation.size]
    organisations = draw_organisations(blueprint, seed, asked)
    clock = record(ClockRow)
    clock.seed = seed
    memberships = table(MembershipRow, len(asked))
    initiators = len(set(blueprint.scenario.invitation.initiators))
    ask(memberships, asked, organisations, blueprint.door, initiators, blueprint.scenario.agreements.core_size)
    state = State(
        clock=clock,
        arena=fresh(blueprint.arena)[0],
        alliance=fresh(blueprint.alliance)[0],
        organisations=organisations,
        memberships=memberships,
        demands=fresh(blueprint.demands),
        positions=draw_wishes(blueprint, seed, organisations, asked),
        log=table(EventRow, log_rows),
        sectors=fresh(blueprint.sectors_at_rest),
        scratch=np.zeros(len(asked)),
        **blueprint.constants,
    )
    compose(state)
    return state
