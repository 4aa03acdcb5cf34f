"""Calibration: whether what was observed falls among the runs as evenly as it would if the model were right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from experiments.analysis.statistics import Numbers
from experiments.validation.history import TAIL, Answer, History, Interval, Verdict

BINS = 10
_NO_WIDTH = 1e-9  # far less than one of any number of runs


@dataclass(frozen=True, slots=True)
class Calibration:
    """Where a set of observations falls among the runs.

    An observation that many runs return just so is spread evenly over the quantiles these runs take up (Czado,
    Gneiting and Held 2009), so that counts and yes-or-no results need no random draws of their own.

    Attributes:
        intervals: the quantiles that each observation takes up.
    """

    intervals: tuple[Interval, ...]

    def reached(self, quantiles: Sequence[float] | Numbers) -> Numbers:
        """Return the share of observations at or below each quantile; the quantile itself for a perfect model."""
        asked = np.asarray(quantiles, dtype=float)[:, np.newaxis]
        low, high = np.array(self.intervals).reshape(-1, 2).T
        is_spread = high - low > _NO_WIDTH
        within = np.clip((asked - low) / np.where(is_spread, high - low, 1), 0, 1)
        return np.asarray(np.where(is_spread, within, asked >= low).mean(axis=1))

    def ranks(self) -> Numbers:
        """Return how many observations fall into each tenth of the runs; the same number in each if the model fits."""
        edges = np.linspace(0, 1, BINS + 1)
        shares = self.reached(edges)
        shares[0] = 0.0
        return np.asarray(np.diff(shares) * len(self.intervals))

    def distance(self) -> float:
        """Return the largest distance between the shares reached and those of a perfect model."""
        ends = np.unique([0.0, 1.0, *(end for interval in self.intervals for end in interval)])
        before = np.nextafter(ends, -1)
        gaps = [np.abs(self.reached(places) - places).max() for places in (ends, before)]
        return float(max(gaps))

    def band(self, quantiles: Numbers) -> tuple[Numbers, Numbers]:
        """Return what shares nine in ten perfect models would reach, were all observations independent."""
        count = len(self.intervals)
        low, high = (stats.binom.ppf(share, count, quantiles) / count for share in (TAIL, 1 - TAIL))
        return np.asarray(low), np.asarray(high)


def calibration(answers: Iterable[Answer]) -> Calibration:
    """Return where the observed numbers fall; words have no order and are left out."""
    return Calibration(tuple(a.interval for a in answers if not isinstance(a.question.seen, str)))


def answers_of(histories: Iterable[History], *, held_back: bool | None = None) -> list[Answer]:
    """Return the answers of several scenarios, all of them or only those of observations held back or not."""
    return [
        answer
        for history in histories
        for answer in history.answers
        if held_back in (None, answer.question.observation.held_back)
    ]


def inside(answers: Sequence[Answer]) -> int:
    """Count the observations in the middle of the runs."""
    return sum(answer.verdict is Verdict.INSIDE for answer in answers)


def missed(answers: Iterable[Answer]) -> list[Answer]:
    """Return those of observations outside the middle of the runs."""
    return [answer for answer in answers if answer.verdict is Verdict.OUTSIDE]
