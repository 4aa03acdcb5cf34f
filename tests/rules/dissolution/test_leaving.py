"""Leaving: members reconsider, and the others choose between a demand and a member (C01, C41)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, NOBODY, Choice, EventKind, Reason, Stage, Status, Tier
from simulation.engine.state import State
from simulation.rules.dissolution.leaving import (
    demand_in_the_way,
    give_up_positions,
    keeps_the_member,
    others_keep,
    reconsider,
    want_out,
    weigh_membership,
)
from simulation.run import simulate
from tests.leads_that_go import NO_REWORDING, shocked
from tests.worlds import STUBBORN, Changes, at_work, kinds, lived, noted, story, world

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share, share)
def test_a_member_is_kept_if_it_is_worth_what_it_costs(contribution: float, loss: float, more: float) -> None:
    """C41."""
    kept = keeps_the_member(contribution, loss)
    assert kept == (contribution >= loss)
    assert keeps_the_member(contribution, 0.0)
    if kept:
        assert keeps_the_member(max(contribution, more), loss)
        assert keeps_the_member(contribution, min(loss, more))


# --- on a small state ------------------------------------------------------------------------------------


def test_demands_are_lowered_as_far_as_was_conceded_and_nobody_is_bound_to_more() -> None:
    state = at_work(2, demands=3)
    state.demands["agreed"], state.demands["conceded"] = [0.5, 0.5, 0.5], [0.3, 0.5, 0.7]
    give_up_positions(state)
    assert state.demands["agreed"].tolist() == [0.3, 0.5, 0.5]
    assert noted(state) == [(EventKind.POSITION_GIVEN_UP, NOBODY, 0)]


def crossing(work: tuple[float, float] = (1.0, 1.0)) -> State:
    """Return a state in which the second member's red line lies at 0.3 of an agreed 0.6, with the work of both."""
    state = at_work(2, demands=2)
    state.demands["agreed"], state.demands["weight"], state.demands["open"] = [0.6, 0.6], 1.0, True
    state.positions["red_line"] = 1.0
    state.positions[1, 0].red_line = 0.3
    state.positions["explained"] = False
    state.memberships["work"], state.alliance.week.effort = work, 1.0
    state.alliance.tally.crossings = 0
    return state


@pytest.mark.parametrize(("work", "kept"), [((1.0, 1.0), True), ((3.0, 1.0), True), ((3.1, 1.0), False)])
def test_others_keep_a_member_that_does_as_much_as_its_red_line_costs(work: tuple[float, float], kept: bool) -> None:
    state = crossing(work)  # a quarter of all that was agreed would be given up
    state.demands["agreed"] = [0.6, 0.6]
    assert others_keep(state, 1, 0) == kept


def test_supporters_are_kept_by_nobody_and_none_where_nothing_is_done() -> None:
    state = crossing()
    state.memberships[1].tier = Tier.SUPPORTER
    assert not others_keep(state, 1, 0)
    state.memberships[1].tier, state.alliance.week.effort = Tier.CORE, 0.0
    assert not others_keep(state, 1, 0)


def test_a_crossing_is_counted_and_conceded_or_stands_in_the_way() -> None:
    state = crossing()
    state.agreements.red_lines_disclosed = False  # type: ignore[misc]
    state.demands["conceded"] = 0.6
    assert demand_in_the_way(state, 1) == NOBODY
    assert state.demands["conceded"].tolist() == [0.3, 0.6]
    assert state.alliance.tally.crossings == 1
    state.memberships["work"] = [9.0, 1.0]
    assert demand_in_the_way(state, 1) == 0
    assert demand_in_the_way(state, 0) == NOBODY
    assert state.alliance.tally.crossings == 2


@pytest.mark.parametrize("reversible", [True, False])
def test_who_may_not_leave_resents_it(reversible: bool) -> None:
    state = at_work(2, {"agreements.reversible": reversible})
    before = float(state.alliance.tension)
    want_out(state, state.memberships[1], Reason.TIME)
    assert state.memberships[1].reason == Reason.TIME
    assert bool(state.memberships[1].leaving) == reversible
    resented = 0.0 if reversible else state.mechanisms.cooperation.resentment
    assert state.alliance.tension == pytest.approx(before + resented)


