"""How many alliances stand, week by week."""

import numpy as np

from experiments.analysis import field_measures
from experiments.figures.alliances.lines import LEFT, RIGHT, bands, draw_steps, lines_of, of_point, sheet_for
from experiments.figures.marks import write_numbers
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.view import View
from simulation.language.translation import Phrase

HEADING = Phrase("How many alliances stand at a time")
LINES = Phrase(
    "Lines: alliances with two members or more between their first week together and their end, mean of runs."
)
WEEK, ALLIANCES = Phrase("Week"), Phrase("Alliances")
HIGHEST = Phrase("most alliances stand in week {week}, {number} on average; in the last week it is {last}.")


def draw_standing(view: View) -> SheetFigure:
    """Draw the number of alliances that stand in each week."""
    lines, records = lines_of(view), view.records
    counts = [
        field_measures.standing(records.formed(line.point), view.runs, records.setting(line.point).weeks)
        for line in lines
    ]
    sentences = []
    for line, values in zip(lines, counts, strict=True):
        means = np.array([value.value for value in values])
        written = {"number": view.spoken.number(float(means.max()), "0.0"), "week": str(int(means.argmax()))}
        told = view.say(HIGHEST, last=view.spoken.number(float(means[-1]), "0.0"), **written)
        sentences.append(of_point(view, line, told))
    sheet = sheet_for(view, lines, HEADING, [view.say(LINES), *bands(view)], sentences)
    [[axes]] = sheet.panels(1, 1, left=LEFT, right=RIGHT)
    for line, values in zip(lines, counts, strict=True):
        draw_steps(axes, np.arange(len(values), dtype=float), values, line.look)
    axes.set_ylim(bottom=0)
    axes.set_xlim(0, max(map(len, counts)))
    axes.set_xlabel(view.say(WEEK))
    axes.set_ylabel(view.say(ALLIANCES))
    write_numbers(axes.xaxis, view.spoken, 6, is_whole=True)
    write_numbers(axes.yaxis, view.spoken)
    return sheet.figure
