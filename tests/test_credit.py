"""Credit: who tells a success, and what that costs the others."""

import math

import pytest

from simulation.record import simulate
from tests.worlds import STUBBORN, kinds, story, world

VOTE: dict[str, object] = {"arena.votes": [{"name": "Second reading", "when": 30}]}
GRAB: dict[str, object] = {
    "arena.resistance": 0.0,
    "mechanisms.impact.adoption_rate": 0.2,
    "mechanisms.impact.grab": 1.0,
}


def test_with_a_rule_nobody_claims_the_success() -> None:
    """C52."""
    for seed in range(20):
        assert "credit claimed" not in kinds(story(world(4, GRAB | {"agreements.credit_rule": True}), seed))


def test_without_a_rule_the_most_prominent_claims_it_in_a_hurry() -> None:
    """C52: at a vote there is a hurry, without one the chance is half."""
    giant = {"members": 7.0}
    hurried = story(world(4, GRAB | VOTE | STUBBORN, second=giant, demands=3))
    assert [event.who for event in hurried if event.kind.startswith("credit")] == ["Second"] * 3
    assert "credit shared" not in kinds(hurried)
    told = [kind for seed in range(150) for kind in kinds(story(world(4, GRAB), seed)) if kind.startswith("credit")]
    bound = 4.5 * 0.5 / math.sqrt(len(told))
    assert told.count("credit claimed") / len(told) == pytest.approx(0.5, abs=bound)


def test_a_claimed_success_costs_the_others_trust() -> None:
    claimed = simulate(world(4, GRAB | VOTE | STUBBORN), 1)
    shared = simulate(world(4, GRAB | VOTE | STUBBORN | {"agreements.credit_rule": True}), 1)
    assert claimed.trust_change < shared.trust_change
    assert claimed.visibility_balance < shared.visibility_balance
