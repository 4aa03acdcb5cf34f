"""Organisations and what surrounds them made ready for many runs, whether alliances among them are given or not."""

import math
from collections.abc import Iterator, Mapping
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
from simulation.scenario.definition import Setting
from simulation.scenario.participants import LEVELS, SECTORS
from simulation.scenario.traits import TRAITS, Traits


class Rows(Mapping[str, int]):
    """The row of each organisation of a setting by name, without a list of those of its groups."""

    def __init__(self, scenario: Setting) -> None:
        self._scenario = scenario
        self._named = {organisation.name: row for row, organisation in enumerate(scenario.organisations)}
        self._groups: dict[str, range] = {}
        for group in scenario.groups:
            first = len(self)
            self._groups[group.name] = range(first, first + group.count)

    def __getitem__(self, name: str) -> int:
        if name in self._named:
            return self._named[name]
        group, _, number = name.rpartition(" ")
        return self.of_group(group)[int(number) - 1]

    def __iter__(self) -> Iterator[str]:
        return self._scenario.each_name()

    def __len__(self) -> int:
        return len(self._named) + sum(map(len, self._groups.values()))

    def of_group(self, name: str) -> range:
        """Return the rows of a group's organisations."""
        return self._groups[name]


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
    def count(self) -> int:
        """Number of all organisations."""
        return len(self.scenario.organisations) + sum(group.count for group in self.scenario.groups)

    @cached_property
    def row_of(self) -> "Rows":
        """Row of each organisation by name."""
        return Rows(self.scenario)

    @cached_property
    def identities(self) -> npt.NDArray[np.int64]:
        """Number by which each organisation's draws are told apart."""
        return np.fromiter(map(streams.identity, self.scenario.each_name()), np.int64, self.count)

    @cached_property
    def sectors(self) -> npt.NDArray[np.int64]:
        """Sector of each organisation, by its place in SECTORS."""
        number = {sector: place for place, sector in enumerate(SECTORS)}
        named = [number[organisation.sector] for organisation in self.scenario.organisations]
        return self._dealt_out(named, [[number[s] for s in group.sectors] for group in self.scenario.groups])

    @cached_property
    def levels(self) -> npt.NDArray[np.int64]:
        """Level of each organisation, by its place in LEVELS."""
        number = {level: place for place, level in enumerate(LEVELS)}
        named = [number[organisation.level] for organisation in self.scenario.organisations]
        return self._dealt_out(named, [[number[one] for one in group.levels] for group in self.scenario.groups])

    def _dealt_out(self, named: list[int], of_groups: list[list[int]]) -> npt.NDArray[np.int64]:
        """Return what each organisation has, where groups deal theirs out in turn."""
        counts = [group.count for group in self.scenario.groups]
        parts = [np.resize(np.array(own, np.int64), count) for own, count in zip(of_groups, counts, strict=True)]
        return np.concatenate([np.array(named, np.int64), *parts])

    @cached_property
    def kinds(self) -> npt.NDArray[np.int64]:
        """Which row of `spreads` each organisation has: one of its own if it is named, else that of its group."""
        named = len(self.scenario.organisations)
        counts = [group.count for group in self.scenario.groups]
        return np.concatenate([np.arange(named), np.repeat(named + np.arange(len(counts)), counts)])

    @cached_property
    def spreads(self) -> Spreads:
        """Between which values traits are drawn: of named organisations, then of groups."""
        rows = [_spread(traits) for traits in (*self.scenario.organisations, *self.scenario.groups)]
        return Spreads(self.kinds, *np.ascontiguousarray(np.array(rows).transpose(2, 0, 1)))

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
        organisations = table(OrganisationRow, self.count)
        organisations["identity"] = self.identities
        organisations["sector"] = self.sectors
        organisations["level"] = self.levels
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
