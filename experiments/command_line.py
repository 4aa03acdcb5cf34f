"""The command line. Whatever takes long to import is imported inside the command that needs it."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from experiments import options
from experiments.claims_command import claims
from experiments.compare_command import compare
from experiments.history_command import history
from experiments.run_command import run
from experiments.scenario_commands import check, new, scenarios, schema, show
from simulation import AllianceError

if TYPE_CHECKING:
    from experiments.sweep import Plan, Result

INTERRUPTED = 130


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


@main.command(
    epilog="Example: alliance sweep baseline --vary invitation.size=2:30:4 "
    "--vary agreements.core_size=8,100000 --runs 200 --out results/breadth"
)
@options.scenario
@click.option(
    "--vary",
    "specifications",
    multiple=True,
    required=True,
    metavar="FIELD=VALUES",
    help="Vary a field over A:B:STEP or v1,v2,...; repeated: all combinations.",
)
@options.assignments
@options.weeks
@click.option("--runs", type=click.IntRange(1, 1_000_000), required=True, help="Runs at every point of the design.")
@click.option(
    "--seed",
    type=click.IntRange(0, 10**12),
    default=1,
    show_default=True,
    help="Base seed; replicates have the same seeds at every point.",
)
@click.option("--workers", type=click.IntRange(1, 512), help="Processes that work at once.  [default: all cores]")
@click.option("--out", "folder", type=click.Path(path_type=Path), required=True, help="Folder for the results.")
@options.as_json
def sweep(
    scenario: str,
    specifications: tuple[str, ...],
    assignments: tuple[str, ...],
    weeks: int | None,
    runs: int,
    seed: int,
    workers: int | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Run SCENARIO many times while fields vary.

    The folder keeps every batch as soon as it is finished; the same command again goes on where it stopped.
    """
    from experiments.design import parse_design
    from experiments.sweep import plan_sweep

    plan = plan_sweep(
        scenario, parse_design(specifications), changes=options.changes(assignments, weeks), runs=runs, seed=seed
    )
    result = _execute(plan, folder, workers or options.cores(), options.typed_command())
    click.echo(_result_as_json(folder, result) if as_json else _result_in_words(folder, result))


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


for command in (run, scenarios, show, new, check, schema, compare, history, claims):
    main.add_command(command)


def _execute(plan: "Plan", folder: Path, workers: int, command: str) -> "Result":
    from experiments import screen
    from experiments.storage import is_complete
    from experiments.sweep import kept_runs, run_sweep

    if is_complete(folder):
        return run_sweep(plan, folder)
    screen.compile_visibly()
    try:
        with screen.progress() as report:
            return run_sweep(plan, folder, workers=workers, command=command, report=report)
    except KeyboardInterrupt:
        kept = f"{kept_runs(folder):,} of {plan.total:,} runs are kept in {folder}"
        click.echo(f"\nStopped. {kept}; the same command goes on from there.", err=True)
        click.get_current_context().exit(INTERRUPTED)


def _result_as_json(folder: Path, result: "Result") -> str:
    manifest = result.manifest
    told = {
        "folder": str(folder),
        "points": manifest.points,
        "runs_per_point": manifest.runs,
        "runs": manifest.total,
        "computed": result.computed,
        "kept": result.kept,
        "duration_seconds": manifest.duration_seconds,
    }
    return json.dumps(told, indent=2)


def _result_in_words(folder: Path, result: "Result") -> str:
    manifest = result.manifest
    if not result.computed:
        return f"The sweep in {folder} is complete: all {manifest.total:,} runs are there."
    kept = f" ({result.kept:,} of them lay there before)" if result.kept else ""
    points = f"{manifest.points:,} points" if manifest.points > 1 else "1 point"
    took = f"{manifest.duration_seconds or 0:.1f} s"
    return (
        f"{manifest.total:,} runs at {points} in {folder / 'runs.parquet'}{kept}, {took}.\n"
        f"Draw them: {shlex.join(['alliance', 'plot', str(folder)])}"
    )
