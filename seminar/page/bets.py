"""Bets: what somebody expects of a change before anything has run, and how it came out."""

from dataclasses import dataclass
from typing import Literal, get_args

from experiments.analysis.contrast import Contrast
from seminar.page.tab import Visit
from simulation.language.translation import Phrase

type Way = Literal["better", "worse", "same"]

WAYS: dict[str, Phrase] = {"better": Phrase("better"), "worse": Phrase("worse"), "same": Phrase("the same")}
COUNTED = Phrase("Better in {better} of {pairs} pairs, worse in {worse}, the same in {same}.")
BET = Phrase("You bet: {way} in {number} of 100 pairs.")
CAME = Phrase("It is {way} in {number} of 100.")
HIT = Phrase("You have the direction right, and are {apart} pairs in 100 off.")
MISS = Phrase("Most pairs went another way. What did you not think of?")
MISSING = Phrase("In {number} pairs there is nothing to compare: it is missing in one of the two runs.")


@dataclass(frozen=True, slots=True)
class Bet:
    """What somebody expects.

    Attributes:
        outcome: name of the outcome that the bet is on.
        way: what most pairs will do.
        number: in how many of 100 pairs.
    """

    outcome: str
    way: Way
    number: int


@dataclass(frozen=True, slots=True)
class Settled:
    """A bet and what came of it.

    Attributes:
        bet: what was expected.
        contrast: how its outcome differs in pairs; it must be one that is better when higher or lower.
    """

    bet: Bet
    contrast: Contrast

    @property
    def counts(self) -> dict[str, int]:
        """How many pairs went which way."""
        better, worse = self.contrast.better_and_worse or (0, 0)
        return {"better": better, "worse": worse, "same": self.contrast.same + self.contrast.in_neither}

    @property
    def of_100(self) -> int:
        """In how many of 100 pairs it went the way that was bet on; none and all are said only where it is so."""
        count, pairs = self.counts[self.bet.way], self.contrast.pairs
        return round(100 * count / pairs) if count in (0, pairs) else min(99, max(1, round(100 * count / pairs)))

    @property
    def is_hit(self) -> bool:
        """Whether no other way is more frequent than the one that was bet on."""
        return self.counts[self.bet.way] == max(self.counts.values())

    def headline(self, visit: Visit) -> str:
        """Say how many pairs went which way."""
        numbers = {way: str(count) for way, count in self.counts.items()}
        return visit.say(COUNTED, pairs=str(self.contrast.pairs), **numbers)

    def sentences(self, visit: Visit) -> list[str]:
        """Hold the bet against what came of it."""
        way = visit.say(WAYS[self.bet.way])
        told = [visit.say(BET, way=way, number=str(self.bet.number)), visit.say(CAME, way=way, number=str(self.of_100))]
        told.append(visit.say(HIT, apart=str(abs(self.bet.number - self.of_100))) if self.is_hit else visit.say(MISS))
        if missing := self.contrast.only_with + self.contrast.only_without:
            told.append(visit.say(MISSING, number=str(missing)))
        return told


def read_way(given: object) -> Way | None:
    """Return the way that an input holds; None where none is chosen."""
    return next((way for way in get_args(Way.__value__) if way == given), None)
