"""Traces: the life of one run week by week, and the events of its story, as rows of tables."""

from dataclasses import asdict
from typing import Any

from simulation import AllianceModel, Scenario
from simulation.state import AllianceRow

_COLUMNS = tuple(AllianceRow.__annotations__)

type Rows = list[dict[str, Any]]


def trace(scenario: Scenario, seed: int) -> tuple[Rows, Rows]:
    """Run a scenario once and return its weekly series and its events.

    Args:
        scenario: what to run.
        seed: of all draws.
    """
    model = AllianceModel(scenario, rng=seed)
    series = []
    while model.running:
        model.step()
        series.append({"week": model.week, **{name: getattr(model.alliance, name) for name in _COLUMNS}})
    return series, [asdict(event) for event in model.story]
