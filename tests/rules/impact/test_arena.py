"""The arena: odds, resistance, compromise, public attention and shocks."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, NOBODY, CalendarKind, EventKind
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State
from simulation.rules.impact.arena import ELECTION_WEEKS, be_shaken, campaign, move_arena, nearness
from simulation.start.population import populate
from simulation.week import live
from tests.worlds import STUBBORN, Changes, at_work, begun, kinds, lived, noted, noted_kinds, story, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(st.floats(0, 500), share, st.floats(0, 100))
def test_suspicion_rises_towards_an_election(weeks: float, calm: float, less: float) -> None:
    near = nearness(weeks, calm)
    assert calm - 1e-12 <= near <= 1.0 + 1e-12
    assert nearness(0.0, calm) == pytest.approx(1.0)
    assert nearness(math.inf, calm) == calm
    assert nearness(max(0.0, weeks - less), calm) >= near - 1e-12


def test_two_thirds_of_the_difference_arise_in_a_quarter_of_a_year() -> None:
    """C45."""
    assert nearness(ELECTION_WEEKS, 0.2) == pytest.approx(0.2 + 0.8 / math.e)
    assert nearness(2.0 * ELECTION_WEEKS, 0.0) == pytest.approx(math.exp(-2.0))


# --- on a small state ------------------------------------------------------------------------------------


DATED: dict[str, object] = {
    "arena.windows": [{"name": "Window", "start": 10, "weeks": 2, "strength": 3.0}],
    "arena.votes": [{"name": "Vote", "when": 11}],
    "arena.elections": [{"name": "Election", "when": 20}],
    "arena.shocks": [{"name": "Shock", "when": 12, "salience": 0.2, "resistance": 0.1, "red_lines": -0.1}],
}


def dated(week: int) -> State:
    """Return a state in a week of a calendar with a window, a vote, a shock and an election."""
    state = at_work(3, DATED)
    state.clock.week = week
    state.arena.salience = state.arena.usual_salience = 0.5
    return state


@pytest.mark.parametrize(
    ("week", "window", "vote", "kind"),
    [
        (9, 1.0, False, []),
        (10, 3.0, False, [EventKind.WINDOW]),
        (11, 3.0, True, []),
        (12, 1.0, False, [EventKind.SHOCK]),
        (20, 1.0, False, [EventKind.ELECTION]),
    ],
)
def test_the_calendar_opens_windows_calls_votes_and_tells_what_happens(
    week: int, window: float, vote: bool, kind: list[EventKind]
) -> None:
    state = dated(week)
    move_arena(state)
    assert (state.arena.window, state.arena.vote) == (window, vote)
    assert noted_kinds(state) == kind


def test_a_shock_changes_attention_and_resistance_for_good() -> None:
    state = dated(12)
    before = float(state.arena.resistance)
    move_arena(state)
    assert (state.arena.salience, state.arena.usual_salience) == pytest.approx((0.7, 0.7))
    assert state.arena.resistance == pytest.approx(before + 0.1)
    assert state.arena.emergency == NEVER


def test_attention_returns_to_what_is_usual() -> None:
    state = dated(5)
    state.arena.salience, state.arena.usual_salience = 0.9, 0.4
    move_arena(state)
    assert state.arena.salience == pytest.approx(0.9 - state.mechanisms.impact.memory * 0.5)


def test_only_elections_to_come_bring_a_campaign() -> None:
    impact = dated(0).mechanisms.impact
    assert campaign(dated(20)) == pytest.approx(1.0)
    assert campaign(dated(21)) == pytest.approx(impact.calm)
    near = impact.calm + (1.0 - impact.calm) * math.exp(-5.0 / ELECTION_WEEKS)
    assert campaign(dated(15)) == pytest.approx(near)


@pytest.mark.parametrize(("week", "moves"), [(11, False), (12, True)])
def test_a_shock_moves_everybody_s_red_lines_in_its_week(week: int, moves: bool) -> None:
    state = dated(week)
    before = state.positions["red_line"].copy()
    be_shaken(state)
    assert state.positions["red_line"] == pytest.approx(before - 0.1 * moves)
    assert state.alliance.unsettled == moves


def test_events_tighten_one_red_line_by_chance() -> None:
    state = at_work(3, {"arena.shock_rate": 1.0, "arena.shock_size": 0.3}, demands=2)
    before = state.positions["red_line"].copy()
    be_shaken(state)
    ((kind, who, k),) = noted(state)
    moved = before - state.positions["red_line"]
    assert kind == EventKind.RED_LINE_SHIFTED
    assert 0.0 < moved[who, k] <= 0.3
    assert (moved > 0.0).sum() == 1


def test_calendars_are_read_by_kind() -> None:
    whole = populate(PreparedScenario(world(2, DATED)), 1)
    kinds_there = {CalendarKind(int(kind)) for kind in whole.calendar["kind"]}
    assert kinds_there == {CalendarKind.WINDOW, CalendarKind.VOTE, CalendarKind.ELECTION, CalendarKind.SHOCK}


def test_the_nearest_of_several_elections_counts() -> None:
    """C45."""
    state = at_work(2, {"arena.elections": [{"name": "One", "when": 20}, {"name": "Two", "when": 30}]})
    impact = state.mechanisms.impact
    for week, weeks in ((18, 2.0), (22, 8.0)):
        state.clock.week = week
        near = impact.calm + (1.0 - impact.calm) * math.exp(-weeks / ELECTION_WEEKS)
        assert campaign(state) == pytest.approx(near)


def test_windows_that_are_open_at_once_multiply() -> None:
    windows = [
        {"name": name, "start": 5, "weeks": 3, "strength": strength} for name, strength in (("A", 2.0), ("B", 3.0))
    ]
    state = at_work(2, {"arena.windows": windows})
    strengths = []
    for week in (4, 5, 7, 8):
        state.clock.week = week
        move_arena(state)
        strengths.append(float(state.arena.window))
    assert strengths == [1.0, 6.0, 6.0, 1.0]


def test_attention_swings_to_both_sides_alike() -> None:
    state = at_work(2, {"arena.salience_swing": 0.1})
    swings = []
    for week in range(300):
        state.clock.week = week
        state.arena.salience = state.arena.usual_salience = 0.5
        move_arena(state)
        swings.append(float(state.arena.salience) - 0.5)
    assert max(abs(swing) for swing in swings) <= 0.1
    assert min(swings) < -0.09
    assert max(swings) > 0.09
    assert np.mean(swings) == pytest.approx(0.0, abs=4.5 * 0.1 / math.sqrt(3 * 300))


@pytest.mark.parametrize(("change", "salience", "resistance"), [(0.9, 1.0, 1.2), (-0.9, 0.0, 0.0)])
def test_no_shock_moves_attention_and_resistance_out_of_their_range(
    change: float, salience: float, resistance: float
) -> None:
    """C43."""
    shocks = [{"name": "Shock", "when": 5, "salience": change, "resistance": change}]
    state = at_work(2, {"arena.shocks": shocks})
    state.arena.salience = state.arena.usual_salience = 0.5
    state.arena.resistance, state.clock.week = 0.3, 5
    move_arena(state)
    assert (state.arena.salience, state.arena.usual_salience) == (salience, salience)
    assert state.arena.resistance == pytest.approx(resistance)
    assert noted(state) == [(EventKind.SHOCK, NOBODY, 0)]


def test_an_emergency_calls_for_help_and_a_second_one_does_not_while_it_lasts() -> None:
    """C71."""
    shocks = [{"name": name, "when": when, "need": need} for name, when, need in (("A", 5, 0.4), ("B", 6, 0.9))]
    state = at_work(2, {"arena.shocks": shocks})
    for week in (5, 6):
        state.clock.week = week
        move_arena(state)
    assert (state.arena.emergency, state.arena.need) == (5, 0.4)
    assert noted_kinds(state) == [EventKind.SHOCK, EventKind.EMERGENCY, EventKind.SHOCK]


def test_events_may_tighten_any_red_line_of_anybody_by_half_of_the_largest_size_on_average() -> None:
    """C43."""
    state = at_work(3, {"arena.shock_rate": 1.0, "arena.shock_size": 0.3}, demands=2)
    sizes, moved = [], set()
    for week in range(200):
        state.clock.week, state.clock.logged = week, 0
        state.positions["red_line"], state.positions["ideal"], state.positions["least"] = 0.9, 0.5, 0.1
        be_shaken(state)
        ((_, who, k),) = noted(state)
        moved.add((who, k))
        sizes.append(0.9 - float(state.positions[who, k].red_line))
    assert len(moved) == 3 * 2
    assert min(sizes) >= 0.0
    assert max(sizes) <= 0.3
    assert np.mean(sizes) == pytest.approx(0.15, abs=4.5 * 0.3 / math.sqrt(12 * 200))


# --- in a run --------------------------------------------------------------------------------------------


def test_elections_are_near_until_the_last_is_over() -> None:
    changes = STUBBORN | {"arena.elections": [{"name": "State", "when": 20}, {"name": "Federal", "when": 30}]}
    campaign = [float(lived(world(3, changes), week + 1).arena.campaign) for week in (5, 20, 21, 30, 31)]
    assert campaign[0] < campaign[1] == campaign[3] == 1.0
    assert campaign[4] < campaign[0] < campaign[2] < 1.0


def test_a_shock_moves_everybody_s_red_lines_for_good() -> None:
    """C43."""
    shock = [{"name": "Scandal", "when": 5, "red_lines": -0.3, "salience": 0.2, "resistance": 0.5}]
    scenario = world(4, STUBBORN | {"arena.shocks": shock, "mechanisms.cooperation.rewording": 0.0})
    before, after = lived(scenario, 5), lived(scenario, 6)
    assert after.positions["red_line"] == pytest.approx(before.positions["red_line"] - 0.3)
    assert (after.positions["ideal"] <= after.positions["red_line"]).all()
    assert (after.positions["least"] <= after.positions["ideal"]).all()
    assert after.arena.salience == pytest.approx(before.arena.salience + 0.2)
    assert after.arena.resistance == pytest.approx(before.arena.resistance + 0.5)


def test_chance_shocks_tighten_one_red_line_at_a_time() -> None:
    scenario = world(6, STUBBORN | {"arena.shock_rate": 1.0, "weeks": 10}, demands=3)
    before, after = begun(scenario).positions["red_line"], lived(scenario, 1).positions["red_line"]
    assert (after < before).sum() == 1
    assert (after <= before).all()
    assert kinds(story(scenario)).count("red line shifted") == 10


@pytest.mark.parametrize("change", [0.0, 0.3, -0.2, 1.0])
def test_salience_returns_to_its_usual_level_which_a_shock_moves_for_good(change: float) -> None:
    shock = [{"name": "Scandal", "when": 3, "salience": change}]
    changes = STUBBORN | {"arena.shocks": shock, "arena.salience": 0.4, "arena.salience_swing": 0.1}
    calm = changes | {"arena.salience_swing": 0.0}
    assert lived(world(3, calm), 200).arena.salience == pytest.approx(min(1.0, 0.4 + change))
    levels = [float(lived(world(3, changes), 200, seed).arena.salience) for seed in range(200)]
    assert all(0.0 <= level <= 1.0 for level in levels)
    if abs(change) < 0.5:
        assert np.mean(levels) == pytest.approx(0.4 + change, abs=4.5 * np.std(levels) / math.sqrt(200))


CALM = 0.4

LONG: Changes = STUBBORN | {
    "mechanisms.dissolution.outside_option": 0.0,
    "mechanisms.dissolution.party_weight": 0.0,
    "mechanisms.cooperation.occasion_rate": 0.0,
    "weeks": 60,
}


def test_the_campaign_follows_the_calendar() -> None:
    elections = [{"name": "First", "when": 10}, {"name": "Second", "when": 30}]
    whole = world_of(world(3, LONG | {"arena.elections": elections}), 0)
    seen = []
    for _ in range(40):
        live(whole, 1)
        seen.append(float(whole.arena.campaign))
    assert seen[10] == pytest.approx(1.0)
    assert seen[30] == pytest.approx(1.0)
    assert seen[0] == pytest.approx(CALM + (1 - CALM) * math.exp(-10 / 13))
    assert seen[11] == pytest.approx(CALM + (1 - CALM) * math.exp(-19 / 13))
    assert seen[31:] == pytest.approx([CALM] * 9), "no election lies ahead any more"
