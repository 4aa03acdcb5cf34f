"""Stages of an alliance's life: entering the next one, and closing (C54 to C57)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, NOBODY, End, EventKind, Form, Stage, Status
from simulation.engine.state import seen_by
from simulation.rules.shared.stages import close, enter, goes_on_as_network, look_back, with_lesson
from simulation.run import simulate
from tests.worlds import (
    STUBBORN,
    Changes,
    another,
    at_work,
    lived,
    lively,
    noted,
    noted_kinds,
    outcomes,
    world,
    world_of,
)

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share)
def test_each_lesson_takes_its_share_of_what_is_still_to_be_learned(experience: float, lesson: float) -> None:
    """C57."""
    learned = with_lesson(experience, lesson)
    assert 1 - learned == pytest.approx((1 - experience) * (1 - lesson))


# --- on a small state ------------------------------------------------------------------------------------


def test_a_stage_begins_in_its_week() -> None:
    state = at_work(2)
    state.clock.week, state.alliance.since = 17, 3
    enter(state, Stage.EXCHANGING)
    assert (state.alliance.stage, state.alliance.since) == (Stage.EXCHANGING, 17)
    assert noted(state) == [(EventKind.STAGE, NOBODY, Stage.EXCHANGING)]


def test_looking_back_teaches_members_where_it_is_agreed() -> None:
    for agreed in (True, False):
        state = at_work(3, {"agreements.evaluation": agreed})
        state.organisations["experience"], state.memberships[2].status = 0.5, Status.LEFT
        look_back(state)
        learned = 0.5 * state.mechanisms.dissolution.lesson * agreed
        assert state.organisations["experience"] == pytest.approx([0.5 + learned, 0.5 + learned, 0.5])
        assert noted_kinds(state) == [EventKind.EVALUATED] * agreed


@pytest.mark.parametrize(
    ("agreed", "end", "started", "members", "form", "goes_on"),
    [
        (True, End.GOAL_REACHED, 3, 2, Form.ALLIANCE, True),
        (False, End.GOAL_REACHED, 3, 2, Form.ALLIANCE, False),
        (True, End.EXHAUSTION, 3, 2, Form.ALLIANCE, False),
        (True, End.GIVEN_UP, NEVER, 2, Form.ALLIANCE, False),
        (True, End.AGREED_DATE, 3, 1, Form.ALLIANCE, False),
        (True, End.AGREED_DATE, 3, 2, Form.LEAGUE, False),
    ],
)
def test_an_alliance_that_has_done_its_work_may_go_on_as_a_network(
    agreed: bool, end: End, started: int, members: int, form: Form, goes_on: bool
) -> None:
    state = at_work(2, {"agreements.transition": agreed})
    alliance = state.alliance
    alliance.started, alliance.core, alliance.supporters, alliance.form = started, members, 0, form
    assert goes_on_as_network(state, end) == goes_on


@pytest.mark.parametrize("transition", [True, False])
def test_an_end_is_noted_once_whatever_follows(transition: bool) -> None:
    state = at_work(2, {"agreements.transition": transition})
    alliance = state.alliance
    state.clock.week = 40
    close(state, End.GOAL_REACHED)
    assert (alliance.end, alliance.ended, alliance.since) == (End.GOAL_REACHED, 40, 40)
    assert alliance.stage == (Stage.EXCHANGING if transition else Stage.ENDED)
    assert alliance.form == (Form.NETWORK if transition else Form.ALLIANCE)
    assert noted_kinds(state) == [EventKind.ENDED, *[EventKind.NETWORK] * transition]
    state.clock.week = 50
    close(state, End.EXHAUSTION)
    assert (alliance.end, alliance.ended, alliance.stage) == (End.GOAL_REACHED, 40, Stage.ENDED)


# --- in a run --------------------------------------------------------------------------------------------


YIELDING: dict[str, object] = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 0.5}


def test_an_alliance_may_go_on_as_a_network() -> None:
    """C56."""
    changes = YIELDING | {"agreements.transition": True, "weeks": 100}
    state = lived(world(4, changes), 90)
    assert (End(state.alliance.end).word, Form(state.alliance.form).word) == ("goal reached", "network")
    outcome = simulate(world(4, changes), 1)
    assert outcome.network_weeks == 100 - outcome.lifetime
    assert simulate(world(4, YIELDING), 1).network_weeks == 0


def test_looking_back_leaves_experience_for_the_next_attempt() -> None:
    """C57."""
    lesson = {"mechanisms.dissolution.lesson": 0.4}
    for evaluation, learned in ((True, 0.4), (False, 0.0)):
        state = lived(world(4, YIELDING | lesson | {"agreements.evaluation": evaluation}), 60)
        assert state.organisations["experience"].tolist() == pytest.approx([learned] * 4)


# Whoever could do as much alone would not join.
NEEDED: Changes = {"mechanisms.dissolution.outside_option": 0.0}

GOING_ON: Changes = NEEDED | STUBBORN

SEQUENCE: Changes = GOING_ON | {"agreements.end_week": 30, "weeks": 90}


def test_looking_back_gives_the_next_alliance_a_head_start() -> None:
    """C57: what was learned counts as talked through from the first day."""
    following = another("Next", size=3, after="first", pause_weeks=2, agreements={})
    for evaluated, lesson in ((False, 0.0), (True, 0.4)):
        changes = SEQUENCE | {"others": [following], "agreements.evaluation": evaluated}
        whole = world_of(world(3, changes | {"mechanisms.dissolution.lesson": 0.4}))
        assert whole.organisations["experience"].tolist() == pytest.approx([lesson] * 3)
        rate = 0.2
        debated = 1 - (1 - lesson) * (1 - rate) ** 4
        assert seen_by(whole, 1).alliance.talked == pytest.approx(debated)


def test_evaluation_helps_the_next_attempt_and_changes_nothing_before() -> None:
    """C57, over paired runs."""
    following = another("Next", by="Convenor", size=8, after="first", pause_weeks=4)
    base: Changes = {"agreements.end_week": 70, "others": [following], "mechanisms.dissolution.lesson": 0.9}
    plain, learned = (outcomes(lively(base | {"agreements.evaluation": on}), 60) for on in (False, True))
    assert [run.conflicts for run in plain] == [run.conflicts for run in learned]
    assert [run.lifetime for run in plain] == [run.lifetime for run in learned]
    quicker = np.nanmean([run.next_impact for run in learned]) >= np.nanmean([run.next_impact for run in plain])
    assert quicker
