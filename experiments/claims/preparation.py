"""Preparation: a claim and its scenario become a trial, and whatever does not fit is told with its line."""

import itertools
import math
from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from experiments.claims.claim import Claim, Settings
from experiments.claims.claim_file import kind_of, read_claim
from experiments.claims.expected_patterns import LEAST_LEVELS
from experiments.claims.parameter_sets import Worlds
from experiments.claims.trial import Trial
from experiments.design.designs import parse_change
from experiments.design.plausible_space import draw, plausible_range, usual_ranges
from experiments.design.points import Value
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import DesignError, Number, parse_levels
from experiments.runner.batch import Changes
from simulation import Scenario, ScenarioError, changed, load_scenario
from simulation.errors import Fault, KeyPath, did_you_mean, shown
from simulation.scenario.document import Document

# Two arms need fewer runs in all than many levels, so each gets more.
_OF_TWO, _OF_MORE = 28, 20
_FEWEST = 4


class Effort(NamedTuple):
    """How much is run.

    Attributes:
        worlds: the parameter sets.
        part: share of the usual replicates.
        seed: base seed of draws and runs.
    """

    worlds: Worlds
    part: float
    seed: int


def check_claim(path: Path) -> None:
    """Read a claim and try it with the values of its scenario.

    Raises:
        ScenarioError: as `load_trial` does.
    """
    load_trial(path, Effort(Worlds((), 0), part=1.0, seed=0))


def load_trial(path: Path, effort: Effort) -> Trial:
    """Read a claim and make it ready to run.

    Raises:
        ScenarioError: with the problems of the file, each with its line, field, value and what is allowed.
    """
    document, claim = read_claim(path)
    start = _tried(document, ("scenario",), partial(load_scenario, claim.scenario))
    given = _Reader(document, start).settings(("set",), claim.set)
    reader = _Reader(document, _tried(document, ("set",), partial(changed, start, given)))
    levels = reader.levels(claim) if claim.levels else reader.arms("arms", claim)
    situations = reader.arms("condition", claim) if claim.condition else ({},)
    off = reader.settings(("off",), claim.off)
    reader.refuse_overlaps(given, levels, situations, off)
    told = {field for changes in (given, *levels, *situations) for field in changes}
    points = ({}, *reader.points(claim, told, effort))
    usual = claim.replicates or (_OF_TWO if len(levels) * len(situations) == 2 else _OF_MORE)
    trial = Trial(
        claim=claim,
        kind=kind_of(path),
        scenario=reader.scenario,
        levels=levels,
        situations=situations,
        off=off,
        points=points,
        drawn=effort.worlds.drawn,
        replicates=max(_FEWEST, round(effort.part * usual)),
        seed=effort.seed,
    )
    reader.refuse_what_does_not_run(trial)
    return trial


def _tried[Result](document: Document, path: KeyPath, work: Callable[[], Result]) -> Result:
    """Do what may find fault with values, and tell its faults as those of a part of the file."""
    try:
        return work()
    except ScenarioError as error:
        # Where a change comes from is told by the line of the file it stands in.
        told = [str(problem).removeprefix("changes: ") for problem in error.problems]
        raise document.error(Fault(path, "", f"does not work: {message}") for message in told) from None
    except DesignError as error:
        raise document.error([Fault(path, "", str(error))]) from None


