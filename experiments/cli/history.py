"""The command `alliance history`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from experiments.cli import options
from experiments.cli.running import running

if TYPE_CHECKING:
    from experiments.validation.history import History


@click.command(epilog="Example: alliance history lieferkettengesetz --runs 500 --out results/history")
@click.argument("scenario", required=False)
@click.option("--runs", type=options.WholeNumber(20, 100_000), default=500, show_default=True, help="Runs a scenario.")
@options.base_seed()
@options.rules
@options.workers
@options.cluster
@click.option(
    "--out", "folder", type=options.PATH, help="Folder for runs, tables and figures; resumes what was stopped."
)
@options.language
@options.as_json
def history(
    scenario: str | None,
    runs: int,
    seed: int,
    rules_file: Path | None,
    workers: int | None,
    cluster: str | None,
    folder: Path | None,
    lang: str,
    as_json: bool,
) -> None:
    """Hold SCENARIO, or all shipped ones, against what happened.

    Runs read the inputs of a file and nothing that was observed. For each observation the answer says where it falls
    among the runs, and whether that is in the middle 90 % of them. An asterisk marks what was kept out of all tuning.
    What --out writes is in English.
    """
    from simulation import load_dossier, shipped_scenarios

    names = [scenario] if scenario else [n for n in shipped_scenarios() if load_dossier(n).observed.model_fields_set]

    from experiments.terminal import compiling, console
    from experiments.terminal.progress import progress
    from experiments.validation import history_report
    from experiments.validation.history import hold_against_history

    rules = options.rules_in(rules_file)
    compiling.compile_visibly(is_silent=as_json, rules=rules)
    start = options.started(workers, cluster)
    with running(folder, progress()) as report:
        compared = hold_against_history(
            names, runs, seed, report, start=start, folder=folder, command=options.typed_command({"lang"}), rules=rules
        )
    files = [] if folder is None else _keep(compared, runs, seed, folder)
    if as_json:
        console.echo_json(history_report.as_data(compared, runs, seed, files))
        return
    from simulation.language.translation import language

    history_report.show(compared, console.console(), language(lang))
    for path in files:
        click.echo(path)


def _keep(compared: list["History"], runs: int, seed: int, folder: Path) -> list[Path]:
    from experiments.figures.history import draw_history
    from experiments.storage.parts import write_text
    from experiments.terminal.console import as_json
    from experiments.validation.history_page import as_page
    from experiments.validation.history_report import as_data

    table, page = folder / "history.json", folder / "history.md"
    figures = draw_history(compared, folder)
    write_text(table, as_json(as_data(compared, runs, seed, figures)))
    write_text(page, as_page(compared, runs, seed, options.typed_command({"lang"})))
    return [table, page, *figures]
