"""Sentences: what a sensitivity analysis comes to, to be read aloud, and how sure that is."""

from collections.abc import Iterator

import numpy as np

from experiments.analysis.labels import ENGLISH, capital, outcome_name
from experiments.analysis.statistics import Estimate
from experiments.sensitivity.answer import Answer, meaning_of, name_of
from experiments.sensitivity.study import LED, OUTCOMES

_CLEAR = 0.05  # shares of the variance below this are called small
_NAMED = 6


def headline(answer: Answer) -> str:
    """Return the first sentence: on what impact depends most."""
    first, *_ = answer.ranked()
    share = _part(answer, LED, first)
    if np.isnan(share.value):
        return "Impact is the same at all points, so that there is nothing to explain."
    part = "has a part in" if answer.has_totals else "explains by itself"
    return (
        f"Impact depends most on {name_of(first)}, which {part} {percent(share.value)} ({interval(share)}) of its "
        "variance over these ranges."
    )


def sentences(answer: Answer) -> Iterator[str]:
    """Yield what else is to be said, the most important first."""
    if np.isnan(_part(answer, LED, answer.ranked()[0]).value):
        return
    yield from _meaning(answer)
    yield from _additive(answer)
    yield from _other_outcomes(answer)
    yield from _unsure(answer)
    yield from _growing(answer)
    yield from _noise(answer)
    if answer.idle >= 0.005:
        yield f"At {percent(answer.idle)} of the points nothing was agreed on in any run."


def screening_sentences(answer: Answer) -> Iterator[str]:
    """Yield what the screening says."""
    if not answer.screened:
        return
    effects, ranked = answer.screened[LED], answer.screening_ranks()
    beyond, silent = [path for path in ranked if effects[path].is_beyond_noise], answer.without_effect()
    yield (
        f"{len(effects)} factors were screened; {len(beyond)} of them move impact by more than noise would. The "
        f"{len(answer.factors)} that move it most got indices; all others stayed as the scenario has them."
    )
    if silent:
        yield f"Not one run changed in any outcome with {_listed(silent)}."


def percent(share: float) -> str:
    """Write a share; what lies below nothing or beyond all, as only chance makes it, is none or all."""
    return f"{100 * min(1.0, max(0.0, share)):.0f} %"


def interval(share: Estimate) -> str:
    """Write the interval of a share."""
    if np.isnan(share.low):
        return "no interval"
    return f"{percent(share.low).removesuffix(' %')} to {percent(share.high)}"


def _part(answer: Answer, outcome: str, path: str) -> Estimate:
    """Return the part that a factor has in the variance of an outcome, with others where that is known."""
    indices = answer.indices(outcome)
    return (indices.total if answer.has_totals else indices.first)[answer.place(path)]


def _meaning(answer: Answer) -> Iterator[str]:
    first = answer.ranked()[0]
    if meaning := meaning_of(first):
        yield f"{capital(name_of(first))}: {meaning}"


def _additive(answer: Answer) -> Iterator[str]:
    alone = float(np.nansum([first.value for first in answer.indices().first]))
    told = f"Each by itself, the {len(answer.factors)} factors explain {percent(min(1.0, alone))} of it"
    if alone >= 1 - _CLEAR:
        yield f"{told}: their effects add up, and it hardly matters for one of them where the others stand."
    else:
        yield f"{told}; the remaining {percent(1 - alone)} is how they work on one another."


def _other_outcomes(answer: Answer) -> Iterator[str]:
    for name in OUTCOMES[1:]:
        shares = {path: _part(answer, name, path) for path in answer.factors}
        most = max(shares, key=lambda path: np.nan_to_num(shares[path].value, nan=-1.0))
        if not np.isnan(shares[most].value):
            told = f"{name_of(most)} ({percent(shares[most].value)}; {interval(shares[most])})"
            yield f"{capital(outcome_name(name, ENGLISH))}: most depends on {told}."


def _unsure(answer: Answer) -> Iterator[str]:
    ranked = answer.ranked()
    leader = _part(answer, LED, ranked[0])
    rivals = [path for path in ranked[1:] if _part(answer, LED, path).high >= leader.low]
    if rivals:
        yield f"Which comes first is not sure: the intervals of {_listed(rivals)} overlap with that of the first."


def _growing(answer: Answer) -> Iterator[str]:
    steps = answer.found[LED]
    if len(steps) < 2:
        return
    halves = (steps[-2].indices, steps[-1].indices)
    parts = [np.array([one.value for one in (i.total if answer.has_totals else i.first)]) for i in halves]
    change = np.abs(parts[1] - parts[0])
    most = int(np.nanargmax(change))
    yield (
        f"From {steps[-2].size:,} to {steps[-1].size:,} {answer.unit} no index of impact moved by more than "
        f"{percent(change[most])} points of its variance ({name_of(list(answer.factors)[most])})."
    ).replace("% points", "percentage points")


def _noise(answer: Answer) -> Iterator[str]:
    noise = answer.indices().noise
    if answer.runs == 1:
        yield "With one run at a point, noise cannot be told from what factors do, and the indices include it."
    elif not np.isnan(noise):
        yield (
            f"Of the variance between mean outcomes of {answer.runs} runs, {percent(noise)} is the noise of single "
            "runs, of which the indices are free."
        )


def _listed(paths: list[str]) -> str:
    names = [name_of(path) for path in paths]
    more = len(names) - _NAMED
    return ENGLISH.listed(names[:_NAMED] + ([f"{more} more"] if more > 0 else []))
