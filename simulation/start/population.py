"""From a prepared scenario and a seed to the initial state: draw the organisations, then ask them in turn."""

import math
from typing import Any

import numpy as np

from simulation.engine import streams
from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.arena_rows import ArenaRow, ClockRow
from simulation.engine.beginning import Beginning, Matrix, Spreads
from simulation.engine.codes import NEVER, NOBODY, Tier
from simulation.engine.compilation import compiled, entry
from simulation.engine.demand_rows import DemandRow, PositionRow
from simulation.engine.membership_rows import MembershipRow, SectorRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.records import DecisionRow, EventRow
from simulation.engine.state import ScratchRow, State, World, seen_by
from simulation.engine.tables import Table, grid, record, table, window
from simulation.rules.dissolution.succession_and_merger import begin_and_merge
from simulation.rules.shared.new_membership import list_membership
from simulation.scenario.traits import TRAITS
from simulation.start.heterogeneity import draw_traits_together, draw_wishes_together
from simulation.start.order_of_asking import list_comers


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
    key: int,
    organisations: Table[OrganisationRow],
    traits: Matrix,
    spreads: Spreads,
) -> None:
    """Draw all traits (columns of the window) of organisations (rows), and when governing bodies first meet."""
    kinds, low, mode, high = spreads
    for i in range(len(organisations)):
        organisation, kind = organisations[i], kinds[i]
        who = organisation.identity
        for t in range(low.shape[1]):
            traits[i, t] = streams.drawn(key, streams.TRAITS, streams.START, who, t)
        for t in range(low.shape[1]):
            traits[i, t] = quantile(low[kind, t], mode[kind, t], high[kind, t], traits[i, t])
        organisation.base_energy = organisation.energy
        organisation.first_meeting = organisation.interval * streams.uniform(
            key, streams.FIRST_MEETING, streams.START, who, streams.ONCE
        )


@compiled
def unless_known(drawn: float, known: Matrix, i: int, k: int) -> float:
    """Return what is known of an organisation's demand, or what was drawn; nothing is known but of named ones."""
    return drawn if i >= len(known) or math.isnan(known[i, k]) else float(known[i, k])


@compiled
def draw_positions(state: State, known_ideal: Matrix, known_red_line: Matrix) -> None:
    """Draw each organisation's wish, least and red line for each demand around its general ambition."""
    key, salt = state.clock.key, state.alliance.plan.salt
    for i in range(len(state.organisations)):
        organisation = state.organisations[i]
        tolerance = organisation.tolerance * (1.0 - organisation.dogmatism)
        for k in range(len(state.demands)):
            position = state.positions[i, k]
            draw = streams.uniform(key, streams.WISHES, streams.START, organisation.identity, salt + k)
            ideal = organisation.ambition + organisation.dispersion * (2.0 * draw - 1.0)
            ideal = unless_known(min(1.0, max(0.0, ideal)), known_ideal, i, k)
            limit = unless_known(ideal + tolerance, known_red_line, i, k)
            position.ideal = min(ideal, limit)
            position.red_line = min(1.0, limit)
            position.least = organisation.threshold * position.ideal
            position.explained = False


@compiled
def list_invited(state: State, doors: Matrix) -> None:
    """List who is to be asked, in order, and then who may come in later; the first `core_size` form the core group."""
    alliance = state.alliance
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        who = membership.organisation
        list_membership(state, row, who)
        membership.invited = alliance.plan.initiators <= row < alliance.plan.invited
        membership.tier = Tier.CORE if row < state.agreements.core_size else Tier.SUPPORTER
        membership.trust = state.organisations[who].trust if math.isnan(doors[who]) else doors[who]


@compiled
def set_out(world: World, beginning: Beginning) -> None:
    """Give every alliance its part of the world: its members to be, and what they wish of its demands."""
    named = len(beginning.ideals) // len(world.alliances)
    for a in range(len(world.alliances)):
        state = seen_by(world, a)
        own = slice(a * named, (a + 1) * named)
        list_invited(state, beginning.doors[a])
        draw_positions(state, beginning.ideals[own], beginning.red_lines[own])
        for i in range(len(world.organisations)):
            world.places[a, i] = NOBODY
        for row in range(len(state.memberships)):
            world.places[a, state.memberships[row].organisation] = state.alliance.plan.memberships_from + row


