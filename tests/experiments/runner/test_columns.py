"""Columns: as pyarrow itself would lay them out."""

import math
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from experiments.runner.columns import column


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([], pa.float64()),
        ([], pa.string()),
        ([1.5, -0.0, math.inf], pa.float64()),
        ([None, 0.1, math.nan], pa.float64()),
        ([2**63 - 1, -(2**63)], pa.int64()),
        ([None, 2**62 + 1], pa.int64()),
        ([True, False] * 5, pa.bool_()),
        ([None, True, False], pa.bool_()),
        (["", "Bündnis", "会"], pa.string()),
        (["one", None, "three"], pa.string()),
        ([date(2020, 1, 6), None, date(1960, 2, 29)], pa.date32()),
        ([None, None], pa.date32()),
    ],
)
def test_a_column_is_that_of_pyarrow(values: list[Any], kind: pa.DataType) -> None:
    laid_out, expected = column(values, kind), pa.array(values, kind, from_pandas=True)
    laid_out.validate(full=True)
    assert laid_out.equals(expected)
    assert laid_out.null_count == expected.null_count


@pytest.mark.parametrize(("value", "kind"), [(0.5, pa.int64()), (2**63, pa.int64()), ("much", pa.float64())])
def test_what_is_of_another_kind_is_refused(value: Any, kind: pa.DataType) -> None:
    with pytest.raises((TypeError, ValueError, OverflowError)):
        column([value], kind)
