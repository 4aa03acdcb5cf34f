"""Preparation: a claim and its scenario become trials, and whatever does not fit is told with its line."""

import itertools
import math
from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from experiments.claims import switches
from experiments.claims.claim import Claim, Settings
from experiments.claims.claim_file import kind_of, read_claim
from experiments.claims.expected_patterns import LEAST_LEVELS
from experiments.claims.field_sets import of_fields
from experiments.claims.parameter_sets import ParameterSet, ParameterSets
from experiments.claims.populations import BASELINE, FIELD, Population, populations, populations_of_a_field
from experiments.claims.trial import Labels, Trial
from experiments.design.assignments import parse_change
from experiments.design.plausible_space import draw, plausible_range, usual_ranges
from experiments.design.points import Value
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import DesignError, Number, parse_levels
from experiments.runner.batch import Changes
from experiments.runner.returns import Returns, returns_of
from simulation import OrganisationalField, RulesFile, Scenario, ScenarioError, changed
from simulation.errors import Fault, KeyPath, did_you_mean, shown
from simulation.scenario.document import Document
from simulation.scenario.loading import load_any

# Two arms need fewer runs in all than many levels, so each gets more.
_OF_TWO, _OF_MORE = 20, 14
_FEWEST = 4
# What a claim fixes that names single organisations.
_WHO = "organisations"

type _Setting = Scenario | OrganisationalField


class Effort(NamedTuple):
    """How much is run.

    Attributes:
        seeds: the parameter sets of each seed; what is found with the first has to hold with the others, too.
        part: share of the usual replicates.
        rules: what replaces rules of the model in all runs; None for its own.
    """

    seeds: tuple[ParameterSets, ...]
    part: float
    rules: RulesFile | None = None


def check_claim(path: Path, rules: RulesFile | None = None) -> None:
    """Read a claim and try it with the values of its scenario.

    Args:
        path: of its file.
        rules: what is to replace rules of the model; None for its own.

    Raises:
        ScenarioError: as `load_trials` does.
    """
    load_trials(path, Effort((ParameterSets((), 0, 0),), 1.0, rules))


def returns_for(path: Path) -> Returns:
    """Return what the runs of a claim that has been checked return: in a field, or with alliances that are set up."""
    return returns_of(load_any(read_claim(path)[1].scenario))


def load_trials(path: Path, effort: Effort) -> list[Trial]:
    """Read a claim and make it ready to run: a trial for each seed and population, sharing out the seed's sets.

    Nothing is run for a claim that holds by construction.

    Raises:
        ScenarioError: with the problems of the file, each with its line, field, value and what is allowed.
    """
    document, claim = read_claim(path)
    if claim.is_by_construction:
        return []
    start = _tried(document, ("scenario",), partial(load_any, claim.scenario))
    document.refuse(_faults_of_a_kind(claim, returns_of(start), effort.rules))
    among = _populations_for(claim)
    return [
        _trial(document, path, _populated(document, start, population), population.name, sets, effort)
        for chosen in effort.seeds
        for population, sets in zip(among, _dealt_out(chosen, len(among)), strict=True)
    ]


def _faults_of_a_kind(claim: Claim, returns: Returns, rules: RulesFile | None) -> Iterator[Fault]:
    """Yield what does not go together with a field, or with alliances that are set up."""
    what = "a field" if returns.are_of_fields else "alliances that are set up"
    if returns.are_of_fields and rules is not None:
        yield Fault(("scenario",), shown(claim.scenario), "is a field, in which rules cannot be replaced")
    for k, one in enumerate(claim.expect):
        for field, name in one.outcomes().items():
            if name not in returns.measures:
                yield Fault(("expect", k, field), shown(name), f"is no outcome of {what}")


def _populations_for(claim: Claim) -> tuple[Population, ...]:
    if not _leaves_open_who(claim):
        return (Population(claim.scenario, {}),)
    return populations_of_a_field() if claim.scenario == FIELD else populations()


def _leaves_open_who(claim: Claim) -> bool:
    """Tell whether a claim starts from what is shipped for this and says nothing of single groups or organisations."""
    arms = (text for arm in (*claim.arms, *claim.condition) for text in arm.fields)
    fields = (text.partition("=")[0].strip() for text in (*claim.set, *claim.levels, *claim.off, *arms))
    is_fixed = _WHO in claim.draw.fixed
    return claim.scenario in (BASELINE, FIELD) and not is_fixed and not any(_names_some(field) for field in fields)


def _names_some(field: str) -> bool:
    part, *inner = field.split(".")
    return part in {"groups", "organisations", "others", "ties"} and inner[:1] != ["*"]


def _dealt_out(chosen: ParameterSets, parts: int) -> Iterator[ParameterSets]:
    """Deal the sets of a seed out in turn, so that each part is spread over the whole space."""
    return (chosen._replace(sets=chosen.sets[k::parts]) for k in range(parts))


def _populated(document: Document, scenario: _Setting, population: Population) -> _Setting:
    return _tried(document, ("scenario",), partial(changed, scenario, population.changes))


