"""The narrator: tells what happens in a run, week by week or many small events together."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from simulation.engine.codes import Tier
from simulation.language import sentences
from simulation.language.translation import Language, Phrase
from simulation.observed_run import ObservedRun
from simulation.results.event_log import Event
from simulation.run_views import Alliance
from simulation.scenario.definition import Scenario
from simulation.scenario.fields import When
from simulation.story.accounts import ON_THE_WAY, Account, accounts, accounts_together
from simulation.story.names import Names
from simulation.story.parts import MOST_DEMANDS, Parts
from simulation.story.standstill import Standstill

_ASLEEP = ("waiting", "ended")
# In these stages no joint demands are in sight, so that nobody is told of red lines for them.
_WITHOUT_DEMANDS = ("waiting", "exchanging")
_OF_A_CONFLICT = frozenset({"quarrel", "conflict settled", "conflict escalated"})
_DATED = frozenset({"window", "shock", "emergency", "election", "demonstration"})
_SMALL = _OF_A_CONFLICT | {
    "joined",
    "declined",
    "admitted",
    "signed",
    "turned away",
    "asleep",
    "awake",
    "contact lost",
    "extraordinary",
    "paused",
    "red line shifted",
    "helping",
}
# Of those who leave a core group of more than so many, none alone changes the course of things.
_FEW = 15
# Where there are very many demands, none of them alone does either.
_OF_A_SUCCESS = frozenset({"adopted", "credit shared", "credit claimed", "put into practice"})


class Paragraph(NamedTuple):
    """What is told of one alliance in one week, or of small events in many weeks.

    Attributes:
        week: of the run, from 0; the first of many.
        head: date and week in words.
        alliance: its name, where it is not the scenario's first; else empty.
        sentences: in order.
        accounts: of what they tell.
        until: the last day, where they tell of many weeks; else empty.
    """

    week: int
    head: str
    alliance: str
    sentences: tuple[str, ...]
    accounts: tuple[Account, ...]
    until: str = ""

    @property
    def text(self) -> str:
        """The sentences in one line, after whose they are and by which day."""
        until = self.until if self.alliance else self.until[:1].upper() + self.until[1:]
        about = ", ".join(filter(None, (self.alliance, until)))
        return ": ".join(filter(None, (about, " ".join(self.sentences))))


class Narrator:
    """Tells what happens in one run, in one language.

    Args:
        model: the run.
        spoken: the language.
    """

    def __init__(self, model: ObservedRun, spoken: Language) -> None:
        self._model = model
        self._scenario = model.prepared.scenario
        self._spoken = spoken
        names = Names(self._scenario, spoken)
        self._parts = Parts(model, spoken, names)
        self._standstill = Standstill(model, spoken, names)
        self._days = _days_in(self._scenario)

    def opening(self) -> Paragraph:
        """Tell who invites how many into the scenario's own alliance."""
        return self._paragraph(self._model.week, [Account("", "begins", sentences.INVITATION, (), ())])

    def closing(self) -> Iterator[Paragraph]:
        """Tell how many are left in each alliance whose time runs out, and why nothing came of it, if nothing did."""
        for alliance in self._model.alliances:
            if alliance.stage not in _ASLEEP:
                account = Account(alliance.key, "", sentences.STILL_TOGETHER, (), ())
                paragraph = self._paragraph(self._model.week, [account])
                yield paragraph._replace(sentences=(*paragraph.sentences, *self._standstill.reasons(alliance)))

    def week(self, events: Sequence[Event]) -> Iterator[Paragraph]:
        """Tell a week's events, a paragraph for each alliance."""
        for own in self.by_alliance(events):
            yield self.of_one_week(own)

    def by_alliance(self, events: Iterable[Event]) -> Iterator[list[Event]]:
        """Part events by alliance, and leave out those that mean nothing to readers where their alliance stands."""
        parted: dict[str, list[Event]] = {}
        for event in filter(self._matters, events):
            parted.setdefault(event.alliance, []).append(event)
        yield from (own for _, own in sorted(parted.items()) if any(True for _ in accounts(own)))

    def of_one_week(self, events: Sequence[Event]) -> Paragraph:
        """Tell what happened in one alliance in one week."""
        return self._paragraph(events[0].week, list(accounts(self._by_day(events))))

    def _by_day(self, events: Sequence[Event]) -> list[Event]:
        """Put what happened on known days of a week in the order of these days, and leave all else in its place."""
        days = iter(sorted((event for event in events if event.kind in _DATED), key=self._day_of))
        return [next(days) if event.kind in _DATED else event for event in events]

    def _day_of(self, event: Event) -> date:
        """Return the day of an entry of the calendar, or the first of its week where the scenario names none."""
        when = self._days.get(event.what)
        return when if isinstance(when, date) else event.day

    def of_many_weeks(self, events: Sequence[Event]) -> Paragraph:
        """Tell small events of one alliance together; those of a single week as ever."""
        first, last = events[0].week, events[-1].week
        if first == last:
            return self.of_one_week(events)
        paragraph = self._paragraph(first, list(accounts_together(events)))
        return paragraph._replace(until=self._spoken.say(sentences.UNTIL, day=self._day(last)))

    def is_worth_a_word(self, event: Event) -> bool:
        """Tell whether an event belongs into a story that draws small events together; to be asked in its week."""
        if event.kind == "stage":
            # Of an alliance beside the first, its agreement says enough.
            return not event.alliance or event.what not in ON_THE_WAY
        return event.kind != "contact lost" or self._alliance(event.alliance).core <= _FEW

    def turns(self, events: Sequence[Event]) -> list[Event]:
        """Return those of a week's events that change the course of their alliance; to be asked in that week."""
        turning = [event for event in events if not self._is_small(event)]
        if any(event.what == "conflict" for event in turning):
            return [event for event in events if event in turning or event.kind in _OF_A_CONFLICT]
        return turning

    def _is_small(self, event: Event) -> bool:
        alliance = self._alliance(event.alliance)
        if event.kind in ("left", "red line crossed"):
            membership = self._model.organisation(str(event.who)).membership_in(alliance)
            return membership is None or membership.tier != Tier.CORE or alliance.core > _FEW
        demands = self._scenario.ventures[int(alliance.number)].goal.demands
        return event.kind in _SMALL or (event.kind in _OF_A_SUCCESS and len(demands) > MOST_DEMANDS)

    def _matters(self, event: Event) -> bool:
        if event.kind != "red line shifted":
            return True
        return self._alliance(event.alliance).stage not in _WITHOUT_DEMANDS

    def _alliance(self, key: str) -> Alliance:
        return next(alliance for alliance in self._model.alliances if alliance.key == key)

    def _day(self, week: int) -> str:
        return self._spoken.day(self._scenario.start + timedelta(weeks=week))

    def _paragraph(self, week: int, own: Sequence[Account]) -> Paragraph:
        head = self._spoken.say(sentences.HEAD, day=self._day(week), week=str(week))
        alliance = self._scenario.called(own[0].alliance, self._spoken.code)
        said = tuple(sentence for account in own for sentence in self._sentences(account))
        return Paragraph(week, head, alliance, said, tuple(own))

    def _sentences(self, account: Account) -> Iterator[str]:
        alone = account.kind == "begins" and not self._parts.invited(account)
        yield self._parts.fill(sentences.AMONG_THEMSELVES if alone else account.phrase, account)
        if account.kind == "ended" and self._has_seen("agreed", account.alliance):
            told = self._adopted_in_all(account)
            yield self._parts.fill(told, account)
            if told is sentences.NOTHING_ADOPTED:
                yield from self._standstill.weakness(self._alliance(account.alliance))

    def _adopted_in_all(self, account: Account) -> Phrase:
        """Return how to tell what came of the first agreement."""
        if round(account.things[0][1], 2) == 0:
            return sentences.NOTHING_ADOPTED
        is_renewed = self._has_seen("renewed", account.alliance)
        return sentences.ADOPTED_AT_FIRST if is_renewed else sentences.ADOPTED_IN_ALL

    def _has_seen(self, kind: str, alliance: str) -> bool:
        return any(event.kind == kind and event.alliance == alliance for event in self._model.story)


def _days_in(scenario: Scenario) -> dict[str, When]:
    """Return when each entry of the calendar begins."""
    arena = scenario.arena
    demonstrations = [one for venture in scenario.ventures for one in venture.demonstrations]
    days: dict[str, When] = {window.name: window.start for window in arena.windows}
    days |= {shock.name: shock.when for shock in arena.shocks}
    days |= {election.name: election.when for election in arena.elections}
    return days | {demonstration.name: demonstration.when for demonstration in demonstrations}
