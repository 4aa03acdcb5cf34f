"""Expected patterns: what a claim can expect of an outcome, and the contrast of conditions that measures it.

A contrast weighs the conditions of one replicate, which all share their random numbers, against each other. Where a
pattern must first be found (where is the peak?), it is found in the other replicates and measured in this one, so that
chance cannot pass for a pattern.
"""

import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from experiments.analysis.contrast import SAME
from experiments.analysis.statistics import Numbers


class Pattern(StrEnum):
    """What is expected of an outcome as conditions change."""

    UP = "up"
    DOWN = "down"
    HUMP = "hump"
    VALLEY = "valley"
    JUMP_UP = "jump up"
    JUMP_DOWN = "jump down"
    EFFECT_UP = "effect up"
    EFFECT_DOWN = "effect down"
    FLAT = "flat"


LEAST_LEVELS: Mapping[Pattern, int] = MappingProxyType(
    {Pattern.HUMP: 3, Pattern.VALLEY: 3, Pattern.JUMP_UP: 4, Pattern.JUMP_DOWN: 4}
)
INTERACTIONS = frozenset({Pattern.EFFECT_UP, Pattern.EFFECT_DOWN})
# Patterns whose contrast is below 0 where they are as expected; all others are above.
FALLING = frozenset({Pattern.DOWN, Pattern.EFFECT_DOWN})

type Curve = Numbers
type Weights = Numbers


def contrasts(pattern: Pattern, values: Numbers) -> Numbers:
    """Return how far each replicate shows a pattern.

    Args:
        pattern: what is looked for.
        values: replicates in rows, then without and with the condition (one row where there is none), then levels.

    Returns:
        One number a replicate; nan where an outcome is missing that the contrast needs.

    >>> contrasts(Pattern.UP, np.array([[[1.0, 2.0]], [[1.0, 4.0]]])).tolist()
    [1.0, 3.0]
    """
    found = np.array([_contrast(pattern, values, k) for k in range(len(values))])
    return np.where(np.abs(found) <= SAME, 0.0, found)


def _contrast(pattern: Pattern, values: Numbers, k: int) -> float:
    if pattern in _FOUND:
        weights = _FOUND[pattern](_mean(np.delete(values, k, axis=0)))
        return float(np.mean([_weighed(weights, curve) for curve in values[k]]))
    rises = [rise(curve) for curve in values[k]]
    return rises[1] - rises[0] if pattern in INTERACTIONS else float(np.mean(rises))


def _mean(values: Numbers) -> Curve:
    """Return the mean curve over replicates and groups, level by level over what is not missing."""
    flat = values.reshape(-1, values.shape[-1])
    seen = ~np.isnan(flat)
    return np.asarray(np.where(seen, flat, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1))


def _weighed(weights: Weights, curve: Curve) -> float:
    """Return the weighed sum; only levels that count must not be missing."""
    return float(weights[weights != 0] @ curve[weights != 0])


def rise(curve: Curve) -> float:
    """Return the rise, from the first level to the last, of the straight line through those that are not missing.

    >>> rise(np.array([1.0, 3.0])), rise(np.array([0.0, 1.0, 5.0])), rise(np.array([0.0, np.nan, 5.0]))
    (2.0, 5.0, 5.0)
    """
    seen = ~np.isnan(curve)
    if seen.sum() < 2:
        return math.nan
    places = np.arange(len(curve))[seen] - np.arange(len(curve))[seen].mean()
    return float(places @ curve[seen] / (places @ places)) * (len(curve) - 1)


def _hump(curve: Curve) -> Weights:
    """Weigh the highest level between the ends against the higher end."""
    weights = np.zeros(len(curve))
    weights[1 + np.argmax(curve[1:-1])] = 1.0
    weights[0 if curve[0] > curve[-1] else -1] = -1.0
    return weights


def _jump(curve: Curve) -> Weights:
    """Weigh the steepest rise from one level to the next against half of the whole rise, if there is one."""
    whole = np.zeros(len(curve))
    whole[[0, -1]] = -1.0, 1.0
    if curve[-1] <= curve[0]:
        return whole
    step = int(np.argmax(np.diff(curve)))
    weights = -0.5 * whole
    weights[step] -= 1.0
    weights[step + 1] += 1.0
    return weights


_FOUND: Mapping[Pattern, Callable[[Curve], Weights]] = MappingProxyType(
    {
        Pattern.HUMP: _hump,
        Pattern.VALLEY: lambda curve: -_hump(-curve),
        Pattern.JUMP_UP: _jump,
        Pattern.JUMP_DOWN: lambda curve: -_jump(-curve),
    }
)
