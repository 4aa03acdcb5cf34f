"""One family of errors for everything that the person at the keyboard can put right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

KeyPath = tuple[str | int, ...]

# Enough to put a file right in one go; a file with more than these is something else altogether.
MOST_PROBLEMS = 100

_PROBLEMS_SHOWN = 30
_ENTRIES_SHOWN = 4
_LENGTH_SHOWN = 80


class Fault(NamedTuple):
    """What is wrong with one value of a scenario, before it is known where that value came from.

    The message continues a sentence that begins with the field and its value.
    """

    path: KeyPath
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, with the place where to do it.

    Attributes:
        source: the file as it was named, or "standard input", or "changes".
        line: line in that file, counted from 1; None where the problem has no line.
        field: dotted path of the field; empty if the file as a whole is meant.
        value: the value given, as one would write it; empty if there is none.
        message: what is wrong, what is allowed, and what to do.
    """

    source: str
    line: int | None
    field: str
    value: str
    message: str

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}, line {self.line}"
        subject = " = ".join(filter(None, (self.field, self.value)))
        return printable(f"{place}: {' '.join(filter(None, (subject, self.message)))}")


class AllianceError(Exception):
    """Base of all errors that have their cause in what was given, not in the program.

    Attributes:
        exit_code: what a command ends with when it meets the error.
    """

    exit_code = 2


class ScenarioError(AllianceError):
    """A scenario that cannot be used; holds all its problems, so that they can be put right in one go."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Collect the problems, those that stand first in a file first."""
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:_PROBLEMS_SHOWN]]
        return "\n".join([*lines, "... and more"] if len(self.problems) > _PROBLEMS_SHOWN else lines)


class RuleError(AllianceError):
    """A function that cannot replace a rule, or returned what the rule must not."""


class DataError(AllianceError):
    """A folder of results that cannot be read."""


def shown(value: object) -> str:
    """Return a value roughly as a scenario file would have it, cut to a length that fits a message."""
    return clipped(_written(value))


def clipped(text: str) -> str:
    """Cut a text to a length that fits a message."""
    return text if len(text) <= _LENGTH_SHOWN else text[: _LENGTH_SHOWN - 3] + "..."


def printable(text: str) -> str:
    """Escape what a terminal would obey instead of showing, such as colour codes and line breaks."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def did_you_mean(word: object, names: Iterable[str]) -> str:
    """Return a hint at the name nearest to a word, to be put behind a sentence; empty if none is near."""
    # What is far longer than any name resembles none, and comparing it would take long.
    folded = {name.casefold(): name for name in names if name != word}
    near = get_close_matches(str(word)[:_LENGTH_SHOWN].casefold(), folded, n=1)
    return f"; did you mean {folded[near[0]]}?" if near else ""


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value[:_LENGTH_SHOWN]}"'
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"{{ {_listed(f'{key} = {_entry(entry)}' for key, entry in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{_listed(map(_entry, value))}]"
    return str(value)


def _entry(value: object) -> str:
    return "..." if isinstance(value, Mapping | list | tuple) else _written(value)


def _listed(entries: Iterable[str]) -> str:
    first = list(islice(entries, _ENTRIES_SHOWN + 1))
    return ", ".join([*first[:_ENTRIES_SHOWN], "..."] if len(first) > _ENTRIES_SHOWN else first)
