"""The notebook of a report: it runs, and says what the page says."""

from pathlib import Path

import nbformat
import pytest

from experiments.figures.sheet_figure import SheetFigure
from experiments.report.notebook import notebook_of, plain
from experiments.storage.sweep_folder import manifest_of
from simulation.language.translation import language
from tests.experiments.report.conftest import MARKUP, SWEEP


def run(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Run the cells of a notebook one after another where it lies, and return what each of them shows."""
    monkeypatch.chdir(folder)
    variables: dict[str, object] = {"__name__": "notebook"}
    shown = []
    for cell in nbformat.reads(text, as_version=4).cells:
        if cell.cell_type == "code":
            *before, last = cell.source.rsplit("\n", 1)
            is_expression = not (last.startswith((" ", ")")) or "=" in last.partition("(")[0])
            exec("\n".join(before) if is_expression else cell.source, variables)
            shown.append(eval(last, variables) if is_expression else None)
    return shown


@pytest.mark.parametrize("name", ["sweep", "comparison", "claims", "sensitivity", "advice"])
def test_it_runs_and_shows_figures(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder: Path = request.getfixturevalue(name)
    shown = run(tmp_path, notebook_of(folder, tmp_path, language("en")), monkeypatch)
    figures = [one for one in shown if isinstance(one, SheetFigure)]
    assert len(figures) == {"sweep": 5, "comparison": 3, "claims": 1, "sensitivity": 2, "advice": 5}[name]


def test_texts_and_commands_are_those_of_the_folder(sweep: Path) -> None:
    notebook = nbformat.reads(notebook_of(sweep, sweep, language("en")), as_version=4)
    texts = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert SWEEP in texts
    assert plain(manifest_of(sweep).model) in texts


def test_what_users_wrote_is_no_markup(awkward: Path) -> None:
    notebook = nbformat.reads(notebook_of(awkward, awkward, language("en")), as_version=4)
    assert notebook.cells[0].source.startswith(f"# {plain(MARKUP)}")
    assert r"\<script\>" in notebook.cells[0].source
    assert "<script>" not in notebook.cells[0].source
