"""Breadth, depth and impact: alliances that formed by themselves, and beside them alliances that were set up."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from experiments.analysis.breadth import Alliances, along
from experiments.analysis.labels import outcome_title
from experiments.analysis.statistics import Numbers
from experiments.figures.alliances.lines import LEFT, Line, lines_of, number_in_decades, say_nothing_is_there, sheet_for
from experiments.figures.marks import draw_curve, write_numbers
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import LOOKS
from experiments.figures.view import Shape, View
from experiments.figures.wording import interval, signed
from simulation.language.translation import Phrase

HEADING = Phrase("Breadth, depth and impact of what formed by itself")
BESIDE_HEADING = Phrase("Breadth, depth and impact: formed by itself, and set up")
DOTS = Phrase(
    "Pale dots: single alliances with an agreement. Lines: means in fifths of these alliances by breadth, with 95% "
    "bootstrap intervals over runs, or over points where many of a design are drawn together."
)
SET_UP = Phrase("set up: {title}")
BY_ITSELF = Phrase("formed by itself")
MEMBERS, SECTORS = Phrase("Members at most"), Phrase("Effective number of sectors")
TOLD = Phrase("{name}: {members} members, a depth of {depth} and an impact of {impact} on average.")
FROM_MIDDLE = Phrase(
    "{name}: from the middle fifth by members to the largest one depth differs by {depth} (95%: {of_depth}) and "
    "impact by {impact} (95%: {of_impact})."
)
_OUTCOMES = ("depth", "impact")
_COLUMNS = {"members": "members_max", "sectors": "sectors", "depth": "depth", "impact": "impact"}
_MOST_DOTS, _MANY = 4_000, 100


class _Some(NamedTuple):
    """Alliances and how they are drawn."""

    line: Line
    alliances: Alliances


def draw_breadth(view: View) -> SheetFigure:
    """Draw depth and impact of alliances against their breadth; those of a sample all together."""
    if view.shape is Shape.SAMPLE:
        return _drawn(view, [_of_all_points(view)], HEADING)
    return _drawn(view, [_formed(view, line) for line in lines_of(view)], HEADING)


def draw_breadth_beside(view: View, other: View) -> SheetFigure:
    """Draw the same for the first point, or for all of a sample, and beside it all runs of alliances that were set up.

    Args:
        view: of a field.
        other: of a scenario in which alliances are given.
    """
    first = lines_of(view)[0]._replace(name=view.say(BY_ITSELF), look=LOOKS[0])
    own = _of_all_points(view) if view.shape is Shape.SAMPLE else _formed(view, first)
    return _drawn(view, [own, _set_up(view, other)], BESIDE_HEADING)


def _formed(view: View, line: Line) -> _Some:
    rows = view.records.formed(line.point)
    return _Some(line, _alliances(rows, rows["replicate"]))


def _of_all_points(view: View) -> _Some:
    rows = pd.concat([view.records.formed(point) for point in range(view.sweep.manifest.points)], ignore_index=True)
    return _Some(Line(0, view.say(BY_ITSELF), LOOKS[0]), _alliances(rows, rows["point"]))


def _set_up(view: View, other: View) -> _Some:
    rows = other.sweep.runs
    points = pd.Series(np.arange(len(rows)) // other.runs, rows.index)
    groups = points if other.shape is Shape.SAMPLE else rows["run"]
    return _Some(Line(0, view.say(SET_UP, title=other.title()), LOOKS[1]), _alliances(rows, groups))


def _alliances(rows: pd.DataFrame, groups: "pd.Series[int]") -> Alliances:
    has_agreed = rows["depth"].notna()
    columns = {field: rows.loc[has_agreed, name].to_numpy(float) for field, name in _COLUMNS.items()}
    return Alliances(**columns, groups=np.asarray(groups[has_agreed], np.int64))


def _drawn(view: View, groups: Sequence[_Some], heading: Phrase) -> SheetFigure:
    seen = [some for some in groups if some.alliances.depth.size]
    told = [sentence for some in seen for sentence in _told(view, some)]
    shown = view.sweep.manifest.points if view.shape is Shape.SAMPLE else len(groups)
    sheet = sheet_for(
        view, [some.line for some in groups], heading, [view.say(DOTS)], told, width=9.0, height=6.2, shown=shown
    )
    rows = sheet.panels(2, 2, left=LEFT, right=0.3, wspace=0.12, hspace=0.16)
    for outcome, row in zip(_OUTCOMES, rows, strict=True):
        for axes, by in zip(row, ("members", "sectors"), strict=True):
            _draw_panel(axes, view, seen, by, outcome)
            axes.tick_params(labelleft=axes is row[0], labelbottom=row is rows[-1])
        row[0].set_ylabel(outcome_title(outcome, view.spoken))
    for axes, label in zip(rows[-1], (MEMBERS, SECTORS), strict=True):
        axes.set_xlabel(view.say(label))
    return sheet.figure


def _draw_panel(axes: Axes, view: View, seen: Sequence[_Some], by: str, outcome: str) -> None:
    if not seen:
        say_nothing_is_there(axes, view.spoken)
        return
    if by == "members":
        axes.set_xscale("log")
    for some in seen:
        _draw(axes, some, getattr(some.alliances, by), getattr(some.alliances, outcome))
    axes.set_ylim(0, 1.05)
    write_numbers(axes.yaxis, view.spoken)
    if by == "members":
        axes.set_xlim(1.8, 1.15 * max(4.0, *(some.alliances.members.max() for some in seen)))
        number_in_decades(axes.xaxis, view.spoken)
    else:
        write_numbers(axes.xaxis, view.spoken)


def _draw(axes: Axes, some: _Some, breadth: Numbers, outcome: Numbers) -> None:
    look = some.line.look._replace(marker=some.line.look.marker or "o")
    pale = min(0.8, 0.08 + 30 / outcome.size)
    size = 4.0 if outcome.size > _MANY else 7.0
    shown = slice(None, None, 1 + outcome.size // _MOST_DOTS)
    axes.plot(breadth[shown], outcome[shown], ".", color=look.colour, alpha=pale, ms=size, mew=0, zorder=1)
    if found := along(breadth, outcome, some.alliances.groups):
        draw_curve(axes, found.places, found.means, look)


def _told(view: View, some: _Some) -> list[str]:
    name, those = some.line.name or view.say(BY_ITSELF), some.alliances
    means = {outcome: view.spoken.number(float(getattr(those, outcome).mean()), "0.00") for outcome in _OUTCOMES}
    first = view.say(TOLD, name=name, members=view.spoken.number(float(those.members.mean()), "0.0"), **means)
    depth, impact = (along(those.members, getattr(those, outcome), those.groups) for outcome in _OUTCOMES)
    if depth is None or impact is None or np.isnan(depth.change.low):
        return [first]
    changes = {"depth": signed(view.spoken, depth.change.value), "impact": signed(view.spoken, impact.change.value)}
    reach = {
        f"of_{key}": interval(view.spoken, one.change, is_difference=True)
        for key, one in (("depth", depth), ("impact", impact))
    }
    return [first, view.say(FROM_MIDDLE, name=name, **changes, **reach)]
