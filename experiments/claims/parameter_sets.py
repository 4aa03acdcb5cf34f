"""Parameter sets: draws from the plausible space that are plausible not number by number only, but as a whole.

Ranges are declared for each field by itself. Where all are drawn at once, in most sets hardly any alliance ever agrees
on anything or has any success, and there no claim can show. Since alliances are known to exist, and about four in ten
campaigns to succeed (Baumgartner et al. 2009), a set is kept only if, over a panel of alliances of the baseline that
differ in how many are asked, whether somebody leads and whether there are supporters,

- at least a third of all runs reach an agreement, and
- at least a twentieth of them succeed and at least a twentieth fail.

The panel looks at all arms together, so that no set is kept or dropped for what comes out under one of them. These
limits are wide, were set before any claim was tested, and are the same for all of them.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

import numpy as np

from experiments.analysis.contrast import column
from experiments.claims import switches
from experiments.design.plausible_space import draw, usual_ranges
from experiments.design.points import Point
from experiments.runner.batch import Batch, Changes, Runner, Stretch, run_point
from experiments.runner.execution import InThisProcess, Start
from experiments.runner.outcomes import Outcomes, numbered, outcomes
from experiments.runner.plan import SEEDS_APART
from simulation import DataError, Outcome, load_scenario

REFERENCE = "baseline"
LEAST_AGREED = 1 / 3
LEAST_SUCCESS, MOST_SUCCESS = 1 / 20, 19 / 20
SIZES, CORES = (6, 12, 24, 45), (8, 100_000)
RUNS = 2
MOST_DRAWN = 64

type Report = Callable[[int, int], None]


class ParameterSet(NamedTuple):
    """One draw.

    Attributes:
        point: numbers of the scenario.
        switched: shares and scales from which a scenario's switches and traits follow (`switches.settings`).
    """

    point: Point
    switched: Point


class ParameterSets(NamedTuple):
    """Sets that are plausible as a whole, in the order of their drawing.

    Attributes:
        sets: the plausible ones.
        drawn: how many were drawn for them.
        seed: of the drawing, and base seed of the runs made with them.
    """

    sets: tuple[ParameterSet, ...]
    drawn: int
    seed: int


def plausible_sets(
    number: int, seed: int, report: Report, *, start: Start = InThisProcess, runner: Runner = run_point
) -> ParameterSets:
    """Draw parameter sets until enough of them are plausible as a whole.

    Args:
        number: how many are needed.
        seed: of draws and runs.
        report: is told how many are found, and of how many.
        start: starts the workers.
        runner: runs one set; a plain top-level function.

    Raises:
        DataError: where hardly any set is plausible, so that the ranges need to be looked at.
        RunError: where a run has no outcome.
        WorkerError: where the workers cannot go on.
    """
    search = _Search(number, seed)
    for batch in outcomes(search, start, runner):
        if len(search.found) < number:
            search.take_in(batch)
            report(min(number, len(search.found)), number)
    if len(search.found) < number:
        least = f"only {len(search.found)} of {search.judged:,} parameter sets are plausible as a whole"
        raise DataError(f"Too few sets: {least}, and {number} are needed; look at the plausible ranges of the fields.")
    last = search.found[number - 1]
    return ParameterSets(tuple(search.sets[k] for k in search.found[:number]), last + 1, seed)


def is_plausible(outcomes: Sequence[Outcome]) -> bool:
    """Tell whether the runs of the whole panel come out as they plausibly may."""
    agreed = float((~np.isnan(column(outcomes, "weeks_to_agreement"))).mean())
    success = float(column(outcomes, "success").mean())
    return agreed >= LEAST_AGREED and LEAST_SUCCESS <= success <= MOST_SUCCESS


def drawn_sets(seed: int) -> Iterator[ParameterSet]:
    """Draw parameter sets without end, whether plausible as a whole or not."""
    numbers = {path: found for path, found in usual_ranges().items() if path not in switches.SWITCHES}
    switched = switches.ranges()
    for values in draw({**numbers, **switched}, seed):
        yield ParameterSet({path: values[path] for path in numbers}, {name: values[name] for name in switched})


def panel() -> tuple[Changes, ...]:
    """Return the arms under which every set is looked at."""
    leads = ("", load_scenario(REFERENCE).invitation.initiators[0])
    fields = ("invitation.size", switches.LEAD, switches.CORE)
    return tuple(dict(zip(fields, arm, strict=True)) for arm in product(SIZES, leads, CORES))


class _Search:
    """Hands out sets to be judged until enough of those before them are known to be plausible."""

    def __init__(self, number: int, seed: int) -> None:
        self.sets: list[ParameterSet] = []
        self._verdicts: dict[int, bool] = {}
        self._came: dict[int, list[Outcome]] = {}
        self._number, self._scenario, self._panel = number, load_scenario(REFERENCE), panel()
        self._candidates = drawn_sets(seed)
        self._seeds = range(seed * SEEDS_APART, seed * SEEDS_APART + RUNS)
        self._runs = RUNS * len(self._panel)

    @property
    def judged(self) -> int:
        """How many sets are judged without a gap from the first one on."""
        return next(k for k in range(len(self._verdicts) + 1) if k not in self._verdicts)

    @property
    def found(self) -> list[int]:
        """The plausible ones among these."""
        return [k for k in range(self.judged) if self._verdicts[k]]

    @property
    def left(self) -> int:
        """How many runs may still be needed."""
        is_over = len(self.found) >= self._number
        return 0 if is_over else (MOST_DRAWN * self._number - len(self.sets)) * self._runs

    def take(self, most: int) -> Batch | None:
        """Hand out the next sets; None when enough are found, or too many were drawn."""
        if self.left <= 0:
            return None
        first = len(self.sets)
        self.sets += islice(self._candidates, max(1, most // self._runs))
        stretches = [
            Stretch({**self.sets[k].point, **arm}, range(RUNS), self._seeds)
            for k in range(first, len(self.sets))
            for arm in self._panel
        ]
        return numbered(self._scenario, stretches, first * self._runs)

    def take_in(self, batch: Outcomes) -> None:
        """Judge the sets of which all runs have come."""
        for number, outcome in zip(batch.numbers.tolist(), batch.outcomes, strict=True):
            runs = self._came.setdefault(number // self._runs, [])
            runs.append(outcome)
            if len(runs) == self._runs:
                self._verdicts[number // self._runs] = is_plausible(self._came.pop(number // self._runs))
