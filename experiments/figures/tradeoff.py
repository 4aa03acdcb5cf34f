"""The trade-off: what breadth costs in depth, and what depth and its adoption come to in impact."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.analysis.labels import outcome_note
from experiments.analysis.replicates import estimates
from experiments.analysis.series import some_of
from experiments.analysis.statistics import Numbers, ratios
from experiments.figures.captions import caption, few
from experiments.figures.key import Entry
from experiments.figures.marks import BAR, limits, title_panel, write_numbers
from experiments.figures.names import Named, name_points
from experiments.figures.panels import settings_as_lines
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import GREY, LOOKS, PALE, Look
from experiments.figures.typesetting import shortened
from experiments.figures.view import Shape, View
from simulation.language.translation import Phrase

_MOST_NAMED, _MOST_CROSSES = 12, 60
_SOME, _CURVES = 0.02, 5
_WIDEST_NAME = 1.7  # inches
EQUAL = "equal impact"

HEADING = Phrase("Breadth, depth, and what is adopted of it")
NUMBERS_ALONG = Phrase("{title}. Numbers beside points: {field}.")
CROSSES = Phrase("Crosses: 95 % bootstrap intervals over runs, of each mean by itself.")
POINTS = Phrase("A mark stands for all runs at one point of the design.")
EQUAL_IMPACT = Phrase(
    "Depth: mean of the runs that agreed. Grey curves: equal mean impact of all runs, depth times the share adopted."
)
NEVER_AGREED = Phrase(
    "Right panel without {number} point at which nothing is ever agreed.",
    "Right panel without {number} points at which nothing is ever agreed.",
)
BREADTH, COMES_TO = Phrase("What breadth costs in depth"), Phrase("What comes of depth")
ADOPTED = Phrase("Share of depth that is adopted (mean impact / mean depth)")


class _Path(NamedTuple):
    """Points of the design in the order in which they are joined, with what to write beside them, and their look."""

    points: tuple[int, ...]
    names: tuple[str, ...]
    look: Look


def draw_tradeoff(view: View) -> SheetFigure:
    """Draw depth against breadth, and how much of the depth is adopted, with curves of equal impact."""
    paths, names = _paths(view)
    are_named = view.shape is Shape.GRID
    field = view.field(view.axis.path) if are_named else ""
    sheet = new_sheet(
        9.6,
        3.9,
        heading=view.say(HEADING),
        subheading=view.say(NUMBERS_ALONG, title=view.title(), field=field) if are_named else view.title(),
        caption=caption(view, _marks(view, paths), len(paths), len(view.series) if are_named else 1),
        key=[Entry(name, look) for name, look in zip(names, LOOKS, strict=False)],
    )
    [[left, right]] = sheet.panels(1, 2, left=0.75, right=0.4, wspace=0.24)
    _draw(left, view, paths, "members_max")
    left.set_xlabel(f"{view.outcome('members_max')} ({outcome_note('members_max', view.spoken)})")
    left.set_ylabel(f"{view.outcome('depth')} ({outcome_note('depth', view.spoken)})")
    title_panel(left, view.say(BREADTH), "")
    _draw(right, view, paths, "depth")
    _draw_equal_impact(right, view, [point for path in paths for point in path.points])
    right.set_xlabel(f"{view.outcome('depth')} ({outcome_note('depth', view.spoken)})")
    right.set_ylabel(view.say(ADOPTED))
    title_panel(right, view.say(COMES_TO), "")
    return sheet.figure


def _paths(view: View) -> tuple[list[_Path], tuple[str, ...]]:
    """Return the points to draw, joined along the axis of a grid if that has numbers, and the names of the lines."""
    if view.shape is not Shape.GRID:
        points = tuple(range(view.sweep.manifest.points))
        named = points if len(points) <= _MOST_NAMED else ()
        names = tuple(shortened(view.what_differs(point), _WIDEST_NAME, 8) for point in named)
        return [_Path(points, names, Look(LOOKS[0].colour, "none", "o"))], ()
    lines, names = settings_as_lines(view)
    paths = []
    for series, look in zip(lines, LOOKS, strict=False):
        some = some_of(series.places, _MOST_NAMED)
        beside = (view.tick(view.axis.path, view.axis.values[p]) if p in some else "" for p in series.places)
        is_joined = view.axis.is_numeric
        paths.append(_Path(series.points, tuple(beside), look if is_joined else look._replace(line="none")))
    return paths, names


def _marks(view: View, paths: Sequence[_Path]) -> list[str]:
    shown = [point for path in paths for point in path.points]
    silent = int((np.nan_to_num(view.rows("depth", shown)).sum(axis=1) == 0).sum())
    return [
        *([view.say(CROSSES), *few(view.sweep.manifest.runs, view.spoken)] if _has_crosses(view, paths) else []),
        *([] if _has_crosses(view, paths) else [view.say(POINTS)]),
        *([view.say(EQUAL_IMPACT)] if _highest(view, shown) > 0 else []),
        *([view.spoken.counted(NEVER_AGREED, silent)] if silent else []),
    ]


def _has_crosses(view: View, paths: Sequence[_Path]) -> bool:
    points = sum(len(path.points) for path in paths)
    return points <= _MOST_CROSSES and view.rows("depth", [0]).shape[1] > 1


def _draw(axes: Axes, view: View, paths: Sequence[_Path], breadth_or_depth: str) -> None:
    """Draw depth against breadth, or the share adopted against depth, with intervals where there is room for them."""
    drawn = [_estimates(view, path.points, breadth_or_depth) for path in paths]
    for (across, up), path in zip(drawn, paths, strict=True):
        if _has_crosses(view, paths):
            style: dict[str, Any] = {
                "color": path.look.colour,
                "alpha": 0.35,
                "linewidth": 1,
                "clip_on": False,
                "gid": BAR,
            }
            axes.hlines(up[:, 0], across[:, 1], across[:, 2], **style)
            axes.vlines(across[:, 0], up[:, 1], up[:, 2], **style)
        look: dict[str, Any] = {"color": path.look.colour, "linestyle": path.look.line, "marker": path.look.marker}
        axes.plot(across[:, 0], up[:, 0], **look, lw=1.6, ms=5, mec="white", mew=0.8, clip_on=False, zorder=3)
    for side, set_limits in ((0, axes.set_xlim), (1, axes.set_ylim)):
        ends = np.concatenate([estimates[side] for estimates in drawn])
        set_limits(limits(np.fmin.reduce(ends, axis=1), np.fmax.reduce(ends, axis=1), floor=0, above=0.1))
    write_numbers(axes.xaxis, view.spoken)
    write_numbers(axes.yaxis, view.spoken)
    _name(axes, paths, [np.column_stack([across[:, 0], up[:, 0]]) for across, up in drawn])


def _estimates(view: View, points: Sequence[int], breadth_or_depth: str) -> tuple[Numbers, Numbers]:
    """Return place and height of each point, with their intervals; nan where nothing was agreed that could be adopted.

    Depth is that of the runs that agreed; in what was adopted the others count as 0, so that their product is impact.
    """
    depth, impact = (view.rows(name, points) for name in ("depth", "impact"))
    if breadth_or_depth == "depth":
        return np.array(estimates("depth", depth)), np.array(ratios(impact, depth))
    return np.array(estimates("members_max", view.rows("members_max", points))), np.array(estimates("depth", depth))


def _name(axes: Axes, paths: Sequence[_Path], lines: Sequence[Numbers]) -> None:
    """Write the values of the axis beside points; what several lines have at one place is written once."""
    named: dict[tuple[str, float, float], Named] = {}
    for path, line in zip(paths, lines, strict=True):
        for name, (x, y) in zip(path.names, line, strict=False):
            if name and np.isfinite([x, y]).all():
                named.setdefault((name, round(x, 6), round(y, 6)), Named(name, x, y, path.look.colour))
    seen = [line[np.isfinite(line).all(axis=1)] for line in lines]
    name_points(axes, list(named.values()), [line for line in seen if len(line)])


def _highest(view: View, points: Sequence[int]) -> float:
    """Return the highest mean impact at a point; where it is missing it counts as 0, as it does in the right panel."""
    return float(np.nan_to_num(view.rows("impact", points)).mean(axis=1).max())


def _draw_equal_impact(axes: Axes, view: View, points: Sequence[int]) -> None:
    """Draw curves of equal impact about as far as impact goes, each with its value where it enters the panel."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    if (highest := _highest(view, points)) == 0:
        return
    levels = np.array(MaxNLocator(_CURVES).tick_values(0, 1.4 * highest))
    x = np.linspace(max(left, right * _SOME), right, 400)
    for level in levels[(levels > 0) & (levels < 0.85 * right * top)]:
        y = level / x
        seen = (y <= top) & (y >= bottom)
        axes.plot(x[seen], y[seen], color=PALE, linewidth=0.9, zorder=0, gid=EQUAL)
        name = view.spoken.number(level, "0.###")
        axes.annotate(name, (x[seen][0], y[seen][0]), (2, -2), textcoords="offset points", size=7, color=GREY)
