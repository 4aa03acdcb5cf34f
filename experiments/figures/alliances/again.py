"""Who allies, given the opportunity: by past joint work, by shared forums, and by likeness."""

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis import field_measures
from experiments.analysis.field_measures import FEWEST_PAIRS, Chance
from experiments.analysis.statistics import Numbers
from experiments.figures.alliances.lines import Line, lines_of, of_point, sheet_for
from experiments.figures.marks import draw_points, limits, title_panel, write_numbers
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import GREY
from experiments.figures.view import View
from simulation.language.translation import Phrase
from simulation.results.pairs_at_risk import Mask

if TYPE_CHECKING:
    import pandas as pd

HEADING = Phrase("Who allies, given the opportunity")
PAIRS = Phrase(
    "Points: share of candidates that were asked and became members, of those who came to mind at a meeting, were free "
    "for the issue and had a stake in it, and were in no alliance with who looked for partners. All are weighed to the "
    "half-years in which candidates with past joint work came to mind, as most alliances are founded at first."
)
BARS = Phrase("Bars: 95% intervals, by bootstrap over runs.")
TOO_FEW = Phrase("Classes of fewer than {number} pairs are left out.")
BY_WORK, BY_FORUMS = Phrase("By past joint work"), Phrase("By shared forums")
BY_LIKENESS = Phrase("By likeness in values")
ALLIANCES, FORUMS, NEARNESS = Phrase("earlier alliances together"), Phrase("forums of both"), Phrase("0 to 1")
NONE = Phrase("too few pairs")
CHANCE = Phrase("Share that allied")
OR_MORE, FROM_TO = Phrase("{number} or more"), Phrase("{low}–{high}")
TOLD = Phrase("{again} of the candidates with past joint work allied, and {first} of those without at the same times.")
_MOST_IN_COMMON = 3
_LIKENESS = (0.0, 0.6, 0.75, 0.9, 1.0)
_ASIDE = 0.16


class _Panel(NamedTuple):
    """A panel: its title, what is counted, and the names of its classes."""

    title: Phrase
    note: Phrase
    column: str
    names: list[str]


def draw_again(view: View) -> SheetFigure:
    """Draw the chance of candidates to ally by what they have in common with who looks for partners."""
    lines, panels = lines_of(view), _panels(view)
    pairs = [view.records.pairs(line.point) for line in lines]
    found = [[_chances(some, panel, view.runs) for some in pairs] for panel in panels]
    too_few = any((chance.pairs < FEWEST_PAIRS).any() for row in found for chance in row)
    told = [sentence for line, some in zip(lines, pairs, strict=True) for sentence in _told(view, line, some)]
    marks = [view.say(PAIRS), *([view.say(BARS)] if view.runs > 1 else [])]
    marks += [view.say(TOO_FEW, number=str(FEWEST_PAIRS))] if too_few else []
    sheet = sheet_for(view, lines, HEADING, marks, told, width=9.5, head=0.65)
    [row] = sheet.panels(1, len(panels), left=0.75, right=0.3, wspace=0.12)
    ends = np.array([share for chances in found for chance in chances for share in chance.shares])
    for axes, panel, chances in zip(row, panels, found, strict=True):
        _draw(axes, view, panel, list(zip(lines, chances, strict=True)))
        axes.set_ylim(limits(np.nan_to_num(ends), ends, floor=0.0))
        axes.tick_params(labelleft=axes is row[0])
    row[0].set_ylabel(view.say(CHANCE))
    return sheet.figure


def _panels(view: View) -> list[_Panel]:
    counts = [*map(str, range(_MOST_IN_COMMON)), view.say(OR_MORE, number=str(_MOST_IN_COMMON))]
    ends = [view.spoken.number(end, "0.##") for end in _LIKENESS]
    likeness = [view.say(FROM_TO, low=low, high=high) for low, high in pairwise(ends)]
    return [
        _Panel(BY_WORK, ALLIANCES, "joint_work", counts),
        _Panel(BY_FORUMS, FORUMS, "shared_forums", counts),
        _Panel(BY_LIKENESS, NEARNESS, "likeness", likeness),
    ]


def _chances(pairs: "pd.DataFrame", panel: _Panel, runs: int) -> Chance:
    classes = _classes(pairs[panel.column].to_numpy(), panel)
    return field_measures.chances(pairs, classes, pairs["joint_work"].to_numpy() > 0, runs)


def _classes(values: Numbers, panel: _Panel) -> list[Mask]:
    """Return for each class of a panel which pairs belong to it."""
    if panel.column == "likeness":
        numbers = np.clip(np.digitize(values, _LIKENESS[1:-1]), 0, len(panel.names) - 1)
    else:
        numbers = np.minimum(values, _MOST_IN_COMMON)
    return [numbers == number for number in range(len(panel.names))]


def _draw(axes: Axes, view: View, panel: _Panel, drawn: list[tuple[Line, Chance]]) -> None:
    for number, (line, chance) in enumerate(drawn):
        places = np.arange(len(panel.names)) + _ASIDE * (number - (len(drawn) - 1) / 2)
        draw_points(axes, places.tolist(), chance.shares, line.look._replace(marker=line.look.marker or "o"))
    if not any(np.isfinite(share.value) for _, chance in drawn for share in chance.shares):
        axes.text(0.5, 0.5, view.say(NONE), transform=axes.transAxes, ha="center", va="center", color=GREY)
    axes.set_xticks(range(len(panel.names)), panel.names)
    axes.set_xlim(-0.6, len(panel.names) - 0.4)
    write_numbers(axes.yaxis, view.spoken)
    title_panel(axes, view.say(panel.title), view.say(panel.note))


def _told(view: View, line: Line, pairs: "pd.DataFrame") -> list[str]:
    """Compare candidates with past joint work and without; say nothing where there are too few of either."""
    worked = pairs["joint_work"].to_numpy() > 0
    again, first = field_measures.chances(pairs, [worked, ~worked], worked, view.runs).shares
    if np.isnan([again.value, first.value]).any():
        return []
    shares = {"again": view.spoken.percent(again.value), "first": view.spoken.percent(first.value)}
    return [of_point(view, line, view.say(TOLD, **shares))]
