"""The command `alliance kit`."""

from pathlib import Path

import click

from experiments.cli import options
from experiments.cli.running import running
from seminar.extra import needs_the_extra


@click.command(epilog="Example: alliance kit --lang de --out unterricht")
@options.language
@click.option("--out", "folder", type=options.PATH, default="kit", show_default=True, help="Folder for the files.")
@options.is_replacing
def kit(lang: str, folder: Path, is_replacing: bool) -> None:
    """Write everything that is printed for a lesson.

    PDFs for A4: how to choose, plans for 45, 90 and 180 minutes, worksheets, event cards, role cards and the agreement
    form, the debrief, and what to expect of the runs in case the machine fails. Begin with `choosing.pdf`.
    """
    from experiments.terminal.compiling import compile_visibly
    from experiments.terminal.progress import progress_if_slow
    from seminar.papers.writing import write_files
    from simulation.language.translation import language

    with needs_the_extra():
        from seminar.kit.expected import lesson_runs
        from seminar.kit.papers import kit_papers
    compile_visibly()
    with running(None, progress_if_slow()) as report:
        all_runs = list(lesson_runs(report=report))
    for path in write_files(folder, dict(kit_papers(language(lang), all_runs)), is_replacing=is_replacing):
        click.echo(path)
