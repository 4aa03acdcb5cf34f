"""Breadth against depth: depth, success and impact over the varied field, one line for every setting."""

import textwrap
from collections.abc import Sequence

import numpy as np
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.analysis.labels import field_label, outcome_note, outcome_title
from experiments.analysis.optimum import Optimum
from experiments.analysis.series import Axis, Series, axis_of, optimum_of, optimum_sentences, series_of, some_of
from experiments.analysis.statistics import Numbers
from experiments.figures.placing import EndLabels, FreeSpace, Line
from experiments.figures.sheet import new_sheet
from experiments.figures.style import LOOKS, Look, caption, ring, title_panel
from experiments.storage.sweep_folder import Sweep

SHOWN = ("depth", "success", "impact")
SIDES = ((0, 1), (1, 1), (-1, 1), (1, -1), (-1, -1), (0, -1))


def draw_breadth(sweep: Sweep) -> Figure:
    """Draw depth, success and impact in three panels, with intervals; rings mark the highest mean impact."""
    axis = axis_of(sweep)
    compared = some_of(series_of(sweep, axis), len(LOOKS))
    names = EndLabels([series.label for series in compared])
    sheet = new_sheet(
        9.2 + names.margin,
        names.room(2.9),
        heading=heading(axis),
        subheading=sweep.manifest.title,
        sentences=optimum_sentences(axis, compared),
        caption=caption(sweep, _meaning(axis), len(compared)),
    )
    [panels] = sheet.panels(1, len(SHOWN), left=0.6, right=names.margin, wspace=0.2)
    for axes, name in zip(panels, SHOWN, strict=True):
        _draw_outcome(axes, axis, compared, name)
    names.write(panels[-1], [(axis.places[-1], s.estimates(SHOWN[-1])[-1].value) for s in compared])
    return sheet.figure


def _meaning(axis: Axis) -> str:
    intervals = "95 % intervals (success: Wilson; depth and impact: bootstrap over runs)."
    if not axis.is_numeric:
        return f"Bars: {intervals}"
    return (
        f"Bands: {intervals} Rings: highest mean impact. "
        "Bars on the axis: values whose paired difference to it is within chance (95 %)."
    )


def heading(axis: Axis) -> str:
    """Return what the figures of a sweep are about."""
    if axis.path == "invitation.size":
        return "Breadth against depth"
    return f"Depth, success and impact by {field_label(axis.path).name}"


def set_axis(axes: Axes, axis: Axis) -> None:
    """Set up the horizontal axis: to scale from 0 for numbers, one place a value for everything else."""
    axes.set_xlabel(field_label(axis.path).axis())
    if axis.is_linear:
        span = axis.places[-1] - min(0.0, axis.places[0])
        axes.set_xlim(min(0.0, axis.places[0]), axis.places[-1] + 0.03 * span)
        whole = all(float(value).is_integer() for value in axis.values)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=whole, steps=[1, 2, 5, 10]))
        return
    axes.set_xlim(-0.5, len(axis.values) - 0.5)
    axes.set_xticks(axis.places, [textwrap.fill(axis.name_of(value), 12) for value in axis.values])


def _draw_outcome(axes: Axes, axis: Axis, compared: Sequence[Series], name: str) -> None:
    highest = 0.0
    lines = []
    for number, (series, look) in enumerate(zip(compared, LOOKS, strict=False)):
        values, lows, highs = np.array(series.estimates(name)).T
        highest = max(highest, highs.max())
        # Points with bars stand side by side, as they would hide each other.
        aside = 0.0 if axis.is_numeric else 0.14 * (number - (len(compared) - 1) / 2)
        lines.append((np.array(axis.places) + aside, values))
        _draw_estimates(axes, lines[-1], (lows, highs), look, joined=axis.is_numeric)
    set_axis(axes, axis)
    axes.set_ylim(0, 1.15 * highest or 1)
    title_panel(axes, outcome_title(name), outcome_note(name))
    if axis.is_numeric:
        _mark_bests(axes, axis, compared, lines, is_named=name == "impact")


def _mark_bests(axes: Axes, axis: Axis, compared: Sequence[Series], lines: Sequence[Line], *, is_named: bool) -> None:
    """Ring the best value on every line, and drop a thread from it to the axis."""
    space = FreeSpace(axes, lines)
    for number, (series, (across, up), look) in enumerate(zip(compared, lines, LOOKS, strict=False)):
        if (optimum := optimum_of(axis, series)).is_flat:
            continue
        place = axis.values.index(optimum.best)
        x, y = float(across[place]), float(up[place])
        axes.plot([x, x], [0, y], color=look.colour, linestyle=(0, (1, 2)), linewidth=0.8, zorder=1)
        ring(axes, x, y, look.colour)
        if is_named:
            _draw_range(axes, axis, optimum, look.colour, row=number)
            name = axis.name_of(optimum.best)
            space.write(name, x, y, SIDES, distance=9, color=look.colour, weight="bold", size=9)


def _draw_range(axes: Axes, axis: Axis, optimum: Optimum, colour: str, *, row: int) -> None:
    """Draw a bar along the axis under the values that do as well as the best within chance."""
    ends = [axis.places[axis.values.index(value)] for value in (min(optimum.alike), max(optimum.alike))]
    height = (0.012 + 0.022 * row) * axes.get_ylim()[1]
    axes.plot(ends, [height, height], color=colour, linewidth=3.5, alpha=0.75, solid_capstyle="butt")


def _draw_estimates(axes: Axes, line: Line, interval: tuple[Numbers, Numbers], look: Look, *, joined: bool) -> None:
    """Draw a line with a band where values lie on a scale, points with bars where they are only names."""
    places, values = line
    if not joined:
        lengths = np.abs(np.array(interval) - values)
        axes.errorbar(places, values, lengths, fmt=look.marker, color=look.colour, capsize=3, ms=6)
        return
    axes.fill_between(places, *interval, color=look.colour, alpha=0.16, linewidth=0)
    sns.lineplot(
        x=places,
        y=values,
        ax=axes,
        errorbar=None,
        color=look.colour,
        linestyle=look.line,
        marker=look.marker,
        markersize=4.5,
        markeredgecolor="white",
        linewidth=1.7,
    )
