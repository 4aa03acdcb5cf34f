"""Style: colours, lines and typography, the same in all figures, and how figures are saved."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.series import axis_of
from experiments.figures.typesetting import FAMILY
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


@contextmanager
def theme() -> Iterator[None]:
    """Draw in the house style inside this context, and leave no trace outside it."""
    settings: dict[Any, Any] = {
        "font.family": FAMILY,
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
        "text.parse_math": False,  # titles and names are the user's, and may hold any sign
    }
    with mpl.rc_context(), sns.axes_style("ticks", rc=settings), mpl.rc_context(settings):
        yield


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
