"""Stakes: how much the goal matters to an organisation, and its own part in the wording (C07, C21 to C23)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.shared.stakes import open_to_wording, stake_in_goal
from tests.worlds import STUBBORN, at_work, lived, world

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, st.floats(0, 1.5), share, share, share)
def test_stake_is_lost_where_threats_move_and_chances_are_offered(
    stake: float, mobilisation: float, defensiveness: float, change: float, mismatch: float
) -> None:
    """C07, C23."""
    felt = stake_in_goal(stake, mobilisation, defensiveness, change, mismatch)
    assert 0.0 <= felt <= 1.0
    assert stake_in_goal(stake, 0.0, defensiveness, change, mismatch) == 0.0
    assert stake_in_goal(stake, 1.0, 1.0 - change, change, mismatch) == pytest.approx(stake)
    assert stake_in_goal(stake, 1.0, 1.0, 1.0, mismatch) == pytest.approx(stake * (1 - mismatch))
    mirrored = stake_in_goal(stake, mobilisation, 1 - defensiveness, 1 - change, mismatch)
    assert felt == pytest.approx(mirrored)


@given(share, share, share, share)
def test_threats_move_the_defensive_and_chances_the_others(
    stake: float, defensiveness: float, change_share: float, mismatch: float
) -> None:
    """C07."""
    felt = stake_in_goal(stake, 1.0, defensiveness, change_share, mismatch)
    assert stake * (1 - mismatch) - 1e-12 <= felt <= stake
    assert stake_in_goal(stake, 1.0, 1.0, 0.0, mismatch) == stake_in_goal(stake, 1.0, 0.0, 1.0, mismatch) == stake
    assert stake_in_goal(stake, 1.0, defensiveness, change_share, 0.0) == stake


@given(share, st.floats(0, 1.5), st.floats(0, 1.5))
def test_a_more_mobilising_topic_matters_more_but_not_beyond_all(stake: float, one: float, other: float) -> None:
    """C23."""
    less, more = sorted((one, other))
    assert 0.0 <= stake_in_goal(stake, less, 0.0, 1.0, 0.3) <= stake_in_goal(stake, more, 0.0, 1.0, 0.3) <= 1.0


# --- on a small state ------------------------------------------------------------------------------------


def test_what_is_open_to_wording_is_what_averts_a_threat_or_was_left_open() -> None:
    """C22: half of the goal is change, and a quarter of that is open."""
    state = at_work(2, {"goal.change_share": 0.5, "agreements.goal_openness": 0.25})
    assert open_to_wording(state) == pytest.approx(0.5 + 0.5 / 4)


# --- in a run --------------------------------------------------------------------------------------------


def test_who_comes_after_the_wording_owns_nothing_of_it() -> None:
    """C22."""
    open_goal = {"agreements.goal_openness": 0.6, "mechanisms.formation.reply_weeks": 10}
    state = lived(world(30, STUBBORN | open_goal, others={"interval": 60.0}), 100)
    worded = 11  # the first wording stands, a week after the ten weeks of the invitation
    early = state.memberships["joined"] <= worded
    assert 1 < early.sum() < 30
    assert state.memberships["ownership"][0] == 1.0
    assert (state.memberships["ownership"][early][1:] == 0.6).all()
    assert (state.memberships["ownership"][~early] == 0.0).all()
