"""Mesa: the model, its agents, data collection and batch runs work as Mesa's users expect."""

import copy
import math
import multiprocessing
import pickle
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest
from mesa.batchrunner import batch_run

from simulation import Alliance, AllianceError, AllianceModel, Organisation, ScenarioError, load_scenario, simulate
from simulation.results.outcome import OUTCOMES
from simulation.row_view import RowView
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed
from simulation.scenario.traits import TRAITS
from tests.worlds import STUBBORN, world

WEEKS = 30


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario("baseline")


@pytest.fixture
def model(scenario: Scenario) -> AllianceModel:
    return AllianceModel(scenario, rng=5)


# --- agents ----------------------------------------------------------------------------------------------


def test_organisations_and_the_alliance_are_agents_of_the_model(model: AllianceModel) -> None:
    assert isinstance(model, mesa.Model)
    assert set(model.agents_by_type) == {Organisation, Alliance}
    assert [agent.name for agent in model.agents_by_type[Organisation]] == list(model.prepared.names)
    assert list(model.agents_by_type[Alliance]) == [model.alliance]
    assert len(model.agents) == len(model.prepared.names) + 1


def test_agents_read_what_stands_in_the_state(model: AllianceModel) -> None:
    for _ in range(WEEKS):
        model.step()
        state = model.state
        for trait in (*TRAITS, "base_energy", "first_meeting"):
            assert model.agents_by_type[Organisation].get(trait) == state.organisations[trait].tolist()
        for name in ("tension", "talked", "core", "supporters", "expected_effort"):
            assert getattr(model.alliance, name) == getattr(state.alliance, name)


@pytest.mark.parametrize("kind", [Organisation, Alliance])
def test_what_is_written_to_an_agent_stands_in_the_state(model: AllianceModel, kind: type[RowView]) -> None:
    agent: Any = model.agents_by_type[kind][0]
    for name, (_, column, _) in kind.columns.items():
        if isinstance(getattr(kind, name, None), property):
            with pytest.raises(AttributeError, match="no setter"):
                setattr(agent, name, 0.5)
        elif column in (float, bool):
            value = {float: 0.625, bool: True}[column]
            setattr(agent, name, value)
            assert getattr(agent, name) == agent._column(name)[agent._row] == value
        else:
            with pytest.raises(AllianceError, match=f"{name} = 1 is not allowed: it names or counts"):
                setattr(agent, name, 1)


def test_writing_moves_the_run(scenario: Scenario) -> None:
    plain, tired = AllianceModel(scenario, rng=5), AllianceModel(scenario, rng=5)
    for _ in range(WEEKS):
        for organisation in tired.organisations:
            organisation.energy = 0.05
        plain.step()
        tired.step()
    assert plain.outcome().hours > tired.outcome().hours


@pytest.mark.parametrize("value", [-0.1, 1.5, float("nan"), float("inf"), "much", None])
def test_a_value_that_a_trait_cannot_have_is_refused(model: AllianceModel, value: Any) -> None:
    before = model.organisations[0].energy
    with pytest.raises(AllianceError, match=r"energy = .* is not allowed: must be a number from 0 to 1"):
        model.organisations[0].energy = value
    assert model.organisations[0].energy == before


@pytest.mark.parametrize("kind", [Organisation, Alliance])
def test_writing_to_an_attribute_that_nobody_has_is_an_error(model: AllianceModel, kind: type) -> None:
    with pytest.raises(AttributeError, match="has no 'colour'"):
        model.agents_by_type[kind][0].colour = "red"


def test_all_agents_can_be_asked_at_once(model: AllianceModel) -> None:
    model.step()
    organisations, alliances = len(model.organisations), len(model.alliances)
    energy = model.agents.get("energy")
    assert energy[:organisations] == [one.energy for one in model.organisations]
    assert all(math.isnan(value) for value in energy[organisations:])
    assert model.agents.get("stage") == [*[None] * organisations, "inviting"]
    awake = model.agents.select(lambda agent: agent.energy > 0.5)
    assert set(awake) == {one for one in model.organisations if one.energy > 0.5}
    assert set(model.agents.groupby("status").groups) == {*(one.status for one in model.organisations), None}
    assert alliances == 1


def test_an_agent_s_energy_falls_with_the_state_s(model: AllianceModel) -> None:
    organisation = model.organisations[3]
    model.state.organisations[3].energy = 0.125
    assert organisation.energy == 0.125


