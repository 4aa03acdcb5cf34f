"""The commands `alliance rolecards` and `alliance agreement`: a class that plays on paper."""

from pathlib import Path

import click

from experiments.cli import options
from experiments.cli.running import running
from seminar.extra import needs_the_extra

_MOST_TEAMS = 12


@click.command(epilog="Example: alliance rolecards bund-ig-metall --seed 7 --lang de --out rollen")
@options.scenario
@click.option(
    "--seed",
    type=options.WholeNumber(0, 10**12),
    default=1,
    show_default=True,
    help="Which organisations: a class that is opened on the page with the same seed has the same ones.",
)
@click.option(
    "--teams",
    type=options.WholeNumber(2, _MOST_TEAMS),
    help=f"How many are played, in the order of asking.  [default: all that are asked, {_MOST_TEAMS} at most]",
)
@options.language
@click.option("--out", "folder", type=options.PATH, default=".", show_default=True, help="Folder for the files.")
@options.is_replacing
def rolecards(scenario: str, seed: int, teams: int | None, lang: str, folder: Path, is_replacing: bool) -> None:
    """Write role cards for SCENARIO, and the form to agree on.

    A card, for A4, has on one half what everybody knows of an organisation, and on the other what only its team may
    see: wishes, red lines, interests, resources. Every line of the form is a field of the scenario. A scenario file
    with the same organisations comes along; `alliance agreement` puts to it what was agreed on.
    """
    from seminar.papers.writing import write_files
    from simulation.language.translation import language

    with needs_the_extra():
        from seminar.role_cards.papers import papers
    made = papers(scenario, seed, teams, language(lang))
    for path in write_files(folder, made, is_replacing=is_replacing):
        click.echo(path)


@click.command(
    epilog="Example: alliance agreement bund-ig-metall.class.toml agreements.moderation=true "
    "agreements.values_debate_weeks=8"
)
@options.scenario
@click.argument("ticked", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.option("--pairs", type=options.WholeNumber(2, 10_000), default=200, show_default=True, help="Number of pairs.")
@options.workers
@options.language
def agreement(scenario: str, ticked: tuple[str, ...], pairs: int, workers: int | None, lang: str) -> None:
    """Put to the model what a class agreed on.

    SCENARIO is the file that came with the role cards, FIELD=VALUE what was ticked on the form. Runs it with the
    agreement and without, in pairs with the same random numbers, and says what differs and how surely.
    """
    from experiments.compare.comparison import plan_comparison, run_comparison
    from experiments.terminal import compiling
    from experiments.terminal.console import console
    from experiments.terminal.progress import progress_if_slow
    from seminar.role_cards.agreement_sheet import show
    from seminar.role_cards.ticked import read_ticked, typed_changes
    from simulation import load_scenario
    from simulation.language.translation import language

    as_it_is = load_scenario(scenario)
    decided = read_ticked(as_it_is, ticked)
    plan = plan_comparison(scenario, [typed_changes(as_it_is, decided)], settings=[], runs=pairs, seed=1)
    compiling.compile_visibly()
    with running(None, progress_if_slow()) as report:
        [compared] = run_comparison(plan, report, start=options.started(workers, None))
    show(as_it_is, decided, compared, console(), language(lang))
