"""The command `alliance handout`."""

from pathlib import Path

import click

from experiments.cli import options
from experiments.cli.running import running
from seminar.extra import needs_the_extra


@click.command(epilog="Example: alliance handout fast-and-slow --lang de --out schnell-und-langsam.html")
@options.scenario
@click.option(
    "--vary",
    "sliders",
    multiple=True,
    metavar="FIELD=VALUES",
    help="A slider over these values, instead of those that a scenario has by itself; may be repeated.",
)
@click.option(
    "--runs", type=options.WholeNumber(10, 1000), default=100, show_default=True, help="Runs of each combination."
)
@options.language
@click.option("--out", "file", type=options.FILE, help="File to write.  [default: SCENARIO.LANG.html]")
@options.is_replacing
@options.workers
def handout(
    scenario: str,
    sliders: tuple[str, ...],
    runs: int,
    lang: str,
    file: Path | None,
    is_replacing: bool,
    workers: int | None,
) -> None:
    """Write a page with sliders over runs of SCENARIO.

    One HTML file for phones and computers that needs neither this program nor the internet: readers predict what a
    change will do, move the sliders, and see it in runs that were made beforehand.
    """
    from experiments.storage.output_file import refuse_existing, write_out
    from experiments.terminal import compiling
    from experiments.terminal.progress import progress_if_slow

    with needs_the_extra():
        from seminar.handout.page import handout_of
    file = file or Path(f"{Path(scenario).stem}.{lang}.html")
    if not is_replacing:
        refuse_existing(file)
    means = {"start": options.started(workers, None), "prepare": compiling.compile_visibly}
    with running(None, progress_if_slow()) as report:
        made = handout_of(scenario, sliders, lang, runs=runs, report=report, **means)
    html = made.html()
    write_out(file, lambda stream: stream.write(html.encode()))
    click.echo(file)
