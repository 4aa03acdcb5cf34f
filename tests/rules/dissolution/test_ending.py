"""Ending: which end is due, and whether an alliance dissolves, renews or holds together (C02, C05, C54 to C57)."""

import math

import pytest

from simulation.engine.codes import NEVER, End, EventKind, Form, Reason, Stage
from simulation.rules.dissolution.ending import agreed_date_has_come, dissolve, due_end, hold_together
from simulation.run import replicate, simulate
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed, load_scenario
from tests.leads_that_go import led_by_one_that_goes, shocked
from tests.renewals import ending, half_done, reached, week_of
from tests.worlds import STUBBORN, Changes, kinds, lived, noted, story, world

# --- on a small state ------------------------------------------------------------------------------------


def test_nothing_ends_without_a_reason() -> None:
    assert due_end(ending()) == End.RUNNING


@pytest.mark.parametrize(
    ("adopted", "is_open", "agreement", "renewals", "end"),
    [
        (0.6, True, True, 0, End.GOAL_REACHED),
        (0.29, False, True, 0, End.GOAL_MISSED),
        (0.3, False, True, 0, End.GOAL_REACHED),
        (0.0, False, False, 0, End.NO_AGREEMENT),
        (0.0, False, True, 1, End.RENEWAL_FAILED),
    ],
)
def test_once_all_demands_are_answered_the_end_is_named_by_what_came_of_them(
    adopted: float, is_open: bool, agreement: bool, renewals: int, end: End
) -> None:
    state = ending()
    state.demands["adopted"], state.demands["open"] = adopted, is_open
    state.alliance.has_agreement, state.alliance.renewals = agreement, renewals
    assert due_end(state) == end


@pytest.mark.parametrize(
    ("core", "invited", "exits", "reason", "end"),
    [
        (2, 3, 1, Reason.TIME, End.RUNNING),
        (1, 3, 0, Reason.TIME, End.NOT_FORMED),
        (1, 3, 2, Reason.TIME, End.MEMBERS_LEFT),
        (1, 3, 2, Reason.RED_LINE, End.RED_LINE),
        (1, 1, 0, Reason.TIME, End.RUNNING),
        (0, 1, 0, Reason.TIME, End.NOT_FORMED),
    ],
)
def test_two_must_be_left_or_one_that_set_out_alone(
    core: int, invited: int, exits: int, reason: Reason, end: End
) -> None:
    state = ending()
    alliance = state.alliance
    alliance.core, alliance.plan.invited, alliance.exits, alliance.last_reason = core, invited, exits, reason
    assert due_end(state) == end


@pytest.mark.parametrize(
    ("weeks", "effect", "end"), [(9, -1, End.RUNNING), (10, -1, End.GIVEN_UP), (10, 5, End.RUNNING)]
)
def test_work_is_given_up_after_the_agreed_time_without_effect(weeks: int, effect: int, end: End) -> None:
    state = ending(give_up_weeks=10)
    alliance = state.alliance
    alliance.since, alliance.in_force_since, alliance.last_effect, state.clock.week = 4, 4, effect, 4 + weeks
    assert due_end(state) == end


def test_whoever_has_not_agreed_to_give_up_does_not() -> None:
    state = ending(give_up_weeks=0)
    state.clock.week += 1000
    assert due_end(state) == End.RUNNING


@pytest.mark.parametrize(
    ("week", "ended", "has_come"), [(18, NEVER, False), (19, NEVER, True), (30, NEVER, True), (19, 12, False)]
)
def test_an_agreed_date_comes_once_for_an_alliance_that_has_not_ended(week: int, ended: int, has_come: bool) -> None:
    state = ending(end_week=20)
    state.alliance.term, state.alliance.ended, state.clock.week = 7, ended, 7 + week
    assert agreed_date_has_come(state) == has_come


def test_a_league_goes_on_by_what_its_members_have_in_common() -> None:
    state = ending()
    state.alliance.form, state.demands["open"] = Form.LEAGUE, False
    dissolve(state)
    assert (state.alliance.stage, state.alliance.end) == (Stage.EXCHANGING, End.RUNNING)
    assert noted(state)[0][0] == EventKind.HELD_TOGETHER
    state = ending()
    state.demands["open"] = False
    dissolve(state)
    assert (state.alliance.stage, state.alliance.end) == (Stage.ENDED, End.GOAL_MISSED)


def test_what_came_of_the_goal_is_kept_when_a_league_stays_together() -> None:
    state = ending()
    state.demands["adopted"], state.demands["majority"] = 0.45, 0.2
    hold_together(state)
    tally = state.alliance.tally
    assert (tally.adopted, tally.impact, tally.gain) == pytest.approx((0.75, 0.45, 0.25))


def test_a_reached_goal_is_renewed_where_more_is_wished_for_and_else_it_ends() -> None:
    for ideal, stage in ((0.9, Stage.WORDING_THE_GOAL), (0.6, Stage.ENDED)):
        state = reached()
        state.positions["ideal"] = ideal
        dissolve(state)
        assert state.alliance.stage == stage


# --- in a run --------------------------------------------------------------------------------------------


# Half of what is asked beyond what the majority wants: the first time enough, the second time not.
COMPROMISING: dict[str, object] = {"arena.resistance": 0.5, "mechanisms.impact.adoption_rate": 5.0}

# Working all its free time costs each member somewhat more than it gains.
DEMANDING: dict[str, object] = {"mechanisms.dissolution.cost_weight": 0.5}

HOSTILE: dict[str, object] = {"arena.resistance": 1e9}

