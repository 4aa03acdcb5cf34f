"""What each phase of dissolution does to a small state: who leaves, what ends, what is renewed, and what stays."""

import pytest

from simulation.engine.codes import NEVER, NOBODY, End, EventKind, Form, Reason, Stage, Status, Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State, World, seen_by
from simulation.rules.dissolution.ending import agreed_date_has_come, dissolve, due_end, hold_together
from simulation.rules.dissolution.leaving import (
    demand_in_the_way,
    give_up_positions,
    others_keep,
    reconsider,
    want_out,
    weigh_membership,
)
from simulation.rules.dissolution.renewal import is_more_wished_for, prolong, renew, satisfied_members, wants_renewal
from simulation.rules.dissolution.succession_and_merger import begin_and_merge, begin_inviting, is_due, may_be_asked
from simulation.start.population import populate
from tests.worlds import another, at_work, noted, world

# --- leaving ---------------------------------------------------------------------------------------------


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


# --- ending ----------------------------------------------------------------------------------------------


def ending(**agreements: object) -> State:
    """Return a state at work on one demand of 0.6, of which nothing is adopted yet."""
    state = at_work(3, {f"agreements.{name}": value for name, value in agreements.items()})
    state.demands["agreed"], state.demands["adopted"], state.demands["secured"] = 0.6, 0.0, 0.0
    state.demands["open"] = True
    state.alliance.exits = 0
    return state


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


def test_an_exhausted_core_group_gives_out() -> None:
    state = ending()
    exhaustion = state.mechanisms.dissolution.exhaustion
    state.organisations["energy"] = [0.0, exhaustion, 2 * exhaustion - 0.01]
    assert due_end(state) == End.EXHAUSTION
    state.organisations["energy"] = [0.0, exhaustion, 2 * exhaustion + 0.01]
    assert due_end(state) == End.RUNNING


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


# --- renewal ---------------------------------------------------------------------------------------------


def reached(**agreements: object) -> State:
    """Return a state whose goal has just been reached, with members that are content."""
    state = ending(renewal=True, **agreements)
    state.demands["adopted"], state.demands["open"], state.demands["majority"] = 0.6, False, 0.3
    state.memberships["net"] = 0.1
    return state


def test_content_members_are_those_with_a_benefit() -> None:
    state = reached()
    state.memberships["net"] = [0.1, 0.0, 0.1]
    state.memberships[2].status = Status.LEFT
    assert satisfied_members(state) == 1


@pytest.mark.parametrize(("content", "agreed", "wants"), [(2, True, True), (1, True, False), (3, False, False)])
def test_most_must_be_content_in_an_alliance_that_planned_for_renewal(content: int, agreed: bool, wants: bool) -> None:
    state = reached() if agreed else ending()
    state.memberships["net"] = [0.1 if row < content else -0.1 for row in range(3)]
    assert wants_renewal(state) == wants


def test_half_of_the_members_are_not_most() -> None:
    state = at_work(2, {"agreements.renewal": True})
    state.memberships["net"] = [0.1, -0.1]
    assert not wants_renewal(state)


def test_more_is_wished_for_where_anybody_in_the_core_group_would_like_a_step_more() -> None:
    state = reached()
    state.positions["ideal"] = 0.64
    assert not is_more_wished_for(state)
    state.positions[2, 0].ideal = 0.66
    assert is_more_wished_for(state)
    state.alliance.core = 2
    assert not is_more_wished_for(state)


def test_renewal_begins_anew_and_clears_consent_and_keeps_what_was_won() -> None:
    state = reached()
    alliance = state.alliance
    state.memberships["consented"] = state.memberships["objects"] = True
    state.memberships["ownership"] = [1.0, 0.0, 0.0]
    alliance.milestones, alliance.achieved, alliance.drafted = 2, 100.0, True
    renew(state)
    assert (alliance.stage, alliance.renewals) == (Stage.WORDING_THE_GOAL, 1)
    assert not alliance.has_agreement
    assert not alliance.drafted
    assert alliance.in_force_since == NEVER
    assert (alliance.milestones, alliance.achieved) == (0, 0.0)
    assert not state.memberships["consented"].any()
    assert not state.memberships["objects"].any()
    demand = state.demands[0]
    assert (demand.secured, demand.majority, demand.agreed, demand.proposed) == (0.6, 0.6, 0.0, 0.0)
    assert demand.open
    assert state.memberships["ownership"][0] == 1.0
    assert (state.memberships["ownership"][1:] > 0.0).all()
    assert noted(state)[0] == (EventKind.RENEWED, NOBODY, 0)


