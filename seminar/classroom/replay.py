"""The replay: an agreement and the scenario as it was, run in pairs with common random numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from experiments.analysis.contrast import differences
from experiments.analysis.statistics import Numbers
from experiments.export.codebook import WITH_THE_CHANGE
from experiments.runner.returns import Returns
from experiments.runner.rows import outcome_columns
from seminar.agreement_form import Value, agreed
from simulation import OUTCOMES, Scenario
from simulation.run import replicate

PAIRS = 200
# So few that the first results are there soon, and that a class which waits does not keep all workers for long.
PAIRS_AT_ONCE = 10


class Compared(NamedTuple):
    """In how many pairs an outcome is better with the agreement, the same, worse, or missing in one run or both."""

    better: int
    same: int
    worse: int
    missing: int


@dataclass(frozen=True)
class Replay:
    """Pairs of runs without an agreement and with it.

    Attributes:
        table: a row for each pair: `seed`, each outcome without the agreement, and with it (`..._with`).
    """

    table: pa.Table

    @property
    def pairs(self) -> int:
        """Number of pairs."""
        return int(self.table.num_rows)

    def without(self, outcome: str) -> Numbers:
        """Return an outcome of all runs without the agreement; nan where it is missing."""
        return self._column(outcome)

    def with_it(self, outcome: str) -> Numbers:
        """Return an outcome of all runs with the agreement; nan where it is missing."""
        return self._column(outcome + WITH_THE_CHANGE)

    def compared(self, outcome: str) -> Compared:
        """Return in how many pairs an outcome is better with the agreement; one way must be better than the other."""
        change = differences(outcome, self.without(outcome), self.with_it(outcome))
        higher, lower, same = (int(some.sum()) for some in (change > 0, change < 0, change == 0))
        better, worse = (higher, lower) if OUTCOMES[outcome].better == "higher" else (lower, higher)
        return Compared(better, same, worse, self.pairs - better - same - worse)

    def as_parquet(self) -> bytes:
        """Return the table as a Parquet file."""
        file = BytesIO()
        parquet.write_table(self.table, file)
        return file.getvalue()

    def _column(self, name: str) -> Numbers:
        values = self.table.column(name).to_numpy()
        return np.asarray(values, dtype=float)


def from_parquet(file: bytes) -> Replay:
    """Return the replay that a Parquet file holds."""
    return Replay(parquet.read_table(BytesIO(file)))


def joined(parts: Sequence[Replay]) -> Replay:
    """Return one replay out of several, in the order of their seeds."""
    return Replay(pa.concat_tables([part.table for part in parts]).sort_by("seed"))


def batches(pairs: int = PAIRS) -> list[range]:
    """Return the seeds of a replay, some at a time.

    >>> batches(25)
    [range(1, 11), range(11, 21), range(21, 26)]
    """
    return [range(first, min(first + PAIRS_AT_ONCE, pairs + 1)) for first in range(1, pairs + 1, PAIRS_AT_ONCE)]


def replay(scenario: str, decided: Mapping[str, Value], seeds: Sequence[int]) -> Replay:
    """Run some pairs; a plain function, so that a worker can do it.

    Args:
        scenario: as JSON, its organisations settled.
        decided: what was agreed on, by the field of the question.
        seeds: of the pairs.

    Raises:
        AllianceError: if answers contradict each other.
    """
    as_it_was = _read(scenario)
    without = list(replicate(as_it_was, seeds))
    with_it = list(replicate(agreed(as_it_was, decided), seeds))
    one, other = outcome_columns(Returns.OF_ALLIANCES, without), outcome_columns(Returns.OF_ALLIANCES, with_it)
    return Replay(pa.table({"seed": list(seeds), **one, **{name + WITH_THE_CHANGE: other[name] for name in other}}))


@lru_cache(maxsize=4)
def _read(scenario: str) -> Scenario:
    """Return a scenario; batches of one replay read it once."""
    return Scenario.model_validate_json(scenario)
