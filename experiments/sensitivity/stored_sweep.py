"""Indices from a stored sweep, as far as its design allows: all of them from a full grid, the first from a sample.

SALib estimates first indices of a given sample too (RBD-FAST, HDMR, PAWN), but takes the noise of single runs for what
factors do; these are free of it, by comparing runs of different seeds.
"""

from collections.abc import Callable

import numpy as np
from scipy import stats

from experiments.analysis.axis import Scale, sampled_axis
from experiments.analysis.main_effects import places_along, slices_of
from experiments.analysis.replicates import replicates
from experiments.analysis.statistics import CONFIDENCE, Estimate, Numbers
from experiments.design.designs import SAMPLED
from experiments.design.variation import DesignError
from experiments.runner.returns import returns_of
from experiments.sensitivity.answer import POINTS, Answer, Grown, idle_share
from experiments.sensitivity.chance import expected_product
from experiments.sensitivity.factors import Factors
from experiments.sensitivity.indices import Indices
from experiments.storage.stored_plan import load_plan
from experiments.storage.sweep_folder import Sweep
from simulation.language.translation import Phrase

FEWEST_POINTS, FEWEST_RUNS = 60, 3
_SLICES, _IN_A_SLICE, _GROUPS = 10, 6, 20
_NOTHING = Estimate(float("nan"), float("nan"), float("nan"))

type Shares = Callable[[Numbers], Numbers]  # first indices, or first and total ones, of some of the values


def answer_from(sweep: Sweep) -> Answer:
    """Estimate what a sweep tells of sensitivity.

    Raises:
        DesignError: where its design tells nothing, saying why.
    """
    refuse_unfit(sweep)
    manifest, is_sample = sweep.manifest, sweep.manifest.layout in SAMPLED
    explained = returns_of(manifest.scenario).explained
    estimate = _of_a_sample if is_sample else _of_a_grid
    found = {name: (Grown(manifest.points, estimate(sweep, _values(sweep, name))),) for name in explained}
    factors: Factors = load_plan(sweep.folder, manifest).design.fields
    return Answer(
        source=manifest.source,
        titles=manifest.scenario["title"],
        factors=factors,
        found=found,
        runs=manifest.runs,
        total=manifest.total,
        seed=manifest.seed,
        weeks=int(manifest.scenario["weeks"]),
        unit=POINTS,
        made=MADE_OF_A_SAMPLE if is_sample else MADE_OF_A_GRID,
        idle=idle_share(_values(sweep, explained[1])),
    )


MADE_OF_A_GRID = Phrase(
    "Every combination of the values is a point, and each counts the same: indices are exact for these values, but for "
    "the noise of runs. Intervals: 95 %, by jackknife over seeds."
)
MADE_OF_A_SAMPLE = Phrase(
    "First indices only, from the means of slices of each field; what a field does together with others cannot be told "
    "from a sample in which all fields move at once. Intervals: 95 %, by jackknife over groups of points."
)


def refuse_unfit(sweep: Sweep) -> None:
    """Raise a DesignError where the design of a sweep tells nothing of sensitivity."""
    manifest = sweep.manifest
    if manifest.question != "sweep":
        raise _unfit(f"holds a {manifest.question}")
    if len(manifest.design) < 2:
        raise _unfit("varies fewer than two fields, so there is nothing to compare")
    if manifest.forbidden:
        raise _unfit("leaves out combinations, which ties fields to one another; indices need fields that are free")
    if manifest.layout == "one-at-a-time":
        raise _unfit("varies one field at a time, and so tells nothing of a field where the others are different")
    if manifest.layout == "listed":
        raise _unfit("lists its points, and variance between points that somebody has chosen is no share of anything")
    if manifest.layout in SAMPLED and manifest.points < FEWEST_POINTS:
        raise _unfit(f"has {manifest.points} points, and slices of a sample need {FEWEST_POINTS} at least")
    if manifest.layout == "factorial" and manifest.runs < FEWEST_RUNS:
        raise _unfit(f"has {manifest.runs} runs at a point; noise and intervals need {FEWEST_RUNS} at least")


def grid_shares(values: Numbers) -> Numbers:
    """Return the first and the total index of every field of a full grid, one row each.

    Args:
        values: one axis a field, and the last one for seeds.
    """
    fields = range(values.ndim - 1)
    whole = _explained(values, tuple(fields))
    first = [_explained(values, (field,)) for field in fields]
    others = [_explained(values, tuple(other for other in fields if other != field)) for field in fields]
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: Numbers = np.array([first, whole - np.array(others)]) / (whole if whole > 0 else np.nan)
    return shares


