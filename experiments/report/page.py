"""The page of a report: one HTML file that loads nothing, for the screen, for paper and for screen readers."""

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from experiments.figures.sheet_figure import SheetFigure
from experiments.report import words
from experiments.report.content import Picture, Report, Table
from experiments.report.kinds import manifests_in, report_on
from experiments.report.making import commands_of, design_of, drawn_with, files_of, versions_of
from experiments.report.offline_page import offline_page
from experiments.report.outcome_tables import meanings
from experiments.storage.manifest import Manifest
from simulation.language.translation import Language

_FOLDER = Path(__file__).parent
_LARGEST_SVG = 600_000  # bytes; what is drawn of very many marks is smaller as a picture of dots
_DOTS_PER_INCH = 160


@dataclass(frozen=True)
class Page:
    """A report in the form of a page.

    Attributes:
        folder: what it is about.
        report: its content.
        manifests: of the runs, by the name of the folder that holds them.
        spoken: the language of all that stands around the content.
    """

    folder: Path
    report: Report
    manifests: dict[str, Manifest]
    spoken: Language

    def html(self) -> str:
        """Return the file."""
        told = {"page": self, "report": self.report, "say": self.spoken.say, "words": words, "source_of": source_of}
        return offline_page(_FOLDER, lang=self.spoken.code, title=self.report.title, **told)

    @property
    def design(self) -> list[Table]:
        """How the runs were laid out, what was stored of them, and what their outcomes are."""
        tables = [*design_of(self.manifests, self.spoken), files_of(self.manifests, self.spoken)]
        return [*tables, *([meanings(self.report.outcomes, self.spoken)] if self.report.outcomes else [])]

    @property
    def commands(self) -> list[str]:
        """What makes runs, figures and report again."""
        return commands_of(list(self.manifests.values()), self.folder)

    @property
    def has_command(self) -> bool:
        """Whether the runs were made by a command."""
        return any(manifest.command for manifest in self.manifests.values())

    @property
    def versions(self) -> Table:
        """With what the runs were made."""
        return versions_of(next(iter(self.manifests.values())), self.spoken)

    @property
    def drawn_with(self) -> str:
        """With what figures and tables were made."""
        return drawn_with(self.spoken)


def source_of(picture: Picture) -> str:
    """Return a figure without the texts around its panels, as the address of a picture that lies in the page itself."""
    form, content = _smallest(picture.figure)
    return f"data:image/{form};base64,{b64encode(content).decode()}"


def _smallest(figure: SheetFigure) -> tuple[str, bytes]:
    drawing = figure.panels_drawn("svg")
    if len(drawing) <= _LARGEST_SVG:
        return "svg+xml", drawing
    return "png", figure.panels_drawn("png", _DOTS_PER_INCH)


def page_of(folder: Path, spoken: Language) -> Page:
    """Return the page on what a folder holds.

    Raises:
        DataError: where there is nothing to report on, or it cannot be read.
    """
    manifests = manifests_in(folder)
    return Page(folder, report_on(folder, spoken), manifests, spoken)
