"""Factors: what a sensitivity analysis varies, each over the range or the values that are plausible for it."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from experiments.analysis.labels import NO_LIMIT
from experiments.design.declarations import choices_of, declaration, facts_of, in_a_scenario, single_fields
from experiments.design.layouts import drawn
from experiments.design.plausible_space import NEVER_DRAWN
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import DesignError, Field, Range, distinct, parse_values, split
from simulation import OrganisationalField, ScenarioError, changed
from simulation.errors import did_you_mean
from simulation.scenario.definition import Setting
from simulation.scenario.organisational_field import Forum, Issue

AGREEMENTS, FOUNDER_LEADS = "agreements.", "issues.*.founder_leads"
LEAD, SIZE = "agreements.lead", "invitation.size"
# Numbers with a value that stands for what nobody has agreed on, which is no smaller amount of it but none at all.
ABSENT: Mapping[str, int] = MappingProxyType(
    {
        "agreements.core_size": NO_LIMIT,
        "agreements.quorum": 0,
        "agreements.end_week": 0,
        "agreements.give_up_weeks": 0,
    }
)

_ENDS = np.array([0.0, 1.0])
# Without these it is no alliance any more, but one organisation, or members by order.
WHAT_IT_IS = frozenset({"agreements.voluntary", "agreements.reversible", "agreements.distinct"})

type Factors = Mapping[str, Field]


class Chosen(NamedTuple):
    """What is varied, and what could not be.

    Attributes:
        factors: the varied fields with their ranges or values, by dotted path.
        left_out: fields that the scenario does not allow to vary by themselves, each with the reason.
    """

    factors: Factors
    left_out: Mapping[str, str]


def absent(path: str) -> int | None:
    """Return the number that stands for what nobody has agreed on; None where there is none."""
    return ABSENT.get(in_a_scenario(path))


def factors_of(scenario: Setting, specifications: Sequence[str] = ()) -> Chosen:
    """Return what a sensitivity analysis of a scenario varies.

    Args:
        scenario: whose fields these are; what the issues or forums of a field have varies for all of them together.
        specifications: each `FIELD=VALUES` as for a sweep, or a field, or a part such as `arena`, with what is
            plausible for it; none for all parameters that the scenario makes use of, and all agreements.

    Raises:
        DesignError: where a specification cannot be read, or names what cannot vary.
    """
    paths = ScenarioPaths(scenario)
    named: dict[str, Field] = {}
    for specification in specifications or [""]:
        for path, field in _specified(specification.strip(), scenario, paths):
            if path in named and specifications:
                raise DesignError(f"{path} is varied twice; name it once.")
            named[path] = field
    paths.refuse_overlaps({}, varied=named)
    refused = {path: reason for path, field in named.items() if (reason := _fault(scenario, path, field))}
    if asked := [path for text in specifications if (path := text.partition("=")[0].strip()) in refused]:
        raise DesignError(f"{asked[0]} cannot vary so: {refused[asked[0]]}")
    return Chosen({path: field for path, field in named.items() if path not in refused}, refused)


def plausible_field(path: str, paths: ScenarioPaths) -> Field | None:
    """Return what is plausible for a field that a scenario has once; None where nothing is declared.

    Numbers lie anywhere in their declared range, widened to hold the scenario's own value. What may not be agreed on
    at all is absent, or has one of three numbers of its range; switches are off and on, and words are all there are.
    """
    declared, kind = facts_of(path).get("plausible"), declaration(path)
    if path == LEAD:
        return _leads(paths)
    if absent(path) is not None:
        assert declared, "declares a range"
        low, high = map(int, declared)
        return tuple(dict.fromkeys(level for level in (absent(path), low, (low + high) // 2, high)))
    if kind is not None and kind.annotation is bool:
        return (False, True)
    if declared:
        own = paths.values(path)
        ends = min(declared[0], *own), max(declared[1], *own)
        least, most = _invited(paths, *ends) if path == SIZE else ends
        return Range(float(least), float(most), is_whole=paths.number(path) is int) if least < most else None
    return choices_of(path) or None if _is_agreed(path) else None


def _specified(specification: str, scenario: Setting, paths: ScenarioPaths) -> Iterator[tuple[str, Field]]:
    """Yield the fields that are meant, each with its range or values."""
    if "=" in specification:
        path, text = split(specification)
        field = distinct(path, parse_values(path, text, paths.number(path)))
        if not isinstance(field, Range) and len(field) < 2:
            raise DesignError(f"{path} has one value only; a factor needs two at least.")
        yield path, field
        return
    usual = dict(_usual(scenario, paths))
    if not specification:
        yield from usual.items()
    elif (single := _named(specification, scenario, paths)) is not None:
        yield specification, single
    elif below := {path: field for path, field in usual.items() if _is_part(specification, path)}:
        yield from below.items()
    else:
        known = [*usual, *{path.rpartition(".")[0] for path in usual}]
        told = "is no field or part with a plausible range"
        raise DesignError(f"{specification} {told}; write FIELD=VALUES{did_you_mean(specification, known) or '.'}")


def _is_part(part: str, path: str) -> bool:
    return path.startswith(f"{part}.") or in_a_scenario(path).startswith(f"{part}.")


def _is_agreed(path: str) -> bool:
    return path == FOUNDER_LEADS or in_a_scenario(path).startswith(AGREEMENTS)


def _named(path: str, scenario: Setting, paths: ScenarioPaths) -> Field | None:
    """Return what is plausible for a field that somebody names, also where the scenario makes no use of it."""
    return plausible_field(path, paths) if path in _fields_of(scenario) else None


def _usual(scenario: Setting, paths: ScenarioPaths) -> Iterator[tuple[str, Field]]:
    """Yield all agreements, and all numbers that are something: at 0 they stand for what a scenario does not have."""
    for path in _fields_of(scenario):
        if in_a_scenario(path) in NEVER_DRAWN | WHAT_IT_IS or not (_is_agreed(path) or any(paths.values(path))):
            continue
        if (field := plausible_field(path, paths)) is not None:
            yield path, field


def _fields_of(scenario: Setting) -> Iterator[str]:
    """Yield the paths of all fields that a scenario has once, or that all issues or all forums of a field have."""
    yield from (path for path, _ in single_fields(type(scenario)))
    if isinstance(scenario, OrganisationalField):
        yield from (path for path, _ in single_fields(Issue, "issues.*."))
        if scenario.forums:
            yield from (path for path, _ in single_fields(Forum, "forums.*."))


def _leads(paths: ScenarioPaths) -> Field | None:
    """Return nobody and the lead; who would lead is the first of the initiators, where the scenario names nobody."""
    initiators = paths.value("invitation.initiators")
    leads = paths.value(LEAD) or (initiators[0] if initiators else "")
    return ("", leads) if leads else None


def _invited(paths: ScenarioPaths, low: float, high: float) -> tuple[float, float]:
    """Return how few and how many organisations a scenario can invite, within these numbers."""
    drawn = sum(group["count"] for group in paths.value("groups"))
    total = len(paths.value("organisations")) + drawn
    return max(low, len(paths.value("invitation.initiators"))), min(high, total)


def _fault(scenario: Setting, path: str, field: Field) -> str:
    """Say why a scenario does not allow a field its values, or the ends of its range; empty where it does."""
    for value in drawn(field, _ENDS).levels if isinstance(field, Range) else field:
        try:
            changed(scenario, {path: value})
        except ScenarioError as error:
            return str(error.problems[0]).removeprefix("changes: ")
    return ""
