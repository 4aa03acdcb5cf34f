"""Switches: what alliances of a parameter set have agreed on or not, and how their organisations differ from usual.

A claim that holds only where nobody leads, or only where staff decide by themselves, holds for such alliances and not
for all. So each parameter set has its own lead, core group, decision rule and office, and its own scales of what
organisations are like; a claim that says otherwise has its own way.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from experiments.design.plausible_space import Range, plausible_range
from experiments.design.points import Point
from experiments.runner.batch import Changes
from simulation import OrganisationalField, Scenario
from simulation.scenario.definition import Setting
from simulation.scenario.fields import facts
from simulation.scenario.traits import Distribution, Traits

LEAD, CORE, RULE, OFFICE = (
    "agreements.lead",
    "agreements.core_size",
    "agreements.decision_rule",
    "agreements.office_hours",
)
FOUNDER_LEADS = "issues.*.founder_leads"
RULES = ("consensus", "two-thirds", "majority", "silence")
# By how much organisations of a parameter set may have more or less of a trait than the scenario says.
SCALES: Mapping[str, Range] = MappingProxyType(
    {
        "interval": Range(0.5, 1.0, 2.0, is_whole=False),
        "hours": Range(0.5, 1.0, 2.0, is_whole=False),
        "mandate": Range(0.25, 1.0, 1.0, is_whole=False),
        "tolerance": Range(0.5, 1.0, 1.5, is_whole=False),
    }
)
_UNIT = Range(0.0, 0.5, 1.0, is_whole=False)
_SCALE = "scale of "


class Switch(NamedTuple):
    """One thing that sets have or have not.

    Attributes:
        kind: what a table calls it.
        has, has_not: what a set is called that has it, or has not.
    """

    kind: str
    has: str
    has_not: str


SWITCHES: Mapping[str, Switch] = MappingProxyType(
    {
        LEAD: Switch("lead", "led", "leaderless"),
        CORE: Switch("tiers", "core plus supporters", "one core group"),
        RULE: Switch("decision rule", "", ""),
        OFFICE: Switch("office", "office", "no office"),
    }
)


def ranges() -> dict[str, Range]:
    """Return what is drawn for every set besides the numbers of the scenario: a share for each switch, and scales."""
    return {**dict.fromkeys(SWITCHES, _UNIT), **{f"{_SCALE}{trait}": scale for trait, scale in SCALES.items()}}


def settings(drawn: Point, scenario: Scenario | OrganisationalField) -> Iterator[tuple[str, Any, str, str]]:
    """Yield field, value, label and kind of label of each switch of a set; half of all sets have it, and half have not.

    Args:
        drawn: one value for each of `ranges`.
        scenario: of which somebody would lead: its first initiator, or in a field whoever founds an alliance.
    """
    if isinstance(scenario, OrganisationalField):
        for field, value, label, kind in _switched(drawn, True, False):
            yield FOUNDER_LEADS if field == LEAD else f"issues.*.{field}", value, label, kind
    else:
        yield from _switched(drawn, scenario.invitation.initiators[0], "")


def _switched(drawn: Point, lead: object, no_lead: object) -> Iterator[tuple[str, Any, str, str]]:
    """Yield the same, by the names of agreements."""
    shares = {field: float(str(drawn[field])) for field in SWITCHES}
    values = {
        LEAD: lead,
        CORE: _within(CORE, shares[CORE]),
        OFFICE: _within(OFFICE, shares[OFFICE]),
    }
    has_not = {LEAD: no_lead, CORE: 100_000, OFFICE: 0.0}
    for field, switch in SWITCHES.items():
        if field == RULE:
            rule = RULES[min(len(RULES) - 1, int(shares[RULE] * len(RULES)))]
            yield field, rule, rule, switch.kind
        elif shares[field] >= 0.5:
            yield field, values[field], switch.has, switch.kind
        else:
            yield field, has_not[field], switch.has_not, switch.kind


def _within(field: str, share: float) -> float | int:
    """Return a value from the plausible range of a field, by the upper half of a share."""
    found = plausible_range(field)
    assert found is not None, f"{field} declares a plausible range"
    return found.at(max(0.0, 2.0 * share - 1.0))


def scaled_traits(drawn: Point, scenario: Setting, told: Iterable[str]) -> Changes:
    """Return the traits of all organisations and groups of a scenario, scaled as a set has them.

    Args:
        drawn: one value for each of `ranges`.
        scenario: whose organisations and groups these are.
        told: fields that a claim sets itself; their traits keep what it says, and where it lists organisations or
            groups, nobody is scaled.
    """
    told = set(told)
    if told & {"groups", "organisations"}:
        return {}
    kept = {field.rpartition(".")[2] for field in told if field.startswith(("groups.", "organisations."))}
    return {
        f"{part}.{k}.{trait}": _scaled(trait, getattr(entry, trait), float(str(drawn[f"{_SCALE}{trait}"])))
        for part in ("groups", "organisations")
        for k, entry in enumerate(getattr(scenario, part))
        for trait in SCALES
        if trait not in kept
    }


def _scaled(trait: str, value: Distribution, scale: float) -> dict[str, float]:
    """Return the distribution of a trait, scaled within what is allowed."""
    low, high = facts(Traits.model_fields[trait])["allowed"]
    return {end: min(high, max(low, scale * at)) for end, at in value.model_dump(exclude_none=True).items()}
