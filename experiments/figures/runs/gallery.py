"""The gallery of a run: which figures its trace is drawn as, and the files they go into."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from experiments.figures.runs.course import draw_course
from experiments.figures.runs.members import draw_members
from experiments.figures.runs.partners import draw_partners
from experiments.figures.runs.picture import Picture
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import save, theme
from simulation import DataError
from simulation.errors import did_you_mean
from simulation.language.translation import Phrase


class Kind(NamedTuple):
    """A kind of figure: how it is drawn, and what it shows."""

    draw: Callable[[Picture], SheetFigure]
    shows: Phrase


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "course": Kind(draw_course, Phrase("Stages, turning points and weekly numbers.")),
        "members": Kind(draw_members, Phrase("Who was in when, and why they declined or left.")),
        "partners": Kind(draw_partners, Phrase("Who worked with whom in a core group, and who quarrelled.")),
    }
)


def draw_run(picture: Picture, names: Sequence[str] = ()) -> Iterator[Path]:
    """Draw figures of a run beside its trace, as PNG and SVG, and yield each file as soon as it is there.

    Args:
        picture: what is drawn.
        names: of the figures; all where none is given.

    Raises:
        DataError: where there is no such figure.
    """
    for name in names:
        if name not in KINDS:
            told = ", ".join(KINDS)
            raise DataError(f"A run has no figure {name}; it can be drawn as {told}{did_you_mean(name, KINDS)}")
    folder, stem = picture.run.file.parent, picture.run.file.stem
    lang = "" if picture.spoken.code == "en" else f"-{picture.spoken.code}"
    for name in names or KINDS:
        with theme():
            yield from save(KINDS[name].draw(picture), folder, f"{stem}.{name}{lang}")
