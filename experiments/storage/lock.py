"""The lock: one driver at a time works on a folder."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from errno import ENOLCK, ENOSYS, EOPNOTSUPP
from pathlib import Path
from typing import NamedTuple

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from experiments.storage.parts import write_text
from simulation import DataError

LOCK = "driver.lock"
SIGNATURE = "driver.json"
_MARK = "driver.at-work"
_PATIENCE = 0.5  # seconds, since those who only look hold the lock for a moment
_NO_LOCKS = (ENOLCK, ENOSYS, EOPNOTSUPP)


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

    Where a file system has no locks, a file stands for one; if a driver is killed there, it has to be deleted by hand.

    Raises:
        DataError: where another driver holds it, or the folder cannot be written.
    """
    lock = _lock_of(folder)
    try:
        _sign(folder)
        yield
    finally:
        (folder / SIGNATURE).unlink(missing_ok=True)
        lock.release()


def driver_of(folder: Path) -> Driver | None:
    """Return who works on a folder; None if nobody does."""
    signature = _signature(folder)
    if signature is None:
        return None
    try:
        _acquired(folder, patience=0).release()
    except Timeout:
        return signature
    except OSError:  # where nothing can be written nobody works
        pass
    return None


def _lock_of(folder: Path) -> BaseFileLock:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _acquired(folder, _PATIENCE)
    except Timeout as error:
        raise _at_work(folder, Path(error.lock_file)) from error
    except OSError as error:
        raise DataError(f"Cannot write {error.filename or folder}: {error.strerror or error}.") from error


def _acquired(folder: Path, patience: float) -> BaseFileLock:
    lock: BaseFileLock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        lock = SoftFileLock(folder / _MARK)
        lock.acquire(timeout=patience)
    return lock


def _at_work(folder: Path, lock: Path) -> DataError:
    holder = _signature(folder)
    if lock.name == _MARK:
        told = f"If it is gone, delete {lock}: this file system has no locks to tell."
        return DataError(f"Another driver may be at work on {folder}: {holder}. {told}")
    return DataError(f"Another driver works on {folder}: {holder}. Wait for it, or choose another folder.")


def _sign(folder: Path) -> None:
    driver = Driver(socket.gethostname(), os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"))
    write_text(folder / SIGNATURE, json.dumps(driver._asdict()))


def _signature(folder: Path) -> Driver | None:
    with suppress(OSError, ValueError, TypeError):
        return Driver(**json.loads((folder / SIGNATURE).read_text(encoding="utf-8")))
    return None
