"""Organisations and what surrounds them made ready for many runs, whether alliances among them are given or not."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.engine import streams
from simulation.engine.arena_rows import ArenaRow, CalendarRow
from simulation.engine.beginning import Spreads
from simulation.engine.codes import NEVER, CalendarKind
from simulation.engine.columns import columns_of
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.tables import Table, frozen_records, table
from simulation.scenario.definition import LEVELS, SECTORS, Setting
from simulation.scenario.traits import TRAITS, Traits


@dataclass(frozen=True)
class PreparedSetting:
    """Organisations and the arena in arrays, with what can be looked up once for all runs.

    Attributes:
        scenario: checked, as whatever loads or changes one returns it.
    """

    scenario: Setting

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all organisations, in the order of the state's rows."""
        return self.scenario.names()

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
    def spreads(self) -> Spreads:
        """Between which values every trait (columns) of every organisation (rows) is drawn."""
        of_each = [traits for traits, _, _ in self._members]
        # All organisations of a group share its traits.
        spread = {key: _spread(traits) for key, traits in {id(traits): traits for traits in of_each}.items()}
        rows = [spread[id(traits)] for traits in of_each]
        return Spreads(*np.ascontiguousarray(np.array(rows).transpose(2, 0, 1)))

    @cached_property
    def calendar(self) -> Table[CalendarRow]:
        """All dated entries, in weeks."""
        rows = self.dated()
        calendar = table(CalendarRow, len(rows))
        for column, values in zip(columns_of(CalendarRow), zip(*rows, strict=True), strict=False):
            calendar[column] = values
        return calendar

    def dated(self) -> list[tuple[float, ...]]:
        """Return the entries of the calendar, each with its columns."""
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
        return rows

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
    def arenas(self) -> Table[ArenaRow]:
        """The arenas in the first week."""
        arenas = table(ArenaRow, self.arena_count)
        arenas["number"] = np.arange(len(arenas))
        arenas["salience"] = arenas["usual_salience"] = self.scenario.arena.salience
        arenas["resistance"] = self.scenario.arena.resistance
        arenas["window"] = 1.0
        arenas["emergency"] = arenas["help_arrived"] = NEVER
        return arenas

    @property
    def arena_count(self) -> int:
        """Number of arenas: one for all alliances that are given."""
        return 1

    @cached_property
    def surroundings(self) -> dict[str, Any]:
        """The parts of the state around alliances that a run only reads."""
        return {
            "calendar": self.calendar,
            "climate": frozen_records([self.scenario.arena])[0],
            "mechanisms": frozen_records([self.scenario.mechanisms])[0],
        }


def _spread(traits: Traits) -> list[tuple[float, float, float]]:
    drawn = (getattr(traits, name) for name in TRAITS)
    return [(d.low, math.nan if d.mode is None else d.mode, d.high) for d in drawn]
