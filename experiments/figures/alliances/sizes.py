"""How large alliances become: the share with at least so many members, on logarithmic scales."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis import field_measures
from experiments.analysis.field_measures import Distribution
from experiments.figures.alliances.lines import (
    LEFT,
    RIGHT,
    bands,
    lines_of,
    number_in_decades,
    of_point,
    say_nothing_is_there,
    sheet_for,
)
from experiments.figures.marks import BAND
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import Look
from experiments.figures.view import View
from simulation.language.translation import Language, Phrase

HEADING = Phrase("How large alliances become")
LINES = Phrase(
    "Points: share of the alliances of all runs that had at least so many members at one time; both scales are "
    "logarithmic. A straight line would be a power law; a bend downwards says that large ones are rarer than that."
)
SIZE, AT_LEAST = Phrase("Members"), Phrase("Share of alliances with at least so many")
TOLD = Phrase(
    "half of the alliances have at least {middle} members, one in ten at least {tenth}; the largest has {most}."
)


def draw_sizes(view: View) -> SheetFigure:
    """Draw the share of alliances with at least so many members."""
    lines = lines_of(view)
    found = [field_measures.sizes(view.records.formed(line.point), view.runs) for line in lines]
    drawn = [(line, seen) for line, seen in zip(lines, found, strict=True) if len(seen.values)]
    told = [of_point(view, line, told_of_sizes(seen, view.spoken)) for line, seen in drawn]
    sheet = sheet_for(view, lines, HEADING, [view.say(LINES), *bands(view)], told)
    [[axes]] = sheet.panels(1, 1, left=LEFT, right=RIGHT)
    if drawn:
        draw_sizes_of([(line.look, seen) for line, seen in drawn], axes, view.spoken)
    else:
        say_nothing_is_there(axes, view.spoken)
    axes.set_xlabel(view.say(SIZE))
    axes.set_ylabel(view.say(AT_LEAST))
    return sheet.figure


def draw_sizes_of(drawn: Sequence[tuple[Look, Distribution]], axes: Axes, spoken: Language) -> None:
    """Draw the shares of alliances with at least so many members on logarithmic scales."""
    for look, seen in drawn:
        middle, lows, highs = np.array(seen.shares).T
        if np.isfinite(lows).any():
            visible = np.maximum(lows, 1e-9)
            axes.fill_between(seen.values, visible, highs, color=look.colour, alpha=0.16, linewidth=0, gid=BAND)
        axes.plot(seen.values, middle, look.marker or "o", ls=look.line, color=look.colour, ms=3, lw=1.2)
    shares = [share.value for _, seen in drawn for share in seen.shares]
    sizes = [size for _, seen in drawn for size in seen.values]
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(0.9 * min(*sizes, 2.0), 1.15 * max(*sizes, 4.0))
    axes.set_ylim(0.7 * min(*shares, 0.5), 1.15)
    number_in_decades(axes.xaxis, spoken)
    number_in_decades(axes.yaxis, spoken)


def told_of_sizes(seen: Distribution, spoken: Language) -> str:
    """Say how many members half and a tenth of the alliances have at least, and how many the largest one has."""
    shares = np.array([share.value for share in seen.shares])
    middle, tenth = (str(int(seen.values[np.flatnonzero(shares >= least)[-1]])) for least in (0.5, 0.1))
    return spoken.say(TOLD, middle=middle, tenth=tenth, most=str(int(seen.values[-1])))
