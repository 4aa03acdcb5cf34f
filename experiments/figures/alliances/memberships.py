"""In how many alliances organisations are in the course of a run, and how many are never in one."""

from experiments.analysis import field_measures
from experiments.figures.alliances.lines import LEFT, RIGHT, bands, lines_of, of_point, sheet_for
from experiments.figures.marks import draw_curve, write_numbers
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.view import View
from simulation.language.translation import Phrase

HEADING = Phrase("In how many alliances organisations are")
LINES = Phrase(
    "Points: share of all organisations that were a member of so many alliances in the course of a run, mean of runs."
)
NUMBER, SHARE = Phrase("Alliances in the course of a run"), Phrase("Share of organisations")
TOLD = Phrase("{never} of the organisations were never in an alliance, and {several} in three or more.")
_SEVERAL = 3


def draw_memberships(view: View) -> SheetFigure:
    """Draw the share of organisations that were in so many alliances."""
    lines, records = lines_of(view), view.records
    found = [
        field_measures.memberships(records.members(line.point), view.runs, len(records.setting(line.point).names()))
        for line in lines
    ]
    told = []
    for line, seen in zip(lines, found, strict=True):
        shares = [share.value for share in seen.shares]
        written = {"never": shares[0], "several": sum(shares[_SEVERAL:])}
        told.append(
            of_point(view, line, view.say(TOLD, **{name: view.spoken.percent(s) for name, s in written.items()}))
        )
    sheet = sheet_for(view, lines, HEADING, [view.say(LINES), *bands(view)], told)
    [[axes]] = sheet.panels(1, 1, left=LEFT, right=RIGHT)
    for line, seen in zip(lines, found, strict=True):
        draw_curve(axes, seen.values.tolist(), seen.shares, line.look._replace(marker=line.look.marker or "o"))
    axes.set_ylim(bottom=0)
    axes.set_xlim(-0.3, max(float(seen.values[-1]) for seen in found) + 0.3)
    axes.set_xlabel(view.say(NUMBER))
    axes.set_ylabel(view.say(SHARE))
    write_numbers(axes.xaxis, view.spoken, 10, is_whole=True)
    write_numbers(axes.yaxis, view.spoken)
    return sheet.figure
