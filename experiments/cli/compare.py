"""The command `alliance compare`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from experiments.cli import options
from experiments.cli.running import running

if TYPE_CHECKING:
    from experiments.compare.comparison import Pairs
    from experiments.runner.plan import Plan
    from simulation.language.translation import Language

_BETWEEN_FIELDS = "\0"  # the one sign that nobody can type into a command


class _Group(click.ParamType[tuple[str, ...]]):
    """Fields that are changed together, each `FIELD=VALUE`."""

    name = "fields"

    def convert(self, value: Any, _parameter: click.Parameter | None, _ctx: click.Context | None) -> tuple[str, ...]:
        return tuple(value.split(_BETWEEN_FIELDS)) if isinstance(value, str) else tuple(value)


class _WithGroups(click.Command):
    """A command whose option --with takes all fields that follow it, up to the first word that is none."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        words: list[str] = []
        is_open = False
        for word in args:
            begins = words[-1:] == ["--with"]
            if is_open and not begins and "=" in word and not word.startswith("-"):
                words[-1] += _BETWEEN_FIELDS + word
            else:
                is_open = begins or word.startswith("--with=")
                words.append(word)
        return super().parse_args(ctx, words)


@click.command(
    cls=_WithGroups,
    epilog="Example: alliance compare lieferkettengesetz --with agreements.red_lines_disclosed=true "
    "--with agreements.moderation=true agreements.milestones=3 --runs 500",
)
@options.scenario
@click.option(
    "--with",
    "groups",
    type=_Group(),
    multiple=True,
    required=True,
    metavar="FIELD=VALUE [FIELD=VALUE ...]",
    help="Fields changed together; repeated: several changes, each compared with the scenario.",
)
@options.assignments
@options.weeks
@options.rules
@click.option("--runs", type=options.WholeNumber(2, 100_000), required=True, help="Number of pairs.")
@options.base_seed("Base seed; both runs of a pair have the same seed.")
@options.workers
@options.cluster
@options.run_folder
@options.language
@click.option("--all", "in_full", is_flag=True, help="Tell all outcomes, and the stories of an example pair.")
@options.as_json
def compare(
    scenario: str,
    groups: tuple[tuple[str, ...], ...],
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
    """Ask of SCENARIO: what if?

    Runs it with and without each change, in pairs with the same random numbers, and says what differs and how surely.
    Several changes are ranked by what they do to impact. --set holds for all runs.
    """
    from experiments.compare.comparison import plan_comparison, run_comparison

    plan = plan_comparison(
        scenario,
        groups,
        settings=options.settings(assignments, weeks),
        runs=runs,
        seed=seed,
        rules=options.rules_in(rules_file),
    )
    start = options.started(workers, cluster)

    from experiments.compare.comparison_data import as_data
    from experiments.terminal import compiling
    from experiments.terminal.console import echo_json
    from experiments.terminal.progress import progress_if_slow
    from simulation.language.translation import language

    compiling.compile_for(plan.returns.setting, is_silent=as_json, rules=plan.rules)
    with running(folder, progress_if_slow()) as report:
        compared = run_comparison(plan, report, start=start, folder=folder, command=options.typed_command())
    files = [] if folder is None else _files(compared, folder, language(lang))
    if as_json:
        echo_json(as_data(plan, compared, files, language(lang)))
        return
    _show(plan, compared, language(lang), in_full=in_full)
    for path in files:
        click.echo(path)


def _show(plan: "Plan", compared: list["Pairs"], spoken: "Language", *, in_full: bool) -> None:
    from experiments.compare import comparison_report, ranking_report
    from experiments.compare.ranking import ranked
    from experiments.terminal.console import console

    output, ranking = console(), ranked(compared)
    if len(compared) > 1:
        ranking_report.show(plan, ranking, output, spoken)
    elif not in_full:
        comparison_report.show(compared[0], output, spoken)
    for pairs in ranking.places if in_full else ():
        comparison_report.show_all(pairs, output, spoken)


def _files(compared: list["Pairs"], folder: Path, spoken: "Language") -> list[Path]:
    from experiments.figures.ranking import draw_comparison
    from experiments.storage.manifest import MANIFEST
    from experiments.storage.packing import RUNS
    from experiments.storage.parts import whole

    return [whole(folder, RUNS), folder / MANIFEST, *draw_comparison(compared, folder, spoken)]
