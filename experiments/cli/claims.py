"""The command `alliance claims`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from experiments.cli import options

if TYPE_CHECKING:
    from experiments.claims.parameter_sets import Worlds
    from experiments.claims.result import Result
    from experiments.claims.trial import Trial
    from experiments.runner.execution import Start

# Parameter sets, and the share of the usual runs of each condition in each of them.
_FULL, _QUICK = (128, 1.0), (32, 0.32)
_USUAL = ("core", "tensions", "literature")


@click.command(epilog="Example: alliance claims C15 C41 --quick")
@click.argument("names", nargs=-1, metavar="[ID ...]")
@click.option("--quick", is_flag=True, help="A quick look: fewer parameter sets and runs.")
@options.base_seed()
@options.workers
@options.cluster
@click.option("--out", "folder", type=click.Path(path_type=Path), help="Folder for results, figures and a table.")
@options.as_json
def claims(
    names: tuple[str, ...],
    quick: bool,
    seed: int,
    workers: int | None,
    cluster: str | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Put claims to the test over the plausible parameter space.

    ID is a claim such as C15, a kind (core, further, tensions, literature) or the path of a claim's file. Without any,
    core claims, tensions and signs from the literature are tested. With --out, a command that was stopped goes on.
    """
    from experiments.claims import claims_report
    from experiments.claims.claim_file import chosen_claims
    from experiments.claims.preparation import Effort, check_claim, load_trial
    from experiments.terminal import console, screen

    files = chosen_claims(names or _USUAL)
    for file in files:
        check_claim(file)
    screen.compile_visibly()
    sets, part = _QUICK if quick else _FULL
    start = options.started(workers, cluster)
    effort = Effort(_worlds(sets, seed, folder, start), part, seed)
    results = _results([load_trial(file, effort) for file in files], folder, start)
    if as_json:
        console.echo_json([claims_report.as_data(result) for result in results])
    else:
        claims_report.show(results)
    if folder is not None:
        from experiments.claims.claims_folder import store_table

        click.echo(store_table(folder, results, options.typed_command()), err=as_json)


def _worlds(sets: int, seed: int, folder: Path | None, start: "Start") -> "Worlds":
    """Return the parameter sets: those in the folder, or newly drawn ones."""
    from experiments.claims.claims_folder import store_worlds, stored_worlds
    from experiments.claims.parameter_sets import plausible_worlds
    from experiments.terminal.progress import progress

    if folder is not None and (kept := stored_worlds(folder, sets, seed)):
        return kept
    with progress("parameter sets") as report:
        worlds = plausible_worlds(sets, seed, report, start=start)
    if folder is not None:
        store_worlds(folder, worlds, seed)
    return worlds


def _results(trials: Sequence["Trial"], folder: Path | None, start: "Start") -> list["Result"]:
    """Return the results of all trials in their order; what lies in the folder is not run again."""
    from experiments.claims.claims_folder import stored_result

    kept = {} if folder is None else {t.claim.id: result for t in trials if (result := stored_result(folder, t))}
    for result in _new_results([trial for trial in trials if trial.claim.id not in kept], start):
        kept[result.claim.id] = result
        if folder is not None:
            _keep(folder, result)
    return [kept[trial.claim.id] for trial in trials]


def _new_results(trials: Sequence["Trial"], start: "Start") -> Iterator["Result"]:
    from experiments.claims.result import result_of
    from experiments.claims.trial_runs import run_trials
    from experiments.terminal.progress import progress

    if trials:
        with progress() as report:
            yield from map(result_of, run_trials(trials, report, start=start))


def _keep(folder: Path, result: "Result") -> None:
    """Draw a claim, and then store its result, so that no result lies there without its figure."""
    from experiments.claims.claims_folder import store_result
    from experiments.figures.claims import save_claim

    folder.mkdir(parents=True, exist_ok=True)
    save_claim(result, folder)
    store_result(folder, result)
