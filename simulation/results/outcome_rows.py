"""Outcomes as compiled rules write them: rows of numbers and of codes for words, and what is read from them."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple, cast

import numpy.typing as npt

from simulation.engine.codes import Code, End, GoalResult, Label
from simulation.engine.columns import column
from simulation.engine.pickling import reduced
from simulation.engine.tables import Table, enlarged, table
from simulation.results.outcome import OUTCOMES, Outcome

_CODES: dict[str, type[Code]] = {"goal": GoalResult, "end": End, "label": Label}
_NUMBERS = [name for name in OUTCOMES if name not in _CODES]
# Puts numbers and then words into the order in which `Outcome` declares them.
_AS_DECLARED = itemgetter(*map([*_NUMBERS, *_CODES].index, OUTCOMES))


class WordRow:
    """What the words of an outcome are told by."""

    goal: GoalResult = column("what came of the first goal")
    end: End = column("why the alliance stopped")
    label: Label = column("what it was by the six conditions when it was largest")


class OutcomeRows(NamedTuple):
    """Outcomes, a row each: numbers under the names of `Outcome`, and words."""

    numbers: Table[Outcome]
    words: Table[WordRow]

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what a pickle keeps."""
        return reduced(self)


def outcome_rows(count: int) -> OutcomeRows:
    """Make room for so many outcomes."""
    return OutcomeRows(table(Outcome, count), table(WordRow, count))


def with_room_for(rows: OutcomeRows, count: int) -> OutcomeRows:
    """Return a copy with room for so many outcomes in all."""
    return OutcomeRows(enlarged(rows.numbers, count), enlarged(rows.words, count))


def outcomes_in(rows: OutcomeRows) -> Iterator[Outcome]:
    """Return the outcomes that stand in rows, one after the other."""
    words = [code.words() for code in _CODES.values()]
    for numbers, codes in zip(_tuples(rows.numbers), _tuples(rows.words), strict=True):
        named = [known[code] for known, code in zip(words, codes, strict=True)]
        yield Outcome(*_AS_DECLARED((*numbers, *named)))


def _tuples(rows: Table[Any]) -> list[tuple[Any, ...]]:
    tuples: list[tuple[Any, ...]] = cast(npt.NDArray[Any], rows).tolist()
    return tuples


def columns_of_outcomes(rows: OutcomeRows, count: int) -> dict[str, list[Any]]:
    """Return the first outcomes by column, in the order in which outcomes are declared."""
    numbers, codes = rows.numbers[:count], rows.words[:count]
    words = {name: [code.words()[row] for row in codes[name].tolist()] for name, code in _CODES.items()}
    return {name: words[name] if name in words else numbers[name].tolist() for name in OUTCOMES}
