"""Named tuples by reference: compiled functions read what Python put into them, and what they put together."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.compilation import compiled, compiled_alone
from simulation.engine.references import by_reference
from simulation.engine.tables import Table, table


class Row:
    """Columns of many sizes."""

    flag: bool
    number: int
    value: float


@by_reference
class Pair(NamedTuple):
    """A member shorter than a word, before others."""

    large: bool
    rows: Table[Row]
    weights: npt.NDArray[np.float64]


@compiled
def weighed(pair: Pair) -> float:
    """Return the sum of all values, weighed, and doubled if it is to be large."""
    total = 0.0
    for i in range(len(pair.rows)):
        total += pair.rows[i].value * pair.weights[i]
    return 2.0 * total if pair.large else total


def each_part(pair: Pair, totals: npt.NDArray[np.float64]) -> None:
    """Weigh each row alone, put together anew."""
    for i in range(len(pair.rows)):
        part = Pair(large=not pair.large, rows=pair.rows[i : i + 1], weights=pair.weights[i : i + 1])
        totals[i] = weighed(part) + 100.0 * weighed(pair)


@compiled
def from_row(pair: Pair, first: int) -> Pair:
    """Return a pair without the rows before one."""
    return Pair(large=pair.large, rows=pair.rows[first:], weights=pair.weights[first:])


def from_each_row(pair: Pair, totals: npt.NDArray[np.float64]) -> None:
    """Weigh the rows from each on, and write over what the function that put them together left behind."""
    last = from_row(pair, len(pair.rows) - 1)
    for i in range(len(pair.rows)):
        totals[i] = weighed(from_row(pair, i)) + 100.0 * weighed(last)


def move_down(pair: Pair) -> None:
    """Copy the last row onto the first, counted from the end."""
    pair.rows[0] = pair.rows[-1]


def pair_of(values: list[float]) -> Pair:
    """Return a pair whose weights rise from 1."""
    rows = table(Row, len(values))
    rows["value"], rows["number"], rows["flag"] = values, range(len(values)), True
    return Pair(False, rows, np.arange(1.0, len(values) + 1.0))


def test_members_are_those_given_and_those_put_together() -> None:
    pair, totals = pair_of([1.0, 2.0, 3.0]), np.zeros(3)
    compiled_alone(each_part)(pair, totals)
    assert totals.tolist() == [1402.0, 1408.0, 1418.0]


def test_what_a_function_returns_outlives_it() -> None:
    pair, totals = pair_of([1.0, 2.0, 3.0]), np.zeros(3)
    compiled_alone(from_each_row)(pair, totals)
    assert totals.tolist() == [914.0, 913.0, 909.0]


def test_a_record_is_copied_as_a_whole_and_to_its_own_row_only() -> None:
    pair = pair_of([1.0, 2.0, 3.0])
    compiled_alone(move_down)(pair)
    assert np.asarray(pair.rows).tolist() == [(True, 2, 3.0), (True, 1, 2.0), (True, 2, 3.0)]
