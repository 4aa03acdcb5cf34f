"""Pairs: how far main outcomes differ between two runs with one seed, one with a change and one without."""

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.analysis.contrast import Contrast, percent
from experiments.analysis.labels import group_label, outcome_title
from experiments.analysis.statistics import Numbers
from experiments.analysis.wording import difference, interval
from experiments.compare.comparison import Pairs
from experiments.compare.sentences import fields_changed, sentence
from experiments.figures.captions import SOURCE, few
from experiments.figures.marks import write_numbers
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import GREY, INK, save, theme
from experiments.runner.plan import Plan
from experiments.runner.provenance import PACKAGE, package_version
from experiments.runner.returns import MEASURES
from simulation.language.translation import Language, Phrase

COLUMNS = 3
SEEN = 0.99
_ABOVE: Mapping[str, Any] = MappingProxyType({"xycoords": "axes fraction", "textcoords": "offset points"})
BETTER, WORSE = "#0072B2", "#B04A00"  # the second is Okabe and Ito's vermilion, darkened to be read as text


HEADING = Phrase("What changes: {change}")
OF_SCENARIO = Phrase("{title}. {fields}")
SHARE_OF_PAIRS = Phrase("Share of pairs")
MEAN = Phrase("Mean {difference} (95 %: {interval})")
DIFFERENCE_IN = Phrase("Difference in {unit}")
BETTER_IN, WORSE_IN, SAME_IN = Phrase("better {share}"), Phrase("worse {share}"), Phrase("same {share}")
LOWER_IN, HIGHER_IN = Phrase("lower {share}"), Phrase("higher {share}")
# Of differences below 0 and above it, by which way the outcome is better.
_COLOURS = {"lower": (BETTER, WORSE), "higher": (WORSE, BETTER), None: (INK, INK)}
_WORDS = {"lower": (BETTER_IN, WORSE_IN), "higher": (WORSE_IN, BETTER_IN), None: (LOWER_IN, HIGHER_IN)}
MADE = Phrase(
    "{number} pairs of runs of up to {weeks} weeks, seed {seed}; both runs of a pair have the same seed. Steps: share "
    "of all pairs at or below a difference (with the change less without it), nothing smoothed; differences too small "
    "to count are none, and the axis reaches as far as 99 in 100 pairs do. They end below 1 where an outcome is "
    "missing in some pairs. Diamond and bar: mean and its 95 % bootstrap interval over pairs."
)


def draw_all_pairs(compared: Sequence[Pairs], folder: Path, spoken: Language) -> list[Path]:
    """Draw a figure for every change into a folder, as PNG and SVG, and return the files."""
    names = [f"pairs-{k}" for k in range(1, len(compared) + 1)] if len(compared) > 1 else ["pairs"]
    with theme():
        drawn = ((name, draw_pairs(pairs, spoken)) for name, pairs in zip(names, compared, strict=True))
        return [path for name, figure in drawn for path in save(figure, folder, name)]


def draw_pairs(pairs: Pairs, spoken: Language) -> SheetFigure:
    """Draw the share of pairs at or below each difference, a panel for every main outcome."""
    shown = pairs.plan.returns.in_pairs
    rows = -(-len(shown) // COLUMNS)
    title = getattr(pairs.plan.scenario.title, spoken.code)
    sheet = new_sheet(
        11,
        2.3 * rows + 1.3 * (rows - 1),
        head=0.7,
        foot=1.0,
        heading=spoken.say(HEADING, change=group_label(pairs.change.values, spoken)),
        subheading=spoken.say(OF_SCENARIO, title=title, fields="; ".join(fields_changed(pairs.change, spoken))),
        caption=caption(pairs.plan, MADE, spoken),
        sentences=[sentence(pairs, spoken)],
    )
    grid = sheet.panels(rows, COLUMNS, left=0.75, right=0.35, wspace=0.14, hspace=0.57)
    for axes, name in zip(itertools.chain.from_iterable(grid), shown, strict=True):
        _draw_outcome(axes, pairs, name, spoken)
        axes.tick_params(labelleft=False)
    for first, *_ in grid:
        first.set_ylabel(spoken.say(SHARE_OF_PAIRS))
        first.tick_params(labelleft=True)
    return sheet.figure


def caption(plan: Plan, made: Phrase, spoken: Language) -> str:
    """Say how a figure of a comparison was made.

    Args:
        plan: of the comparison.
        made: with places for the number of pairs, weeks, and the seed.
        spoken: the language.
    """
    numbers = {"number": plan.runs, "weeks": plan.scenario.weeks}
    written = {name: spoken.number(value, "#,##0") for name, value in numbers.items()}
    source = spoken.say(
        SOURCE,
        title=getattr(plan.scenario.title, spoken.code),
        file=Path(plan.source).name,
        package=PACKAGE,
        version=package_version(),
    )
    return " ".join([spoken.say(made, seed=str(plan.seed), **written), *few(plan.runs, spoken), source])


def _draw_outcome(axes: Axes, pairs: Pairs, name: str, spoken: Language) -> None:
    two = pairs.contrasts[name]
    differences = pairs.differences(name)
    differences = np.sort(differences[~np.isnan(differences)])
    reach = _reach(differences, two)
    left, right = _COLOURS[MEASURES[name].better]
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=1)
    _draw_steps(axes, differences, two.pairs, reach, left, right)
    _draw_mean(axes, two)
    axes.set_xlim(-reach, reach)
    axes.xaxis.set_major_locator(MaxNLocator(5, symmetric=True))
    axes.set_ylim(0, 1.02)
    mean, ends = difference(name, two.mean.value, spoken), interval(name, two.mean, spoken)
    unit = spoken.say(DIFFERENCE_IN, unit=spoken.say(Phrase(MEASURES[name].unit)))
    axes.set_xlabel(f"{unit}\n{spoken.say(MEAN, difference=mean, interval=ends)}")
    write_numbers(axes.xaxis, spoken, 5)
    _head_with_shares(axes, two, (left, right), spoken)


def _reach(differences: Numbers, two: Contrast) -> float:
    """Return how far the axis goes to either side: so that a few pairs far out do not squeeze all others."""
    if not differences.any():
        return 1.0
    sizes = np.abs(differences)
    most = float(np.quantile(sizes, SEEN, method="inverted_cdf")) or float(sizes.max())
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


def _head_with_shares(axes: Axes, two: Contrast, colours: tuple[str, str], spoken: Language) -> None:
    """Head a panel with its title and, over each side of zero, the share of pairs that lies there."""
    title = outcome_title(two.outcome, spoken)
    axes.annotate(title, (0, 1), (0, 22), size=10, weight="bold", color=INK, **_ABOVE)
    lower, higher = _WORDS[MEASURES[two.outcome].better]
    for x, align, phrase, count, colour in (
        (0.0, "left", lower, two.lower, colours[0]),
        (0.5, "center", SAME_IN, two.same, INK),
        (1.0, "right", higher, two.higher, colours[1]),
    ):
        text = spoken.say(phrase, share=percent(count, two.pairs))
        axes.annotate(text, (x, 1), (0, 6), size=8.5, weight="bold", color=colour, ha=align, **_ABOVE)
