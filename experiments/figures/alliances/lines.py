"""Lines: which points of a sweep of fields are drawn in one panel, what they are called, and the sheet around them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis as Side
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from experiments.analysis.labels import capital
from experiments.analysis.series import some_of
from experiments.analysis.statistics import Estimate, Numbers
from experiments.figures.captions import caption, few
from experiments.figures.distributions import LEVEL_LOOKS
from experiments.figures.key import Entry
from experiments.figures.marks import BAND
from experiments.figures.sheet import Sheet, new_sheet
from experiments.figures.style import GREY, LOOKS, Look
from experiments.figures.view import Shape, View
from simulation.language.translation import Language, Phrase

MOST = 4
WIDTH, HEIGHT, LEFT, RIGHT = 7.5, 3.2, 0.75, 0.4  # inches

BANDS = Phrase("Bands: 95% intervals, by bootstrap over runs.")
NO_ALLIANCE = Phrase("no alliance formed")
OF_A_POINT = Phrase("{point}: {sentence}")
_TICKS = (1, 2, 5)


class Line(NamedTuple):
    """A point that is drawn: its number, what it is called (nothing where it is the only one), and how it looks."""

    point: int
    name: str
    look: Look


def lines_of(view: View) -> list[Line]:
    """Return the points to be drawn: all if they are few, else some spread over the design, the ends among them."""
    points = some_of(range(view.sweep.manifest.points), MOST)
    is_ordered = view.shape is Shape.GRID and len(view.sweep.points.columns) == 1 and view.axis.is_numeric
    looks = LEVEL_LOOKS if is_ordered else LOOKS
    names = [_name(view, point) for point in points] if view.sweep.manifest.points > 1 else [""]
    return [Line(point, name, look) for point, name, look in zip(points, names, looks, strict=False)]


def sheet_for(
    view: View,
    lines: Sequence[Line],
    heading: Phrase,
    marks: Sequence[str],
    sentences: Sequence[str],
    *,
    width: float = WIDTH,
    height: float = HEIGHT,
    head: float = 0.3,
    foot: float = 0.7,
    shown: int = 0,
) -> Sheet:
    """Lay out a sheet with a key to its lines, and with what its marks mean.

    Of the settings so many are drawn as there are lines, where nobody says how many are `shown`.
    """
    return new_sheet(
        width,
        height,
        heading=view.say(heading),
        subheading=view.title(),
        caption=caption(view, [*marks, *few(view.runs, view.spoken)], shown or len(lines), view.sweep.manifest.points),
        sentences=sentences,
        key=[Entry(line.name, line.look) for line in lines if line.name],
        head=head,
        foot=foot,
    )


def bands(view: View) -> list[str]:
    """Say what bands mean, where there are any."""
    return [view.say(BANDS)] if view.runs > 1 else []


def of_point(view: View, line: Line, sentence: str) -> str:
    """Return a sentence with the name of the point that it is about."""
    return view.say(OF_A_POINT, point=line.name, sentence=sentence) if line.name else capital(sentence)


def draw_steps(axes: Axes, x: Numbers, values: Sequence[Estimate], look: Look) -> None:
    """Draw estimates as steps with a band; each holds until the next."""
    middle, lows, highs = np.array(values).T
    if np.isfinite(lows).any():
        axes.fill_between(x, lows, highs, step="post", color=look.colour, alpha=0.16, linewidth=0, gid=BAND)
    axes.plot(x, middle, drawstyle="steps-post", color=look.colour, linestyle=look.line, lw=1.7)


def say_nothing_is_there(axes: Axes, spoken: Language) -> None:
    """Say in the middle of an empty panel that no alliance formed."""
    axes.text(0.5, 0.5, spoken.say(NO_ALLIANCE), transform=axes.transAxes, ha="center", va="center", color=GREY)
    axes.set_xticks([])
    axes.set_yticks([])


def number_in_decades(side: Side, spoken: Language) -> None:
    """Number a logarithmic axis with 1, 2, 5 and their decades, as a language writes numbers."""
    places = [tick * 10.0**power for power in range(-6, 7) for tick in _TICKS]
    side.set_major_locator(FixedLocator(places))
    side.set_minor_locator(NullLocator())
    side.set_major_formatter(FuncFormatter(lambda value, _place: spoken.number(float(f"{value:.3g}"), "#,##0.####")))


def _name(view: View, point: int) -> str:
    if view.shape is Shape.LIST:
        return capital(view.what_differs(point))
    return capital(view.setting(view.sweep.points[point]))
