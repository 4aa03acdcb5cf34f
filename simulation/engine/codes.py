"""The words of the model, and the numbers that stand for them in compiled rules."""

from enum import IntEnum
from functools import cache
from typing import Self, cast

import numpy as np

# Numbers of NumPy's, not Python's: Numba would compile a rule anew for every literal it is called with.
NOBODY: int = cast(int, np.int64(-1))
NEVER: int = NOBODY
NO_DEMAND: int = NOBODY
NOTHING: int = cast(int, np.int64(0))


class Code(IntEnum):
    """A number that stands for a word: that of a member's name."""

    @property
    def word(self) -> str:
        """The word in results, scenario files and stories."""
        return self.name.lower().replace("_", " ")

    @classmethod
    @cache
    def words(cls) -> tuple[str, ...]:
        """All words, in the order of their numbers."""
        return tuple(code.word for code in cls)

    @classmethod
    def named(cls, word: str) -> Self:
        """Return the number that stands for a word."""
        return cls[word.upper().replace(" ", "_")]


class Stage(Code):
    """Stages of an alliance's life."""

    WAITING = 0
    INVITING = 1
    DEBATING_VALUES = 2
    WORDING_THE_GOAL = 3
    AGREEING_ON_DEMANDS = 4
    WORKING = 5
    EXCHANGING = 6
    ENDED = 7


class Form(Code):
    """Forms of cooperation."""

    NETWORK = 0
    ALLIANCE = 1
    LEAGUE = 2


class GoalResult(Code):
    """What came of an alliance's first goal; UNDECIDED while members and politics have not done with it."""

    UNDECIDED = 0
    REACHED = 1
    PART_REACHED = 2
    NOT_REACHED = 3
    NEVER_AGREED = 4
    NO_GOAL = 5


class End(Code):
    """Why an alliance stopped, which takes back nothing that it had reached before; RUNNING is one that has not."""

    GOAL_REACHED = 0
    GOAL_MISSED = 1
    RENEWAL_FAILED = 2
    AGREED_DATE = 3
    GIVEN_UP = 4
    LEAD_LOST = 5
    RED_LINE = 6
    MEMBERS_LEFT = 7
    EXHAUSTION = 8
    NO_AGREEMENT = 9
    POOR_FIT = 10
    MERGED = 11
    NOT_FORMED = 12
    RUNNING = 13


class Label(Code):
    """What a group of organisations is by the conditions it meets."""

    NONE = 0
    ALLIANCE = 1
    NETWORK = 2
    LEAGUE = 3
    FORCED_ASSOCIATION = 4
    MERGER = 5
    CLOSED_CIRCLE = 6


class Status(Code):
    """Where an organisation stands with an alliance."""

    OUTSIDE = 0
    ASKED = 1
    MEMBER = 2
    DECLINED = 3
    LEFT = 4
    APPLYING = 5


class Tier(Code):
    """Member of the core group, or supporter."""

    CORE = 0
    SUPPORTER = 1


class Reason(Code):
    """Why a membership was declined or ended."""

    EFFECT = 0
    TIME = 1
    MONEY = 2
    VISIBILITY = 3
    VALUES = 4
    RISK = 5
    RED_LINE = 6
    CONFLICT = 7
    PARTY_LINE = 8
    WEAR = 9


class Issue(Code):
    """What lies behind a conflict between two members."""

    ECONOMIC = 0
    CULTURAL = 1
    TONE = 2


class Choice(Code):
    """What a governing body decides about membership."""

    JOIN = 0
    DECLINE = 1
    APPLY = 2
    STAY = 3
    LEAVE = 4


class Order(Code):
    """In which order an alliance asks."""

    LISTED = 0
    RANDOM = 1
    TRUST = 2
    SECTORS = 3


class Admission(Code):
    """What happens to applications."""

    NONE = 0
    OPEN = 1
    VOTE = 2
    SUPPORTERS = 3
    SILENCE = 4


class Venue(Code):
    """Who decides on a demand."""

    PARLIAMENT = 0
    MINISTRY = 1
    ELSEWHERE = 2
    MEMBERS = 3
    NOBODY = 4


class Contributions(Code):
    """Who pays for the joint office."""

    CORE = 0
    ALL = 1
    WILLING = 2
    NOBODY = 3


class DivisionOfLabour(Code):
    """How members divide tasks among them."""

    FREE = 0
    COORDINATED = 1
    FORCED = 2


class StateLevel(Code):
    """Levels of the state, in the order of `simulation.scenario.participants.LEVELS`."""

    LOCAL = 0
    STATE = 1
    FEDERAL = 2


class CalendarKind(Code):
    """Kinds of dated entries in the arena's calendar."""

    WINDOW = 0
    VOTE = 1
    SHOCK = 2
    ELECTION = 3
    DEMONSTRATION = 4


class Channel(Code):
    """How one organisation of a field comes to another's mind."""

    FOUNDER = 0
    FORUM = 1
    MEMORY = 2
    HEARSAY = 3
    PLACE = 4
    GIVEN = 5
    AFAR = 6


class Verdict(Code):
    """What a governing body that looks for partners makes of an organisation that comes to mind."""

    PASSED_OVER = 0
    ASKED = 1
    ASKED_TO_BE_LET_IN = 2
    NOT_WORTH_IT = 3
    GRUDGE = 4
    ELSEWHERE = 5
    NO_STAKE = 6
    RIVAL = 7
    TAKEN = 8
    NO_TIME = 9
    AT_ODDS = 10


class EventKind(Code):
    """What can happen in a run."""

    JOINED = 0
    DECLINED = 1
    LEFT = 2
    STAGE = 3
    GOAL_WORDED = 4
    OBJECTION = 5
    REWORDED = 6
    DEMAND_DROPPED = 7
    AGREED = 8
    CONFLICT_SETTLED = 9
    CONFLICT_ESCALATED = 10
    POSITION_GIVEN_UP = 11
    MILESTONE = 12
    WINDOW = 13
    SHOCK = 14
    RED_LINE_SHIFTED = 15
    ADOPTED = 16
    VOTE_LOST = 17
    CREDIT_CLAIMED = 18
    CREDIT_SHARED = 19
    NEW_LEAD = 20
    ENDED = 21
    BEGINS = 22
    ADMITTED = 23
    TURNED_AWAY = 24
    AGREEMENT_REOPENED = 25
    MONEY_DISPUTED = 26
    CONTACT_LOST = 27
    LEAD_GAVE_UP = 28
    RENEWED = 29
    NETWORK = 30
    HELD_TOGETHER = 31
    PROLONGED = 32
    MERGED = 33
    EVALUATED = 34
    SETBACK = 35
    TAKEN_BACK = 36
    PUT_INTO_PRACTICE = 37
    ELECTION = 38
    EMERGENCY = 39
    HELPING = 40
    HELP_ARRIVES = 41
    QUARREL = 42
    RED_LINE_CROSSED = 43
    VOTE_MISSED = 44
    MORE_REFUSED = 45
    CALL_PUBLISHED = 46
    SIGNED = 47
    ASLEEP = 48
    AWAKE = 49
    REFUSED = 50
    DEMONSTRATION = 51
    OUTSIDE_MONEY_ENDS = 52
    EXTRAORDINARY = 53
    PAUSED = 54


# What stands for no reason, in columns of reasons.
NO_REASON: Reason = cast(Reason, NOBODY)
