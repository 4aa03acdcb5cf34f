"""The gallery: all figures of a sweep, drawn and saved."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from matplotlib.figure import Figure

from experiments.figures.differences import draw_differences
from experiments.figures.distributions import draw_distributions
from experiments.figures.ends import draw_ends
from experiments.figures.fields import draw_fields
from experiments.figures.outcomes import draw_outcomes
from experiments.figures.style import save, theme
from experiments.figures.surface import draw_surface
from experiments.figures.tradeoff import draw_tradeoff
from experiments.figures.view import View

FIGURES: Mapping[str, Callable[[View], Figure]] = MappingProxyType(
    {
        "outcomes": draw_outcomes,
        "tradeoff": draw_tradeoff,
        "differences": draw_differences,
        "fields": draw_fields,
        "surface": draw_surface,
        "distributions": draw_distributions,
        "ends": draw_ends,
    }
)


def draw_all(view: View) -> list[Path]:
    """Draw every figure into the sweep's folder, as PNG and SVG, and return the files."""
    with theme():
        return [path for name, draw in FIGURES.items() for path in save(draw(view), view.sweep.folder, name)]