def test_a_reached_goal_is_renewed_where_more_is_wished_for_and_else_it_ends() -> None:
    for ideal, stage in ((0.9, Stage.WORDING_THE_GOAL), (0.6, Stage.ENDED)):
        state = reached()
        state.positions["ideal"] = ideal
        dissolve(state)
        assert state.alliance.stage == stage


def test_content_members_prolong_what_was_to_end_on_a_date() -> None:
    state = reached(end_week=10)
    state.demands["adopted"], state.demands["open"] = 0.0, True
    state.alliance.term, state.clock.week = 0, 9
    dissolve(state)
    assert (state.alliance.stage, state.alliance.term) == (Stage.WORKING, 10)
    assert noted(state) == [(EventKind.PROLONGED, NOBODY, 0)]
    prolong(state)
    assert state.alliance.term == 10


# --- succession and merger -------------------------------------------------------------------------------


def two(**given: object) -> World:
    """Return a run at its start, with another alliance."""
    scenario = world(4, {"invitation.size": 3, "others": [another(**given)]})  # type: ignore[arg-type]
    return populate(PreparedScenario(scenario), 1, 100)


def test_an_alliance_begins_in_its_week_or_a_pause_after_the_end_of_another() -> None:
    whole = two(start=5)
    whole.clock.week = 4
    assert not is_due(whole, 1)
    whole.clock.week = 5
    assert is_due(whole, 1)
    after = two(after="first", pause_weeks=3)
    after.clock.week = 14
    assert not is_due(after, 1)
    after.alliances[0].ended = 10
    after.clock.week = 13
    assert not is_due(after, 1)
    after.clock.week = 14
    assert is_due(after, 1)


def test_only_members_of_the_other_alliance_may_be_asked_where_it_is_so_agreed() -> None:
    whole = two(start=5, among="first")
    first = seen_by(whole, 0)
    first.memberships["status"] = [Status.MEMBER, Status.LEFT, Status.MEMBER]
    inside, left, third = (int(one) for one in first.memberships["organisation"])
    assert may_be_asked(whole, inside, 0)
    assert not may_be_asked(whole, left, 0)
    (outside,) = {0, 1, 2, 3} - {inside, left, third}
    assert not may_be_asked(whole, outside, 0)
    assert may_be_asked(whole, outside, NOBODY)


def test_initiators_are_members_from_the_start_and_the_others_are_asked() -> None:
    whole = two(start=5)
    whole.clock.week = 5
    begin_inviting(whole, 1)
    state = seen_by(whole, 1)
    assert (state.alliance.stage, state.alliance.begun, state.alliance.term, state.alliance.since) == (
        Stage.INVITING,
        5,
        5,
        5,
    )
    assert state.memberships["status"].tolist()[:2] == [Status.MEMBER, Status.ASKED]
    assert (state.memberships[0].joined, state.memberships[0].ownership) == (5, 1.0)
    assert state.memberships["trust_at_start"].tolist() == state.memberships["trust"].tolist()
    assert state.alliance.taking_part == 2
    assert noted(state) == [(EventKind.BEGINS, NOBODY, 0)]


def test_members_of_a_merging_alliance_are_asked_to_go_on_in_the_first() -> None:
    whole = two(start=0, merger=8, invitation={"initiators": ["First"], "size": 4})
    first, second = seen_by(whole, 0), seen_by(whole, 1)
    second.memberships["status"] = Status.MEMBER
    first.memberships["status"] = Status.OUTSIDE
    first.memberships[0].status, first.memberships[1].status = Status.MEMBER, Status.LEFT
    whole.clock.week = 7
    begin_and_merge(whole)
    assert second.alliance.stage != Stage.ENDED
    whole.clock.week = 8
    begin_and_merge(whole)
    assert (second.alliance.stage, second.alliance.end) == (Stage.ENDED, End.MERGED)
    assert (EventKind.MERGED, NOBODY, 0) in noted(second)
    statuses = first.memberships["status"].tolist()
    assert statuses[:2] == [Status.MEMBER, Status.LEFT]
    assert set(statuses[2:]) == {Status.ASKED}
