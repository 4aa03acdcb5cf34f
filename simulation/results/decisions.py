"""Why? What a governing body weighed when it decided about membership, in numbers and in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any

from simulation.engine.codes import NO_DEMAND, NO_REASON, Choice, Reason
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.records import DecisionRow, Terms
from simulation.engine.state import World
from simulation.engine.tables import Table, fresh
from simulation.language import decision_phrases as phrases
from simulation.language.sentences import QUOTED
from simulation.language.translation import Language, Phrase, language
from simulation.results.event_log import Event
from simulation.rules.shared.net_benefit import net_benefit
from simulation.scenario.definition import Scenario


@dataclass(frozen=True, slots=True)
class Decision:
    """What a governing body decided about membership, and what it weighed.

    Attributes:
        week: of the run, from 0.
        day: the week's first day.
        alliance: name of the alliance, where it is not the scenario's first; else empty.
        organisation: whose governing body it is.
        decided: join, decline or apply; stay or leave.
        reason: main reason to decline or leave, one of `simulation.engine.codes.Reason`; else empty.
        red_line: demand of the agreement that crosses a red line for good; empty if none does.
        net: sum of the terms.
        deviation: of the governing body's judgement from the sum.
        threshold: above which the judged sum must lie to join or apply, and below which it must not fall to stay.
        terms: what each of `simulation.engine.records.Terms` adds to the sum; below 0 it speaks against membership.
    """

    week: int
    day: date
    alliance: str
    organisation: str
    decided: str
    reason: str
    red_line: str
    net: float
    deviation: float
    threshold: float
    terms: Mapping[str, float]
    scenario: Scenario = field(repr=False, compare=False)

    @property
    def judged(self) -> float:
        """The sum as the governing body judged it on the day."""
        return self.net + self.deviation

    @property
    def is_bound(self) -> bool:
        """Tell whether the governing body would have it leave, if members could."""
        return self.decided == "stay" and bool(self.red_line or self.judged < self.threshold)

    def as_data(self) -> dict[str, Any]:
        """Return the decision as plain data, without the scenario."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "scenario"}

    def sentences(self, lang: str = "en") -> list[str]:
        """Say what was to be decided, what spoke for it and against it, and how it was decided.

        Args:
            lang: one of `simulation.language.translation.LANGUAGES`.

        Raises:
            AllianceError: if there is no such language.
        """
        return list(_Speaker(self.scenario, language(lang)).one(self))


def taken_minutes(world: World) -> Table[DecisionRow]:
    """Return the decisions noted since this was last asked for, and make room for the next."""
    taken = fresh(world.decisions[: world.clock.decided])
    world.clock.decided = 0
    return taken


def read_minutes(rows: Table[DecisionRow], prepared: PreparedScenario) -> Iterator[Decision]:
    """Read decisions as the rules have noted them down."""
    scenario: Scenario = prepared.scenario
    minutes: Any = rows
    for week, alliance, organisation, decided, reason, crossed, net, deviation, threshold, terms in minutes.tolist():
        yield Decision(
            week=week,
            day=scenario.start + timedelta(weeks=week),
            alliance=prepared.alliance_names[alliance],
            organisation=prepared.names[organisation],
            decided=Choice(decided).word,
            reason="" if reason == NO_REASON else Reason(reason).word,
            red_line="" if crossed == NO_DEMAND else scenario.ventures[alliance].goal.demands[crossed].name,
            net=net,
            deviation=deviation,
            threshold=threshold,
            terms={name: sign * float(value) for (name, sign), value in zip(_signs().items(), terms, strict=True)},
            scenario=scenario,
        )


@cache
def _signs() -> dict[str, float]:
    """Return 1 for each term that counts for membership, and -1 for each that counts against it."""
    nothing = Terms(*[0.0] * len(Terms._fields))
    return {name: net_benefit(nothing._replace(**{name: 1.0})) for name in Terms._fields}


def reasons(
    scenario: Scenario, name: str, decisions: Sequence[Decision], exits: Sequence[Event], lang: str
) -> Iterator[str]:
    """Yield why an organisation joined, stayed or left, a paragraph for each decision or row of decisions to stay.

    Args:
        scenario: of the run.
        name: of the organisation.
        decisions: of its governing body, in order.
        exits: events of kind "left" that concern it; not all of them come from a decision of its governing body.
        lang: one of `simulation.language.translation.LANGUAGES`.
    """
    speaker = _Speaker(scenario, language(lang))
    decided = {(decision.alliance, decision.week) for decision in decisions if decision.decided == "leave"}
    others = [event for event in exits if (event.alliance, event.week) not in decided]
    moments: list[Decision | Event] = sorted([*decisions, *others], key=lambda moment: moment.week)
    if not moments:
        yield speaker.nothing(name)
    for alliance in dict.fromkeys(moment.alliance for moment in moments):
        prefix = f"{scenario.called(alliance, lang)}: " if alliance else ""
        for paragraph in speaker.story([moment for moment in moments if moment.alliance == alliance]):
            yield prefix + " ".join(paragraph)


