"""Style: colours, typography and the sheet on which every figure is laid out."""

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.series import axis_of
from experiments.storage.sweep_folder import Sweep
from simulation import DataError

INK, GREY, PALE = "#222222", "#666666", "#d9d9d9"


class Look(NamedTuple):
    """How a setting is drawn, the same in all figures."""

    colour: str
    line: str | tuple[float, tuple[float, ...]]
    marker: str


# Okabe and Ito's colours, dark ones first, each with its own line and marker: in grey these tell lines apart.
LOOKS = (
    Look("#0072B2", "-", "o"),
    Look("#D55E00", (0, (5, 2)), "s"),
    Look("#009E73", (0, (1, 1.2)), "^"),
    Look("#CC79A7", (0, (6, 2, 1, 2)), "D"),
    Look("#E69F00", (0, (3, 1, 1, 1, 1, 1)), "v"),
    Look("#56B4E9", (0, (8, 3)), "P"),
)

_MARGIN = 0.3
_LINE = 0.19
_SMALL_LINE = 0.15


@contextmanager
def theme() -> Iterator[None]:
    """Draw in the house style inside this context, and leave no trace outside it."""
    settings: dict[Any, Any] = {
        "font.family": "DejaVu Sans",
        "font.size": 9,
        "axes.labelsize": 9,
        "xtick.labelsize": 8.5,
        "ytick.labelsize": 8.5,
        "axes.edgecolor": GREY,
        "axes.labelcolor": INK,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "svg.hashsalt": "alliance",
    }
    with mpl.rc_context(), sns.axes_style("ticks", rc=settings), mpl.rc_context(settings):
        yield


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure with heading above and notes below; panels go into the space between.

    Attributes:
        figure: what is drawn on.
        bottom: lower edge of the panels, as a share of the height.
        top: upper edge of the panels, as a share of the height.
    """

    figure: Figure
    bottom: float
    top: float

    def panels(self, rows: int, columns: int, *, left: float, right: float, **gaps: Any) -> list[list[Axes]]:
        """Divide the space into rows of panels; `left` and `right` are margins in inches."""
        width = self.figure.get_figwidth()
        edges = {"left": left / width, "right": 1 - right / width, "bottom": self.bottom, "top": self.top}
        grid = self.figure.add_gridspec(rows, columns, **edges, **gaps)
        return [[self.figure.add_subplot(grid[row, k]) for k in range(columns)] for row in range(rows)]


def new_sheet(
    width: float,
    panels: float,
    *,
    heading: str,
    subheading: str,
    caption: str,
    sentences: Sequence[str] = (),
    head: float = 1.25,
    foot: float = 0.72,
) -> Sheet:
    """Lay out a sheet.

    Args:
        width: width in inches.
        panels: height of the space for panels in inches; the sheet grows with its texts.
        heading: what the figure shows.
        subheading: of which scenario.
        caption: how it was made.
        sentences: what to read in it; set under the panels.
        head: height in inches above the panels.
        foot: height in inches between panels and texts, for the labels of the axes.
    """
    told = [line for text in sentences for line in _wrapped(text, width, 9)]
    small = _wrapped(caption, width, 7.5)
    small_top = _MARGIN + _SMALL_LINE * (len(small) - 1)
    told_top = small_top + _SMALL_LINE + 0.08 + _LINE * (len(told) - 1)
    below = (told_top if told else small_top) + foot
    height = below + panels + head
    figure = Figure(figsize=(width, height), facecolor="white")
    _write(figure, height - 0.38, [heading], size=13, weight="bold", color=INK)
    _write(figure, height - 0.62, [subheading], size=9.5, color=GREY)
    _write(figure, told_top, told, size=9, color=INK)
    _write(figure, small_top, small, spacing=_SMALL_LINE, size=7.5, color=GREY)
    return Sheet(figure, below / height, (height - head) / height)


def caption(sweep: Sweep, band: str, shown: int) -> str:
    """Say how a figure was made: runs, horizon, seed, meaning of its band, scenario and version.

    Args:
        sweep: what is drawn.
        band: what the figure shows beside its values.
        shown: how many of the settings it compares; where some are left out the caption says so.
    """
    manifest = sweep.manifest
    package, version = next(iter(manifest.versions.items()))
    weeks = "varied" if "weeks" in manifest.design else f"{manifest.scenario['weeks']:,}"
    settings = manifest.points // len(axis_of(sweep).values)
    left_out = f"Shown: {shown} of {settings} settings. " if shown < settings else ""
    without = f"Left out: {sweep.left_out:,} runs without an outcome and their pairs. " if sweep.left_out else ""
    return (
        f"{manifest.runs:,} runs per point, horizon {weeks} weeks, seed {manifest.seed}; "
        f"replicates share their seeds across points. {band} {left_out}{without}"
        f"Scenario: {manifest.title} ({Path(manifest.source).name}). {package} {version}."
    )


def title_panel(axes: Axes, title: str, note: str) -> None:
    """Head a panel with a bold title and, under it, what is measured in which unit."""
    axes.annotate(title, (0, 1), (0, 20), "axes fraction", "offset points", weight="bold", size=10, color=INK)
    axes.annotate(note, (0, 1), (0, 8), "axes fraction", "offset points", size=8, color=GREY)


def key_above(figure: Figure, samples: Sequence[Artist], names: Sequence[str]) -> None:
    """Set samples with their names in one line between subheading and panels."""
    width, height = figure.get_size_inches()
    figure.legend(
        samples[: len(names)],
        names,
        loc="center left",
        bbox_to_anchor=(_MARGIN / width, 1 - 0.84 / height),
        ncols=len(names),
        frameon=False,
        borderpad=0,
        borderaxespad=0,
        handlelength=2.6,
        columnspacing=2,
    )


def ring(axes: Axes, x: float, y: float, colour: str) -> None:
    """Ring a point."""
    axes.plot(x, y, "o", ms=11, mfc="none", mec=colour, mew=1.4, clip_on=False)


def save(figure: Figure, folder: Path, name: str) -> list[Path]:
    """Save a figure as PNG and SVG; the same data give the same bytes."""
    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    try:
        figure.savefig(png, dpi=200)
        figure.savefig(svg, metadata={"Date": None})
    except OSError as error:
        raise DataError(f"Cannot write {error.filename or png}: {error.strerror}.") from error
    return [png, svg]


def _wrapped(text: str, width: float, size: float) -> list[str]:
    letters = int((width - 2 * _MARGIN) * 72 / (0.52 * size))
    return textwrap.wrap(text, letters)


def _write(figure: Figure, top: float, lines: Sequence[str], *, spacing: float = _LINE, **look: Any) -> None:
    """Write lines downwards from a height in inches above the lower edge."""
    width, height = figure.get_size_inches()
    for number, line in enumerate(lines):
        figure.text(_MARGIN / width, (top - spacing * number) / height, line, va="baseline", **look)
