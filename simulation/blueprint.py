"""A scenario made ready for many runs: everything that does not depend on the seed."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation import streams
from simulation.scenario import SECTORS, Scenario, Sector
from simulation.scenario_file import changed
from simulation.state import (
    NEVER,
    NOBODY,
    RUNNING,
    SHOCK_HITS,
    VOTE_HELD,
    WINDOW_OPENS,
    AllianceRow,
    ArenaRow,
    CalendarRow,
    DemandRow,
    OrganisationRow,
    SectorRow,
)
from simulation.tables import Table, frozen_record, table
from simulation.traits import TRAITS, Traits

Matrix = npt.NDArray[np.float64]
# Exactly half is no majority.
CONSENT = {"consensus": 1.0, "two-thirds": 2 / 3, "majority": 0.500001, "silence": 1.0}


@dataclass(frozen=True)
class Blueprint:
    """A scenario in arrays, with what can be looked up once for all its runs.

    Raises:
        ScenarioError: if parts of the scenario contradict each other.
    """

    scenario: Scenario

    def __post_init__(self) -> None:
        # A scenario put together in Python has not come through the edge yet.
        changed(self.scenario, {})

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all organisations, in the order of the state's rows."""
        return self.scenario.names()

    @cached_property
    def _members(self) -> tuple[tuple[Traits, Sector], ...]:
        named = [(o, o.sector) for o in self.scenario.organisations]
        sampled = [(g, g.sectors[k % len(g.sectors)]) for g in self.scenario.groups for k in range(g.count)]
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
        place = {sector: s for s, sector in enumerate(SECTORS)}
        return np.array([place[sector] for _, sector in self._members], dtype=np.int64)

    @cached_property
    def spreads(self) -> tuple[Matrix, Matrix, Matrix]:
        """Low, mode and high of every trait (columns) for every organisation (rows)."""
        kinds: dict[int, list[tuple[float, float, float]]] = {}
        rows = [kinds.setdefault(id(traits), _spread(traits)) for traits, _ in self._members]
        low, mode, high = np.ascontiguousarray(np.array(rows).transpose(2, 0, 1))
        return np.ascontiguousarray(low), np.ascontiguousarray(mode), np.ascontiguousarray(high)

    @cached_property
    def known(self) -> tuple[Matrix, Matrix]:
        """Known ideals and red lines by organisation and demand; NaN where they must be drawn."""
        demands = [demand.name for demand in self.scenario.goal.demands]
        ideal = np.full((len(self.names), len(demands)), np.nan)
        red_line = ideal.copy()
        for i, organisation in enumerate(self.scenario.organisations):
            for name, position in organisation.positions.items():
                k = demands.index(name)
                ideal[i, k] = np.nan if position.ideal is None else position.ideal
                red_line[i, k] = np.nan if position.red_line is None else position.red_line
        return ideal, red_line

    @cached_property
    def door(self) -> Matrix:
        """Trust of each organisation in the initiator it knows best; NaN where it knows none."""
        door = np.full(len(self.names), np.nan)
        initiators = set(self.scenario.invitation.initiators)
        for tie in self.scenario.ties:
            for one, other in (tie.between, tie.between[::-1]):
                if other in initiators:
                    row = self.row_of[one]
                    door[row] = np.fmax(door[row], tie.trust)
        return door

    @cached_property
    def first_asked(self) -> list[int]:
        """Rows of those asked first: the initiators, the lead, then the indispensable."""
        invitation, lead = self.scenario.invitation, self.scenario.agreements.lead
        names = dict.fromkeys((*invitation.initiators, lead, *invitation.indispensable))
        return [self.row_of[name] for name in names if name]

    @cached_property
    def calendar(self) -> Table[CalendarRow]:
        """The arena's dated entries, in weeks."""
        week_of, arena = self.scenario.week_of, self.scenario.arena
        rows: list[tuple[float, ...]] = [
            (WINDOW_OPENS, week_of(w.start), w.weeks, w.strength, 0, 0, 0) for w in arena.windows
        ]
        rows += [(VOTE_HELD, week_of(v.when), 1, 1, 0, 0, 0) for v in arena.votes]
        rows += [(SHOCK_HITS, week_of(s.when), 1, 1, s.salience, s.resistance, s.red_lines) for s in arena.shocks]
        calendar = table(CalendarRow, len(rows))
        columns = ("kind", "week", "weeks", "strength", "salience", "resistance", "red_lines")
        for column, values in zip(columns, zip(*rows, strict=True), strict=False):
            calendar[column] = values
        return calendar

    @cached_property
    def constants(self) -> dict[str, Any]:
        """The parts of the state that a run only reads."""
        scenario = self.scenario
        return {
            "calendar": self.calendar,
            "goal": frozen_record(scenario.goal),
            "agreements": frozen_record(scenario.agreements),
            "climate": frozen_record(scenario.arena),
            "mechanisms": frozen_record(scenario.mechanisms),
        }

    @cached_property
    def demands(self) -> Table[DemandRow]:
        """Demands as they stand before anything was agreed."""
        demands = table(DemandRow, len(self.scenario.goal.demands))
        demands["weight"] = [demand.weight for demand in self.scenario.goal.demands]
        demands["majority"] = [demand.majority for demand in self.scenario.goal.demands]
        demands["open"] = True
        return demands

    @cached_property
    def sectors_at_rest(self) -> Table[SectorRow]:
        """Sectors of society before anybody takes part."""
        sectors = table(SectorRow, len(SECTORS))
        sectors["needed"] = [sector in self.scenario.goal.fields for sector in SECTORS]
        return sectors

    @cached_property
    def organisations(self) -> Table[OrganisationRow]:
        """Organisations before anything was drawn for them."""
        organisations = table(OrganisationRow, len(self.names))
        organisations["identity"] = self.identities
        organisations["sector"] = self.sectors
        return organisations

    @cached_property
    def alliance(self) -> Table[AllianceRow]:
        """The alliance, in a table of one row, as it begins to invite."""
        agreements, formation = self.scenario.agreements, self.scenario.mechanisms.formation
        alliance = table(AllianceRow, 1)
        alliance["end"] = RUNNING
        alliance["ended"] = alliance["agreed_week"] = alliance["effect_week"] = NEVER
        alliance["lead"] = self.first_asked.index(self.row_of[agreements.lead]) if agreements.lead else NOBODY
        alliance["consent"] = CONSENT[agreements.decision_rule]
        alliance["silence"] = agreements.decision_rule == "silence"
        alliance["clarified"] = formation.clarification if agreements.tone_clarified else 0.0
        alliance["changed"] = True
        return alliance

    @cached_property
    def arena(self) -> Table[ArenaRow]:
        """The arena, in a table of one row, in the first week."""
        arena = table(ArenaRow, 1)
        arena["salience"] = arena["usual_salience"] = self.scenario.arena.salience
        arena["resistance"] = self.scenario.arena.resistance
        arena["window"] = 1.0
        return arena


def _spread(traits: Traits) -> list[tuple[float, float, float]]:
    drawn = (getattr(traits, name) for name in TRAITS)
    return [(d.low, math.nan if d.mode is None else d.mode, d.high) for d in drawn]
