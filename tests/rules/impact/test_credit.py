"""Credit: who tells a success, and what that costs the others."""

import math

import pytest

from simulation.engine.codes import NOBODY, EventKind, Status, Tier
from simulation.engine.state import State
from simulation.rules.impact.credit import is_claimed_by_one, keep_visible, most_prominent, share_credit
from simulation.rules.shared.membership_terms import named_in_reports
from simulation.run import simulate
from tests.worlds import STUBBORN, at_work, kinds, lived, noted, story, world

# --- on a small state ------------------------------------------------------------------------------------


def claimed(grab: float, **agreements: object) -> State:
    """Return a state in a hurry, in which the largest claims success with a probability."""
    changes = {f"agreements.{name}": value for name, value in agreements.items()}
    state = at_work(3, changes | {"mechanisms.impact.grab": grab, "agreements.credit_rule": False} | changes)
    state.arena.vote = True
    state.organisations["members"] = [3.0, 5.0, 5.0]
    state.memberships["trust"], state.memberships["credit"] = 0.5, 0.1
    return state


def test_the_most_prominent_is_the_largest_in_the_core_group_and_of_equals_the_first() -> None:
    state = claimed(1.0)
    assert most_prominent(state) == 1
    state.organisations["members"] = [6.0, 5.0, 5.0]
    assert most_prominent(state) == 0
    state.alliance.core = 0
    assert most_prominent(state) == NOBODY


def test_a_claimed_success_is_counted_and_costs_the_others_trust() -> None:
    state = claimed(1.0)
    share_credit(state, 0)
    assert (state.alliance.tally.successes, state.alliance.tally.claims) == (1, 1)
    lost = 0.5 * (1.0 - state.mechanisms.cooperation.trust_loss)
    assert state.memberships["trust"] == pytest.approx([lost, 0.5, lost])
    assert state.memberships["credit"] == pytest.approx([0.1, 1.0, 0.1])
    assert noted(state) == [(EventKind.CREDIT_CLAIMED, 1, 0)]


def test_a_shared_success_names_all_members_as_far_as_reports_have_room() -> None:
    state = claimed(0.0)
    state.memberships[2].status = Status.LEFT
    share_credit(state, 0)
    assert (state.alliance.tally.successes, state.alliance.tally.claims) == (1, 0)
    assert state.memberships["trust"] == pytest.approx(0.5)
    named = named_in_reports(state, Tier.CORE)
    assert state.memberships["credit"] == pytest.approx([named, named, 0.1])
    assert noted(state) == [(EventKind.CREDIT_SHARED, 1, 0)]


@pytest.mark.parametrize(
    ("vote", "window", "rule", "claims"),
    [(True, 1.0, False, True), (False, 1.5, False, True), (False, 1.0, False, False), (True, 1.0, True, False)],
)
def test_success_is_claimed_in_a_hurry_and_where_no_rule_forbids_it(
    vote: bool, window: float, rule: bool, claims: bool
) -> None:
    state = at_work(2, {"mechanisms.impact.grab": 1.0, "mechanisms.impact.calm": 0.0, "agreements.credit_rule": rule})
    state.arena.vote, state.arena.window = vote, window
    assert is_claimed_by_one(state, 0) == claims


def test_members_give_up_visibility_by_their_load_and_are_seen_by_name_or_by_credit() -> None:
    state = at_work(3)
    impact = state.mechanisms.impact
    state.alliance.week.visibility = 0.5
    state.organisations["visibility_need"] = 0.4
    state.memberships["load"], state.memberships["credit"] = [0.5, 2.0, 0.5], [0.0, 0.9, 0.9]
    state.memberships["given"] = state.memberships["seen"] = 1.0
    state.memberships[2].status = Status.LEFT
    keep_visible(state)
    named = 0.5 * named_in_reports(state, Tier.CORE)
    assert state.memberships["given"] == pytest.approx([1.2, 1.4, 1.0])
    assert state.memberships["seen"] == pytest.approx([1.0 + named, 1.0 + max(named, 0.9), 1.0])
    assert state.memberships["credit"] == pytest.approx([0.0, 0.9 * (1.0 - impact.memory), 0.9])


def test_supporters_are_named_where_the_core_group_leaves_room() -> None:
    state = at_work(4, {"mechanisms.impact.names": 3, "agreements.core_size": 2})
    state.alliance.week.visibility = 1.0
    state.memberships["seen"] = state.memberships["credit"] = 0.0
    keep_visible(state)
    assert state.memberships["seen"] == pytest.approx([1.0, 1.0, 0.5, 0.5])


# --- in a run --------------------------------------------------------------------------------------------


GRAB: dict[str, object] = {
    "arena.resistance": 0.0,
    "mechanisms.impact.adoption_rate": 0.2,
    "mechanisms.impact.grab": 1.0,
}


def test_with_a_rule_nobody_claims_the_success() -> None:
    """C52."""
    for seed in range(20):
        assert "credit claimed" not in kinds(story(world(4, GRAB | {"agreements.credit_rule": True}), seed))


VOTE: dict[str, object] = {"arena.votes": [{"name": "Second reading", "when": 30}]}


def test_without_a_rule_the_most_prominent_claims_it_in_a_hurry() -> None:
    """C52: at a vote there is a hurry, without one the chance is smaller."""
    giant = {"members": 7.0}
    hurried = story(world(4, GRAB | VOTE | STUBBORN, second=giant, demands=3))
    assert [event.who for event in hurried if event.kind.startswith("credit")] == ["Second"] * 3
    assert "credit shared" not in kinds(hurried)
    told = [kind for seed in range(150) for kind in kinds(story(world(4, GRAB), seed)) if kind.startswith("credit")]
    bound = 4.5 * 0.5 / math.sqrt(len(told))
    assert told.count("credit claimed") / len(told) == pytest.approx(0.4, abs=bound)


def test_credit_is_given_to_those_named_and_fades() -> None:
    """C52, C53: with eleven names in reports on four members, each is named."""
    quiet = GRAB | VOTE | STUBBORN | {"agreements.credit_rule": True, "mechanisms.impact.names": 11}
    told = lived(world(4, quiet), 31)
    fade = 1.0 - told.mechanisms.impact.memory
    assert told.memberships["credit"] == pytest.approx([fade] * 4)
    grabbed = lived(world(4, GRAB | VOTE | STUBBORN, second={"members": 7.0}), 31)
    assert grabbed.memberships["credit"] == pytest.approx([0.0, fade, 0.0, 0.0])


def test_a_claimed_success_costs_the_others_trust() -> None:
    claimed = simulate(world(4, GRAB | VOTE | STUBBORN), 1)
    shared = simulate(world(4, GRAB | VOTE | STUBBORN | {"agreements.credit_rule": True}), 1)
    assert claimed.trust_change < shared.trust_change
    assert claimed.visibility_balance < shared.visibility_balance
