"""Labelled columns: numbers that stand for words, and what is missing for a reason apart from what nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from experiments.export.codebook import Variable
from experiments.export.tables import Table
from experiments.runner.rows import DONE
from simulation.engine.codes import End, Label
from simulation.language.translation import Language, Phrase

if TYPE_CHECKING:
    import pandas as pd

_NOTHING = Phrase("did not happen, or there is none")
_NO, _YES = Phrase("no"), Phrase("yes")
# Sentences, and names of single rows, are no words that many rows share.
_TEXTS = frozenset({"run_id", "message"})
# Where all words are known, each has the same number in every file.
_KNOWN = {"end": End.words(), "label": Label.words()}
_LARGEST = 2**53  # from which on these programs no longer tell whole numbers apart
_LONGEST_TEXT = 2_000  # bytes


type Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A column as Stata and SPSS take it.

    Attributes:
        values: numbers, days, or texts.
        words: what some of the numbers stand for.
        is_number: whether its values are numbers.
        has_fractions: whether they need not be whole.
        is_coded: whether the numbers stand for words.
        has_reason: whether some value is missing because what it is about did not happen.
    """

    values: "pd.Series[Any]"
    words: dict[Any, str]
    is_number: bool = True
    has_fractions: bool = False
    is_coded: bool = False
    has_reason: bool = False


def labelled(table: Table, variables: Sequence[Variable], missing: object, spoken: Language) -> dict[str, Labelled]:
    """Return all columns of a table under their safe names.

    Args:
        table: is read to its end.
        variables: its columns.
        missing: stands for a number that is missing because what it is about did not happen.
        spoken: the language of the words.
    """
    rows = pa.concat_tables([table.schema.empty_table(), *table.slices])
    return {v.name: _labelled(v, rows, missing, spoken) for v in variables}


def _labelled(variable: Variable, rows: pa.Table, missing: object, spoken: Language) -> Labelled:
    values = rows[variable.column].combine_chunks()
    if pa.types.is_string(values.type):
        return _text(values) if variable.column in _TEXTS else _coded(_KNOWN.get(variable.column, ()), values, spoken)
    if pa.types.is_boolean(values.type):
        return Labelled(values.cast(pa.int8()).to_pandas(), _yes_and_no(spoken), is_coded=True)
    if pa.types.is_date(values.type):
        return Labelled(values.to_pandas(), {}, is_number=False)
    if pa.types.is_integer(values.type) and _is_too_large(values):
        return _text(values.cast(pa.string()))
    return _number(variable, values, _did_not_happen(variable, values, rows), missing, spoken)


def _text(values: pa.Array) -> Labelled:
    texts = values.to_pandas().fillna("").map(lambda text: text.encode()[:_LONGEST_TEXT].decode(errors="ignore"))
    return Labelled(texts, {}, is_number=False)


def _coded(known: Sequence[str], values: pa.Array, spoken: Language) -> Labelled:
    """Number words from 1, those that are known in their own order and all others by the alphabet."""
    words = [*known, *sorted(set(filter(None, values.unique().to_pylist())) - set(known))]
    numbers = {word: number for number, word in enumerate(words, start=1)}
    said = {number: spoken.say(Phrase(word)) if word in known else word for word, number in numbers.items()}
    return Labelled(values.to_pandas().map(numbers), said, is_coded=True)


def _number(variable: Variable, values: pa.Array, is_reason: Mask, missing: object, spoken: Language) -> Labelled:
    words: dict[Any, str] = _yes_and_no(spoken) if variable.is_yes_or_no else {}
    numbers = values.to_pandas()
    if has_reason := bool(is_reason.any()):
        numbers = numbers.astype(type(missing) if isinstance(missing, float) else object).mask(is_reason, missing)
        words = words | {missing: spoken.say(_NOTHING)}
    return Labelled(
        numbers,
        words,
        has_fractions=pa.types.is_floating(values.type) and not variable.is_yes_or_no,
        is_coded=variable.is_yes_or_no,
        has_reason=has_reason,
    )


def _did_not_happen(variable: Variable, values: pa.Array, rows: pa.Table) -> Mask:
    """Tell which values are missing in a run that came to its end: its outcome says so, or its series."""
    is_missing: Mask = pc.is_null(values).to_numpy(zero_copy_only=False)
    if not variable.is_measured:
        return np.zeros_like(is_missing)
    if "status" in rows.column_names:
        is_missing &= pc.equal(rows["status"], DONE).to_numpy()
    return is_missing


def _is_too_large(values: pa.Array) -> bool:
    return bool(len(values) and pc.max(pc.abs(values)).as_py() > _LARGEST)


def _yes_and_no(spoken: Language) -> dict[Any, str]:
    return {0: spoken.say(_NO), 1: spoken.say(_YES)}
