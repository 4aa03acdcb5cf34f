"""Streams: where a command is answered, and what is said in one line where that, or the disk, does not work."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

type ExitCode = str | int | None

FAILED = 1
_STREAMS = (0, 1, 2)


def answered(command: Callable[[], object]) -> ExitCode:
    """Run a command that ends by `sys.exit`, as those of click do.

    Args:
        command: takes its arguments from the command line.

    Returns:
        With what the process is to end, as `sys.exit` takes it.
    """
    _fill_closed_streams()
    if sys.stdout is None:
        return _failed("Standard output is closed, so there is nowhere to answer; send it to a file instead.")
    try:
        command()
    except SystemExit as end:
        return _flushed(end.code)
    except OSError as error:
        return _flushed(_failed(_reason(error)))
    except MemoryError:
        return _flushed(_failed("There is not enough memory for this."))
    return _flushed(None)


def _fill_closed_streams() -> None:
    """Put an empty device where a standard stream is closed, lest the next file that is opened takes its place."""
    for stream in _STREAMS:
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the process ends


def _reason(error: OSError) -> str:
    try:
        Path.cwd()
    except OSError:
        return "The folder in which this was started is gone; change to one that is there."
    place = f" {error.filename}" if error.filename else ""
    return f"Cannot read or write{place}: {error.strerror or error}."


def _failed(message: str) -> int:
    with suppress(OSError):
        print(f"Error: {message}", file=sys.stderr, flush=True)  # noqa: T201 - there may be no click yet
    return FAILED


def _flushed(code: ExitCode) -> ExitCode:
    """Return with what the process ends: the code given, unless what was printed last cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError) as error:
            _let_go_of(stream.fileno())
            code = code or _failed(f"Cannot write all of the answer: {getattr(error, 'strerror', error)}.")
    return code


def _let_go_of(stream: int) -> None:
    """Send the rest of a stream nowhere, so that the interpreter does not try once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream)
    os.close(nowhere)
