"""Levers: what readers of a handout can move, each with the few positions that were run beforehand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from experiments.analysis.labels import NO_LIMIT, capital, field_label, tick_label
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import DesignError, parse_levels
from simulation import AllianceError, Scenario, changed
from simulation.language.translation import Language, Phrase
from simulation.scenario.definition import Text
from simulation.scenario.dossier import Lesson

type Changes = Mapping[str, Any]

MOST_POINTS = 400
_SIZE, _CORE, _RULE = "invitation.size", "agreements.core_size", "agreements.decision_rule"
_SIZES = 5
_CORES = (4, 8, 16, NO_LIMIT)
_RULES = ("consensus", "two-thirds", "silence")
_OF_THE_LESSON, _AS_IT_IS = Phrase("the change in question"), Phrase("as it is")


@dataclass(frozen=True, slots=True)
class Lever:
    """What a reader can move.

    Attributes:
        field: by dotted path; empty where several fields move together.
        positions: from one end to the other, what each changes in the scenario.
        own: the position at which the scenario is as it is.
        told: where several fields move together, what the last position changes; None elsewhere.
    """

    field: str
    positions: tuple[Changes, ...]
    own: int
    told: Text | None = None

    def title(self, spoken: Language) -> str:
        """Return what the lever is called."""
        return capital(field_label(self.field, spoken).axis() if self.field else spoken.say(_OF_THE_LESSON))

    def labels(self, spoken: Language) -> list[str]:
        """Return what each position is called."""
        return [self._label(changes, spoken) for changes in self.positions]

    def _label(self, changes: Changes, spoken: Language) -> str:
        if self.told is not None:
            return str(getattr(self.told, spoken.code)) if changes else spoken.say(_AS_IT_IS)
        return tick_label(self.field, changes[self.field], spoken)


def levers_of(scenario: Scenario, lesson: Lesson | None) -> list[Lever]:
    """Return the levers that a scenario has where nobody asks for others: its lesson, breadth and how it is decided.

    Args:
        scenario: as it is.
        lesson: what a scenario for teaching shows; None for others.
    """
    compared = {} if lesson is None else dict(lesson.compare)
    single = next(iter(compared)) if len(compared) == 1 else ""
    of_the_lesson = compared if single not in {_SIZE, _CORE, _RULE} else {}
    candidates = {_SIZE: _sizes(scenario), _CORE: _core_sizes(scenario), _RULE: list(_RULES)}
    if of_the_lesson:
        del candidates[_RULE]
    if single in candidates:
        candidates[single].append(compared[single])
    levers = [_lever(scenario, field, values) for field, values in candidates.items() if field not in of_the_lesson]
    if lesson is not None and of_the_lesson:
        levers.insert(0, Lever("", ({}, of_the_lesson), 0, lesson.change_in_words))
    return [lever for lever in levers if len(lever.positions) > 1]


def levers_asked_for(scenario: Scenario, specifications: Sequence[str]) -> list[Lever]:
    """Return the levers that a user asks for.

    Args:
        scenario: as it is.
        specifications: each `FIELD=VALUES`, as `alliance sweep` takes them.

    Raises:
        AllianceError: where one cannot be read, names a field twice, or has a value that is not allowed.
    """
    paths = ScenarioPaths(scenario)
    asked = [parse_levels(specification, paths.number) for specification in specifications]
    paths.refuse_overlaps({}, varied=[field for field, _ in asked])
    for field, values in asked:
        for value in values:
            changed(scenario, {field: value})
    return [_lever(scenario, field, values) for field, values in asked]


def points_of(levers: Sequence[Lever]) -> list[Changes]:
    """Return what every combination of positions changes, the last lever moving first.

    Raises:
        DesignError: where there are too many of them for one file.
    """
    count = int(np.prod([len(lever.positions) for lever in levers], dtype=int))
    if count > MOST_POINTS:
        raise DesignError(f"{count:,} combinations are too many for a handout; {MOST_POINTS} are the limit.")
    return [_together(combination) for combination in product(*(lever.positions for lever in levers))]


def _together(changes: Iterable[Changes]) -> Changes:
    return {field: value for part in changes for field, value in part.items()}


def _lever(scenario: Scenario, field: str, values: Iterable[Any]) -> Lever:
    """Return a lever with these positions and the scenario's own, in rising order where they are numbers."""
    own = ScenarioPaths(scenario).value(field)
    levels = [value for value in _distinct([own, *values]) if _is_allowed(scenario, {field: value})]
    if own not in levels:
        raise DesignError(f"{field} has several values in the scenario, and a lever starts at one; name one entry.")
    if all(isinstance(level, int | float) for level in levels):
        levels.sort()
    return Lever(field, tuple({field: level} for level in levels), levels.index(own))


def _distinct(values: Iterable[Any]) -> Iterator[Any]:
    seen: list[Any] = []
    for value in values:
        if value not in seen:
            seen.append(value)
            yield value


def _is_allowed(scenario: Scenario, changes: Changes) -> bool:
    try:
        changed(scenario, changes)
    except AllianceError:
        return False
    return True


def _sizes(scenario: Scenario) -> list[Any]:
    """Return how many may be invited: from the smallest alliance to all there are, each larger by the same factor."""
    fewest = max(2, len(scenario.invitation.initiators))
    sizes = np.geomspace(fewest, max(fewest, len(scenario.names())), _SIZES)
    return [int(size) for size in sizes.round()]


def _core_sizes(scenario: Scenario) -> list[Any]:
    return [size for size in _CORES if size < len(scenario.names()) or size == NO_LIMIT]
