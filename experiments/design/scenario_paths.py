"""Paths of a scenario: where a dotted path leads, what stands there, and which numbers the field takes."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from experiments.design.variation import DesignError, Number
from simulation import ScenarioError
from simulation.errors import KeyPath
from simulation.scenario.definition import Setting
from simulation.scenario.messages import FileStructure, value_at
from simulation.scenario.overrides import overlaps, resolved


class ScenarioPaths:
    """The dotted paths of one scenario, or of one field.

    Args:
        scenario: whose names paths can use.
    """

    def __init__(self, scenario: Setting) -> None:
        self._kind = type(scenario)
        self._data = scenario.model_dump(mode="json")

    def place(self, dotted: str) -> KeyPath:
        """Return where a path leads; one that leads nowhere is taken literally."""
        return place(self._data, dotted)

    def canonical(self, dotted: str) -> str:
        """Return the spelling by which paths can be compared: entries of lists by number.

        >>> from simulation import load_scenario
        >>> ScenarioPaths(load_scenario("baseline")).canonical("groups.Movement.hours")
        'groups.0.hours'
        """
        return ".".join(map(str, self.place(dotted)))

    def value(self, dotted: str) -> Any:
        """Return what the scenario has there; None where it has nothing."""
        return value_at(self._data, self.place(dotted))

    def number(self, dotted: str) -> Number | None:
        """Return which numbers the field takes: whole ones (int), any (float), or none at all."""
        kinds = self._shape.kinds(self.place(dotted))
        return float if "number" in kinds else int if "integer" in kinds else None

    def refuse_overlaps(self, fixed: Mapping[str, KeyPath], **parts: Iterable[str]) -> None:
        """Make sure that no field is named twice, in whatever spelling, and none together with a part of it.

        Args:
            fixed: where what is set for all runs stands, by its path, whose names may be gone by now.
            parts: other paths, by the word for what is done to them.

        Raises:
            DesignError: with both spellings.
        """
        named = [(f"{dotted} (set)", path) for dotted, path in fixed.items()]
        named += [(f"{dotted} ({done})", self.place(dotted)) for done, paths in parts.items() for dotted in paths]
        for one, other in overlaps(named):
            raise DesignError(f"{one} and {other} are one field or parts of one; keep one of the two.")

    @cached_property
    def _shape(self) -> FileStructure:
        return FileStructure(self._kind)


def place(data: Mapping[str, Any], dotted: str) -> KeyPath:
    """Return where a path leads in a scenario's tables; one that leads nowhere is taken literally."""
    try:
        return resolved(data, dotted)
    except ScenarioError:
        return tuple(dotted.split("."))
