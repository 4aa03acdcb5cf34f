"""Credit: who tells a success, and what that costs the others."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.shared.membership_terms import out_of_sight
from simulation.run import simulate
from tests.worlds import STUBBORN, kinds, lived, story, world

VOTE: dict[str, object] = {"arena.votes": [{"name": "Second reading", "when": 30}]}
GRAB: dict[str, object] = {
    "arena.resistance": 0.0,
    "mechanisms.impact.adoption_rate": 0.2,
    "mechanisms.impact.grab": 1.0,
}

share = st.floats(0, 1)


def test_with_a_rule_nobody_claims_the_success() -> None:
    """C52."""
    for seed in range(20):
        assert "credit claimed" not in kinds(story(world(4, GRAB | {"agreements.credit_rule": True}), seed))


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


@given(share, share, share)
def test_who_is_named_with_a_success_is_seen_as_if_all_reports_were_about_it(
    visibility: float, named: float, credit: float
) -> None:
    """C53."""
    assert out_of_sight(visibility, named, 1.0) == 0.0
    assert out_of_sight(0.0, named, 0.0) == 1.0
    assert 0.0 <= out_of_sight(visibility, named, credit) <= out_of_sight(visibility, named, 0.0)


def test_a_claimed_success_costs_the_others_trust() -> None:
    claimed = simulate(world(4, GRAB | VOTE | STUBBORN), 1)
    shared = simulate(world(4, GRAB | VOTE | STUBBORN | {"agreements.credit_rule": True}), 1)
    assert claimed.trust_change < shared.trust_change
    assert claimed.visibility_balance < shared.visibility_balance
