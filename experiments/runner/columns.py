"""Columns of what runs return, laid out without `pyarrow.array`.

That imports pandas wherever it is installed, if only to see that it is given none of its series: in every worker a
quarter of a second and 50 MB.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import index
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_EPOCH = date(1970, 1, 1)
_EMPTY: Mapping[pa.DataType, Any] = {pa.int64(): 0, pa.bool_(): False, pa.string(): "", pa.date32(): _EPOCH}


def column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Lay out values of one kind as a column, as Arrow does (https://arrow.apache.org/docs/format/Columnar.html).

    Args:
        values: None, and nan among numbers, stands for what is missing.
        kind: one of whole numbers and numbers in 64 bits, switches, texts and days.

    >>> column([2.5, float("nan"), None], pa.float64()).to_pylist()
    [2.5, None, None]
    """
    if kind == pa.float64():
        numbers = np.array(values, np.float64)  # in which None becomes nan
        is_there, content = ~np.isnan(numbers), [numbers]
    else:
        is_there = np.array([value is not None for value in values], bool)
        filled = values if is_there.all() else [_EMPTY[kind] if value is None else value for value in values]
        content = _CONTENTS[kind](filled)
    validity = None if is_there.all() else pa.py_buffer(_bits(is_there))
    return pa.Array.from_buffers(kind, len(values), [validity, *map(pa.py_buffer, content)])


def _whole_numbers(values: Sequence[int]) -> list[Any]:
    return [np.fromiter(map(index, values), np.int64, len(values))]


def _switches(values: Sequence[bool]) -> list[Any]:
    return [_bits(np.array(values, bool))]


def _texts(values: Sequence[str]) -> list[Any]:
    """Return where each text ends, and then all texts in one."""
    encoded = [value.encode() for value in values]
    return [np.cumsum([0, *map(len, encoded)], dtype=np.int32), b"".join(encoded)]


def _days(values: Sequence[date]) -> list[Any]:
    return [np.array([value.toordinal() - _EPOCH.toordinal() for value in values], np.int32)]


_CONTENTS: Mapping[pa.DataType, Callable[[Sequence[Any]], list[Any]]] = {
    pa.int64(): _whole_numbers,
    pa.bool_(): _switches,
    pa.string(): _texts,
    pa.date32(): _days,
}


def _bits(switches: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return np.packbits(switches, bitorder="little")
