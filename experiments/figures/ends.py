"""Goals and ends: what came of the goal and why alliances stopped, as shares of all runs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from matplotlib.axes import Axes

from experiments.analysis.axis import Scale
from experiments.analysis.labels import capital
from experiments.analysis.replicates import words
from experiments.analysis.series import Series, some_of
from experiments.figures.captions import caption
from experiments.figures.field_axis import axis_label
from experiments.figures.key import Entry
from experiments.figures.marks import title_lines, write_numbers
from experiments.figures.sheet import new_sheet
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import INK, Look
from experiments.figures.typesetting import shortened, width
from experiments.figures.view import Shape, View
from simulation.language.translation import Phrase

_MOST_PANELS, _MOST_BARS = 3, 24
_BAR, _GAP, _SIZE = 0.2, 0.06, 8.5
_WIDTH, _ASIDE, _RIGHT = 3.0, 0.35, 0.4

# From those that gained something to those that never agreed. The hatching tells neighbours apart in grey.
GOAL_LOOKS = {
    "reached": ("#0072B2", ""),
    "part reached": ("#56B4E9", "////"),
    "undecided": ("#e6e6e6", "////"),
    "not reached": ("#E69F00", ""),
    "never agreed": ("#CC79A7", "...."),
    "no goal": ("#999999", ""),
}
# From those that stopped by their goal, after it or by agreement, over those that broke, to those that never began.
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
# What tables call them by one word is said in full beside what came of the goal, which can be reached in part.
_SAID_IN_FULL = {"running": Phrase("still running"), "goal missed": Phrase("nothing left to win")}

GOALS, ENDS = Phrase("What comes of the goal"), Phrase("Why alliances stop")
BY_FIELD = Phrase("{title}. Bars: {field}.")
SHARE_OF_RUNS = Phrase("Share of runs")
BARS = Phrase("Bars: shares of all runs of a point.")
ONE_BAR = Phrase("Bar: shares of all runs.")
SOME_BARS = Phrase("Drawn: {shown} of {all} points of each setting.")
ALL_POINTS = Phrase("all points")


class _Words(NamedTuple):
    """An outcome that is a word, the heading of its figure, and the look of each word."""

    outcome: str
    heading: Phrase
    looks: Mapping[str, tuple[str, str]]


class _Panel(NamedTuple):
    """A panel: its title, and for each bar its name and the numbers of its points."""

    title: str
    bars: tuple[tuple[str, tuple[int, ...]], ...]


def draw_goals(view: View) -> SheetFigure:
    """Draw what came of the goal, as shares of runs."""
    return _draw_shares(view, _Words("goal", GOALS, GOAL_LOOKS))


def draw_ends(view: View) -> SheetFigure:
    """Draw why alliances stopped, as shares of runs."""
    return _draw_shares(view, _Words("end", ENDS, END_LOOKS))


def _draw_shares(view: View, kind: _Words) -> SheetFigure:
    """Draw shares of words as stacked bars, a bar for each point, a panel for each setting."""
    panels = _panels(view)
    labels = [shortened(name, _WIDTH, _SIZE) for name, _ in panels[0].bars]
    left = 0.45 + max(width(label, _SIZE) for label in labels)
    titles = max(len(title_lines(panel.title, _WIDTH)) for panel in panels)
    found = words(view.sweep, kind.outcome)
    looks = {word: look for word, look in kind.looks.items() if (found == word).any()}
    sheet = new_sheet(
        max(7.0, left + len(panels) * (_WIDTH + _ASIDE) - _ASIDE + _RIGHT),
        len(labels) * (_BAR + _GAP) + _GAP,
        heading=view.say(kind.heading),
        subheading=_subheading(view),
        caption=caption(view, _marks(view, panels), len(panels), _settings(view)),
        key=[Entry(_name(view, word), Look(look[0], "none", ""), fill=look[1]) for word, look in looks.items()],
        head=0.2 + 0.17 * titles,
    )
    [grid] = sheet.panels(1, len(panels), left=left, right=_RIGHT, wspace=_ASIDE / _WIDTH)
    for axes, panel in zip(grid, panels, strict=True):
        _draw(axes, view, panel, kind._replace(looks=looks))
        axes.set_yticks(range(len(labels)), labels if axes is grid[0] else [""] * len(labels))
    return sheet.figure


def _subheading(view: View) -> str:
    """Return the title of the scenario, and what the bars differ in."""
    if view.shape is not Shape.GRID:
        return view.title()
    return view.say(BY_FIELD, title=view.title(), field=axis_label(view, replace(view.axis, scale=Scale.NAMES)))


def _name(view: View, word: str) -> str:
    return view.say(_SAID_IN_FULL.get(word, Phrase(word)))


def _panels(view: View) -> list[_Panel]:
    """Return a panel for each of some settings of a grid; else one, with a bar for each point or for all of them."""
    points = range(view.sweep.manifest.points)
    if view.shape is Shape.GRID:
        return [_panel(view, series) for series in some_of(view.series, _MOST_PANELS)]
    if view.shape is Shape.LIST:
        return [_Panel("", tuple((capital(view.what_differs(p)), (p,)) for p in some_of(points, _MOST_BARS)))]
    return [_Panel("", (("" if len(points) == 1 else capital(view.say(ALL_POINTS)), tuple(points)),))]


def _panel(view: View, series: Series) -> _Panel:
    """Return the bars of one setting, the same for all of them; a place without a point has an empty bar."""
    point_of = dict(zip(series.places, series.points, strict=True))
    places = some_of(range(len(view.axis.values)), _MOST_BARS)
    bars = ((view.tick(view.axis.path, view.axis.values[p]), (point_of[p],) if p in point_of else ()) for p in places)
    return _Panel(capital(view.setting(series.setting)), tuple(bars))


def _settings(view: View) -> int:
    return len(view.series) if view.shape is Shape.GRID else 1


def _marks(view: View, panels: Sequence[_Panel]) -> list[str]:
    shown = len(panels[0].bars)
    of = len(view.axis.values) if view.shape is Shape.GRID else view.sweep.manifest.points
    is_one = view.shape in {Shape.POINT, Shape.SAMPLE}
    some = [view.say(SOME_BARS, shown=str(shown), all=str(of))] if shown < of and not is_one else []
    return [view.say(ONE_BAR if is_one else BARS), *some]


def _draw(axes: Axes, view: View, panel: _Panel, kind: _Words) -> None:
    found = words(view.sweep, kind.outcome)
    for row, (_, points) in enumerate(panel.bars):
        left = 0.0
        for word, (colour, hatch) in kind.looks.items() if points else ():
            share = float((found[list(points)] == word).mean())
            look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.4}
            axes.barh(row, share, _BAR / (_BAR + _GAP), left, gid=f"{kind.outcome}: {word}", **look)
            left += share
    axes.set_xlim(0, 1)
    axes.set_ylim(len(panel.bars) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    write_numbers(axes.xaxis, view.spoken)
    axes.set_xlabel(view.say(SHARE_OF_RUNS))
    lines = title_lines(panel.title, _WIDTH)
    axes.set_title("\n".join(lines), loc="left", weight="bold", size=10, color=INK)
