"""Sorting: what comes first, and what of equal things."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation.start.sorting import sort_rows

few = st.sampled_from([0.0, 0.25, 1.0, -1e9])


@given(st.lists(few | st.floats(-1e9, 1e9), max_size=40))
def test_rows_stand_in_the_order_of_their_keys_and_equal_ones_in_their_own(keys: list[float]) -> None:
    rows = np.empty(len(keys), np.int64)
    sort_rows(np.array(keys), rows)
    assert rows.tolist() == sorted(range(len(keys)), key=lambda row: keys[row])
