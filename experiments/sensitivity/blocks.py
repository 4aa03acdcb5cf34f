"""Blocks: the points of a sensitivity design, among which an outcome is compared while one factor moves.

All points of a block have the same seeds, so that what differs within a block is due to what moves and not to chance;
each block has seeds of its own, so that blocks are independent and an interval over them holds for chance as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.statistics import Numbers
from experiments.design.layouts import drawn
from experiments.design.points import Points
from experiments.sensitivity.factors import Factors

GRID = 4  # places of a factor in a screening, of which it moves by two
_FIRST, _LAST = "base", "other base"


@dataclass(frozen=True)
class Blocks:
    """The points of a design, block by block.

    Attributes:
        factors: what varies.
        shares: one number for each block, point and factor: how far along its range a factor stands, 0 to 1.
        rows: one word for each block and point: what has moved there.
    """

    factors: Factors
    shares: Numbers
    rows: NDArray[np.object_]

    @property
    def count(self) -> int:
        """Number of blocks."""
        return len(self.shares)

    @property
    def length(self) -> int:
        """Number of points of a block."""
        return int(self.shares.shape[1])

    def points(self) -> Points:
        """Return the points of all blocks, one block after another."""
        shares = self.shares.reshape(-1, len(self.factors))
        columns = {path: drawn(field, shares[:, k]) for k, (path, field) in enumerate(self.factors.items())}
        return Points(columns, len(shares))


def trajectories(factors: Factors, number: int, seed: int) -> Blocks:
    """Return trajectories of Morris: from a point drawn by lot, each factor moves once, in an order drawn by lot.

    Each moves by two thirds of its range, or to another word, and stays there. More trajectories begin with the same
    ones. Source: M. D. Morris: Factorial Sampling Plans for Preliminary Computational Experiments, 1991.

    Args:
        factors: what varies.
        number: of trajectories.
        seed: of the lots.
    """
    import SALib.sample.morris

    shares = SALib.sample.morris.sample(_problem(factors), number, num_levels=GRID, seed=seed)
    shares = shares.reshape(number, len(factors) + 1, len(factors))
    paths = np.array(list(factors), dtype=object)
    moved = paths[np.argmax(np.abs(np.diff(shares, axis=1)), axis=2)]
    return Blocks(factors, shares, np.concatenate([np.full((number, 1), _FIRST, object), moved], axis=1))


def saltelli(factors: Factors, number: int, seed: int) -> Blocks:
    """Return blocks of Saltelli: a point, the same with each factor in turn as in another point, and that other one.

    The points are those of a scrambled Sobol sequence, so that more blocks begin with the same ones. Source:
    A. Saltelli et al.: Variance Based Sensitivity Analysis of Model Output, 2010.

    Args:
        factors: what varies.
        number: of blocks, a power of two.
        seed: of the scrambling.
    """
    import SALib.sample.sobol

    shares = SALib.sample.sobol.sample(_problem(factors), number, calc_second_order=False, seed=seed)
    rows = np.array([_FIRST, *factors, _LAST], dtype=object)
    return Blocks(factors, shares.reshape(number, len(factors) + 2, len(factors)), np.tile(rows, (number, 1)))


def _problem(factors: Mapping[str, Any]) -> dict[str, Any]:
    """Describe factors as SALib wants it, each by its share of the way from one end of its range to the other."""
    return {"num_vars": len(factors), "names": list(factors), "bounds": [[0.0, 1.0]] * len(factors)}
