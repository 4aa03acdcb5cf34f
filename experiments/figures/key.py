"""Keys: a sample of each line or fill with its name, in as many rows as the names need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from experiments.figures.style import INK, Look
from experiments.figures.typesetting import shortened, width

ROW = 0.2
_SIZE = 8.5
_SAMPLE, _FILL, _GAP, _BETWEEN = 0.4, 0.22, 0.1, 0.3


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its sample.

    Attributes:
        name: in words.
        look: of its line, or the colour of its fill.
        fill: the hatching of its fill; None where a line with its marker is the sample.
    """

    name: str
    look: Look
    fill: str | None = None

    @property
    def size(self) -> float:
        """Width of the sample in inches."""
        return _SAMPLE if self.fill is None else _FILL

    def sample(self, x: float, y: float) -> Artist:
        """Return the sample, from a place in inches to the right."""
        if self.fill is not None:
            fill: dict[str, Any] = {"facecolor": self.look.colour, "hatch": self.fill, "edgecolor": "white"}
            return Rectangle((x, y - 0.055), _FILL, 0.13, linewidth=0, **fill)
        line: dict[str, Any] = {"color": self.look.colour, "linestyle": self.look.line, "marker": self.look.marker}
        is_mark = self.look.line == "none"
        line |= {"ms": 7, "mec": self.look.colour} if is_mark else {"ms": 5, "mec": "white"}
        return Line2D([x, x + _SAMPLE / 2, x + _SAMPLE], [y] * 3, lw=1.7, markevery=[1], **line)


def rows_of(entries: Sequence[Entry], inches: float) -> list[list[Entry]]:
    """Divide entries into rows that are no wider than this."""
    rows: list[list[Entry]] = []
    room = 0.0
    for entry in entries:
        needed = _width(entry, inches)
        if not rows or needed > room:
            rows.append([])
            room = inches
        rows[-1].append(entry)
        room -= needed
    return rows


def draw_key(figure: Figure, rows: Sequence[Sequence[Entry]], left: float, top: float) -> None:
    """Draw rows of entries downwards from a place in inches."""
    inches = figure.dpi_scale_trans
    for number, row in enumerate(rows):
        x, y = left, top - ROW * number
        for entry in row:
            sample = entry.sample(x, y)
            sample.set_transform(inches)
            figure.add_artist(sample)
            start = x + entry.size + _GAP
            name = shortened(entry.name, figure.get_figwidth() - start, _SIZE)
            figure.text(start, y, name, transform=inches, size=_SIZE, color=INK, va="center_baseline")
            x += _width(entry, figure.get_figwidth())


def _width(entry: Entry, most: float) -> float:
    return min(most, entry.size + _GAP + width(entry.name, _SIZE) + _BETWEEN)
