"""Differences of listed points to one of them, in pairs of runs with the same seed: a row for each point."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis.contrast import Contrast
from experiments.analysis.labels import capital, outcome_note
from experiments.analysis.replicates import contrasts, estimates
from experiments.figures.captions import TOO_SMALL, caption, few
from experiments.figures.findings import findings_on_a_list
from experiments.figures.marks import BAR, draw_zero, limits, title_panel, write_numbers
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import LOOKS
from experiments.figures.typesetting import wrapped
from experiments.figures.view import View
from experiments.figures.wording import number
from experiments.runner.returns import MEASURES
from simulation.language.translation import Phrase

_LABELS, _PANEL, _ASIDE, _RIGHT = 3.0, 2.6, 0.4, 0.4
_ROW, _LINE, _SIZE = 0.24, 0.155, 8.5

HEADING = Phrase("What each change does")
COMPARED_WITH = Phrase("{title}. Compared with: {point}.")
DOTS = Phrase(
    "Dots and bars: mean difference between runs with the same seed, with its 95 % interval over pairs; pale where it "
    "may be chance or is too little to count."
)
DOTS_ALONE = Phrase("Dots: difference between runs with the same seed.")
MISSING = Phrase("Pairs in which an outcome is missing count neither way.")
DIFFERENCE = Phrase("difference to {mean}")


def draw_differences(view: View) -> SheetFigure:
    """Draw how outcomes differ at each point of a list from the scenario itself, or from the first point."""
    outcomes = view.shown
    others = [point for point in range(view.sweep.manifest.points) if point != view.reference]
    labels = [wrapped(capital(view.what_differs(point)), _LABELS - 0.2, _SIZE) for point in others]
    sheet = new_sheet(
        _LABELS + 0.3 + len(outcomes) * (_PANEL + _ASIDE) - _ASIDE + _RIGHT,
        sum(_ROW + _LINE * (len(lines) - 1) for lines in labels) + 0.1,
        heading=view.say(HEADING),
        subheading=view.say(COMPARED_WITH, title=view.title(), point=view.setting(view.sweep.points[view.reference])),
        sentences=findings_on_a_list(view, outcomes[0]),
        caption=caption(view, _marks(view, outcomes)),
        foot=0.6,
    )
    [panels] = sheet.panels(1, len(outcomes), left=_LABELS + 0.3, right=_RIGHT, wspace=_ASIDE / _PANEL)
    heights = _heights(labels)
    for axes, name in zip(panels, outcomes, strict=True):
        _draw(axes, view, name, others, heights)
        axes.set_yticks(heights, ["\n".join(lines) for lines in labels] if axes is panels[0] else [""] * len(labels))
    return sheet.figure


def _heights(labels: Sequence[Sequence[str]]) -> list[float]:
    """Return the middle of each row in inches below the top, negative; rows are as high as their labels."""
    sizes = np.array([_ROW + _LINE * (len(lines) - 1) for lines in labels])
    return list(-(np.cumsum(sizes) - sizes / 2))


def _marks(view: View, outcomes: Sequence[str]) -> list[str]:
    points = range(view.sweep.manifest.points)
    missing = any(np.isnan(view.rows(name, points)).any() for name in outcomes)
    dots = DOTS if view.runs > 1 else DOTS_ALONE
    told = [view.say(phrase) for phrase in (dots, TOO_SMALL, *([MISSING] if missing else []))]
    return [*told, *few(view.sweep.manifest.runs, view.spoken)]


def _draw(axes: Axes, view: View, name: str, points: Sequence[int], heights: Sequence[float]) -> None:
    """Draw the mean paired difference of an outcome at every point."""
    rows = view.rows(name, range(view.sweep.manifest.points))
    found = contrasts(name, rows[list(points)], rows[view.reference])
    least = MEASURES[name].smallest_difference
    draw_zero(axes, least, is_upright=True)
    for two, height in zip(found, heights, strict=True):
        _draw_one(axes, two, height)
    means = np.array([[-2 * least] * 3, [2 * least] * 3, *(two.mean for two in found)])
    axes.set_xlim(limits(np.fmin.reduce(means, axis=1), np.fmax.reduce(means, axis=1)))
    axes.set_ylim(heights[-1] - _ROW / 2 - 0.05, 0.05)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    write_numbers(axes.xaxis, view.spoken, 4)
    [mean] = estimates(name, rows[[view.reference]])
    title_panel(axes, view.outcome(name), outcome_note(name, view.spoken))
    axes.set_xlabel(view.say(DIFFERENCE, mean=number(view.spoken, mean.value)))


def _draw_one(axes: Axes, two: Contrast, height: float) -> None:
    strength = 1.0 if two.is_beyond_chance else 0.4
    look: dict[str, Any] = {"color": LOOKS[0].colour, "alpha": strength, "clip_on": False}
    if np.isfinite(two.mean.low):
        axes.plot([two.mean.low, two.mean.high], [height] * 2, lw=1.8, zorder=3, gid=BAR, **look)
    axes.plot([two.mean.value], [height], "o", ms=6, zorder=4, **look)
