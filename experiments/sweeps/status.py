"""Status: how far a sweep has come, told from its folder while a driver may be at work there."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from experiments.runner import rows
from experiments.storage import parts, sweep_folder
from experiments.storage.lock import Driver, driver_of
from experiments.storage.manifest import Manifest
from experiments.storage.packing import RUNS
from simulation import DataError

_LATEST = 50
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Status:
    """How far a sweep has come.

    Attributes:
        manifest: which sweep it is.
        done: how many runs are stored.
        failed: how many of these have no outcome.
        size: bytes of all files with rows.
        driver: who is at work; None if nobody is.
        rate: runs a second, lately; None if nobody is at work or it is too early to tell.
    """

    manifest: Manifest
    done: int
    failed: int
    size: int
    driver: Driver | None
    rate: float | None

    @property
    def seconds_left(self) -> float | None:
        """How long it will still take; None if that is not known."""
        return (self.manifest.total - self.done) / self.rate if self.rate else None


def status_of(folder: Path) -> Status:
    """Look at a folder without disturbing whoever is at work there.

    Raises:
        DataError: where it holds no sweep, or is damaged.
    """
    manifest, driver = sweep_folder.manifest_of(folder), driver_of(folder)
    for tries_left in reversed(range(_TRIES)):
        try:
            table, size, rate = _seen(folder, manifest)
            break
        except (parts.MovedError, FileNotFoundError):  # the driver joins parts at this moment
            if not tries_left:
                raise
    is_new = table.group_by(rows.RUN_ID).aggregate([("status", "max")])
    failed = pc.sum(pc.not_equal(is_new["status_max"], rows.DONE)).as_py() or 0
    return Status(manifest, len(is_new), failed, size, driver, rate if driver else None)


def _seen(folder: Path, manifest: Manifest) -> tuple[pa.Table, int, float | None]:
    """Return names and status of all rows, the size of their files, and the rate of the latest parts."""
    paths = parts.files_of(folder, RUNS)
    columns = [rows.RUN_ID, "status"]
    empty = rows.schema(manifest.returns, {}).empty_table().select(columns)
    try:
        seen = (parts.read(chunk, columns).cast(empty.schema) for chunk in parts.chunks_of(paths))
        table = pa.concat_tables([empty, *seen])
    except pa.ArrowException as error:
        raise DataError(f"The columns of {RUNS} in {folder} are not those of a sweep: {error}") from error
    return table, sum(path.stat().st_size for path in paths), _rate(folder)


def _rate(folder: Path) -> float | None:
    """Return the runs a second by the latest parts; those that were joined are older than all others."""
    latest = sorted((path.stat().st_mtime, path) for path in parts.loose(folder, RUNS))[-_LATEST:]
    if len(latest) < 2 or latest[-1][0] <= latest[0][0]:
        return None
    runs = sum(parts.rows_in(path) for _, path in latest[1:])
    return runs / (latest[-1][0] - latest[0][0])
