"""All figures of a run, drawn from its trace and saved beside it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from matplotlib.figure import Figure

from experiments.figures.runs.course import draw_course
from experiments.figures.runs.members import draw_members
from experiments.figures.runs.partners import draw_partners
from experiments.figures.runs.picture import Picture
from experiments.figures.style import save, theme

FIGURES: Mapping[str, Callable[[Picture], Figure]] = MappingProxyType(
    {"course": draw_course, "members": draw_members, "partners": draw_partners}
)


def draw_run(picture: Picture) -> list[Path]:
    """Draw every figure of a run beside its trace, as PNG and SVG, and return the files."""
    folder, stem = picture.run.file.parent, picture.run.file.stem
    with theme():
        return [path for name, draw in FIGURES.items() for path in save(draw(picture), folder, f"{stem}.{name}")]
