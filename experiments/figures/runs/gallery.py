"""The gallery of a run: which figures its trace is drawn as, and the files they go into."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from experiments.figures.runs.course import draw_course
from experiments.figures.runs.field import draw_field
from experiments.figures.runs.members import draw_members
from experiments.figures.runs.partners import draw_partners
from experiments.figures.runs.picture import FieldPicture, Picture
from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import save, theme
from experiments.storage.field_trace import read_field_trace
from experiments.storage.trace_files import read_manifest, read_trace
from simulation import DataError
from simulation.errors import did_you_mean
from simulation.language.translation import Language, Phrase
from simulation.scenario.loading import is_field

type AnyPicture = Picture | FieldPicture


class Kind(NamedTuple):
    """A kind of figure: how it is drawn, and what it shows."""

    draw: Callable[[Any], SheetFigure]
    shows: Phrase


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "course": Kind(draw_course, Phrase("Stages, turning points and weekly numbers.")),
        "members": Kind(draw_members, Phrase("Who was in when, and why they declined or left.")),
        "partners": Kind(draw_partners, Phrase("Who worked with whom in a core group, and who quarrelled.")),
    }
)

KINDS_OF_FIELDS: Mapping[str, Kind] = MappingProxyType(
    {"field": Kind(draw_field, Phrase("Alliances at a time, how large they become, and how long they last."))}
)


def picture_of(file: Path, spoken: Language) -> AnyPicture:
    """Return what is drawn of a trace.

    Raises:
        DataError: where a file of the trace is missing or damaged.
    """
    if is_field(read_manifest(file).scenario):
        return FieldPicture(read_field_trace(file), spoken)
    return Picture(read_trace(file), spoken)


def kinds_of(picture: AnyPicture) -> Mapping[str, Kind]:
    """Return the figures that a run can be drawn as."""
    return KINDS_OF_FIELDS if isinstance(picture, FieldPicture) else KINDS


def draw_run(picture: AnyPicture, names: Sequence[str] = ()) -> Iterator[Path]:
    """Draw figures of a run beside its trace, as PNG and SVG, and yield each file as soon as it is there.

    Args:
        picture: what is drawn.
        names: of the figures; all where none is given.

    Raises:
        DataError: where there is no such figure.
    """
    kinds = kinds_of(picture)
    for name in names:
        if name not in kinds:
            told = ", ".join(kinds)
            raise DataError(f"This run has no figure {name}; it can be drawn as {told}{did_you_mean(name, kinds)}")
    folder, stem = picture.run.file.parent, picture.run.file.stem
    lang = "" if picture.spoken.code == "en" else f"-{picture.spoken.code}"
    for name in names or kinds:
        with theme():
            yield from save(kinds[name].draw(picture), folder, f"{stem}.{name}{lang}")
