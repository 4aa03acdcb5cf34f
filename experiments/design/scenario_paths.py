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
    """The dotted paths of one scenario, or of one field; one with a `*` leads to all entries of a list.

    Args:
        scenario: whose names paths can use.
    """

    def __init__(self, scenario: Setting) -> None:
        self._kind = type(scenario)
        self._data = scenario.model_dump(mode="json")

    def places(self, dotted: str) -> tuple[KeyPath, ...]:
        """Return where a path leads; one that leads nowhere is taken literally."""
        return places(self._data, dotted)

    def canonical(self, dotted: str) -> tuple[str, ...]:
        """Return the spelling by which paths can be compared: entries of lists by number, one for each place.

        >>> from simulation import load_scenario
        >>> ScenarioPaths(load_scenario("baseline")).canonical("groups.Movement.hours")
        ('groups.0.hours',)
        """
        return tuple(".".join(map(str, path)) for path in self.places(dotted))

    def values(self, dotted: str) -> list[Any]:
        """Return what the scenario has at each of the places; None where it has nothing."""
        return values(self._data, dotted)

    def value(self, dotted: str) -> Any:
        """Return what the scenario has there; None where it has nothing, or not the same at all places."""
        return value(self._data, dotted)

    def number(self, dotted: str) -> Number | None:
        """Return which numbers the field takes: whole ones (int), any (float), or none at all."""
        kinds = self._shape.kinds(self.places(dotted)[0])
        return float if "number" in kinds else int if "integer" in kinds else None

    def refuse_overlaps(self, fixed: Mapping[str, tuple[KeyPath, ...]], **parts: Iterable[str]) -> None:
        """Make sure that no field is named twice, in whatever spelling, and none together with a part of it.

        Args:
            fixed: where what is set for all runs stands, by its path, whose names may be gone by now.
            parts: other paths, by the word for what is done to them.

        Raises:
            DesignError: with both spellings.
        """
        named = [(f"{dotted} (set)", path) for dotted, paths in fixed.items() for path in paths]
        for done, paths in parts.items():
            named += [(f"{dotted} ({done})", path) for dotted in paths for path in self.places(dotted)]
        for one, other in overlaps(named):
            raise DesignError(f"{one} and {other} are one field or parts of one; keep one of the two.")

    @cached_property
    def _shape(self) -> FileStructure:
        return FileStructure(self._kind)


def places(data: Mapping[str, Any], dotted: str) -> tuple[KeyPath, ...]:
    """Return where a path leads in a scenario's tables; one that leads nowhere is taken literally."""
    try:
        return resolved(data, dotted)
    except ScenarioError:
        return (tuple(dotted.split(".")),)


def values(data: Mapping[str, Any], dotted: str) -> list[Any]:
    """Return what stands at each of the places to which a path leads; None where nothing does."""
    return [value_at(data, path) for path in places(data, dotted)]


def value(data: Mapping[str, Any], dotted: str) -> Any:
    """Return what stands at all places to which a path leads; None where nothing does, or not the same."""
    first, *others = values(data, dotted)
    return first if all(other == first for other in others) else None
