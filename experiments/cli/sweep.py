"""The command `alliance sweep`."""

import re
import shlex
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from experiments.cli import options
from experiments.cli.running import running

if TYPE_CHECKING:
    from experiments.runner.plan import Plan
    from experiments.sweeps.study import Study
    from experiments.sweeps.sweep import SweepResult

_KINDS = ("factorial", "one-at-a-time", "latin-hypercube", "sobol", "listed")
_SAID_BY_A_STUDY = frozenset(
    {
        "specifications",
        "assignments",
        "weeks",
        "runs",
        "seed",
        "kind",
        "points",
        "file",
        "forbidden",
        "series",
        "rules_file",
    }
)
_SHOWN = 5


class _Width(click.ParamType[tuple[str, float]]):
    """An outcome and the width of an interval, `OUTCOME=WIDTH`."""

    name = "width"

    def convert(self, value: Any, parameter: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        if isinstance(value, tuple):
            return value
        outcome, _, width = value.partition("=")
        if outcome and re.fullmatch(r"\s*\d*\.?\d+\s*", width) and float(width) > 0:
            return outcome.strip(), float(width)
        raise click.BadParameter(f"cannot read '{value}'; write OUTCOME=WIDTH, for example impact=0.02", ctx, parameter)


@click.command(
    epilog="Example: alliance sweep baseline --vary invitation.size=2:30:4 "
    "--vary agreements.core_size=8,100000 --runs 200 --out results/breadth"
)
@options.scenario
@click.option(
    "--vary",
    "specifications",
    multiple=True,
    metavar="FIELD=VALUES",
    help="Vary a field over A:B:STEP, v1,v2,..., LOW..HIGH:N or, in a sample, LOW..HIGH; log behind a range of the "
    "last two kinds makes it logarithmic. May be repeated.",
)
@click.option(
    "--design",
    "kind",
    type=click.Choice(_KINDS),
    default="factorial",
    show_default=True,
    help="How fields that vary are combined.",
)
@click.option("--points", type=options.WholeNumber(1, 1_000_000), help="Number of points of a sample.")
@click.option(
    "--from",
    "file",
    type=options.FILE,
    metavar="FILE",
    help="Points from a CSV file instead.",
)
@click.option(
    "--forbid",
    "forbidden",
    multiple=True,
    metavar="CONDITION",
    help='Leave out points where it holds, as in "FIELD > VALUE and not (FIELD = 1 or FIELD = 2)". May be repeated.',
)
@options.assignments
@options.weeks
@options.rules
@click.option("--runs", type=options.WholeNumber(1, 1_000_000), help="Runs at every point of the design.")
@options.base_seed("Base seed; replicates have the same seeds at every point.")
@click.option(
    "--series",
    is_flag=True,
    help="Keep the weekly series and the events of every run too; of a field, its searches.",
)
@options.workers
@options.cluster
@click.option("--out", "folder", type=options.PATH, help="Folder for the results.")
@click.option(
    "--save",
    type=options.FILE,
    metavar="FILE",
    help="Save the options as a study in a new file.",
)
@click.option("--dry-run", is_flag=True, help="Show the plan and what it would cost, by a few runs beforehand.")
@click.option(
    "--width",
    "widths",
    type=_Width(),
    multiple=True,
    metavar="OUTCOME=WIDTH",
    help="With --dry-run: how many runs a 95 % interval of this width needs.",
)
@options.quiet
@options.as_json
def sweep(**given: Any) -> None:
    """Run SCENARIO many times while fields vary, or as it is.

    The folder keeps every batch as soon as it is finished; the same command again resumes it, and one
    with more points or runs adds what is missing. SCENARIO can also be a study: a TOML file with all of this.
    """
    _refuse_contradictions(given)
    study = _study(given)
    plan = study.plan()
    if given["save"] is not None:
        study.save(given["save"])
        click.echo(f"Saved: {shlex.join(['alliance', 'sweep', str(given['save']), '--out', 'DIR'])}", err=True)
    if given["dry_run"]:
        _show_plan(plan, given)
    elif given["folder"] is not None:
        _run(plan, given)


def _refuse_contradictions(given: Mapping[str, Any]) -> None:
    if given["widths"] and not given["dry_run"]:
        raise click.UsageError("--width belongs to --dry-run.")
    if given["folder"] is None and given["save"] is None and not given["dry_run"]:
        raise click.UsageError("Missing option '--out', the folder for the results (or --dry-run, or --save).")


def _study(given: Mapping[str, Any]) -> "Study":
    """Read the study, or make one of the options."""
    from experiments.sweeps.study import is_study, read_study

    source = given["scenario"]
    if not is_study(source):
        return typed_study(given)
    context = click.get_current_context()
    typed = [
        p for p in context.command.params if context.get_parameter_source(str(p.name)) is ParameterSource.COMMANDLINE
    ]
    if extra := [p.opts[0] for p in typed if p.name in _SAID_BY_A_STUDY]:
        raise click.UsageError(f"{source} is a study and says that itself; take back {', '.join(extra)}.")
    return read_study(Path(source))


def typed_study(given: Mapping[str, Any]) -> "Study":
    """Return the study that options describe, given by the names of the parameters of the command.

    Raises:
        UsageError: where an option is missing.
    """
    from experiments.sweeps.study import Combining, Study, typed_fields

    if given["runs"] is None:
        raise click.UsageError("Missing option '--runs', the runs at every point.")
    return Study(
        scenario=given["scenario"],
        runs=given["runs"],
        seed=given["seed"],
        series=given["series"],
        rules=None if given["rules_file"] is None else str(given["rules_file"]),
        set=options.changes(given["assignments"], given["weeks"]),
        vary=typed_fields(given["specifications"]),
        design=Combining(
            kind=given["kind"],
            points=given["points"],
            file=None if given["file"] is None else str(given["file"]),
            forbid=given["forbidden"],
        ),
    )


def _run(plan: "Plan", given: Mapping[str, Any]) -> None:
    from experiments.terminal.console import echo_json

    folder, result = given["folder"], _result(plan, given)
    if given["as_json"]:
        echo_json(_as_data(folder, result))
    else:
        click.echo(_in_words(folder, result))
    if result.disputed:
        names = ", ".join(sorted(result.disputed)[:_SHOWN])
        click.echo(
            f"Error: {len(result.disputed):,} runs came out differently when they were run twice, which must not "
            f"happen; one row of each is kept. Their run_id: {names}",
            err=True,
        )
        click.get_current_context().exit(1)


def _result(plan: "Plan", given: Mapping[str, Any]) -> "SweepResult":
    from experiments.sweeps.study import is_study
    from experiments.sweeps.sweep import run_sweep
    from experiments.terminal import compiling
    from experiments.terminal.progress import progress

    said_elsewhere = _SAID_BY_A_STUDY if is_study(given["scenario"]) else ()
    with running(given["folder"], progress(is_quiet=given["is_quiet"])) as report:
        return run_sweep(
            plan,
            given["folder"],
            start=options.started(given["workers"], given["cluster"]),
            command=options.typed_command(said_elsewhere),
            prepare=partial(
                compiling.compile_for,
                plan.returns.setting,
                is_silent=given["is_quiet"] or given["as_json"],
                rules=plan.rules,
            ),
            report=report,
        )


def _as_data(folder: Path, result: "SweepResult") -> dict[str, Any]:
    manifest = result.manifest
    return {
        "folder": str(folder),
        "points": manifest.points,
        "runs_per_point": manifest.runs,
        "runs": manifest.total,
        "computed": result.computed,
        "kept": result.kept,
        "failed": result.failed,
        "disputed": sorted(result.disputed),
        "duration_seconds": manifest.duration_seconds,
    }


def _in_words(folder: Path, result: "SweepResult") -> str:
    manifest = result.manifest
    lines = [f"{result.failed:,} runs have no outcome; `status` and `message` in their rows tell why."]
    lines = lines if result.failed else []
    if not result.computed:
        return "\n".join([f"The sweep in {folder} is complete: all {manifest.total:,} runs are there.", *lines])
    kept = f" ({result.kept:,} of them lay there before)" if result.kept else ""
    points = f"{manifest.points:,} points" if manifest.points > 1 else "1 point"
    took = f"{manifest.duration_seconds or 0:.1f} s"
    lines.insert(0, f"{manifest.total:,} runs at {points} in {folder / 'runs.parquet'}{kept}, {took}.")
    lines.append(f"Draw them: {shlex.join(['alliance', 'plot', str(folder)])}")
    return "\n".join(lines)


def _show_plan(plan: "Plan", given: Mapping[str, Any]) -> None:
    """Show what a sweep would do and cost, and how many runs it needs."""
    from experiments.sweeps import dry_run
    from experiments.sweeps.pilot import run_pilot
    from experiments.sweeps.sweep import task_of
    from experiments.terminal import compiling, console

    compiling.compile_for(plan.returns.setting, is_silent=given["is_quiet"] or given["as_json"], rules=plan.rules)
    workers = given["workers"] or (1 if given["cluster"] else options.cores())
    forecast = dry_run.forecast(run_pilot(plan, task_of(plan)), workers, given["widths"])
    if given["as_json"]:
        console.echo_json(dry_run.as_data(forecast))
    else:
        click.echo(dry_run.in_words(forecast))
