"""What goes with breadth: outcomes of alliances by how broad they are, whoever made them so.

Alliances of one run depend on each other, and so do runs at one point of a design, so intervals are by bootstrap over
groups of alliances.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.main_effects import SLICES, slices_of
from experiments.analysis.statistics import Estimate, Numbers, ratio_difference, ratios

FEWEST = 25  # alliances, five in every slice


class Alliances(NamedTuple):
    """Alliances with an agreement, one a place in each of these.

    Attributes:
        members: most at one time.
        sectors: effective number of sectors then.
        depth: ambition agreed on.
        impact: ambition adopted.
        groups: number of the run or of the point of each, from 0, whichever are independent of one another.
    """

    members: Numbers
    sectors: Numbers
    depth: Numbers
    impact: Numbers
    groups: NDArray[np.int64]


class Along(NamedTuple):
    """An outcome along breadth.

    Attributes:
        places: median breadth in every slice, each with as many alliances, or with those of one number of members.
        means: mean outcome there.
        change: mean outcome in the broadest slice less that in the middle one.
    """

    places: tuple[float, ...]
    means: tuple[Estimate, ...]
    change: Estimate


def along(breadth: Numbers, outcome: Numbers, groups: NDArray[np.int64]) -> Along | None:
    """Return an outcome along breadth; None where there are too few alliances.

    Args:
        breadth: of every alliance.
        outcome: likewise.
        groups: likewise, as in `Alliances`.
    """
    if len(breadth) < FEWEST:
        return None
    slices = slices_of(breadth, SLICES)
    above, below = np.zeros((2, len(slices), int(groups.max()) + 1))
    for number, chosen in enumerate(slices):
        np.add.at(above[number], groups[chosen], outcome[chosen])
        np.add.at(below[number], groups[chosen], 1.0)
    ends = [len(slices) // 2, -1]
    return Along(
        tuple(float(np.median(breadth[chosen])) for chosen in slices),
        tuple(ratios(above, below)),
        ratio_difference(above[ends], below[ends]),
    )
