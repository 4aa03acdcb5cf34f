"""Ranking: what each of several changes does to the outcome that leads, with its interval, the highest on top."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis.contrast import Contrast
from experiments.analysis.labels import capital, outcome_name
from experiments.analysis.wording import level
from experiments.compare.comparison import Pairs
from experiments.compare.ranking import Ranking, ranked
from experiments.compare.ranking_report import neighbours
from experiments.figures.marks import BAR, draw_zero, limits, write_numbers
from experiments.figures.pairs import caption, draw_all_pairs
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import LOOKS, save, theme
from experiments.figures.typesetting import wrapped
from experiments.runner.plan import Plan
from experiments.runner.returns import MEASURES
from simulation.language.translation import Language, Phrase

_WIDTH, _LABELS, _ROW, _LINE, _SIZE = 9.0, 3.6, 0.3, 0.155, 8.5  # inches, and points

HEADING = Phrase("What each change does to {outcome}")
DIFFERENCE = Phrase("difference in {outcome} to {mean} without the change")
MADE = Phrase(
    "{number} pairs of runs of up to {weeks} weeks for each change, seed {seed}; both runs of a pair have the same "
    "seed. Dots and bars: mean difference in pairs, with its 95 % bootstrap interval over pairs; pale where it may be "
    "chance or is too little to count. Grey strip: differences too small to count."
)


def draw_comparison(compared: Sequence[Pairs], folder: Path, spoken: Language) -> list[Path]:
    """Draw a figure for every change into a folder, and one for their ranking; as PNG and SVG. Return the files."""
    pairs = draw_all_pairs(compared, folder, spoken)
    if len(compared) == 1:
        return pairs
    with theme():
        return [*save(ranking_figure(compared[0].plan, ranked(compared), spoken), folder, "ranking"), *pairs]


def ranking_figure(plan: Plan, ranking: Ranking, spoken: Language) -> SheetFigure:
    """Draw a row for each change in its place: the mean paired effect on the outcome that leads with its interval."""
    names = (pairs.change.label(spoken) for pairs in ranking.places)
    labels = [wrapped(f"{place}. {name}", _LABELS - 0.3, _SIZE) for place, name in enumerate(names, start=1)]
    heights = [_ROW + _LINE * (len(lines) - 1) for lines in labels]
    sheet = new_sheet(
        _WIDTH,
        sum(heights) + 0.1,
        heading=spoken.say(HEADING, outcome=outcome_name(plan.returns.leading, spoken)),
        subheading=getattr(plan.scenario.title, spoken.code),
        caption=caption(plan, MADE, spoken),
        sentences=list(neighbours(ranking, spoken)),
        head=0.15,
    )
    [[axes]] = sheet.panels(1, 1, left=_LABELS, right=0.4)
    found = [pairs.leading for pairs in ranking.places]
    rows = list(-(np.cumsum(heights) - np.array(heights) / 2))
    _draw(axes, found, rows, spoken)
    axes.set_yticks(rows, ["\n".join(lines) for lines in labels])
    axes.set_ylim(-sum(heights) - 0.05, 0.05)
    return sheet.figure


def _draw(axes: Axes, found: Sequence[Contrast], rows: Sequence[float], spoken: Language) -> None:
    led = found[0].outcome
    least = MEASURES[led].smallest_difference
    draw_zero(axes, least, is_upright=True)
    for two, row in zip(found, rows, strict=True):
        look: dict[str, Any] = {"color": LOOKS[0].colour, "alpha": 1.0 if two.is_beyond_chance else 0.4}
        if np.isfinite(two.mean.low):
            axes.plot([two.mean.low, two.mean.high], [row] * 2, lw=1.8, zorder=3, clip_on=False, gid=BAR, **look)
        axes.plot([two.mean.value], [row], "o", ms=6, zorder=4, clip_on=False, **look)
    ends = np.array([[-2 * least] * 3, [2 * least] * 3, *(two.mean for two in found)])
    axes.set_xlim(limits(np.fmin.reduce(ends, axis=1), np.fmax.reduce(ends, axis=1)))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    write_numbers(axes.xaxis, spoken, 5)
    told = {"outcome": outcome_name(led, spoken), "mean": level(led, found[0].before, spoken)}
    axes.set_xlabel(capital(spoken.say(DIFFERENCE, **told)))
