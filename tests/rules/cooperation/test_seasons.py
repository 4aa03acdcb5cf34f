"""Seasons: an alliance rests for part of the year, and what it has built stays as it is."""

import pytest

from simulation.engine.codes import EventKind, Stage
from simulation.engine.state import World
from simulation.rules.cooperation.seasons import A_YEAR, is_in_season, pause, rests_in
from simulation.week import live
from tests.worlds import STUBBORN, Changes, at_work, noted_kinds, world, world_of

RESTS: Changes = {"agreements.season_weeks": 10, "agreements.season_from": 20}


@pytest.mark.parametrize(
    ("week", "inside"), [(19, False), (20, True), (29, True), (30, False), (72, False), (73, True), (-33, False)]
)
def test_one_season_begins_every_year(week: int, inside: bool) -> None:
    assert is_in_season(week, 20, 10) == inside


def test_a_season_keeps_to_its_time_of_the_year() -> None:
    """After ten years it begins within a week of the day on which it began first."""
    begins = [week for week in range(522) if is_in_season(week, 0, 10) and not is_in_season(week - 1, 0, 10)]
    assert len(begins) == 10
    assert all(0 <= week - number * A_YEAR < 1 for number, week in enumerate(begins))


def test_who_sets_no_season_works_all_year() -> None:
    assert all(is_in_season(week, 20, 0) for week in range(60))


@pytest.mark.parametrize(
    ("stage", "rests"), [(Stage.AGREEING_ON_DEMANDS, False), (Stage.WORKING, True), (Stage.EXCHANGING, True)]
)
def test_only_who_has_come_together_rests(stage: Stage, rests: bool) -> None:
    state = at_work(2, RESTS)
    state.alliance.stage = stage
    assert rests_in(state, 40) == rests
    assert not rests_in(state, 25)


def test_who_comes_together_out_of_season_ends_that_week_as_it_began() -> None:
    """It has asked for hours before it agreed, and spends them."""
    state = at_work(2, RESTS)
    state.alliance.since = 40
    assert [rests_in(state, week) for week in (40, 41)] == [False, True]


def test_out_of_season_no_hours_are_asked_for_and_politics_forgets() -> None:
    state = at_work(2, RESTS | {"mechanisms.impact.memory": 0.25})
    state.clock.week, state.alliance.pressure, state.alliance.week.effort = 30, 8.0, 5.0
    for column, value in (("coordination", 2.0), ("work", 3.0), ("load", 0.5), ("coverage", 0.7), ("trust", 0.6)):
        state.memberships[column] = value
    pause(state)
    assert state.alliance.pressure == 6.0
    assert state.alliance.week.effort == state.alliance.week.talks == 0.0
    for column, value in (("coordination", 0.0), ("work", 0.0), ("load", 0.0), ("coverage", 0.7), ("trust", 0.6)):
        assert list(state.memberships[column]) == [value, value]
    assert noted_kinds(state) == [EventKind.PAUSED]


def test_of_a_pause_only_its_beginning_is_told() -> None:
    state = at_work(2, RESTS)
    state.clock.week = 31
    pause(state)
    assert noted_kinds(state) == []


def test_an_office_is_paid_for_all_year() -> None:
    state = at_work(2, RESTS | {"agreements.office_hours": 10.0})
    state.clock.week = 30
    before = state.alliance.tally.money_spent
    pause(state)
    assert state.alliance.tally.money_spent - before == pytest.approx(10.0 * state.mechanisms.cooperation.wage)


def built(whole: World) -> list[object]:
    """Return what members of a run's first alliance have built together, and what they have given for it."""
    alliance = whole.alliances[0]
    together = [alliance.exchange, alliance.talked, alliance.tension, alliance.expected_effort, alliance.weeks_together]
    return [*together, alliance.tally.total_hours, list(whole.memberships["trust"]), list(whole.memberships["habit"])]


def test_through_a_pause_what_was_built_stays_and_members_rest() -> None:
    tiring: Changes = {"mechanisms.cooperation.fatigue": 0.05, "mechanisms.cooperation.conflict_rate": 0.1}
    scenario = world(3, STUBBORN | tiring | {"agreements.season_weeks": 10}, others={"economic": 0.9})
    whole = world_of(scenario, 11)
    assert whole.alliances[0].stage == Stage.WORKING
    before, energy, worked = built(whole), sum(whole.organisations["energy"]), whole.alliances[0].weeks_together
    live(whole, 41)
    assert built(whole) == before
    assert sum(whole.organisations["energy"]) > energy
    live(whole, 2)
    assert whole.alliances[0].weeks_together > worked


def test_who_rests_leaves_its_members_hours_to_other_alliances() -> None:
    resting, working = (
        world_of(world(2, STUBBORN | {"agreements.season_weeks": weeks}), 15).organisations["claimed"]
        for weeks in (5, 0)
    )
    assert max(resting) == 0.0
    assert min(working) > 0.0