class _Reader:
    """Reads what a claim says of the fields of one scenario."""

    def __init__(self, document: Document, scenario: Scenario) -> None:
        self.scenario = scenario
        self._document = document
        self._paths = ScenarioPaths(scenario)

    def settings(self, path: KeyPath, typed: Settings) -> Changes:
        """Read fields with one value each."""
        changes: dict[str, object] = {}
        for k, text in enumerate(typed):
            field, value = _tried(self._document, (*path, k), partial(parse_change, text))
            changes |= dict.fromkeys(self._new((*path, k), field, changes), value)
        return changes

    def arms(self, part: str, claim: Claim) -> tuple[Changes, ...]:
        """Read two arms, or the two situations of a condition."""
        return tuple(self.settings((part, k, "fields"), arm.fields) for k, arm in enumerate(getattr(claim, part)))

    def levels(self, claim: Claim) -> tuple[Changes, ...]:
        """Read fields with their levels, which go in step."""
        columns: dict[str, tuple[Value, ...]] = {}
        for k, text in enumerate(claim.levels):
            field, values = _tried(self._document, ("levels", k), partial(parse_levels, text, self._number))
            columns |= dict.fromkeys(self._new(("levels", k), field, columns), values)
        counts = {len(values) for values in columns.values()}
        least = max(LEAST_LEVELS.get(one.shape, 2) for one in claim.expect)
        if len(counts) != 1 or min(counts) < least:
            message = f"must have at least {least} values for what is expected, and every field as many as the others"
            raise self._document.error([Fault(("levels",), "", message)])
        levels = tuple(dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
        self._document.refuse(_faults_of_levels(claim, levels))
        return levels

    def points(self, claim: Claim, told: set[str], effort: Effort) -> Iterator[Changes]:
        """Return the parameter sets with what else the claim draws, and without the fields of which it tells."""
        self._document.refuse(_faults_of_the_draw(claim))
        fixed = {*claim.draw.fixed, *told}
        ranges = {field: found for field in claim.draw.also if (found := plausible_range(field)) is not None}
        others = draw(ranges, effort.seed) if ranges else itertools.repeat({})
        for point, other in zip(effort.worlds.points, others, strict=False):
            drawn = {inner: value for field, value in other.items() for inner in self._expanded(("draw",), field)}
            yield {field: value for field, value in {**point, **drawn}.items() if field not in fixed}

    def refuse_overlaps(
        self, given: Changes, levels: Sequence[Changes], situations: Sequence[Changes], off: Changes
    ) -> None:
        """Raise a ScenarioError where two parts of a test set the same field; what is given can be switched off."""
        compared = "levels" if len(levels) > 2 else "arms"
        parts = {"set": (given,), compared: levels, "condition": situations, "off": (off,)}
        fields = {name: {field for changes in part for field in changes} for name, part in parts.items()}
        for one, other in itertools.combinations(fields, 2):
            if (one, other) != ("set", "off") and (both := sorted(fields[one] & fields[other])):
                raise self._document.error([Fault((other,), shown(both[0]), f"is set by {one} already; choose one")])

    def refuse_what_does_not_run(self, trial: Trial) -> None:
        """Raise a ScenarioError where the scenario's own or the first drawn set is not valid under some condition."""
        compared = "levels" if trial.claim.levels else "arms"
        conditions = math.prod(trial.conditions[1:])
        for number in range(trial.cells // len(trial.points) * min(2, len(trial.points))):
            # Each set is run with the mechanism first, so what fails without it fails for that reason.
            is_off = number // conditions % trial.conditions[0] == 1
            work = partial(changed, self.scenario, trial.cell(number).point)
            _tried(self._document, ("off" if is_off else compared,), work)

    def _new(self, path: KeyPath, field: str, there: Container[str]) -> list[str]:
        """Return the fields for which one stands, none of which may be there already."""
        fields = self._expanded(path, field)
        if twice := next((name for name in fields if name in there), None):
            raise self._document.error([Fault(path, shown(field), f"sets {twice}, which stands above already")])
        return fields

    def _expanded(self, path: KeyPath, field: str) -> list[str]:
        """Return the fields for which one with `*` stands, or it alone, with the entries of lists by number."""
        before, star, after = field.partition(".*.")
        if not star:
            return [self._paths.canonical(field)]
        entries = self._paths.value(before)
        if not isinstance(entries, list):
            raise self._document.error([Fault(path, shown(field), f"is not allowed: {before} is no list of entries")])
        return [self._paths.canonical(f"{before}.{k}.{after}") for k in range(len(entries))]

    def _number(self, field: str) -> Number | None:
        """Return which numbers a field takes; all entries of a list take the same."""
        return self._paths.number(field.replace(".*.", ".0."))


def _faults_of_levels(claim: Claim, levels: Sequence[Changes]) -> Iterator[Fault]:
    if any(one == other for one, other in itertools.combinations(levels, 2)):
        yield Fault(("levels",), "", "must differ from one another; two are the same")
    if claim.level_names and len(claim.level_names) != len(levels):
        yield Fault(("level_names",), "", f"must be {len(levels)} names, one for each level")


def _faults_of_the_draw(claim: Claim) -> Iterator[Fault]:
    usual = usual_ranges()
    for k, field in enumerate(claim.draw.also):
        if plausible_range(field) is None:
            yield Fault(("draw", "also", k), shown(field), f"has no plausible range{did_you_mean(field, usual)}")
    for k, field in enumerate(claim.draw.fixed):
        if field not in usual:
            yield Fault(("draw", "fixed", k), shown(field), f"is not drawn anyway{did_you_mean(field, usual)}")
