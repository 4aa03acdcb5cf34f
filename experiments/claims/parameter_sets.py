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

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import batched, islice, product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from experiments.analysis.contrast import column
from experiments.analysis.replicates import outcomes
from experiments.claims import switches
from experiments.design.plausible_space import Range, draw, usual_ranges
from experiments.design.points import Point
from experiments.runner.batch import Changes, Runner, run_point
from experiments.runner.execution import InThisProcess, Start, kept_open
from experiments.runner.plan import Plan
from experiments.runner.planning import plan_points
from experiments.runner.returns import returns_of
from experiments.storage.sweep_folder import kept_in, load_whole, read_manifest
from experiments.sweeps.sweep import run_anew
from experiments.terminal.progress import Report, silence
from simulation import DataError, Outcome, RulesFile, load_scenario
from simulation.scenario.definition import Setting
from simulation.scenario.loading import load_any

REFERENCE = "baseline"
LEAST_AGREED = 1 / 3
LEAST_SUCCESS, MOST_SUCCESS = 1 / 20, 19 / 20
SIZES, CORES = (6, 12, 24, 45), (8, 100_000)
RUNS = 2
MOST_DRAWN = 64
# Nearly half of all sets are plausible; each further look costs a plan, and each set too many its runs.
_FIRST, _FURTHER = 2, 8


class Space(NamedTuple):
    """What sets are drawn from, and by which runs it is seen whether one is plausible as a whole.

    Attributes:
        reference: name of what the panel's runs start from.
        numbers: ranges of its fields by dotted path, in which `*` stands for all entries of a list.
        panel: arms under which every set is looked at.
        runs: of each arm.
        is_plausible: tells it of the outcomes of all these runs.
    """

    reference: str
    numbers: Mapping[str, Range]
    panel: tuple[Changes, ...]
    runs: int
    is_plausible: Callable[[Sequence[Any]], bool]

    @property
    def setting(self) -> Setting:
        """What the panel's runs start from."""
        return load_any(self.reference)

    def plan(self, drawn: Sequence["ParameterSet"], seed: int, rules: RulesFile | None) -> Plan:
        """Plan the panel's runs of some sets."""
        points = [{**one.point, **arm} for one in drawn for arm in self.panel]
        return plan_points(
            self.reference,
            self.setting,
            points,
            runs=self.runs,
            seed=seed,
            question="parameter sets",
            asked={},
            rules=rules,
        )


class ParameterSet(NamedTuple):
    """One draw.

    Attributes:
        point: numbers of the scenario, by paths in which `*` may stand for all entries of a list.
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
    number: int,
    seed: int,
    report: Report = silence,
    *,
    space: Space | None = None,
    start: Start = InThisProcess,
    runner: Runner = run_point,
    folder: Path | None = None,
    command: str = "",
    rules: RulesFile | None = None,
) -> ParameterSets:
    """Draw parameter sets until enough of them are plausible as a whole.

    Args:
        number: how many are needed.
        seed: of draws and runs.
        report: is told how many are found, and of how many.
        space: that they are drawn from; None for that of alliances which are set up.
        start: starts the workers.
        runner: runs one set; a plain top-level function.
        folder: where the runs are kept; None to keep none.
        command: how a user asks for this; the folder keeps it.
        rules: what replaces rules of the model, and so decides what is plausible; None for its own.

    Raises:
        DataError: where hardly any set is plausible, so that the ranges need to be looked at.
        RunError: where a run has no outcome.
        WorkerError: where the workers cannot go on.
    """
    space = of_alliances() if space is None else space
    candidates, of_a_set = drawn_sets(seed, space.numbers), space.runs * len(space.panel)
    drawn: list[ParameterSet] = []
    with kept_in(folder) as home, kept_open(start) as same:
        more = max(_sets_in(home, seed, space), _FIRST * number)
        while True:
            drawn += islice(candidates, more)
            run_anew(space.plan(drawn, seed, rules), home, start=same, runner=runner, command=command)
            panels = batched(outcomes(load_whole(home).runs, returns_of(space.setting)), of_a_set)
            found = [k for k, runs in enumerate(panels) if space.is_plausible(runs)]
            report(min(number, len(found)), number)
            if len(found) >= number:
                return ParameterSets(tuple(drawn[k] for k in found[:number]), found[number - 1] + 1, seed)
            _refuse_too_few(found, drawn, number)
            more = _more(number - len(found), len(found), len(drawn))


def _more(missing: int, found: int, drawn: int) -> int:
    """Return how many sets to draw next: as many as should do, a handful at least and at most as many as before."""
    return max(_FURTHER, min(missing * drawn // max(1, found), drawn))


def _sets_in(folder: Path, seed: int, space: Space) -> int:
    """Return of how many sets there are runs with a seed."""
    there = read_manifest(folder)
    return there.points // len(space.panel) if there is not None and there.seed == seed else 0


def _refuse_too_few(found: Sequence[int], drawn: Sequence[ParameterSet], number: int) -> None:
    if len(drawn) >= MOST_DRAWN * number:
        least = f"only {len(found)} of {len(drawn):,} parameter sets are plausible as a whole"
        raise DataError(f"Too few sets: {least}, and {number} are needed; look at the plausible ranges of the fields.")


def is_plausible(outcomes: Sequence[Outcome]) -> bool:
    """Tell whether the runs of the whole panel come out as they plausibly may."""
    agreed = float((~np.isnan(column(outcomes, "weeks_to_agreement"))).mean())
    success = float(column(outcomes, "success").mean())
    return agreed >= LEAST_AGREED and LEAST_SUCCESS <= success <= MOST_SUCCESS


def of_alliances() -> Space:
    """Return the space of alliances that are set up, looked at in the baseline."""
    numbers = {path: found for path, found in usual_ranges().items() if path not in switches.SWITCHES}
    return Space(REFERENCE, numbers, panel(), RUNS, is_plausible)


def drawn_sets(seed: int, numbers: Mapping[str, Range]) -> Iterator[ParameterSet]:
    """Draw parameter sets without end, whether plausible as a whole or not."""
    switched = switches.ranges()
    for values in draw({**numbers, **switched}, seed):
        yield ParameterSet({path: values[path] for path in numbers}, {name: values[name] for name in switched})


def panel() -> tuple[Changes, ...]:
    """Return the arms under which every set is looked at."""
    leads = ("", load_scenario(REFERENCE).invitation.initiators[0])
    fields = ("invitation.size", switches.LEAD, switches.CORE)
    return tuple(dict(zip(fields, arm, strict=True)) for arm in product(SIZES, leads, CORES))
