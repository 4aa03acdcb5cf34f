"""Venues: who decides on a demand and when, by which route it is moved, and what resistance answers."""

import pytest

from simulation.engine.codes import EventKind, Stage, Venue
from simulation.engine.state import State
from simulation.rules.impact.influence import take_stock
from simulation.rules.impact.outside_option import prospect_alone
from simulation.rules.impact.political_response import adopted_of, adoption_chance, answer
from simulation.rules.impact.venues import (
    answered,
    by_routes,
    granted_as_a_whole,
    inside_weight,
    is_decided_now,
    is_on_the_agenda,
    prospect_of,
)
from simulation.rules.shared.goal_result import gained_of_all
from tests.worlds import Changes, at_work, noted

CERTAIN = 1e9


def asking(venue: Venue = Venue.PARLIAMENT, *, agreed: float = 0.8, majority: float = 0.2) -> State:
    """Return what an alliance sees that has asked for a while for one demand, with as much influence as resistance."""
    state = at_work(3)
    demand = state.demands[0]
    demand.venue, demand.agreed, demand.majority = venue, agreed, majority
    demand.influence = demand.resistance = 1.0
    state.clock.week = state.alliance.in_force_since + 10
    return state


# --- routes ----------------------------------------------------------------------------------------------


def test_ministries_are_moved_from_inside_while_it_is_quiet() -> None:
    assert [inside_weight(Venue.MINISTRY, salience) for salience in (0.0, 0.25, 1.0)] == [1.0, 0.75, 0.0]
    assert [inside_weight(Venue.PARLIAMENT, salience) for salience in (0.0, 1.0)] == [0.0, 0.0]
    assert [inside_weight(Venue.MEMBERS, salience) for salience in (0.0, 1.0)] == [1.0, 1.0]


def test_influence_is_what_arrives_by_both_routes() -> None:
    assert [by_routes(2.0, 6.0, weight) for weight in (0.0, 0.25, 1.0)] == [2.0, 3.0, 6.0]


def test_the_inside_route_needs_work_and_neither_reach_nor_camps() -> None:
    heard, unheard = asking(Venue.MINISTRY), asking(Venue.MINISTRY)
    for state, members in ((heard, 6.0), (unheard, 2.0)):
        state.organisations["members"], state.alliance.regrouped = members, True
        state.arena.salience, state.alliance.pressure = 0.0, 20.0
        take_stock(state)
    assert heard.demands[0].influence == unheard.demands[0].influence > 0.0
    assert heard.alliance.week.visibility > unheard.alliance.week.visibility


def test_where_members_decide_alone_nobody_could_get_any() -> None:
    by_venue = {}
    for venue in (Venue.PARLIAMENT, Venue.MEMBERS):
        state = asking(venue)
        by_venue[venue] = prospect_alone(state, state.organisations[0])
    assert by_venue[Venue.MEMBERS] == 0.0 < by_venue[Venue.PARLIAMENT]


# --- who decides, and when -------------------------------------------------------------------------------


def test_nobody_adopts_a_goal_of_society_and_members_expect_to_be_heard() -> None:
    state = asking(Venue.NOBODY)
    state.demands[0].influence = CERTAIN
    state.arena.vote = True
    assert adoption_chance(state, state.demands[0]) == 0.0
    assert not is_decided_now(state, state.demands[0])
    assert prospect_of(state, Venue.NOBODY, 3.0, CERTAIN) == 0.75
    assert prospect_of(state, Venue.PARLIAMENT, 3.0, CERTAIN) == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("venue", "voted"), [(Venue.PARLIAMENT, True), (Venue.MINISTRY, False), (Venue.MEMBERS, False)]
)
def test_a_vote_decides_what_parliament_decides(venue: Venue, voted: bool) -> None:
    state = asking(venue)
    state.arena.vote = True
    assert is_decided_now(state, state.demands[0]) == voted


