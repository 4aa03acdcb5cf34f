"""Parts: the files of a sweep's folder, each of which appears whole or not at all and is never changed.

While a sweep runs, its tables lie in `parts/`, a file a batch, named by what is in it: writing one twice does no
harm. The runs of a batch are written last, so a run counts as soon as it stands in a file of runs.
"""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from simulation import DataError

PARTS = "parts"
_UNFINISHED = ".writing"
_FULL = (errno.ENOSPC, errno.EDQUOT)

type Write = Callable[[BinaryIO], object]


class MovedError(DataError):
    """A part that was joined with others between being listed and being read."""


class WriteError(DataError):
    """A folder in which nothing more can be written."""

    exit_code = 1


class Chunk(NamedTuple):
    """A row group of a file: what is read at once."""

    path: Path
    group: int


def write_whole(path: Path, write: Write) -> None:
    """Write beside, make sure it is on the disk, then rename: a reader sees all of it or nothing.

    Raises:
        WriteError: where the file cannot be written; what was there before is as it was.
    """
    with _written_beside(path, write) as beside:
        beside.replace(path)


def write_text(path: Path, text: str) -> None:
    """Write a text; see `write_whole`."""
    write_whole(path, lambda file: file.write(text.encode()))


def write_new(path: Path, text: str) -> None:
    """Write a text into a file that is not there yet.

    Raises:
        DataError: where the file, or something else of its name, is there already, or where it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise DataError(f"{path} is there already and stays as it is; give another name.") from None
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise DataError(f"Cannot write {path}: {error.strerror or error}.") from error


def write_part(folder: Path, table: str, write: Write) -> Path:
    """Write a part of a table and name it by its content; see `write_whole`."""
    with _written_beside(folder / PARTS / table, write) as beside:
        path = beside.with_name(f"{table}-{digest(beside)}.parquet")
        beside.replace(path)
    return path


def store(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the parts of a batch, given by table, in the order given."""
    for table, content in contents.items():
        write_part(folder, table, lambda file, content=content: file.write(content))  # type: ignore[misc]


def whole(folder: Path, table: str) -> Path:
    """Return the file that holds a whole table once the sweep is finished."""
    return folder / f"{table}.parquet"


def loose(folder: Path, table: str) -> list[Path]:
    """Return the parts of a table, in the order of their names."""
    return sorted((folder / PARTS).glob(f"{table}-*.parquet"))


def files_of(folder: Path, table: str) -> list[Path]:
    """Return all files that hold rows of a table, the whole one first."""
    return [*filter(Path.exists, [whole(folder, table)]), *loose(folder, table)]


def digest(path: Path) -> str:
    """Return the hash of a file's content, by which parts are named."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def chunks_of(paths: Iterable[Path]) -> list[Chunk]:
    """Return the chunks of some files.

    Raises:
        DataError: where a file is damaged.
    """
    return [Chunk(path, group) for path in paths for group in range(_metadata(path).num_row_groups)]


def read(chunk: Chunk, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a chunk, or some columns of it.

    Raises:
        DataError: where the file is damaged, or lacks a column.
    """
    with _opened(chunk.path) as file:
        if missing := set(columns or ()) - set(file.schema_arrow.names):
            raise DataError(f"{chunk.path} has no column {missing.pop()}.")
        return file.read_row_group(chunk.group, columns, use_threads=False)


def read_whole(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a file, or some columns of it; see `read`."""
    chunks = [read(chunk, columns) for chunk in chunks_of([path])]
    return pa.concat_tables(chunks) if chunks else schema_of(path).empty_table()


def schema_of(path: Path) -> pa.Schema:
    """Return the schema of a file."""
    with _opened(path) as file:
        return file.schema_arrow


def rows_in(path: Path) -> int:
    """Return how many rows a file has."""
    return int(_metadata(path).num_rows)


def remove(paths: Iterable[Path]) -> None:
    """Remove parts that are in another file now, and their folder once it is empty."""
    for path in paths:
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()


def remove_unfinished(folder: Path) -> None:
    """Remove what a killed driver left half written."""
    for place in (folder, folder / PARTS):
        for path in place.glob(f".*{_UNFINISHED}"):
            path.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> WriteError:
    """Return what to say where a file cannot be written."""
    if error.errno in _FULL:
        return WriteError(f"Cannot write into {path.parent}: the disk is full. All files that are there are whole.")
    return WriteError(f"Cannot write {path}: {error.strerror or error}.")


def _metadata(path: Path) -> pq.FileMetaData:
    with _opened(path) as file:
        return file.metadata


@contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except FileNotFoundError as error:
        raise MovedError(f"{path} was joined with other parts while it was to be read; try again.") from error
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"{path} is damaged: it is not a whole Parquet file.") from error


@contextmanager
def _written_beside(path: Path, write: Write) -> Iterator[Path]:
    """Write a file beside the one that it will be, and hand it over to be renamed once it is on the disk."""
    beside = path.with_name(f".{path.name}.{uuid4().hex}{_UNFINISHED}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        yield beside
        _settle(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Make sure that a rename is on the disk; file systems that cannot tell are trusted."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
