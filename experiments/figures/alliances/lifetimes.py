"""How long alliances last: survival from the first week together, with those censored that stand at the end."""

import numpy as np

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
from experiments.figures.view import View
from simulation.language.translation import Phrase

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
    told = [of_point(view, line, _told(view, values)) for line, values in seen]
    sheet = sheet_for(view, lines, HEADING, [view.say(LINES), *bands(view)], told)
    [[axes]] = sheet.panels(1, 1, left=LEFT, right=RIGHT)
    axes.set_xlabel(view.say(WEEKS))
    axes.set_ylabel(view.say(STANDING))
    if not seen:
        say_nothing_is_there(axes, view)
        return sheet.figure
    for line, values in seen:
        draw_steps(axes, np.arange(len(values), dtype=float), values, line.look)
    axes.set_ylim(0, 1.02)
    axes.set_xlim(0, max(len(values) for _, values in seen) - 1)
    write_numbers(axes.xaxis, view.spoken, 6, is_whole=True)
    write_numbers(axes.yaxis, view.spoken)
    return sheet.figure


def _told(view: View, values: list[Estimate]) -> str:
    left = np.array([value.value for value in values])
    if (below := np.flatnonzero(left <= 0.5)).size:
        return view.say(HALF, weeks=str(int(below[0])))
    last = int(np.flatnonzero(~np.isnan(left))[-1])
    return view.say(MORE_THAN_HALF, share=view.spoken.percent(float(left[last])), weeks=str(last))
