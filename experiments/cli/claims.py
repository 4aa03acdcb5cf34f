"""The command `alliance claims`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from experiments.cli import options
from experiments.cli.running import running

if TYPE_CHECKING:
    from experiments.claims.parameter_sets import ParameterSets
    from experiments.claims.result import ClaimResult
    from experiments.claims.trial import Trial
    from experiments.runner.execution import Start
    from experiments.runner.returns import Returns
    from simulation import RulesFile

# Parameter sets of each seed, and the share of the usual runs of each condition in each of them.
_FULL, _QUICK = (96, 1.0), (24, 0.3)
# A field takes as long to run as many alliances, so it has only one set for so many.
_SETS_FOR_ONE_OF_A_FIELD = 6
_SEEDS = 2
_USUAL = ("core", "tensions", "literature")


@click.command(epilog="Example: alliance claims C15 C41 --quick")
@click.argument("names", nargs=-1, metavar="[ID ...]")
@click.option("--quick", is_flag=True, help="A quick look: fewer parameter sets and runs.")
@options.rules
@options.base_seed()
@options.workers
@options.cluster
@click.option("--out", "folder", type=options.PATH, help="Folder for results, figures and a table.")
@options.language
@options.as_json
def claims(
    names: tuple[str, ...],
    quick: bool,
    rules_file: Path | None,
    seed: int,
    workers: int | None,
    cluster: str | None,
    folder: Path | None,
    lang: str,
    as_json: bool,
) -> None:
    """Put claims to the test over the plausible parameter space.

    ID is a claim such as C15, a kind (core, further, tensions, literature, fields) or the path of a claim's file.
    Without any, core claims, tensions and signs from the literature are tested. What is found with the parameter sets
    and runs of --seed has to hold with those of the next seed as well. With --out, a command that was stopped resumes;
    what lies there is in English.
    """
    from experiments.claims import claims_report
    from experiments.claims.claim_file import chosen_claims, read_claim
    from experiments.claims.preparation import Effort, check_claim, load_trials, returns_for
    from experiments.runner.execution import kept_open
    from experiments.terminal import compiling, console

    files = chosen_claims(names or _USUAL)
    rules = options.rules_in(rules_file)
    for file in files:
        check_claim(file, rules)
    kinds = {file: returns_for(file) for file in files}
    for kind in dict.fromkeys(kinds.values()):
        compiling.compile_for(kind.setting, is_silent=as_json, rules=rules)
    sets, part = _QUICK if quick else _FULL
    with kept_open(options.started(workers, cluster)) as start:
        asked = _Asked(folder, start, options.typed_command({"lang"}), rules)
        seeds = range(seed, seed + _SEEDS)
        efforts = {
            kind: Effort(tuple(asked.sets(kind, sets, one) for one in seeds), part, rules)
            for kind in dict.fromkeys(kinds.values())
        }
        results = asked.results([trials for file in files if (trials := load_trials(file, efforts[kinds[file]]))])
    constructed = [claim for file in files if (claim := read_claim(file)[1]).constructed]
    if as_json:
        console.echo_json([claims_report.as_data(result) for result in results])
    else:
        from simulation.language.translation import language

        claims_report.show(results, constructed, language(lang))
    if folder is not None:
        from experiments.claims.claims_folder import store_findings

        click.echo(store_findings(folder, results, constructed, options.typed_command({"lang"})), err=as_json)


class _Asked(NamedTuple):
    """Where the runs of claims go and what runs them."""

    folder: Path | None
    start: "Start"
    command: str
    rules: "RulesFile | None"

    def sets(self, kind: "Returns", number: int, seed: int) -> "ParameterSets":
        """Return so many parameter sets of a seed for alliances that are set up, or fewer for a field."""
        from experiments.claims.field_sets import of_fields
        from experiments.claims.parameter_sets import of_alliances, plausible_sets
        from experiments.terminal.progress import progress

        space, wanted, name = (
            (of_fields(), number // _SETS_FOR_ONE_OF_A_FIELD, "field-sets")
            if kind.are_of_fields
            else (of_alliances(), number, "parameter-sets")
        )
        own = self.folder and self.folder / f"{name}-{seed}"
        with running(self.folder, progress("parameter sets")) as report:
            return plausible_sets(
                wanted,
                seed,
                report,
                space=space,
                start=self.start,
                folder=own,
                command=self.command,
                rules=self.rules,
            )

    def results(self, claims: Sequence[Sequence["Trial"]]) -> list["ClaimResult"]:
        """Return the results of all claims in their order; what lies in the folder is not judged again."""
        from experiments.claims.claims_folder import stored_result

        names = [trials[0].claim.id for trials in claims]
        stored = [None if self.folder is None else stored_result(self.folder, trials) for trials in claims]
        kept = {name: result for name, result in zip(names, stored, strict=True) if result is not None}
        for result in self._new_results([t for name, t in zip(names, claims, strict=True) if name not in kept]):
            kept[result.claim.id] = result
            if self.folder is not None:
                _keep(self.folder, result)
        return [kept[name] for name in names]

    def _new_results(self, claims: Sequence[Sequence["Trial"]]) -> Iterator["ClaimResult"]:
        from experiments.claims.result import result_of
        from experiments.claims.trial_runs import run_trials
        from experiments.terminal.progress import progress

        if claims:
            with running(self.folder, progress()) as report:
                runs = run_trials(claims, report, start=self.start, folder=self.folder, command=self.command)
                yield from map(result_of, runs)


def _keep(folder: Path, result: "ClaimResult") -> None:
    """Draw a claim, and then store its result, so that no result lies there without its figure."""
    from experiments.claims.claims_folder import store_result
    from experiments.figures.claims import save_claim

    save_claim(result, folder)
    store_result(folder, result)
