"""The page of findings: puts the table of verdicts from a folder of tested claims between the marks on a page.

`make findings` runs all claims and then this. What is written around the marks stays as it is.
"""

import re
from pathlib import Path

import click

from experiments.claims_folder import TABLE
from simulation import DataError

START, END = "<!-- verdicts: made by `make findings` -->", "<!-- end of verdicts -->"
_BETWEEN = re.compile(f"(?<={re.escape(START)}\n).*?(?={re.escape(END)})", re.DOTALL)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("page", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def main(folder: Path, page: Path) -> None:
    """Put the table of verdicts from FOLDER between the marks on PAGE."""
    try:
        page.write_text(renewed(page.read_text("utf-8"), (folder / TABLE).read_text("utf-8")), encoding="utf-8")
    except (DataError, OSError) as error:
        raise click.ClickException(str(error)) from error


def renewed(page: str, table: str) -> str:
    """Return a page with this table between its marks.

    Raises:
        DataError: where the page has no marks.
    """
    if not _BETWEEN.search(page):
        raise DataError(f"The page has no lines {START} and {END}, between which the table could stand.")
    return _BETWEEN.sub(lambda _: f"\n{table}\n", page)


if __name__ == "__main__":
    main()
