"""State that is copied or pickled: what NumPy reads back can often not be written into, or only in vain."""

from typing import Any

import numpy as np
import numpy.typing as npt


def reduced(bundle: Any) -> tuple[Any, ...]:
    """Return what a named tuple of tables and rows is made again from, as `__reduce__` returns it."""
    are_rows = [isinstance(member, np.record) for member in bundle]
    tables = [np.array([m], m.dtype) if is_row else m for m, is_row in zip(bundle, are_rows, strict=True)]
    return restored, (type(bundle), tables, are_rows)


def restored(kind: Any, tables: list[npt.NDArray[Any]], are_rows: list[bool]) -> Any:
    """Return a named tuple of its own tables and rows, all of which can be written into.

    Args:
        kind: class of the named tuple.
        tables: its members, in order.
        are_rows: of each, whether it is the only row of that table.
    """
    own = [table.copy() for table in tables]
    return kind(*(table[0] if is_row else table for table, is_row in zip(own, are_rows, strict=True)))
