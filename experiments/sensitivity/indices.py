"""Sobol indices: which share of the variance of an expected outcome each factor explains, alone and with all others.

Source of the estimators: A. Saltelli et al.: Variance Based Sensitivity Analysis of Model Output, 2010, where the first
is that of table 2 (b) and the total is Jansen's (f); here of expected outcomes, without the noise of single runs.

SALib, which lays out the designs, estimates indices from one number for each point. From means of few runs these would
hold noise, and their intervals would not be those of blocks with seeds of their own; so they are computed here. Without
noise they are SALib's, which a test holds.
"""

from typing import NamedTuple

import numpy as np

from experiments.analysis.statistics import Estimate, Numbers, tail
from experiments.sensitivity.chance import expected_product

RESAMPLES = 2_000
_RESAMPLING_SEED = 20_200_106


class Indices(NamedTuple):
    """The indices of an outcome, one a factor.

    Attributes:
        first: share of the variance that the factor explains by itself; nan where nothing varies.
        total: share that it has a part in, by itself and in interaction with others.
        noise: share that is noise in the variance between the mean outcomes of the points, which the indices are free
            of if there are two runs or more at each point.
    """

    first: tuple[Estimate, ...]
    total: tuple[Estimate, ...]
    noise: float


class _PerBlock(NamedTuple):
    """What blocks contribute: to the products of first and of total indices (a column a factor), moments otherwise."""

    first: Numbers
    total: Numbers
    square: Numbers
    mean: Numbers


def sobol_indices(values: Numbers) -> Indices:
    """Return the indices of an outcome, with percentile intervals by bootstrap over blocks.

    Args:
        values: one number for each block of `experiments.sensitivity.blocks.saltelli`, point and seed.
    """
    blocks = len(values)
    parts = _contributions(values - values[:, (0, -1)].mean())
    random = np.random.default_rng(_RESAMPLING_SEED)
    drawn = random.multinomial(blocks, np.full(blocks, 1 / blocks), size=RESAMPLES).astype(float)
    whole, sampled = _ratios(parts, np.ones((1, blocks))), _ratios(parts, drawn)
    first, total = (
        tuple(_estimate(value, column, blocks) for value, column in zip(one[0], many.T, strict=True))
        for one, many in zip(whole, sampled, strict=True)
    )
    return Indices(first, total, _noise(values, parts))


def _contributions(values: Numbers) -> _PerBlock:
    """Return what each block contributes; the values have a mean of 0."""
    base, moved, other = values[:, 0], values[:, 1:-1], values[:, -1]
    change = moved - base[:, None]
    ends = np.stack([base, other], axis=1)
    return _PerBlock(
        expected_product(np.broadcast_to(other[:, None], change.shape), change),
        expected_product(change, change) / 2,
        expected_product(ends, ends).mean(axis=1),
        ends.mean(axis=(1, 2)),
    )


def _ratios(parts: _PerBlock, drawn: Numbers) -> tuple[Numbers, Numbers]:
    """Return first and total indices for each way in which blocks are drawn, a row each."""
    weights = drawn / drawn.sum(axis=1, keepdims=True)
    variance = _variance(parts, weights)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = tuple(np.where(variance > 0, weights @ part / variance, np.nan) for part in (parts.first, parts.total))
    return shares[0], shares[1]


def _variance(parts: _PerBlock, weights: Numbers) -> Numbers:
    """Return the variance of the expected outcome over the points that are drawn independently, two a block."""
    points = 2 * len(parts.mean)
    variance: Numbers = (weights @ parts.square - (weights @ parts.mean) ** 2) * points / (points - 1)
    return variance


def _noise(values: Numbers, parts: _PerBlock) -> float:
    blocks = len(values)
    seen = float(values[:, (0, -1)].mean(axis=2).var(ddof=1))
    expected = float(_variance(parts, np.full((1, blocks), 1 / blocks))[0])
    return min(1.0, max(0.0, 1 - expected / seen)) if seen > 0 else float("nan")


def _estimate(value: float, sampled: Numbers, blocks: int) -> Estimate:
    seen = sampled[~np.isnan(sampled)]
    if np.isnan(value) or blocks < 2 or not seen.size:
        return Estimate(float(value), np.nan, np.nan)
    low, high = np.quantile(seen, (tail(blocks), 1 - tail(blocks)))
    return Estimate(float(value), float(low), float(high))
