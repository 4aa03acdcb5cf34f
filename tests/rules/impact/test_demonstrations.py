"""Demonstrations: on their day whoever knows of the alliance attends to its topic; afterwards attention fades."""

import pytest

from simulation.engine.codes import EventKind, Stage
from simulation.engine.state import State
from simulation.rules.impact.demonstrations import demonstrate, stirred
from tests.worlds import STUBBORN, Changes, another, at_work, noted, story, world

DAY: Changes = {"demonstrations": [{"name": "Berlin", "when": 40}]}


def on_the_day(day: int = 40) -> State:
    """Return what an alliance at work sees on a day, in the week for which its demonstration is set."""
    state = at_work(3, DAY)
    state.clock.week, state.arena.salience, state.alliance.week.visibility = day, 0.5, 0.4
    return state


def test_whoever_knows_of_it_attends() -> None:
    assert [stirred(0.5, seen) for seen in (0.0, 0.4, 1.0)] == [0.5, pytest.approx(0.7), 1.0]


def test_on_its_day_a_demonstration_raises_attention_and_is_told() -> None:
    state = on_the_day()
    demonstrate(state)
    assert state.arena.salience == pytest.approx(0.7)
    assert noted(state) == [(EventKind.DEMONSTRATION, -1, 0)]
    assert state.log[0].value == 3.0


@pytest.mark.parametrize(("day", "stage"), [(39, Stage.WORKING), (41, Stage.WORKING), (40, Stage.AGREEING_ON_DEMANDS)])
def test_on_other_days_and_without_a_common_text_nobody_demonstrates(day: int, stage: Stage) -> None:
    state = on_the_day(day)
    state.alliance.stage = stage
    demonstrate(state)
    assert (state.arena.salience, noted(state)) == (0.5, [])


def test_each_alliance_demonstrates_for_itself() -> None:
    beside = another("Beside", demonstrations=[{"name": "Hanover", "when": 40}])
    told = story(world(3, STUBBORN | DAY | {"others": [beside]}))
    days = [(event.alliance, event.what, event.week) for event in told if event.kind == "demonstration"]
    assert days == [("", "Berlin", 40), ("Beside", "Hanover", 40)]
