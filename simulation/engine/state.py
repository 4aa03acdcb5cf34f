"""State of a run: tables of organisations, alliances, memberships, demands and positions, and records for the rest.

All rules and phases work on these tables, and Mesa's agents are views of them: there is no second truth.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.arena_rows import ArenaRow, CalendarRow, ClockRow
from simulation.engine.columns import column
from simulation.engine.compilation import in_place
from simulation.engine.demand_rows import DemandRow, PositionRow
from simulation.engine.membership_rows import MembershipRow, SectorRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.pickling import reduced
from simulation.engine.records import DecisionRow, EventRow
from simulation.engine.references import by_reference
from simulation.engine.tables import Grid, Table
from simulation.scenario.agreements import Agreements
from simulation.scenario.mechanisms import Mechanisms
from simulation.scenario.surroundings import Arena
from simulation.scenario.ventures import Goal


class ScratchRow:
    """Working memory of a phase, a row for each thing that it goes through; no phase reads what another one left."""

    limit: float = column("most that a member of the core group accepts", "weighted ambition", 0)
    wait: float = column("time until a governing body decides", "weeks", 0)
    projects: float = column("projects on a topic", "projects", 0)
    missed: float = column("chance that nobody at a station reaches a person", "probability", 0, 1)
    helping: float = column("share of an alliance's members that help in an emergency", "share", 0, 1)
    helpers: float = column("organisations of a sector that help in an emergency", "organisations", 0)
    lot: float = column("an organisation's lot for the order of asking", "share", 0, 1)
    turn: float = column("how many of its sector have a smaller lot, or are asked first in any case", "", 0)
    turns: float = column("how many of a sector have had their turn", "organisations", 0)
    place: float = column("an organisation's place in an order; the lowest comes first")
    row: int = column("rows of organisations in that order", "row", 0)


@by_reference
class State(NamedTuple):
    """What the rules see of a run: one alliance with its members and demands, and all that alliances share.

    Few members keep compilation quick: each function that takes the state pays for every one of them.
    """

    clock: ClockRow
    arena: ArenaRow
    alliance: AllianceRow
    organisations: Table[OrganisationRow]
    memberships: Table[MembershipRow]
    demands: Table[DemandRow]
    positions: Grid[PositionRow]
    calendar: Table[CalendarRow]
    log: Table[EventRow]
    decisions: Table[DecisionRow]
    sectors: Table[SectorRow]
    scratch: Table[ScratchRow]
    goal: Goal
    agreements: Agreements
    climate: Arena
    mechanisms: Mechanisms


@by_reference
class World(NamedTuple):
    """A whole run: all alliances over the same organisations. Each sees its own part of it, a `State`.

    Memberships, demands and sectors of an alliance stand together, and so do the positions on the demands of its
    venture: a row for each organisation, and as many columns as the longest list of demands needs. `places` tells in
    which row of all memberships an organisation (columns) stands for an alliance (rows), or NOBODY.

    `turns` lists the alliances in the order in which they have theirs, block after block; where a block ends and the
    next one begins stands in `blocks`, between 0 and how many have a turn at all. Alliances of different blocks share
    neither an organisation nor an arena, so it makes no difference which block is first.
    """

    clock: ClockRow
    arenas: Table[ArenaRow]
    alliances: Table[AllianceRow]
    organisations: Table[OrganisationRow]
    memberships: Table[MembershipRow]
    demands: Table[DemandRow]
    positions: Grid[PositionRow]
    places: npt.NDArray[np.int64]
    turns: npt.NDArray[np.int64]
    blocks: npt.NDArray[np.int64]
    rested: npt.NDArray[np.int64]
    calendar: Table[CalendarRow]
    log: Table[EventRow]
    decisions: Table[DecisionRow]
    sectors: Table[SectorRow]
    scratch: Table[ScratchRow]
    goals: Table[Goal]
    agreements: Table[Agreements]
    climate: Arena
    mechanisms: Mechanisms

    @property
    def arena(self) -> ArenaRow:
        """The arena of alliances that are given."""
        return self.arenas[0]

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what a pickle keeps."""
        return reduced(self)


@in_place
def seen_by(world: World, a: int) -> State:
    """Return the part of a run that an alliance sees."""
    return seen_in(world, a, world.alliances[a].plan.arena)


@in_place
def seen_in(world: World, a: int, arena: int) -> State:
    """Return what an alliance would see in an arena."""
    alliance = world.alliances[a]
    rows = len(world.organisations)
    sectors = len(world.sectors) // len(world.alliances)
    return State(
        clock=world.clock,
        arena=world.arenas[arena],
        alliance=alliance,
        organisations=world.organisations,
        memberships=world.memberships[alliance.plan.memberships_from : alliance.plan.memberships_to],
        demands=world.demands[alliance.plan.demands_from : alliance.plan.demands_to],
        positions=world.positions[alliance.plan.venture * rows : (alliance.plan.venture + 1) * rows],
        calendar=world.calendar,
        log=world.log,
        decisions=world.decisions,
        sectors=world.sectors[a * sectors : (a + 1) * sectors],
        scratch=world.scratch,
        goal=world.goals[alliance.plan.venture],
        agreements=world.agreements[alliance.plan.venture],
        climate=world.climate,
        mechanisms=world.mechanisms,
    )
