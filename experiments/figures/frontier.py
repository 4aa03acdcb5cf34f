"""The frontier: depth against what breadth buys, as a path along the varied field."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.labels import field_label, outcome_note, outcome_title
from experiments.analysis.series import Axis, Series, axis_of, optimum_of, series_of, some_of
from experiments.analysis.statistics import Numbers
from experiments.figures.placing import EndLabels, FreeSpace, Line
from experiments.figures.sheet import new_sheet
from experiments.figures.style import INK, LOOKS, Look, caption, ring, title_panel
from experiments.storage.sweep_folder import Sweep

AGAINST = ("success", "members_max")
MOST_NAMED = 10
SIDES = ((1, 1), (0, 1), (1, 0), (-1, 1), (1, -1), (-1, 0), (0, -1), (-1, -1))


def draw_frontier(sweep: Sweep) -> Figure:
    """Draw depth against success, and against members reached; numbers along a path are the varied field."""
    axis = axis_of(sweep)
    compared = some_of(series_of(sweep, axis), len(LOOKS))
    names = EndLabels([series.label for series in compared])
    sheet = new_sheet(
        8.7 + names.margin,
        names.room(3.9),
        heading="What is gained where depth is given up",
        subheading=f"{sweep.manifest.title}. Numbers along the lines: {field_label(axis.path).name}.",
        caption=caption(
            sweep,
            "Crosses: 95 % intervals (success: Wilson; depth and members: bootstrap over runs)."
            + (" Rings: highest mean impact." if axis.is_numeric else ""),
            len(compared),
        ),
    )
    [panels] = sheet.panels(1, len(AGAINST), left=0.7, right=names.margin, wspace=0.16)
    for axes, against in zip(panels, AGAINST, strict=True):
        _draw_paths(axes, axis, compared, against)
    across, up = ([s.estimates(name)[-1].value for s in compared] for name in (AGAINST[-1], "depth"))
    names.write(panels[-1], list(zip(across, up, strict=True)))
    return sheet.figure


def _draw_paths(axes: Axes, axis: Axis, compared: Sequence[Series], against: str) -> None:
    paths = [(np.array(series.estimates(against)), np.array(series.estimates("depth"))) for series in compared]
    for (across, up), look in zip(paths, LOOKS, strict=False):
        _draw_path(axes, across, up, look, is_joined=axis.is_numeric)
    axes.set_xlim(0, 1.08 * max(across[:, 2].max() for across, _ in paths) or 1)
    axes.set_ylim(0, 1.1 * max(up[:, 2].max() for _, up in paths) or 1)
    axes.set_xlabel(f"{outcome_title(against)} ({outcome_note(against)})")
    title_panel(axes, f"Depth against {outcome_title(against).lower()}", outcome_note("depth"))
    lines = [(across[:, 0], up[:, 0]) for across, up in paths]
    _name_points(axes, axis, lines, [_best_place(axis, series) for series in compared])


def _draw_path(axes: Axes, across: Numbers, up: Numbers, look: Look, *, is_joined: bool) -> None:
    axes.hlines(up[:, 0], across[:, 1], across[:, 2], color=look.colour, alpha=0.35, linewidth=1)
    axes.vlines(across[:, 0], up[:, 1], up[:, 2], color=look.colour, alpha=0.35, linewidth=1)
    axes.plot(
        across[:, 0],
        up[:, 0],
        color=look.colour,
        linestyle=look.line if is_joined else "none",
        marker=look.marker,
        markersize=5,
        markeredgecolor="white",
        linewidth=1.6,
    )


def _best_place(axis: Axis, series: Series) -> int | None:
    """Return where on the axis the mean impact is highest; nothing where there is no such place."""
    if not axis.is_numeric or (optimum := optimum_of(axis, series)).is_flat:
        return None
    return axis.values.index(optimum.best)


def _name_points(axes: Axes, axis: Axis, lines: Sequence[Line], bests: Sequence[int | None]) -> None:
    """Ring the best point of each path and write the values of the axis beside points where there is room."""
    space = FreeSpace(axes, lines)
    named = set()
    places = [(number, best, True) for number, best in enumerate(bests) if best is not None]
    few = some_of(range(len(axis.values)), MOST_NAMED)
    places += [(number, place, False) for number in range(len(lines)) for place in few]
    for number, place, is_best in places:
        x, y = (float(values[place]) for values in lines[number])
        if is_best:
            ring(axes, x, y, LOOKS[number].colour)
        if (name := axis.name_of(axis.values[place]), x, y) in named:
            continue
        named.add((name, x, y))
        weight = "bold" if is_best else "normal"
        space.write(name, x, y, SIDES if number % 2 == 0 else SIDES[::-1], size=8, weight=weight, color=INK)
