"""The commands around scenario files: list, show, new, check, schema."""

from pathlib import Path

import click

from experiments.cli import options

FOUND_PROBLEMS = 1


@click.command(epilog="Example: alliance scenarios --lang de")
@options.language
@options.as_json
def scenarios(lang: str, as_json: bool) -> None:
    """List the scenarios that come with the project, and the fields in which alliances come about."""
    from experiments.cli.scenario_catalogue import catalogue
    from experiments.cli.scenario_list import lines
    from experiments.terminal.console import echo_json, screen_width
    from simulation import shipped_fields
    from simulation.language.translation import language

    entries = catalogue()
    if as_json:
        echo_json([entry.as_data() for entry in entries])
        return
    for line in lines(entries, shipped_fields(), language(lang), screen_width()):
        click.echo(line)


@click.command(epilog="Example: alliance show lieferkettengesetz --lang de")
@options.scenario
@options.language
def show(scenario: str, lang: str) -> None:
    """Show what SCENARIO says, facts and assumptions apart.

    These two are told as they stand in the file, and names of fields are those that one writes there.
    """
    from simulation import OrganisationalField, load_any, load_dossier
    from simulation.language.translation import language

    loaded, dossier = load_any(scenario), load_dossier(scenario)

    from experiments.cli.field_description import show_field
    from experiments.cli.scenario_sheet import show as show_scenario
    from experiments.terminal.console import console

    if isinstance(loaded, OrganisationalField):
        show_field(scenario, loaded, dossier, language(lang), console())
    else:
        show_scenario(scenario, loaded, dossier, language(lang), console())


@click.command(epilog="Example: alliance new my-alliance.toml --from baseline")
@click.argument("file", type=options.PATH)
@click.option("--from", "source", metavar="SCENARIO", help="Begin with a copy of this scenario, comments included.")
def new(file: Path, source: str | None) -> None:
    """Write FILE to begin with, a template with comments.

    It has six organisations and is valid as it stands.
    """
    from experiments.cli import new_file
    from experiments.storage.parts import write_new

    write_new(file, new_file.template() if source is None else new_file.variant(source))
    click.echo(f"{file} is a valid scenario. Change it, then: alliance check {file}")


@click.command(epilog="Example: alliance check my-alliance.toml")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.as_json
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Check scenario files and tell all mistakes at once.

    Ends with 0 if all files are valid, with 1 if there is any mistake.
    """
    from simulation import problems_in

    found = {file: problems_in(file) for file in files}
    if as_json:
        from dataclasses import asdict

        from experiments.terminal.console import echo_json

        told = [
            {"file": file, "valid": not wrong, "problems": list(map(asdict, wrong))} for file, wrong in found.items()
        ]
        echo_json(told)
    else:
        for file, wrong in found.items():
            click.echo("\n".join(map(str, wrong)) or f"{file}: valid")
    context.exit(FOUND_PROBLEMS if any(found.values()) else 0)


@click.command(epilog="Example: alliance schema --out scenario.schema.json")
@click.option("--out", "file", type=options.FILE, help="File to write.")
@options.is_replacing
def schema(file: Path | None, is_replacing: bool) -> None:
    """Print the JSON Schema by which editors check scenario files.

    It also completes what is typed. An editor finds it by a first line such as `#:schema ./scenario.schema.json`.
    """
    from experiments.storage.output_file import refuse_existing, write_out
    from experiments.terminal.console import as_json, echo_json
    from simulation.scenario.json_schema import schema as schema_of_a_file

    if file is None:
        echo_json(schema_of_a_file())
        return
    if not is_replacing:
        refuse_existing(file)
    text = f"{as_json(schema_of_a_file())}\n"
    write_out(file, lambda stream: stream.write(text.encode()))
    click.echo(file)
