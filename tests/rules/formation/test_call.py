"""The call: who words it, who signs, when it stands; and papers that are due on a day or drafted side by side."""

import pytest

from simulation.engine.codes import NEVER, End, EventKind, Stage, Status, Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State, seen_by
from simulation.rules.cooperation.time_use import talks_this_week
from simulation.rules.dissolution.ending import due_end
from simulation.rules.formation.admission import consider_applications, renown
from simulation.rules.formation.call import answers, has_quorum, is_called, is_drafted_in, is_due, is_published
from simulation.rules.formation.joining import everyone_has_answered, invite
from simulation.rules.formation.talks import talk
from simulation.rules.formation.voting import decide_on_draft
from simulation.rules.impact.expectations import expect
from simulation.start.population import populate
from tests.worlds import Changes, noted, story, world

CALL: Changes = {"agreements.call": True, "agreements.core_size": 2}


def inviting(size: int = 4, changes: Changes | None = None, **more: object) -> State:
    """Return what an alliance sees that has just asked all others."""
    return seen_by(populate(PreparedScenario(world(size, changes, **more)), 1, 100), 0)  # type: ignore[arg-type]


def published(size: int = 4, changes: Changes | None = None) -> State:
    """Return what an alliance sees whose call was published a week ago, by its two founders."""
    state = inviting(size, CALL | (changes or {}))
    state.memberships[1].status = Status.MEMBER
    state.alliance.stage, state.alliance.agreed_week, state.alliance.has_agreement = Stage.WORKING, 0, True
    state.demands["agreed"] = 0.5
    state.clock.week, state.alliance.changed = 1, True
    return state


# --- who is asked, and who answers -----------------------------------------------------------------------


def test_founders_are_asked_first_and_all_others_once_the_text_is_out() -> None:
    state = inviting(4, CALL)
    assert [is_called(state, state.memberships[row]) for row in range(4)] == [True, True, False, False]
    invite(state)
    assert state.memberships["status"].tolist() == [Status.MEMBER, Status.MEMBER, Status.ASKED, Status.ASKED]
    assert everyone_has_answered(state)
    state.alliance.agreed_week = 0
    assert not everyone_has_answered(state)


def test_without_a_call_everybody_is_asked_at_once() -> None:
    state = inviting(4, {"agreements.core_size": 2})
    assert all(is_called(state, state.memberships[row]) for row in range(4))
    assert not is_published(published(4, {"agreements.call": False}))


@pytest.mark.parametrize(("mandate", "postponement", "signs"), [(1, 1, True), (0, 1, False), (0, 0, True)])
def test_a_call_is_signed_by_staff_that_may_or_else_at_the_next_meeting(
    mandate: float, postponement: float, signs: bool
) -> None:
    state = published()
    state.organisations["mandate"], state.organisations["postponement"] = mandate, postponement
    assert answers(state, state.memberships[2]) == signs
    invite(state)
    status = Status.MEMBER if signs else Status.ASKED
    assert state.memberships["status"].tolist() == [Status.MEMBER, Status.MEMBER, status, status]


def test_without_a_call_staff_cannot_join_for_a_governing_body() -> None:
    state = inviting(3)
    state.organisations["mandate"], state.organisations["postponement"] = 1.0, 1.0
    assert not answers(state, state.memberships[1])


def test_who_signs_is_a_supporter_and_is_told_of() -> None:
    state = published()
    invite(state)
    assert state.memberships["tier"].tolist() == [Tier.CORE, Tier.CORE, Tier.SUPPORTER, Tier.SUPPORTER]
    assert noted(state)[:2] == [(EventKind.SIGNED, 2, Tier.SUPPORTER), (EventKind.JOINED, 2, Tier.SUPPORTER)]


def test_red_lines_are_looked_at_before_signing() -> None:
    state = published()
    state.positions[2, 0].red_line = 0.4
    invite(state)
    assert [bool(status == Status.MEMBER) for status in state.memberships["status"]] == [True, True, False, True]
    assert state.memberships[2].status == Status.DECLINED


def test_anybody_whom_the_signatories_reach_may_sign_without_admission() -> None:
    state = published(4, {"invitation.size": 3, "mechanisms.formation.application_rate": 1.0})
    state.alliance.week.visibility, state.alliance.reach = 0.1, 1.0
    assert renown(state) == 1.0
    consider_applications(state)
    assert (state.memberships[3].status, state.memberships[3].tier) == (Status.MEMBER, Tier.SUPPORTER)
    assert noted(state)[0] == (EventKind.SIGNED, 3, Tier.SUPPORTER)


