"""What `alliance run` does with a field: run it once and tell who found whom, or why somebody was asked or was not."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from experiments.cli import field_sheet, options
from experiments.storage.field_trace import write_field_trace
from experiments.terminal import compiling, screen
from experiments.terminal.console import console, echo_json
from simulation.field_run import ObservedField
from simulation.language.translation import language
from simulation.results.field_entries import FieldEntries
from simulation.results.field_outcome import FieldOutcome
from simulation.scenario.organisational_field import OrganisationalField
from simulation.story.field_reasons import field_reasons


def run_field(
    scenario: OrganisationalField,
    asked: dict[str, Any],
    name: str | None,
    lang: str,
    *,
    in_full: bool,
    as_json: bool,
    file: Path | None = None,
    is_drawn: bool = False,
) -> None:
    """Run a field once and print what came of it.

    Args:
        scenario: the field.
        asked: what the user asked for: scenario, seed and changes.
        name: of the organisation of which to tell whom it asked and who asked it; None to tell of the whole field.
        lang: language of what is told.
        in_full: whether to tell the whole story.
        as_json: whether to print one JSON object instead of text.
        file: for the trace; None to keep none.
        is_drawn: whether to draw the run from its trace.
    """
    compiling.compile_field_visibly(is_silent=as_json)
    run = ObservedField(scenario, asked["seed"])
    run.run_model()
    entries, outcome = run.entries(), run.outcome()
    files = [] if file is None else _keep(run, file, asked["scenario"])
    files += [] if file is None or not is_drawn else _draw(file, lang)
    if as_json:
        told = {"files": files} if files else {}
        echo_json({**asked, **_as_data(entries, outcome), **told})
        return
    if name is not None:
        click.echo("\n\n".join(map(screen.wrapped, field_reasons(entries, name, lang))))
    else:
        (field_sheet.show_all if in_full else field_sheet.show)(entries, outcome, console(), language(lang))
    for path in files:
        click.echo(path)


def _keep(run: ObservedField, file: Path, source: str) -> list[str]:
    return [str(path) for path in write_field_trace(run, file, source=source, command=options.typed_command())]


def _draw(file: Path, lang: str) -> list[str]:
    from experiments.figures.runs.gallery import draw_run, picture_of

    return list(map(str, draw_run(picture_of(file, language(lang)))))


def _as_data(entries: FieldEntries, outcome: FieldOutcome) -> dict[str, Any]:
    return {
        "outcome": asdict(outcome),
        "alliances": list(map(asdict, entries.alliances)),
        "memberships": list(map(asdict, entries.spells)),
        "searches": list(map(asdict, entries.searches)),
    }
