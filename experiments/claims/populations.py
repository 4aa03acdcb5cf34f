"""Populations: the organisations among which a claim is put to the test.

What holds among sixty organisations of the baseline need not hold among a few large and many small ones, nor among
those of a real alliance; so a claim that leaves open who the organisations are is tested in all three. In a field it is
tested among the organisations that are shipped with it, and among a few large and many small ones.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from experiments.runner.batch import Changes
from simulation import OrganisationalField, Scenario, load_field, load_scenario
from simulation.scenario.definition import Setting

BASELINE = "baseline"
FIELD = "field"
REAL = "lieferkettengesetz"
# In each group one organisation in so many is large.
_ONE_IN = 6
# Members as a common logarithm, hours a week, thousand euro a year, weeks between meetings. Assumptions: what is wide
# between sectors in the baseline is wide within each of them here.
_LARGE: dict[str, Any] = {
    "members": {"low": 5.5, "high": 7.0},
    "hours": {"low": 40.0, "mode": 80.0, "high": 160.0},
    "money": {"low": 50.0, "mode": 150.0, "high": 500.0},
    "interval": {"low": 6.0, "mode": 13.0, "high": 26.0},
}
_SMALL: dict[str, Any] = {
    "members": {"low": 1.0, "high": 3.0},
    "hours": {"low": 2.0, "mode": 5.0, "high": 12.0},
    "money": {"low": 0.0, "mode": 2.0, "high": 10.0},
    "interval": {"low": 0.5, "mode": 2.0, "high": 6.0},
}


class Population(NamedTuple):
    """Organisations among which a claim is tested.

    Attributes:
        name: what tables call them.
        changes: what makes them of the baseline, or of the shipped field.
    """

    name: str
    changes: Changes


def populations() -> tuple[Population, ...]:
    """Return the three populations in which claims that start from the baseline are tested."""
    baseline = load_scenario(BASELINE)
    return (
        Population("baseline", {}),
        Population("few large, many small", {"groups": [*_few_large(baseline), *_many_small(baseline)]}),
        Population("supply chain", _of_the_supply_chain(baseline)),
    )


def populations_of_a_field() -> tuple[Population, ...]:
    """Return the two populations in which claims that start from the shipped field are tested."""
    field = load_field(FIELD)
    large, small = _few_large(field), _many_small(field)
    return Population(FIELD, {}), Population(
        "few large, many small", {"groups": [*large, *small], "forums": list(_forums_of_both(field))}
    )


def _forums_of_both(field: OrganisationalField) -> Iterator[dict[str, Any]]:
    """Yield the forums of a field, to which the large organisations of a group belong as its small ones do."""
    for forum in _entries(field, "forums"):
        yield {**forum, "groups": [name for group in forum["groups"] for name in (group, _large(group))]}


def _large(group: str) -> str:
    return f"Large {group.lower()}"


def _few_large(scenario: Setting) -> list[dict[str, Any]]:
    return [
        {**group, **_LARGE, "name": _large(group["name"]), "count": max(1, group["count"] // _ONE_IN)}
        for group in _entries(scenario, "groups")
    ]


def _many_small(scenario: Setting) -> list[dict[str, Any]]:
    groups = _entries(scenario, "groups")
    return [{**group, **_SMALL, "count": group["count"] - max(1, group["count"] // _ONE_IN)} for group in groups]


def _of_the_supply_chain(baseline: Scenario) -> dict[str, object]:
    """Return the organisations of the supply-chain initiative, asked by the baseline's own initiator for its goal."""
    real = load_scenario(REAL)
    named = [{**entry, "positions": {}} for entry in _entries(real, "organisations")]
    sectors = {sector for group in real.groups for sector in group.sectors}
    return {
        "organisations": [*_entries(baseline, "organisations"), *named],
        "groups": _entries(real, "groups"),
        # Knowledge that nobody in this field has is not asked for.
        "goal.fields": sorted(sectors)[: len(baseline.goal.fields)],
    }


def _entries(scenario: Setting, part: str) -> list[dict[str, Any]]:
    return [entry.model_dump(mode="json", exclude_none=True) for entry in getattr(scenario, part)]
