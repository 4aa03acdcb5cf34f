"""Changes of single values by dotted path, as in `agreements.core_size=8`."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from numbers import Integral
from typing import Any

from pydantic_core import to_json

from simulation.errors import KeyPath, Problem, ScenarioError, did_you_mean, shown
from simulation.scenario.fields import worded

CHANGES = "changes"
EVERY = "*"  # entry of a list


def parse_value(text: str) -> object:
    """Read a value as typed on a command line.

    Args:
        text: a TOML value such as `8`, `0.5`, `true`, `2021-06-25`, `[1, 2]`; anything else is taken as text.

    >>> parse_value("8"), parse_value("two-thirds")
    (8, 'two-thirds')
    """
    try:
        table = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return table["value"] if len(table) == 1 else text


def applied(data: Mapping[str, Any], changes: Mapping[str, object]) -> tuple[dict[str, Any], tuple[KeyPath, ...]]:
    """Put changes into a copy of a scenario's tables, which shares what stays as it is.

    Args:
        data: tables as a TOML file gives them.
        changes: values by dotted path; entries of a list are named by number, from 0, or by the `name` that they have
            before any of the changes, whose order therefore does not matter; `*` stands for all entries, and the number
            after the last one for a whole entry more.

    Returns:
        The changed copy, and the paths that were set.

    Raises:
        ScenarioError: if a path leads nowhere, if two of them lead to one field or into one another, or if a value is
            none that a scenario could hold.
    """
    values: dict[str, object] = {}
    places: list[tuple[str, KeyPath]] = []
    problems: list[Problem] = []
    for dotted, value in changes.items():
        try:
            values[dotted] = _plain(dotted, value)
            places += [(dotted, path) for path in _resolved(data, dotted)]
        except _CannotChangeError as error:
            problems.append(_problem(dotted, value, str(error)))
    for one, other in dict.fromkeys(overlaps(places)):
        how = "is the same field as" if _meet(places, one, other) else "lies within"
        message = f"{how} {one}, which is changed too; keep one of the two"
        problems.append(_problem(other, changes[other], message))
    if problems:
        raise ScenarioError(problems)
    copy = dict(data)
    for dotted, path in places:
        copy = _replaced(copy, path, values[dotted])
    return copy, tuple(path for _, path in places)


def resolved(data: Mapping[str, Any], dotted: str) -> tuple[KeyPath, ...]:
    """Return the places in a scenario's tables to which a dotted path leads: one, or one for each entry of a `*`.

    Raises:
        ScenarioError: if it leads nowhere.
    """
    try:
        return tuple(_resolved(data, dotted))
    except _CannotChangeError as error:
        raise ScenarioError([Problem(CHANGES, None, dotted, "", str(error))]) from None


def overlaps(places: Iterable[tuple[str, KeyPath]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names of which the first one's place is that of the second, or contains it.

    >>> list(overlaps([("goal", ("goal",)), ("goal.demands.0", ("goal", "demands", 0))]))
    [('goal', 'goal.demands.0')]
    """
    named: dict[KeyPath, str] = {}
    for name, path in places:
        if path in named:
            yield named[path], name
        else:
            named[path] = name
    for path, name in named.items():
        around = (path[:depth] for depth in range(1, len(path)))
        yield from ((named[outer], name) for outer in around if outer in named)


def entry_names(entries: Sequence[object]) -> dict[str, int]:
    """Return the positions of a list's entries by `name`, of those that have one to themselves."""
    named = [(worded(entry.get("name")), index) for index, entry in enumerate(entries) if isinstance(entry, dict)]
    usable = [(name, index) for name, index in named if isinstance(name, str) and name]
    count = Counter(name for name, _ in usable)
    return {name: index for name, index in usable if count[name] == 1}


class _CannotChangeError(Exception):
    """A change that leads nowhere; becomes a fault before anyone outside sees it."""


def _problem(dotted: str, value: object, message: str) -> Problem:
    return Problem(CHANGES, None, dotted, shown(value), message)


def _plain(dotted: str, value: object) -> object:
    """Return a value as TOML could hold it; whole numbers of numerical libraries become plain ones."""
    plain = int(value) if isinstance(value, Integral) and not isinstance(value, bool) else value
    try:
        to_json({dotted: plain})
    except ValueError:
        raise _CannotChangeError("is not a value that a scenario can hold; give a number or a text") from None
    return plain


def _replaced(place: Any, path: KeyPath, value: object) -> Any:
    """Return a table or list with another value at a path; it shares all that does not lie on the path."""
    if not path:
        return value
    key, inner = path[0], path[1:]
    if isinstance(place, dict):
        # A table that the file leaves out has defaults only; the change is its first entry.
        return {**place, key: _replaced(place.get(key, {}), inner, value)}
    if key == len(place):
        return [*place, value]
    return [_replaced(entry, inner, value) if index == key else entry for index, entry in enumerate(place)]


def _meet(places: Iterable[tuple[str, KeyPath]], one: str, other: str) -> bool:
    """Tell whether two changes lead to one and the same field."""
    paths = {name: {path for owner, path in places if owner == name} for name in (one, other)}
    return not paths[one].isdisjoint(paths[other])


def _resolved(data: Mapping[str, Any], dotted: str) -> list[KeyPath]:
    """Return where a path leads, all places where it has a `*`."""
    return list(_below(data, dotted.split(".")))


def _below(place: Any, parts: Sequence[str]) -> Iterator[KeyPath]:
    """Yield the places inside of a table or list to which the parts of a path lead."""
    if not parts:
        yield ()
        return
    for key, used in _steps(place, parts):
        yield from ((key, *path) for path in _below(_entry(place, key), parts[used:]))


def _entry(place: Any, key: str | int) -> Any:
    """Return what stands there, and an empty table where nothing does yet."""
    if isinstance(place, dict):
        return place.get(key, {})
    return place[key] if key != len(place) else {}


def _steps(place: Any, parts: Sequence[str]) -> Iterator[tuple[str | int, int]]:
    """Yield the entries that the first parts of a path name, and how many parts the name takes."""
    if parts[0] == EVERY and isinstance(place, list) and place:
        yield from ((index, 1) for index in range(len(place)))
    elif isinstance(place, list) and list(parts) == [str(len(place))]:
        yield len(place), 1
    else:
        yield _step(place, parts)


def _step(place: Any, parts: Sequence[str]) -> tuple[str | int, int]:
    """Find the entry that the first parts of a path name, and how many parts its name takes.

    Names may hold dots themselves, so the longest one that fits is meant.
    """
    names = _names(place)
    for used in range(len(parts), 0, -1):
        if (name := ".".join(parts[:used])) in names:
            return names[name], used
    if not isinstance(place, dict):
        raise _CannotChangeError(_nowhere(place, parts[0], names))
    return parts[0], 1


def _names(place: Any) -> dict[str, str | int]:
    if isinstance(place, dict):
        return {name: name for name in place}
    if not isinstance(place, list):
        return {}
    return {**entry_names(place), **{str(index): index for index in range(len(place))}}


def _nowhere(place: Any, part: str, names: Iterable[str]) -> str:
    if not isinstance(place, list):
        return f"leads nowhere: {shown(place)} is a single value without parts"
    more = f"{len(place)} = {{ ... }} adds one"
    numbers = f"entries are 0 to {len(place) - 1}, and {more}" if place else f"it is empty, and {more}"
    return f"leads nowhere: the list has no entry {part}, {numbers}{did_you_mean(part, names)}"
