"""Standstill: why nothing has come of an alliance by the end of its story."""

from collections.abc import Callable, Iterator, Sequence

from simulation.engine.codes import Form, Status, Tier, Venue
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import seen_by
from simulation.language import sentences
from simulation.language.translation import Language, Phrase
from simulation.observed_run import ObservedRun
from simulation.run_views import Alliance
from simulation.story.names import Names


class Standstill:
    """Gives reasons for one run, in one language.

    Args:
        model: the run.
        spoken: the language.
        names: writes the run's names in that language.
    """

    def __init__(self, model: ObservedRun, spoken: Language, names: Names) -> None:
        self._model = model
        self._spoken = spoken
        self._names = names

    def reasons(self, alliance: Alliance) -> Iterator[str]:
        """Yield why nothing has come of an alliance so far, a sentence or none."""
        if any(event.kind == "adopted" and event.alliance == alliance.key for event in self._model.story):
            return
        state = seen_by(self._model.world, alliance.number)
        if alliance.stage == "working":
            yield self._spoken.say(sentences.NOTHING_ADOPTED)
            yield from self.weakness(alliance)
        elif alliance.stage == "inviting":
            yield self._of(sentences.NOT_DECIDED, self._those(alliance, lambda part: part.status == Status.ASKED))
        elif alliance.stage == "agreeing on demands":
            yield self._disagreement(alliance)
        elif alliance.stage == "exchanging" and state.alliance.form == Form.NETWORK:
            yield self._spoken.say(sentences.EXCHANGE_ONLY)
        elif alliance.stage in sentences.STILL_TALKING:
            yield self._spoken.say(sentences.STILL_TALKING[alliance.stage])

    def weakness(self, alliance: Alliance) -> Iterator[str]:
        """Yield how the influence of an alliance at work has compared with what resists its most promising demand."""
        state = seen_by(self._model.world, alliance.number)
        weeks, demands = max(1, state.alliance.tally.weeks_at_work), state.demands
        noticed = demands["attention"] ** state.mechanisms.impact.effort_power
        ratios = noticed * state.alliance.tally.influence / weeks / demands["resistance"].clip(min=1e-9)
        still_open = [k for k in range(len(demands)) if demands[k].open]
        if not still_open:
            return
        if all(demands[k].venue == Venue.NOBODY for k in still_open):
            yield self._spoken.say(sentences.NOBODY_DECIDES)
            return
        best = max(still_open, key=lambda k: float(ratios[k]))
        venture = self._model.prepared.scenario.ventures[int(alliance.number)]
        demand = self._names.quoted(venture.goal.demands[best].name)
        yield self._spoken.say(_weakness(float(ratios[best])), demand=demand, share=self._spoken.percent(ratios[best]))

    def _disagreement(self, alliance: Alliance) -> str:
        if objecting := self._those(
            alliance, lambda part: part.status == Status.MEMBER and part.tier == Tier.CORE and part.objects
        ):
            return self._of(sentences.OBJECTING, objecting)
        undecided = self._those(
            alliance, lambda part: part.status == Status.MEMBER and part.tier == Tier.CORE and not part.consented
        )
        return self._of(sentences.UNDECIDED, undecided) if undecided else self._spoken.say(sentences.NO_DRAFT)

    def _those(self, alliance: Alliance, is_one: Callable[[MembershipRow], bool]) -> list[str]:
        parts = ((one.name, one.membership_in(alliance)) for one in self._model.organisations)
        return [name for name, part in parts if part is not None and is_one(part)]

    def _of(self, phrase: Phrase, who: Sequence[str]) -> str:
        return self._spoken.say(phrase, self._names.count(who), who=self._names.listed(who))


def _weakness(ratio: float) -> Phrase:
    if round(ratio, 2) <= 0.0:
        return sentences.NO_INFLUENCE
    return sentences.TOO_WEAK if ratio < 1.0 else sentences.TOO_SLOW
