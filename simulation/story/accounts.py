"""Accounts: the events of a week, drawn together to what can stand in one sentence."""

from collections.abc import Iterable, Iterator, Sequence
from string import Formatter
from typing import NamedTuple

from simulation.language.sentences import SENTENCES
from simulation.language.translation import Phrase
from simulation.results.event_log import Event

# What a phrase names in braces decides which events it can tell of at once.
LISTED = frozenset({"names", "demands", "asked", "entry"})
_OF_WHAT = LISTED | {"why"}
_MEASURES = frozenset({"share", "number", "weeks", "days"})
_OF_VALUE = _MEASURES | {"demands", "asked"}

type Thing = tuple[str, float]


class Account(NamedTuple):
    """What one sentence is about.

    Attributes:
        alliance: as the events name it.
        kind: of the events.
        phrase: to be filled in.
        who: organisations concerned.
        things: what else is concerned, each with the event's value; at least one.
    """

    alliance: str
    kind: str
    phrase: Phrase
    who: tuple[str, ...]
    things: tuple[Thing, ...]


def placeholders(phrase: Phrase) -> frozenset[str]:
    """Return the names in braces of a phrase.

    >>> sorted(placeholders(Phrase("{who} declines: {why}.", "{who} decline: {why}.")))
    ['who', 'why']
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(phrase.one) if name)


def accounts(events: Sequence[Event]) -> Iterator[Account]:
    """Yield what there is to tell of a week's events, in the order in which each of it begins."""
    alike: dict[tuple[str, str, str], list[Event]] = {}
    for event in _without_repetition(events):
        alike.setdefault((event.alliance, event.kind, _word(event)), []).append(event)
    for (alliance, kind, word), same in alike.items():
        if phrase := _phrase(kind, word):
            for who, things in _drawn_together(same, placeholders(phrase)):
                yield Account(alliance, kind, phrase, who, things)


def _without_repetition(events: Sequence[Event]) -> Iterator[Event]:
    """Yield events but for those that another implies: whoever is admitted joins, and an emergency is a shock."""
    told = {(event.kind, event.alliance, event.who, event.what) for event in events}
    for event in events:
        more = {"joined": "admitted", "shock": "emergency"}.get(event.kind, "")
        if (more, event.alliance, event.who, event.what) not in told:
            yield event


def _phrase(kind: str, word: str) -> Phrase | None:
    entry = SENTENCES[kind]
    return entry if isinstance(entry, Phrase) else entry[word]


def _word(event: Event) -> str:
    """Return what chooses between several phrases for a kind of event."""
    if event.kind == "window":
        return "opens" if event.value >= 1 else "narrows"
    if event.kind == "put into practice":
        return "later" if event.value >= 1 else "soon"
    if event.kind == "vote missed":
        return "further" if event.value else "first"
    if event.kind == "demand dropped":
        return "secured" if event.value else "open"
    return "" if isinstance(SENTENCES[event.kind], Phrase) else event.what


def _drawn_together(
    events: Iterable[Event], parts: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], tuple[Thing, ...]]]:
    """Yield the organisations that share a thing, with all things that they share, as far as the phrase lists them."""
    alike: dict[tuple[str, float], list[Event]] = {}
    for event in events:
        key = (event.what if parts & _OF_WHAT else "", event.value if parts & _OF_VALUE else 0.0)
        alike.setdefault(key, []).append(event)
    together: dict[tuple[tuple[str, ...], object], list[Thing]] = {}
    for (what, value), same in alike.items():
        who = tuple(dict.fromkeys(event.who for event in same if event.who and "who" in parts))
        apart = ("" if parts & LISTED else what, value if parts & _MEASURES else 0.0)
        together.setdefault((who, apart), []).append((same[0].what, same[0].value))
    for (everybody, _), things in together.items():
        yield everybody, tuple(things)