def test_status_and_tier_follow_the_membership() -> None:
    model = AllianceModel(world(4, STUBBORN | {"agreements.core_size": 3, "invitation.size": 3}), rng=1)
    first, second, third, outside = model.organisations
    assert [first.status, second.status, outside.status] == ["member", "asked", "outside"]
    model.step()
    assert [one.status for one in model.organisations] == ["member", "member", "member", "outside"]
    assert [one.tier for one in model.organisations] == ["core", "core", "core", None]
    assert outside.membership is None
    assert third.membership is not None
    assert third.membership.joined == 0
    assert [member.name for member in model.alliance.members] == ["First", "Other 1", "Other 2"]


def test_the_alliance_says_where_it_stands_and_who_leads_it() -> None:
    model = AllianceModel(world(3, STUBBORN | {"agreements.lead": "First", "weeks": 5}), rng=1)
    assert (model.alliance.stage, model.alliance.end) == ("inviting", "running")
    assert model.alliance.lead is model.organisations[0]
    model.run_model()
    assert model.alliance.stage == "working"
    assert AllianceModel(world(3), rng=1).alliance.lead is None


@pytest.mark.parametrize("kind", [Organisation, Alliance])
def test_an_attribute_that_nobody_has_is_an_error(model: AllianceModel, kind: type) -> None:
    with pytest.raises(AttributeError, match="enrgy"):
        _ = model.agents_by_type[kind][0].enrgy


def test_agents_can_be_selected_and_asked_as_mesa_does(model: AllianceModel) -> None:
    for _ in range(WEEKS):
        model.step()
    unions = model.agents_by_type[Organisation].select(lambda agent: agent.sector == "union")
    assert {agent.name for agent in unions} == {f"Union {k}" for k in range(1, 6)}
    by_status = model.agents_by_type[Organisation].groupby("status").count()
    assert sum(by_status.values()) == len(model.organisations)


# --- running ---------------------------------------------------------------------------------------------


def test_a_run_ends_with_the_alliance_or_with_its_time(scenario: Scenario) -> None:
    for seed in range(5):
        model = AllianceModel(scenario, rng=seed)
        model.run_model()
        ended = model.alliance.end != "running"
        assert not model.running
        assert model.steps == model.week == (model.outcome().lifetime if ended else scenario.weeks)


def test_the_story_is_the_same_however_often_it_is_asked_for(scenario: Scenario) -> None:
    asked, later = AllianceModel(scenario, rng=5), AllianceModel(scenario, rng=5)
    later.run_model()
    while asked.running:
        asked.step()
        assert all(event.week < asked.week for event in asked.story)
        assert all(decision.week < asked.week for decision in asked.decisions[-3:])
    assert (asked.story, asked.decisions) == (later.story, later.decisions)
    assert len(later.decisions) > 2 * len(later.organisations), "more than there is room for at one time"


def test_steps_after_the_end_count_no_longer(scenario: Scenario) -> None:
    model = AllianceModel(changed(scenario, {"weeks": 12}), rng=5)
    model.run_for(20)
    before = model.steps, model.week, len(model.story), len(model.datacollector.get_model_vars_dataframe())
    assert before[:2] == (12, 12)
    for _ in range(3):
        model.step()
    assert before == (model.steps, model.week, len(model.story), len(model.datacollector.get_model_vars_dataframe()))
    assert not model.running


def test_the_model_s_scenario_is_what_is_run(scenario: Scenario) -> None:
    model = AllianceModel(scenario, rng=5)
    assert model.scenario is scenario
    with pytest.raises(AllianceError, match="cannot be replaced"):
        model.scenario = changed(scenario, {"weeks": 3})


def test_fields_of_the_scenario_may_be_given_by_dotted_path(scenario: Scenario) -> None:
    fields: dict[str, Any] = {"agreements.core_size": 5, "weeks": 20}
    misspelt: dict[str, Any] = {"agreements.core_sise": 5}
    for given in ("baseline", scenario):
        assert AllianceModel(given, rng=5, **fields).scenario == changed(scenario, fields)
    with pytest.raises(ScenarioError, match=r"agreements.core_sise = 5 is not a field here; did you mean core_size\?"):
        AllianceModel("baseline", **misspelt)
    with pytest.raises(AllianceError, match="give the seed as rng"):
        AllianceModel("baseline", seed=5)


