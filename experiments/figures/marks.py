"""Marks: what stands for estimates in a panel. Each has a name, by which tests find what a caption speaks of."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis as Side
from matplotlib.ticker import MaxNLocator, ScalarFormatter

from experiments.analysis.statistics import Estimate, Numbers
from experiments.figures.style import GREY, INK, PALE, Look
from experiments.figures.typesetting import shortened, wrapped
from simulation.language.translation import Language

BAND, BAR, RING, ALIKE, STRIP = "band", "bar", "ring", "alike", "strip"
_ROOM = 0.06
TITLE_LINE, _OVER = 0.17, 0.4  # inches


def draw_curve(axes: Axes, places: Sequence[float], values: Sequence[Estimate], look: Look) -> None:
    """Draw estimates along a scale as a line with a band."""
    middle, lows, highs = np.array(values).T
    if np.isfinite(lows).any():
        axes.fill_between(places, lows, highs, color=look.colour, alpha=0.16, linewidth=0, gid=BAND)
    style: dict[str, Any] = {"linestyle": look.line, "marker": look.marker, "markeredgecolor": "white"}
    axes.plot(places, middle, color=look.colour, lw=1.7, ms=4.5, clip_on=False, zorder=3, **style)


def draw_points(axes: Axes, places: Sequence[float], values: Sequence[Estimate], look: Look) -> None:
    """Draw estimates at places that have no order as points with bars."""
    middle, lows, highs = np.array(values).T
    _draw_bars(axes, np.array(places), lows, highs, look.colour)
    axes.plot(places, middle, look.marker, color=look.colour, ms=6, clip_on=False, zorder=4)


def draw_ring(axes: Axes, x: float, y: float, colour: str) -> None:
    """Ring a point."""
    axes.plot(x, y, "o", ms=11, mfc="none", mec=colour, mew=1.4, clip_on=False, zorder=5, gid=RING)


def draw_bar_along(axes: Axes, first: float, last: float, row: int, colour: str) -> None:
    """Draw a bar along the horizontal axis, in one of several rows above it."""
    height = 0.015 + 0.025 * row
    style: dict[str, Any] = {"color": colour, "lw": 3.2, "alpha": 0.75, "solid_capstyle": "butt", "gid": ALIKE}
    axes.plot([first, last], [height] * 2, transform=axes.get_xaxis_transform(), **style)


def draw_zero(axes: Axes, least: float, *, is_upright: bool = False) -> None:
    """Draw the line of no difference, in a strip of differences too small to count."""
    line, strip = (axes.axvline, axes.axvspan) if is_upright else (axes.axhline, axes.axhspan)
    strip(-least, least, color=PALE, alpha=0.6, linewidth=0, zorder=0, gid=STRIP)
    line(0, color=GREY, linewidth=0.8, zorder=1)


def title_panel(axes: Axes, title: str, note: str, *, over: float = 0.0) -> None:
    """Head a panel with a bold title, in as many lines as it needs, and under it what is measured in which unit.

    Args:
        axes: the panel.
        title: in bold.
        note: shortened where it has no room.
        over: inches to the right of the panel that both may use as well.
    """
    inches = axes.bbox.width / axes.figure.dpi + over
    lines = "\n".join(title_lines(title, inches))
    note = shortened(note, inches + _OVER, 8)
    axes.annotate(lines, (0, 1), (0, 20), "axes fraction", "offset points", weight="bold", size=10, color=INK)
    axes.annotate(note, (0, 1), (0, 8), "axes fraction", "offset points", size=8, color=GREY)


def title_lines(title: str, inches: float) -> list[str]:
    """Return the lines in which the title of a panel of this width stands."""
    return wrapped(title, inches, 10, "bold")


def limits(lows: Numbers, highs: Numbers, *, floor: float | None = None, above: float = _ROOM) -> tuple[float, float]:
    """Return limits that leave room for marks at both ends; an axis that begins at a floor needs none there.

    Args:
        lows: lower ends of what is drawn; nan is passed over.
        highs: upper ends.
        floor: where the axis begins if nothing lies below.
        above: room at the upper end, as a share of the whole.
    """
    ends = (np.nanmin(lows, initial=np.inf), np.nanmax(highs, initial=-np.inf))
    if not np.isfinite(ends).all():
        return 0.0, 1.0
    low, high = map(float, ends if floor is None else (min(floor, ends[0]), max(floor, ends[1])))
    span = (high - low) or abs(high) or 1.0
    return (low if low == floor else low - _ROOM * span), high + above * span


def write_numbers(side: Side, spoken: Language, most: int = 5, *, is_whole: bool = False) -> None:
    """Number an axis as a language writes numbers."""
    side.set_major_locator(MaxNLocator(most, integer=is_whole, steps=[1, 2, 2.5, 5, 10]))
    side.set_major_formatter(_Spoken(spoken))


def spread_aside(count: int) -> Numbers:
    """Return steps aside, by the golden ratio, so that marks at one place do not hide each other."""
    aside: Numbers = 0.5 * (np.arange(count, dtype=float) * 0.6180339887 % 1 - 0.5)
    return aside


def _draw_bars(axes: Axes, places: Numbers, lows: Numbers, highs: Numbers, colour: str) -> None:
    seen = np.isfinite(lows)
    if seen.any():
        axes.vlines(places[seen], lows[seen], highs[seen], color=colour, lw=1.6, clip_on=False, zorder=3, gid=BAR)


class _Spoken(ScalarFormatter):
    """Plain numbers, without powers and offsets, with the decimal sign of a language."""

    def __init__(self, spoken: Language) -> None:
        super().__init__(useOffset=False, useMathText=False)
        self.set_scientific(False)
        self._sign = spoken.number(0.5, "0.0")[1]

    def __call__(self, x: float, pos: int | None = None) -> str:
        return str(super().__call__(x, pos)).replace(".", self._sign)
