"""The sheet: heading and key above, sentences and caption below, and the panels between."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from experiments.figures.key import ROW, Entry, draw_key, rows_of
from experiments.figures.sheet_figure import SheetFigure, Texts
from experiments.figures.style import GREY, INK
from experiments.figures.typesetting import wrapped

MARGIN = 0.3
_HEADING, _LINE, _SMALL = 0.26, 0.19, 0.15


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure with heading above and notes below; panels go into the space between.

    Attributes:
        figure: what is drawn on.
        bottom: lower edge of the panels, in inches from the lower edge of the sheet.
        top: upper edge of the panels, likewise.
    """

    figure: SheetFigure
    bottom: float
    top: float

    def panels(self, rows: int, columns: int, *, left: float, right: float, **gaps: Any) -> list[list[Axes]]:
        """Divide the space into rows of panels.

        Args:
            rows: how many.
            columns: how many.
            left: margin in inches.
            right: margin in inches.
            gaps: passed on to Matplotlib's grid.
        """
        width, height = self.figure.get_size_inches()
        edges = {"left": left / width, "right": 1 - right / width}
        grid = self.figure.add_gridspec(
            rows, columns, bottom=self.bottom / height, top=self.top / height, **edges, **gaps
        )
        return [[self.figure.add_subplot(grid[row, k]) for k in range(columns)] for row in range(rows)]


def new_sheet(
    width: float,
    panels: float,
    *,
    heading: str,
    subheading: str,
    caption: str,
    sentences: Sequence[str] = (),
    key: Sequence[Entry] = (),
    head: float = 0.6,
    foot: float = 0.72,
) -> Sheet:
    """Lay out a sheet, which grows with its texts.

    Args:
        width: width in inches.
        panels: height of the space for panels in inches.
        heading: what the figure shows.
        subheading: of which scenario.
        caption: how it was made, and what its marks mean.
        sentences: what to read in it; set under the panels.
        key: what lines or fills stand for; set above the panels.
        head: height in inches between the texts above and the panels, for the titles of the panels.
        foot: height in inches between the panels and the texts below, for the labels of the axes.
    """
    inner = width - 2 * MARGIN
    headings, subheadings = wrapped(heading, inner, 13, "bold"), wrapped(subheading, inner, 9.5)
    rows = rows_of(key, inner)
    told = [line for text in sentences for line in wrapped(text, inner, 9)]
    small = wrapped(caption, inner, 7.5)
    named = 0.1 + ROW * len(rows) if rows else 0
    above = 0.2 + _HEADING * len(headings) + _LINE * len(subheadings) + named
    below = MARGIN + _SMALL * len(small) + (0.08 + _LINE * len(told) if told else 0)
    height = above + head + panels + foot + below
    texts = Texts(heading, subheading, tuple(sentences), caption)
    figure = SheetFigure((width, height), texts, Bbox([[0, below], [width, below + foot + panels + head + named]]))
    y = height - 0.12
    y = _write(figure, y, headings, _HEADING, size=13, weight="bold", color=INK)
    y = _write(figure, y, subheadings, _LINE, size=9.5, color=GREY)
    draw_key(figure, rows, MARGIN, y - 0.1 - ROW / 2)
    y = _write(figure, below, told, _LINE, size=9, color=INK) - (0.08 if told else 0)
    _write(figure, y, small, _SMALL, size=7.5, color=GREY)
    return Sheet(figure, below + foot, below + foot + panels)


def _write(figure: SheetFigure, top: float, lines: Sequence[str], spacing: float, **look: Any) -> float:
    """Write lines downwards from a height in inches above the lower edge, and return where they end."""
    for number, line in enumerate(lines, start=1):
        inches: dict[str, Any] = {"transform": figure.dpi_scale_trans, "va": "baseline"}
        figure.around.append(figure.text(MARGIN, top - spacing * number, line, **inches, **look))
    return top - spacing * len(lines)
