"""Standstill: a story in which nothing comes of an alliance says why."""

import re
from collections.abc import Mapping

import pytest

from simulation import AllianceModel, chronicle
from tests.worlds import STUBBORN, world

SLOW: dict[str, object] = {"interval": 200.0}
NEVER: dict[str, object] = {"mechanisms.formation.reply_weeks": 260, "weeks": 20}


def last_words(
    changes: Mapping[str, object],
    second: Mapping[str, object] | None = None,
    others: Mapping[str, object] | None = None,
) -> str:
    scenario = world(3, {**STUBBORN, **changes}, second=second, others=others)
    return list(chronicle(AllianceModel(scenario, rng=1)))[-1]


def test_who_has_not_answered_is_named() -> None:
    told = last_words(NEVER, others=SLOW)
    assert "Nothing has begun yet: Other 1 and 2 have not decided whether to join." in told


def test_who_has_not_decided_on_the_draft_is_named() -> None:
    told = last_words({"weeks": 40}, second=SLOW)
    assert "They have not agreed on demands yet: Second still has to decide on the draft." in told


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"arena.resistance": 3.0}, r"came to \d+% of the resistance to “Demand 1”"),
        ({"arena.resistance": 0.01}, "There was influence enough for “Demand 1”, but policymakers took their time."),
        ({"form": "network"}, "A network asks nothing of policymakers"),
        ({"agreements.values_debate_weeks": 51, "weeks": 20}, "time for the debate on values only"),
    ],
)
def test_what_stands_in_the_way_is_told(changes: Mapping[str, object], reason: str) -> None:
    assert re.search(reason, last_words(changes))


def test_where_something_was_adopted_nothing_needs_explaining() -> None:
    told = last_words({"mechanisms.impact.adoption_rate": 5.0, "arena.resistance": 0.01, "goal.sufficient": 1.0})
    assert "resistance" not in told
    assert "Nothing" not in told
