"""The gallery: all figures of a sweep, drawn and saved."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from matplotlib.figure import Figure

from experiments.figures.breadth import draw_breadth
from experiments.figures.distributions import draw_distributions
from experiments.figures.ends import draw_ends
from experiments.figures.frontier import draw_frontier
from experiments.figures.style import save, theme
from experiments.storage.sweep_folder import Sweep

FIGURES: Mapping[str, Callable[[Sweep], Figure]] = MappingProxyType(
    {
        "breadth": draw_breadth,
        "frontier": draw_frontier,
        "distributions": draw_distributions,
        "ends": draw_ends,
    }
)


def draw_all(sweep: Sweep) -> list[Path]:
    """Draw every figure into the sweep's folder, as PNG and SVG, and return the files."""
    with theme():
        return [path for name, draw in FIGURES.items() for path in save(draw(sweep), sweep.folder, name)]
