"""The report of a comparison with history: how far runs of scenarios agree with what happened to real alliances."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from experiments.analysis.labels import ENGLISH
from experiments.figures.history import draw_calibration, draw_one
from experiments.report.content import Cell, Part, Picture, Report, Table
from experiments.storage.sweep_folder import folders_in
from experiments.validation.calibration import answers_of, calibration
from experiments.validation.history import History, history_in
from experiments.validation.history_page import (
    COLUMNS,
    OVERVIEW,
    as_a_whole,
    by_reason,
    cells,
    in_one_row,
    reasons_of,
)
from simulation.language.translation import Language

_QUESTION = "How far do runs, which know the inputs of a scenario only, agree with what happened to the real alliances?"
_OF_ONE = (
    "On the left the members of the alliance week by week in the middle 90 % of runs, with what was observed; on the "
    "right where each observation falls among the runs."
)
_OF_ALL = "How many observations fall into each tenth of the runs, and the share at or below each quantile."
_READ = """\
from experiments.figures.history import draw_one
from experiments.figures.style import theme
from experiments.storage.sweep_folder import folders_in
from experiments.validation.history import history_in
from experiments.validation.history_report import summary

histories = [history_in(one) for one in folders_in(folder)]
list(summary(histories))"""
_DRAW = """\
with theme():
    figures = [draw_one(history) for history in histories]"""
_TABULATE = """\
import pandas as pd

pd.DataFrame(
    [
        (history.name, answer.question.label, answer.question.seen, answer.quantile, answer.verdict.value)
        for history in histories
        for answer in history.answers
    ],
    columns=["scenario", "observation", "observed", "quantile", "verdict"],
)"""


def report_on_a_history(folder: Path, _spoken: Language) -> Report:
    """Return the report of a finished comparison with history, which can be told in English only.

    Raises:
        DataError: where the runs cannot be read, or are not finished.
        RunError: where a run has no outcome.
    """
    histories = [history_in(one) for one in folders_in(folder)]
    titles = [history.scenario.title.en for history in histories]
    return Report(
        title=titles[0] if len(titles) == 1 else f"Runs and history: {len(titles)} alliances",
        question=_QUESTION,
        about=[" ".join(histories[0].scenario.summary.en.split())] if len(histories) == 1 else [],
        findings=list(as_a_whole(histories)),
        parts=[_overview(histories), *map(_part, histories)],
        outcomes=(),
        cells=_cells(histories),
        lang=ENGLISH.code,
    )


def _overview(histories: Sequence[History]) -> Part:
    table = Table(
        "Observations by scenario, and how many of them lie inside", OVERVIEW, list(map(in_one_row, histories))
    )
    found = calibration(answers_of(histories))
    pictures = [Picture(partial(draw_calibration, histories, found), _OF_ALL)] if found.intervals else []
    return Part("All together", (), pictures, [table])


def _part(history: History) -> Part:
    table = Table("What was observed, and what runs return", COLUMNS, list(map(cells, history.answers)))
    return Part(
        history.scenario.title.en,
        list(_remarks(history)),
        [Picture(partial(draw_one, history), _OF_ONE)] if history.answers else [],
        [table] if history.answers else [],
    )


def _remarks(history: History) -> Iterator[str]:
    """Say why runs miss, and what cannot be compared."""
    yield from reasons_of(history)
    if history.incomparable:
        yield f"Not comparable: {'; '.join(by_reason(history.incomparable))}."


def _cells(histories: Sequence[History]) -> list[Cell]:
    return [
        Cell("The runs of each scenario, held against what its file says was observed.", _READ),
        Cell("The figures, drawn from these runs; each shows itself.", _DRAW),
        *(Cell("", f"figures[{number}]") for number, history in enumerate(histories) if history.answers),
        Cell("Where each observation falls among the runs.", _TABULATE),
    ]
