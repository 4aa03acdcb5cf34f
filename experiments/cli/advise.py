"""The command `alliance advise`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from experiments.cli import options
from experiments.cli.running import running

if TYPE_CHECKING:
    from experiments.advice.answer import Answer
    from experiments.advice.consultation import Consultation
    from experiments.runner.execution import Start
    from simulation.language.translation import Language


@click.command(epilog="Example: alliance advise mobilitaetswende --lang de --out results/advice")
@options.scenario
@options.assignments
@options.weeks
@options.rules
@click.option(
    "--runs",
    type=options.WholeNumber(2, 100_000),
    default=400,
    show_default=True,
    help="Pairs of runs for each change.",
)
@options.base_seed("Base seed; both runs of a pair have the same seed.")
@options.workers
@options.cluster
@options.run_folder
@options.language
@click.option("--all", "in_full", is_flag=True, help="Rank all changes, with their numbers.")
@options.as_json
def advise(
    scenario: str,
    assignments: tuple[str, ...],
    weeks: int | None,
    rules_file: Path | None,
    runs: int,
    seed: int,
    workers: int | None,
    cluster: str | None,
    folder: Path | None,
    lang: str,
    in_full: bool,
    as_json: bool,
) -> None:
    """Ask what an initiator asks of SCENARIO.

    Whom can we not do without? How large can we grow? Which agreement first, and which two together? What if one
    partner's red line moves? Each is asked in pairs of runs with the same random numbers, and the answers say how sure
    they are. When it is stopped, what is answered is told.
    """
    from experiments.advice.consultation import consult

    settings = tuple(options.settings(assignments, weeks))
    asked = consult(scenario, settings=settings, runs=runs, seed=seed, rules=options.rules_in(rules_file))
    start = options.started(workers, cluster)

    from experiments.terminal import compiling
    from simulation.language.translation import language

    compiling.compile_visibly(is_silent=as_json, rules=asked.rules)
    found: list[Answer] = []
    try:
        _answer(asked, found, start, folder)
    finally:
        if found:
            _tell(asked, found, folder, language(lang), in_full=in_full, as_json=as_json)


def _answer(asked: "Consultation", found: "list[Answer]", start: "Start", folder: Path | None) -> None:
    """Take down one answer after the other, so that those which are there can be told whatever stops the next."""
    from experiments.advice.consultation import answers
    from experiments.terminal.progress import progress_if_slow

    with running(folder, progress_if_slow()) as report:
        for answer in answers(asked, report, start=start, folder=folder, command=options.typed_command()):
            found.append(answer)


def _tell(
    asked: "Consultation",
    found: "Sequence[Answer]",
    folder: Path | None,
    spoken: "Language",
    *,
    in_full: bool,
    as_json: bool,
) -> None:
    from experiments.advice import report
    from experiments.advice.advice_data import as_data
    from experiments.terminal.console import console, echo_json

    files: list[Path] = []
    if folder is not None:
        from experiments.figures.advice import draw_advice

        files = draw_advice(asked, found, folder, spoken)
    if as_json:
        echo_json(as_data(asked, found, files, spoken))
        return
    report.show(asked, found, console(), spoken, in_full=in_full)
    if files:
        click.echo(folder)
