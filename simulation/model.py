"""The model in Mesa's terms: a model, organisations and alliances as windows onto one state."""

from functools import partial
from typing import Any

import mesa

from simulation.blueprint import Blueprint
from simulation.population import populate
from simulation.record import OUTCOMES, Event, Outcome, outcome_of, read_log
from simulation.scenario import SECTORS, Scenario
from simulation.scenario_file import load_scenario
from simulation.state import (
    ENDED,
    ENDS,
    MEMBER,
    NOBODY,
    STAGES,
    STATUS,
    TIERS,
    AllianceRow,
    MembershipRow,
    OrganisationRow,
)
from simulation.week import live

# More than a week can bring: everybody may join, object to every demand, be met and leave.
_EVENTS_A_MEMBER = 12
_EVENTS_A_WEEK = 64


class Organisation(mesa.Agent["AllianceModel"]):
    """An organisation; traits and state read as attributes, such as `energy` or `interval`.

    See `simulation.state.OrganisationRow` for all of them.
    """

    def __init__(self, model: "AllianceModel", row: int, name: str) -> None:
        super().__init__(model)
        self._row = row
        self.name = name

    def __getattr__(self, name: str) -> Any:
        if name in OrganisationRow.__annotations__:
            return getattr(self._columns, name).item()
        raise AttributeError(f"an organisation has no {name!r}")

    @property
    def _columns(self) -> OrganisationRow:
        return self.model.state.organisations[self._row]

    @property
    def sector(self) -> str:
        """Sector of society."""
        return SECTORS[self._columns.sector].value

    @property
    def membership(self) -> MembershipRow | None:
        """Its part in the alliance: status, tier, trust, hours and more; None if it was never asked."""
        place = self.model.membership_of.get(self._row)
        return None if place is None else self.model.state.memberships[place]

    @property
    def status(self) -> str:
        """Where it stands with the alliance: asked, member, declined, left; or not asked."""
        return "not asked" if self.membership is None else STATUS[self.membership.status]

    @property
    def tier(self) -> str | None:
        """Core or supporter, while it is a member."""
        part = self.membership
        return TIERS[part.tier] if part is not None and part.status == MEMBER else None


class Alliance(mesa.Agent["AllianceModel"]):
    """The alliance; its state reads as attributes, such as `tension` or `depth`.

    See `simulation.state.AllianceRow` for all of them.
    """

    def __getattr__(self, name: str) -> Any:
        if name in AllianceRow.__annotations__:
            return getattr(self.model.state.alliance, name).item()
        raise AttributeError(f"an alliance has no {name!r}")

    @property
    def name(self) -> str:
        """Title of its scenario."""
        return self.model.blueprint.scenario.title.en

    @property
    def stage(self) -> str:
        """Stage of its life."""
        return STAGES[self.model.state.alliance.stage]

    @property
    def end(self) -> str:
        """How it ended; running if it has not."""
        return ENDS[self.model.state.alliance.end]

    @property
    def lead(self) -> Organisation | None:
        """The organisation that leads, if any."""
        row = self.model.state.alliance.lead
        if row == NOBODY:
            return None
        return self.model.organisations[self.model.state.memberships[row].organisation]

    @property
    def members(self) -> list[Organisation]:
        """All current members, those at the table first."""
        members = [o for o in self.model.organisations if o.tier is not None]
        return sorted(members, key=lambda o: TIERS.index(str(o.tier)))


class AllianceModel(mesa.Model[Any, Any]):
    """One run of a scenario as a Mesa model; a step is a week.

    Args:
        scenario: what to run, or the name or path of a scenario.
        rng: seed of all draws, a whole number from 0. Mesa's own generators are not used.
        agent_reporters: weekly columns of Mesa's DataCollector for each agent, as Mesa takes them; the name of an
            attribute which only organisations have, or only the alliance, gives None for the other.
        model_reporters: the same for the model.
        agenttype_reporters: the same for one kind of agents. Where no reporters are given, the outcome is collected
            once, at the end.

    Example:
        >>> from simulation import AllianceModel, load_scenario
        >>> model = AllianceModel(load_scenario("baseline"), rng=5)
        >>> model.step()
        >>> model.alliance.stage
        'inviting'
    """

    def __init__(
        self,
        scenario: Scenario | str,
        *,
        rng: int = 1,
        agent_reporters: dict[str, Any] | None = None,
        model_reporters: dict[str, Any] | None = None,
        agenttype_reporters: dict[type[mesa.Agent[Any]], dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(rng=rng)
        self.blueprint = Blueprint(load_scenario(scenario) if isinstance(scenario, str) else scenario)
        asked = min(self.blueprint.scenario.invitation.size, len(self.blueprint.names))
        self.state = populate(self.blueprint, rng, _EVENTS_A_WEEK + _EVENTS_A_MEMBER * asked)
        self.story: list[Event] = []
        self.organisations = [Organisation(self, row, name) for row, name in enumerate(self.blueprint.names)]
        self.alliance = Alliance(self)
        rows = self.state.memberships["organisation"].tolist()
        self.membership_of = {organisation: place for place, organisation in enumerate(rows)}
        given = (model_reporters, _for_both_kinds(agent_reporters), agenttype_reporters)
        self._weekly = any(reporters is not None for reporters in given)
        self.datacollector = mesa.DataCollector(*(given if self._weekly else (_OUTCOME_REPORTERS,)))
        if self._weekly:
            self.datacollector.collect(self)

    @property
    def week(self) -> int:
        """Weeks that have passed."""
        return int(self.state.clock.week)

    def step(self) -> None:
        """Live one week; `running` turns false with the end of the alliance or of the time set for it."""
        live(self.state, weeks=1)
        self.story.extend(read_log(self.state, self.blueprint))
        ended = self.state.alliance.stage == ENDED
        self.running = not ended and self.week < self.blueprint.scenario.weeks
        if self._weekly or not self.running:
            self.datacollector.collect(self)

    def outcome(self) -> Outcome:
        """Return the outcome as it stands."""
        return outcome_of(self.state)


_OF_EITHER_KIND = frozenset({"name", *dir(Organisation), *dir(Alliance)}).union(
    OrganisationRow.__annotations__, AllianceRow.__annotations__
)


def _for_both_kinds(reporters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return agent reporters that read None where an agent of the one kind lacks what the other has."""
    if reporters is None:
        return None
    return {
        column: partial(_read, reporter) if isinstance(reporter, str) and reporter in _OF_EITHER_KIND else reporter
        for column, reporter in reporters.items()
    }


def _read(name: str, agent: Organisation | Alliance) -> Any:
    return getattr(agent, name, None)


def _report(name: str, model: AllianceModel) -> Any:
    return getattr(model.outcome(), name)


_OUTCOME_REPORTERS = {name: partial(_report, name) for name in OUTCOMES}