def test_nothing_moves_before_it_comes_to_the_agenda() -> None:
    assert [is_on_the_agenda(week, 5) for week in (4, 5, 6)] == [False, True, True]
    assert is_on_the_agenda(0, -1)
    state = asking()
    state.demands[0].influence, state.demands[0].agenda_from = CERTAIN, state.clock.week + 1
    state.arena.vote = True
    assert adoption_chance(state, state.demands[0]) == 0.0
    answer(state)
    assert state.demands[0].open
    state.clock.week += 1
    assert adoption_chance(state, state.demands[0]) == pytest.approx(1.0)


@pytest.mark.parametrize(("influence", "kind"), [(CERTAIN, EventKind.ADOPTED), (0.0, EventKind.REFUSED)])
def test_on_its_day_a_demand_is_decided_once_and_for_all(influence: float, kind: EventKind) -> None:
    state = asking(Venue.MINISTRY)
    state.demands[0].influence, state.demands[0].decided_on = influence, state.clock.week
    answer(state)
    assert not state.demands[0].open
    assert kind in [noted_kind for noted_kind, _, _ in noted(state)]


def test_before_its_day_a_demand_elsewhere_is_moved_by_nothing() -> None:
    state = asking(Venue.ELSEWHERE)
    state.demands[0].influence, state.demands[0].decided_on = CERTAIN, state.clock.week + 1
    assert adoption_chance(state, state.demands[0]) == 0.0
    state.clock.week += 1
    assert adoption_chance(state, state.demands[0]) == 1.0
    assert adopted_of(state, state.demands[0]) == 0.8


def test_what_is_granted_elsewhere_is_no_gain_of_the_alliance() -> None:
    state = asking(Venue.ELSEWHERE)
    state.demands[0].decided_on = state.clock.week
    answer(state)
    assert (state.demands[0].adopted, state.demands[0].majority) == (0.8, 0.8)
    assert gained_of_all(state) == 0.0


# --- all or nothing, and what resistance answers ---------------------------------------------------------


def test_what_is_granted_as_a_whole_is_granted_in_full_and_less_often() -> None:
    state = asking()
    state.arena.vote = True
    by_degrees = adoption_chance(state, state.demands[0]), adopted_of(state, state.demands[0])
    state.demands[0].whole = True
    as_a_whole = adoption_chance(state, state.demands[0]), adopted_of(state, state.demands[0])
    assert by_degrees == pytest.approx((0.5, 0.5))
    assert as_a_whole == pytest.approx((0.25, 0.8))
    assert granted_as_a_whole(0.8, 3.0, 1.0) == pytest.approx(0.6)
    assert granted_as_a_whole(1.0, 0.0, 0.0) == 1.0


def test_resistance_answers_open_pressure() -> None:
    assert answered(2.0, 2.0, 0.0) == 2.0
    assert answered(2.0, 0.0, 1.0) == 2.0
    assert answered(2.0, 2.0, 1.0) == pytest.approx(3.0)
    assert answered(2.0, CERTAIN, 1.0) == pytest.approx(4.0)
    assert answered(0.0, 1.0, 1.0) == 0.0


def test_quiet_work_provokes_no_answer() -> None:
    resistance = {}
    for salience in (0.0, 1.0):
        changes: Changes = {"arena.backlash": 1.0}
        state = at_work(3, changes)
        state.demands[0].venue, state.alliance.pressure, state.arena.salience = Venue.MINISTRY, 20.0, salience
        take_stock(state)
        resistance[salience] = state.demands[0].resistance
    assert resistance[0.0] < resistance[1.0]


def test_a_society_s_goal_does_not_end_an_alliance() -> None:
    state = asking(Venue.NOBODY)
    state.demands[0].influence = CERTAIN
    for _ in range(20):
        answer(state)
        state.clock.week += 1
    assert state.demands[0].open
    assert state.alliance.stage == Stage.WORKING
