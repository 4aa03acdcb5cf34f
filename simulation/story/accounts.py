"""Accounts: the events of a week, drawn together to what can stand in one sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter
from typing import NamedTuple

from simulation.language.sentences import SENTENCES, TOGETHER
from simulation.language.translation import Phrase
from simulation.results.event_log import Event

# What a phrase names in braces decides which events it can tell of at once.
LISTED = frozenset({"names", "asked", "entry"})
_MEASURES = frozenset({"share", "number", "organisations", "days"})
_OF_VALUE = _MEASURES | {"asked"}
_OF_EACH_EVENT = frozenset({"times", "durations"})

# In which small events of many weeks are told.
_ORDER = (
    "joined",
    "admitted",
    "signed",
    "declined",
    "turned away",
    "helping",
    "adopted",
    "credit shared",
    "credit claimed",
    "red line shifted",
    "extraordinary",
    "paused",
    "quarrel",
    "conflict settled",
    "conflict escalated",
    "red line crossed",
    "left",
    "asleep",
    "awake",
    "contact lost",
)

# Steps that every alliance takes on its way to joint demands.
ON_THE_WAY = ("debating values", "wording the goal", "agreeing on demands")

# What tells more of an event than its own kind does.
_MORE = {"joined": ("admitted", "signed"), "shock": ("emergency",), "agreed": ("call published",)}

type Thing = tuple[str, float]
type _Phrases = Mapping[str, Phrase | Mapping[str, Phrase | None]]


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
    return frozenset(name for _, name, _, _ in Formatter().parse(phrase.one + phrase.several) if name)


def accounts(events: Sequence[Event]) -> Iterator[Account]:
    """Yield what there is to tell of a week's events, in the order in which each of it begins."""
    yield from _accounts(events, SENTENCES)


def accounts_together(events: Sequence[Event]) -> Iterator[Account]:
    """Yield what there is to tell of the small events of many weeks."""
    yield from sorted(_accounts(events, SENTENCES | TOGETHER), key=lambda account: _ORDER.index(account.kind))


def _accounts(events: Sequence[Event], phrases: _Phrases) -> Iterator[Account]:
    alike: dict[tuple[str, str, str], list[Event]] = {}
    for event, word in _without_repetition(events, phrases):
        alike.setdefault((event.alliance, event.kind, word), []).append(event)
    for (alliance, kind, word), same in alike.items():
        entry = phrases[kind]
        phrase = entry if isinstance(entry, Phrase) else entry[word]
        if phrase:
            for who, things in _drawn_together(same, placeholders(phrase)):
                yield Account(alliance, kind, phrase, who, things)


def _without_repetition(events: Sequence[Event], phrases: _Phrases) -> Iterator[tuple[Event, str]]:
    """Yield events but for those that another implies, each with the word that chooses its phrase.

    Whoever is admitted or signs joins, what is published was agreed, an emergency is a shock, and who declines or
    leaves over a red line names it. Where one claims a success, it would contradict itself to tell of another that
    they share in the same week; and of a text that stands on its day nobody says that the talks for it begin.
    """
    seen = {(event.kind, event.week, event.alliance, event.who, event.what) for event in events}
    crossed = {event[1:4]: event[0] for event in seen if event[0] in ("declined", "left") and event[4] == "red line"}
    claimed = {event[1:3] for event in seen if event[0] == "credit claimed"}
    agreed = {event[1:3] for event in seen if event[0] == "agreed"}
    named = {event[1:4] for event in seen if event[0] == "red line crossed"}
    for event in events:
        place = (event.week, event.alliance, event.who)
        more = _MORE.get(event.kind, ())
        if event.kind == "credit shared" and place[:2] in claimed:
            continue
        if event.kind == "stage" and event.what in ON_THE_WAY and place[:2] in agreed:
            continue
        if event.kind == "red line crossed":
            yield event, crossed.get(place, "left")
        elif not any((kind, *place, event.what) in seen for kind in more) and not (
            crossed.get(place) == event.kind and place in named
        ):
            yield event, _word(event, phrases)


def _word(event: Event, phrases: _Phrases) -> str:
    """Return what chooses between several phrases for a kind of event."""
    if event.kind == "window":
        return "opens" if event.value >= 1 else "narrows"
    if event.kind == "goal worded":
        return "talked through" if round(event.value, 2) > 0 else "not talked through"
    if event.kind == "put into practice":
        return "later" if event.value >= 1 else "soon"
    if event.kind == "vote missed":
        return "further" if event.value else "first"
    if event.kind == "outside money ends":
        return {0.0: "closed", 1.0: "paid"}.get(round(event.value, 2), "short")
    if event.kind == "demand dropped":
        return "secured" if event.value else "open"
    return "" if isinstance(phrases[event.kind], Phrase) else event.what


def _drawn_together(
    events: Iterable[Event], parts: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], tuple[Thing, ...]]]:
    """Yield the organisations that share a thing, with all things that they share, as far as the phrase lists them."""
    alike: dict[tuple[str, float], list[Event]] = {}
    for event in events:
        key = (event.what if parts & LISTED else "", event.value if parts & _OF_VALUE else 0.0)
        alike.setdefault(key, []).append(event)
    together: dict[tuple[tuple[str, ...], object], list[Thing]] = {}
    for (what, value), same in alike.items():
        who = tuple(dict.fromkeys(event.who for event in same if event.who and "who" in parts))
        apart = ("" if parts & LISTED else what, value if parts & _MEASURES else 0.0)
        things = [(event.what, event.value) for event in same]
        together.setdefault((who, apart), []).extend(things if parts & _OF_EACH_EVENT else things[:1])
    for (everybody, _), things in together.items():
        yield everybody, tuple(things)
