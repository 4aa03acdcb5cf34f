"""A field in Mesa: alliances appear among the model's agents when they are founded, and vanish when they have ended."""

import pickle

import pytest

from simulation.engine.codes import Stage
from simulation.field_model import FieldAlliance, FieldModel
from simulation.run_views import Alliance
from tests.fields import lived_field, small_field


@pytest.fixture(scope="module")
def model() -> FieldModel:
    return FieldModel(small_field(weeks=60), model_reporters={"alliances": lambda model: len(model.alliances)})


def test_alliances_appear_and_vanish_among_the_agents(model: FieldModel) -> None:
    seen: set[FieldAlliance] = set()
    while model.running:
        before = set(model.alliances)
        model.step()
        now = {agent for agent in model.agents if isinstance(agent, FieldAlliance)}
        assert now == set(model.alliances)
        assert not (now - before) & seen, "a new one is an agent of its own"
        seen |= now
        assert all(alliance.stage != Stage.ENDED.word for alliance in model.alliances)
    assert len(model.agents) == 40 + len(model.alliances)
    assert len(seen) > len(model.alliances) > 0
    counts = model.datacollector.get_model_vars_dataframe()["alliances"]
    assert len(counts) == 61
    assert counts.iloc[0] == 0


def test_members_are_agents_and_know_their_alliances(model: FieldModel) -> None:
    model.run_model()
    joined = [alliance for alliance in model.alliances if alliance.members]
    assert joined
    for alliance in joined:
        assert all(alliance in member.alliances for member in alliance.members)
        assert len(alliance.members) == alliance.core + alliance.supporters


def test_the_run_is_that_without_mesa(model: FieldModel) -> None:
    plain = lived_field(weeks=60)
    model.run_model()
    assert repr(model.run.outcome()) == repr(plain.outcome())
    names = {one.name for one in plain.entries().alliances if one.ended is None}
    assert {alliance.name for alliance in model.alliances} <= {one.name for one in plain.entries().alliances}
    assert names <= {alliance.name for alliance in model.alliances}


def test_agents_of_given_alliances_know_nothing_of_those_of_fields() -> None:
    """What only agents of the other kind of model have is a name that nobody knows."""
    alliance = object.__new__(Alliance)
    assert alliance.sector is None, "which organisations of its own model have"
    with pytest.raises(AttributeError):
        _ = alliance.issue


def test_steps_after_the_end_do_nothing(model: FieldModel) -> None:
    model.step()
    assert model.run.week == 60


def test_a_copy_made_midway_goes_on_as_the_model_does() -> None:
    model = FieldModel(small_field(weeks=60))
    for _ in range(30):
        model.step()
    twin = pickle.loads(pickle.dumps(model))
    model.run_model()
    assert twin.run.week == 30, "they share nothing"
    twin.run_model()
    assert twin.run.outcome() == model.run.outcome()
    assert [table.tolist() for table in twin.run.tables()] == [table.tolist() for table in model.run.tables()]
