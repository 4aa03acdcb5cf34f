"""Screening: how far an outcome moves when a factor moves by two thirds of its range, wherever the others stand.

Source: F. Campolongo, J. Cariboni, A. Saltelli: An Effective Screening Design for Sensitivity Analysis of Large Models,
2007, whose measure is the mean size of these effects. It is given here in the unit of the outcome, for the move itself.
SALib has the same measure of one number for each point; here the several runs at a point also tell how large effects of
noise alone would be. Without noise both are the same, which a test holds.
"""

import math
from typing import NamedTuple

import numpy as np

from experiments.analysis.statistics import Estimate, Numbers, means
from experiments.sensitivity.blocks import Blocks


class Effect(NamedTuple):
    """What a factor does to an outcome.

    Attributes:
        size: mean size of its effects, whichever way they go (mu*), with an interval over trajectories.
        mean: mean effect when it rises, or is switched on (mu).
        spread: standard deviation of its effects over trajectories (sigma): what depends on the other factors, or on
            where it stands itself.
        noise: size that effects would have on average if the factor did nothing, and all was the noise of these runs;
            nan from one run at each point.
        is_beyond_noise: whether the effects are larger than noise by more than chance over trajectories explains; never
            from one run at each point.
        does_nothing: whether not one run differs in the outcome when it moves.
    """

    size: Estimate
    mean: float
    spread: float
    noise: float
    is_beyond_noise: bool
    does_nothing: bool


def effects(blocks: Blocks, values: Numbers) -> list[Effect]:
    """Return the effect of every factor.

    Args:
        blocks: trajectories.
        values: one number for each trajectory, point and seed.
    """
    steps, moved = np.diff(values, axis=1), np.diff(blocks.shares, axis=1)
    which = np.argmax(np.abs(moved), axis=2)
    signed = steps * np.sign(np.take_along_axis(moved, which[..., None], axis=2))
    places = np.argsort(which, axis=1)
    by_factor = np.take_along_axis(signed, places[..., None], axis=1)
    return [_effect(by_factor[:, k]) for k in range(len(blocks.factors))]


def _effect(rises: Numbers) -> Effect:
    """Return the effect of a factor from how the outcome rose with it, a row a trajectory, a column a seed."""
    runs = rises.shape[1]
    expected = rises.mean(axis=1)
    errors = rises.std(axis=1, ddof=1) / math.sqrt(runs) if runs > 1 else np.full(len(rises), np.nan)
    sizes, noise = np.abs(expected), math.sqrt(2 / math.pi) * errors  # the mean size of normal noise around nothing
    size, excess = means(np.stack([sizes, sizes - noise]))
    return Effect(
        size,
        float(expected.mean()),
        float(expected.std(ddof=1)) if len(rises) > 1 else math.nan,
        float(noise.mean()),
        excess.low > 0,
        not rises.any(),
    )
