"""The content of a report: question, findings, design, figures and tables, before it takes any form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from experiments.figures.sheet_figure import SheetFigure
from experiments.figures.style import theme


class Table(NamedTuple):
    """A table of texts.

    Attributes:
        caption: what it holds.
        heads: of its columns.
        rows: of its cells, of which the first says what the row is about; a line break in a cell is kept.
    """

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Picture:
    """A figure, drawn when it is first looked at.

    Attributes:
        draw: draws it.
        shows: what figures of its kind show, for readers who cannot see it.
    """

    draw: Callable[[], SheetFigure]
    shows: str

    @cached_property
    def figure(self) -> SheetFigure:
        """The figure in the house style."""
        with theme():
            return self.draw()

    @property
    def alternative(self) -> str:
        """What the figure shows, in words."""
        heading = self.figure.texts_around.heading.rstrip(".")
        return f"{heading}. {self.shows}"


class Part(NamedTuple):
    """A part of a report.

    Attributes:
        heading: what it is about.
        paragraphs: of text.
        pictures: the figures.
        tables: behind the figures.
        notes: on the tables, a paragraph each.
    """

    heading: str
    paragraphs: Sequence[str] = ()
    pictures: Sequence[Picture] = ()
    tables: Sequence[Table] = ()
    notes: Sequence[str] = ()


class Cell(NamedTuple):
    """A cell of a notebook: some words and the code that follows them."""

    text: str
    code: str


class Report(NamedTuple):
    """What a report tells.

    Attributes:
        title: of the scenario, or of what was asked.
        question: what the runs were made to find out.
        about: what the scenario says of itself, a paragraph each.
        findings: the answer, a sentence each.
        parts: figures and tables.
        outcomes: names of the outcomes in figures and tables, which the report explains.
        cells: of a notebook that makes figures and tables anew from the path `folder`, in the language `spoken`.
        lang: language of question, findings and parts, where not all of it can be told in every language.
    """

    title: str
    question: str
    about: Sequence[str]
    findings: Sequence[str]
    parts: Sequence[Part]
    outcomes: Sequence[str]
    cells: Sequence[Cell]
    lang: str
