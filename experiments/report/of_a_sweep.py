"""The report of a sweep: what comes of alliances where some fields vary."""

from functools import partial
from pathlib import Path

from experiments.figures.breadth import findings_on_limits, has_breadth
from experiments.figures.findings import findings
from experiments.figures.gallery import possible
from experiments.figures.view import View
from experiments.report.content import Cell, Part, Picture, Report
from experiments.report.making import scenario_summary, scenario_title
from experiments.report.outcome_tables import outcomes_of, tables_of
from experiments.storage.sweep_folder import load_sweep
from simulation.language.translation import Language, Phrase

ALONE = Phrase("How do runs of this scenario come out?")
VARIED = Phrase("What comes of alliances as this varies: {fields}?", "What comes of alliances as these vary: {fields}?")
FIGURES, TABLES = Phrase("Figures"), Phrase("Tables")
READ, DRAW, SUMMARISE = (
    Phrase("The runs as they are stored: a row for each, with the fields that vary and all outcomes."),
    Phrase("The figures, drawn from these rows. Each shows itself; `figure.savefig` writes it into a file."),
    Phrase("Means and standard errors of the main outcomes at each point."),
)
_READ = """\
from experiments.figures.gallery import figure_of
from experiments.figures.view import View
from experiments.storage.sweep_folder import load_sweep

sweep = load_sweep(folder)
view = View(sweep, spoken=spoken)
sweep.runs"""
_SUMMARISE = """\
main = sweep.runs[list(view.shown)]
fields = [sweep.runs[path].astype(str) for path in sweep.manifest.design] or [sweep.runs["status"]]
main.groupby(fields, sort=False).agg(["mean", "sem"])"""


def report_on_a_sweep(folder: Path, spoken: Language) -> Report:
    """Return the report of a finished sweep.

    Raises:
        DataError: where the folder holds none, or it cannot be read.
    """
    view = View(load_sweep(folder), spoken=spoken)
    manifest = view.sweep.manifest
    pictures = [Picture(partial(kind.draw, view), view.say(kind.shows)) for kind in possible(view).values()]
    fields = spoken.listed([view.field(path) for path in manifest.design])
    return Report(
        title=scenario_title(manifest, spoken),
        question=spoken.say(VARIED, len(manifest.design), fields=fields) if manifest.design else spoken.say(ALONE),
        about=scenario_summary(manifest, spoken),
        findings=[*(findings_on_limits(view) if has_breadth(view) else ()), *findings(view)],
        parts=[Part(spoken.say(FIGURES), pictures=pictures), Part(spoken.say(TABLES), tables=tables_of(view))],
        outcomes=outcomes_of(view),
        cells=_cells(view),
        lang=spoken.code,
    )


def _cells(view: View) -> list[Cell]:
    drawn = [Cell("", f"figure_of(view, {name!r})") for name in possible(view)]
    return [
        Cell(view.say(READ), _READ),
        *([drawn[0]._replace(text=view.say(DRAW)), *drawn[1:]]),
        Cell(view.say(SUMMARISE), _SUMMARISE),
    ]
