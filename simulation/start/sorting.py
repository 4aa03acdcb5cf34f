"""Sorting in place, without asking for memory: heapsort (Williams 1964)."""

import numpy as np
import numpy.typing as npt

from simulation.engine.compilation import compiled

type Keys = npt.NDArray[np.float64]
type Rows = npt.NDArray[np.int64]


@compiled
def comes_after(keys: Keys, one: int, other: int) -> bool:
    """Tell whether a row comes after another: by its key, and of equal keys by its own number."""
    return keys[one] > keys[other] or (keys[one] == keys[other] and one > other)


@compiled
def sink(keys: Keys, rows: Rows, place: int, size: int) -> None:
    """Let a row in a heap of so many rows sink until none below it comes after it."""
    while 2 * place + 1 < size:
        child = 2 * place + 1
        if child + 1 < size and comes_after(keys, rows[child + 1], rows[child]):
            child += 1
        if not comes_after(keys, rows[child], rows[place]):
            return
        rows[place], rows[child] = rows[child], rows[place]
        place = child


@compiled
def sort_rows(keys: Keys, rows: Rows) -> None:
    """Write into `rows` the numbers from 0 in the order of their keys; of equal keys the lower number comes first.

    Example:
        >>> rows = np.empty(3, np.int64)
        >>> sort_rows(np.array([0.5, 0.1, 0.5]), rows)
        >>> rows
        array([1, 0, 2])
    """
    size = len(rows)
    for row in range(size):
        rows[row] = row
    for place in range(size // 2 - 1, -1, -1):
        sink(keys, rows, place, size)
    for last in range(size - 1, 0, -1):
        rows[0], rows[last] = rows[last], rows[0]
        sink(keys, rows, 0, last)
