"""Populations: the fields of organisations among which a claim is put to the test.

What holds among sixty organisations of the baseline need not hold among a few large and many small ones, nor among
those of a real alliance; so a claim that leaves open who the organisations are is tested in all three.
"""

from typing import Any, NamedTuple

from experiments.runner.batch import Changes
from simulation import Scenario, load_scenario

BASELINE = "baseline"
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
    """A field of organisations.

    Attributes:
        name: what tables call it.
        changes: what makes it of the baseline.
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


def _few_large(scenario: Scenario) -> list[dict[str, Any]]:
    return [
        {**group, **_LARGE, "name": f"Large {group['name'].lower()}", "count": max(1, group["count"] // _ONE_IN)}
        for group in _entries(scenario, "groups")
    ]


def _many_small(scenario: Scenario) -> list[dict[str, Any]]:
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


def _entries(scenario: Scenario, part: str) -> list[dict[str, Any]]:
    return [entry.model_dump(mode="json", exclude_none=True) for entry in getattr(scenario, part)]
