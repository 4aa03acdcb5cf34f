"""Surfaces: outcomes over two numeric fields, as cells of a grid or as the points of a sample, with contours."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.patheffects import AbstractPathEffect, withStroke
from matplotlib.ticker import MaxNLocator

from experiments.analysis.axis import Axis, Scale, axis_of
from experiments.analysis.contrast import percent
from experiments.analysis.labels import capital, outcome_note
from experiments.analysis.response_surface import response_surface
from experiments.analysis.series import some_of
from experiments.analysis.statistics import Numbers
from experiments.figures.captions import caption
from experiments.figures.field_axis import set_field_axis
from experiments.figures.marks import title_panel, write_numbers
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import INK
from experiments.figures.view import Shape, View
from simulation.language.translation import Phrase

CELL, DISC, CONTOUR = "cell", "disc", "contour"
_COLOURS = "cividis"
_COLUMNS, _MOST, _FEWEST = 3, 6, 3
_WIDTH, _HEIGHT, _ASIDE, _BETWEEN = 2.7, 2.5, 1.35, 1.15  # inches
_LEFT, _RIGHT = 0.75, 0.95

HEADING = Phrase("{outcomes} by {across} and {up}")
CELLS, DISCS = Phrase("Cells: mean over runs."), Phrase("Discs: mean over the runs at a point.")
EMPTY = Phrase("Empty cells are no points of the design or have no such outcome.")
CONTOURS = Phrase("Lines: equal means, straight between cells.")
FITTED = Phrase("Lines: a quadratic response surface, fitted to the points; share of variance explained: {explained}.")


class _Panel(NamedTuple):
    """An outcome over two fields for one setting of all others: its title, its name and the numbers of its points."""

    title: str
    outcome: str
    points: tuple[int, ...]


def has_surface(view: View) -> bool:
    """Tell whether two fields have numbers enough for a surface."""
    return view.shape in {Shape.GRID, Shape.SAMPLE} and _fields(view) is not None


def draw_surface(view: View) -> SheetFigure:
    """Draw outcomes as colours over two fields; light is high."""
    fields = _fields(view)
    assert fields is not None, "asked for before"
    across, up = fields
    panels = _panels(view, across, up)
    columns = min(_COLUMNS, len(panels))
    rows = -(-len(panels) // columns)
    outcomes = view.listed(panel.outcome for panel in panels)
    sheet = new_sheet(
        max(7.0, _LEFT + columns * (_WIDTH + _ASIDE) - _ASIDE + _RIGHT),
        rows * (_HEIGHT + _BETWEEN) - _BETWEEN,
        heading=view.say(HEADING, outcomes=outcomes, across=view.field(across.path), up=view.field(up.path)),
        subheading=view.title(),
        caption=caption(view, _marks(view, panels, across, up), *_shown(view, panels, across, up)),
    )
    gaps = {"wspace": _ASIDE / _WIDTH, "hspace": _BETWEEN / _HEIGHT}
    grid = [axes for row in sheet.panels(rows, columns, left=_LEFT, right=_RIGHT, **gaps) for axes in row]
    for number, (axes, panel) in enumerate(zip(grid, panels, strict=False)):
        _draw(axes, view, panel, across, up, is_first=number % columns == 0)
    for unused in grid[len(panels) :]:
        unused.remove()
    return sheet.figure


def _fields(view: View) -> tuple[Axis, Axis] | None:
    """Return the two fields of a surface, the first to be drawn across; None where there are not two of numbers."""
    if view.shape is Shape.SAMPLE:
        axes = [view.effect(view.shown[0], path).axis for path in view.fields]
    else:
        paths = [view.axis.path, *(path for path in view.sweep.points.columns if path != view.axis.path)]
        axes = [axis_of(view.sweep.points, path) for path in paths]
    numeric = [axis for axis in axes if axis.is_numeric and len(axis.values) >= _FEWEST]
    return (numeric[0], numeric[1]) if len(numeric) > 1 else None


def _panels(view: View, across: Axis, up: Axis) -> list[_Panel]:
    """Return a panel for each outcome, or for each setting of the other fields where there are several."""
    outcomes, points = view.shown, view.sweep.points
    groups = _settings(view, across, up)
    if len(groups) < 2:
        return [_Panel(view.outcome(name), name, tuple(range(len(points)))) for name in outcomes]
    return [_Panel(title, outcomes[0], tuple(numbers)) for title, numbers in some_of(list(groups.items()), _MOST)]


def _settings(view: View, across: Axis, up: Axis) -> dict[str, list[int]]:
    """Return the points of a grid with the same values of all other fields, by these in words."""
    groups: dict[str, list[int]] = {}
    if view.shape is Shape.GRID:
        for point, values in enumerate(view.sweep.points):
            rest = {path: value for path, value in values.items() if path not in {across.path, up.path}}
            groups.setdefault(capital(view.setting(rest)), []).append(point)
    return groups


def _shown(view: View, panels: Sequence[_Panel], across: Axis, up: Axis) -> tuple[int, int]:
    """Return how many settings of the other fields are drawn, and how many there are."""
    settings = len(_settings(view, across, up))
    return (len(panels), settings) if settings > 1 else (1, 1)


def _marks(view: View, panels: Sequence[_Panel], across: Axis, up: Axis) -> list[str]:
    if view.shape is Shape.SAMPLE:
        fits = [response_surface(*_scaled(view, panel, across, up), view.means(panel.outcome)) for panel in panels]
        fitted = [(panel, fit) for panel, fit in zip(panels, fits, strict=True) if fit]
        shares = [f"{view.named(panel.outcome)} {percent(round(1000 * fit.explained), 1000)}" for panel, fit in fitted]
        return [view.say(DISCS), *([view.say(FITTED, explained=view.spoken.listed(shares))] if shares else [])]
    cells = [_cells(view, panel, across, up) for panel in panels]
    has_gaps = any(np.isnan(values).any() for values in cells)
    has_lines = _have_scales(across, up) and any(np.nanmax(values) > np.nanmin(values) for values in cells)
    return [view.say(CELLS), *([view.say(EMPTY)] * has_gaps), *([view.say(CONTOURS)] * has_lines)]


def _draw(axes: Axes, view: View, panel: _Panel, across: Axis, up: Axis, *, is_first: bool) -> None:
    """Draw one panel with its bar of colours."""
    set_field_axis(axes, view, across)
    set_field_axis(axes, view, up, side="y", is_labelled=is_first)
    values = view.means(panel.outcome)[list(panel.points)]
    norm = Normalize(*_ends(values))
    draw = _draw_discs if view.shape is Shape.SAMPLE else _draw_cells
    draw(axes, view, panel, across, up, norm)
    bar = axes.figure.colorbar(ScalarMappable(norm, _COLOURS), cax=axes.inset_axes((1.05, 0, 0.05, 1)))
    bar.outline.set_visible(False)
    write_numbers(bar.ax.yaxis, view.spoken)
    note = outcome_note(panel.outcome, view.spoken)
    is_outcome = panel.title == view.outcome(panel.outcome)
    title_panel(axes, panel.title, note if is_outcome else f"{view.outcome(panel.outcome)}: {note}")


def _ends(values: Numbers) -> tuple[float, float]:
    seen = values[~np.isnan(values)]
    if not seen.size:
        return 0.0, 1.0
    low, high = float(seen.min()), float(seen.max())
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def _draw_cells(axes: Axes, view: View, panel: _Panel, across: Axis, up: Axis, norm: Normalize) -> None:
    values = _cells(view, panel, across, up)
    x, y = _edges(across), _edges(up)
    axes.pcolormesh(x, y, np.ma.masked_invalid(values), cmap=_COLOURS, norm=norm, edgecolors="white", lw=0.5, gid=CELL)
    axes.set_xlim(x[0], x[-1])
    axes.set_ylim(y[0], y[-1])
    if _have_scales(across, up):
        _draw_contours(axes, view, np.array(across.places), np.array(up.places), values, norm)


def _have_scales(across: Axis, up: Axis) -> bool:
    """Tell whether there is something between the values of both fields, so that lines can lead through it."""
    return Scale.NAMES not in {across.scale, up.scale}


def _cells(view: View, panel: _Panel, across: Axis, up: Axis) -> Numbers:
    """Return the mean at each combination of values; nan where there is no point or no such outcome."""
    values = np.full((len(up.values), len(across.values)), np.nan)
    means = view.means(panel.outcome)
    for point in panel.points:
        at = view.sweep.points[point]
        values[up.values.index(at[up.path]), across.values.index(at[across.path])] = means[point]
    return values


def _edges(axis: Axis) -> Numbers:
    """Return where the cells of an axis meet: halfway between its values, by distance or by ratio."""
    is_log = axis.scale is Scale.LOGARITHMIC
    places = np.log(axis.places) if is_log else np.array(axis.places)
    halves = np.diff(places) / 2
    edges = np.concatenate([[places[0] - halves[0]], places[:-1] + halves, [places[-1] + halves[-1]]])
    return np.exp(edges) if is_log else edges


def _draw_discs(axes: Axes, view: View, panel: _Panel, across: Axis, up: Axis, norm: Normalize) -> None:
    values = view.means(panel.outcome)
    x, y = (view.effect(panel.outcome, axis.path).at for axis in (across, up))
    look: dict[str, Any] = {"cmap": _COLOURS, "norm": norm, "edgecolors": "white", "linewidths": 0.5, "clip_on": False}
    axes.scatter(x, y, 34, values, zorder=3, gid=DISC, **look)
    if fit := response_surface(*_scaled(view, panel, across, up), values):
        fine = np.linspace(-1, 1, 81)
        heights = fit.at(*np.meshgrid(fine, fine))
        _draw_contours(axes, view, _spread(across, fine), _spread(up, fine), heights, norm)


def _scaled(view: View, panel: _Panel, across: Axis, up: Axis) -> tuple[Numbers, Numbers]:
    """Return where points stand along both fields, from −1 to 1 over the range of each."""
    x, y = (_to_unit(axis, view.effect(panel.outcome, axis.path).at) for axis in (across, up))
    return x, y


def _to_unit(axis: Axis, places: Numbers) -> Numbers:
    low, high = _range(axis)
    return 2 * ((np.log(places) if axis.scale is Scale.LOGARITHMIC else places) - low) / (high - low) - 1


def _spread(axis: Axis, units: Numbers) -> Numbers:
    low, high = _range(axis)
    places = low + (units + 1) / 2 * (high - low)
    return np.exp(places) if axis.scale is Scale.LOGARITHMIC else places


def _range(axis: Axis) -> tuple[float, float]:
    ends = np.array([axis.places[0], axis.places[-1]])
    low, high = np.log(ends) if axis.scale is Scale.LOGARITHMIC else ends
    return float(low), float(high)


def _draw_contours(axes: Axes, view: View, x: Numbers, y: Numbers, values: Numbers, norm: Normalize) -> None:
    """Draw lines of equal values that are among those observed, with these values."""
    low, high = (float(end) for end in np.clip([np.nanmin(values), np.nanmax(values)], norm.vmin, norm.vmax))
    levels = [level for level in MaxNLocator(6).tick_values(low, high) if low < level < high]
    if levels:
        lines = axes.contour(x, y, np.ma.masked_invalid(values), levels, colors=INK, linewidths=0.8, zorder=4)
        lines.set(gid=CONTOUR, path_effects=[withStroke(linewidth=1.8, foreground="white", alpha=0.5)])
        halo: list[AbstractPathEffect] = [withStroke(linewidth=2, foreground="white")]
        for text in axes.clabel(lines, fontsize=7, fmt=lambda level: view.spoken.number(level, "0.###"), colors=INK):
            text.set_path_effects(halo)
