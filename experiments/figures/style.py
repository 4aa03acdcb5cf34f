"""Style: colours, lines and typography, the same in all figures, and how figures are saved."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl

from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.typesetting import FAMILY
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
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "lines.solid_capstyle": "round",
        "patch.edgecolor": "white",
        "patch.force_edgecolor": True,
        "text.color": INK,
        "svg.hashsalt": "alliance",
        "text.parse_math": False,  # titles and names are the user's, and may hold any sign
    }
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(settings)
        yield


def save(figure: SheetFigure, folder: Path, name: str) -> list[Path]:
    """Save a figure as PNG and SVG; the same data give the same bytes."""
    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    try:
        png.write_bytes(figure.drawn("png", dpi=200))
        svg.write_bytes(figure.drawn("svg"))
    except OSError as error:
        raise DataError(f"Cannot write {error.filename or png}: {error.strerror}.") from error
    return [png, svg]
