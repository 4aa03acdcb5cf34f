"""Levers: each has the scenario's own position and offers nothing that is not allowed."""

import pytest

from experiments.design.variation import DesignError
from seminar.handout.levers import MOST_POINTS, levers_asked_for, levers_of, points_of
from simulation import AllianceError, changed, load_dossier, load_scenario
from simulation.language.translation import language
from simulation.scenario.loading import shipped_scenarios


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_combination_is_allowed_and_one_of_them_is_the_scenario_itself(name: str) -> None:
    scenario = load_scenario(name)
    levers = levers_of(scenario, load_dossier(name).lesson)
    combinations = points_of(levers)
    assert 1 < len(combinations) <= MOST_POINTS
    own = 0
    for lever in levers:
        own = own * len(lever.positions) + lever.own
    assert changed(scenario, combinations[own]).model_dump() == scenario.model_dump()
    for point in combinations:
        changed(scenario, point)


@pytest.mark.parametrize("name", [name for name in shipped_scenarios() if load_dossier(name).lesson])
def test_what_a_lesson_compares_can_be_reached(name: str) -> None:
    scenario, lesson = load_scenario(name), load_dossier(name).lesson
    assert lesson is not None
    wanted = changed(scenario, lesson.compare)
    assert wanted in [changed(scenario, point) for point in points_of(levers_of(scenario, lesson))]


def test_numbers_rise_and_words_begin_with_the_own_one() -> None:
    [size, rule] = levers_asked_for(
        load_scenario("baseline"), ["invitation.size=30,4", "agreements.decision_rule=majority"]
    )
    assert [position["invitation.size"] for position in size.positions] == [4, 12, 30]
    assert (size.own, rule.own) == (1, 0)
    assert rule.labels(language("de")) == ["Konsens", "Mehrheit"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["invitation.size=0"], "invitation.size"),
        (["invitation.seize=4"], "did you mean size"),
        (["invitation.size=4", "invitation.size=5"], "invitation.size"),
    ],
)
def test_a_slider_that_cannot_be_is_refused_by_name(asked: list[str], told: str) -> None:
    with pytest.raises(AllianceError, match=told):
        levers_asked_for(load_scenario("baseline"), asked)


def test_too_many_combinations_are_refused_with_their_number() -> None:
    levers = levers_asked_for(load_scenario("baseline"), ["invitation.size=2:42:2", "agreements.core_size=2:42:2"])
    with pytest.raises(DesignError, match=r"462 combinations .* 400"):
        points_of(levers)
