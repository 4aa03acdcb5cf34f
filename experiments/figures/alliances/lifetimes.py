"""How long alliances last: survival from the first week together, with those censored that stand at the end."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis import field_measures
from experiments.analysis.statistics import Estimate
from experiments.figures.alliances.lines import (
    LEFT,
    RIGHT,
    bands,
    draw_steps,
    lines_of,
    of_point,
    say_nothing_is_there,
    sheet_for,
)
from experiments.figures.marks import write_numbers
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import Look
from experiments.figures.view import View
from simulation.language.translation import Language, Phrase

HEADING = Phrase("How long alliances last")
LINES = Phrase(
    "Lines: share of alliances that have not ended so many weeks after their first one together, by Kaplan and Meier; "
    "those that stand when the run ends are censored."
)
WEEKS, STANDING = Phrase("Weeks together"), Phrase("Share that still stands")
HALF = Phrase("half of the alliances have ended after {weeks} weeks together.")
MORE_THAN_HALF = Phrase("{share} of the alliances have not ended after {weeks} weeks together.")


def draw_lifetimes(view: View) -> SheetFigure:
    """Draw the share of alliances that still stand after so many weeks together."""
    lines, records = lines_of(view), view.records
    found = [
        field_measures.lifetimes(records.formed(line.point), view.runs, records.setting(line.point).weeks)
        for line in lines
    ]
    seen = [(line, values) for line, values in zip(lines, found, strict=True) if not np.isnan(values[0].value)]
    told = [of_point(view, line, told_of_lifetimes(values, view.spoken)) for line, values in seen]
    sheet = sheet_for(view, lines, HEADING, [view.say(LINES), *bands(view)], told)
    [[axes]] = sheet.panels(1, 1, left=LEFT, right=RIGHT)
    axes.set_xlabel(view.say(WEEKS))
    axes.set_ylabel(view.say(STANDING))
    if not seen:
        say_nothing_is_there(axes, view.spoken)
        return sheet.figure
    draw_survival([(line.look, values) for line, values in seen], axes, view.spoken)
    return sheet.figure


def draw_survival(drawn: Sequence[tuple[Look, list[Estimate]]], axes: Axes, spoken: Language) -> None:
    """Draw the shares that still stand after 0, 1, ... weeks together."""
    for look, values in drawn:
        draw_steps(axes, np.arange(len(values), dtype=float), values, look)
    axes.set_ylim(0, 1.02)
    axes.set_xlim(0, max(len(values) for _, values in drawn) - 1)
    write_numbers(axes.xaxis, spoken, 6, is_whole=True)
    write_numbers(axes.yaxis, spoken)


def told_of_lifetimes(values: list[Estimate], spoken: Language) -> str:
    """Say after how many weeks half of the alliances have ended, or how many have not when the run ends."""
    left = np.array([value.value for value in values])
    if (below := np.flatnonzero(left <= 0.5)).size:
        return spoken.say(HALF, weeks=str(int(below[0])))
    last = int(np.flatnonzero(~np.isnan(left))[-1])
    return spoken.say(MORE_THAN_HALF, share=spoken.percent(float(left[last])), weeks=str(last))
