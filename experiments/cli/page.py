"""A page with tables made by a command: they are put between two marks, and what stands around these stays as it is.

`make findings` and `make history` run what they are about and then this.
"""

import re
from pathlib import Path

import click

from simulation import DataError

_BETWEEN_MARKS = re.compile(r"(<!-- (\w+): made by `make [\w-]+` -->\n).*?(<!-- end of \2 -->)", re.DOTALL)


@click.command()
@click.argument("tables", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("page", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def main(tables: Path, page: Path) -> None:
    """Put TABLES, a file in Markdown, between the marks on PAGE."""
    try:
        page.write_text(renewed(page.read_text("utf-8"), tables.read_text("utf-8")), encoding="utf-8")
    except (DataError, OSError) as error:
        raise click.ClickException(str(error)) from error


def renewed(page: str, tables: str) -> str:
    """Return a page with these tables between its marks.

    Raises:
        DataError: where the page has no marks.
    """
    if not _BETWEEN_MARKS.search(page):
        marks = "<!-- NAME: made by `make COMMAND` --> and <!-- end of NAME -->"
        raise DataError(f"The page has no lines {marks}, between which tables could stand.")
    return _BETWEEN_MARKS.sub(lambda marks: f"{marks[1]}\n{tables}\n{marks[3]}", page)


if __name__ == "__main__":
    main()
