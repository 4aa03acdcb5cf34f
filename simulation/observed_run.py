"""A run that is followed week by week, with its events and decisions."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy.typing as npt

from simulation.engine.codes import Stage
from simulation.engine.direct_calls import direct
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.records import DecisionRow
from simulation.engine.state import State, World, seen_by
from simulation.engine.tables import Table, array_of
from simulation.replacement.rule_set import Functions, rule_set
from simulation.results.decisions import Decision, read_minutes, taken_minutes
from simulation.results.event_log import Event, read_log
from simulation.results.outcome import Outcome
from simulation.results.outcome_rows import OutcomeRows, outcome_rows
from simulation.results.summary import outcome_of, sum_up
from simulation.run_views import Alliance, Organisation
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed
from simulation.week import is_over

# More than a week can bring: everybody may join, object to every demand, be met and leave.
_EVENTS_A_MEMBER = 12
_EVENTS_A_WEEK = 64


class ObservedRun:
    """A run of a scenario whose events and decisions are kept.

    Args:
        scenario: what to run.
        seed: of all draws, from 0 to 2**63 - 1.
        rules: functions that replace rules of the model, by name.

    Raises:
        AllianceError: if the scenario or the seed is not allowed, or a rule cannot be replaced.

    Attributes:
        rules: what it is run by.

    Example:
        >>> from simulation import load_scenario
        >>> run = ObservedRun(load_scenario("baseline"), seed=5)
        >>> run.step()
        >>> run.alliance.stage
        'inviting'
    """

    def __init__(self, scenario: Scenario, seed: int, rules: Functions | None = None) -> None:
        self.rules = rule_set(rules)
        changed(scenario, {})  # one put together in Python has not been checked yet
        self.prepared = PreparedScenario(scenario)
        comers = len(self.prepared.names) * len(self.prepared.alliances)
        self._events_a_week, self._decisions_a_week = _EVENTS_A_WEEK + _EVENTS_A_MEMBER * comers, comers
        self.world = self.rules.populate(self.prepared, seed, 2 * self._events_a_week, 2 * self._decisions_a_week)
        self.seed = seed
        self.running = True
        self._story: list[Event] = []
        self._minutes: list[Table[DecisionRow]] = []

    @property
    def scenario(self) -> Scenario:
        """What is run."""
        return self.prepared.scenario

    @cached_property
    def organisations(self) -> Sequence[Organisation]:
        """All organisations, in the order of the scenario."""
        return [Organisation(self, row, name) for row, name in enumerate(self.prepared.names)]

    @cached_property
    def alliances(self) -> Sequence[Alliance]:
        """All alliances, the scenario's own first."""
        return [Alliance(self, number) for number in range(len(self.prepared.alliances))]

    @property
    def alliance(self) -> Alliance:
        """The scenario's own alliance."""
        return self.alliances[0]

    @property
    def state(self) -> State:
        """What the scenario's own alliance sees of the world."""
        return seen_by(self.world, 0)

    @property
    def week(self) -> int:
        """Weeks that have passed."""
        return int(self._clock["week"])

    @cached_property
    def is_over(self) -> bool:
        """Whether all alliances, or the time set for them, have come to their end."""
        if self.week >= self.prepared.scenario.weeks:
            return True
        stages = self.world.alliances["stage"]  # goes through rows much faster than rules do that are not compiled
        return set(stages.tolist()) == {Stage.ENDED} and is_over(self.world)

    @property
    def story(self) -> list[Event]:
        """The events so far, in order."""
        self._take_notes()
        return self._story

    @property
    def minutes(self) -> list[Table[DecisionRow]]:
        """The decisions so far, in order, as the rules have noted them down."""
        self._take_notes()
        return self._minutes

    def _take_notes(self) -> None:
        """Take away what the rules have noted down since this was last done."""
        self._story += read_log(self.world, self.prepared)
        if self.world.clock.decided:
            self._minutes.append(taken_minutes(self.world))

    def _lacks_room(self) -> bool:
        """Tell whether the next week might bring more than there is room for."""
        logged, decided = int(self._clock["logged"]), int(self._clock["decided"])
        return logged > self._events_a_week or decided > self._decisions_a_week

    @property
    def decisions(self) -> list[Decision]:
        """What governing bodies have decided about membership so far, and what they weighed."""
        return [decision for rows in self.minutes for decision in read_minutes(rows, self.prepared)]

    def organisation(self, name: str) -> Organisation:
        """Return an organisation by its name: in the scenario, in English or in German.

        Raises:
            AllianceError: if the scenario has none of that name.
        """
        return self._by_name[name if name in self._by_name else self.prepared.scenario.name_of(name)]

    @cached_property
    def _by_name(self) -> dict[str, Organisation]:
        return {one.name: one for one in self.organisations}

    @cached_property
    def _clock(self) -> npt.NDArray[Any]:
        """The clock, to be read every week."""
        return array_of(self.world.clock)

    @cached_property
    def _live(self) -> Callable[[World, int], None]:
        return direct(self.rules.live, self.world, 0)

    @cached_property
    def _sum_up(self) -> Callable[[World, OutcomeRows, int], None]:
        return direct(sum_up, self.world, outcome_rows(1), 0)

    def __getstate__(self) -> dict[str, Any]:
        """Return what a pickle keeps: all but machine code and views of the state."""
        return {name: value for name, value in self.__dict__.items() if name not in ("_clock", "_live", "_sum_up")}

    def step(self) -> None:
        """Live one week; `running` turns false with the end of all alliances or of the time set for them."""
        self._live(self.world, 1)
        if self._lacks_room():
            self._take_notes()
        self.__dict__.pop("is_over", None)  # to be looked up again, once a week
        self.running = not self.is_over

    def run_model(self) -> None:
        """Live to the end."""
        while self.running:
            self.step()

    def outcome(self) -> Outcome:
        """Return the outcome as it stands."""
        return outcome_of(self.world)

    def write_outcome(self, outcomes: OutcomeRows, row: int) -> None:
        """Write the outcome as it stands into a row of zeros."""
        self._sum_up(self.world, outcomes, row)