def _trial(
    document: Document, path: Path, start: _Setting, population: str, sets: ParameterSets, effort: Effort
) -> Trial:
    """Return the trial of a claim with some sets in one population."""
    claim = read_claim(path)[1]
    given = _Reader(document, start).settings(("set",), claim.set)
    reader = _Reader(document, _tried(document, ("set",), partial(changed, start, given)))
    levels = reader.levels(claim) if claim.levels else reader.arms("arms", claim) or ({},)
    situations = reader.arms("condition", claim) if claim.condition else ({},)
    off = reader.settings(("off",), claim.off)
    reader.refuse_overlaps(given, levels, situations, off)
    told = {field for changes in (given, *levels, *situations) for field in changes}
    points = tuple(reader.points(claim, told, sets))
    usual = claim.replicates or (_OF_TWO if len(levels) * len(situations) <= 2 else _OF_MORE)
    trial = Trial(
        claim=claim,
        kind=kind_of(path),
        population=population,
        scenario=reader.scenario,
        levels=levels,
        situations=situations,
        off=off,
        points=({}, *(changes for changes, _ in points)),
        labels=tuple(labels for _, labels in points),
        drawn=sets.drawn,
        replicates=max(_FEWEST, round(effort.part * usual)),
        seed=sets.seed,
        rules=effort.rules,
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

    def __init__(self, document: Document, scenario: _Setting) -> None:
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
        least = max(LEAST_LEVELS.get(one.pattern, 2) for one in claim.expect)
        if len(counts) != 1 or min(counts) < least:
            message = f"must have at least {least} values for what is expected, and every field as many as the others"
            raise self._document.error([Fault(("levels",), "", message)])
        levels = tuple(dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
        self._document.refuse(_faults_of_levels(claim, levels))
        return levels

    def points(self, claim: Claim, told: set[str], sets: ParameterSets) -> Iterator[tuple[Changes, Labels]]:
        """Yield the parameter sets with what else the claim draws, without the fields of which it tells, and labels."""
        self._document.refuse(_faults_of_the_draw(claim))
        fixed = {*claim.draw.fixed, *told}
        ranges = {field: found for field in claim.draw.also if (found := plausible_range(field)) is not None}
        others = draw(ranges, sets.seed) if ranges else itertools.repeat({})
        for drawn, other in zip(sets.sets, others, strict=False):
            also = {inner: value for field, value in other.items() for inner in self._expanded(("draw",), field)}
            changes, labels = self._switched(drawn, fixed)
            numbers = {
                inner: value for field, value in drawn.point.items() for inner in self._expanded(("draw",), field)
            }
            merged = {**numbers, **changes, **also}
            yield {field: value for field, value in merged.items() if field not in fixed}, labels

    def _switched(self, drawn: ParameterSet, fixed: set[str]) -> tuple[Changes, Labels]:
        """Return the switches and traits of a set, and how those switches stand that the claim leaves open."""
        changes, labels = dict[str, object](), dict[str, str]()
        for field, value, label, kind in switches.settings(drawn.switched, self.scenario):
            paths = self._expanded(("draw",), field)
            changes |= dict.fromkeys(paths, value)
            labels |= {} if fixed & set(paths) else {kind: label}
        return {**changes, **switches.scaled_traits(drawn.switched, self.scenario, fixed)}, labels

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
        """Raise a ScenarioError where the first drawn set, or else the scenario, is not valid under some condition."""
        compared = "levels" if trial.claim.levels else "arms"
        point = trial.points[:2][-1]
        for number, variant in enumerate(trial.variants):
            # Each set is run with the mechanism first, so what fails without it fails for that reason.
            is_off = number >= math.prod(trial.conditions[1:])
            work = partial(changed, self.scenario, {**point, **variant})
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
            return list(self._paths.canonical(field))
        entries = self._paths.value(before)
        if not isinstance(entries, list):
            raise self._document.error([Fault(path, shown(field), f"is not allowed: {before} is no list of entries")])
        return [path for k in range(len(entries)) for path in self._paths.canonical(f"{before}.{k}.{after}")]

    def _number(self, field: str) -> Number | None:
        """Return which numbers a field takes; all entries of a list take the same."""
        return self._paths.number(field.replace(".*.", ".0."))


def _faults_of_levels(claim: Claim, levels: Sequence[Changes]) -> Iterator[Fault]:
    if any(one == other for one, other in itertools.combinations(levels, 2)):
        yield Fault(("levels",), "", "must differ from one another; two are the same")
    if claim.level_names and len(claim.level_names) != len(levels):
        yield Fault(("level_names",), "", f"must be {len(levels)} names, one for each level")


def _faults_of_the_draw(claim: Claim) -> Iterator[Fault]:
    usual = {*usual_ranges(), *of_fields().numbers, *switches.SWITCHES, _WHO}
    for k, field in enumerate(claim.draw.also):
        if plausible_range(field) is None:
            yield Fault(("draw", "also", k), shown(field), f"has no plausible range{did_you_mean(field, usual)}")
    for k, field in enumerate(claim.draw.fixed):
        if field not in usual:
            yield Fault(("draw", "fixed", k), shown(field), f"is not drawn anyway{did_you_mean(field, usual)}")
