"""Writing several files that belong together."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from experiments.storage.output_file import refuse_existing, write_out


def write_files(folder: Path, files: Mapping[str, bytes], *, is_replacing: bool) -> Iterator[Path]:
    """Write files into a folder, and yield the path of each once it is there.

    Args:
        folder: where to; it is made where needed.
        files: by name.
        is_replacing: whether files that are there already are replaced.

    Raises:
        DataError: before anything is written, where a file is there already and must not be replaced.
        WriteError: where one cannot be written.
    """
    for name in () if is_replacing else files:
        refuse_existing(folder / name)
    for name, content in files.items():
        write_out(folder / name, partial(_put, content))
        yield folder / name


def _put(content: bytes, stream: BinaryIO) -> object:
    return stream.write(content)