def test_no_seed_is_a_seed_of_its_own_that_is_told(scenario: Scenario) -> None:
    models = [AllianceModel(scenario, rng=None) for _ in range(3)]
    assert len({model.seed for model in models}) == len(models)
    for model in models:
        model.run_model()
        assert str(model.outcome()) == str(simulate(scenario, model.seed))
    assert AllianceModel(scenario, rng=7).seed == 7


@pytest.mark.parametrize("seed", [1.5, -1, "7", np.random.default_rng(1)])
def test_what_is_no_seed_is_refused(scenario: Scenario, seed: Any) -> None:
    for run in (lambda: AllianceModel(scenario, rng=seed), lambda: simulate(scenario, seed)):
        with pytest.raises(AllianceError, match=r"seed = .* is not allowed: must be a whole number from 0"):
            run()


def test_a_scenario_may_be_given_by_its_name(scenario: Scenario) -> None:
    named, loaded = AllianceModel("baseline", rng=5), AllianceModel(scenario, rng=5)
    named.run_model()
    loaded.run_model()
    assert named.outcome() == loaded.outcome()
    assert named.story == loaded.story


def test_mesa_and_plain_runs_come_to_the_same_outcome(scenario: Scenario) -> None:
    for seed in range(10):
        model = AllianceModel(scenario, rng=seed)
        model.run_model()
        assert str(model.outcome()) == str(simulate(scenario, seed))


def test_global_generators_neither_matter_nor_move(scenario: Scenario) -> None:
    outcomes = []
    for seed in (1, 2):
        random.seed(seed)
        np.random.seed(seed)  # noqa: NPY002 - the old global generator is what must not matter
        before = random.getstate(), str(np.random.get_state())  # noqa: NPY002
        model = AllianceModel(scenario, rng=5)
        model.run_model()
        outcomes.append(str((model.outcome(), model.story)))
        assert (random.getstate(), str(np.random.get_state())) == before  # noqa: NPY002
    assert outcomes[0] == outcomes[1]


def test_nor_do_the_model_s_own_generators(scenario: Scenario) -> None:
    plain, stirred = AllianceModel(scenario, rng=5), AllianceModel(scenario, rng=5)
    for _ in range(WEEKS):
        stirred.random.random()
        stirred.rng.random()
        stirred.step()
        plain.step()
    assert plain.story == stirred.story


# --- data collection -------------------------------------------------------------------------------------


def test_model_and_agents_are_collected_week_by_week(scenario: Scenario) -> None:
    model = AllianceModel(
        scenario,
        rng=5,
        model_reporters={"week": "week", "tension": lambda m: m.alliance.tension},
        agent_reporters={"energy": "energy", "status": "status", "stage": "stage"},
    )
    energy, tension = [model.state.organisations["energy"].tolist()], [0.0]
    for _ in range(WEEKS):
        model.step()
        energy.append(model.state.organisations["energy"].tolist())
        tension.append(float(model.state.alliance.tension))
    weekly = model.datacollector.get_model_vars_dataframe()
    assert weekly["week"].tolist() == list(range(WEEKS + 1))
    assert weekly["tension"].tolist() == tension
    frame = model.datacollector.get_agent_vars_dataframe()
    assert len(frame) == (WEEKS + 1) * len(model.agents)
    ids = [organisation.unique_id for organisation in model.organisations]
    by_week = frame["energy"].unstack("AgentID")
    assert by_week[ids].to_numpy().tolist() == energy
    alliance = frame.xs(model.alliance.unique_id, level="AgentID")
    assert alliance["energy"].isna().all()
    assert alliance["stage"].tolist()[0] == "inviting"
    assert alliance["status"].isna().all()
    assert set(frame.loc[WEEKS, "status"].dropna()) <= {"outside", "asked", "member", "declined", "left"}


def test_one_kind_of_agents_can_be_collected_alone(scenario: Scenario) -> None:
    model = AllianceModel(scenario, rng=5, agenttype_reporters={Organisation: {"trust": "trust"}})
    model.step()
    frame = model.datacollector.get_agenttype_vars_dataframe(Organisation)
    assert len(frame) == 2 * len(model.organisations)
    assert frame["trust"].tolist()[: len(model.organisations)] == model.state.organisations["trust"].tolist()


