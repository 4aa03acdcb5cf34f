"""One alliance of a scenario made ready for many runs: whom it asks first, and how it begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulation.engine import streams
from simulation.engine.alliance_rows import AlliancePlan, AllianceRow
from simulation.engine.beginning import Matrix
from simulation.engine.codes import (
    NEVER,
    NOBODY,
    Admission,
    Contributions,
    DivisionOfLabour,
    End,
    Form,
    GoalResult,
    Venue,
)
from simulation.engine.demand_rows import DemandRow
from simulation.engine.tables import Table, table
from simulation.scenario.agreements import Agreements
from simulation.scenario.definition import Scenario, Setting
from simulation.scenario.fields import When
from simulation.scenario.mechanisms import Mechanisms
from simulation.scenario.ventures import FIRST, Goal, OtherAlliance, Venture
from simulation.scenario.ventures import Form as FormName

# Further than any place in the order of asking can be from another.
_BEFORE_ALL_OTHERS = 1e9
# Exactly half is no majority.
CONSENT = {"consensus": 1.0, "two-thirds": 2 / 3, "majority": 0.500001, "silence": 1.0}
# Weeks in which something happened for the first or the last time; none of it has yet.
_NOT_YET = (
    "ended",
    "begun",
    "term",
    "started",
    "agreed_week",
    "in_force_since",
    "effect_week",
    "last_effect",
    "lead_lost",
)


def alliance_at_rest(form: FormName, agreements: Agreements, mechanisms: Mechanisms) -> Table[AllianceRow]:
    """Return an alliance of these agreements, in a table of one row, that nobody has set out for yet."""
    alliance = table(AllianceRow, 1)
    alliance["form"] = Form.named(form)
    alliance["goal"] = GoalResult.NO_GOAL if form == "network" else GoalResult.UNDECIDED
    alliance["end"] = End.RUNNING
    for column in _NOT_YET:
        alliance[column] = NEVER
    alliance["tally"]["worded"] = NEVER
    alliance["vision"] = agreements.vision
    alliance["changed"] = True
    alliance["clarified"] = mechanisms.cooperation.settled if agreements.tone_clarified else 0.0
    plan = alliance["plan"]
    plan["consent"] = CONSENT[agreements.decision_rule]
    plan["silence"] = agreements.decision_rule == "silence"
    plan["admission"] = Admission.named(agreements.admission)
    plan["contributions"] = Contributions.named(agreements.contributions)
    plan["labour"] = DivisionOfLabour.named(agreements.division_of_labour)
    return alliance


def demands_at_rest(scenario: Setting, goal: Goal) -> Table[DemandRow]:
    """Return the demands of a goal as they stand before anything was agreed."""
    demands = table(DemandRow, len(goal.demands))
    demands["weight"] = [demand.weight for demand in goal.demands]
    demands["majority"] = [demand.majority for demand in goal.demands]
    demands["venue"] = [Venue.named(demand.venue) for demand in goal.demands]
    demands["whole"] = [demand.whole for demand in goal.demands]
    demands["agenda_from"] = [_week_of(scenario, demand.agenda_from) for demand in goal.demands]
    demands["decided_on"] = [_week_of(scenario, demand.decided_on) for demand in goal.demands]
    demands["open"] = True
    return demands


def _week_of(scenario: Setting, when: When | None) -> int:
    return NEVER if when is None else scenario.week_of(when)


def known_positions(scenario: Setting, goal: Goal) -> tuple[Matrix, Matrix]:
    """Return known ideals and red lines of named organisations by demand; NaN where they must be drawn."""
    demands = [demand.name for demand in goal.demands]
    ideal = np.full((len(scenario.organisations), len(demands)), np.nan)
    red_line = ideal.copy()
    for i, organisation in enumerate(scenario.organisations):
        for name, position in organisation.positions.items():
            if name not in demands:
                continue
            k = demands.index(name)
            ideal[i, k] = np.nan if position.ideal is None else position.ideal
            red_line[i, k] = np.nan if position.red_line is None else position.red_line
    return ideal, red_line


@dataclass(frozen=True)
class PreparedAlliance:
    """What does not depend on the seed of one alliance.

    Attributes:
        scenario: it belongs to.
        number: its place, from 0 for the scenario's own.
        row_of: rows of the organisations by name.
    """

    scenario: Scenario
    number: int
    row_of: Mapping[str, int]

    @property
    def venture(self) -> Venture:
        """What it sets out to be and to do."""
        return self.scenario.ventures[self.number]

    @cached_property
    def salt(self) -> int:
        """What tells its draws from those of other alliances; nothing for the scenario's own."""
        venture = self.venture
        return streams.salt(venture.name) if isinstance(venture, OtherAlliance) else 0

    @cached_property
    def initiators(self) -> int:
        """Number of those who start and invite."""
        return len(set(self.venture.invitation.initiators))

    @cached_property
    def first_asked(self) -> list[int]:
        """Rows of those asked first: the initiators, the lead, its successor, then the indispensable."""
        invitation, agreements = self.venture.invitation, self.venture.agreements
        leads = (agreements.lead, agreements.successor)
        names = dict.fromkeys((*invitation.initiators, *leads, *invitation.indispensable))
        return [self.row_of[name] for name in names if name]

    @cached_property
    def ahead(self) -> Matrix:
        """Place of each organisation that is asked before all others; NaN for the others."""
        places = np.full(len(self.row_of), np.nan)
        places[self.first_asked] = np.arange(-len(self.first_asked), 0) * _BEFORE_ALL_OTHERS
        return places

    @cached_property
    def door(self) -> Matrix:
        """Trust of each organisation in the initiator it knows best; NaN where it knows none."""
        door = np.full(len(self.row_of), np.nan)
        initiators = set(self.venture.invitation.initiators)
        for tie in self.scenario.ties:
            for one, other in (tie.between, tie.between[::-1]):
                if other in initiators:
                    row = self.row_of[one]
                    door[row] = np.fmax(door[row], tie.trust)
        return door

    @cached_property
    def known(self) -> tuple[Matrix, Matrix]:
        """Known ideals and red lines of named organisations by demand; NaN where they must be drawn."""
        return known_positions(self.scenario, self.venture.goal)

    @cached_property
    def demands(self) -> Table[DemandRow]:
        """Demands as they stand before anything was agreed."""
        return demands_at_rest(self.scenario, self.venture.goal)

    @cached_property
    def comers(self) -> int:
        """Number of those who are asked, or of all organisations if others may come in later."""
        return len(self.row_of) if self.takes_outsiders else self.venture.invitation.size

    @cached_property
    def takes_outsiders(self) -> bool:
        """Whether others than those asked may come in: by applying, by a call, or with an alliance that merges."""
        merging = self.number == 0 and any(other.merger is not None for other in self.scenario.others)
        return merging or self.venture.agreements.call or self.venture.agreements.admission != "none"

    @cached_property
    def at_rest(self) -> Table[AllianceRow]:
        """The alliance, in a table of one row, before it begins to invite."""
        agreements, scenario = self.venture.agreements, self.scenario
        alliance = alliance_at_rest(self.venture.form, agreements, scenario.mechanisms)
        alliance["lead"] = self._place_of(agreements.lead)
        plan = alliance["plan"]
        plan["number"] = plan["venture"] = self.number
        plan["salt"] = self.salt
        plan["initiators"] = self.initiators
        plan["invited"] = self.venture.invitation.size
        plan["successor"] = self._place_of(agreements.successor)
        self._write_times(plan)
        return alliance

    def _place_of(self, name: str) -> int:
        """Return the row of the membership of a member that is asked first; nobody for no name."""
        return self.first_asked.index(self.row_of[name]) if name else NOBODY

    def _write_times(self, plan: Table[AlliancePlan]) -> None:
        for column in ("lead_leaves", "outside_money_ends", "paper_due"):
            plan[column] = self._week(getattr(self.venture.agreements, column))
        plan["season_from"] = max(0, self._week(self.venture.agreements.season_from))
        plan["after"] = plan["among"] = NOBODY
        plan["merger"] = NEVER
        venture = self.venture
        if isinstance(venture, OtherAlliance):
            plan["start"] = venture.pause_weeks if venture.after else self._week(venture.start)
            plan["after"] = self._number_of(venture.after)
            plan["among"] = self._number_of(venture.among)
            plan["merger"] = self._week(venture.merger)

    def _week(self, when: When | None) -> int:
        return _week_of(self.scenario, when)

    def _number_of(self, name: str) -> int:
        if not name:
            return NOBODY
        names = (FIRST, *(other.name for other in self.scenario.others))
        return names.index(name)
