"""Distributions of outcomes over runs, as steps that claim nothing beyond the runs themselves."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis.labels import capital, outcome_note
from experiments.analysis.replicates import replicates, words
from experiments.analysis.series import Series, some_of
from experiments.analysis.statistics import Numbers, distribution
from experiments.figures.captions import caption
from experiments.figures.findings import alone
from experiments.figures.key import Entry
from experiments.figures.marks import limits, write_numbers
from experiments.figures.panels import settings_as_lines
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import INK, Look
from experiments.figures.typesetting import shortened
from experiments.figures.view import Shape, View
from simulation.language.translation import Phrase

RUNNING = "running"
STEPS = "steps"
_TIMES = frozenset({"weeks", "days"})
_MOST_ROWS, _MOST_LEVELS = 3, 4
_WIDTH, _HEIGHT, _ASIDE, _BETWEEN = 2.4, 2.0, 0.3, 1.0  # inches
_LEFT, _RIGHT = 0.75, 0.4

# Dark to light along the axis, each with its own line, so that the order shows in grey as well.
LEVEL_LOOKS = (
    Look("#00224e", "-", ""),
    Look("#5d6d7e", (0, (5, 1.5)), ""),
    Look("#a59c74", (0, (2, 1.2)), ""),
    Look("#c9b13a", (0, (1, 1)), ""),
)

HEADING = Phrase("Distribution of outcomes over runs")
SHARE_OF_RUNS = Phrase("Share of runs at or below")
ALL_RUNS = Phrase("Steps: share of the runs of a point at or below each value, nothing smoothed.")
RUNS_TOGETHER = Phrase("Steps: share of all runs of the sample at or below each value, nothing smoothed.")
END_BELOW_ONE = Phrase("They end below 1 where an outcome is missing in some runs or lay beyond the last week.")
SOME_VALUES = Phrase("Drawn: {shown} of {all} values of {field}.")
SOME_POINTS = Phrase("Drawn: {shown} of {all} points, among them those with the lowest and the highest {outcome}.")


class _Row(NamedTuple):
    """A row of panels: its title, and for each line its name and the numbers of its points."""

    title: str
    lines: tuple[tuple[str, tuple[int, ...]], ...]


def draw_distributions(view: View) -> SheetFigure:
    """Draw the share of runs at or below each value, a row for every setting, a line for chosen points."""
    outcomes = _outcomes(view)
    rows = _rows(view)
    names = [name for name, _ in rows[0].lines]
    sheet = new_sheet(
        max(7.0, _LEFT + len(outcomes) * (_WIDTH + _ASIDE) - _ASIDE + _RIGHT),
        len(rows) * (_HEIGHT + _BETWEEN) - _BETWEEN,
        heading=view.say(HEADING),
        subheading=view.title(),
        sentences=[alone(view, name) for name in outcomes] if view.shape is Shape.POINT else [],
        caption=caption(view, _marks(view, rows, outcomes), len(rows), _settings(view)),
        key=[Entry(name, look) for name, look in zip(names, LEVEL_LOOKS, strict=False)] if len(names) > 1 else (),
        head=0.45,
        foot=0.85,
    )
    gaps = {"wspace": _ASIDE / _WIDTH, "hspace": _BETWEEN / _HEIGHT}
    grid = sheet.panels(len(rows), len(outcomes), left=_LEFT, right=_RIGHT, **gaps)
    for row, panels in zip(rows, grid, strict=True):
        for axes, name in zip(panels, outcomes, strict=True):
            _draw(axes, view, row, name)
            axes.tick_params(labelleft=axes is panels[0])
        panels[0].set_ylabel(view.say(SHARE_OF_RUNS))
        panels[0].set_title(
            shortened(row.title, sheet.figure.get_figwidth() - _LEFT - _RIGHT, 10, "bold"),
            loc="left",
            weight="bold",
            size=10,
            color=INK,
            pad=9,
        )
    return sheet.figure


def chosen_places(view: View) -> list[int]:
    """Choose the values of the axis to draw: of numbers the ends and the best, else the first few."""
    count = len(view.axis.values)
    if not view.axis.is_numeric:
        return list(range(min(_MOST_LEVELS, count)))
    best = (found.best for series in settings_as_lines(view)[0] if (found := view.best(_first(view), series)))
    inner = sorted({*best} - {0, count - 1}) or [count // 2]
    return sorted({0, *some_of(inner, _MOST_LEVELS - 2), count - 1})


def _outcomes(view: View) -> tuple[str, ...]:
    return view.outcomes or view.returns.distributed


def _first(view: View) -> str:
    return _outcomes(view)[0]


def _rows(view: View) -> list[_Row]:
    """Return what is drawn: settings of a grid in rows, its values as lines; else one row."""
    if view.shape is Shape.GRID:
        places = chosen_places(view)
        return [_row(view, series, places) for series in some_of(view.series, _MOST_ROWS)]
    points = range(view.sweep.manifest.points)
    if view.shape is Shape.SAMPLE:
        return [_Row("", (("", tuple(points)),))]
    return [_Row("", tuple((capital(view.what_differs(point)), (point,)) for point in _chosen_points(view)))]


def _row(view: View, series: Series, places: Sequence[int]) -> _Row:
    shown = [(place, point) for place, point in zip(series.places, series.points, strict=True) if place in places]
    lines = ((capital(view.level(view.axis.path, view.axis.values[place])), (point,)) for place, point in shown)
    return _Row(capital(view.setting(series.setting)), tuple(lines))


def _chosen_points(view: View) -> list[int]:
    """Choose points of a list: all if they are few, else that of the scenario, the lowest and the highest."""
    count = view.sweep.manifest.points
    if count <= _MOST_LEVELS:
        return list(range(count))
    means = np.nan_to_num(view.means(_first(view)))
    return list(dict.fromkeys([view.reference, int(means.argmin()), int(means.argmax())]))


def _settings(view: View) -> int:
    return len(view.series) if view.shape is Shape.GRID else 1


def _marks(view: View, rows: Sequence[_Row], outcomes: Sequence[str]) -> list[str]:
    drawn = [(name, points) for row in rows for _, points in row.lines for name in outcomes]
    lines, points = len(rows[0].lines), view.sweep.manifest.points
    some: list[str] = []
    if view.shape is Shape.GRID and lines < len(view.axis.values):
        numbers = {"shown": str(lines), "all": str(len(view.axis.values))}
        some = [view.say(SOME_VALUES, **numbers, field=view.field(view.axis.path))]
    if view.shape is Shape.LIST and lines < points:
        outcome = view.named(_first(view))
        some = [view.say(SOME_POINTS, shown=str(lines), all=str(points), outcome=outcome)]
    has_missing = any(np.isnan(_seen(view, name, points)).any() for name, points in drawn)
    return [
        view.say(RUNS_TOGETHER if view.shape is Shape.SAMPLE else ALL_RUNS),
        *([view.say(END_BELOW_ONE)] if has_missing else []),
        *some,
    ]


def _draw(axes: Axes, view: View, row: _Row, name: str) -> None:
    drawn = [_seen(view, name, points) for _, points in row.lines]
    everything = np.concatenate(drawn)
    low, high = limits(everything, everything, floor=0 if np.nanmin(everything, initial=0.0) >= 0 else None)
    low = low - 0.04 * (high - low) if low == 0 else low
    for values, look in zip(drawn, LEVEL_LOOKS, strict=False):
        steps = distribution(values)
        x, y = [low, *steps.values, high], [0.0, *steps.reached, steps.reached[-1] if steps.reached.size else 0.0]
        axes.plot(x, y, drawstyle="steps-post", color=look.colour, linestyle=look.line, linewidth=1.7, gid=STEPS)
    axes.set_xlim(low, high)
    axes.set_ylim(-0.03, 1.03)
    write_numbers(axes.xaxis, view.spoken)
    write_numbers(axes.yaxis, view.spoken)
    axes.set_xlabel(f"{view.outcome(name)}\n({outcome_note(name, view.spoken)})")


def _seen(view: View, name: str, points: Sequence[int]) -> Numbers:
    """Return an outcome of all runs at some points; the life of an alliance that goes on has not been seen (nan)."""
    values = replicates(view.sweep, name)[list(points)]
    if name == "lifetime":
        values = np.where(words(view.sweep, "end")[list(points)] == RUNNING, np.nan, values)
    return np.asarray(values.ravel())
