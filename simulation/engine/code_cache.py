"""The machine code of the rules on disk: in a folder named after the rules, and made anew where it is damaged."""

import atexit
import hashlib
import logging
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from numba.core.caching import (
    CompileResultCacheImpl,
    FunctionCache,
    IndexDataCacheFile,
    UserProvidedCacheLocator,
)
from platformdirs import user_cache_path

_MODEL = Path(__file__).parents[1]
# All that rules can see: a constant or the order of columns may be declared in any of these.
_SOURCES = ("scenario", "engine", "rules", "start", "results", "replacement", "week.py", "field_week.py")
_DIGEST_BYTES = 16
_CHOSEN_BY_THE_USER = "NUMBA_CACHE_DIR"
_LOG = logging.getLogger(__name__)


def fingerprint() -> str:
    """Return a hash of all that machine code of the rules is made from.

    Numba looks only at a function's own file to tell whether its machine code is stale. A rule that calls a changed
    rule would go on with the old one.
    """
    fingerprint = hashlib.blake2s(digest_size=8)
    for source in _SOURCES:
        path = _MODEL / source
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            fingerprint.update(f"{file.relative_to(_MODEL).as_posix()}\n".encode() + file.read_bytes())
    return fingerprint.hexdigest()


@cache
def folder() -> Path:
    """Return the folder for the machine code of the rules as they are now: the first that is filled or can be."""
    name = f"rules-{fingerprint()}"
    for place in _places():
        if _can_be_written(place / name) or any((place / name).glob("*.nbi")):
            return place / name
    return _for_this_command_only()


def _places() -> Iterator[Path]:
    if _CHOSEN_BY_THE_USER in os.environ:
        yield Path(os.environ[_CHOSEN_BY_THE_USER])
    yield _MODEL / "__pycache__"
    of_the_user = user_cache_path("alliance-simulation", appauthor=False)
    if of_the_user.is_absolute():  # it begins with ~ where there is no home
        yield of_the_user


def _can_be_written(path: Path) -> bool:
    try:
        path.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=path).close()
    except OSError:
        return False
    return True


def _for_this_command_only() -> Path:
    """Return a temporary folder that the workers of this process use too."""
    path = Path(tempfile.mkdtemp(prefix="alliance-rules-"))
    os.environ[_CHOSEN_BY_THE_USER] = str(path)
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    _LOG.warning(
        "No folder can be written to keep the compiled rules in, so each command compiles them anew. "
        "Set %s to a folder that can be written.",
        _CHOSEN_BY_THE_USER,
    )
    return path


class _InTheFolder(UserProvidedCacheLocator):
    """Tells Numba in which folder to keep machine code."""

    def __init__(self, function: Callable[..., object], file: str) -> None:
        super().__init__(function, file)
        self._cache_path = str(folder())

    @classmethod
    def from_function(cls, function: Callable[..., object], file: str) -> "_InTheFolder":
        """Answer for every function."""
        return cls(function, file)


class _Implementation(CompileResultCacheImpl):
    def __init__(self, function: Callable[..., object]) -> None:
        self._locator_classes = [_InTheFolder]
        super().__init__(function)


class _SealedFile(IndexDataCacheFile):
    """Machine code with a hash behind it: code that is damaged but can be read would end the process."""

    def _dump(self, content: object) -> bytes:
        pickled: bytes = super()._dump(content)
        return pickled + _seal(pickled)

    def _load_data(self, name: str) -> Any:
        content = Path(self._data_path(name)).read_bytes()
        if _seal(content[:-_DIGEST_BYTES]) != content[-_DIGEST_BYTES:]:
            raise ValueError(f"{name} is damaged")
        return pickle.loads(content)


def _seal(content: bytes) -> bytes:
    return hashlib.blake2s(content, digest_size=_DIGEST_BYTES).digest()


class CodeCache(FunctionCache):
    """Keeps the machine code of one function; a file that cannot be read or written costs time and nothing else."""

    _impl_class = _Implementation

    def __init__(self, function: Callable[..., object]) -> None:
        super().__init__(function)
        self._cache_file = _SealedFile(self.cache_path, self._impl.filename_base, self._impl.locator.get_source_stamp())

    def load_overload(self, signature: Any, context: Any) -> Any:
        """Return the machine code for a signature, or None where there is none that can be used.

        Numba's own way first loads all with which it could compile: a fifth of a warm start, and 46 MB in each worker.
        Whoever compiles loads it anyway.
        """
        try:
            with self._guard_against_spurious_io_errors():
                return self._load_overload(signature, context)
        except Exception:  # noqa: BLE001 - whatever is wrong with a file, it is made anew
            self._drop()
            return None

    def save_overload(self, signature: Any, code: Any) -> None:
        """Keep machine code, if it can be kept."""
        try:
            super().save_overload(signature, code)
        except OSError as error:
            _LOG.warning("Compiled rules cannot be kept in %s: %s", self.cache_path, error.strerror)

    def _drop(self) -> None:
        for file in Path(self.cache_path).glob(f"{self._impl.filename_base}.*"):
            with suppress(OSError):
                file.unlink()
        _LOG.warning("Dropped damaged files of compiled rules in %s; they are made anew.", self.cache_path)
