"""The commands about a folder of runs: `alliance status` and `alliance verify`."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from experiments.cli import options

if TYPE_CHECKING:
    from experiments.sweeps.status import Status


@click.command(epilog="Example: alliance status results/breadth")
@options.folder
@options.as_json
def status(folder: Path, as_json: bool) -> None:
    """Say how far the runs in DIR have come.

    It disturbs nobody who is at work there, so it can be asked from another terminal.
    """
    from experiments.storage.sweep_folder import folders_in
    from experiments.sweeps.status import status_of
    from experiments.terminal.console import echo_json

    seen = {one: status_of(one) for one in folders_in(folder) or [folder]}
    if not as_json:
        click.echo("\n\n".join(_status_in_words(one, status) for one, status in seen.items()))
    elif folder in seen:
        echo_json(_status_as_data(seen[folder]))
    else:
        echo_json({one.name: _status_as_data(status) for one, status in seen.items()})


@click.command(epilog="Example: alliance verify results/breadth --all --workers 2")
@options.folder
@click.option("--sample", type=options.WholeNumber(0), default=20, show_default=True, help="Runs to be made again.")
@click.option("--all", "is_all", is_flag=True, help="Make all runs again.")
@options.rules
@options.workers
@options.cluster
@options.as_json
def verify(
    folder: Path,
    sample: int,
    is_all: bool,
    rules_file: Path | None,
    workers: int | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Check the runs in DIR.

    Compares the rows with the plan and the files with their hashes, and makes runs again, whose rows must come out
    the same byte for byte.
    """
    from experiments.storage.sweep_folder import folders_in, manifest_of
    from experiments.sweeps.verification import verify as checks_of
    from experiments.terminal import compiling, console

    rules, kept = options.rules_in(rules_file), folders_in(folder) or [folder]
    compiling.compile_for(manifest_of(kept[0]).returns.setting, is_silent=as_json, rules=rules)
    start = options.started(workers or (None if cluster or is_all else 1), cluster)
    checks: list[dict[str, str]] = []
    for one in kept:
        if one != folder and not as_json:
            click.echo(f"{one.name}:")
        for check in checks_of(one, None if is_all else sample, start, rules=rules):
            checks.append({**({"folder": one.name} if one != folder else {}), **check._asdict()})
            if not as_json:
                click.echo(f"WRONG  {check.subject}: {check.problem}" if check.problem else f"ok     {check.subject}")
    if as_json:
        console.echo_json(checks)
    if any(check["problem"] for check in checks):
        click.get_current_context().exit(1)


def _status_as_data(seen: "Status") -> dict[str, Any]:
    return {
        "runs": seen.manifest.total,
        "done": seen.done,
        "failed": seen.failed,
        "is_finished": seen.manifest.is_finished,
        "bytes": seen.size,
        "driver": seen.driver and seen.driver._asdict(),
        "runs_per_second": seen.rate,
        "seconds_left": seen.seconds_left,
        "command": seen.manifest.command,
    }


def _status_in_words(folder: Path, seen: "Status") -> str:
    manifest = seen.manifest
    failed = f", {seen.failed:,} of them without an outcome" if seen.failed else ""
    lines = [
        f"{manifest.title}, in {folder}",
        f"{seen.done:,} of {manifest.total:,} runs are there{failed}; {seen.size / 2**20:,.1f} MB.",
    ]
    if seen.driver is not None:
        lines.append(f"At work: {seen.driver}.")
        if seen.rate and seen.seconds_left is not None:
            lines.append(f"{seen.rate:,.1f} runs/s lately, {timedelta(seconds=round(seen.seconds_left))} left.")
    elif not manifest.is_finished:
        lines.append(f"Nobody is at work. This command resumes it: {manifest.command}")
    return "\n".join(lines)
