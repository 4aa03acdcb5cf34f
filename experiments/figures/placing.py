"""Placing: where texts stand free of other texts, of points and of lines."""

import itertools
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis.statistics import Numbers
from experiments.figures.style import LOOKS, PALE

_LETTER, _HEIGHT, _OVER = 5.6, 8.0, 8.0
_STEPS = 12
_LABEL_LINE = 11.5
_LONG_NAME = 45

type Line = tuple[Numbers, Numbers]
type Side = tuple[int, int]
type Box = tuple[float, float, float, float]


class FreeSpace:
    """What is still free in a panel; lengths are in points, places in the panel's data."""

    def __init__(self, axes: Axes, lines: Iterable[Line]) -> None:
        """Start with lines that no text may cover; the limits of the panel must be set."""
        self._axes = axes
        self._points = np.concatenate([self._along(*line) for line in lines])
        self._boxes: list[Box] = []

    def write(self, text: str, x: float, y: float, sides: Sequence[Side], *, distance: float = 6, **look: Any) -> None:
        """Write a text beside a point, on the first of the sides that is free; nothing where none is.

        Args:
            text: one line.
            x: place of the point.
            y: its height.
            sides: steps to the right and up, each -1, 0 or 1.
            distance: from the point, in points.
            look: passed on to Matplotlib.
        """
        for right, up in sides:
            box = self._box(text, x, y, distance, (right, up))
            if self._is_free(box):
                self._boxes.append(box)
                self._axes.annotate(
                    text,
                    (x, y),
                    (distance * right, distance * up),
                    textcoords="offset points",
                    ha=("right", "center", "left")[right + 1],
                    va=("top", "center", "bottom")[up + 1],
                    **look,
                )
                return

    def _along(self, across: Numbers, up: Numbers) -> Numbers:
        """Return places densely along a line."""
        corners = self._in_points(across, up)
        fine = np.linspace(0, len(corners) - 1, _STEPS * (len(corners) - 1) + 1)
        return np.column_stack([np.interp(fine, np.arange(len(corners)), corners[:, k]) for k in (0, 1)])

    def _in_points(self, across: Numbers, up: Numbers) -> Numbers:
        figure = self._axes.figure
        return np.asarray(self._axes.transData.transform(np.column_stack([across, up]))) * 72 / figure.dpi

    def _box(self, text: str, x: float, y: float, distance: float, side: Side) -> Box:
        centre = self._in_points(np.array([x]), np.array([y]))[0]
        size = np.array([_LETTER * len(text), _HEIGHT])
        centre = centre + np.array(side) * (distance + size / 2)
        low, high = centre - size / 2, centre + size / 2
        return low[0], low[1], high[0], high[1]

    def _is_free(self, box: Box) -> bool:
        left, bottom, right, top = box
        x, y = self._points.T
        covers_line = ((x > left - 2) & (x < right + 2) & (y > bottom - 2) & (y < top + 2)).any()
        covers_text = any(left < r and right > ll and bottom < t and top > b for ll, b, r, t in self._boxes)
        return self._is_inside(box) and not covers_line and not covers_text

    def _is_inside(self, box: Box) -> bool:
        left, bottom, right, top = box
        (x0, y0), (x1, y1) = self._axes.bbox.get_points() * 72 / self._axes.figure.dpi
        return bool(left > x0 and bottom > y0 and right < x1 + _OVER and top < y1 + _OVER)


class EndLabels:
    """The names of lines, to the right of where they end, moved apart where lines end close together."""

    def __init__(self, names: Sequence[str]) -> None:
        """Break names into lines; long ones get more room. A single line needs no name."""
        letters = 20 if max(map(len, names)) <= _LONG_NAME else 32
        self._texts = [textwrap.fill(name, letters) for name in names] if len(names) > 1 else []
        self._heights = [(text.count("\n") + 1.3) * _LABEL_LINE / 72 for text in self._texts]
        self.margin = 0.35 + 0.075 * letters if self._texts else 0.4

    def room(self, least: float) -> float:
        """Return the height in inches that panels need for all names, or this least height."""
        return max(least, sum(self._heights))

    def write(self, axes: Axes, ends: Sequence[tuple[float, float]]) -> None:
        """Write the names beside the ends of the lines; the limits of the panel must be set."""
        bottom, top = axes.get_ylim()
        inches = axes.bbox.height / axes.figure.dpi
        shares = [height / inches for height in self._heights]
        heights = _apart([(y - bottom) / (top - bottom) for _, y in ends], shares)
        for text, end, height, look in zip(self._texts, ends, heights, LOOKS, strict=False):
            axes.annotate(
                text,
                end,
                (1.07, height),
                "data",
                "axes fraction",
                color=look.colour,
                va="center",
                size=8.5,
                arrowprops={"arrowstyle": "-", "color": PALE, "linewidth": 0.8, "shrinkB": 5},
                annotation_clip=False,
            )


def _apart(heights: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Move what is centred at these heights apart until nothing overlaps, within 0 to 1 as far as it fits."""
    order = sorted(range(len(sizes)), key=lambda i: heights[i])
    placed = list(heights)
    for lower, upper in itertools.pairwise(order):
        placed[upper] = max(placed[upper], placed[lower] + (sizes[lower] + sizes[upper]) / 2)
    if not order:
        return placed
    drift = (sum(placed) - sum(heights)) / len(placed)
    highest, lowest = (placed[i] + s * sizes[i] / 2 for i, s in ((order[-1], 1), (order[0], -1)))
    shift = min(max(drift, highest - 1), lowest)
    return [height - shift for height in placed]
