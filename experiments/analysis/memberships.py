"""Memberships of one run: from when to when each organisation was in, why it left or declined, and with whom."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from experiments.storage.trace_files import StoredRun
from simulation import Event, Spell, Trace


@dataclass(frozen=True, slots=True)
class Span:
    """One unbroken time that an organisation was a member of an alliance.

    Attributes:
        organisation: its name.
        alliance: name of the alliance; empty for the scenario's own.
        tier: core or supporter, as it joined.
        start: week in which it joined.
        end: week in which it left, or the alliance ended, or after which the run did.
        reason: why it left; empty if it did not.
    """

    organisation: str
    alliance: str
    tier: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """An organisation that was asked and declined: the week, and why."""

    organisation: str
    alliance: str
    week: int
    reason: str


def spans(run: StoredRun | Trace) -> list[Span]:
    """Return all memberships of a run, by alliance in the order in which organisations were asked."""
    # An alliance may reach the end of its goal and go on as a network; it is over when its stage says so.
    over = {week.alliance: week.week for week in reversed(run.weeks) if week.stage == "ended"}
    last = run.weeks[-1].week + 1
    told: defaultdict[tuple[str | None, str], list[Event]] = defaultdict(list)
    for event in run.events:
        told[event.who, event.alliance].append(event)
    return [
        span
        for spell in run.memberships
        for span in _spans(spell, told[spell.organisation, spell.alliance], over.get(spell.alliance, last))
    ]


def refusals(run: StoredRun | Trace) -> list[Refusal]:
    """Return all that declined, in order."""
    return [
        Refusal(str(event.who), event.alliance, event.week, event.what)
        for event in run.events
        if event.kind == "declined"
    ]


def weeks_together(memberships: Sequence[Span]) -> Counter[tuple[str, str]]:
    """Count for each two organisations the weeks for which both were in one core group, in any alliance."""
    core = [span for span in memberships if span.tier == "core"]
    together: Counter[tuple[str, str]] = Counter()
    for one, other in combinations(core, 2):
        weeks = min(one.end, other.end) - max(one.start, other.start)
        if one.alliance == other.alliance and weeks > 0 and one.organisation != other.organisation:
            together[_pair(one.organisation, other.organisation)] += weeks
    return together


def quarrels(run: StoredRun) -> Counter[tuple[str, str]]:
    """Count the quarrels between each two organisations; the log names both one after the other."""
    pairs: Counter[tuple[str, str]] = Counter()
    told = (event for event in run.events if event.kind == "quarrel")
    for _, events in groupby(told, lambda event: (event.week, event.alliance)):
        who = [str(event.who) for event in events]
        pairs.update(_pair(one, other) for one, other in zip(who[::2], who[1::2], strict=False))
    return pairs


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def _spans(spell: Spell, events: Sequence[Event], over: int) -> Iterator[Span]:
    """Yield the spans of one organisation in one alliance; who sets out for it is in without having joined."""
    joined = [(event.week, event.what) for event in events if event.kind == "joined"]
    if spell.joined is not None and not joined:
        joined = [(spell.joined, spell.tier)]
    left = [event for event in events if event.kind == "left"]
    for start, tier in joined:
        end, reason = next(((event.week, event.what) for event in left if event.week >= start), (over, ""))
        yield Span(spell.organisation, spell.alliance, tier, start, max(start, end), reason)
