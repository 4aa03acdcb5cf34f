"""From a prepared scenario and a seed to the initial state: draw the organisations, then ask them in turn."""

import math

import numpy as np
import numpy.typing as npt

from simulation.engine import streams
from simulation.engine.arena_rows import ClockRow
from simulation.engine.codes import NOBODY, Tier
from simulation.engine.compilation import compiled, entry
from simulation.engine.demand_rows import PositionRow
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.prepared_alliance import Matrix
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.prepared_setting import PreparedSetting
from simulation.engine.records import DecisionRow, EventRow
from simulation.engine.state import ScratchRow, State, World, seen_by
from simulation.engine.tables import Table, fresh, grid, record, table, window
from simulation.rules.dissolution.succession_and_merger import begin_and_merge
from simulation.rules.shared.new_membership import list_membership
from simulation.scenario.traits import TRAITS
from simulation.start.order_of_asking import who_may_come

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


@entry
def draw_traits(
    key: int,
    organisations: Table[OrganisationRow],
    traits: Matrix,
    kinds: npt.NDArray[np.int64],
    low: Matrix,
    mode: Matrix,
    high: Matrix,
) -> None:
    """Draw all traits (columns) of organisations, and when governing bodies first meet.

    Args:
        key: of the run.
        organisations: to be drawn.
        traits: a window onto their columns.
        kinds: of which kind each of them is.
        low: of each trait by kind; so `mode` and `high`.
        mode: NaN where a trait has none.
        high: the largest value.
    """
    for i in range(len(organisations)):
        organisation, kind = organisations[i], kinds[i]
        who = organisation.identity
        for t in range(low.shape[1]):
            is_drawn = low[kind, t] < high[kind, t]
            share = streams.uniform(key, streams.TRAITS, streams.START, who, t) if is_drawn else 0.0
            traits[i, t] = quantile(low[kind, t], mode[kind, t], high[kind, t], share)
        organisation.base_energy = organisation.energy
        organisation.first_meeting = organisation.interval * streams.uniform(
            key, streams.FIRST_MEETING, streams.START, who, streams.ONCE
        )


def contract(values: Matrix, share: float, invited: npt.NDArray[np.intp]) -> Matrix:
    """Draw values together towards the mean of those invited; 1 leaves them, 0 makes them alike."""
    mean = values[invited].mean(axis=0)
    return np.asarray(mean + share * (values - mean))


def draw_organisations(prepared: PreparedSetting, key: int) -> Table[OrganisationRow]:
    """Draw all organisations of a scenario, as different as their traits say."""
    organisations = fresh(prepared.organisations)
    draw_traits(key, organisations, window(organisations, TRAITS[0], TRAITS[-1]), prepared.kinds, *prepared.spreads)
    return organisations


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


@compiled
def list_invited(state: State, invited: npt.NDArray[np.intp], door: Matrix) -> None:
    """List who is to be asked, in order, and then who may come in later; the first `core_size` form the core group."""
    alliance = state.alliance
    for row in range(len(state.memberships)):
        list_membership(state, row, invited[row])
        membership = state.memberships[row]
        membership.invited = alliance.plan.initiators <= row < alliance.plan.invited
        membership.tier = Tier.CORE if row < state.agreements.core_size else Tier.SUPPORTER
        known = not math.isnan(door[invited[row]])
        membership.trust = door[invited[row]] if known else state.organisations[membership.organisation].trust


@entry
def set_out(world: World, invited: npt.NDArray[np.intp], doors: Matrix, ideals: Matrix, red_lines: Matrix) -> None:
    """Give every alliance its part of the world: its members to be, and what they wish of its demands.

    Args:
        world: with organisations drawn.
        invited: rows of those who may come, for one alliance after the other, each in the order of asking.
        doors: trust in the initiators, by alliance and organisation; NaN where none is known.
        ideals: known ideals, a row for each named organisation of one alliance after the other; NaN where unknown.
        red_lines: known red lines, likewise.
    """
    named = len(ideals) // len(world.alliances)
    for a in range(len(world.alliances)):
        alliance = world.alliances[a]
        state = seen_by(world, a)
        list_invited(state, invited[alliance.plan.memberships_from : alliance.plan.memberships_to], doors[a])
        draw_positions(state, ideals[a * named : (a + 1) * named], red_lines[a * named : (a + 1) * named])
        for row in range(len(state.memberships)):
            world.places[a, state.memberships[row].organisation] = alliance.plan.memberships_from + row


def populate(prepared: PreparedScenario, seed: int, log_rows: int = 0, decision_rows: int = 0) -> World:
    """Make the state in which a run starts.

    Args:
        prepared: the scenario, made ready for many runs.
        seed: of the run, 0 or above.
        log_rows: room for events between two readings of the log; 0 where no story is wanted.
        decision_rows: room for decisions between two readings of them; 0 where nobody will ask why.

    Raises:
        AllianceError: if the seed is not allowed.
    """
    key = streams.key_of(seed, prepared.scenario.draws_as)
    organisations = draw_organisations(prepared, key)
    comers = [who_may_come(prepared, alliance, key, organisations) for alliance in prepared.alliances]
    if prepared.scenario.population.heterogeneity < 1.0:
        _contract_traits(organisations, prepared, comers[0])
    clock = record(ClockRow)
    clock.key = key
    world = World(
        clock=clock,
        arenas=fresh(prepared.arenas),
        alliances=fresh(prepared.alliances_at_rest),
        organisations=organisations,
        memberships=table(MembershipRow, sum(map(len, comers))),
        demands=fresh(prepared.demands),
        positions=grid(PositionRow, len(organisations) * len(comers), prepared.known[0].shape[1]),
        places=np.full((len(comers), len(organisations)), NOBODY),
        log=table(EventRow, log_rows),
        decisions=table(DecisionRow, decision_rows),
        sectors=fresh(prepared.sectors_at_rest),
        scratch=table(ScratchRow, prepared.work_space),
        **prepared.constants,
    )
    invited = comers[0] if len(comers) == 1 else np.concatenate(comers)
    set_out(world, invited, prepared.doors, *prepared.known)
    if prepared.scenario.population.heterogeneity < 1.0:
        _contract_wishes(world, prepared, comers)
    begin_and_merge(world)
    return world


def _contract_traits(
    organisations: Table[OrganisationRow], prepared: PreparedScenario, comers: npt.NDArray[np.intp]
) -> None:
    """Draw values and manners together towards the mean of those whom the scenario's own alliance invites."""
    scenario = prepared.scenario
    for name in VALUES_AND_MANNERS:
        organisations[name] = contract(
            organisations[name], scenario.population.heterogeneity, comers[: scenario.invitation.size]
        )


def _contract_wishes(world: World, prepared: PreparedScenario, comers: list[npt.NDArray[np.intp]]) -> None:
    """Draw wishes together towards the mean of those whom each alliance invites."""
    rows, heterogeneity = len(world.organisations), prepared.scenario.population.heterogeneity
    for alliance, invited in zip(prepared.alliances, comers, strict=True):
        own = world.positions[alliance.number * rows : (alliance.number + 1) * rows]
        for name in WISHES:
            own[name] = contract(own[name], heterogeneity, invited[: alliance.venture.invitation.size])
