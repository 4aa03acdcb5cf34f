"""The model in Mesa's terms: a model, organisations and alliances as windows onto one state."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import Any

import mesa
from mesa.experimental.scenarios import Scenario as MesaScenario

from simulation.engine import streams
from simulation.engine.codes import NOBODY, End, Form, Label, Stage, Status, Tier
from simulation.engine.prepared_scenario import Blueprint
from simulation.engine.records import DecisionRow
from simulation.engine.state import AllianceRow, MembershipRow, OrganisationRow, State, seen_by
from simulation.engine.tables import Table
from simulation.errors import AllianceError, did_you_mean, shown
from simulation.results.decisions import Decision, read_minutes, reasons, taken_minutes
from simulation.results.event_log import Event, read_log
from simulation.results.outcome import OUTCOMES, Outcome
from simulation.results.summary import outcome_of
from simulation.rules.shared.forms import Conditions, conditions_of, label_of
from simulation.scenario.definition import SECTORS, Scenario
from simulation.scenario.loading import changed, load_scenario
from simulation.start.population import populate
from simulation.week import is_over, live
from simulation.window import Window

# More than a week can bring: everybody may join, object to every demand, be met and leave.
_EVENTS_A_MEMBER = 12
_EVENTS_A_WEEK = 64


class Organisation(Window["AllianceModel"]):
    """An organisation; traits and state are its attributes, such as `energy` or `interval`.

    See `simulation.engine.state.OrganisationRow` for all of them. Setting one changes the state of the run.
    """

    noun = "an organisation"
    columns = OrganisationRow.__annotations__

    def __init__(self, model: "AllianceModel", row: int, name: str) -> None:
        super().__init__(model)
        self._row = row
        self.name = name

    @property
    def _columns(self) -> OrganisationRow:
        return self.model.world.organisations[self._row]

    @property
    def sector(self) -> str:
        """Sector of society."""
        return SECTORS[self._columns.sector].value

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
        """What its body has decided about membership so far, and what it weighed."""
        minutes: list[Any] = self.model.minutes
        own = (rows[rows["organisation"] == self._row] for rows in minutes)
        return [decision for rows in own for decision in read_minutes(rows, self.model.blueprint)]

    def explain(self, alliance: "Alliance | None" = None, week: int | None = None) -> Decision:
        """Return the last decision of its body about membership in an alliance.

        Args:
            alliance: which one; None for the scenario's own.
            week: up to which to look, from 0; None for all weeks that have passed.

        Raises:
            AllianceError: if its body has decided nothing about that.

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
        return reasons(self.model.blueprint.scenario, self.name, self.decisions, exits, lang)


class Alliance(Window["AllianceModel"]):
    """An alliance; its state are its attributes, such as `tension` or `depth`.

    See `simulation.engine.state.AllianceRow` for all of them. Setting one changes the state of the run.
    """

    noun = "an alliance"
    columns = AllianceRow.__annotations__

    def __init__(self, model: "AllianceModel", row: int) -> None:
        super().__init__(model)
        self._row = row

    @property
    def _columns(self) -> AllianceRow:
        return self.model.world.alliances[self._row]

    @property
    def key(self) -> str:
        """What events and decisions call it: its name, or nothing if it is the scenario's own."""
        return self.model.blueprint.alliances[self._row]

    @property
    def name(self) -> str:
        """Its name; for the scenario's own, the scenario's title."""
        return self.key or self.model.blueprint.scenario.title.en

    @property
    def form(self) -> str:
        """Form it was given, or has by now: network, alliance or league."""
        return Form(self._columns.form).word

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
        return Stage(self._columns.stage).word

    @property
    def end(self) -> str:
        """How it ended; running if it has not."""
        return End(self._columns.end).word

    @property
    def lead(self) -> Organisation | None:
        """The organisation that leads, if any."""
        row = self._columns.lead
        if row == NOBODY:
            return None
        place = self._columns.memberships_from + row
        return self.model.organisations[self.model.world.memberships[int(place)].organisation]

    @property
    def members(self) -> list[Organisation]:
        """All current members, those at the table first."""
        parts = ((o.membership_in(self), o) for o in self.model.organisations)
        members = [(part.tier, o) for part, o in parts if part is not None and part.status == Status.MEMBER]
        return [o for _, o in sorted(members, key=lambda seat: seat[0])]


