"""Sentences: what a sensitivity analysis comes to, to be read aloud, and how sure that is."""

from collections.abc import Iterator

import numpy as np

from experiments.analysis.labels import capital, outcome_name
from experiments.analysis.statistics import Estimate
from experiments.sensitivity.answer import Answer
from experiments.sensitivity.names import SPAN, meaning_of, name_of
from simulation.language.translation import Language, Phrase

_CLEAR = 0.05  # shares of the variance below this are called small
_NAMED = 6

NO_INTERVAL = Phrase("no interval")
HEADLINE = Phrase(
    "{outcome} depends most on {factor}, which has a part in {share} ({interval}) of its variance over these ranges."
)
HEADLINE_ALONE = Phrase(
    "{outcome} depends most on {factor}, which explains by itself {share} ({interval}) of its variance over these "
    "ranges."
)
NOTHING = Phrase("{outcome}: the same at all points, so that there is nothing to explain.")
MEANS = Phrase("{factor}: {meaning}")
ADD_UP = Phrase(
    "Each by itself, the {number} factors explain {share} of it: their effects add up, and it hardly matters for one "
    "of them where the others stand."
)
INTERACT = Phrase(
    "Each by itself, the {number} factors explain {share} of it; the remaining {rest} is how they work on one another."
)
OTHER = Phrase("{outcome}: most depends on {factor} ({share}; {interval}).")
UNSURE = Phrase("Which comes first is not sure: the intervals of {factors} overlap with that of the first.")
GREW = Phrase("From {fewer} to {all} {unit} no index of it moved by more than {change} percentage points ({factor}).")
ONE_RUN = Phrase("With one run at a point, noise cannot be told from what factors do, and the indices include it.")
NOISE = Phrase(
    "Of the variance between mean outcomes of {runs} runs, {share} is the noise of single runs, of which the indices "
    "are free."
)
IDLE = Phrase("At {share} of the points nothing was agreed on in any run.")
SCREENED = Phrase(
    "{all} factors were screened; {number} of them move {outcome} by more than noise would. The {kept} that move it "
    "most got indices; all others stayed as the scenario has them."
)
SILENT = Phrase("Not one run changed in any outcome with {factors}.")
MORE = Phrase("{number} more")
LEFT_OUT = Phrase("Left out: {field}, as {reason}.")


def headline(answer: Answer, spoken: Language) -> str:
    """Return the first sentence: on what the outcome that leads depends most."""
    first, *_ = answer.ranked()
    share = _part(answer, answer.led, first)
    outcome = capital(outcome_name(answer.led, spoken))
    if np.isnan(share.value):
        return spoken.say(NOTHING, outcome=outcome)
    told = {"factor": name_of(first, spoken), "share": percent(share.value), "interval": interval(share, spoken)}
    return spoken.say(HEADLINE if answer.has_totals else HEADLINE_ALONE, outcome=outcome, **told)


def sentences(answer: Answer, spoken: Language) -> Iterator[str]:
    """Yield what else is to be said, the most important first."""
    if np.isnan(_part(answer, answer.led, answer.ranked()[0]).value):
        return
    yield from _meaning(answer, spoken)
    yield _additive(answer, spoken)
    yield from _other_outcomes(answer, spoken)
    yield from _unsure(answer, spoken)
    yield from growing(answer, spoken)
    yield from _noise(answer, spoken)
    if answer.idle >= 0.005:
        yield spoken.say(IDLE, share=percent(answer.idle))


def screening_sentences(answer: Answer, spoken: Language) -> Iterator[str]:
    """Yield what the screening says."""
    if not answer.screened:
        return
    effects = answer.screened[answer.led]
    beyond = sum(one.is_beyond_noise for one in effects.values())
    counts = {"all": str(len(effects)), "number": str(beyond), "kept": str(len(answer.factors))}
    yield spoken.say(SCREENED, outcome=outcome_name(answer.led, spoken), **counts)
    if silent := answer.without_effect():
        yield spoken.say(SILENT, factors=_listed(silent, spoken))


