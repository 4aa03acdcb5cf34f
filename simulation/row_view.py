"""Views of rows: objects whose attributes are columns of the state, which reading looks up and writing changes."""

from math import inf, isfinite, nan
from numbers import Real
from typing import Any, ClassVar

from simulation.engine.columns import ColumnPlace
from simulation.errors import AllianceError, did_you_mean, shown

# What a view, or an agent of Mesa, holds itself; all else lies in the state.
_OWN = frozenset({"model", "unique_id", "pos", "name", "_row"})


class RowView:
    """A view of one row of the state.

    What only another kind of views has reads nan where it is a column, and None where it is a property, so
    that Mesa's `get`, `select` and reporters work on all agents at once.

    Attributes:
        model: the run that the state belongs to.
        kin: kinds of views that agents of one model are of.
        noun: what messages call what is seen.
        columns: of the row, by name; a property of the same name hides one.
    """

    model: Any
    kin: ClassVar[str]
    noun: ClassVar[str]
    columns: ClassVar[dict[str, ColumnPlace]]

    _row: int

    @property
    def _table(self) -> Any:
        """The table of the state in which the row stands."""
        raise NotImplementedError

    def _column(self, name: str) -> Any:
        part = self.columns[name].part
        return self._table[part][name] if part else self._table[name]

    def __getattr__(self, name: str) -> Any:
        if name in self.columns:
            return self._column(name).item(self._row)
        if name not in _OWN:
            kin = (kind for kind in RowView.__subclasses__() if kind.kin == self.kin)
            others = [kind for kind in kin if not isinstance(self, kind)]
            if any(isinstance(getattr(kind, name, None), property) for kind in others):
                return None
            if any(name in kind.columns for kind in others):
                return nan
        raise AttributeError(self._has_no(name))

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _OWN or isinstance(getattr(type(self), name, None), property):
            super().__setattr__(name, value)
        elif name in self.columns:
            self._column(name)[self._row] = _checked(name, self.columns[name], value)
        else:
            raise AttributeError(self._has_no(name))

    def _has_no(self, name: str) -> str:
        return f"{self.noun} has no {name!r}{did_you_mean(name, self.columns)}"


def _checked(name: str, place: ColumnPlace, value: Any) -> Any:
    """Return a value for a column.

    Raises:
        AllianceError: if the column is not to be set, or not to this value.
    """
    if place.kind is bool and isinstance(value, bool):
        return value
    if place.kind is float and isinstance(value, Real) and _is_within(place, float(value)):
        return value
    raise AllianceError(f"{name} = {shown(value)} is not allowed: {_allowed(place)}.")


def _is_within(place: ColumnPlace, value: float) -> bool:
    low, high = _limits(place)
    return isfinite(value) and low <= value <= high


def _allowed(place: ColumnPlace) -> str:
    if place.kind is bool:
        return "must be true or false"
    if place.kind is not float:
        return "it names or counts what the rules keep, and cannot be set"
    low, high = _limits(place)
    if isfinite(high):
        return f"must be a number from {low:g} to {high:g}"
    return f"must be a finite number from {low:g}" if isfinite(low) else "must be a finite number"


def _limits(place: ColumnPlace) -> tuple[float, float]:
    """Return within which limits a value must lie; what another column bounds has none here."""
    low, high = place.column.low, place.column.high
    return low if isinstance(low, float | int) else -inf, high if isinstance(high, float | int) else inf
