"""Distributions of outcomes over runs, as steps that claim nothing beyond the runs themselves."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.labels import capital, level_label, outcome_note, outcome_title
from experiments.analysis.series import Axis, Series, axis_of, optimum_of, series_of, some_of
from experiments.analysis.statistics import Numbers, distribution
from experiments.figures.key import Entry
from experiments.figures.sheet import new_sheet
from experiments.figures.style import INK, Look, caption
from experiments.storage.sweep_folder import Sweep

SHOWN = ("impact", "lifetime", "weeks_to_agreement", "coordination_share")
CENSORED = ("lifetime", "weeks_to_agreement")
RUNNING = "running"
MOST_ROWS = 3
MOST_LEVELS = 4

# Dark to light along the axis, each with its own line, so that the order shows in grey as well.
LEVEL_LOOKS = (
    Look("#00224e", "-", ""),
    Look("#5d6d7e", (0, (5, 1.5)), ""),
    Look("#a59c74", (0, (2, 1.2)), ""),
    Look("#c9b13a", (0, (1, 1)), ""),
)


def draw_distributions(sweep: Sweep) -> Figure:
    """Draw the share of runs at or below each value, a row for every setting, a line for chosen levels."""
    axis = axis_of(sweep)
    compared = some_of(series_of(sweep, axis), MOST_ROWS)
    places = chosen_places(axis, compared)
    rows = len(compared)
    names = [level_label(axis.path, axis.values[place]) for place in places]
    sheet = new_sheet(
        11,
        2.0 * rows + 0.95 * (rows - 1),
        foot=0.85,
        head=0.45,
        key=[Entry(name, look) for name, look in zip(names, LEVEL_LOOKS, strict=False)],
        heading="Distribution of outcomes",
        subheading=f"{sweep.manifest.title}. Share of runs at or below each value.",
        caption=caption(
            sweep,
            "Steps: all runs of a point, nothing smoothed; they end below 1 where some runs never agreed or "
            "were still running at the horizon.",
            len(compared),
        ),
    )
    panels_of = sheet.panels(rows, len(SHOWN), left=0.75, right=0.4, wspace=0.12, hspace=0.475)
    for series, panels in zip(compared, panels_of, strict=True):
        for axes, name in zip(panels, SHOWN, strict=True):
            _draw_steps(axes, [series.points[place] for place in places], name, horizon(sweep))
        for axes in panels[1:]:
            axes.tick_params(labelleft=False)
        panels[0].set_ylabel("Share of runs")
        panels[0].set_title(capital(series.label), loc="left", weight="bold", size=10, color=INK, pad=9)
    return sheet.figure


def chosen_places(axis: Axis, compared: Sequence[Series]) -> list[int]:
    """Choose the values of the axis to draw: for numbers the ends and the best, else the first few."""
    if not axis.is_numeric:
        return list(range(min(MOST_LEVELS, len(axis.values))))
    best = (axis.values.index(optimum_of(axis, series).best) for series in compared)
    inner = sorted({*best} - {0, len(axis.values) - 1})
    return sorted({0, *some_of(inner, MOST_LEVELS - 2), len(axis.values) - 1})


def horizon(sweep: Sweep) -> float:
    """Return the length of the longest run, in weeks."""
    manifest = sweep.manifest
    return float(max(manifest.levels().get("weeks", [manifest.scenario["weeks"]])))


def _draw_steps(axes: Axes, points: Sequence[pd.DataFrame], name: str, horizon: float) -> None:
    right = 0.0
    for point, look in zip(points, LEVEL_LOOKS, strict=False):
        values = _seen(point, name)
        right = max(right, np.nanmax(values, initial=0.0))
        steps = distribution(values, horizon=horizon if name in CENSORED else None)
        axes.plot(
            [0, *steps.values, 10 * horizon],
            [0, *steps.reached, steps.reached[-1] if steps.reached.size else 0],
            drawstyle="steps-post",
            color=look.colour,
            linestyle=look.line,
            linewidth=1.7,
        )
    axes.set_xlim(0, 1.04 * right or 1)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel(f"{outcome_title(name)}\n({outcome_note(name)})")


def _seen(point: pd.DataFrame, name: str) -> Numbers:
    """Return an outcome; the lifetime of an alliance that was still running has not been seen (nan)."""
    values = point[name].to_numpy(float)
    return np.where(point["end"] == RUNNING, np.nan, values) if name == "lifetime" else values
