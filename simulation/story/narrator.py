"""The narrator: tells what happens in a run, week by week."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from simulation.language import sentences
from simulation.language.translation import Language, Phrase
from simulation.model import AllianceModel
from simulation.results.event_log import Event
from simulation.story.accounts import Account, accounts
from simulation.story.parts import Parts

_ASLEEP = ("waiting", "ended")
# In these stages no paper is in sight, so that nobody is told of red lines for it.
_WITHOUT_PAPER = ("waiting", "exchanging")


class Paragraph(NamedTuple):
    """What is told of one alliance in one week.

    Attributes:
        week: of the run, from 0.
        head: date and week in words.
        alliance: its name, where it is not the scenario's first; else empty.
        sentences: in order.
        accounts: of what they tell.
    """

    week: int
    head: str
    alliance: str
    sentences: tuple[str, ...]
    accounts: tuple[Account, ...]

    @property
    def text(self) -> str:
        """The sentences in one line."""
        told = " ".join(self.sentences)
        return f"{self.alliance}: {told}" if self.alliance else told


class Narrator:
    """Tells what happens in one run, in one language.

    Args:
        model: the run.
        spoken: the language.
    """

    def __init__(self, model: AllianceModel, spoken: Language) -> None:
        self._model = model
        self._scenario = model.blueprint.scenario
        self._spoken = spoken
        self._parts = Parts(model, spoken)

    def opening(self) -> Paragraph:
        """Tell who invites how many into the scenario's own alliance."""
        return self._paragraph(self._model.week, [Account("", "begins", sentences.INVITATION, (), ())])

    def closing(self) -> Iterator[Paragraph]:
        """Tell how many are left in each alliance whose time runs out."""
        for alliance in self._model.alliances:
            if alliance.stage not in _ASLEEP:
                account = Account(alliance.key, "", sentences.STILL_TOGETHER, (), ())
                yield self._paragraph(self._model.week, [account])

    def week(self, events: Sequence[Event]) -> Iterator[Paragraph]:
        """Tell a week's events, a paragraph for each alliance."""
        told: dict[str, list[Account]] = {}
        for account in filter(self._matters, accounts(events)):
            told.setdefault(account.alliance, []).append(account)
        for _, own in sorted(told.items()):
            yield self._paragraph(events[0].week, own)

    def everyday(self, row: Sequence[Paragraph]) -> Paragraph:
        """Draw paragraphs about everyday events together."""
        told = []
        for kind, phrase in sentences.EVERYDAY.items():
            own = [account for paragraph in row for account in paragraph.accounts if account.kind == kind]
            who = tuple(dict.fromkeys(name for account in own for name in account.who))
            things = tuple(thing for account in own for thing in account.things)
            if own:
                told.append(self._parts.fill(phrase, own[0]._replace(who=who, things=things)))
        sentence = self._spoken.say(sentences.MEANWHILE, day=self._day(row[-1].week), told="; ".join(told))
        return row[0]._replace(sentences=(sentence,))

    def _matters(self, account: Account) -> bool:
        """Tell whether an account means anything to readers where its alliance stands."""
        stages = {alliance.key: alliance.stage for alliance in self._model.alliances}
        return account.kind != "red line shifted" or stages[account.alliance] not in _WITHOUT_PAPER

    def _day(self, week: int) -> str:
        return self._spoken.day(self._scenario.start + timedelta(weeks=week))

    def _paragraph(self, week: int, own: Sequence[Account]) -> Paragraph:
        head = self._spoken.say(sentences.HEAD, day=self._day(week), week=str(week))
        alliance = self._scenario.called(own[0].alliance, self._spoken.code)
        told = tuple(sentence for account in own for sentence in self._sentences(account))
        return Paragraph(week, head, alliance, told, tuple(own))

    def _sentences(self, account: Account) -> Iterator[str]:
        yield self._parts.fill(account.phrase, account)
        if account.kind == "ended" and self._has_seen("agreed", account.alliance):
            yield self._parts.fill(self._adopted_in_all(account), account)

    def _adopted_in_all(self, account: Account) -> Phrase:
        """Return how to tell what came of the first agreement."""
        if round(account.things[0][1], 2) == 0:
            return sentences.NOTHING_ADOPTED
        is_renewed = self._has_seen("renewed", account.alliance)
        return sentences.ADOPTED_AT_FIRST if is_renewed else sentences.ADOPTED_IN_ALL

    def _has_seen(self, kind: str, alliance: str) -> bool:
        return any(event.kind == kind and event.alliance == alliance for event in self._model.story)
