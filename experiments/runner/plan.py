"""Plans: every run of a sweep in its order, each with a name and a seed, before the first of them is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.design.designs import Design
from experiments.design.points import Points, Value, listed
from experiments.design.variation import Range
from experiments.runner import identity
from experiments.runner.batch import Batch, Stretch
from experiments.runner.identity import Names
from experiments.runner.returns import Returns, returns_of
from simulation import RulesFile
from simulation.scenario.definition import Setting

SEEDS_APART = 1_000_000

type Positions = NDArray[np.int64]
# What is asked with the runs of a plan.
type Question = Literal["sweep", "comparison", "history", "claim", "parameter sets", "sensitivity", "planning question"]


class Starts(NamedTuple):
    """What the points of a plan start from.

    Attributes:
        scenarios: what is run, before the changes of points.
        scenario_of: for every point, the number of its scenario.
        seeds: for every point, the seed of its first replicate; the others follow it.
        labels: what rows say of the points.
    """

    scenarios: tuple[Setting, ...]
    scenario_of: Positions
    seeds: Positions
    labels: Points


@dataclass(frozen=True)
class Plan:
    """All runs of an experiment in their order: point by point, and at each point replicate by replicate.

    Attributes:
        source: the scenario's name or path, as given.
        scenario: what is run, before the changes of each point.
        design: what varies.
        points: the points of the design, in order.
        runs: replicates at every point.
        seed: base seed; unless points have seeds of their own, replicate k has the seed `seed * 1,000,000 + k` at each
            of them, so runs are paired.
        has_series: whether the weekly series and the events of every run are kept too; of a field, whether its searches
            are.
        model: fingerprint of the model's behaviour, and of the rules that are replaced.
        question: what is asked with the runs.
        asked: what the question has beside its points, as plain data, kept for whoever answers it later.
        rules: what replaces rules of the model; None for its own, and for whoever only reads results.
        own_starts: what points start from where that is more than the scenario and the base seed.
    """

    source: str
    scenario: Setting
    design: Design
    points: Points
    runs: int
    seed: int
    has_series: bool
    model: str
    question: Question = "sweep"
    asked: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    rules: RulesFile | None = None
    own_starts: Starts | None = None

    @cached_property
    def starts(self) -> Starts:
        """What the points start from."""
        if self.own_starts is not None:
            return self.own_starts
        seeds = np.full(len(self.points), self.seeds[0], np.int64)
        return Starts((self.scenario,), np.zeros(len(self.points), np.int64), seeds, self.points)

    @property
    def returns(self) -> Returns:
        """What its runs return."""
        return returns_of(self.scenario)

    @property
    def total(self) -> int:
        """Number of runs."""
        return len(self.points) * self.runs

    @property
    def seeds(self) -> range:
        """Seeds of the replicates, the same at every point; other base seeds share none of them."""
        first = self.seed * SEEDS_APART
        return range(first, first + self.runs)

    @property
    def kinds(self) -> dict[str, type]:
        """For every label of the points, the kind of its column."""
        return {path: column.kind for path, column in self.starts.labels.columns.items()}

    @property
    def values(self) -> dict[str, list[Value] | str]:
        """For every label of the points, its values, or the text of the range from which they are drawn."""
        fields = self.design.fields
        return {
            path: str(field) if isinstance(field := fields.get(path), Range) else list(column.levels)
            for path, column in self.starts.labels.columns.items()
        }

    @cached_property
    def point_names(self) -> Names:
        """Names of the points."""
        names = np.empty(len(self.points), np.uint64)
        for number, scenario in enumerate(self.starts.scenarios):
            there = np.flatnonzero(self.starts.scenario_of == number)
            points = self.points.take(there) if len(there) < len(names) else self.points
            names[there] = identity.point_names(self.model, scenario.model_dump(mode="json"), points)
        return names

    @cached_property
    def _seed_names(self) -> tuple[Names, Positions]:
        """What seeds add to the names of runs, a row for each first seed; and the row of every point."""
        firsts, rows = np.unique(self.starts.seeds, return_inverse=True)
        return identity.seed_names(firsts[:, None] + np.arange(self.runs)), rows

    @cached_property
    def _sorted(self) -> tuple[Names, Positions]:
        """All names in rising order, with their positions."""
        of_seeds, rows = self._seed_names
        names = (self.point_names[:, None] + (of_seeds[rows] if len(of_seeds) > 1 else of_seeds)).ravel()
        order = np.argsort(names)
        return names[order], order

    def names(self, positions: Positions) -> Names:
        """Return the names of the runs at these positions."""
        points, runs = np.divmod(positions, self.runs)
        of_seeds, rows = self._seed_names
        names: Names = self.point_names[points] + of_seeds[rows[points], runs]
        return names

    def positions(self, names: Names) -> Positions:
        """Return where runs of these names stand in the plan; -1 for those that do not."""
        known, order = self._sorted
        places = np.minimum(np.searchsorted(known, names), len(known) - 1)
        return np.where(known[places] == names, order[places], -1)

    def point_of(self, changes: Mapping[str, Any]) -> int:
        """Return the number of the point that has these values."""
        [name] = identity.point_names(self.model, self.scenario.model_dump(mode="json"), listed([changes]))
        return int(np.flatnonzero(self.point_names == name)[0])

    def batch(self, positions: Positions) -> Batch:
        """Return the runs at these positions, which rise."""
        return Batch(tuple(self._stretches(positions)), self.names(positions), self.returns, self.kinds)

    def _stretches(self, positions: Positions) -> Iterator[Stretch]:
        breaks = (np.diff(positions) != 1) | (positions[1:] % self.runs == 0)
        for stretch in np.split(positions, np.flatnonzero(breaks) + 1):
            point, first = divmod(int(stretch[0]), self.runs)
            runs, seed = range(first, first + len(stretch)), int(self.starts.seeds[point]) + first
            labels, changes = self.starts.labels[point], self.points[point]
            scenario = self.starts.scenarios[self.starts.scenario_of[point]]
            yield Stretch(scenario, changes, labels, runs, range(seed, seed + len(stretch)))


def once(plan: Plan) -> tuple[Plan, Positions]:
    """Return a plan with each of its points once, and where every point of before stands in it."""
    first_names = plan.names(np.arange(0, plan.total, plan.runs))
    _, firsts, places = np.unique(first_names, return_index=True, return_inverse=True)
    kept, starts = np.sort(firsts), plan.own_starts
    if starts is not None:
        labels = starts.labels.take(kept)
        starts = Starts(starts.scenarios, starts.scenario_of[kept], starts.seeds[kept], labels)
    return replace(plan, points=plan.points.take(kept), own_starts=starts), np.searchsorted(kept, firsts)[places]


class Pending:
    """What is still to be run, handed out in the order of the plan."""

    def __init__(self, plan: Plan, is_done: NDArray[np.bool_]) -> None:
        """Start with all positions of the plan that are not done."""
        self._plan = plan
        self._positions = np.flatnonzero(~is_done)
        self._taken = 0

    @property
    def left(self) -> int:
        """How many runs have not been handed out."""
        return len(self._positions) - self._taken

    def take(self, most: int) -> Batch | None:
        """Hand out the next batch of at most so many runs; None when nothing is left."""
        positions = self._positions[self._taken : self._taken + most]
        self._taken += len(positions)
        return self._plan.batch(positions) if len(positions) else None