NEAR: dict[str, object] = {"mechanisms.formation.poor_fit": 0.05}

UNSURE: dict[str, object] = {
    "agreements.red_lines_disclosed": False,
    "mechanisms.dissolution.risk_weight": 0.2,
}

YIELDING: dict[str, object] = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 0.5}


SCENARIOS: dict[str, Scenario] = {
    "goal reached": world(4, YIELDING),
    "goal missed": world(4, HOSTILE | {"arena.votes": [{"name": "Second reading", "when": 30}]}),
    "renewal failed": world(4, COMPROMISING | {"agreements.renewal": True}),
    "agreed date": world(4, STUBBORN | {"agreements.end_week": 30}),
    "given up": world(4, STUBBORN | {"agreements.give_up_weeks": 30}),
    "lead lost": led_by_one_that_goes(),
    "red line": world(4, STUBBORN | shocked(30, -0.7)),
    "members left": world(2, STUBBORN | DEMANDING | {"mechanisms.dissolution.loyalty": 0.0}, second={}),
    "exhaustion": world(4, STUBBORN | {"mechanisms.cooperation.fatigue": 1.0, "mechanisms.dissolution.wear": 1.0}),
    "no agreement": world(4, first={"ambition": 0.1, "tolerance": 0.0}, others={"ambition": 0.9, "threshold": 1.0}),
    "poor fit": world(4, {"agreements.stopping_rule": True} | NEAR, others={"tone": {"low": 0.0, "high": 1.0}}),
    "not formed": world(4, UNSURE, others={"stake": 0.0, "trust": 0.0}),
    "running": world(4, STUBBORN),
}


def test_every_kind_of_end_has_a_scenario() -> None:
    assert {*SCENARIOS, "merged"} == set(End.words()), "only another alliance can merge into the first"


@pytest.mark.parametrize("end", SCENARIOS)
def test_every_kind_of_end_can_be_reached(end: str) -> None:
    for outcome in replicate(SCENARIOS[end], range(5)):
        assert outcome.end == end


@pytest.mark.parametrize("end", [end for end in SCENARIOS if end != "running"])
def test_the_end_is_the_last_that_is_told(end: str) -> None:
    events = story(SCENARIOS[end])
    assert (events[-1].kind, events[-1].what) == ("ended", end)
    assert kinds(events).count("ended") == 1


@pytest.mark.parametrize("end", [end for end in SCENARIOS if end != "running"])
def test_after_the_end_time_stands_still(end: str) -> None:
    scenario = SCENARIOS[end]
    lifetime = simulate(scenario, 1).lifetime
    before, after = lived(scenario, lifetime), lived(scenario, lifetime + 50)
    assert before.alliance.stage == after.alliance.stage == Stage.ENDED
    assert before.clock.week == after.clock.week == lifetime
    assert before.memberships["trust"].tolist() == after.memberships["trust"].tolist()


@pytest.mark.parametrize("week", [1, 30, 259])
def test_the_agreed_date_is_kept_to_the_week(week: int) -> None:
    outcome = simulate(world(4, STUBBORN | {"agreements.end_week": week}), 1)
    assert (outcome.end, outcome.lifetime) == ("agreed date", week)


def test_no_baseline_run_goes_on_beyond_an_agreed_date() -> None:
    for outcome in replicate(load_scenario("baseline", {"agreements.end_week": 104}), range(50)):
        assert outcome.lifetime <= 104
        assert (outcome.lifetime == 104) == (outcome.end == "agreed date")


def test_one_organisation_alone_is_never_an_alliance() -> None:
    loners: list[Changes] = [{"agreements.core_size": 1}, {"mechanisms.formation.reply_weeks": 1}]
    for changes in loners:
        outcome = simulate(world(4, changes, others={"postponement": 1.0}), 1)
        assert (outcome.end, outcome.members_max) == ("not formed", 1)
        assert math.isnan(outcome.depth)


def test_success_is_sufficient_before_everything_is_adopted() -> None:
    changes = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 0.05}
    for sufficient in (0.3, 1.0):
        outcomes = list(replicate(world(4, changes | {"goal.sufficient": sufficient}, demands=4), range(50)))
        reached = [outcome.adopted for outcome in outcomes if outcome.end == "goal reached"]
        assert min(reached) >= sufficient - 1e-12
        assert (min(reached) < 1.0) == (sufficient < 1.0)


def test_without_any_adoption_in_time_an_alliance_gives_up_as_agreed() -> None:
    """C55."""
    outcome = simulate(world(4, STUBBORN | {"agreements.give_up_weeks": 30}), 1)
    assert outcome.end == "given up"
    assert outcome.lifetime == outcome.weeks_to_agreement + 31
    first_success = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 5.0, "goal.sufficient": 1.0}
    assert simulate(world(4, first_success | {"agreements.give_up_weeks": 30}), 1).end == "goal reached"


def test_the_time_to_give_up_in_is_that_of_the_present_goal() -> None:
    """C55: an early success does not bind an alliance to a later goal for ever."""
    scenario, seed, week, *_ = half_done()
    shut = [{"name": "Recess", "start": week + 1, "weeks": 1000, "strength": 0.0}]
    vain = changed(scenario, {"arena.windows": shut, "agreements.give_up_weeks": 150})
    outcome, agreed = simulate(vain, seed), week_of("agreed", story(vain, seed), 1)
    assert (outcome.end, outcome.goal) == ("given up", "reached")
    assert outcome.lifetime == agreed + 150 + 1
