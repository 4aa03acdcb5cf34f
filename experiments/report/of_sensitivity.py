"""The report of a sensitivity analysis: on which factors outcomes depend, and how sure that is."""

import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from experiments.analysis.labels import outcome_name, outcome_title
from experiments.analysis.statistics import Estimate
from experiments.analysis.wording import MISSING, level
from experiments.figures.sensitivity import draw_convergence, draw_indices, draw_screening
from experiments.report.content import Cell, Part, Picture, Report, Table
from experiments.sensitivity.answer import Answer, answer_of
from experiments.sensitivity.names import SPAN, meaning_of, name_of, span_of
from experiments.sensitivity.sentences import headline, interval, left_out, percent, screening_sentences, sentences
from experiments.sensitivity.study import study_in
from simulation.language.translation import Language, Phrase

QUESTION = Phrase(
    "On which parameters and agreements do the outcomes depend, over the values that are plausible for them?"
)
OF_INDICES = Phrase(
    "A row for each factor: the share of the variance of each outcome that it explains alone and with others."
)
OF_CONVERGENCE = Phrase("How the shares settle as the sample grows.")
OF_SCREENING = Phrase("How far each factor moves {outcome} when it alone is moved by two thirds of its range.")
DEPENDS, THE_SCREENING = Phrase("What outcomes depend on"), Phrase("The screening")
WITH_INDICES = Phrase("The factors with indices, those first on which {outcome} depends most")
FACTOR, VALUES, MEANING = Phrase("Factor"), Phrase("Values"), Phrase("Meaning")
SHARES = Phrase("{outcome}: shares of its variance, each with its 95 % interval below it")
BY_ITSELF, WITH_OTHERS = Phrase("By itself"), Phrase("With others")
MOVES, NOISE_ALONE = Phrase("Moves {outcome} by"), Phrase("Noise alone")
ALL_FACTORS = Phrase("All factors, moved by two thirds of their ranges, those first that move {outcome} most")
STUDY, NUMBERS = Phrase("The study, and what it comes to."), Phrase("All shares as numbers.")
_READ = """\
from experiments.figures.sensitivity import draw_convergence, draw_indices, draw_screening
from experiments.figures.style import theme
from experiments.sensitivity.answer import answer_of
from experiments.sensitivity.report import as_data
from experiments.sensitivity.study import study_in

from simulation.language.translation import language

answer, spoken = answer_of(study_in(folder)), language("{lang}")
as_data(answer, spoken=spoken)["sentences"]"""
_DRAW = "with theme():\n    figure = {draw}(answer, spoken)\nfigure"
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


def report_on_sensitivity(folder: Path, spoken: Language) -> Report:
    """Return the report of a finished sensitivity analysis.

    Raises:
        DataError: where the runs cannot be read, or are not finished.
    """
    answer = answer_of(study_in(folder))
    return Report(
        title=answer.titles[spoken.code],
        question=spoken.say(QUESTION),
        about=[spoken.say(answer.made)],
        findings=[headline(answer, spoken), *sentences(answer, spoken), *screening_sentences(answer, spoken)],
        parts=[_indices(answer, spoken), *_screening(answer, spoken)],
        outcomes=list(answer.found),
        cells=_cells(answer, spoken),
        lang=spoken.code,
    )


def _indices(answer: Answer, spoken: Language) -> Part:
    pictures = [Picture(partial(draw_indices, answer, spoken), spoken.say(OF_INDICES))]
    if len(answer.found[answer.led]) > 1:
        pictures.append(Picture(partial(draw_convergence, answer, spoken), spoken.say(OF_CONVERGENCE)))
    tables = [_shares(answer, outcome, spoken) for outcome in answer.found if _varies(answer, outcome)]
    return Part(spoken.say(DEPENDS), (), pictures, [_factors(answer, spoken), *tables])


def _varies(answer: Answer, outcome: str) -> bool:
    """Whether there is anything to share out among factors; an outcome that is the same everywhere has no shares."""
    indices = answer.indices(outcome)
    return not all(math.isnan(share.value) for share in (*indices.first, *indices.total))


def _factors(answer: Answer, spoken: Language) -> Table:
    rows = [
        (_called(path, spoken), span_of(answer.factors, path, spoken), meaning_of(path, spoken))
        for path in answer.ranked()
    ]
    caption = spoken.say(WITH_INDICES, outcome=outcome_name(answer.led, spoken))
    return Table(caption, tuple(map(spoken.say, (FACTOR, VALUES, MEANING))), rows)


def _called(path: str, spoken: Language) -> str:
    """Return what a factor is called, and below it its path, where that is not its name."""
    return "\n".join(dict.fromkeys([name_of(path, spoken), path]))


def _shares(answer: Answer, outcome: str, spoken: Language) -> Table:
    indices = answer.indices(outcome)
    rows = [
        (
            name_of(path, spoken),
            *(_share(shares[answer.place(path)], spoken) for shares in (indices.first, indices.total)),
        )
        for path in answer.ranked()
    ]
    caption = spoken.say(SHARES, outcome=outcome_title(outcome, spoken))
    return Table(caption, tuple(map(spoken.say, (FACTOR, BY_ITSELF, WITH_OTHERS))), rows)


def _share(share: Estimate, spoken: Language) -> str:
    """Write a share with its interval; a design that tells none has none."""
    return MISSING if math.isnan(share.value) else f"{percent(share.value)}\n{interval(share, spoken)}"


def _screening(answer: Answer, spoken: Language) -> Iterator[Part]:
    """Yield the part on the screening, where there was one."""
    if not answer.screened:
        return
    told = spoken.say(OF_SCREENING, outcome=outcome_name(answer.led, spoken))
    picture = Picture(partial(draw_screening, answer, spoken), told)
    yield Part(spoken.say(THE_SCREENING), list(left_out(answer, spoken)), [picture], [_screened(answer, spoken)])


def _screened(answer: Answer, spoken: Language) -> Table:
    effects, outcome = answer.screened[answer.led], outcome_name(answer.led, spoken)
    write = partial(level, answer.led, spoken=spoken)
    rows = [
        (
            _called(path, spoken),
            span_of(answer.screened_factors, path, spoken),
            f"{write(size.value)}\n{spoken.say(SPAN, low=write(size.low), high=write(size.high))}",
            write(effects[path].noise),
        )
        for path in answer.screening_ranks()
        for size in [effects[path].size]
    ]
    heads = (FACTOR, VALUES, MOVES, NOISE_ALONE)
    return Table(
        spoken.say(ALL_FACTORS, outcome=outcome), tuple(spoken.say(head, outcome=outcome) for head in heads), rows
    )


def _cells(answer: Answer, spoken: Language) -> list[Cell]:
    drawn = ["draw_indices"] + ["draw_convergence"] * (len(answer.found[answer.led]) > 1)
    drawn += ["draw_screening"] * bool(answer.screened)
    return [
        Cell(spoken.say(STUDY), _READ.format(lang=spoken.code)),
        *(Cell("", _DRAW.format(draw=draw)) for draw in drawn),
        Cell(spoken.say(NUMBERS), _TABULATE),
    ]
