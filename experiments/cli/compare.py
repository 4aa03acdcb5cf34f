"""The command `alliance compare`."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from experiments.cli import options

if TYPE_CHECKING:
    from experiments.compare.comparison import Pairs
    from experiments.terminal.progress import Report

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
@click.option("--runs", type=click.IntRange(2, 100_000), required=True, help="Number of pairs.")
@options.base_seed("Base seed; both runs of a pair have the same seed.")
@click.option("--out", "folder", type=options.PATH, help="Folder for pairs, manifest and figures.")
@options.as_json
def compare(
    scenario: str,
    groups: tuple[tuple[str, ...], ...],
    assignments: tuple[str, ...],
    weeks: int | None,
    runs: int,
    seed: int,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Ask of SCENARIO: what if?

    Runs it with and without each change, in pairs with the same luck, and says what differs and how surely.
    --set holds for all runs.
    """
    from experiments.compare.comparison import plan_comparison, run_comparison
    from experiments.compare.comparison_folder import refuse_other_results

    plan = plan_comparison(scenario, groups, settings=options.settings(assignments, weeks), runs=runs, seed=seed)
    if folder is not None:
        refuse_other_results(plan, folder)

    from experiments.compare import comparison_report
    from experiments.terminal import compiling, console

    compiling.compile_visibly(is_silent=as_json)
    with _progress_if_slow() as report:
        compared = run_comparison(plan, report)
    findings = [comparison_report.found(pairs) for pairs in compared]
    files = [] if folder is None else _keep(compared, folder, options.typed_command())
    if as_json:
        console.echo_json(comparison_report.as_data(plan, findings, files))
        return
    comparison_report.show(findings)
    for path in files:
        click.echo(path)


@contextmanager
def _progress_if_slow() -> Iterator[Callable[[int, int], None]]:
    """Yield a function that shows progress, once it has taken long enough for someone to wonder."""
    from experiments.terminal import progress, screen

    started = time.monotonic()
    with ExitStack() as stack:
        shown: list[Report] = []

        def report(done: int, total: int) -> None:
            if not shown and time.monotonic() - started > screen.NOTICED_SECONDS:
                shown.append(stack.enter_context(progress.progress()))
            for show in shown:
                show(done, total)

        yield report


def _keep(compared: list["Pairs"], folder: Path, command: str) -> list[Path]:
    from experiments.compare.comparison_folder import store
    from experiments.figures.pairs import draw_all_pairs

    return [*store(compared, folder, command), *draw_all_pairs(compared, folder)]
