"""Replicates: an outcome of a sweep as a table, in which runs with the same seed stand in the same column."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.contrast import Contrast, contrast
from experiments.analysis.statistics import Estimate, Numbers, means, share
from experiments.runner.returns import MEASURES, Returns
from experiments.storage.sweep_folder import Sweep

if TYPE_CHECKING:
    import pandas as pd

type Words = NDArray[np.object_]

_YES_OR_NO = "0/1"


def replicates(sweep: Sweep, name: str) -> Numbers:
    """Return a column of numbers with a row for each point and a column for each seed; nan where one is missing."""
    return sweep.runs[name].to_numpy(float).reshape(sweep.manifest.points, -1)


def words(sweep: Sweep, name: str) -> Words:
    """Return a column of words, laid out like the numbers of `replicates`."""
    return sweep.runs[name].to_numpy(object).reshape(sweep.manifest.points, -1)


def outcomes(runs: "pd.DataFrame", returns: Returns = Returns.OF_ALLIANCES) -> list[Any]:
    """Return the outcomes of runs, of which each has one, as the model returned them."""
    rows = zip(*(runs[name].tolist() for name in returns.columns), strict=True)
    return [returns.outcome(*row) for row in rows]


def estimates(name: str, rows: Numbers) -> list[Estimate]:
    """Estimate the mean of every row: Wilson's interval for a share of runs, else one by bootstrap over runs.

    Args:
        name: of the outcome.
        rows: one row a point, one column a replicate; nan where the outcome is missing.
    """
    if MEASURES[name].unit != _YES_OR_NO:
        return means(rows)
    return [share(int(np.nansum(row)), int((~np.isnan(row)).sum())) for row in rows]


def contrasts(name: str, rows: Numbers, reference: Numbers) -> list[Contrast]:
    """Contrast every row with a reference, replicate by replicate.

    Args:
        name: of the outcome.
        rows: one row a point, one column a replicate; nan where the outcome is missing.
        reference: one value a replicate.
    """
    return [contrast(name, reference, row) for row in rows]