def costly(size: int = 3) -> State:
    """Return a state in which membership costs everybody more than loyalty makes up for."""
    state = at_work(size, {"mechanisms.dissolution.values_weight": 2.0, "mechanisms.dissolution.loyalty": 0.0})
    state.memberships["trust"], state.memberships["distance"], state.alliance.talked = 0.0, 1.0, 0.0
    state.demands["prospect"] = 0.0
    state.memberships["joined"] = -2
    return state


def test_whom_membership_costs_more_than_it_is_worth_leaves_and_all_at_once() -> None:
    state = costly()
    state.memberships[2].joined = state.clock.week  # who has just joined looks again later
    reconsider(state)
    assert state.memberships["status"].tolist() == [Status.LEFT, Status.LEFT, Status.MEMBER]
    assert not state.memberships["leaving"].any()
    assert state.alliance.core == 1
    assert state.memberships["net"][0] < 0.0
    assert state.alliance.exits == 2


def test_whose_governing_body_does_not_meet_does_not_leave() -> None:
    state = costly()
    state.organisations["postponement"] = [1.0, 1.0, 0.0]
    reconsider(state)
    assert state.memberships["status"].tolist() == [Status.MEMBER, Status.MEMBER, Status.LEFT]


@pytest.mark.parametrize(("loyalty", "decided"), [(2.0, Choice.STAY), (0.0, Choice.LEAVE)])
def test_a_governing_body_minutes_what_it_decided_and_what_it_would_have_put_up_with(
    loyalty: float, decided: Choice
) -> None:
    """C55: habit doubles loyalty where all is built that there is to build, so half of that adds half."""
    state = costly()
    state.mechanisms.dissolution.loyalty, state.mechanisms.dissolution.habit = loyalty, 1.0  # type: ignore[misc]
    state.memberships[0].habit, state.memberships[0].weighed = 0.5, False
    weigh_membership(state, 0)
    assert (state.clock.decided, state.decisions[0].organisation) == (1, state.memberships[0].organisation)
    assert state.decisions[0].decided == decided
    assert state.decisions[0].threshold == pytest.approx(-1.5 * loyalty)
    assert state.memberships[0].weighed, "what it weighed first is kept"


@pytest.mark.parametrize(("loyalty", "sleeps"), [(2.0, True), (0.0, False)])
def test_who_stays_may_wear_out_and_who_leaves_leaves(loyalty: float, sleeps: bool) -> None:
    """C36: with neither energy nor trust a member falls asleep for certain where wear leaves nothing to chance."""
    state = costly()
    state.mechanisms.dissolution.loyalty, state.mechanisms.dissolution.wear = loyalty, 1e6  # type: ignore[misc]
    state.organisations["energy"] = 0.0
    weigh_membership(state, 0)
    assert (state.memberships[0].asleep != NEVER) == sleeps
    assert bool(state.memberships[0].leaving) != sleeps


def test_what_is_conceded_to_a_member_this_week_is_given_up_this_week() -> None:
    state = crossing()
    state.agreements.red_lines_disclosed = False  # type: ignore[misc]
    state.memberships["trust"], state.memberships["joined"] = 1.0, -2
    reconsider(state)
    assert state.demands["agreed"].tolist() == [0.3, 0.6]
    assert (EventKind.POSITION_GIVEN_UP, NOBODY, 0) in noted(state)
    assert state.memberships["status"].tolist() == [Status.MEMBER, Status.MEMBER]


def test_what_was_conceded_another_week_lowers_nothing() -> None:
    state = at_work(2)
    state.demands["agreed"], state.demands["conceded"] = 0.5, 0.1
    reconsider(state)
    assert state.demands["agreed"].tolist() == [0.5]
    assert noted(state) == []


@pytest.mark.parametrize(("lead", "stage"), [(0, Stage.ENDED), (1, Stage.WORKING), (NOBODY, Stage.WORKING)])
def test_an_alliance_that_cannot_replace_its_lead_ends_with_the_lead_that_leaves(lead: int, stage: Stage) -> None:
    """The first and the last member leave, one stays; without a lead there is none to lose."""
    state = costly()
    state.mechanisms.dissolution.handover_chance = 0.0  # type: ignore[misc]
    state.agreements.handover, state.alliance.lead = False, lead  # type: ignore[misc]
    state.memberships[1].joined = state.clock.week
    reconsider(state)
    assert state.memberships["status"].tolist() == [Status.LEFT, Status.MEMBER, Status.LEFT]
    assert state.alliance.stage == stage
    assert state.alliance.lead == (NOBODY if lead == 0 else lead)


