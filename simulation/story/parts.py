"""Parts of sentences: what can stand in the braces of a phrase about events."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulation.engine.codes import Tier
from simulation.engine.state import seen_by
from simulation.language import sentences
from simulation.language.translation import Language, Phrase
from simulation.observed_run import ObservedRun
from simulation.results.event_log import Event
from simulation.run_views import Alliance
from simulation.scenario.definition import Scenario
from simulation.scenario.ventures import Venture
from simulation.story.accounts import Account, Thing, placeholders
from simulation.story.names import Names

MOST_DEMANDS = 8
_TWO_YEARS = 104  # weeks


class Parts:
    """Fills in phrases about what happens in one run; all other public methods are named as they stand in braces.

    Args:
        model: the run.
        spoken: language to fill them in.
        names: writes the run's names in that language.
    """

    def __init__(self, model: ObservedRun, spoken: Language, names: Names) -> None:
        self._model = model
        self._spoken = spoken
        self._names = names

    def fill(self, phrase: Phrase, account: Account) -> str:
        """Say a phrase about an account, as a sentence."""
        named = placeholders(phrase)
        parts = {name: getattr(self, name)(account) for name in named}
        return self._names.sentence(self._spoken.say(phrase, self._number(named, account), **parts))

    def _number(self, named: frozenset[str], account: Account) -> int:
        """Return how many the verb of a phrase is about."""
        if "who" in named:
            return self._names.count(account.who)
        if "initiators" in named:
            return self._names.count(self._initiators(account))
        return sum(self._members(account)) if "members" in named else len(account.things)

    def who(self, account: Account) -> str:
        """Organisations concerned."""
        return self._names.listed(account.who)

    def initiators(self, account: Account) -> str:
        """Organisations that invite."""
        return self._names.listed(self._initiators(account))

    def others(self, account: Account) -> str:
        """How many they invite."""
        return self._spoken.counted(sentences.OTHER_ORGANISATIONS, self.invited(account))

    def members(self, account: Account) -> str:
        """How many are in the core group, and how many support them."""
        core, supporters = self._members(account)
        if not supporters:
            return self._spoken.counted(sentences.MEMBERS, core)
        in_the_core = self._spoken.counted(sentences.IN_THE_CORE, core)
        return self._spoken.listed([in_the_core, self._spoken.counted(sentences.SUPPORTERS, supporters)])

    def names(self, account: Account) -> str:
        """Demands, by name only."""
        things = list(dict.fromkeys(name for name, _ in account.things))
        if len(things) > MOST_DEMANDS:
            return self._spoken.counted(sentences.DEMANDS, len(things))
        return self._spoken.listed([self._names.quoted(name) for name in things])

    def asked(self, account: Account) -> str:
        """Demands, with their ambition in brackets."""
        return self._with_ambition(account.things)

    def platform(self, account: Account) -> str:
        """All joint demands, with their ambition in brackets."""
        agreed = seen_by(self._model.world, self._alliance(account).number).demands["agreed"].tolist()
        demands = [demand.name for demand in self._venture(account).goal.demands]
        return self._with_ambition(
            [(name, ambition) for name, ambition in zip(demands, agreed, strict=True) if ambition > 0]
        )

    def entry(self, account: Account) -> str:
        """Entries of the calendar."""
        return self._spoken.listed([self._names.of_one(name) for name, _ in account.things])

    def share(self, account: Account) -> str:
        """The events' value as a share."""
        return self._spoken.percent(_value(account))

    def number(self, account: Account) -> str:
        """The events' value as a whole number."""
        return self._spoken.number(_value(account), "#,##0")

    def organisations(self, account: Account) -> str:
        """The events' value as a number of organisations."""
        return self._spoken.counted(sentences.ORGANISATIONS, _value(account))

    def times(self, account: Account) -> str:
        """How often it happened."""
        return self._spoken.number(len(account.things))

    def planned(self, account: Account) -> str:
        """How many milestones were planned."""
        return self._spoken.number(self._venture(account).agreements.milestones)

    def durations(self, account: Account) -> str:
        """The events' values as times, the shortest and the longest of several."""
        low, high = (_in_words(end(weeks for _, weeks in account.things)) for end in (min, max))
        number = self._spoken.number(high.number)
        if low.unit == high.unit and low.number < high.number:
            number = self._spoken.say(sentences.FROM_TO, low=self._spoken.number(low.number), high=number)
        last = self._spoken.say(high.unit, high.number, number=number)
        if low.unit == high.unit:
            return last
        first = self._spoken.counted(low.unit, low.number)
        return self._spoken.say(sentences.FROM_TO, low=first, high=last)

    def days(self, account: Account) -> str:
        """The events' value as a time in days."""
        return self._spoken.counted(sentences.DAYS, _value(account))

    def invited(self, account: Account) -> int:
        """Return how many are invited beside the initiators."""
        alliance = self._alliance(account)
        memberships = seen_by(self._model.world, alliance.number).memberships
        return int(memberships["invited"][alliance.initiators :].sum())

    def _alliance(self, account: Account) -> Alliance:
        return next(alliance for alliance in self._model.alliances if alliance.key == account.alliance)

    def _venture(self, account: Account) -> Venture:
        scenario: Scenario = self._model.prepared.scenario
        return scenario.ventures[int(self._alliance(account).number)]

    def _initiators(self, account: Account) -> list[str]:
        return list(dict.fromkeys(self._venture(account).invitation.initiators))

    def _members(self, account: Account) -> tuple[int, int]:
        """Return how many are in the core group and how many support them: now, or on entering a stage this week."""
        alliance = self._alliance(account)
        counts = Counter(core=alliance.core, supporter=alliance.supporters)
        for event in self._since(account):
            if event.kind == "joined":
                counts[event.what] -= 1
            elif event.kind == "left":
                counts[self._tier(event, alliance)] += 1
        return counts["core"], counts["supporter"]

    def _tier(self, event: Event, alliance: Alliance) -> str:
        part = self._model.organisation(str(event.who)).membership_in(alliance)
        return "" if part is None else Tier(part.tier).word

    def _since(self, account: Account) -> Iterator[Event]:
        """Yield what has happened in an alliance since it entered the stage that an account tells of."""
        for event in reversed(self._model.story if account.kind == "stage" else ()):
            if (event.alliance, event.kind, event.what) == (account.alliance, "stage", account.things[0][0]):
                return
            if event.alliance == account.alliance:
                yield event

    def _with_ambition(self, things: Sequence[Thing]) -> str:
        """List demands with what is asked; of very many, how many they are and between what and what."""
        percent = self._spoken.percent
        if len(things) > MOST_DEMANDS:
            low, high = (percent(end(ambition for _, ambition in things)) for end in (min, max))
            shares = self._spoken.say(sentences.FROM_TO, low=low, high=high)
            number = self._spoken.number(len(things))
            return self._spoken.say(sentences.DEMANDS_WITH, len(things), number=number, shares=shares)
        phrase = sentences.DEMAND_WITH
        return self._spoken.listed(
            [self._spoken.say(phrase, name=self._names.quoted(name), share=percent(share)) for name, share in things]
        )


class _Time(NamedTuple):
    number: int
    unit: Phrase


def _in_words(weeks: float) -> _Time:
    """Return a time as people give it: in weeks up to two years, then in years."""
    number = round(weeks)
    return _Time(number, sentences.WEEKS) if number < _TWO_YEARS else _Time(round(weeks / 52), sentences.YEARS)


def _value(account: Account) -> float:
    return account.things[0][1]