def test_founders_expect_the_work_of_those_who_are_to_sign() -> None:
    with_call, without = inviting(6, CALL), inviting(6, CALL | {"invitation.size": 2})
    for state in (with_call, without):
        state.alliance.stage = Stage.WORDING_THE_GOAL
        expect(state)
    assert with_call.alliance.expected_effort > without.alliance.expected_effort


# --- when work starts, and when the text stands ----------------------------------------------------------


def test_a_quorum_is_one_only_where_it_is_agreed() -> None:
    assert [has_quorum(members, 0) for members in (0, 5)] == [False, False]
    assert [has_quorum(members, 3) for members in (2, 3, 4)] == [False, True, True]


def test_work_starts_at_the_quorum_without_those_who_have_not_answered() -> None:
    for quorum, stage in ((3, Stage.WORDING_THE_GOAL), (4, Stage.INVITING), (0, Stage.INVITING)):
        state = inviting(5, {"agreements.quorum": quorum})
        state.organisations["postponement"] = [0.0, 0.0, 0.0, 1.0, 1.0]
        invite(state)
        talk(state)
        assert state.alliance.stage == stage


def test_a_paper_is_due_from_its_day_on_and_without_a_day_at_any_time() -> None:
    assert [is_due(week, 5) for week in (4, 5, 6)] == [False, True, True]
    assert is_due(0, NEVER)


def test_a_paper_stands_on_its_day_and_not_before() -> None:
    agreed = {
        day: [e.week for e in story(world(3, {"agreements.paper_due": day})) if e.kind == "agreed"] for day in (0, 30)
    }
    assert agreed == {0: [0], 30: [30]}
    assert next(e.week for e in story(world(3)) if e.kind == "agreed") < 30


def test_on_its_day_a_paper_asks_what_nobody_disputes() -> None:
    state = inviting(3, {"agreements.red_lines_disclosed": False, "agreements.paper_due": 0})
    invite(state)
    state.positions["red_line"][:, 0] = [0.9, 0.5, 0.3]
    state.positions["ideal"], state.positions["least"] = 0.9, 0.1
    talk(state)
    decide_on_draft(state)
    assert state.alliance.stage == Stage.WORKING
    assert state.demands[0].agreed == pytest.approx(0.3)
    assert all(state.positions["explained"][:, 0])


def test_a_call_of_one_is_carried_by_one() -> None:
    state = inviting(4, CALL | {"agreements.paper_due": 0})
    state.organisations["postponement"], state.organisations["mandate"] = 1.0, 0.0
    for phase in (invite, talk, decide_on_draft):
        phase(state)
    assert (state.alliance.core, state.alliance.supporters, is_published(state)) == (1, 0, True)
    assert due_end(state) == End.RUNNING


def test_papers_drafted_side_by_side_wait_for_nothing_but_the_goal() -> None:
    stages = (Stage.INVITING, Stage.DEBATING_VALUES, Stage.WORDING_THE_GOAL, Stage.AGREEING_ON_DEMANDS, Stage.WORKING)
    assert [is_drafted_in(stage, False) for stage in stages] == [False, False, False, True, False]
    assert [is_drafted_in(stage, True) for stage in stages] == [False, True, True, True, False]
    changes: Changes = {"agreements.values_debate_weeks": 8, "groups.0.interval": 6.0}
    one_by_one, side_by_side = (
        next(e.week for e in story(world(3, changes | {"agreements.parallel_papers": parallel})) if e.kind == "agreed")
        for parallel in (False, True)
    )
    assert side_by_side < one_by_one


def test_groups_meet_beside_the_plenary() -> None:
    hours = []
    for parallel in (False, True):
        voice: Changes = {"mechanisms.cooperation.hours_per_voice": 0.5, "agreements.parallel_papers": parallel}
        state = inviting(3, voice)
        state.alliance.stage, state.alliance.core = Stage.DEBATING_VALUES, 3
        hours.append(talks_this_week(state))
    assert hours == [1.5, 3.0]


# --- the story -------------------------------------------------------------------------------------------


def test_a_call_is_told_in_the_order_in_which_it_goes() -> None:
    told = [event.kind for event in story(world(5, CALL))]
    order = [told.index(kind) for kind in ("joined", "agreed", "call published", "signed")]
    assert order[0] < order[1]
    assert order[0] < order[2] < order[3]
