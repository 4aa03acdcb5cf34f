"""A field in Mesa's terms: organisations as agents that stay, and alliances as agents that appear and vanish."""

from typing import Any

import mesa
import numpy as np

from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.codes import End, Stage, Status
from simulation.engine.columns import places_in
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.tables import Table
from simulation.field_run import ObservedField
from simulation.results.field_entries import alliance_names
from simulation.row_view import RowView
from simulation.scenario.loading import load_field
from simulation.scenario.organisational_field import OrganisationalField
from simulation.scenario.participants import SECTORS


class FieldOrganisation(RowView, mesa.Agent["FieldModel"]):
    """An organisation of a field as an agent; its columns are its attributes, such as `energy` or `interval`."""

    kin = "field"
    noun = "an organisation"
    columns = places_in(OrganisationRow)
    model: "FieldModel"

    def __init__(self, model: "FieldModel", row: int, name: str) -> None:
        mesa.Agent.__init__(self, model)
        self._row = row
        self.name = name

    @property
    def _table(self) -> Table[OrganisationRow]:
        return self.model.run.state.world.organisations

    @property
    def sector(self) -> str:
        """Sector of society."""
        return SECTORS[self._table[self._row].sector].value

    @property
    def alliances(self) -> list["FieldAlliance"]:
        """The living alliances that it is a member of."""
        return [alliance for alliance in self.model.alliances if self in alliance.members]


class FieldAlliance(RowView, mesa.Agent["FieldModel"]):
    """A living alliance of a field as an agent; its columns are its attributes, such as `tension` or `core`.

    It leaves `model.agents` once it has ended, for its row may stand for another one then; the records of the run keep
    what it was.
    """

    kin = "field"
    noun = "an alliance"
    columns = places_in(AllianceRow)
    model: "FieldModel"

    def __init__(self, model: "FieldModel", row: int, name: str) -> None:
        mesa.Agent.__init__(self, model)
        self._row = row
        self.name = name

    @property
    def _table(self) -> Table[AllianceRow]:
        return self.model.run.state.world.alliances

    @property
    def issue(self) -> str:
        """What it is for."""
        return self.model.run.scenario.issues[self._table[self._row].plan.venture].name

    @property
    def stage(self) -> str:
        """Stage of its life."""
        return Stage(self._table[self._row].stage).word

    @property
    def end(self) -> str:
        """How it ended, where it goes on as a network; else running."""
        return End(self._table[self._row].end).word

    @property
    def members(self) -> list[FieldOrganisation]:
        """All current members, in the order in which they were asked."""
        plan, memberships = self._table[self._row].plan, self.model.run.state.world.memberships
        rows = memberships[plan.memberships_from : plan.memberships_to]
        who = rows["organisation"][rows["status"] == Status.MEMBER]
        return [self.model.organisations[row] for row in who.tolist()]


class FieldModel(mesa.Model[Any, Any]):
    """One run of a field as a Mesa model; a step is a week, and steps after the end do nothing.

    Args:
        scenario: the field, or the name or path of one.
        rng: seed of all draws, a whole number from 0. Mesa's own generators are not used.
        agenttype_reporters: weekly columns of Mesa's DataCollector for each kind of agents, as Mesa takes them.
        model_reporters: the same for the model.
        fields: changes of the field by dotted path, as in `load_field`.

    Raises:
        AllianceError: if there is no such field, or a change or the seed is not allowed.

    Attributes:
        run: what is run.
        organisations: all of them, in the order of the field.

    Example:
        >>> from simulation.field_model import FieldModel
        >>> model = FieldModel("field", rng=3)
        >>> model.step()
        >>> len(model.alliances) > 0
        True
    """

    def __init__(
        self,
        scenario: OrganisationalField | str,
        *,
        rng: int = 1,
        model_reporters: dict[str, Any] | None = None,
        agenttype_reporters: dict[type[mesa.Agent[Any]], dict[str, Any]] | None = None,
        **fields: Any,
    ) -> None:
        field = load_field(scenario, fields) if isinstance(scenario, str) else scenario
        self.run = ObservedField(field, rng)
        super().__init__(rng=rng)
        self.organisations = [FieldOrganisation(self, row, name) for row, name in enumerate(self.run.prepared.names)]
        self._by_serial: dict[int, FieldAlliance] = {}
        self.datacollector = mesa.DataCollector(model_reporters, agenttype_reporters=agenttype_reporters)
        self.datacollector.collect(self)

    @property
    def alliances(self) -> list[FieldAlliance]:
        """The alliances that live, in the order of their founding."""
        return list(self._by_serial.values())

    def step(self) -> None:
        """Live one week; `running` turns false once the time set for the run has passed."""
        if not self.running:
            return
        self.run.step()
        self._renew_alliances()
        self.running = self.run.running
        self.datacollector.collect(self)

    def _renew_alliances(self) -> None:
        """Let agents of ended alliances go, and make agents of those that were founded."""
        field = self.run.state.field
        rows = {int(field.foundings["serial"][row]): int(row) for row in np.flatnonzero(field.foundings["serial"])}
        for serial in self._by_serial.keys() - rows.keys():
            self._by_serial.pop(serial).remove()
        if new := sorted(rows.keys() - self._by_serial.keys()):
            names = alliance_names(self.run.tables(), [issue.name for issue in self.run.scenario.issues])
            for serial in new:
                self._by_serial[serial] = FieldAlliance(self, rows[serial], names[serial])
