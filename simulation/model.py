"""The model in Mesa's terms: a run as a model, and its organisations and alliances as agents."""

from functools import partial
from typing import Any

import mesa
from mesa.experimental.scenarios import Scenario as MesaScenario

from simulation import run_views
from simulation.engine import streams
from simulation.errors import AllianceError
from simulation.observed_run import ObservedRun
from simulation.replacement.rule_set import Functions
from simulation.results.outcome import OUTCOMES
from simulation.results.outcome_rows import columns_of_outcomes, outcome_rows, with_room_for
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed, load_scenario


class Organisation(run_views.Organisation, mesa.Agent["AllianceModel"]):
    """An organisation as an agent of Mesa; `simulation.run_views` says what it tells."""

    model: "AllianceModel"

    def __init__(self, model: "AllianceModel", row: int, name: str) -> None:
        mesa.Agent.__init__(self, model)
        run_views.Organisation.__init__(self, model, row, name)


class Alliance(run_views.Alliance, mesa.Agent["AllianceModel"]):
    """An alliance as an agent of Mesa; `simulation.run_views` says what it tells."""

    model: "AllianceModel"

    def __init__(self, model: "AllianceModel", row: int) -> None:
        mesa.Agent.__init__(self, model)
        run_views.Alliance.__init__(self, model, row)


class AllianceModel(ObservedRun, mesa.Model[Any, Any]):
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
        rules: functions that replace rules of the model, by name; `simulation.replacement.replaceable` lists these.

    Raises:
        AllianceError: if there is no such scenario, or a change or the seed is not allowed, or a rule cannot be
            replaced.

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
        rules: Functions | None = None,
        agent_reporters: dict[str, Any] | None = None,
        model_reporters: dict[str, Any] | None = None,
        agenttype_reporters: dict[type[mesa.Agent[Any]], dict[str, Any]] | None = None,
        **fields: Any,
    ) -> None:
        seed = streams.fresh_seed() if rng is None else rng
        ObservedRun.__init__(self, _scenario(scenario, fields), seed, rules)
        mesa.Model.__init__(self, rng=seed)
        self.seed = seed
        self.organisations = [Organisation(self, row, name) for row, name in enumerate(self.prepared.names)]
        self.alliances = [Alliance(self, number) for number in range(len(self.prepared.alliances))]
        given = (model_reporters, agent_reporters, agenttype_reporters)
        is_given = any(reporters is not None for reporters in given)
        self.datacollector = mesa.DataCollector(*given) if is_given else _OutcomeCollector(self)
        self.datacollector.collect(self)

    @property
    def scenario(self) -> Scenario:
        """What is run."""
        return self.prepared.scenario

    @scenario.setter
    def scenario(self, scenario: Any) -> None:
        """Refuse another scenario; Mesa's constructor sets one of its own class, which nothing reads."""
        if not isinstance(scenario, MesaScenario):
            raise AllianceError("The scenario of a run cannot be replaced; make another model of it.")

    def step(self) -> None:
        """Live one week; `running` turns false with the end of all alliances or of the time set for them."""
        super().step()
        self.datacollector.collect(self)

    # Mesa would go on counting steps and time after the end.

    def _advance_time(self, until: float) -> None:
        if not self.is_over:
            super()._advance_time(until)

    def _do_step(self) -> None:
        if not self.is_over:
            super()._do_step()


def _scenario(given: Scenario | str, fields: dict[str, Any]) -> Scenario:
    if "seed" in fields:
        raise AllianceError("seed is not a parameter of this model; give the seed as rng, as Mesa 3.5 asks for.")
    if isinstance(given, str):
        return load_scenario(given, fields)
    return changed(given, fields) if fields else given


def _report(name: str, model: AllianceModel) -> Any:
    return getattr(model.outcome(), name)


class _OutcomeCollector(mesa.DataCollector):
    """Collects the seed and the outcome as it stands: a row of a table each week, read when somebody asks."""

    def __init__(self, model: AllianceModel) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.model_reporters = {"seed": "seed", **{name: partial(_report, name) for name in OUTCOMES}}
        self._seed = model.seed
        self._rows = outcome_rows(model.prepared.scenario.weeks + 1)

    def collect(self, model: Any) -> None:
        """Collect them for this week."""
        row = len(self._collection_steps)
        if row == len(self._rows.numbers):
            self._rows = with_room_for(self._rows, 2 * row)
        model.write_outcome(self._rows, row)
        self._collection_steps.append(model.time)

    @property
    def model_vars(self) -> dict[str, list[Any]]:
        """What was collected, by name."""
        collected = len(self._collection_steps)
        return {"seed": [self._seed] * collected, **columns_of_outcomes(self._rows, collected)}

    @model_vars.setter
    def model_vars(self, nothing: dict[str, list[Any]]) -> None:
        """Take what Mesa's constructor sets: nothing has been collected yet."""
