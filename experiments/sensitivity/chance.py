"""Chance: products of expected outcomes, estimated from runs with different seeds so that no noise adds up in them.

The square of a mean of few runs is too large on average, by the variance of that mean, and so is every variance and
every index that is computed from such means. The product of two runs with different seeds is not: their noise is
independent, and only what both expect is left.
"""

from experiments.analysis.statistics import Numbers


def expected_product(one: Numbers, other: Numbers) -> Numbers:
    """Return the product of two expected outcomes at every place, without bias where there are two runs or more.

    Args:
        one: outcomes, along the last axis one a seed.
        other: likewise, with the same seeds.

    >>> import numpy as np
    >>> float(expected_product(np.array([1.0, 3.0]), np.array([1.0, 3.0])))
    3.0
    """
    runs = one.shape[-1]
    if runs == 1:
        only: Numbers = one[..., 0] * other[..., 0]
        return only
    product: Numbers = (one.sum(axis=-1) * other.sum(axis=-1) - (one * other).sum(axis=-1)) / (runs * (runs - 1))
    return product
