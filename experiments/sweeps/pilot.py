"""Pilots: a few runs of a plan beforehand, to tell what all of them will cost and how many are needed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from experiments.design.variation import DesignError
from experiments.runner.batch import Parcel, Task, work
from experiments.runner.plan import Plan
from experiments.runner.rows import RUN_ID
from experiments.storage.packing import RUNS, Files, parquet, unpacked
from simulation.errors import did_you_mean

SECONDS = 3.0
MOST_POINTS = 12
LEAST_RUNS = 3
MOST_RUNS = 200

_TICK = 1e-6  # less than any clock tells
_WITHIN = 1.96  # standard errors to each side of a 95 % interval


class Cost(NamedTuple):
    """What a sweep will cost, roughly.

    Attributes:
        seconds: of work, all workers together going at it.
        disk: bytes in the folder in the end; for a moment before, there are twice as many.
        memory: bytes used by the driver and all workers; 0 where the system does not tell.
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
        memory: most bytes that a process used; 0 where the system does not tell.
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
        numeric = list(self.plan.returns.numbers)
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
    runs = max(LEAST_RUNS, min(MOST_RUNS, round(SECONDS / max(longest, _TICK))))
    again = [_parcel(plan, task, point, runs) for point in points]
    running = max(0.0, sum(parcel.seconds for parcel in again) - longest) / (runs - 1) / len(points)
    tables = _tables(again)
    return Pilot(
        plan=plan,
        points=len(points),
        runs=runs,
        preparing=max(0.0, longest / len(points) - running),
        running=running,
        size=_growth(tables),
        memory=max(parcel.memory for parcel in again),
        table=tables[RUNS],
    )


def _parcel(plan: Plan, task: Task[Files], point: int, runs: int) -> Parcel[Files]:
    there = replace(plan, runs=max(plan.runs, runs))
    start = point * there.runs
    return work(task, there.batch(np.arange(start, start + runs)))


def _tables(parcels: Sequence[Parcel[Files]]) -> dict[str, pa.Table]:
    """Return the tables of some parcels, each as one."""
    pieces: dict[str, list[pa.Table]] = {}
    for parcel in parcels:
        for name, content in parcel.content.items():
            pieces.setdefault(name, []).append(unpacked(content))
    return {name: pa.concat_tables(some, promote_options="permissive") for name, some in pieces.items()}


def _growth(tables: Mapping[str, pa.Table]) -> float:
    """Return by how many bytes files grow with a run: how much larger they are with all runs than with every other one.

    So what every file has beside its rows does not count, which weighs most where runs are few.
    """
    runs = tables[RUNS][RUN_ID]
    half = runs.take(pa.array(range(0, len(runs), 2)))
    without = (table.filter(pc.is_in(table[RUN_ID], half)) for table in tables.values())
    growth = sum(map(_bytes, tables.values())) - sum(map(_bytes, without))
    return growth / (len(runs) - len(half))


def _bytes(table: pa.Table) -> int:
    return len(parquet(table.combine_chunks()))


def _runs_for(values: NDArray[np.float64], width: float) -> int:
    """Return how many runs a point needs, where values vary most and some runs may have none."""
    variances = np.nanvar(values, axis=1, ddof=1)
    shares = np.isfinite(values).mean(axis=1)
    return max(2, math.ceil(float((variances / shares).max()) * (2 * _WITHIN / width) ** 2))
