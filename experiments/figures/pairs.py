"""Pairs: how far the main outcomes differ between two runs with the same luck, one with a change and one without."""

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.analysis.contrast import Contrast, percent
from experiments.analysis.labels import group_label, outcome_title
from experiments.analysis.statistics import Numbers
from experiments.compare.comparison import Pairs
from experiments.compare.comparison_report import fields_changed, interval, sentence, signed
from experiments.figures.sheet import new_sheet
from experiments.figures.style import GREY, INK, save, theme
from experiments.runner.provenance import PACKAGE, package_version
from simulation import OUTCOMES

SHOWN = ("impact", "depth", "satisfaction", "weeks_to_agreement", "coordination_share", "trust_change")
COLUMNS = 3
SEEN = 0.99
_ABOVE: Mapping[str, Any] = MappingProxyType({"xycoords": "axes fraction", "textcoords": "offset points"})
BETTER, WORSE = "#0072B2", "#B04A00"  # the second is Okabe and Ito's vermilion, darkened to be read as text


def draw_all_pairs(compared: Sequence[Pairs], folder: Path) -> list[Path]:
    """Draw a figure for every change into a folder, as PNG and SVG, and return the files."""
    names = [f"pairs-{k}" for k in range(1, len(compared) + 1)] if len(compared) > 1 else ["pairs"]
    with theme():
        drawn = zip(names, map(draw_pairs, compared), strict=True)
        return [path for name, figure in drawn for path in save(figure, folder, name)]


def draw_pairs(pairs: Pairs) -> Figure:
    """Draw the share of pairs at or below each difference, a panel for every main outcome."""
    rows = -(-len(SHOWN) // COLUMNS)
    fields = "; ".join(fields_changed(pairs.change))
    sheet = new_sheet(
        11,
        2.3 * rows + 1.15 * (rows - 1),
        head=0.7,
        foot=0.85,
        heading=f"What changes: {group_label(pairs.change.values)}",
        subheading=f"{pairs.plan.scenario.title.en}. {fields}",
        caption=_caption(pairs),
        sentences=[sentence(pairs)],
    )
    grid = sheet.panels(rows, COLUMNS, left=0.75, right=0.35, wspace=0.14, hspace=0.5)
    for axes, name in zip(itertools.chain.from_iterable(grid), SHOWN, strict=True):
        _draw_outcome(axes, pairs, name)
        axes.tick_params(labelleft=False)
    for first, *_ in grid:
        first.set_ylabel("Share of pairs")
        first.tick_params(labelleft=True)
    return sheet.figure


def _draw_outcome(axes: Axes, pairs: Pairs, name: str) -> None:
    two = pairs.contrasts[name]
    differences = pairs.differences(name)
    differences = np.sort(differences[~np.isnan(differences)])
    reach = _reach(differences, two)
    left, right = (BETTER, WORSE) if OUTCOMES[name].better == "lower" else (WORSE, BETTER)
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=1)
    _draw_steps(axes, differences, two.pairs, reach, left, right)
    _draw_mean(axes, two)
    axes.set_xlim(-reach, reach)
    axes.xaxis.set_major_locator(MaxNLocator(5, symmetric=True))
    axes.set_ylim(0, 1.02)
    axes.set_xlabel(f"Mean {signed(name, two.mean.value)} (95 %: {interval(name, two.mean)})")
    _head_with_shares(axes, name, two, left, right)


def _reach(differences: Numbers, two: Contrast) -> float:
    """Return how far the axis goes to either side: so that a few pairs far out do not squeeze all others."""
    if not differences.any():
        return 1.0
    sizes = np.abs(differences)
    most = float(np.quantile(sizes, SEEN)) or float(sizes.max())
    return 1.06 * max(most, *(abs(value) for value in two.mean if not np.isnan(value)))


def _draw_steps(axes: Axes, differences: Numbers, pairs: int, reach: float, left: str, right: str) -> None:
    """Draw the steps in the colour of their side, filled towards the share they are read as."""
    below, above = differences[differences < 0], differences[differences > 0]
    x = np.array([min([-reach, *below]), *below, 0.0])
    y = np.array([*range(len(below) + 1), len(below)]) / pairs
    axes.plot(x, y, drawstyle="steps-post", color=left, linewidth=1.8)
    axes.fill_between(x, y, step="post", color=left, alpha=0.14, linewidth=0)
    start, top = len(differences) - len(above), len(differences)
    x = np.array([0.0, *above, max([reach, *above])])
    y = np.array([*range(start, top + 1), top]) / pairs
    axes.plot(x, y, drawstyle="steps-post", color=right, linewidth=1.8)
    axes.fill_between(x, y, top / pairs, step="post", color=right, alpha=0.14, linewidth=0)
    axes.plot([0, 0], [len(below) / pairs, start / pairs], color=INK, linewidth=1.8)


def _draw_mean(axes: Axes, two: Contrast) -> None:
    """Mark the mean difference and its interval on the axis."""
    ends = [two.mean.low, two.mean.high]
    axes.plot(ends, [0, 0], color=INK, linewidth=3.2, solid_capstyle="butt", clip_on=False, zorder=5)
    axes.plot([two.mean.value], [0], "D", color=INK, markersize=5, clip_on=False, zorder=5)


def _head_with_shares(axes: Axes, name: str, two: Contrast, left: str, right: str) -> None:
    """Head a panel with its title and, over each side of zero, the share of pairs that lies there."""
    unit = OUTCOMES[name].unit
    axes.annotate(outcome_title(name), (0, 1), (0, 22), size=10, weight="bold", color=INK, **_ABOVE)
    axes.annotate(f"difference in {unit}", (1, 1), (0, 22), size=8, color=GREY, ha="right", **_ABOVE)
    words = ("better", "worse") if OUTCOMES[name].better == "lower" else ("worse", "better")
    for x, align, text, colour in (
        (0.0, "left", f"{words[0]} {percent(two.lower, two.pairs)}", left),
        (0.5, "center", f"same {percent(two.same, two.pairs)}", INK),
        (1.0, "right", f"{words[1]} {percent(two.higher, two.pairs)}", right),
    ):
        axes.annotate(text, (x, 1), (0, 6), size=8.5, weight="bold", color=colour, ha=align, **_ABOVE)


def _caption(pairs: Pairs) -> str:
    plan = pairs.plan
    return (
        f"{plan.runs:,} pairs, horizon {plan.scenario.weeks:,} weeks, seed {plan.seed}; both runs of a pair have the "
        "same seed. Steps: share of all pairs at or below a difference (with the change less without it), nothing "
        "smoothed; the axis reaches as far as 99 in 100 pairs do. They end below 1 where an outcome did not come about "
        "in both runs of some pairs. Diamond and bar: mean and its "
        f"95 % bootstrap interval over pairs. Scenario: {plan.scenario.title.en} ({Path(plan.source).name}). "
        f"{PACKAGE} {package_version()}."
    )
