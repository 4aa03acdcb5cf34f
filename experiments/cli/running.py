"""Running a plan from the command line: progress while it lasts, and what is kept when something stops it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from experiments.terminal import interruption

if TYPE_CHECKING:
    from experiments.terminal.progress import Report


@contextmanager
def running(folder: Path | None, shown: "AbstractContextManager[Report]") -> "Iterator[Report]":
    """Show how far runs have come; whatever stops them, say what is kept, and end the command.

    Args:
        folder: where the runs are stored, or the folders with them; None where they are kept for the moment only.
        shown: how progress is shown.
    """
    from experiments.runner.batch import WorkerError
    from experiments.storage.parts import WriteError

    try:
        with interruption.stoppable(), shown as report:
            yield report
    except KeyboardInterrupt as stop:
        click.echo(f"\nStopped. {_kept(folder)}", err=True)
        click.get_current_context().exit(interruption.exit_code(stop))
    except (WorkerError, WriteError) as error:
        click.echo(f"Error: {error} {_kept(folder)}", err=True)
        click.get_current_context().exit(error.exit_code)


def _kept(folder: Path | None) -> str:
    from experiments.storage.sweep_folder import folders_in
    from experiments.sweeps.status import status_of

    if folder is None:
        return "Nothing is kept without --out."
    if not (folders := folders_in(folder)):
        return "Nothing was stored yet."
    seen = [status_of(one) for one in folders]
    done, total = sum(one.done for one in seen), sum(one.manifest.total for one in seen)
    return f"{done:,} of {total:,} runs are kept in {folder}; the same command resumes."
