"""Views of a run that is followed: its organisations and alliances, as those who ask and tell see them."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.codes import NOBODY, End, Form, Label, Stage, Status, Tier
from simulation.engine.columns import places_in
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.records import DecisionRow
from simulation.engine.state import World, seen_by
from simulation.engine.tables import Table
from simulation.errors import AllianceError
from simulation.results.decisions import Decision, read_minutes, reasons
from simulation.results.event_log import Event
from simulation.row_view import RowView
from simulation.rules.shared.forms import Conditions, conditions_of, label_of
from simulation.scenario.participants import SECTORS


class Followed(Protocol):
    """What views need of the run that they look at.

    Attributes:
        prepared: the scenario.
        world: the state.
    """

    prepared: PreparedScenario
    world: World

    @property
    def organisations(self) -> "Sequence[Organisation]":
        """All organisations, in the order of the scenario."""

    @property
    def alliance(self) -> "Alliance":
        """The scenario's own alliance."""

    @property
    def story(self) -> list[Event]:
        """The events so far, in order."""

    @property
    def minutes(self) -> list[Table[DecisionRow]]:
        """The decisions so far, in order."""


class Organisation(RowView):
    """An organisation; traits and state are its attributes, such as `energy` or `interval`.

    See `simulation.engine.organisation_rows.OrganisationRow` for all of them. Setting one changes the state of the run.
    """

    kin = "given"
    noun = "an organisation"
    columns = places_in(OrganisationRow)
    model: Followed

    def __init__(self, model: Followed, row: int, name: str) -> None:
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
    model: Followed

    def __init__(self, model: Followed, row: int) -> None:
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
