"""Rounds and votes: when a team's governing body meets, and what its votes come to."""

import math
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Literal

from simulation.scenario.agreements import Agreements

type Rule = Literal["consensus", "two-thirds", "majority", "silence"]

# A round stands for four weeks. Slower bodies than every third round would miss a class of ninety minutes.
WEEKS_IN_A_ROUND = 4
SLOWEST = 3

DECISION_RULE = "agreements.decision_rule"


class Verdict(StrEnum):
    """What has become of a proposal."""

    OPEN = "open"
    ADOPTED = "adopted"
    REJECTED = "rejected"


def rounds_between(interval: float) -> int:
    """Return in which rounds a governing body meets: in each, in every second or in every third.

    Args:
        interval: between its meetings, in weeks.

    >>> [rounds_between(weeks) for weeks in (0.15, 4, 7, 20)]
    [1, 1, 2, 3]
    """
    return min(SLOWEST, max(1, math.ceil(interval / WEEKS_IN_A_ROUND)))


def next_meeting(every: int, round: int) -> int:
    """Return the round of the next meeting, this one if the governing body meets in it.

    Args:
        every: how many rounds lie between meetings.
        round: the one that is under way, from 1.

    >>> [next_meeting(3, round) for round in (1, 2, 3, 4)]
    [3, 3, 3, 6]
    """
    return math.ceil(round / every) * every


def votes_needed(voters: int, rule: Rule) -> int:
    """Return how many of the voters must consent.

    >>> [votes_needed(6, rule) for rule in ("consensus", "silence", "two-thirds", "majority")]
    [6, 6, 4, 4]
    """
    if rule == "two-thirds":
        return math.ceil(2 * voters / 3)
    return voters // 2 + 1 if rule == "majority" else voters


def verdict(votes: Mapping[str, bool], silent: Collection[str], voters: Collection[str], rule: Rule) -> Verdict:
    """Return what the votes on a proposal come to, as soon as no other vote could change it.

    Args:
        votes: whether a team consents, of those that voted.
        silent: teams that did not vote although they have met since.
        voters: teams that have a vote.
        rule: how the class decides.
    """
    counted = {team: votes[team] for team in voters if team in votes}
    if rule == "silence":
        counted |= {team: True for team in voters if team in silent and team not in votes}
    consents = sum(counted.values())
    needed = votes_needed(len(voters), rule)
    if not voters:
        return Verdict.OPEN
    if consents >= needed:
        return Verdict.ADOPTED
    return Verdict.REJECTED if len(counted) - consents > len(voters) - needed else Verdict.OPEN


def rule_in_force(decided: Mapping[str, object], agreements: Agreements) -> Rule:
    """Return how a class decides: as it agreed to, and before that as the scenario has it."""
    agreed: Rule = decided.get(DECISION_RULE, agreements.decision_rule)  # type: ignore[assignment]
    return agreed
