"""The command `alliance plot`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from experiments.cli import options

if TYPE_CHECKING:
    from experiments.figures.view import View


@click.command(
    epilog="Example: alliance plot results/breadth --figure outcomes --outcome impact --outcome exits "
    "--along invitation.size"
)
@click.argument("source", type=options.PATH, metavar="DIR|FILE")
@click.option("--list", "is_list", is_flag=True, help="Say instead what there is to show: figures, fields, outcomes.")
@click.option("--figure", "figures", multiple=True, metavar="NAME", help="Only this figure; may be repeated.")
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="Show this outcome; may be repeated.")
@click.option("--along", metavar="FIELD", help="Draw along this varied field.")
@click.option("--columns", nargs=2, metavar="X Y", help="Draw one column of the runs, Y, against another one, X.")
@click.option(
    "--beside",
    type=options.PATH,
    metavar="DIR",
    help="Of a field: draw breadth against depth beside the runs in DIR, of alliances that were set up.",
)
@options.language
@options.quiet
@options.as_json
def plot(
    source: Path,
    is_list: bool,
    figures: tuple[str, ...],
    outcomes: tuple[str, ...],
    along: str | None,
    columns: tuple[str, str] | None,
    beside: Path | None,
    lang: str,
    is_quiet: bool,
    as_json: bool,
) -> None:
    """Draw the runs in DIR, or a trace in FILE, and explain them.

    The figures go into DIR, or beside FILE, as PNG and SVG; they show nothing but what is stored there: the runs that
    are finished. Which ones there are depends on the design. The sentences compare points in pairs of runs with the
    same seed.
    """
    if not (is_quiet or is_list):
        click.echo(f"Drawing what is in {source} ...", err=True)
    if source.is_file():
        if outcomes or along or columns or beside:
            raise click.UsageError(
                f"{source} is the trace of a run; --outcome, --along, --columns and --beside are for sweeps."
            )
        _plot_run(source, lang, figures, is_list=is_list, as_json=as_json)
        return
    if not (is_list or figures or outcomes or along or columns or beside) and _plot_answer(source, lang, as_json):
        return
    view = _view(source, outcomes, along, lang)
    if is_list:
        _show_contents(view, as_json)
    else:
        _draw(view, figures, columns, None if beside is None else _view(beside, (), None, lang), as_json)


def _plot_run(file: Path, lang: str, figures: tuple[str, ...], *, is_list: bool, as_json: bool) -> None:
    """Draw a run from its trace, or say as what it can be drawn."""
    from experiments.figures.runs.gallery import draw_run, kinds_of, picture_of
    from experiments.terminal.console import console, echo_json
    from experiments.terminal.screen import list_table
    from simulation.language.translation import language

    picture = picture_of(file, language(lang))
    if is_list:
        kinds = {name: picture.say(kind.shows) for name, kind in kinds_of(picture).items()}
        if as_json:
            echo_json({"figures": kinds})
        else:
            console().print(list_table(["--figure", ""], list(kinds.items())))
        return
    files = []
    for path in draw_run(picture, figures):
        files.append(str(path))
        if not as_json:
            click.echo(path)
    if as_json:
        echo_json({"files": files})


def _plot_answer(folder: Path, lang: str, as_json: bool) -> bool:
    """Draw what another command than `sweep` draws of its runs, and tell whether it was one."""
    from experiments.figures.answers import draw_answer
    from experiments.terminal.console import echo_json
    from simulation.language.translation import language

    files = [str(path) for path in draw_answer(folder, language(lang))]
    if as_json and files:
        echo_json({"files": files})
    elif files:
        click.echo("\n".join(files))
    return bool(files)


def _view(folder: Path, outcomes: tuple[str, ...], along: str | None, lang: str) -> "View":
    from experiments.storage.sweep_folder import load_sweep

    sweep = load_sweep(folder)

    from experiments.figures.view import View
    from simulation.language.translation import language

    return View(sweep, outcomes, along, language(lang))


def _draw(
    view: "View", figures: tuple[str, ...], columns: tuple[str, str] | None, beside: "View | None", as_json: bool
) -> None:
    """Draw what was asked for, name each file as soon as it is there, and say what the sweep shows."""
    from experiments.figures.findings import findings
    from experiments.terminal.console import console, echo_json

    files = []
    for path in _drawn(view, figures, columns, beside):
        files.append(str(path))
        if not as_json:
            click.echo(path)
    if as_json:
        echo_json({"files": files, "findings": findings(view)})
        return
    for sentence in findings(view):
        console().print(sentence)


def _drawn(
    view: "View", figures: tuple[str, ...], columns: tuple[str, str] | None, beside: "View | None"
) -> Iterator[Path]:
    """Draw what was asked for; columns alone, and what stands beside other runs, come without the other figures."""
    from experiments.figures.gallery import draw, draw_beside, draw_pair

    if columns is not None:
        yield from draw_pair(view, *columns)
    if beside is not None:
        yield from draw_beside(view, beside)
    if figures or (columns is None and beside is None):
        yield from draw(view, figures)


def _show_contents(view: "View", as_json: bool) -> None:
    """Say what a folder can show."""
    from experiments.figures.contents import contents_of
    from experiments.terminal.console import console, echo_json
    from experiments.terminal.screen import list_table

    contents = contents_of(view)
    if as_json:
        echo_json(contents._asdict())
        return
    for heading, entries in contents.told(view.spoken):
        console().print(list_table([heading, ""], list(entries.items())))
        click.echo()
