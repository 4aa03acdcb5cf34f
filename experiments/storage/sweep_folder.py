"""Storage: a sweep's folder as a whole: its manifest, and its rows once all are there."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import ValidationError

from experiments.design.points import Points
from experiments.runner import rows
from experiments.storage import parts
from experiments.storage.manifest import MANIFEST, Manifest
from experiments.storage.packing import RUNS
from experiments.storage.stored_plan import read_points
from simulation import DataError

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 6


class RunError(DataError):
    """A run that must have an outcome and has none."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Sweep:
    """A finished sweep as read back.

    Attributes:
        folder: where it lies.
        manifest: which sweep it is.
        points: the points of its design, in the order of the plan.
        runs: its runs in the order of the plan. Where a run has no outcome, the runs of its replicate are missing
            at all points, so that those that are left are in pairs.
        left_out: how many runs are missing for that reason.
    """

    folder: Path
    manifest: Manifest
    points: Points
    runs: "pd.DataFrame"
    left_out: int = 0


def write_manifest(folder: Path, manifest: Manifest) -> Manifest:
    """Write (or replace) the manifest with its seals, and return it so; makes the folder where needed."""
    sealed = manifest.sealed()
    parts.write_text(folder / MANIFEST, sealed.model_dump_json(indent=2) + "\n")
    return sealed


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a folder; None where the folder has none.

    Raises:
        DataError: where the file is damaged, or describes something else.
    """
    path = folder / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_text(encoding="utf-8"), strict=True)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValidationError, UnicodeDecodeError, OSError) as error:
        fields = _fields_of(error) if isinstance(error, ValidationError) else ""
        raise DataError(f"{path} is damaged, or not the manifest of a sweep of this version{fields}.") from error


@contextmanager
def kept_in(folder: Path | None) -> Iterator[Path]:
    """Yield the folder; where there is none, one that is gone afterwards."""
    if folder is not None:
        yield folder
        return
    with TemporaryDirectory(prefix="alliance-") as there:
        yield Path(there)


def folders_in(folder: Path) -> list[Path]:
    """Return the folder itself if it holds runs, and else the folders in it that do, by name."""
    if (folder / MANIFEST).exists():
        return [folder]
    return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))


def manifest_of(folder: Path) -> Manifest:
    """Read the manifest of a folder that holds a sweep.

    Raises:
        DataError: where it holds none, or the manifest is damaged.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        inside = ", ".join(str(one) for one in folders_in(folder)[:_SHOWN])
        told = f"choose one of those in it: {inside}" if inside else f"`alliance sweep ... --out {folder}` makes one"
        raise DataError(f"{folder} holds no sweep; {told}.")
    return manifest


def load_sweep(folder: Path) -> Sweep:
    """Read a finished sweep.

    Raises:
        DataError: where the folder holds no sweep, or an unfinished or damaged one, or one without any outcome.
    """
    manifest = manifest_of(folder)
    if not manifest.is_finished:
        done = sum(map(parts.rows_in, parts.files_of(folder, RUNS)))
        raise DataError(
            f"The {manifest.question} in {folder} is not finished ({done:,} of {manifest.total:,} runs). "
            f"This command resumes it: {manifest.command}"
        )
    path = parts.whole(folder, RUNS)
    table = parts.read_whole(path)
    if set(table.column_names) != {*manifest.design, *rows.schema(manifest.returns, {}).names}:
        raise DataError(f"The columns of {path} are not those of its manifest.")
    if table.num_rows != manifest.total:
        raise DataError(f"{path} has {table.num_rows:,} rows instead of {manifest.total:,}.")
    paired = _in_pairs(table)
    if not paired.num_rows:
        raise DataError(f"No replicate in {path} has an outcome at every point; `status` and `message` tell why.")
    points, starts = read_points(folder, manifest)
    points = points if starts is None else starts.labels
    return Sweep(folder, manifest, points, paired.to_pandas(), table.num_rows - paired.num_rows)


def load_whole(folder: Path) -> Sweep:
    """Read a finished sweep of which every run has an outcome; from fewer, some questions cannot be answered.

    Raises:
        RunError: naming the first run without an outcome.
        DataError: as `load_sweep` does.
    """
    sweep = load_sweep(folder)
    if sweep.left_out:
        table = parts.read_whole(parts.whole(folder, RUNS))
        first = table.filter(pc.not_equal(table["status"], rows.DONE)).slice(0, 1).to_pylist()[0]
        raise _without_outcome(sweep.manifest, first)
    return sweep


def read_table(folder: Path, table: str, columns: Sequence[str] | None = None) -> "pd.DataFrame":
    """Read a table of a finished sweep, or some columns of it."""
    read: pd.DataFrame = parts.read_whole(parts.whole(folder, table), columns).to_pandas()
    return read


def _without_outcome(manifest: Manifest, run: Mapping[str, Any]) -> RunError:
    changes = ", ".join(f"{path} = {run[path]}" for path in manifest.design if run[path] is not None)
    how = run["message"] if run["status"] == rows.KILLED else f"raised {run['message']}"
    return RunError(
        f"A run of {manifest.title} has no outcome, so nothing can be concluded: seed {run['seed']}, "
        f"{changes or 'nothing changed'}. It {how}."
    )


def _fields_of(error: ValidationError) -> str:
    names = ", ".join(dict.fromkeys(str(problem["loc"][0]) for problem in error.errors() if problem["loc"]))
    return f" ({names})" if names else ""


def _in_pairs(table: pa.Table) -> pa.Table:
    """Leave out, at all points, every replicate that has no outcome at one of them."""
    without = pc.unique(table["run"].filter(pc.not_equal(table["status"], rows.DONE)))
    return table.filter(pc.invert(pc.is_in(table["run"], without)))