def test_a_red_line_makes_leave_only_while_the_agreement_is_worked_for() -> None:
    for stage, leaves in ((Stage.WORKING, True), (Stage.AGREEING_ON_DEMANDS, False)):
        state = crossing((9.0, 1.0))
        state.agreements.red_lines_disclosed = False  # type: ignore[misc]
        state.alliance.stage = stage
        state.memberships["trust"] = 1.0
        weigh_membership(state, 1)
        assert bool(state.memberships[1].leaving) == leaves
        if leaves:
            assert state.memberships[1].reason == Reason.RED_LINE
            assert noted(state)[-1] == (EventKind.RED_LINE_CROSSED, 1, 0)


# --- in a run --------------------------------------------------------------------------------------------


def test_who_wants_to_leave_and_may_not_resents_it() -> None:
    """C01."""
    unwilling = {"mechanisms.dissolution.cost_weight": 2.0, "agreements.voluntary": False}
    bound = STUBBORN | unwilling | {"agreements.reversible": False, "mechanisms.cooperation.outbreak": 0.0}
    assert lived(world(4, bound), 20).alliance.tension > 0.0
    assert lived(world(4, bound | {"agreements.reversible": True}), 20).alliance.tension == 0.0


def test_who_leaves_takes_its_work_out_of_what_others_expect() -> None:
    """C45: one of four equal members cannot stand being seen with parties; the others learn more of it later."""
    near: Changes = {"agreements.party_line": 1.0, "arena.elections": [{"name": "Election", "when": 80}]}
    fixed: Changes = STUBBORN | {"mechanisms.dissolution.party_weight": 5.0}
    staunch, second = {"party_closeness": 1.0}, {"party_closeness": 0.0}
    expected = []
    for changes in (fixed, {**fixed, **near}):
        state = lived(world(4, changes, first=staunch, second=second, others=staunch), 85)
        expected.append(state.alliance.expected_effort)
        assert (state.memberships["status"][1] == Status.LEFT) == ("arena.elections" in changes)
    assert 0.65 * expected[0] < expected[1] <= 0.75 * expected[0], "what it did for the others' work is missed as well"


def test_a_small_contributor_goes_and_a_large_one_is_met() -> None:
    """C41: the others give up a position for a member that does most of the work, and for no other."""
    cautious = {"ambition": 0.6, "tolerance": 0.05}
    for hours, kept in ((400.0, True), (1.0, False)):
        changes = (
            STUBBORN
            | NO_REWORDING
            | {
                "agreements.core_size": 4,
                "arena.shocks": [{"name": "Scandal", "when": 30, "red_lines": -0.06}],
                "mechanisms.cooperation.hours_per_partner": 0.0,
            }
        )
        scenario = world(4, changes, first=cautious | {"hours": hours}, others={"tolerance": 0.4})
        events = story(scenario)
        assert ("position given up" in kinds(events)) == kept
        assert ("left" in kinds(events)) != kept


def test_explained_red_lines_can_be_met_by_other_words() -> None:
    """C42."""
    shock = {"arena.shocks": [{"name": "Scandal", "when": 30, "red_lines": -0.3}]}
    sure = STUBBORN | shock | {"mechanisms.cooperation.rewording": 1.0}
    assert {"reworded"} < set(kinds(story(world(4, sure))))
    assert "left" not in kinds(story(world(4, sure)))
    secret = sure | {"agreements.red_lines_disclosed": False, "mechanisms.formation.misjudgement": 0.0}
    assert "reworded" not in kinds(story(world(4, secret)))


def test_those_who_leave_together_decide_on_the_same_state() -> None:
    state = lived(world(6, STUBBORN | shocked(30, -0.7)), 40)
    assert (state.memberships["status"] == Status.LEFT).all()
    assert set(state.memberships["left"].tolist()) == {30}


# Working all its free time costs each member somewhat more than it gains.
DEMANDING: dict[str, object] = {"mechanisms.dissolution.cost_weight": 0.5}


@pytest.mark.parametrize(("loyalty", "exits"), [(1.0, 0), (0.0, 2)])
def test_loyalty_holds_those_for_whom_the_costs_exceed_the_benefits(loyalty: float, exits: int) -> None:
    changes = STUBBORN | DEMANDING | {"mechanisms.dissolution.loyalty": loyalty}
    outcome = simulate(world(2, changes, second={}), 1)
    assert outcome.exits == exits
    assert outcome.satisfaction < 0.0
