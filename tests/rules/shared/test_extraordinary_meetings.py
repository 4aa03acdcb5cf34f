"""Extraordinary meetings: bodies meet between their dates where a decision would come before the next one."""

import pytest

from simulation.engine.codes import EventKind
from simulation.engine.state import State
from simulation.rules.shared.extraordinary_meetings import (
    comes_too_late,
    decided_next,
    meets_out_of_turn,
    next_decision,
    takes_it_up,
)
from tests.worlds import Changes, begun, kinds, story, world

CALLED: Changes = {"agreements.extraordinary_hours": 10.0}


@pytest.mark.parametrize(
    ("wait", "date", "late"),
    [
        (3.0, 9, False),
        (3.0, 8, True),  # it meets in the week of the decision, which has been prepared by then
        (3.0, 7, True),
        (3.0, 5, False),
        (3.0, 4, False),
        (3.0, -1, False),
        (3.9, 8, True),
    ],
)
def test_a_date_presses_if_the_next_regular_meeting_is_not_before_it(wait: float, date: int, late: bool) -> None:
    assert comes_too_late(5, wait, date) == late


def decided(*votes: int, **demand: object) -> State:
    """Return a run at its start with votes in some weeks and one demand as given."""
    calendar = [{"name": f"Vote {week}", "when": week} for week in votes]
    given = {f"goal.demands.0.{name}": value for name, value in demand.items()}
    return begun(world(2, CALLED | {"arena.votes": calendar} | given, others={"interval": 40.0}))


@pytest.mark.parametrize(
    ("votes", "demand", "date"),
    [
        ((30, 20), {}, 20),
        ((20,), {"venue": "ministry"}, -1),
        ((20, 30), {"agenda_from": 25}, 30),
        ((20,), {"decided_on": 12}, 12),
        ((20,), {"decided_on": 25}, 20),
        ((0,), {}, -1),
        ((), {}, -1),
    ],
)
def test_a_demand_is_next_decided_on_its_day_or_by_a_vote(
    votes: tuple[int, ...], demand: dict[str, object], date: int
) -> None:
    state = decided(*votes, **demand)
    assert decided_next(state, state.demands[0]) == next_decision(state) == date


def test_closed_demands_are_not_decided_any_more() -> None:
    state = decided(20)
    state.demands["open"] = False
    assert next_decision(state) == -1


def test_a_meeting_out_of_turn_takes_hours_and_tires() -> None:
    state = decided(20)
    state.organisations["first_meeting"], state.organisations["hours"] = 30.0, 40.0
    state.clock.logged = 0
    assert meets_out_of_turn(state, 1)
    assert (state.organisations[1].claimed, state.organisations[1].load) == (10.0, 0.25)
    assert takes_it_up(state, 1)
    assert EventKind.EXTRAORDINARY.word == "extraordinary"


@pytest.mark.parametrize(("hours", "first", "week"), [(0.0, 30.0, 20), (10.0, 10.0, 20), (10.0, 30.0, -1)])
def test_nobody_meets_out_of_turn_without_need(hours: float, first: float, week: int) -> None:
    votes = [{"name": "Vote", "when": week}] if week >= 0 else []
    state = begun(world(2, {"agreements.extraordinary_hours": hours, "arena.votes": votes}, others={"interval": 40.0}))
    state.organisations["first_meeting"] = first
    assert not meets_out_of_turn(state, 1)
    assert state.organisations[1].claimed == state.organisations[1].load == 0.0


@pytest.mark.parametrize("hours", [0.0, 10.0])
def test_what_would_come_too_late_is_agreed_before_the_vote(hours: float) -> None:
    changes = {"agreements.extraordinary_hours": hours, "arena.votes": [{"name": "Vote", "when": 10}], "weeks": 60}
    told = story(world(3, changes, others={"interval": 50.0}), seed=2)
    agreed = [event.week for event in told if event.kind == "agreed"]
    assert ("extraordinary" in kinds(told)) == (hours > 0)
    assert bool(agreed and agreed[0] < 10) == (hours > 0)
