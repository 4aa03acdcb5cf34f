"""End labels: the names of lines, to the right of where they end."""

import itertools
import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes

from experiments.figures.style import LOOKS, PALE

_LABEL_LINE = 11.5
_LONG_NAME = 45


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