def left_out(answer: Answer, spoken: Language) -> Iterator[str]:
    """Yield what could not vary, each with the reason, which is told as the check of scenarios tells it."""
    for path, reason in answer.left_out.items():
        yield spoken.say(LEFT_OUT, field=path, reason=reason).replace("..", ".")


def percent(share: float) -> str:
    """Write a share; what lies below nothing or beyond all, as only chance makes it, is none or all."""
    return f"{100 * min(1.0, max(0.0, share)):.0f} %"


def interval(share: Estimate, spoken: Language) -> str:
    """Write the interval of a share."""
    if np.isnan(share.low):
        return spoken.say(NO_INTERVAL)
    return spoken.say(SPAN, low=percent(share.low).removesuffix(" %"), high=percent(share.high))


def growing(answer: Answer, spoken: Language) -> Iterator[str]:
    """Yield how far indices still moved when the design doubled for the last time."""
    steps = answer.found[answer.led]
    if len(steps) < 2:
        return
    halves = (steps[-2].indices, steps[-1].indices)
    parts = [np.array([one.value for one in (i.total if answer.has_totals else i.first)]) for i in halves]
    change = np.abs(parts[1] - parts[0])
    most = int(np.nanargmax(change))
    sizes = {"fewer": spoken.number(steps[-2].size), "all": spoken.number(steps[-1].size)}
    moved = {"change": f"{100 * min(1.0, change[most]):.0f}", "factor": name_of(list(answer.factors)[most], spoken)}
    yield spoken.say(GREW, unit=spoken.say(answer.unit), **sizes, **moved)


def _part(answer: Answer, outcome: str, path: str) -> Estimate:
    """Return the part that a factor has in the variance of an outcome, with others where that is known."""
    indices = answer.indices(outcome)
    return (indices.total if answer.has_totals else indices.first)[answer.place(path)]


def _meaning(answer: Answer, spoken: Language) -> Iterator[str]:
    first = answer.ranked()[0]
    if meaning := meaning_of(first, spoken):
        yield spoken.say(MEANS, factor=capital(name_of(first, spoken)), meaning=meaning)


def _additive(answer: Answer, spoken: Language) -> str:
    shares = [first.value for first in answer.indices().first]
    alone = float(np.clip(np.nan_to_num(shares), 0, 1).sum())  # as they are told
    told = {"number": str(len(answer.factors)), "share": percent(alone), "rest": percent(1 - alone)}
    return spoken.say(ADD_UP if alone >= 1 - _CLEAR else INTERACT, **told)


def _other_outcomes(answer: Answer, spoken: Language) -> Iterator[str]:
    _, *others = answer.found
    for name in others:
        shares = {path: _part(answer, name, path) for path in answer.factors}
        most = max(shares, key=lambda path: np.nan_to_num(shares[path].value, nan=-1.0))
        if not np.isnan(shares[most].value):
            share = {"share": percent(shares[most].value), "interval": interval(shares[most], spoken)}
            outcome = capital(outcome_name(name, spoken))
            yield spoken.say(OTHER, outcome=outcome, factor=name_of(most, spoken), **share)


def _unsure(answer: Answer, spoken: Language) -> Iterator[str]:
    ranked = answer.ranked()
    leader = _part(answer, answer.led, ranked[0])
    if rivals := [path for path in ranked[1:] if _part(answer, answer.led, path).high >= leader.low]:
        yield spoken.say(UNSURE, factors=_listed(rivals, spoken))


def _noise(answer: Answer, spoken: Language) -> Iterator[str]:
    noise = answer.indices().noise
    if answer.runs == 1:
        yield spoken.say(ONE_RUN)
    elif not np.isnan(noise):
        yield spoken.say(NOISE, runs=str(answer.runs), share=percent(noise))


def _listed(paths: list[str], spoken: Language) -> str:
    names = [name_of(path, spoken) for path in paths]
    more = len(names) - _NAMED
    return spoken.listed(names[:_NAMED] + ([spoken.say(MORE, number=str(more))] if more > 0 else []))
