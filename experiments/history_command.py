"""The command `alliance history`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from experiments import options

if TYPE_CHECKING:
    from experiments.history import History
    from experiments.progress import Report


@click.command(epilog="Example: alliance history lieferkettengesetz --runs 500 --out results/history")
@click.argument("scenario", required=False)
@click.option("--runs", type=click.IntRange(20, 100_000), default=500, show_default=True, help="Runs a scenario.")
@click.option("--seed", type=click.IntRange(0, 10**12), default=1, show_default=True, help="Base seed.")
@click.option("--out", "folder", type=click.Path(path_type=Path), help="Folder for the table and the figures.")
@options.as_json
def history(scenario: str | None, runs: int, seed: int, folder: Path | None, as_json: bool) -> None:
    """Hold SCENARIO, or all shipped ones, against what happened.

    Runs read the inputs of a file and nothing that was observed. For each observation the answer says where it falls
    among the runs, and whether that is in the middle 90 % of them. An asterisk marks what was kept out of all tuning.
    """
    from simulation import load_dossier, shipped_scenarios

    names = [scenario] if scenario else [n for n in shipped_scenarios() if load_dossier(n).observed.model_fields_set]

    from experiments import history_report, screen

    screen.compile_visibly()
    compared = _compared(names, runs, seed)
    files = [] if folder is None else _keep(compared, runs, seed, folder)
    if as_json:
        click.echo(history_report.as_json(compared, runs, seed, files))
        return
    history_report.show(compared, screen.plain_console())
    for path in files:
        click.echo(path)


def _compared(names: list[str], runs: int, seed: int) -> list["History"]:
    from experiments.history import hold_against_history
    from experiments.progress import progress

    total = runs * len(names)
    with progress() as report:
        return [
            hold_against_history(name, runs, seed, partial(_report_all, report, k * runs, total))
            for k, name in enumerate(names)
        ]


def _report_all(report: "Report", before: int, total: int, done: int) -> None:
    report(before + done, total)


def _keep(compared: list["History"], runs: int, seed: int, folder: Path) -> list[Path]:
    from experiments.figures.history import draw_history
    from experiments.history_report import as_json
    from experiments.parts import write_whole
    from simulation import DataError

    table = folder / "history.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(f"Cannot write {error.filename or folder}: {error.strerror}.") from error
    figures = draw_history(compared, folder)
    text = as_json(compared, runs, seed, figures)
    write_whole(table, lambda file: file.write(text.encode()))
    return [table, *figures]
