"""Votes: what they come to under each rule, and that nothing is decided which another vote could turn."""

from itertools import product
from typing import get_args

import pytest

from seminar.classroom.voting import SLOWEST, Rule, Verdict, next_meeting, rounds_between, verdict
from simulation.scenario.agreements import Agreements

TEAMS = ("A", "B", "C")
RULES: tuple[Rule, ...] = ("consensus", "two-thirds", "majority", "silence")


def test_a_class_knows_the_rules_that_scenarios_know() -> None:
    assert set(RULES) == set(get_args(Agreements.model_fields["decision_rule"].annotation))


@pytest.mark.parametrize(
    ("rule", "consents", "objects", "expected"),
    [
        ("consensus", "ABC", "", Verdict.ADOPTED),
        ("consensus", "AB", "", Verdict.OPEN),
        ("consensus", "AB", "C", Verdict.REJECTED),
        ("two-thirds", "AB", "", Verdict.ADOPTED),
        ("two-thirds", "A", "B", Verdict.OPEN),
        ("two-thirds", "", "AB", Verdict.REJECTED),
        ("majority", "AB", "C", Verdict.ADOPTED),
        ("majority", "A", "B", Verdict.OPEN),
        ("silence", "AB", "", Verdict.OPEN),
    ],
)
def test_a_vote_comes_to_what_the_rule_says(rule: Rule, consents: str, objects: str, expected: Verdict) -> None:
    votes = dict.fromkeys(consents, True) | dict.fromkeys(objects, False)
    assert verdict(votes, (), TEAMS, rule) is expected


def test_silence_is_consent_only_where_that_was_agreed_and_the_team_has_met() -> None:
    votes = {"A": True, "B": True}
    assert verdict(votes, {"C"}, TEAMS, "silence") is Verdict.ADOPTED
    assert verdict(votes, {"C"}, TEAMS, "consensus") is Verdict.OPEN
    assert verdict({**votes, "C": False}, {"C"}, TEAMS, "silence") is Verdict.REJECTED


@pytest.mark.parametrize("rule", RULES)
def test_what_is_decided_no_missing_vote_could_turn(rule: Rule) -> None:
    for cast in product((True, False, None), repeat=3):
        votes = {team: vote for team, vote in zip(TEAMS, cast, strict=True) if vote is not None}
        early = verdict(votes, (), TEAMS, rule)
        missing = [team for team in TEAMS if team not in votes]
        ends = {
            verdict({**votes, **dict(zip(missing, rest, strict=True))}, (), TEAMS, rule)
            for rest in product((True, False), repeat=len(missing))
        }
        assert early is Verdict.OPEN or ends == {early}
        assert Verdict.OPEN not in ends


@pytest.mark.parametrize("rule", RULES)
def test_a_class_without_people_decides_nothing(rule: Rule) -> None:
    assert verdict({"A": True}, (), (), rule) is Verdict.OPEN


def test_slow_governing_bodies_answer_later_but_within_three_rounds() -> None:
    waits = [next_meeting(rounds_between(weeks), 1) for weeks in (0.15, 2, 4, 6, 8, 12, 26, 260)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1, SLOWEST)
