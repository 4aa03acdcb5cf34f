"""Pilots: a few runs of a plan beforehand, to tell what all of them will cost and how many are needed."""

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.design.variation import DesignError
from experiments.runner.batch import Parcel, Task, work
from experiments.runner.plan import Plan
from experiments.runner.rows import COLUMNS
from experiments.storage.packing import RUNS, Files, opened, unpacked
from simulation.errors import did_you_mean

SECONDS = 3.0
MOST_POINTS = 12
LEAST_RUNS = 3
MOST_RUNS = 200

_WITHIN = 1.96  # standard errors to each side of a 95 % interval


class Cost(NamedTuple):
    """What a sweep will cost, roughly.

    Attributes:
        seconds: of work, all workers together going at it.
        disk: bytes in the folder in the end; for a moment before, there are twice as many.
        memory: bytes used by the driver and all workers.
    """

    seconds: float
    disk: float
    memory: float


class Needed(NamedTuple):
    """How many runs a point needs for a 95 % interval of a certain width.

    Attributes:
        for_a_mean: for the mean of an outcome at a point.
        for_a_difference: for its mean difference between two points, whose runs are in pairs; None where there is
            only one.
    """

    for_a_mean: int
    for_a_difference: int | None


@dataclass(frozen=True, slots=True)
class Pilot:
    """What some runs at some points of a plan have shown.

    Attributes:
        plan: what they are a part of.
        points: how many points.
        runs: how many runs at each of them.
        preparing: seconds it takes to make a point ready.
        running: seconds that a run takes.
        size: bytes that a run takes on disk.
        memory: most bytes that a process used.
        table: the runs, point by point.
    """

    plan: Plan
    points: int
    runs: int
    preparing: float
    running: float
    size: float
    memory: int
    table: pa.Table

    def cost(self, workers: int) -> Cost:
        """Estimate what the whole plan costs with so many workers."""
        seconds = len(self.plan.points) * self.preparing + self.plan.total * self.running
        processes = workers + 1 if workers > 1 else 1
        return Cost(seconds / workers, self.plan.total * self.size, processes * self.memory)

    def needed(self, outcome: str, width: float) -> Needed:
        """Say how many runs a point needs for intervals of an outcome, where it varies most.

        Args:
            outcome: name of a numeric outcome.
            width: of the interval, from its lower to its upper end.

        Raises:
            DesignError: where there is no such outcome, or the pilot says nothing about it.
        """
        values = self._values(outcome)
        seen = (np.isfinite(values), np.isfinite(np.diff(values, axis=0)))
        if any(len(rows) and rows.sum(axis=1).min() < LEAST_RUNS for rows in seen):
            raise DesignError(f"{outcome} came about in too few runs of the pilot to say how many are needed.")
        differences = np.diff(values, axis=0)
        return Needed(_runs_for(values, width), _runs_for(differences, width) if len(differences) else None)

    def _values(self, outcome: str) -> NDArray[np.float64]:
        """Return an outcome with a row a point and a column a replicate."""
        numeric = [name for name in COLUMNS if not pa.types.is_string(self.table.schema.field(name).type)]
        if outcome not in numeric:
            raise DesignError(
                f"{outcome} is no numeric outcome; there are {', '.join(numeric)}{did_you_mean(outcome, numeric)}"
            )
        values: NDArray[np.float64] = self.table[outcome].to_pandas().to_numpy(float)
        return values.reshape(self.points, self.runs)


def run_pilot(plan: Plan, task: Task[Files]) -> Pilot:
    """Run a few replicates at points spread over the plan, for a few seconds."""
    points = np.unique(np.linspace(0, len(plan.points) - 1, min(len(plan.points), MOST_POINTS)).astype(np.int64))
    first = [_parcel(plan, task, point, 1) for point in points]
    longest = sum(parcel.seconds for parcel in first)
    runs = max(LEAST_RUNS, min(MOST_RUNS, round(SECONDS / longest)))
    again = [_parcel(plan, task, point, runs) for point in points]
    running = max(0.0, sum(parcel.seconds for parcel in again) - longest) / (runs - 1) / len(points)
    return Pilot(
        plan=plan,
        points=len(points),
        runs=runs,
        preparing=max(0.0, longest / len(points) - running),
        running=running,
        size=sum(map(_size, again)) / (runs * len(points)),
        memory=max(parcel.memory for parcel in again),
        table=pa.concat_tables([unpacked(parcel.content[RUNS]) for parcel in again]),
    )


def _parcel(plan: Plan, task: Task[Files], point: int, runs: int) -> Parcel[Files]:
    there = replace(plan, runs=max(plan.runs, runs))
    start = point * there.runs
    return work(task, there.batch(np.arange(start, start + runs)))


def _size(parcel: Parcel[Files]) -> int:
    """Return the bytes of a parcel's columns, without what every file has beside them, as the files will be few."""
    files = (opened(content).metadata for content in parcel.content.values())
    groups = [file.row_group(k) for file in files for k in range(file.num_row_groups)]
    return sum(group.column(k).total_compressed_size for group in groups for k in range(group.num_columns))


def _runs_for(values: NDArray[np.float64], width: float) -> int:
    """Return how many runs a point needs, where values vary most and some runs may have none."""
    variances = np.nanvar(values, axis=1, ddof=1)
    shares = np.isfinite(values).mean(axis=1)
    return max(2, math.ceil(float((variances / shares).max()) * (2 * _WITHIN / width) ** 2))
