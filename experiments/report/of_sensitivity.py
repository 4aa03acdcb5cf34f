"""The report of a sensitivity analysis: on which factors outcomes depend, and how sure that is."""

import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from experiments.analysis.labels import ENGLISH, outcome_title
from experiments.analysis.statistics import Estimate
from experiments.analysis.wording import MISSING, level
from experiments.figures.sensitivity import draw_convergence, draw_indices, draw_screening
from experiments.report.content import Cell, Part, Picture, Report, Table
from experiments.sensitivity.answer import Answer, answer_of, meaning_of, name_of, span_of
from experiments.sensitivity.sentences import headline, interval, percent, screening_sentences, sentences
from experiments.sensitivity.study import LED, study_in
from simulation.language.translation import Language

_QUESTION = "On which parameters and agreements do the outcomes depend, over the values that are plausible for them?"
_OF_INDICES = "A row for each factor: the share of the variance of each outcome that it explains alone and with others."
_OF_CONVERGENCE = "How the shares settle as the sample grows."
_OF_SCREENING = "How far each factor moves impact when it alone is moved by two thirds of its range."
_READ = """\
from experiments.figures.sensitivity import draw_convergence, draw_indices, draw_screening
from experiments.figures.style import theme
from experiments.sensitivity.answer import answer_of
from experiments.sensitivity.report import as_data
from experiments.sensitivity.study import study_in

answer = answer_of(study_in(folder))
as_data(answer)["sentences"]"""
_DRAW = "with theme():\n    figure = {draw}(answer)\nfigure"
_TABULATE = """\
import pandas as pd

pd.DataFrame(
    [
        (outcome, factor, *shares["first"].values(), *shares["total"].values())
        for outcome, found in as_data(answer)["outcomes"].items()
        for factor, shares in found["indices"].items()
    ],
    columns=["outcome", "factor", "alone", "low", "high", "with others", "low", "high"],
)"""


def report_on_sensitivity(folder: Path, _spoken: Language) -> Report:
    """Return the report of a finished sensitivity analysis, which can be told in English only.

    Raises:
        DataError: where the runs cannot be read, or are not finished.
    """
    answer = answer_of(study_in(folder))
    return Report(
        title=answer.title,
        question=_QUESTION,
        about=[answer.made],
        findings=[headline(answer), *sentences(answer), *screening_sentences(answer)],
        parts=[_indices(answer), *_screening(answer)],
        outcomes=list(answer.found),
        cells=_cells(answer),
        lang=ENGLISH.code,
    )


def _indices(answer: Answer) -> Part:
    pictures = [Picture(partial(draw_indices, answer), _OF_INDICES)]
    if len(answer.found[LED]) > 1:
        pictures.append(Picture(partial(draw_convergence, answer), _OF_CONVERGENCE))
    tables = [_shares(answer, outcome) for outcome in answer.found if _varies(answer, outcome)]
    return Part("What outcomes depend on", (), pictures, [_factors(answer), *tables])


def _varies(answer: Answer, outcome: str) -> bool:
    """Whether there is anything to share out among factors; an outcome that is the same everywhere has no shares."""
    indices = answer.indices(outcome)
    return not all(math.isnan(share.value) for share in (*indices.first, *indices.total))


def _factors(answer: Answer) -> Table:
    rows = [(f"{name_of(path)}\n{path}", span_of(answer.factors, path), meaning_of(path)) for path in answer.ranked()]
    return Table(
        "The factors with indices, those first on which impact depends most", ("Factor", "Values", "Meaning"), rows
    )


def _shares(answer: Answer, outcome: str) -> Table:
    indices = answer.indices(outcome)
    rows = [
        (name_of(path), *(_share(shares[answer.place(path)]) for shares in (indices.first, indices.total)))
        for path in answer.ranked()
    ]
    caption = f"{outcome_title(outcome)}: shares of its variance, each with its 95 % interval below it"
    return Table(caption, ("Factor", "By itself", "With others"), rows)


def _share(share: Estimate) -> str:
    """Write a share with its interval; a design that tells none has none."""
    return MISSING if math.isnan(share.value) else f"{percent(share.value)}\n{interval(share)}"


def _screening(answer: Answer) -> Iterator[Part]:
    """Yield the part on the screening, where there was one."""
    if not answer.screened:
        return
    reasons = [f"Left out: {path}, as {reason}.".replace("..", ".") for path, reason in answer.left_out.items()]
    picture = Picture(partial(draw_screening, answer), _OF_SCREENING)
    yield Part("The screening", reasons, [picture], [_screened(answer)])


def _screened(answer: Answer) -> Table:
    effects = answer.screened[LED]
    write = partial(level, LED, spoken=ENGLISH)
    rows = [
        (
            f"{name_of(path)}\n{path}",
            span_of(answer.screened_factors, path),
            f"{write(effects[path].size.value)}\n{write(effects[path].size.low)} to {write(effects[path].size.high)}",
            write(effects[path].noise),
        )
        for path in answer.screening_ranks()
    ]
    heads = ("Factor", "Values", "Moves impact by", "Noise alone")
    return Table("All factors, moved by two thirds of their ranges, those first that move impact most", heads, rows)


def _cells(answer: Answer) -> list[Cell]:
    drawn = ["draw_indices"] + ["draw_convergence"] * (len(answer.found[LED]) > 1)
    drawn += ["draw_screening"] * bool(answer.screened)
    return [
        Cell("The study, and what it comes to.", _READ),
        *(Cell("", _DRAW.format(draw=draw)) for draw in drawn),
        Cell("All shares as numbers.", _TABULATE),
    ]
