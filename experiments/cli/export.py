"""The command `alliance export`."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from experiments.cli import options

if TYPE_CHECKING:
    from experiments.storage.parts import Write

_ENDINGS = {".csv": "csv", ".dta": "stata", ".sav": "spss"}


@click.command(epilog="Example: alliance export results/breadth --out breadth.dta")
@options.folder
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values, for spreadsheets and R.")
@click.option("--stata", "form", flag_value="stata", help="A file of Stata 14 or later (.dta).")
@click.option("--spss", "form", flag_value="spss", help="A file of SPSS (.sav).")
@click.option(
    "--table",
    type=click.Choice(["runs", "series", "events", "pairs"]),
    help="What to export.  [default: runs of a sweep, pairs of a comparison]",
)
@options.language
@click.option("--out", type=options.FILE, metavar="FILE", help="File to write.  [default: standard output]")
@options.is_replacing
def export(folder: Path, form: str | None, table: str | None, lang: str, out: Path | None, is_replacing: bool) -> None:
    """Write the rows in DIR for other programs.

    The runs need not be finished. Without --csv, --stata or --spss the ending of FILE decides. Columns get names that
    all programs take; what they mean stands in files for Stata and SPSS, and beside a CSV file in FILE.labels.csv.
    """
    chosen = form or _ENDINGS.get(out.suffix.lower() if out else "", "csv")
    if out is None and chosen != "csv":
        raise click.UsageError(f"--{chosen} needs --out, a file to write.")

    from experiments.export.codebook import codebook
    from experiments.export.delimited import write_csv, write_labels
    from experiments.export.packages import write_dta, write_sav
    from experiments.export.tables import table_in
    from experiments.storage.output_file import refuse_existing, write_out
    from simulation.language.translation import language

    if out is not None and not is_replacing:
        refuse_existing(out)
    spoken = language(lang)
    kept = table_in(folder, table)
    variables = codebook(kept.name, kept.schema.names, spoken)
    writers: dict[str, Write] = {
        "csv": partial(write_csv, kept, variables),
        "stata": partial(write_dta, kept, variables, spoken),
        "spss": partial(write_sav, kept, variables, spoken),
    }
    if out is None:
        write_csv(kept, variables, sys.stdout.buffer)
        return
    write_out(out, writers[chosen])
    click.echo(out)
    if chosen == "csv" and out.is_file():
        click.echo(write_labels(variables, out))
