"""The lock: one driver at a time works on a folder."""

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from errno import EACCES, EAGAIN
from pathlib import Path
from typing import NamedTuple, TextIO

from simulation import DataError

LOCK = "driver.lock"
_TRIES = 5
_SECONDS_BETWEEN_TRIES = 0.1
_HELD = (EAGAIN, EACCES)


class Driver(NamedTuple):
    """Who works on a folder: the machine, the number of the process there, and since when."""

    host: str
    process: int
    since: str

    def __str__(self) -> str:
        return f"process {self.process} on {self.host}, since {self.since}"


@contextmanager
def only_driver(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; it is free again when the process ends, however it ends.

    Where a file system has no locks, the file alone stands for one; if a driver is killed there, its file has to
    be deleted by hand.

    Raises:
        DataError: where another driver holds it, or the folder cannot be written.
    """
    path = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = _locked(path)
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error.strerror or error}.") from error
    with file:
        try:
            _sign(file)
            yield
        finally:
            path.unlink(missing_ok=True)


def driver_of(folder: Path) -> Driver | None:
    """Return who works on a folder; None if nobody does."""
    with suppress(OSError), (folder / LOCK).open(encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return _signature(file)
    return None


def _locked(path: Path) -> TextIO:
    """Open the file and lock it; try a few times, since those who only look hold it for a moment."""
    for _ in range(_TRIES):
        file = path.open("a+", encoding="utf-8")
        if _takes(file) and _is_at(path, file):
            return file
        holder = _signature(file)
        file.close()
        time.sleep(_SECONDS_BETWEEN_TRIES)
    raise DataError(f"Another driver works on {path.parent}: {holder}. Wait for it, or choose another folder.")


def _takes(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        if holder := _signature(file):
            told = f"{holder}. If it is gone, delete {file.name}: this file system has no locks to tell."
            raise DataError(f"Another driver may be at work: {told}") from error
    return True


def _is_at(path: Path, file: TextIO) -> bool:
    """Tell whether a file is still in its place; the driver before may have taken it away after it was opened."""
    with suppress(FileNotFoundError):
        return path.stat().st_ino == os.fstat(file.fileno()).st_ino
    return False


def _sign(file: TextIO) -> None:
    file.truncate(0)
    driver = Driver(socket.gethostname(), os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"))
    json.dump(driver._asdict(), file)
    file.flush()


def _signature(file: TextIO) -> Driver | None:
    file.seek(0)
    with suppress(ValueError, TypeError):
        return Driver(**json.loads(file.read()))
    return None
