"""The command `alliance sensitivity`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from experiments.cli import options
from experiments.cli.running import running

if TYPE_CHECKING:
    from experiments.sensitivity.answer import Answer
    from simulation.language.translation import Language

_OF_A_STUDY = ("specifications", "assignments", "weeks", "rules_file", "trajectories", "points", "kept", "seed")


@click.command(
    epilog="Example: alliance sensitivity baseline --vary agreements --vary arena.polarisation --vary invitation.size "
    "--runs 4 --out results/sensitivity"
)
@click.argument("source", metavar="SCENARIO|DIR")
@click.option(
    "--vary",
    "specifications",
    multiple=True,
    metavar="FIELD[=VALUES]",
    help="Vary only this field, or all fields of a part such as agreements, over what is plausible for them, or a "
    "field over LOW..HIGH or v1,v2,...; may be repeated.  [default: all parameters and agreements]",
)
@options.assignments
@options.weeks
@options.rules
@click.option("--runs", type=options.WholeNumber(1, 100), default=4, show_default=True, help="Runs at every point.")
@click.option(
    "--trajectories",
    type=options.WholeNumber(4, 1_000),
    default=10,
    show_default=True,
    help="Trajectories of the screening, in each of which every factor moves once.",
)
@click.option(
    "--keep",
    "kept",
    type=options.WholeNumber(2, 200),
    default=8,
    show_default=True,
    help="Factors that get indices: those that move impact most. If no more vary, nothing is screened.",
)
@click.option(
    "--points",
    type=options.WholeNumber(16, 8_192),
    default=128,
    show_default=True,
    help="Base points for the indices, a power of two; each has a companion for every factor, and one more.",
)
@options.base_seed("Base seed, of runs and of the points.")
@options.workers
@options.cluster
@options.run_folder
@options.language
@click.option("--all", "in_full", is_flag=True, help="Tell all outcomes, and everything that was screened.")
@options.quiet
@options.as_json
def sensitivity(
    source: str,
    specifications: tuple[str, ...],
    assignments: tuple[str, ...],
    weeks: int | None,
    rules_file: Path | None,
    runs: int,
    trajectories: int,
    kept: int,
    points: int,
    seed: int,
    workers: int | None,
    cluster: str | None,
    folder: Path | None,
    lang: str,
    in_full: bool,
    is_quiet: bool,
    as_json: bool,
) -> None:
    """Ask on what the outcomes of SCENARIO depend.

    Screens all factors over their plausible ranges (Morris), and estimates of those that move impact most which share
    of its variance, and of that of depth, breadth and lifetime, each explains alone and with others (Sobol). In a
    field it is mean impact, depth and size of the alliances that form, and their number. DIR, a finished sweep or
    sensitivity study, is analysed as far as its design allows.
    """
    from experiments.sensitivity.study import Effort

    if Path(source).is_dir():
        answer, home = _stored(Path(source)), folder or Path(source)
        home.mkdir(parents=True, exist_ok=True)
        _tell(answer, home, lang, in_full=in_full, as_json=as_json)
        return

    from experiments.sensitivity.answer import answer_of
    from experiments.sensitivity.factors import factors_of
    from experiments.sensitivity.study import refuse_senseless, run_study
    from experiments.terminal import compiling
    from experiments.terminal.progress import progress, progress_if_slow
    from simulation import load_any

    scenario = load_any(source, options.changes(assignments, weeks))
    effort = Effort(trajectories, points, kept, runs, seed)
    chosen, rules = factors_of(scenario, specifications), options.rules_in(rules_file)
    refuse_senseless(chosen.factors, effort)
    start = options.started(workers, cluster)
    compiling.compile_visibly(is_silent=is_quiet or as_json, rules=rules)
    shown = progress(is_quiet=True) if is_quiet else progress_if_slow()
    with running(folder, shown) as report:
        study = run_study(
            source,
            scenario,
            chosen,
            effort,
            report,
            rules=rules,
            start=start,
            folder=folder,
            command=options.typed_command(),
        )
    _tell(answer_of(study), folder, lang, in_full=in_full, as_json=as_json)


def _stored(folder: Path) -> "Answer":
    """Return what a stored study or sweep tells, of which nothing else can be asked."""
    from experiments.sensitivity.answer import answer_of
    from experiments.sensitivity.stored_sweep import answer_from
    from experiments.sensitivity.study import INDICES, study_in
    from experiments.storage.manifest import MANIFEST
    from experiments.storage.sweep_folder import load_whole

    context = click.get_current_context()
    typed = [name for name in _OF_A_STUDY if _is_typed(context, name)]
    if typed:
        told = ", ".join(p.opts[0] for p in context.command.params if p.name in typed)
        raise click.UsageError(f"{folder} holds runs that are there already; take back {told}.")
    if (folder / INDICES / MANIFEST).exists():
        return answer_of(study_in(folder))
    return answer_from(load_whole(folder))


def _is_typed(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE


def _tell(answer: "Answer", folder: Path | None, lang: str, *, in_full: bool, as_json: bool) -> None:
    from experiments.sensitivity.report import as_data, show
    from experiments.terminal.console import console, echo_json
    from simulation.language.translation import language

    spoken = language(lang)
    files = [] if folder is None else _files(answer, folder, spoken)
    if as_json:
        echo_json(as_data(answer, files, spoken))
        return
    show(answer, console(), spoken, in_full=in_full)
    if files:
        click.echo()
    for path in files:
        click.echo(path)


def _files(answer: "Answer", folder: Path, spoken: "Language") -> list[Path]:
    """Draw the figures into a folder, and write the tables beside them."""
    from experiments.figures.sensitivity import draw_sensitivity
    from experiments.sensitivity.report import as_data
    from experiments.storage.parts import write_text
    from experiments.terminal.console import as_json

    files, data = draw_sensitivity(answer, folder, spoken), folder / "sensitivity.json"
    names = [Path(path.name) for path in files]
    write_text(data, as_json(as_data(answer, names, spoken)) + "\n")
    return [data, *files]
