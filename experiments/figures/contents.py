"""Contents: what a sweep can show, by figure, varied field and outcome."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from experiments.analysis.labels import capital
from experiments.analysis.replicates import replicates
from experiments.figures.gallery import possible
from experiments.figures.view import View
from simulation.language.translation import Language, Phrase

FIGURES, FIELDS = Phrase("Figures (--figure)"), Phrase("Varied fields (--along, --columns)")
RESULTS, WORDS = Phrase("Outcomes (--outcome, --columns)"), Phrase("Words (--columns)")
VALUES = Phrase("{field}: {number} value", "{field}: {number} values")


class Contents(NamedTuple):
    """What a sweep can show, each by its name, and in words.

    Attributes:
        figures: kinds of figures.
        fields: varied fields.
        outcomes: numbers that are not missing in all runs, those that reports lead with first.
        words: columns of words.
    """

    figures: dict[str, str]
    fields: dict[str, str]
    outcomes: dict[str, str]
    words: dict[str, str]

    def told(self, spoken: Language) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield what there is of each kind under its heading."""
        for heading, entries in zip((FIGURES, FIELDS, RESULTS, WORDS), self, strict=True):
            if entries:
                yield spoken.say(heading), entries


def contents_of(view: View) -> Contents:
    """Return what a sweep can show."""
    columns, returns = view.sweep.points.columns, view.returns
    there = [name for name in returns.numbers if not np.isnan(replicates(view.sweep, name)).all()]
    first = [name for name in returns.headlines if name in there]
    return Contents(
        figures={name: view.say(kind.shows) for name, kind in possible(view).items()},
        fields={path: _values(view, path, len(column.levels)) for path, column in columns.items()},
        outcomes=_meanings(view, dict.fromkeys([*first, *there])),
        words=_meanings(view, [name for name, declared in returns.measures.items() if declared.words]),
    )


def _meanings(view: View, names: Iterable[str]) -> dict[str, str]:
    return {name: view.say(Phrase(view.returns.measures[name].meaning)) for name in names}


def _values(view: View, path: str, count: int) -> str:
    number = view.spoken.number(count, "#,##0")
    return capital(view.say(VALUES, count, field=view.field(path), number=number))