def sample_shares(values: Numbers, slices: Numbers) -> Numbers:
    """Return the first index of every field of a sample.

    Args:
        values: one row a point, one column a seed.
        slices: for each point (row) and field (column) the number of its slice.
    """
    means = values.mean(axis=1)
    all_of_it = float(means.var(ddof=1))
    expected = all_of_it - _noise_of_means(values)
    inside = np.array([_inside(means, column) for column in slices.T])
    shares: Numbers = (all_of_it - inside) / (expected if expected > 0 else np.nan)
    return shares


def _of_a_grid(sweep: Sweep, values: Numbers) -> Indices:
    sizes = [len(levels) for levels in sweep.manifest.levels().values()]
    runs = values.shape[1]
    grid = values.reshape(*sizes, runs)
    (first, total), errors = _jackknifed(
        lambda chosen: grid_shares(grid[..., chosen]), np.arange(runs, dtype=float), runs
    )
    reach = [_estimates(shares, error) for shares, error in zip((first, total), errors, strict=True)]
    return Indices(reach[0], reach[1], _noise(values))


def _of_a_sample(sweep: Sweep, values: Numbers) -> Indices:
    slices = np.column_stack([_slice_numbers(sweep, path) for path in sweep.manifest.design])
    groups = np.arange(len(values), dtype=float) % _GROUPS
    first, errors = _jackknifed(lambda chosen: sample_shares(values[chosen], slices[chosen]), groups, _GROUPS)
    return Indices(_estimates(first, errors), (_NOTHING,) * len(first), _noise(values))


def _slice_numbers(sweep: Sweep, path: str) -> Numbers:
    """Return for every point the number of its slice along a field."""
    axis = sampled_axis(sweep.points, path, is_log=False)
    at = places_along(axis, sweep.points.columns[path])
    if axis.scale is Scale.NAMES:
        return at
    count = min(_SLICES, len(at) // _IN_A_SLICE, len(axis.values))
    numbers = np.empty(len(at))
    for number, members in enumerate(slices_of(at, count)):
        numbers[members] = number
    return numbers


def _explained(values: Numbers, kept: tuple[int, ...]) -> float:
    """Return the variance of the expected outcome between the settings of some fields, over all the others."""
    others = tuple(field for field in range(values.ndim - 1) if field not in kept)
    means = values.mean(axis=others) if others else values
    grand = means.mean(axis=tuple(range(means.ndim - 1)))
    return float(expected_product(means - grand, means - grand).mean())


def _inside(means: Numbers, slices: Numbers) -> float:
    """Return the variance of means inside of slices."""
    squares, freedom = 0.0, 0
    for number in np.unique(slices):
        inside = means[slices == number]
        squares += float(((inside - inside.mean()) ** 2).sum())
        freedom += len(inside) - 1
    return squares / max(1, freedom)


def _noise_of_means(values: Numbers) -> float:
    """Return the variance that noise adds to the means of points whose runs have the same seeds; 0 if unknown."""
    points, runs = values.shape
    if runs < 2:
        return 0.0
    left = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean()
    return float((left**2).sum() / ((points - 1) * (runs - 1)) / runs)


def _noise(values: Numbers) -> float:
    seen = float(values.mean(axis=1).var(ddof=1))
    return min(1.0, _noise_of_means(values) / seen) if seen > 0 and values.shape[1] > 1 else float("nan")


def _jackknifed(estimate: Shares, group_of: Numbers, groups: int) -> tuple[Numbers, Numbers]:
    """Return an estimate and its standard error, by leaving out each group in turn."""
    whole = estimate(np.ones(len(group_of), bool))
    without = np.array([estimate(group_of != group) for group in range(groups)])
    errors: Numbers = np.sqrt((groups - 1) / groups * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
    return whole, errors


def _estimates(values: Numbers, errors: Numbers) -> tuple[Estimate, ...]:
    reach = float(stats.norm.ppf((1 + CONFIDENCE) / 2)) * errors
    ends = zip(values, values - reach, values + reach, strict=True)
    return tuple(Estimate(*map(float, one)) for one in ends)


def _values(sweep: Sweep, name: str) -> Numbers:
    return np.nan_to_num(replicates(sweep, name))


def _unfit(why: str) -> DesignError:
    told = "a sweep over every combination, or of a Sobol or Latin hypercube sample, does"
    return DesignError(f"This folder tells nothing of sensitivity: it {why}. {told.capitalize()}.")
