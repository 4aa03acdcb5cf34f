"""Output files: what a user names is written whole, through a link, or into what is no file, such as a pipe."""

from pathlib import Path

from experiments.storage.parts import Write, cannot_write, write_whole
from simulation import DataError


def refuse_existing(path: Path) -> None:
    """Refuse to replace a file.

    Raises:
        DataError: where there is one. A link is none: whoever makes one wants it written through.
    """
    if path.is_file() and not path.is_symlink():
        raise DataError(f"{path} is there already; name another file, or give --replace as well.")


def write_out(path: Path, write: Write) -> None:
    """Write a file that the user named.

    A file appears whole or not at all; where a link stands, what it points at is written and the link stays. Pipes and
    devices take the bytes as they come.

    Args:
        path: where to.
        write: writes into the file that it is given.

    Raises:
        WriteError: where it cannot be written.
    """
    if path.exists() and not path.is_file():
        try:
            with path.open("wb") as stream:
                write(stream)
        except OSError as error:
            raise cannot_write(path, error) from error
    else:
        write_whole(path.resolve(), write)
