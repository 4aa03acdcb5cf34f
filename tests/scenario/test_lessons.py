"""Lessons: scenarios for teaching show what they are for, in most runs and surely under the seeds they name."""

from collections.abc import Iterable
from operator import gt, lt

import pytest

from simulation import load_dossier, load_scenario, simulate
from simulation.results.outcome import OUTCOMES
from simulation.scenario.dossier import Lesson
from simulation.scenario.loading import changed, shipped_scenarios

LESSONS = {name: lesson for name in shipped_scenarios() if (lesson := load_dossier(name).lesson)}
each_lesson = pytest.mark.parametrize("name", LESSONS)


def shown(name: str, seeds: Iterable[int]) -> list[bool]:
    """Tell for each seed whether the outcome of a lesson changes as it says."""
    lesson: Lesson = LESSONS[name]
    as_it_is = load_scenario(name)
    otherwise = changed(as_it_is, lesson.compare)
    moves = gt if lesson.change == "rises" else lt
    runs = ((simulate(otherwise, seed), simulate(as_it_is, seed)) for seed in seeds)
    return [moves(getattr(one, lesson.outcome), getattr(other, lesson.outcome)) for one, other in runs]


def test_every_scenario_without_facts_is_for_teaching() -> None:
    assert set(LESSONS) == {name for name in shipped_scenarios() if not load_dossier(name).facts}


@each_lesson
def test_a_lesson_is_told_in_both_languages_and_names_an_outcome(name: str) -> None:
    lesson = LESSONS[name]
    assert lesson.point.en != lesson.point.de
    assert lesson.outcome in OUTCOMES
    assert len(set(lesson.seeds)) == len(lesson.seeds) >= 3


@each_lesson
def test_the_seeds_of_a_lesson_show_it(name: str) -> None:
    assert all(shown(name, LESSONS[name].seeds))


@pytest.mark.long
@each_lesson
def test_a_lesson_shows_in_four_of_five_runs(name: str) -> None:
    assert sum(shown(name, range(1, 101))) >= 80
