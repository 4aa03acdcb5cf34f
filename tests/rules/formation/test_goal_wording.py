"""Wording the goal: who objects to a proposal, who goes over it, and when it stands (C06, C21)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, EventKind, Reason, Stage, Status
from simulation.rules.formation.goal_wording import breaks_off, objection_chance, word_goal
from tests.worlds import Changes, at_work, noted_kinds, story, world

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share, share, share)
def test_an_objection_is_a_probability(distance: float, talked: float, change: float, rate: float) -> None:
    assert 0.0 <= objection_chance(distance, talked, change, rate) <= 1.0


@given(st.lists(share, min_size=2, max_size=2).map(sorted), share, share, share)
def test_objections_grow_with_distance_and_shrink_with_talk(
    pair: list[float], talked: float, change: float, rate: float
) -> None:
    less, more = pair
    assert objection_chance(less, talked, change, rate) <= objection_chance(more, talked, change, rate)
    assert objection_chance(talked, more, change, rate) <= objection_chance(talked, less, change, rate)


def test_nobody_objects_to_prevention_or_to_its_own_values() -> None:
    assert objection_chance(1.0, 0.0, 0.0, 1.0) == 0.0
    assert objection_chance(0.0, 0.0, 1.0, 1.0) == 0.0
    assert objection_chance(1.0, 1.0, 1.0, 1.0) == 0.0


@pytest.mark.parametrize(("draw", "goes"), [(0.0, True), (0.19, True), (0.21, False), (0.5, False)])
def test_so_many_of_those_who_object_break_off_as_they_claim_to_hold_the_truth(draw: float, goes: bool) -> None:
    assert breaks_off(draw, 0.4, 0.5) == goes
    assert not breaks_off(draw, 0.4, 0.0)
    assert not breaks_off(draw, 0.0, 1.0)


# --- on a small state ------------------------------------------------------------------------------------


DISPUTED: Changes = {"goal.change_share": 1.0, "agreements.goal_openness": 1.0, "mechanisms.formation.objection": 1.0}


@pytest.mark.parametrize(
    ("objecting", "consent", "stands"), [(0, 1.0, True), (1, 1.0, False), (1, 0.5, True), (2, 0.5, False)]
)
def test_a_wording_stands_unless_too_many_object(objecting: int, consent: float, stands: bool) -> None:
    state = at_work(3, DISPUTED)
    alliance = state.alliance
    alliance.stage, alliance.talked, alliance.plan.consent, alliance.tally.worded = (
        Stage.WORDING_THE_GOAL,
        0.0,
        consent,
        NEVER,
    )
    state.memberships["distance"] = [1.0] * objecting + [0.0] * (3 - objecting)
    word_goal(state)
    assert (alliance.stage == Stage.AGREEING_ON_DEMANDS) == stands
    assert (alliance.tally.worded == state.clock.week) == stands
    assert (alliance.talked > 0.0) != stands, "who does not agree talks on"
    assert noted_kinds(state) == ([EventKind.GOAL_WORDED, EventKind.STAGE] if stands else [])


@pytest.mark.parametrize("reversible", [True, False])
@pytest.mark.parametrize(("dogmatism", "consent"), [(1.0, 1.0), (1.0, 0.5), (0.0, 1.0)])
def test_who_would_not_look_for_other_words_leaves_for_its_values(
    dogmatism: float, consent: float, reversible: bool
) -> None:
    """C06, C44: whether the wording stands without it or not."""
    state = at_work(3, DISPUTED | {"agreements.reversible": reversible})
    alliance = state.alliance
    alliance.stage, alliance.talked, alliance.plan.consent = Stage.WORDING_THE_GOAL, 0.0, consent
    state.memberships["distance"], state.organisations["dogmatism"] = [1.0, 0.0, 0.0], dogmatism
    word_goal(state)
    goes = dogmatism == 1.0 and reversible
    assert state.memberships["status"].tolist() == [Status.LEFT if goes else Status.MEMBER, *[Status.MEMBER] * 2]
    assert (state.memberships[0].reason == Reason.VALUES) == goes
    assert alliance.core == 3 - goes
    assert not state.memberships["leaving"].any()
    assert (alliance.stage == Stage.AGREEING_ON_DEMANDS) == (consent == 0.5)


def test_a_further_wording_does_not_move_the_week_of_the_first() -> None:
    state = at_work(2)
    state.alliance.stage, state.alliance.tally.worded = Stage.WORDING_THE_GOAL, 1
    word_goal(state)
    assert state.alliance.tally.worded == 1


# --- in a run --------------------------------------------------------------------------------------------


NEVER_WORDED = 10_000


@pytest.mark.parametrize("goal", [{"goal.change_share": 0.0}, {"agreements.goal_openness": 0.0}])
def test_what_is_given_need_not_be_worded(goal: Changes) -> None:
    """C06, C21: prevention has its aim given, and so has a goal that is closed at the invitation."""
    apart = {
        "mechanisms.dissolution.values_weight": 0.0,
        "mechanisms.formation.debate_rate": 0.0,
        "mechanisms.formation.objection": 1.0,
    }
    camps = {"economic": {"low": 0.0, "high": 1.0}, "cultural": {"low": 0.0, "high": 1.0}}
    weeks = []
    for changes in (apart, {**apart, **goal}):
        events = story(world(20, changes, others=camps))
        weeks.append(next((event.week for event in events if event.kind == "goal worded"), NEVER_WORDED))
    assert weeks[0] > weeks[1]
    assert weeks[1] == 1, "the first proposal after the invitation stands"
