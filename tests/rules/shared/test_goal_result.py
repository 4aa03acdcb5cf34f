"""What came of a goal: how much of it was adopted, and whether that counts as reached (C02, C54)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, GoalResult
from simulation.engine.state import State
from simulation.results.summary import outcome_of
from simulation.rules.shared.goal_result import (
    adopted_of_all,
    adopted_share,
    firm,
    gained,
    gained_of_all,
    is_reached,
    is_worth_asking,
    result_of_goal,
    settle_goal,
)
from simulation.run import replicate, simulate
from simulation.week import live
from tests.renewals import CONCEDING, RENEWING, renewed
from tests.worlds import STUBBORN, at_work, world

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share)
def test_a_goal_is_reached_by_half_or_by_what_was_to_suffice(adopted: float, sufficient: float) -> None:
    assert is_reached(adopted, sufficient) == (adopted >= 0.5 or adopted >= sufficient)


@pytest.mark.parametrize(
    ("agreed", "adopted", "result"),
    [
        (False, 0.0, GoalResult.NEVER_AGREED),
        (True, 0.0, GoalResult.NOT_REACHED),
        (True, 0.49, GoalResult.PART_REACHED),
        (True, 0.5, GoalResult.REACHED),
        (True, 1.0, GoalResult.REACHED),
    ],
)
def test_what_came_of_a_goal_goes_by_agreement_and_adoption(agreed: bool, adopted: float, result: GoalResult) -> None:
    assert result_of_goal(agreed, adopted, 0.75) == result


@given(share, share)
def test_a_step_must_be_worth_a_new_goal(ambition: float, secured: float) -> None:
    assert is_worth_asking(ambition, 0.0) == (ambition > 0.0)
    assert not is_worth_asking(ambition, secured) or ambition > secured
    assert is_worth_asking(secured + 0.06, secured)
    assert secured == 0.0 or not is_worth_asking(secured + 0.04, secured)


# --- on a small state ------------------------------------------------------------------------------------


def answered() -> State:
    """Return a state of two demands, of which politics has adopted a part of the first and weighed it threefold."""
    state = at_work(2, {"agreements.details_open": 0.0, "goal.sufficient": 1.0}, demands=2)
    state.demands["weight"], state.demands["majority"] = [3.0, 1.0], [0.2, 0.3]
    state.demands["agreed"], state.demands["secured"] = [0.8, 0.6], [0.2, 0.0]
    state.demands["adopted"] = [0.5, 0.1]
    return state


def test_what_is_left_open_is_not_asked_for_sure() -> None:
    """C23."""
    assert firm(at_work(2, {"agreements.details_open": 0.25}), 0.8) == pytest.approx(0.6)


def test_only_what_goes_beyond_the_wish_of_the_majority_is_gained() -> None:
    assert gained(0.7, 0.2) == pytest.approx(0.5)
    assert gained(0.1, 0.2) == 0.0


def test_what_was_adopted_is_weighed_by_priority() -> None:
    state = answered()
    assert adopted_of_all(state) == pytest.approx((3 * 0.5 + 0.1) / 4)
    assert gained_of_all(state) == pytest.approx(3 * 0.3 / 4), "of the second, less was adopted than was wished for"


def test_the_share_adopted_is_that_of_what_was_asked_beyond_earlier_goals() -> None:
    state = answered()
    assert adopted_share(state) == pytest.approx((3 * 0.3 + 0.1) / (3 * 0.6 + 0.6))
    state.demands["agreed"], state.demands["adopted"] = [0.1, 0.0], [0.2, 0.0]
    assert adopted_share(state) == 0.0, "nothing was asked for beyond what was secured"


def test_of_several_goals_the_first_is_kept() -> None:
    state = answered()
    settle_goal(state)
    tally = state.alliance.tally
    kept = (float(tally.adopted), float(tally.impact), float(tally.gain))
    assert kept == pytest.approx((adopted_share(state), adopted_of_all(state), gained_of_all(state)))
    assert state.alliance.goal == GoalResult.PART_REACHED
    state.demands["adopted"] = 0.8
    settle_goal(state)
    assert (float(tally.adopted), float(tally.impact), float(tally.gain)) == kept
    assert state.alliance.goal == GoalResult.PART_REACHED


def test_a_goal_that_was_never_agreed_on_is_told_so() -> None:
    state = answered()
    state.alliance.agreed_week = NEVER
    settle_goal(state)
    assert state.alliance.goal == GoalResult.NEVER_AGREED


# --- in a run --------------------------------------------------------------------------------------------


def test_every_result_of_a_goal_has_a_run() -> None:
    hostile: dict[str, object] = {"arena.resistance": 1e9, "arena.votes": [{"name": "Vote", "when": 30}]}
    # A vote that comes in the week after the first adoption of two loses the other one.
    halved = [{"name": "Demand 1", "weight": 1.0}, {"name": "Demand 2", "weight": 3.0}]
    timid, bold = {"ambition": 0.1, "tolerance": 0.0}, {"ambition": 0.9, "threshold": 1.0}
    runs = {
        "undecided": [simulate(world(4, STUBBORN), 1)],
        "reached": [simulate(world(4, CONCEDING), 1)],
        "not reached": [simulate(world(4, hostile), 1)],
        "never agreed": [simulate(world(4, first=timid, others=bold), 1)],
        "no goal": [simulate(world(4, {"form": "network"}), 1)],
        "part reached": list(
            replicate(
                world(4, {"goal.demands": halved, "arena.votes": [{"name": "Vote", "when": 30}], **STUBBORN}), range(20)
            )
        ),
    }
    assert set(runs) == set(GoalResult.words())
    for goal, outcomes in runs.items():
        assert goal in {outcome.goal for outcome in outcomes}


def test_whatever_ends_a_renewed_alliance_its_first_goal_was_reached() -> None:
    failed = simulate(world(4, RENEWING), 1)
    tired, state = renewed(world(4, RENEWING))
    state.memberships["asleep"], state.alliance.changed = 0, True
    live(tired, 1)
    for outcome, end in ((failed, "renewal failed"), (outcome_of(tired), "exhaustion")):
        assert (outcome.goal, outcome.success, outcome.renewals) == ("reached", 1, 1)
        assert outcome.end == end
