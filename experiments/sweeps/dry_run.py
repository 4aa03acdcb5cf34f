"""Dry runs: what a sweep would do and cost, and how many runs it needs, in words and for machines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from experiments.runner.plan import Plan
from experiments.sweeps.pilot import Cost, Needed, Pilot

_SHOWN_VALUES = 6


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is told beforehand.

    Attributes:
        pilot: what was run.
        workers: for how many workers the cost is meant.
        cost: of the whole plan.
        needed: for each outcome that was asked about, the width of the interval and the runs it needs.
    """

    pilot: Pilot
    workers: int
    cost: Cost
    needed: Mapping[str, tuple[float, Needed]]

    @property
    def plan(self) -> Plan:
        """The plan that would be run."""
        return self.pilot.plan


def forecast(pilot: Pilot, workers: int, widths: Sequence[tuple[str, float]]) -> Forecast:
    """Make a forecast from a pilot.

    Args:
        pilot: what was run.
        workers: how many processes would work at once.
        widths: outcomes, each with the width that its 95 % interval is to have.

    Raises:
        DesignError: where the pilot says nothing about an outcome.
    """
    needed = {outcome: (width, pilot.needed(outcome, width)) for outcome, width in widths}
    return Forecast(pilot, workers, pilot.cost(workers), needed)


def in_words(told: Forecast) -> str:
    """Tell a forecast in lines of text."""
    plan, pilot, cost = told.plan, told.pilot, told.cost
    workers = "1 worker" if told.workers == 1 else f"{told.workers} workers"
    lines = [
        f"Plan:    {plan.total:,} runs of {plan.source}: {_counted(len(plan.points), 'point')}, "
        f"{_counted(plan.runs, 'run')} at each",
        f"Design:  {plan.design.kind}{_forbidding(plan)}",
        *(f"         {path}: {_values(values)}" for path, values in plan.values.items()),
        f"Pilot:   {_counted(pilot.runs, 'run')} at each of {_counted(pilot.points, 'point')}",
        f"Time:    about {_duration(cost.seconds)} with {workers}",
        f"Disk:    about {_size(cost.disk)}, and twice that for a moment at the end",
        *([f"Memory:  about {_size(cost.memory)} for driver and workers"] if cost.memory else []),
    ]
    for outcome, (width, needed) in told.needed.items():
        lines.append(f"Runs:    {needed.for_a_mean:,} a point for the mean of {outcome} within {width:g} (95 %)")
        if needed.for_a_difference is not None:
            lines.append(
                f"         {needed.for_a_difference:,} a point for its difference between two points, in pairs"
            )
    return "\n".join(lines)


def as_data(told: Forecast) -> dict[str, Any]:
    """Tell a forecast to machines."""
    plan, pilot, cost = told.plan, told.pilot, told.cost
    return {
        "points": len(plan.points),
        "runs_per_point": plan.runs,
        "runs": plan.total,
        "design": plan.design.kind,
        "varied": plan.values,
        "pilot": {"points": pilot.points, "runs_per_point": pilot.runs},
        "workers": told.workers,
        "seconds": round(cost.seconds, 1),
        "disk_bytes": ceil(cost.disk),
        "memory_bytes": ceil(cost.memory) or None,
        "needed": {name: {"width": width, **needed._asdict()} for name, (width, needed) in told.needed.items()},
    }


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _forbidding(plan: Plan) -> str:
    forbidden = [combination.text for combination in plan.design.forbidden]
    return f", without {'; '.join(forbidden)}" if forbidden else ""


def _values(values: Sequence[object] | str) -> str:
    if isinstance(values, str):
        return values
    shown = ", ".join(map(str, values[:_SHOWN_VALUES]))
    return f"{shown}, ... ({len(values):,} values)" if len(values) > _SHOWN_VALUES else shown


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else str(timedelta(seconds=round(seconds)))


def _size(size: float) -> str:
    return f"{size / 2**20:,.1f} MB" if size < 100 * 2**20 else f"{size / 2**20:,.0f} MB"
