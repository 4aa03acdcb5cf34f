"""Any two columns: runs as dots where both are numbers, boxes where one is a word, shares where both are."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from experiments.analysis.axis import Scale, sampled_axis
from experiments.analysis.contrast import percent
from experiments.analysis.labels import capital, outcome_note
from experiments.analysis.main_effects import SLICES, places_along, slices_of
from experiments.analysis.replicates import replicates, words
from experiments.analysis.statistics import Numbers
from experiments.figures.captions import caption
from experiments.figures.field_axis import axis_label
from experiments.figures.marks import limits, spread_aside, write_numbers
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import INK, LOOKS
from experiments.figures.typesetting import width, wrapped
from experiments.figures.view import View
from experiments.runner.returns import MEASURES
from simulation import DataError
from simulation.errors import did_you_mean
from simulation.language.translation import Phrase

RUN, MEANS, BOX, SHARE = "run", "means", "box", "share"
_PALE = "#8fb8d6"
_SIZE, _LABELS, _LEFT, _RIGHT = 8.5, 2.6, 0.75, 0.4
_WIDTH, _HEIGHT, _ROW = 5.2, 4.2, 0.5
_MOST_DOTS, _HEXAGONS, _DARK = 4_000, 40, 0.6

HEADING = Phrase("{up} against {across}")
DOTS = Phrase("Pale dots: single runs.")
HEXAGONS = Phrase("Hexagons: the darker, the more runs.")
IN_FIFTHS = Phrase("Dark: means in fifths of the runs by what is drawn across.")
TOGETHER = Phrase("This shows what goes together; it does not show what follows from what.")
BOXES = Phrase("Boxes: the middle half of the runs and their median; whiskers: the middle 90 %.")
SHARES = Phrase("Cells: share of the runs of a column, in per cent.")
WITHOUT = Phrase(
    "Left out: {number} run in which one of the two is missing.",
    "Left out: {number} runs in which one of the two is missing.",
)


class _Column(NamedTuple):
    """A column of all runs.

    Attributes:
        name: in words.
        label: the name with unit or note.
        values: a number a run, nan where missing; of words their place among the words.
        words: the words that there are; none in a column of numbers.
    """

    name: str
    label: str
    values: Numbers
    words: tuple[str, ...] = ()

    def of(self, runs: NDArray[np.bool_]) -> "_Column":
        """Return the column for some runs."""
        return self._replace(values=self.values[runs])


class _Kind(NamedTuple):
    """How two columns are drawn, and what its marks mean."""

    draw: Callable[[Axes, _Column, _Column], None]
    marks: tuple[Phrase, ...]


def draw_columns(view: View, across: str, up: str) -> SheetFigure:
    """Draw one column of the runs against another.

    Args:
        view: of the sweep.
        across: name of a varied field or of an outcome.
        up: likewise.

    Raises:
        DataError: where there is no such column.
    """
    x, y = _column(view, across), _column(view, up)
    seen = ~np.isnan(x.values) & ~np.isnan(y.values)
    missing = int((~seen).sum())
    x, y = x.of(seen), y.of(seen)
    kind = _kind(x, y)
    names = [line for word in y.words for line in wrapped(word, _LABELS, _SIZE)]
    left = _LEFT + max((width(line, _SIZE) for line in names), default=0.0)
    sheet = new_sheet(
        left + _WIDTH + _RIGHT,
        max(1.4, _ROW * len(y.words)) if y.words else _HEIGHT,
        heading=view.say(HEADING, up=capital(y.name), across=x.name),
        subheading=view.title(),
        caption=caption(
            view,
            [*map(view.say, kind.marks), *([view.spoken.counted(WITHOUT, missing)] if missing else [])],
        ),
        head=0.3,
    )
    [[axes]] = sheet.panels(1, 1, left=left, right=_RIGHT)
    axes.set_xlabel(x.label)
    axes.set_ylabel(y.label)
    for side, column in (("x", x), ("y", y)):
        _set_side(axes, view, side, column)
    kind.draw(axes, x, y)
    return sheet.figure


def _kind(x: _Column, y: _Column) -> _Kind:
    if x.words and y.words:
        return _Kind(_draw_shares, (SHARES, TOGETHER))
    if x.words or y.words:
        return _Kind(_draw_boxes, (DOTS, BOXES, TOGETHER))
    if len(x.values) > _MOST_DOTS:
        return _Kind(_draw_hexagons, (HEXAGONS, IN_FIFTHS, TOGETHER))
    return _Kind(_draw_runs, (DOTS, IN_FIFTHS, TOGETHER))


def _column(view: View, name: str) -> _Column:
    """Return a column of the runs by its name."""
    points = view.sweep.points
    if name in view.returns.measures:
        return _outcome(view, name)
    if name not in points.columns:
        known = [*points.columns, *view.returns.measures]
        raise DataError(f"{name} is neither a varied field nor an outcome{did_you_mean(name, known)}")
    axis = sampled_axis(points, name, is_log=False)
    runs = view.runs
    values = np.repeat(places_along(axis, points.columns[name]), runs)
    ticks = tuple(view.tick(name, value) for value in axis.values) if axis.scale is Scale.NAMES else ()
    return _Column(view.field(name), axis_label(view, axis), values, ticks)


def _outcome(view: View, name: str) -> _Column:
    note = outcome_note(name, view.spoken)
    if MEASURES[name].is_number:
        return _Column(view.named(name), f"{view.outcome(name)} ({note})", replicates(view.sweep, name).ravel())
    found = words(view.sweep, name).ravel()
    known = [word for word in MEASURES[name].words if (found == word).any()]
    codes = np.array([known.index(word) for word in found], dtype=float)
    return _Column(view.named(name), view.outcome(name), codes, tuple(view.say(Phrase(word)) for word in known))


def _set_side(axes: Axes, view: View, side: str, column: _Column) -> None:
    """Set limits and ticks of one side."""
    if column.words:
        room = _WIDTH / len(column.words) - 0.1 if side == "x" else _LABELS
        names = ["\n".join(wrapped(word, room, _SIZE)) for word in column.words]
        axes.set(**{f"{side}lim": (-0.5, len(names) - 0.5)})
        axes.set(**{f"{side}ticks": range(len(names)), f"{side}ticklabels": names})
        return
    axes.set(**{f"{side}lim": limits(column.values, column.values, floor=None)})
    write_numbers(axes.xaxis if side == "x" else axes.yaxis, view.spoken, 6)


def _draw_runs(axes: Axes, x: _Column, y: _Column) -> None:
    axes.plot(x.values, y.values, "o", color=_PALE, ms=2.5, mec="none", alpha=0.6, clip_on=False, gid=RUN)
    _draw_means(axes, x, y)


def _draw_hexagons(axes: Axes, x: _Column, y: _Column) -> None:
    axes.hexbin(x.values, y.values, gridsize=_HEXAGONS, cmap="Blues", mincnt=1, linewidths=0.2, gid=RUN)
    _draw_means(axes, x, y)


def _draw_means(axes: Axes, x: _Column, y: _Column) -> None:
    """Draw the mean of one column in slices of the other."""
    slices = slices_of(x.values, SLICES)
    middle = [(float(np.median(x.values[chosen])), float(y.values[chosen].mean())) for chosen in slices]
    axes.plot(*zip(*middle, strict=True), "-o", color=INK, lw=1.7, ms=5, mec="white", clip_on=False, gid=MEANS)


def _draw_boxes(axes: Axes, x: _Column, y: _Column) -> None:
    """Draw runs and a box for every word."""
    named, numbers = (y, x) if y.words else (x, y)
    is_upright = bool(x.words)
    aside = named.values + spread_aside(len(named.values))
    places = (aside, numbers.values) if is_upright else (numbers.values, aside)
    axes.plot(*places, "o", color=_PALE, ms=2.5, mec="none", alpha=0.6, clip_on=False, zorder=1, gid=RUN)
    groups = [numbers.values[named.values == place] for place in range(len(named.words))]
    there = [place for place, group in enumerate(groups) if group.size]
    boxes = axes.boxplot(
        [groups[place] for place in there],
        positions=there,
        orientation="vertical" if is_upright else "horizontal",
        widths=0.3,
        whis=(5, 95),
        showfliers=False,
        manage_ticks=False,
        boxprops={"color": INK, "gid": BOX},
        medianprops={"color": LOOKS[1].colour, "linewidth": 2},
        zorder=4,
    )
    for line in (*boxes["whiskers"], *boxes["caps"]):
        line.set_color(INK)


def _draw_shares(axes: Axes, x: _Column, y: _Column) -> None:
    """Draw which share of the runs with one word has each of the others."""
    counts = np.zeros((len(y.words), len(x.words)))
    np.add.at(counts, (y.values.astype(int), x.values.astype(int)), 1)
    totals = counts.sum(axis=0)
    shares = np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0)
    x_edges, y_edges = (np.arange(len(column.words) + 1) - 0.5 for column in (x, y))
    axes.pcolormesh(x_edges, y_edges, shares, cmap="Blues", vmin=0, vmax=1, edgecolors="white", lw=1, gid=SHARE)
    for (row, column), share in np.ndenumerate(shares):
        colour = "white" if share > _DARK else INK
        axes.text(
            column,
            row,
            percent(int(counts[row, column]), int(totals[column]) or 1),
            color=colour,
            ha="center",
            va="center",
        )
