"""A scenario made ready for many runs: everything that does not depend on the seed."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.engine import streams
from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.arena_rows import ArenaRow, CalendarRow
from simulation.engine.codes import NEVER, CalendarKind
from simulation.engine.columns import columns_of
from simulation.engine.demand_rows import DemandRow
from simulation.engine.membership_rows import SectorRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.prepared_alliance import Matrix, PreparedAlliance
from simulation.engine.tables import Table, frozen_records, stacked, table
from simulation.scenario.definition import LEVELS, SECTORS, Scenario
from simulation.scenario.traits import TRAITS, Traits


@dataclass(frozen=True)
class PreparedScenario:
    """A scenario in arrays, with what can be looked up once for all its runs.

    Attributes:
        scenario: checked, as `load_scenario` and `changed` return it.
    """

    scenario: Scenario

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all organisations, in the order of the state's rows."""
        return self.scenario.names()

    @cached_property
    def alliance_names(self) -> tuple[str, ...]:
        """Names of all alliances; the scenario's own has none."""
        return ("", *(other.name for other in self.scenario.others))

    @cached_property
    def _members(self) -> tuple[tuple[Traits, int, int], ...]:
        """Traits, sector and level of each organisation, the latter two by their places in the lists."""
        sector = {name: s for s, name in enumerate(SECTORS)}
        level = {name: place for place, name in enumerate(LEVELS)}
        named = [(o, sector[o.sector], level[o.level]) for o in self.scenario.organisations]
        sampled = [
            (g, sector[g.sectors[k % len(g.sectors)]], level[g.levels[k % len(g.levels)]])
            for g in self.scenario.groups
            for k in range(g.count)
        ]
        return (*named, *sampled)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row of each organisation by name."""
        return {name: row for row, name in enumerate(self.names)}

    @cached_property
    def identities(self) -> npt.NDArray[np.int64]:
        """Number by which each organisation's draws are told apart."""
        return np.array([streams.identity(name) for name in self.names], dtype=np.int64)

    @cached_property
    def sectors(self) -> npt.NDArray[np.int64]:
        """Sector of each organisation, by its place in SECTORS."""
        return np.array([sector for _, sector, _ in self._members], dtype=np.int64)

    @cached_property
    def spreads(self) -> tuple[Matrix, Matrix, Matrix]:
        """Low, mode and high of every trait (columns) for every organisation (rows)."""
        of_each = [traits for traits, _, _ in self._members]
        # All organisations of a group share its traits.
        spread = {key: _spread(traits) for key, traits in {id(traits): traits for traits in of_each}.items()}
        rows = [spread[id(traits)] for traits in of_each]
        low, mode, high = np.ascontiguousarray(np.array(rows).transpose(2, 0, 1))
        return np.ascontiguousarray(low), np.ascontiguousarray(mode), np.ascontiguousarray(high)

    @cached_property
    def alliances(self) -> tuple[PreparedAlliance, ...]:
        """All alliances, the scenario's own first."""
        return tuple(PreparedAlliance(self.scenario, number, self.row_of) for number in range(len(self.alliance_names)))

    @cached_property
    def alliances_at_rest(self) -> Table[AllianceRow]:
        """Alliances before they begin to invite, with their parts of memberships and demands."""
        alliances = stacked(AllianceRow, [one.at_rest for one in self.alliances])
        for column, sizes in (
            ("memberships", [one.comers for one in self.alliances]),
            ("demands", [len(one.demands) for one in self.alliances]),
        ):
            ends = np.cumsum(sizes)
            alliances["plan"][f"{column}_from"], alliances["plan"][f"{column}_to"] = ends - sizes, ends
        return alliances

    @cached_property
    def demands(self) -> Table[DemandRow]:
        """Demands of all alliances as they stand before anything was agreed."""
        return stacked(DemandRow, [one.demands for one in self.alliances])

    @cached_property
    def doors(self) -> Matrix:
        """Trust of each organisation (columns) in the initiator it knows best, by alliance; NaN where it knows none."""
        return np.array([one.door for one in self.alliances])

    @cached_property
    def known(self) -> tuple[Matrix, Matrix]:
        """Known ideals and red lines by demand, below each other for all alliances; NaN where they must be drawn."""
        longest = max(len(one.demands) for one in self.alliances)
        ideals, red_lines = zip(*(one.known for one in self.alliances), strict=True)
        return _padded(ideals, longest), _padded(red_lines, longest)

    @cached_property
    def calendar(self) -> Table[CalendarRow]:
        """The arena's dated entries, in weeks."""
        week_of, arena = self.scenario.week_of, self.scenario.arena
        rows: list[tuple[float, ...]] = [
            (CalendarKind.WINDOW, week_of(w.start), w.weeks, w.strength, 0, 0, 0, 0, 0) for w in arena.windows
        ]
        rows += [(CalendarKind.VOTE, week_of(v.when), 1, 1, 0, 0, 0, 0, 0) for v in arena.votes]
        rows += [
            (CalendarKind.SHOCK, week_of(s.when), 1, 1, s.salience, s.resistance, s.red_lines, s.need, 0)
            for s in arena.shocks
        ]
        rows += [(CalendarKind.ELECTION, week_of(e.when), 1, 1, 0, 0, 0, 0, 0) for e in arena.elections]
        rows += [
            (CalendarKind.DEMONSTRATION, week_of(d.when), 1, 1, 0, 0, 0, 0, number)
            for number, venture in enumerate(self.scenario.ventures)
            for d in venture.demonstrations
        ]
        calendar = table(CalendarRow, len(rows))
        for column, values in zip(columns_of(CalendarRow), zip(*rows, strict=True), strict=False):
            calendar[column] = values
        return calendar

    @cached_property
    def constants(self) -> dict[str, Any]:
        """The parts of the state that a run only reads."""
        scenario = self.scenario
        return {
            "calendar": self.calendar,
            "goals": frozen_records([venture.goal for venture in scenario.ventures]),
            "agreements": frozen_records([venture.agreements for venture in scenario.ventures]),
            "climate": frozen_records([scenario.arena])[0],
            "mechanisms": frozen_records([scenario.mechanisms])[0],
        }

    @cached_property
    def sectors_at_rest(self) -> Table[SectorRow]:
        """Sectors of society as each alliance sees them before anybody takes part."""
        sectors = table(SectorRow, len(SECTORS) * len(self.alliances))
        sectors["needed"] = [s in venture.goal.fields for venture in self.scenario.ventures for s in SECTORS]
        return sectors

    @cached_property
    def organisations(self) -> Table[OrganisationRow]:
        """Organisations before anything was drawn for them."""
        organisations = table(OrganisationRow, len(self.names))
        organisations["identity"] = self.identities
        organisations["sector"] = self.sectors
        organisations["level"] = [level for _, _, level in self._members]
        organisations["helping"] = NEVER
        return organisations

    @cached_property
    def arena(self) -> Table[ArenaRow]:
        """The arena, in a table of one row, in the first week."""
        arena = table(ArenaRow, 1)
        arena["salience"] = arena["usual_salience"] = self.scenario.arena.salience
        arena["resistance"] = self.scenario.arena.resistance
        arena["window"] = 1.0
        arena["emergency"] = arena["help_arrived"] = NEVER
        return arena

    @cached_property
    def work_space(self) -> int:
        """Places of scratch space that the longest list of anything needs."""
        goals = (max(venture.goal.topics, venture.goal.stations) for venture in self.scenario.ventures)
        return max(len(self.names), len(self.alliances), len(SECTORS), *goals)


def _padded(matrices: Iterable[Matrix], width: int) -> Matrix:
    rows = [np.pad(m, ((0, 0), (0, width - m.shape[1])), constant_values=np.nan) for m in matrices]
    return np.ascontiguousarray(np.vstack(rows))


def _spread(traits: Traits) -> list[tuple[float, float, float]]:
    drawn = (getattr(traits, name) for name in TRAITS)
    return [(d.low, math.nan if d.mode is None else d.mode, d.high) for d in drawn]
