"""Tables to be checked, with what is needed to say where each of their values came from."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from simulation.errors import MOST_PROBLEMS, Fault, KeyPath, Problem, ScenarioError, clipped
from simulation.scenario.locator import line_numbers, nearest_line
from simulation.scenario.messages import value_at
from simulation.scenario.overrides import CHANGES, entry_names

_DEEPEST = 20
_LARGEST_WHOLE_NUMBER = 2**63 - 1


@dataclass(frozen=True)
class Document:
    """A scenario on its way from file and changes to the model.

    Attributes:
        label: the file as it was named.
        text: its text; empty if there is no file.
        data: its tables, changes included.
        changes: the paths that were set by changes.
    """

    label: str
    text: str
    data: dict[str, Any]
    changes: tuple[KeyPath, ...] = ()

    def error(self, faults: Iterable[Fault]) -> ScenarioError:
        """Return the error that tells of all faults, each with its place in the file or among the changes."""
        return ScenarioError(map(self._problem, islice(faults, MOST_PROBLEMS)))

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Raise that error if there is any fault."""
        if found := list(faults):
            raise self.error(found)

    def refuse_what_no_model_reads(self) -> None:
        """Raise a ScenarioError where tables are nested too deeply or numbers are too large to go on."""
        self.refuse(_beyond_reading(self.data))

    def _problem(self, fault: Fault) -> Problem:
        path, value, message = fault
        if value and value_at(self.data, path) is None:
            value = f"{value} (the default)"
        if self._comes_from_change(path):
            return Problem(CHANGES, None, self._dotted(path), value, message)
        return Problem(self.label, nearest_line(self._lines, path), self._dotted(path), value, message)

    @cached_property
    def _lines(self) -> dict[KeyPath, int]:
        return line_numbers(self.text)

    def _comes_from_change(self, path: KeyPath) -> bool:
        return any(
            path[: len(change)] == change or (change[: len(path)] == path and path not in self._lines)
            for change in self.changes
        )

    def _dotted(self, path: KeyPath) -> str:
        """Write a path as changes take it: list entries by name where they have one of their own."""
        words: list[str] = []
        for depth, step in enumerate(path):
            around = value_at(self.data, path[:depth])
            names = entry_names(around) if isinstance(around, list) else {}
            words.append(next((name for name, index in names.items() if index == step), str(step) or '""'))
        return ".".join(map(clipped, words))


def _beyond_reading(data: dict[str, Any]) -> Iterator[Fault]:
    waiting: deque[tuple[KeyPath, Any]] = deque([((), data)])
    while waiting:
        path, value = waiting.popleft()
        if len(path) > _DEEPEST:
            yield Fault(path, "", "is nested too deeply; a scenario needs a handful of levels")
        elif isinstance(value, int) and abs(value) > _LARGEST_WHOLE_NUMBER:
            yield Fault(path, "", "is too large a number; give one that is allowed here")
        elif isinstance(value, dict):
            waiting.extend(((*path, key), entry) for key, entry in value.items())
        elif isinstance(value, list):
            waiting.extend(((*path, index), entry) for index, entry in enumerate(value))
