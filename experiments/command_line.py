"""The command line. Whatever takes long to import is imported inside the command that needs it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from experiments import options
from experiments.compare_command import compare
from experiments.folder_commands import export, status, verify
from experiments.stopping import INTERRUPTED
from experiments.sweep_command import sweep
from simulation import AllianceError

if TYPE_CHECKING:
    from simulation import AllianceModel


class _Commands(click.Group):
    """Commands that answer what the user can put right with a message, and Ctrl-C with a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AllianceError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("\nStopped. What was stored before is untouched.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="alliance-simulation", prog_name="alliance")
def main() -> None:
    """Simulate how organisations ally, and what breadth costs in depth.

    SCENARIO is a shipped name (see `alliance scenarios`), the path of a TOML file, or - for standard input.
    """


@main.command(epilog="Example: alliance run lieferkettengesetz --seed 7 --set agreements.core_size=8")
@options.scenario
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True, help="Seed of the run.")
@options.assignments
@options.weeks
@options.as_json
def run(scenario: str, seed: int, assignments: tuple[str, ...], weeks: int | None, as_json: bool) -> None:
    """Run SCENARIO once and tell its story week by week."""
    from simulation import load_scenario

    changes = _changes(assignments, weeks)
    loaded = load_scenario(scenario, changes)

    from rich.console import Console

    from experiments import screen
    from simulation import AllianceModel, chronicle

    screen.compile_visibly()
    model = AllianceModel(loaded, rng=seed)
    if as_json:
        model.run_model()
        click.echo(_run_as_json(model, scenario, seed, changes))
        return
    for paragraph in chronicle(model):
        click.echo(screen.wrapped(paragraph))
    click.echo()
    Console().print(screen.outcome_table(model.outcome()))


@main.command(epilog="Example: alliance plot results/breadth")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def plot(folder: Path) -> None:
    """Draw a finished sweep and say where its optimum lies.

    The figures go into DIR as PNG and SVG; they show nothing but what the sweep has stored there.
    """
    from experiments.storage import load_sweep

    stored = load_sweep(folder)

    from experiments.figures.gallery import draw_all
    from experiments.series import axis_of, optimum_sentences, series_of

    for path in draw_all(stored):
        click.echo(path)
    axis = axis_of(stored)
    for sentence in optimum_sentences(axis, series_of(stored, axis)):
        click.echo(sentence)


@main.command(epilog="Example: alliance scenarios --json")
@options.as_json
def scenarios(as_json: bool) -> None:
    """List the scenarios that come with the project."""
    from simulation import load_scenario, shipped_scenarios

    titles = {name: load_scenario(name).title.en for name in shipped_scenarios()}
    if as_json:
        click.echo(json.dumps([{"name": name, "title": title} for name, title in titles.items()], indent=2))
        return
    from rich.console import Console

    from experiments.screen import name_table

    Console().print(name_table(list(titles.items())))


for command in (sweep, compare, status, verify, export):
    main.add_command(command)


def _changes(assignments: tuple[str, ...], weeks: int | None) -> dict[str, object]:
    from experiments.design import parse_changes

    return parse_changes(options.settings(assignments, weeks))


def _run_as_json(model: "AllianceModel", scenario: str, seed: int, changes: dict[str, object]) -> str:
    from dataclasses import asdict

    outcome = {k: None if v != v else v for k, v in asdict(model.outcome()).items()}  # nan is not JSON
    run = {"scenario": scenario, "seed": seed, "changes": changes, "outcome": outcome}
    return json.dumps({**run, "events": [asdict(event) for event in model.story]}, indent=2, default=str)


if __name__ == "__main__":
    main()
