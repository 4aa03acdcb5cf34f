"""The commands that tell what a folder holds: `alliance report` and `alliance notebook`."""

from collections.abc import Callable
from pathlib import Path

import click

from experiments.cli import options

_STANDARD_OUTPUT = "-"


@click.command(epilog="Example: alliance report results/breadth --lang de --out breite.html")
@options.folder
@options.language
@options.out_file("report.html")
@options.is_replacing
def report(folder: Path, lang: str, out: Path | None, is_replacing: bool) -> None:
    """Write a page on what DIR holds.

    One HTML file that needs neither this program nor the internet, to be read on any screen, printed or handed on:
    question, findings, figures with what they show in words, tables, design, and the commands that make all of it
    again. DIR is that of a finished sweep, comparison, advice, sensitivity analysis, history or test of claims; the
    last two are told in English.
    """
    from experiments.report.page import page_of
    from simulation.language.translation import language

    file = out or _file_in(folder, "report.html", lang)
    _write(file, lambda: page_of(folder, language(lang)).html(), is_replacing=is_replacing)


@click.command(epilog="Example: alliance notebook results/breadth --out breadth.ipynb")
@options.folder
@options.language
@options.out_file("report.ipynb")
@options.is_replacing
def notebook(folder: Path, lang: str, out: Path | None, is_replacing: bool) -> None:
    """Write a notebook on what DIR holds.

    The same as `alliance report`, for Jupyter: text cells with question, findings, design and reproduction, and code
    cells that read the stored runs and make figures and tables anew. It runs wherever this program is installed, as
    long as DIR stays where it is seen from the notebook.
    """
    from experiments.report.notebook import notebook_of
    from simulation.language.translation import language

    file = out or _file_in(folder, "report.ipynb", lang)
    home = Path() if str(file) == _STANDARD_OUTPUT else file.parent
    _write(file, lambda: notebook_of(folder, home, language(lang)), is_replacing=is_replacing)


def _file_in(folder: Path, name: str, lang: str) -> Path:
    """Return the file in a folder; in other languages than English it bears their code, as figures do."""
    file = folder / name
    return file if lang == "en" else file.with_stem(f"{file.stem}-{lang}")


def _write(file: Path, make: Callable[[], str], *, is_replacing: bool) -> None:
    """Make a text and write it into a file, whose name is told then, or to standard output."""
    from experiments.storage.output_file import refuse_existing, write_out

    if str(file) == _STANDARD_OUTPUT:
        click.echo(make(), nl=False)
        return
    if not is_replacing:
        refuse_existing(file)
    content = make().encode()
    write_out(file, lambda stream: stream.write(content))
    click.echo(file)
