"""Columns of the state: what each of them holds, in which unit and range, said where it is declared."""

from typing import Any, NamedTuple

type Bound = float | str | None


class ColumnDeclaration(NamedTuple):
    """What a column of the state holds.

    Attributes:
        meaning: in a phrase.
        unit: of a number; nothing for switches, codes and pure numbers.
        low: least value, or what bounds it: another column, or a field of the scenario; None for no bound.
        high: the same for the largest value.
    """

    meaning: str
    unit: str
    low: Bound
    high: Bound


def column(meaning: str, unit: str = "", low: Bound = None, high: Bound = None) -> Any:
    """Declare a column of a row, whose type is its annotation; for the arguments see `Column`.

    Example:
        >>> class Row:
        ...     energy: float = column("strength left for joint work", "share", 0, 1)
        >>> columns_of(Row)["energy"].unit
        'share'
    """
    return ColumnDeclaration(meaning, unit, low, high)


class ColumnPlace(NamedTuple):
    """Where a column stands.

    Attributes:
        part: of the row that gathers it with others; nothing for the row itself.
        kind: type of what it holds.
        column: what was declared of it.
    """

    part: str
    kind: Any
    column: ColumnDeclaration


def columns_of(row: type) -> dict[str, ColumnDeclaration]:
    """Return the columns that a row declares itself, by name, without those of its parts."""
    return {name: declared for name, declared in vars(row).items() if isinstance(declared, ColumnDeclaration)}


def parts_of(row: type) -> dict[str, type]:
    """Return the parts in which a row gathers further columns, by name."""
    kinds = row.__annotations__.items()
    return {name: kind for name, kind in kinds if isinstance(kind, type) and columns_of(kind)}


def places_in(row: type, part: str = "") -> dict[str, ColumnPlace]:
    """Return where all columns of a row stand, by name, those of its parts included."""
    own = {name: ColumnPlace(part, row.__annotations__[name], column) for name, column in columns_of(row).items()}
    for name, inner in parts_of(row).items():
        own |= places_in(inner, name)
    return own
