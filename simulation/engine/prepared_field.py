"""A field made ready for many runs: everything that does not depend on the seed."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine import streams
from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.beginning import Matrix
from simulation.engine.codes import NEVER, NOBODY
from simulation.engine.demand_rows import DemandRow
from simulation.engine.membership_rows import MembershipRow, SectorRow
from simulation.engine.prepared_alliance import alliance_at_rest, demands_at_rest, known_positions
from simulation.engine.prepared_scenario import padded
from simulation.engine.prepared_setting import PreparedSetting
from simulation.engine.tables import Table, frozen_records, stacked, table
from simulation.scenario.fields import When
from simulation.scenario.organisational_field import Issue, OrganisationalField
from simulation.scenario.participants import SECTORS


class Given(NamedTuple):
    """An alliance that is known to have been founded.

    Attributes:
        week: of the founding.
        issue: what it is for.
        founder: row of the organisation that founds it.
        asked: rows of those that it asks, in order.
    """

    week: int
    issue: int
    founder: int
    asked: npt.NDArray[np.int64]


@dataclass(frozen=True)
class PreparedField(PreparedSetting):
    """A field in arrays, with what can be looked up once for all its runs.

    Attributes:
        scenario: checked, as `load_field` and `changed` return it.
    """

    scenario: OrganisationalField

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What alliances may be founded for."""
        return self.scenario.issues

    @property
    def places(self) -> int:
        """Number of places with politics of their own: the country, regions, and local places."""
        search = self.scenario.search
        return 1 + sum(number for number in (search.regions, search.places) if number > 1)

    @property
    def blocks(self) -> int:
        """Number of blocks of alliances that share no organisation: one for each place.

        Only who is known to have asked others may have asked them elsewhere.
        """
        return 1 if self.scenario.alliances else self.places

    @property
    def arena_count(self) -> int:
        """Number of arenas: one for each issue at each place."""
        return len(self.issues) * self.places

    @cached_property
    def longest(self) -> int:
        """Number of demands on the issue with most of them."""
        return max(len(issue.goal.demands) for issue in self.issues)

    @cached_property
    def rivals(self) -> list[int]:
        """For each issue the one that wants the opposite, or NOBODY; who is against one is so in both directions."""
        names = [issue.name for issue in self.issues]
        rivals = [names.index(issue.against) if issue.against else int(NOBODY) for issue in self.issues]
        for issue, rival in enumerate(rivals):
            if rival >= 0 and rivals[rival] < 0:
                rivals[rival] = issue
        return rivals

    @cached_property
    def alliances_at_rest(self) -> Table[AllianceRow]:
        """How an alliance on each issue begins."""
        rows = [alliance_at_rest(issue.form, issue.agreements, self.scenario.mechanisms) for issue in self.issues]
        alliances = stacked(AllianceRow, rows)
        plan = alliances["plan"]
        plan["venture"] = range(len(rows))
        plan["initiators"] = 1
        plan["after"] = plan["among"] = plan["merger"] = plan["lead_leaves"] = plan["successor"] = NOBODY
        plan["season_from"] = [self._season_from(issue.agreements.season_from) for issue in self.issues]
        plan["paper_due"] = plan["outside_money_ends"] = NEVER
        plan["demands_to"] = [len(issue.goal.demands) for issue in self.issues]
        alliances["lead"] = [0 if issue.founder_leads else NOBODY for issue in self.issues]
        return alliances

    def _season_from(self, when: When | None) -> int:
        return 0 if when is None else self.scenario.week_of(when)

    @cached_property
    def demands_at_rest(self) -> Table[DemandRow]:
        """Demands of each issue, as many rows for each as the longest list has."""
        demands = table(DemandRow, len(self.issues) * self.longest)
        for number, issue in enumerate(self.issues):
            first = number * self.longest
            demands[first : first + len(issue.goal.demands)] = demands_at_rest(self.scenario, issue.goal)
        return demands

    @cached_property
    def sectors_at_rest(self) -> Table[SectorRow]:
        """Sectors of society as an alliance on each issue sees them before anybody takes part."""
        sectors = table(SectorRow, len(self.issues) * len(SECTORS))
        sectors["needed"] = [s in issue.goal.fields for issue in self.issues for s in SECTORS]
        sectors["concern"] = [issue.stakes.get(s, issue.elsewhere) for issue in self.issues for s in SECTORS]
        return sectors

    @cached_property
    def membership_at_rest(self) -> Table[MembershipRow]:
        """A membership before anything is known of it."""
        return table(MembershipRow, 1)

    @cached_property
    def known(self) -> tuple[Matrix, Matrix]:
        """Known ideals and red lines by demand, below each other for all issues; NaN where they must be drawn."""
        both = (known_positions(self.scenario, issue.goal) for issue in self.issues)
        ideals, red_lines = zip(*both, strict=True)
        return padded(ideals, self.longest), padded(red_lines, self.longest)

    @cached_property
    def salts(self) -> list[int]:
        """What tells the draws on each issue from those on others."""
        return [streams.salt(issue.name) for issue in self.issues]

    @cached_property
    def constants(self) -> dict[str, Any]:
        """The parts of the world that a run only reads."""
        return {
            **self.surroundings,
            "goals": frozen_records([issue.goal for issue in self.issues]),
            "agreements": frozen_records([issue.agreements for issue in self.issues]),
        }

    @cached_property
    def work_space(self) -> int:
        """Places of scratch space that the longest list of anything but alliances needs."""
        goals = (max(issue.goal.topics, issue.goal.stations) for issue in self.issues)
        return max(self.count, len(SECTORS), *goals)

    @cached_property
    def given(self) -> tuple[Given, ...]:
        """Alliances that are known to have been founded."""
        number = {issue.name: place for place, issue in enumerate(self.issues)}
        return tuple(
            Given(
                week=self.scenario.week_of(alliance.when),
                issue=number[alliance.issue],
                founder=self.row_of[alliance.founder],
                asked=np.array([self.row_of[name] for name in alliance.asked], np.int64),
            )
            for alliance in self.scenario.alliances
        )

    @cached_property
    def guests(self) -> list[np.ndarray[Any, np.dtype[np.int64]]]:
        """Rows of those who may belong to each forum: named members, who do, and then those of its groups."""
        return [
            np.concatenate(
                [
                    np.array([self.row_of[name] for name in forum.members], np.int64),
                    *(np.array(self.row_of.of_group(name), np.int64) for name in forum.groups),
                ]
            )
            for forum in self.scenario.forums
        ]