# --- the start of a run ----------------------------------------------------------------------------------


@compiled
def begin_clock(world: World, key: int) -> None:
    """Set the clock to the first week of a run."""
    clock = world.clock
    clock.key = key
    clock.week = clock.logged = clock.decided = 0
    clock.seeking = False
    world.rested[:] = NEVER


@compiled
def restore(rows: Any, at_rest: Any) -> None:
    """Make rows of a table what they are at rest."""
    for row in range(len(rows)):
        rows[row] = at_rest[row]


@entry
def begin(world: World, beginning: Beginning, traits: Matrix, key: int) -> None:
    """Bring a run to its start, whatever its tables hold: draw the organisations, then ask them in turn.

    Args:
        world: of the run.
        beginning: what the scenario's runs begin from.
        traits: window onto the traits in the world's organisations.
        key: of the run's draws.
    """
    begin_clock(world, key)
    restore(world.arenas, beginning.arenas)
    restore(world.organisations, beginning.organisations)
    restore(world.alliances, beginning.alliances)
    restore(world.demands, beginning.demands)
    restore(world.sectors, beginning.sectors)
    for row in range(len(world.memberships)):
        world.memberships[row] = beginning.membership[0]
    draw_traits(key, world.organisations, traits, beginning.spreads)
    list_comers(world, beginning)
    if beginning.heterogeneity < 1.0:
        draw_traits_together(world, beginning.heterogeneity)
    set_out(world, beginning)
    if beginning.heterogeneity < 1.0:
        draw_wishes_together(world, beginning.heterogeneity)
    begin_and_merge(world)


def empty_world(prepared: PreparedScenario, log_rows: int = 0, decision_rows: int = 0) -> World:
    """Make the tables of a run of a scenario, for `begin` to fill.

    Args:
        prepared: the scenario, made ready for many runs.
        log_rows: room for events between two readings of the log; 0 where no story is wanted.
        decision_rows: room for decisions between two readings of them; 0 where nobody will ask why.
    """
    beginning = prepared.beginning
    organisations, alliances = len(beginning.organisations), len(beginning.alliances)
    return World(
        clock=record(ClockRow),
        arenas=table(ArenaRow, len(beginning.arenas)),
        alliances=table(AllianceRow, alliances),
        organisations=table(OrganisationRow, organisations),
        memberships=table(MembershipRow, sum(one.comers for one in prepared.alliances)),
        demands=table(DemandRow, len(beginning.demands)),
        positions=grid(PositionRow, organisations * alliances, beginning.ideals.shape[1]),
        places=np.empty((alliances, organisations), np.int64),
        turns=np.arange(alliances),
        blocks=np.array([0, alliances]),
        rested=np.full(organisations, NEVER),
        log=table(EventRow, log_rows),
        decisions=table(DecisionRow, decision_rows),
        sectors=table(SectorRow, len(beginning.sectors)),
        scratch=table(ScratchRow, prepared.work_space),
        **prepared.constants,
    )


def traits_in(world: World) -> Matrix:
    """Return a window onto the traits (columns) of a world's organisations (rows)."""
    return window(world.organisations, TRAITS[0], TRAITS[-1])


def populate(prepared: PreparedScenario, seed: int, log_rows: int = 0, decision_rows: int = 0) -> World:
    """Make the state in which a run starts.

    Args:
        prepared: the scenario, made ready for many runs.
        seed: of the run, 0 or above.
        log_rows: as for `empty_world`.
        decision_rows: likewise.

    Raises:
        AllianceError: if the seed is not allowed.
    """
    key = streams.key_of(seed, prepared.scenario.draws_as)
    world = empty_world(prepared, log_rows, decision_rows)
    begin(world, prepared.beginning, traits_in(world), key)
    return world
