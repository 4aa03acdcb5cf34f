"""What `alliance run` does with a field: run it once and tell who found whom, or why somebody was asked or was not."""

from dataclasses import asdict
from typing import Any

import click

from experiments.cli import field_sheet
from experiments.terminal import compiling, screen
from experiments.terminal.console import console, echo_json
from simulation.field_run import ObservedField
from simulation.language.translation import language
from simulation.results.field_entries import FieldEntries
from simulation.results.field_outcome import FieldOutcome
from simulation.scenario.organisational_field import OrganisationalField
from simulation.story.field_reasons import field_reasons


def run_field(
    scenario: OrganisationalField, asked: dict[str, Any], name: str | None, lang: str, *, in_full: bool, as_json: bool
) -> None:
    """Run a field once and print what came of it.

    Args:
        scenario: the field.
        asked: what the user asked for: scenario, seed and changes.
        name: of the organisation of which to tell whom it asked and who asked it; None to tell of the whole field.
        lang: language of what is told.
        in_full: whether to tell the whole story.
        as_json: whether to print one JSON object instead of text.
    """
    compiling.compile_field_visibly(is_silent=as_json)
    run = ObservedField(scenario, asked["seed"])
    run.run_model()
    entries, outcome = run.entries(), run.outcome()
    if as_json:
        echo_json({**asked, **_as_data(entries, outcome)})
    elif name is not None:
        click.echo("\n\n".join(map(screen.wrapped, field_reasons(entries, name, lang))))
    else:
        (field_sheet.show_all if in_full else field_sheet.show)(entries, outcome, console(), language(lang))


def _as_data(entries: FieldEntries, outcome: FieldOutcome) -> dict[str, Any]:
    return {
        "outcome": asdict(outcome),
        "alliances": list(map(asdict, entries.alliances)),
        "memberships": list(map(asdict, entries.spells)),
        "searches": list(map(asdict, entries.searches)),
    }