def test_a_misspelt_reporter_is_refused(scenario: Scenario) -> None:
    with pytest.raises(AttributeError, match="enrgy"):
        AllianceModel(scenario, rng=5, agent_reporters={"energy": "enrgy"})


def test_without_reporters_the_outcome_is_collected_as_it_stands(scenario: Scenario) -> None:
    model = AllianceModel(scenario, rng=5)
    standing = [asdict(model.outcome())]
    while model.running:
        model.step()
        standing.append(asdict(model.outcome()))
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == ["seed", *OUTCOMES]
    pd.testing.assert_frame_equal(frame[list(OUTCOMES)], pd.DataFrame(standing))
    assert set(frame["seed"]) == {5}


def test_more_is_collected_than_the_run_has_weeks_where_somebody_asks(scenario: Scenario) -> None:
    model = AllianceModel(changed(scenario, {"weeks": 2}), rng=5)
    model.run_model()
    for _ in range(6):
        model.datacollector.collect(model)
    lifetimes = model.datacollector.get_model_vars_dataframe()["lifetime"].tolist()
    assert lifetimes == [0, 1, *[2] * 7]


# --- batch runs ------------------------------------------------------------------------------------------


@pytest.fixture
def _start_method() -> Iterator[None]:
    """Mesa's batch runner changes the start method of processes for everybody."""
    before = multiprocessing.get_start_method(allow_none=True)
    yield
    multiprocessing.set_start_method(before, force=True)


@pytest.mark.usefixtures("_start_method")
def test_mesa_s_batch_runner_returns_the_outcomes_of_single_runs(scenario: Scenario) -> None:
    sizes, seeds = (4, 12), (1, 2, 3)
    scenarios = {size: changed(scenario, {"invitation.size": size}) for size in sizes}
    rows = batch_run(
        AllianceModel,
        parameters={"scenario": list(scenarios.values())},
        rng=list(seeds),
        number_processes=1,
        max_steps=scenario.weeks,
        display_progress=False,
    )
    frame = pd.DataFrame(rows)
    frame["size"] = [one.invitation.size for one in frame["scenario"]]
    assert len(frame) == len(sizes) * len(seeds)
    for size in sizes:
        for seed in seeds:
            (row,) = frame[(frame["size"] == size) & (frame["rng"] == seed)].to_dict("records")
            outcome = simulate(scenarios[size], seed)
            assert str([row[name] for name in OUTCOMES]) == str([getattr(outcome, name) for name in OUTCOMES])


@pytest.mark.usefixtures("_start_method")
def test_a_batch_of_few_steps_returns_how_things_stand_then() -> None:
    (row,) = batch_run(AllianceModel, {"scenario": ["bund-ig-metall"]}, rng=[1], max_steps=5, display_progress=False)
    model = AllianceModel("bund-ig-metall", rng=1)
    for _ in range(5):
        model.step()
    assert str([row[name] for name in OUTCOMES]) == str([getattr(model.outcome(), name) for name in OUTCOMES])


@pytest.mark.usefixtures("_start_method")
@pytest.mark.filterwarnings("ignore:The `iterations` keyword:DeprecationWarning")
def test_iterations_of_a_batch_are_different_runs_whose_seeds_are_told(scenario: Scenario) -> None:
    fields = {"agreements.core_size": [5, 10], "weeks": 40}
    rows = batch_run(AllianceModel, {"scenario": "baseline"} | fields, iterations=3, display_progress=False)
    assert len({row["seed"] for row in rows}) == len(rows) == 6
    for row in rows:
        core = {name: row[name] for name in fields}
        assert row["core_max"] == simulate(changed(scenario, core), row["seed"]).core_max


# --- copies ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_copy_made_midway_goes_on_as_the_model_does(
    model: AllianceModel, copied: Callable[[AllianceModel], AllianceModel]
) -> None:
    for _ in range(WEEKS):
        model.step()
    twin = copied(model)
    model.run_model()
    assert twin.week == WEEKS, "they share nothing"
    twin.run_model()
    assert twin.outcome() == model.outcome()
    assert twin.story == model.story
    assert twin.decisions == model.decisions
    twins, models = (one.datacollector.get_model_vars_dataframe() for one in (twin, model))
    pd.testing.assert_frame_equal(twins, models)
