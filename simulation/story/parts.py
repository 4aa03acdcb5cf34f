"""Parts of sentences: what can stand in the braces of a phrase about events."""

from collections import Counter
from collections.abc import Iterable, Iterator

from simulation.engine.codes import Tier
from simulation.engine.state import seen_by
from simulation.language import sentences
from simulation.language.translation import Language, Phrase
from simulation.model import Alliance, AllianceModel
from simulation.results.event_log import Event
from simulation.scenario.definition import Scenario, Venture
from simulation.story.accounts import Account, Thing, placeholders

_MOST_NAMES = 12


class Parts:
    """Fills in phrases about what happens in one run; all other public methods are named as they stand in braces.

    Args:
        model: the run.
        spoken: language to fill them in.
    """

    def __init__(self, model: AllianceModel, spoken: Language) -> None:
        self._model = model
        self._spoken = spoken

    def fill(self, phrase: Phrase, account: Account) -> str:
        """Say a phrase about an account."""
        named = placeholders(phrase)
        parts = {name: getattr(self, name)(account) for name in named}
        return self._spoken.say(phrase, self._number(named, account), **parts)

    def _number(self, named: frozenset[str], account: Account) -> int:
        """Return how many the verb of a phrase is about."""
        if "who" in named:
            return len(account.who)
        if "initiators" in named:
            return len(self._initiators(account))
        return sum(self._members(account)) if "members" in named else len(account.things)

    def who(self, account: Account) -> str:
        """Organisations concerned."""
        return self._listed(account.who)

    def initiators(self, account: Account) -> str:
        """Organisations that invite."""
        return self._listed(self._initiators(account))

    def others(self, account: Account) -> str:
        """How many they invite."""
        alliance = self._alliance(account)
        memberships = seen_by(self._model.world, alliance.number).memberships
        number = int(memberships["invited"][alliance.initiators :].sum())
        return self._spoken.counted(sentences.ORGANISATIONS, number) if number else self._spoken.say(sentences.NOBODY)

    def members(self, account: Account) -> str:
        """How many sit at the table, and how many support them."""
        core, supporters = self._members(account)
        if not supporters:
            return self._spoken.counted(sentences.MEMBERS, core)
        at_the_table = self._spoken.counted(sentences.AT_THE_TABLE, core)
        return self._spoken.listed([at_the_table, self._spoken.counted(sentences.SUPPORTERS, supporters)])

    def why(self, account: Account) -> str:
        """Reason to decline or leave."""
        name, _ = account.things[0]
        return self._spoken.say(sentences.REASONS[name])

    def names(self, account: Account) -> str:
        """Demands, by name only."""
        return self._spoken.listed([self._quoted(name) for name, _ in account.things])

    def demands(self, account: Account) -> str:
        """Demands and their ambition, as what is done with it needs them."""
        return self._with_ambition(sentences.DEMAND_AT, account.things)

    def asked(self, account: Account) -> str:
        """Demands, with their ambition in brackets."""
        return self._with_ambition(sentences.DEMAND_WITH, account.things)

    def paper(self, account: Account) -> str:
        """All demands of the paper."""
        agreed = seen_by(self._model.world, self._alliance(account).number).demands["agreed"].tolist()
        demands = [demand.name for demand in self._venture(account).goal.demands]
        asked = [(name, ambition) for name, ambition in zip(demands, agreed, strict=True) if ambition > 0]
        return self._with_ambition(sentences.DEMAND_WITH, asked)

    def entry(self, account: Account) -> str:
        """Entries of the calendar."""
        return self._listed(name for name, _ in account.things)

    def share(self, account: Account) -> str:
        """The events' value as a share."""
        return self._spoken.percent(_value(account))

    def number(self, account: Account) -> str:
        """The events' value as a whole number."""
        return self._spoken.number(_value(account), "#,##0")

    def times(self, account: Account) -> str:
        """How often it happened."""
        return self._spoken.number(len(account.things))

    def planned(self, account: Account) -> str:
        """How many milestones were planned."""
        return self._spoken.number(self._venture(account).agreements.milestones)

    def weeks(self, account: Account) -> str:
        """The events' value as a time in weeks."""
        return self._spoken.counted(sentences.WEEKS, _value(account))

    def days(self, account: Account) -> str:
        """The events' value as a time in days."""
        return self._spoken.counted(sentences.DAYS, _value(account))

    def _alliance(self, account: Account) -> Alliance:
        return next(alliance for alliance in self._model.alliances if alliance.key == account.alliance)

    def _venture(self, account: Account) -> Venture:
        scenario: Scenario = self._model.blueprint.scenario
        return scenario.ventures[int(self._alliance(account).number)]

    def _initiators(self, account: Account) -> list[str]:
        return list(dict.fromkeys(self._venture(account).invitation.initiators))

    def _members(self, account: Account) -> tuple[int, int]:
        """Return how many sit at the table and how many support them: now, or when they entered a stage this week."""
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

    def _called(self, name: str) -> str:
        return self._model.blueprint.scenario.called(name, self._spoken.code)

    def _listed(self, names: Iterable[str]) -> str:
        """List names; where there are very many, the first of them and how many more."""
        called = [self._called(name) for name in names]
        more = len(called) - _MOST_NAMES + 1 if len(called) > _MOST_NAMES else 0
        named = _numbers_together(called[: len(called) - more])
        if more:
            named.append((self._spoken.counted(sentences.OTHERS, more), []))
        together = ", ".join if len(named) > 1 else self._spoken.listed
        return self._spoken.listed([f"{name} {together(numbers)}" if numbers else name for name, numbers in named])

    def _quoted(self, name: str) -> str:
        return self._spoken.say(sentences.QUOTED, name=self._called(name))

    def _with_ambition(self, phrase: Phrase, things: Iterable[Thing]) -> str:
        asked = [(self._quoted(name), self._spoken.percent(ambition)) for name, ambition in things]
        return self._spoken.listed([self._spoken.say(phrase, name=name, share=share) for name, share in asked])


def _numbers_together(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return names, each with the numbers that stand behind it, if any: Union 5 and Union 2 are Union with 2 and 5."""
    found: dict[tuple[str, bool], list[int]] = {}
    for name in names:
        stem, _, number = name.rpartition(" ")
        if number.isdigit():
            found.setdefault((stem, True), []).append(int(number))
        else:
            found[name, False] = []
    return [(stem, list(map(str, sorted(numbers)))) for (stem, _), numbers in found.items()]


def _value(account: Account) -> float:
    return account.things[0][1]
