"""Breadth against depth: alliances that formed by themselves, and beside them runs of alliances that were set up."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis.statistics import Estimate, Numbers, means
from experiments.figures.alliances.lines import LEFT, Line, lines_of, number_in_decades, say_nothing_is_there, sheet_for
from experiments.figures.marks import draw_curve, write_numbers
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import LOOKS
from experiments.figures.view import View
from simulation.language.translation import Phrase

HEADING = Phrase("Breadth against depth of what formed by itself")
BESIDE_HEADING = Phrase("Breadth against depth: formed by itself, and set up")
DOTS = Phrase(
    "Pale dots: single alliances with an agreement. Lines: mean depth of alliances of about that breadth, with 95 % "
    "bootstrap intervals over alliances."
)
SET_UP = Phrase("set up: {title}")
BY_ITSELF = Phrase("formed by itself")
MEMBERS, SECTORS = Phrase("Members at most"), Phrase("Effective number of sectors")
DEPTH = Phrase("Depth of the agreement")
TOLD = Phrase("{name}: {members} members and a depth of {depth} on average.")
_CLASSES = 6
_MANY = 100
_FEWEST = 5  # alliances from which a mean is drawn


class _Some(NamedTuple):
    """Alliances with an agreement: how they are drawn, and their members, sectors and depth."""

    line: Line
    members: Numbers
    sectors: Numbers
    depth: Numbers


def draw_breadth(view: View) -> SheetFigure:
    """Draw the depth of alliances against their breadth."""
    return _drawn(view, [_formed(view, line) for line in lines_of(view)], HEADING)


def draw_breadth_beside(view: View, other: View) -> SheetFigure:
    """Draw the same for the first point, and beside it all runs of alliances that were set up.

    Args:
        view: of a field.
        other: of a scenario in which alliances are given.
    """
    first = lines_of(view)[0]
    own = _formed(view, first._replace(name=view.say(BY_ITSELF), look=LOOKS[0]))
    return _drawn(view, [own, _set_up(view, other)], BESIDE_HEADING)


def _formed(view: View, line: Line) -> _Some:
    rows = view.records.formed(line.point).dropna(subset=["depth"])
    return _Some(line, *(rows[name].to_numpy(float) for name in ("members_max", "sectors", "depth")))


def _set_up(view: View, other: View) -> _Some:
    rows = other.sweep.runs.dropna(subset=["depth"])
    line = Line(0, view.say(SET_UP, title=other.title()), LOOKS[1])
    return _Some(line, *(rows[name].to_numpy(float) for name in ("members_max", "sectors", "depth")))


def _drawn(view: View, groups: Sequence[_Some], heading: Phrase) -> SheetFigure:
    seen = [some for some in groups if some.depth.size]
    told = [_told(view, some) for some in seen]
    sheet = sheet_for(view, [some.line for some in groups], heading, [view.say(DOTS)], told, width=9.0)
    [row] = sheet.panels(1, 2, left=LEFT, right=0.3, wspace=0.12)
    for axes, column, label in zip(row, ("members", "sectors"), (MEMBERS, SECTORS), strict=True):
        axes.set_xlabel(view.say(label))
        if not seen:
            say_nothing_is_there(axes, view)
            continue
        if column == "members":
            axes.set_xscale("log")
        for some in seen:
            _draw(axes, some, getattr(some, column), is_log=column == "members")
        axes.set_ylim(0, 1.05)
        write_numbers(axes.yaxis, view.spoken)
        axes.tick_params(labelleft=axes is row[0])
        if column == "members":
            axes.set_xlim(1.8, 1.15 * max(4.0, *(some.members.max() for some in seen)))
            number_in_decades(axes.xaxis, view)
        else:
            write_numbers(axes.xaxis, view.spoken)
    row[0].set_ylabel(view.say(DEPTH))
    return sheet.figure


def _draw(axes: Axes, some: _Some, breadth: Numbers, *, is_log: bool) -> None:
    look = some.line.look._replace(marker=some.line.look.marker or "o")
    pale = min(0.8, 0.08 + 30 / some.depth.size)
    size = 4.0 if some.depth.size > _MANY else 7.0
    axes.plot(breadth, some.depth, ".", color=look.colour, alpha=pale, ms=size, mew=0, zorder=1)
    places, estimates = _along(np.log(breadth) if is_log else breadth, some.depth)
    if places:
        draw_curve(axes, np.exp(places).tolist() if is_log else places, estimates, look)


def _along(breadth: Numbers, depth: Numbers) -> tuple[list[float], list[Estimate]]:
    """Return mean depth in classes of breadth that are equally wide, as far as they hold enough alliances."""
    edges = np.linspace(breadth.min(), breadth.max(), _CLASSES + 1)
    numbers = np.clip(np.digitize(breadth, edges[1:-1]), 0, _CLASSES - 1)
    held = [k for k in range(_CLASSES) if np.count_nonzero(numbers == k) >= _FEWEST]
    places = [float(breadth[numbers == k].mean()) for k in held]
    return places, [means(depth[numbers == k][None, :])[0] for k in held]


def _told(view: View, some: _Some) -> str:
    written = {
        "members": view.spoken.number(float(some.members.mean()), "0.0"),
        "depth": view.spoken.number(float(some.depth.mean()), "0.00"),
    }
    return view.say(TOLD, name=some.line.name or view.say(BY_ITSELF), **written)
