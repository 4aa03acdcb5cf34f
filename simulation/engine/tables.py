"""Tables whose columns are declared once, as annotations, and which compiled rules read row by row."""

from collections.abc import Hashable, Sequence
from functools import cache
from typing import Annotated, Any, Protocol, cast, get_origin, get_type_hints, overload

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import Code
from simulation.engine.columns import columns_of
from simulation.scenario.fields import Part

_COLUMN = {float: np.float64, int: np.int64, bool: np.bool_}


class Table[R](Protocol):
    """Rows of one kind; `table[i].column` reads and writes one value, `table["column"]` is the whole column."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, row: int) -> R: ...
    @overload
    def __getitem__(self, row: slice) -> "Table[R]": ...
    @overload
    def __getitem__(self, row: str) -> npt.NDArray[Any]: ...
    def __setitem__(self, row: int | str | slice, values: Any) -> None: ...


class Grid[R](Protocol):
    """The same with two indices: `grid[i, k].column`."""

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of rows and columns."""
        ...

    @overload
    def __getitem__(self, cell: tuple[int, int]) -> R: ...
    @overload
    def __getitem__(self, cell: slice) -> "Grid[R]": ...
    @overload
    def __getitem__(self, cell: str) -> npt.NDArray[Any]: ...
    def __setitem__(self, cell: str, values: npt.ArrayLike) -> None: ...


class Row(np.record):  # type: ignore[misc]  # its class is final for mypy only
    """A row of a table, whose columns are its attributes: NumPy's record, which itself looks them up in detours."""

    __getattribute__ = np.void.__getattribute__
    __getitem__ = np.void.__getitem__  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        if name in (self.dtype.names or ()):
            return self[name]
        raise AttributeError(f"no column {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in (self.dtype.names or ()):
            raise AttributeError(f"no column {name!r}")
        self[name] = value


@cache
def _layout(row: Hashable) -> np.dtype[np.void]:
    hints = get_type_hints(cast(type, row), include_extras=True)
    return _of_rows([_column(name, kind) for name, kind in hints.items() if _is_column(kind)])


def _of_rows(columns: Sequence[tuple[Any, ...]]) -> np.dtype[np.void]:
    # For plain arrays whose elements are rows: compiled functions take them faster than NumPy's own array of records.
    return np.dtype((Row, np.dtype(list(columns), align=True)))


def _is_column(kind: Any) -> bool:
    return _number(kind) is not None or get_origin(kind) is Annotated or _is_part(kind)


def _is_part(kind: Any) -> bool:
    """Tell whether an annotation gathers further columns under one name."""
    return isinstance(kind, type) and bool(columns_of(kind))


def _number(kind: Any) -> type[np.generic] | None:
    """Return NumPy's type for a column of plain numbers, switches or codes; None for anything else."""
    is_code = isinstance(kind, type) and issubclass(kind, Code)
    return np.int64 if is_code else _COLUMN.get(kind)


def _column(name: str, kind: Any) -> tuple[Any, ...]:
    """Return a column as NumPy declares it: a value, a part, or a real number for each field of an annotated tuple."""
    if (number := _number(kind)) is not None:
        return name, number
    if _is_part(kind):
        return name, _layout(kind)
    return name, np.float64, (len(kind.__metadata__[0]._fields),)


def table[R](row: type[R], rows: int) -> Table[R]:
    """Make a table of zeros."""
    return cast(Table[R], np.zeros(rows, _layout(cast(Hashable, row))))


def grid[R](row: type[R], rows: int, columns: int) -> Grid[R]:
    """Make a grid of zeros."""
    return cast(Grid[R], np.zeros((rows, columns), _layout(cast(Hashable, row))))


def record[R](row: type[R]) -> R:
    """Make a single row of zeros."""
    return cast(R, np.zeros(1, _layout(cast(Hashable, row)))[0])


def array_of(row: object) -> npt.NDArray[Any]:
    """Return a row as an array without dimensions, which only reads; NumPy reads a column of it ten times faster."""
    record: Any = row
    return np.frombuffer(record.data, record.dtype).reshape(())


def fresh[R](of: Table[R]) -> Table[R]:
    """Return a copy of a table for a run to write into."""
    return cast(Table[R], cast(npt.NDArray[Any], of).copy())


def enlarged[R](of: Table[R], rows: int) -> Table[R]:
    """Return a copy of a table with further rows of zeros, so many in all."""
    old = cast(npt.NDArray[Any], of)
    new = np.zeros(rows, old.dtype)
    new[: len(old)] = old
    return cast(Table[R], new)


def stacked[R](row: type[R], tables: Sequence[Table[R]]) -> Table[R]:
    """Return copies of tables one below the other."""
    whole = table(row, sum(map(len, tables)))
    start = 0
    for part in tables:
        whole[start : start + len(part)] = part
        start += len(part)
    return whole


def window(of: Table[Any], first: str, last: str) -> npt.NDArray[np.float64]:
    """Return a matrix onto neighbouring columns of real numbers; what is written there stands in the table."""
    rows = cast(npt.NDArray[Any], of)
    start, end = rows.dtype.fields[first][1], rows.dtype.fields[last][1]  # type: ignore[index]
    shape = (len(of), (end - start) // 8 + 1)
    return np.ndarray(shape, np.float64, rows.data, start, (rows.itemsize, 8))


@cache
def _part_layout(part: type[Part]) -> np.dtype[np.void]:
    columns: list[tuple[str, Any]] = []
    for name, field in part.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Part):
            columns.append((name, _part_layout(kind)))
        elif kind in _COLUMN:
            columns.append((name, _COLUMN[kind]))
    return _of_rows(columns)


def _fill(target: Any, part: Part) -> None:
    for name in target.dtype.names:
        value = getattr(part, name)
        if isinstance(value, Part):
            _fill(target[name], value)
        else:
            target[name] = value


def frozen_records[P: Part](parts: Sequence[P]) -> Table[P]:
    """Return parts of one kind in a table that compiled rules can read: the same names, numbers and switches only.

    The declared type stays that of the part, so that rules are checked against the one place
    that says what can be configured. Words, dates and nested lists are left out.
    """
    rows = np.zeros(len(parts), _part_layout(type(parts[0])))
    for row, part in zip(rows, parts, strict=True):
        _fill(row, part)
    return cast(Table[P], rows)
