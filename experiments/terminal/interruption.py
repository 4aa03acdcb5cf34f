"""Stopping: what ends a command from outside ends it in good order."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM


class Terminated(KeyboardInterrupt):
    """The process was asked to end, as machines do at shutdown and schedulers when time is up."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a request to end, SIGTERM, stop the work inside as Ctrl-C does, with an exception."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def interrupt_behind(error: BaseException | None) -> KeyboardInterrupt | None:
    """Return the interrupt that an exception hides, or None.

    Where Ctrl-C arrives while compiled code looks something up, the interpreter raises a `SystemError` in its place.
    """
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error


def exit_code(stop: KeyboardInterrupt) -> int:
    """Return with what a command ends that was stopped."""
    return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Terminated
