"""The notebook of a report: its texts, and code that reads the stored runs and makes figures and tables anew."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from experiments.report import words
from experiments.report.content import Cell, Report, Table
from experiments.report.kinds import manifests_in, report_on
from experiments.report.making import commands_of, design_of, drawn_with, versions_of
from experiments.storage.manifest import Manifest
from simulation.language.translation import Language, Phrase

_KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
_MARKUP = re.compile(r"[\\`*_\[\]<>&$|~#]")
_BEGINS_A_LIST = re.compile(r"^(\d*)([-+.)])")
_WHERE = """\
from pathlib import Path

from simulation.language.translation import language

folder, spoken = Path({folder!r}), language({lang!r})"""


def notebook_of(folder: Path, home: Path, spoken: Language) -> str:
    """Return the notebook on what a folder holds, in Jupyter's form.

    Args:
        folder: what it is about.
        home: folder in which the notebook will lie; from there it finds the other one.
        spoken: the language, as far as there are texts in it.

    Raises:
        DataError: where there is nothing to report on, or it cannot be read.
    """
    manifests, report = manifests_in(folder), report_on(folder, spoken)
    where = _WHERE.format(folder=_seen_from(home, folder), lang=spoken.code)
    cells = [
        *map(new_markdown_cell, _told_first(report, manifests, spoken)),
        *_coded(where, report.cells),
        *map(new_markdown_cell, _told_last(manifests, folder, spoken)),
    ]
    return _written(cells)


def plain(text: str) -> str:
    r"""Return a text as a paragraph of Markdown that shows it as it is.

    >>> print(plain("1. *Mut* & <b>Maß</b>"))
    1\. \*Mut\* \& \<b\>Maß\</b\>
    """
    escaped = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return _BEGINS_A_LIST.sub(r"\1\\\2", escaped)


def _told_first(report: Report, manifests: Mapping[str, Manifest], spoken: Language) -> Iterator[str]:
    """Yield what stands above the code: title, question, findings and design."""
    yield f"# {plain(report.title)}\n\n{plain(spoken.say(words.KIND))}"
    yield _section(words.QUESTION, map(plain, (report.question, *report.about)), spoken)
    yield _section(words.FINDINGS, ["\n".join(f"- {plain(one)}" for one in report.findings)], spoken)
    yield _section(words.DESIGN, map(_as_markdown, design_of(manifests, spoken)), spoken)


def _told_last(manifests: Mapping[str, Manifest], folder: Path, spoken: Language) -> Iterator[str]:
    """Yield what stands below the code: how to make the runs again, with what, and what they are not."""
    commands = "\n".join(commands_of(list(manifests.values()), folder))
    told = [plain(spoken.say(words.COMMANDS)), f"```sh\n{commands}\n```", plain(spoken.say(words.SEEDS))]
    versions = _as_markdown(versions_of(next(iter(manifests.values())), spoken))
    yield _section(
        words.REPRODUCE, [*told, versions, plain(drawn_with(spoken)), plain(spoken.say(words.LIMITS))], spoken
    )


def _section(heading: Phrase, paragraphs: Iterable[str], spoken: Language) -> str:
    return "\n\n".join([f"## {plain(spoken.say(heading))}", *paragraphs])


def _as_markdown(table: Table) -> str:
    lines = [table.heads, ["---"] * len(table.heads), *table.rows]
    rows = (f"| {' | '.join(cell if cell == '---' else plain(cell) for cell in line)} |" for line in lines)
    return "\n".join([f"**{plain(table.caption)}**", "", *rows])


def _coded(where: str, cells: Sequence[Cell]) -> Iterator[Any]:
    """Yield the cells with code, each behind its text."""
    yield new_code_cell(where)
    for cell in cells:
        if cell.text:
            yield new_markdown_cell(plain(cell.text))
        yield new_code_cell(cell.code)


def _seen_from(home: Path, folder: Path) -> str:
    """Return the path of a folder as it is written in a notebook, the same on every system."""
    try:
        return Path(os.path.relpath(folder, home)).as_posix()
    except ValueError:  # on another drive, to which no relative path leads
        return folder.resolve().as_posix()


def _written(cells: Iterable[Any]) -> str:
    """Return cells as the text of a file; they are numbered, so that the same folder gives the same file."""
    notebook = new_notebook(cells=list(cells), metadata=_KERNEL)
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook)}\n"
