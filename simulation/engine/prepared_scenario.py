"""A scenario made ready for many runs: everything that does not depend on the seed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.beginning import Beginning, Matrix
from simulation.engine.codes import CalendarKind, Order
from simulation.engine.demand_rows import DemandRow
from simulation.engine.membership_rows import MembershipRow, SectorRow
from simulation.engine.prepared_alliance import PreparedAlliance
from simulation.engine.prepared_setting import PreparedSetting
from simulation.engine.tables import Table, frozen_records, stacked, table
from simulation.scenario.definition import Scenario
from simulation.scenario.participants import SECTORS


@dataclass(frozen=True)
class PreparedScenario(PreparedSetting):
    """A scenario in arrays, with what can be looked up once for all its runs.

    Attributes:
        scenario: checked, as `load_scenario` and `changed` return it.
    """

    scenario: Scenario

    @cached_property
    def alliance_names(self) -> tuple[str, ...]:
        """Names of all alliances; the scenario's own has none."""
        return ("", *(other.name for other in self.scenario.others))

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
    def known(self) -> tuple[Matrix, Matrix]:
        """Known ideals and red lines by demand, below each other for all alliances; NaN where they must be drawn."""
        longest = max(len(one.demands) for one in self.alliances)
        ideals, red_lines = zip(*(one.known for one in self.alliances), strict=True)
        return padded(ideals, longest), padded(red_lines, longest)

    def dated(self) -> list[tuple[float, ...]]:
        """Return the entries of the calendar, those of the arena before demonstrations."""
        return [
            *super().dated(),
            *(
                (CalendarKind.DEMONSTRATION, self.scenario.week_of(d.when), 1, 1, 0, 0, 0, 0, number)
                for number, venture in enumerate(self.scenario.ventures)
                for d in venture.demonstrations
            ),
        ]

    @cached_property
    def constants(self) -> dict[str, Any]:
        """The parts of the state that a run only reads."""
        scenario = self.scenario
        return {
            **self.surroundings,
            "goals": frozen_records([venture.goal for venture in scenario.ventures]),
            "agreements": frozen_records([venture.agreements for venture in scenario.ventures]),
        }

    @cached_property
    def sectors_at_rest(self) -> Table[SectorRow]:
        """Sectors of society as each alliance sees them before anybody takes part."""
        sectors = table(SectorRow, len(SECTORS) * len(self.alliances))
        sectors["concern"] = 1.0
        sectors["needed"] = [s in venture.goal.fields for venture in self.scenario.ventures for s in SECTORS]
        return sectors

    @cached_property
    def beginning(self) -> Beginning:
        """What its runs begin from."""
        ideals, red_lines = self.known
        return Beginning(
            organisations=self.organisations,
            arenas=self.arenas,
            alliances=self.alliances_at_rest,
            demands=self.demands,
            sectors=self.sectors_at_rest,
            membership=table(MembershipRow, 1),
            spreads=self.spreads,
            heterogeneity=self.scenario.population.heterogeneity,
            orders=np.array([Order.named(venture.invitation.order) for venture in self.scenario.ventures], np.int64),
            ahead=np.array([one.ahead for one in self.alliances]),
            doors=np.array([one.door for one in self.alliances]),
            ideals=ideals,
            red_lines=red_lines,
        )

    @cached_property
    def work_space(self) -> int:
        """Places of scratch space that the longest list of anything needs."""
        goals = (max(venture.goal.topics, venture.goal.stations) for venture in self.scenario.ventures)
        return max(self.count, len(self.alliances), len(SECTORS), *goals)


def padded(matrices: Iterable[Matrix], width: int) -> Matrix:
    """Return matrices one below the other, with columns of NaN where they are narrower than `width`."""
    rows = [np.pad(m, ((0, 0), (0, width - m.shape[1])), constant_values=np.nan) for m in matrices]
    return np.ascontiguousarray(np.vstack(rows))