class _Speaker:
    """Gives reasons in one language."""

    def __init__(self, scenario: Scenario, spoken: Language) -> None:
        self._scenario = scenario
        self._spoken = spoken

    def nothing(self, name: str) -> str:
        """Say that there was nothing to decide."""
        return self._about(phrases.NO_DECISION, name)

    def story(self, moments: Sequence[Decision | Event]) -> Iterator[Iterator[str]]:
        """Give reasons for what happened in one alliance, one by one, or for a row of decisions to stay together."""
        for stays, group in groupby(moments, key=_is_free_to_stay):
            together = list(group)
            row = [moment for moment in together if stays and isinstance(moment, Decision)]
            if len(row) > 1:
                yield self._many(row)
            else:
                yield from (self.one(one) if isinstance(one, Decision) else self._exit(one) for one in together)

    def one(self, decision: Decision) -> Iterator[str]:
        """Give the reasons for one decision."""
        signed, who = self._spoken.signed, decision.organisation
        yield self._about(phrases.QUESTIONS[decision.decided], who, day=self._spoken.day(decision.day))
        yield from self._weighed(decision.terms, phrases.FOR, phrases.AGAINST)
        deviation, judged = signed(decision.deviation), signed(decision.judged)
        yield self._spoken.say(phrases.SUM, net=signed(decision.net), deviation=deviation, judged=judged)
        demand = self._spoken.say(QUOTED, name=self._scenario.called(decision.red_line, self._spoken.code))
        yield self._about(_answer(decision), who, demand=demand, threshold=signed(decision.threshold))

    def _many(self, stays: Sequence[Decision]) -> Iterator[str]:
        """Give the reasons for a row of decisions to stay."""
        say, signed, day = self._spoken.say, self._spoken.signed, self._spoken.day
        first, last = stays[0], stays[-1]
        times = {"first": day(first.day), "last": day(last.day), "number": str(len(stays))}
        yield self._about(phrases.STAYS, first.organisation, **times)
        means = {name: sum(stay.terms[name] for stay in stays) / len(stays) for name in stays[0].terms}
        yield from self._weighed(means, phrases.FOR_ON_AVERAGE, phrases.AGAINST_ON_AVERAGE)
        judged = [stay.judged for stay in stays]
        threshold = signed(stays[0].threshold)
        yield say(phrases.JUDGED, low=signed(min(judged)), high=signed(max(judged)), threshold=threshold)

    def _exit(self, event: Event) -> Iterator[str]:
        why = self._spoken.say(phrases.REASONS[event.what])
        yield self._about(phrases.EXIT, event.who or "", day=self._spoken.day(event.day), why=why)

    def _weighed(self, terms: Mapping[str, float], in_favour: Phrase, against: Phrase) -> Iterator[str]:
        """Say what speaks for membership and what against it, the weightiest first, without what rounds to nothing."""
        ordered = sorted(terms.items(), key=lambda term: -abs(term[1]))
        for phrase, sign in ((in_favour, 1), (against, -1)):
            told = [self._term(name, value) for name, value in ordered if sign * round(value, 2) > 0]
            if told:
                yield self._spoken.say(phrase, terms=self._spoken.listed(told))

    def _term(self, name: str, value: float) -> str:
        return f"{self._spoken.say(phrases.TERMS[name])} ({self._spoken.signed(value)})"

    def _about(self, phrase: Phrase, who: str, **parts: str) -> str:
        """Say a phrase whose subject is an organisation."""
        named = self._scenario.naming(who, self._spoken.code)
        told = self._spoken.say(phrase, 2 if named.is_plural else 1, who=named.text, **parts)
        return named.opening + told.removeprefix(named.text) if told.startswith(named.text) else told


def _is_free_to_stay(moment: Decision | Event) -> bool:
    return isinstance(moment, Decision) and moment.decided == "stay" and not moment.is_bound


def _answer(decision: Decision) -> Phrase:
    """Return the phrase for how a decision came about: by the sum, or by what no sum makes good."""
    if decision.is_bound:
        return phrases.BOUND
    if decision.reason == "red line":
        return phrases.RED_LINES[decision.decided]
    if decision.decided == "decline" and decision.judged > decision.threshold:
        return phrases.UNSIGNED
    return phrases.ANSWERS[decision.decided]
