"""A run that is followed week by week, with its events and decisions, and views of its state."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy.typing as npt

from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.codes import NOBODY, End, Form, Label, Stage, Status, Tier
from simulation.engine.columns import places_in
from simulation.engine.direct_calls import direct
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.records import DecisionRow
from simulation.engine.state import State, World, seen_by
from simulation.engine.tables import Table, array_of
from simulation.errors import AllianceError
from simulation.replacement.rule_set import Functions, rule_set
from simulation.results.decisions import Decision, read_minutes, reasons, taken_minutes
from simulation.results.event_log import Event, read_log
from simulation.results.outcome import Outcome
from simulation.results.outcome_rows import OutcomeRows, outcome_rows
from simulation.results.summary import outcome_of, sum_up
from simulation.row_view import RowView
from simulation.rules.shared.forms import Conditions, conditions_of, label_of
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed
from simulation.scenario.participants import SECTORS
from simulation.week import is_over

# More than a week can bring: everybody may join, object to every demand, be met and leave.
_EVENTS_A_MEMBER = 12
_EVENTS_A_WEEK = 64


class Organisation(RowView):
    """An organisation; traits and state are its attributes, such as `energy` or `interval`.

    See `simulation.engine.organisation_rows.OrganisationRow` for all of them. Setting one changes the state of the run.
    """

    kin = "given"
    noun = "an organisation"
    columns = places_in(OrganisationRow)
    model: "ObservedRun"

    def __init__(self, model: "ObservedRun", row: int, name: str) -> None:
        self.model = model
        self._row = row
        self.name = name

    @property
    def _table(self) -> Table[OrganisationRow]:
        return self.model.world.organisations

    @property
    def sector(self) -> str:
        """Sector of society."""
        return SECTORS[self._table[self._row].sector].value

    def membership_in(self, alliance: "Alliance") -> MembershipRow | None:
        """Its part in an alliance: status, tier, trust, hours and more; None if it cannot come to have one."""
        place = self.model.world.places[alliance.number, self._row]
        return None if place == NOBODY else self.model.world.memberships[int(place)]

    @property
    def membership(self) -> MembershipRow | None:
        """Its part in the scenario's own alliance."""
        return self.membership_in(self.model.alliance)

    @property
    def status(self) -> str:
        """Where it stands with the scenario's own alliance: outside, asked, member, declined, left."""
        return Status.OUTSIDE.word if self.membership is None else Status(self.membership.status).word

    @property
    def tier(self) -> str | None:
        """Core or supporter, while it is a member."""
        part = self.membership
        return Tier(part.tier).word if part is not None and part.status == Status.MEMBER else None

    @property
    def decisions(self) -> list[Decision]:
        """What its governing body has decided about membership so far, and what it weighed."""
        minutes: list[Any] = self.model.minutes
        own = (rows[rows["organisation"] == self._row] for rows in minutes)
        return [decision for rows in own for decision in read_minutes(rows, self.model.prepared)]

    def explain(self, alliance: "Alliance | None" = None, week: int | None = None) -> Decision:
        """Return the last decision of its governing body about membership in an alliance.

        Args:
            alliance: which one; None for the scenario's own.
            week: up to which to look, from 0; None for all weeks that have passed.

        Raises:
            AllianceError: if its governing body has decided nothing about that.

        Example:
            >>> from simulation import AllianceModel
            >>> model = AllianceModel("baseline", rng=5)
            >>> model.run_model()
            >>> model.alliance.members[-1].explain().decided
            'stay'
        """
        about = alliance or self.model.alliance
        for decision in reversed(self.decisions):
            if decision.alliance == about.key and (week is None or decision.week <= week):
                return decision
        until = "so far" if week is None else f"up to week {week}"
        raise AllianceError(
            f"The governing body of {self.name} has decided nothing about membership in {about.name} {until}"
        )

    def reasons(self, lang: str = "en") -> Iterator[str]:
        """Yield in words why it joined, stayed or left, a paragraph for each decision or row of decisions to stay.

        Args:
            lang: one of `simulation.language.translation.LANGUAGES`.

        Raises:
            AllianceError: if there is no such language.
        """
        exits = [event for event in self.model.story if event.kind == "left" and event.who == self.name]
        return reasons(self.model.prepared.scenario, self.name, self.decisions, exits, lang)


class Alliance(RowView):
    """An alliance; its state are its attributes, such as `tension` or `depth`.

    See `simulation.engine.alliance_rows.AllianceRow` for all of them. Setting one changes the state of the run.
    """

    kin = "given"
    noun = "an alliance"
    columns = places_in(AllianceRow)
    model: "ObservedRun"

    def __init__(self, model: "ObservedRun", row: int) -> None:
        self.model = model
        self._row = row

    @property
    def _table(self) -> Table[AllianceRow]:
        return self.model.world.alliances

    @property
    def key(self) -> str:
        """What events and decisions call it: its name, or nothing if it is the scenario's own."""
        return self.model.prepared.alliance_names[self._row]

    @property
    def name(self) -> str:
        """Its name; for the scenario's own, the scenario's title."""
        return self.key or self.model.prepared.scenario.title.en

    @property
    def form(self) -> str:
        """Form it was given, or has by now: network, alliance or league."""
        return Form(self._table[self._row].form).word

    @property
    def conditions(self) -> Conditions:
        """The six conditions that define an alliance, as they are met now (C01)."""
        return Conditions(*map(bool, conditions_of(seen_by(self.model.world, self._row))))

    @property
    def label(self) -> str:
        """What the conditions make of it now."""
        return Label(label_of(self.conditions)).word

    @property
    def stage(self) -> str:
        """Stage of its life."""
        return Stage(self._table[self._row].stage).word

    @property
    def end(self) -> str:
        """How it ended; running if it has not."""
        return End(self._table[self._row].end).word

    @property
    def lead(self) -> Organisation | None:
        """The organisation that leads, if any."""
        row = self._table[self._row].lead
        if row == NOBODY:
            return None
        place = self._table[self._row].plan.memberships_from + row
        return self.model.organisations[self.model.world.memberships[int(place)].organisation]

    @property
    def members(self) -> list[Organisation]:
        """All current members, those in the core group first."""
        parts = ((o.membership_in(self), o) for o in self.model.organisations)
        members = [(part.tier, o) for part, o in parts if part is not None and part.status == Status.MEMBER]
        return [o for _, o in sorted(members, key=lambda seat: seat[0])]


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
