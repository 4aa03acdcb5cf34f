"""Ends: how alliances came to their end, as shares of all runs at every value of the varied field."""

import textwrap
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from experiments.analysis.labels import capital, field_label
from experiments.analysis.series import Axis, Series, axis_of, series_of, some_of
from experiments.analysis.statistics import Numbers
from experiments.figures.sheet import new_sheet
from experiments.figures.style import INK, caption
from experiments.storage.sweep_folder import Sweep

MOST_PANELS = 3

# From those that stopped by their goal, after it or by agreement, over those that broke, to those that never began.
# The hatching tells neighbours apart in grey.
END_LOOKS = {
    "goal reached": ("#0072B2", ""),
    "renewal failed": ("#56B4E9", "////"),
    "goal missed": ("#9fd3f0", "...."),
    "agreed date": ("#cfe8f5", ""),
    "given up": ("#cfe8f5", "\\\\\\\\"),
    "merged": ("#b7d7c2", ""),
    "running": ("#e6e6e6", "////"),
    "lead lost": ("#F0E442", ""),
    "members left": ("#F6D58A", "...."),
    "exhaustion": ("#E69F00", ""),
    "red line": ("#D55E00", "\\\\\\\\"),
    "no agreement": ("#CC79A7", "...."),
    "poor fit": ("#999999", ""),
    "not formed": ("#333333", ""),
}
NAMES = {"running": "still running"}


def draw_ends(sweep: Sweep) -> Figure:
    """Draw stacked shares of the kinds of end, a panel for every setting."""
    axis = axis_of(sweep)
    compared = some_of(series_of(sweep, axis), MOST_PANELS)
    occurring = [end for end in END_LOOKS if (sweep.runs["end"] == end).any()]
    titles = [textwrap.fill(capital(series.label), 84 // len(compared)) for series in compared]
    sheet = new_sheet(
        11 if len(compared) > 1 else 7.5,
        3.1,
        head=0.15 + 0.17 * max(title.count("\n") + 1 if title else 0 for title in titles),
        heading="Why alliances stop",
        subheading=sweep.manifest.title,
        caption=caption(sweep, "Shares of all runs of a point.", len(compared)),
    )
    [panels] = sheet.panels(1, len(compared), left=0.75, right=1.5, wspace=0.08)
    for axes, series, title in zip(panels, compared, titles, strict=True):
        _draw_shares(axes, axis, series, occurring)
        axes.set_title(title, loc="left", weight="bold", size=10, color=INK)
        axes.tick_params(labelleft=axes is panels[0])
    panels[0].set_ylabel("Share of runs")
    _draw_key(panels[-1], occurring)
    return sheet.figure


def _draw_shares(axes: Axes, axis: Axis, series: Series, ends: Sequence[str]) -> None:
    places = np.arange(len(axis.values))
    bottom = np.zeros(len(places))
    for end in ends:
        heights = _shares(series, end)
        colour, hatch = END_LOOKS[end]
        axes.bar(places, heights, 0.92, bottom, color=colour, hatch=hatch, edgecolor="white", linewidth=0.4)
        bottom += heights
    shown = some_of(list(places), 12)
    axes.set_xticks(shown, [axis.name_of(axis.values[place]) for place in shown])
    axes.set_xlim(-0.6, len(places) - 0.4)
    axes.set_ylim(0, 1)
    axes.set_xlabel(field_label(axis.path).axis())


def _shares(series: Series, end: str) -> Numbers:
    return np.array([(point["end"] == end).mean() for point in series.points])


def _draw_key(axes: Axes, ends: Sequence[str]) -> None:
    """Set the key in the order in which the shares are stacked."""
    patches = [
        Patch(facecolor=END_LOOKS[end][0], hatch=END_LOOKS[end][1], edgecolor="white", label=NAMES.get(end, end))
        for end in reversed(ends)
    ]
    axes.legend(
        handles=patches,
        loc="center left",
        bbox_to_anchor=(1.03, 0.5),
        frameon=False,
        handlelength=1.4,
        handleheight=1.2,
        labelspacing=0.5,
    )
