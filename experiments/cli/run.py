"""The command `alliance run`."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from experiments.cli import options

if TYPE_CHECKING:
    from simulation import OrganisationalField, RulesFile
    from simulation.observed_run import ObservedRun
    from simulation.run_views import Organisation


@click.command(epilog="Example: alliance run lieferkettengesetz --seed 7 --set agreements.core_size=8 --lang de")
@options.scenario
@click.option("--seed", type=options.WholeNumber(0, 2**63 - 1), default=1, show_default=True, help="Seed of the run.")
@options.assignments
@options.weeks
@options.rules
@options.language
@click.option("--all", "in_full", is_flag=True, help="Tell the whole story and all outcomes.")
@click.option("--explain", "name", metavar="NAME", help="Say instead why that organisation joined, stayed or left.")
@click.option(
    "--trace",
    "file",
    type=options.PATH,
    metavar="FILE",
    help="Write weekly series to FILE (.parquet or .csv); events, memberships and decisions go beside it. "
    "Of a field, write its alliances; memberships and searches go beside them. Existing files are replaced.",
)
@click.option(
    "--plot",
    "picture",
    type=options.PATH,
    metavar="NAME",
    help="Draw the run: NAME.course.png, NAME.members.png, NAME.partners.png; of a field NAME.field.png. "
    "Its trace is kept in NAME.csv.",
)
@options.as_json
def run(
    scenario: str,
    seed: int,
    assignments: tuple[str, ...],
    weeks: int | None,
    rules_file: Path | None,
    lang: str,
    in_full: bool,
    name: str | None,
    file: Path | None,
    picture: Path | None,
    as_json: bool,
) -> None:
    """Run SCENARIO once and tell how it came out and what decided it."""
    from simulation import OrganisationalField, load_any

    if file is not None and picture is not None:
        raise click.UsageError("--plot keeps a trace as well; choose --plot or --trace.")
    file = file if picture is None else picture.with_suffix(".csv")
    if file is not None:
        from experiments.storage.trace_files import check_ending

        check_ending(file)
    changes = options.changes(assignments, weeks)
    loaded = load_any(scenario, changes)
    name = None if name is None else loaded.name_of(name)  # a mistake is told before anything is compiled or run
    if isinstance(loaded, OrganisationalField):
        asked = {"scenario": scenario, "seed": seed, "changes": changes}
        _run_field(loaded, asked, name, lang, in_full=in_full, as_json=as_json, file=file, is_drawn=picture is not None)
        return

    from experiments.terminal import compiling
    from experiments.terminal.console import echo_json
    from simulation.observed_run import ObservedRun

    rules = options.rules_in(rules_file)
    compiling.compile_visibly(is_silent=as_json, rules=rules)
    model = ObservedRun(loaded, seed, rules and rules.rules)
    organisation = None if name is None else model.organisation(name)
    files = [] if file is None else _keep(model, scenario, file, rules)
    files += [] if picture is None or file is None else _draw(file, lang)
    if as_json:
        echo_json(_as_data(model, organisation, {"scenario": scenario, "seed": seed, "changes": changes}, files))
        return
    if organisation is None:
        _tell(model, lang, in_full=in_full)
    else:
        _explain(model, organisation, lang)
    for path in files:
        click.echo(path)


def _run_field(
    field: "OrganisationalField",
    asked: dict[str, Any],
    name: str | None,
    lang: str,
    *,
    in_full: bool,
    as_json: bool,
    file: Path | None,
    is_drawn: bool,
) -> None:
    if click.get_current_context().params["rules_file"] is not None:
        raise click.UsageError(
            "--rules needs a scenario in which alliances are given; rules of a field stay as they are."
        )
    from experiments.cli.run_field import run_field

    run_field(field, asked, name, lang, in_full=in_full, as_json=as_json, file=file, is_drawn=is_drawn)


def _keep(model: "ObservedRun", source: str, file: Path, rules: "RulesFile | None") -> list[Path]:
    from experiments.storage.trace_files import write_trace

    return write_trace(model.scenario, model.seed, file, source=source, command=options.typed_command(), rules=rules)


def _draw(file: Path, lang: str) -> list[Path]:
    from experiments.figures.runs.gallery import draw_run, picture_of
    from simulation.language.translation import language

    return list(draw_run(picture_of(file, language(lang))))


def _tell(model: "ObservedRun", lang: str, *, in_full: bool) -> None:
    from experiments.cli import run_sheet
    from experiments.terminal.console import console
    from simulation.language.translation import language

    (run_sheet.show_all if in_full else run_sheet.show)(model, lang, console(), language(lang))


def _explain(model: "ObservedRun", organisation: "Organisation", lang: str) -> None:
    """Run to the end, then show what one organisation decided, in numbers and in words."""
    from experiments.cli.why_sheet import decision_tables
    from experiments.terminal import screen
    from experiments.terminal.console import console
    from simulation.language.translation import language

    model.run_model()
    output, decisions = console(), organisation.decisions
    for table in decision_tables(decisions, language(lang), output.width) if decisions else ():
        output.print(table)
        output.print()
    click.echo("\n\n".join(map(screen.wrapped, organisation.reasons(lang))))


def _as_data(
    model: "ObservedRun", organisation: "Organisation | None", asked: dict[str, Any], files: list[Path]
) -> dict[str, Any]:
    model.run_model()
    told = {**asked, "outcome": asdict(model.outcome()), "events": [asdict(event) for event in model.story]}
    if organisation is not None:
        told["decisions"] = [decision.as_data() for decision in organisation.decisions]
    if files:
        told["files"] = [str(path) for path in files]
    return told