class AllianceModel(mesa.Model[Any, Any]):
    """One run of a scenario as a Mesa model; a step is a week, and steps after the end do nothing.

    Args:
        scenario: what to run, or the name or path of a scenario.
        rng: seed of all draws, a whole number from 0; None for one that nobody has chosen, which `seed` then tells.
            Mesa's own generators, `model.rng` and `model.random`, are not used.
        agent_reporters: weekly columns of Mesa's DataCollector for each agent, as Mesa takes them; the name of an
            attribute which only organisations have, or only alliances, gives nan or None for the others.
        model_reporters: the same for the model.
        agenttype_reporters: the same for one kind of agents. Where no reporters are given, the seed and the outcome as
            it stands are collected.
        fields: changes of the scenario by dotted path, as in `load_scenario`, so that they can be parameters of Mesa's
            `batch_run`.

    Raises:
        AllianceError: if there is no such scenario, or a change or the seed is not allowed.

    Example:
        >>> from simulation import AllianceModel
        >>> model = AllianceModel("baseline", rng=5, **{"agreements.core_size": 8})
        >>> model.step()
        >>> model.alliance.stage
        'inviting'
    """

    def __init__(
        self,
        scenario: Scenario | str,
        *,
        rng: int | None = 1,
        agent_reporters: dict[str, Any] | None = None,
        model_reporters: dict[str, Any] | None = None,
        agenttype_reporters: dict[type[mesa.Agent[Any]], dict[str, Any]] | None = None,
        **fields: Any,
    ) -> None:
        seed = streams.fresh_seed() if rng is None else rng
        self.blueprint = Blueprint(_scenario(scenario, fields))
        comers = len(self.blueprint.names) * len(self.blueprint.ventures)
        self.world = populate(self.blueprint, seed, _EVENTS_A_WEEK + _EVENTS_A_MEMBER * comers, comers)
        super().__init__(rng=seed)
        self.seed = seed
        self.story: list[Event] = []
        self.minutes: list[Table[DecisionRow]] = []
        self.organisations = [Organisation(self, row, name) for row, name in enumerate(self.blueprint.names)]
        self.alliances = [Alliance(self, number) for number in range(len(self.blueprint.ventures))]
        given = (model_reporters, agent_reporters, agenttype_reporters)
        is_given = any(reporters is not None for reporters in given)
        self.datacollector = mesa.DataCollector(*(given if is_given else (_OUTCOME_REPORTERS,)))
        self._collect()

    @property
    def scenario(self) -> Scenario:
        """What is run."""
        return self.blueprint.scenario

    @scenario.setter
    def scenario(self, scenario: Any) -> None:
        """Refuse another scenario; Mesa's constructor sets one of its own class, which nothing reads."""
        if not isinstance(scenario, MesaScenario):
            raise AllianceError("The scenario of a run cannot be replaced; make another model of it.")

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
        return int(self.world.clock.week)

    @property
    def is_over(self) -> bool:
        """Whether all alliances, or the time set for them, have come to their end."""
        return is_over(self.world) or self.week >= self.scenario.weeks

    @property
    def decisions(self) -> list[Decision]:
        """What bodies have decided about membership so far, and what they weighed."""
        return [decision for rows in self.minutes for decision in read_minutes(rows, self.blueprint)]

    def organisation(self, name: str) -> Organisation:
        """Return an organisation by its name: in the scenario, in English or in German.

        Raises:
            AllianceError: if the scenario has none of that name.
        """
        if name not in self._by_name:
            hint = did_you_mean(name, self._by_name)
            raise AllianceError(f"{shown(name)} is not an organisation of this scenario{hint}")
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Organisation]:
        called = self.blueprint.scenario.called
        translated = {called(one.name, lang): one for lang in ("de", "en") for one in self.organisations}
        return translated | {one.name: one for one in self.organisations}

    def step(self) -> None:
        """Live one week; `running` turns false with the end of all alliances or of the time set for them."""
        live(self.world, weeks=1)
        self.story.extend(read_log(self.world, self.blueprint))
        self.minutes.append(taken_minutes(self.world))
        self.running = not self.is_over
        self._collect()

    # Mesa would go on counting steps and time after the end.

    def _advance_time(self, until: float) -> None:
        if not self.is_over:
            super()._advance_time(until)

    def _do_step(self) -> None:
        if not self.is_over:
            super()._do_step()

    def _collect(self) -> None:
        self._standing = self.outcome()
        self.datacollector.collect(self)

    def outcome(self) -> Outcome:
        """Return the outcome as it stands."""
        return outcome_of(self.world)


def _scenario(given: Scenario | str, fields: dict[str, Any]) -> Scenario:
    if "seed" in fields:
        raise AllianceError("seed is not a parameter of this model; give the seed as rng, as Mesa 3.5 asks for.")
    if isinstance(given, str):
        return load_scenario(given, fields)
    return changed(given, fields) if fields else given


def _report(name: str, model: AllianceModel) -> Any:
    return getattr(model._standing, name)


_OUTCOME_REPORTERS = {"seed": "seed", **{name: partial(_report, name) for name in OUTCOMES}}
