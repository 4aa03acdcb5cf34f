"""The file of all classes: an append-only log in SQLite for each, and the outcomes of its replays.

Every entry is on the disk before anybody hears of it, so that a class survives whatever ends the server. Nothing in the
file is ever changed or taken out; the database itself refuses it.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from seminar.classroom.entries import Entry, Opening, read, written
from seminar.classroom.state import Numbered
from simulation import DataError

_TABLES = """
CREATE TABLE IF NOT EXISTS classes (
    code TEXT PRIMARY KEY, opened_at TEXT NOT NULL, opening TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS entries (
    code TEXT NOT NULL REFERENCES classes, number INTEGER NOT NULL, made_at TEXT NOT NULL, entry TEXT NOT NULL,
    PRIMARY KEY (code, number)
) STRICT;
CREATE TABLE IF NOT EXISTS outcomes (
    code TEXT NOT NULL, number INTEGER NOT NULL, parquet BLOB NOT NULL,
    PRIMARY KEY (code, number), FOREIGN KEY (code, number) REFERENCES entries
) STRICT;
"""
_NEVER = """
CREATE TRIGGER IF NOT EXISTS {table}_{action} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, 'a class only ever grows'); END;
"""
_SECONDS_TO_WAIT = 10.0


class ClassFile:
    """All classes of one server, in one file.

    Args:
        path: of the file; it and its folder are made where they do not exist.

    Raises:
        DataError: if it cannot be made, or is another kind of file.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                path, timeout=_SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False
            )
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise DataError(f"{path} cannot keep classes: {error}; name another file.") from None

    def _prepare(self) -> None:
        """Make what is missing of the tables, and have them only ever grow."""
        tables = ("classes", "entries", "outcomes")
        never = [_NEVER.format(table=table, action=action) for table in tables for action in ("UPDATE", "DELETE")]
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.executescript("".join([_TABLES, *never]))

    def open(self, code: str, opening: Opening) -> bool:
        """Begin a class; return whether its code was still free."""
        values = (code, _now(), opening.model_dump_json(exclude_unset=True))
        with self._alone() as connection:
            return connection.execute("INSERT OR IGNORE INTO classes VALUES (?, ?, ?)", values).rowcount == 1

    def opening(self, code: str) -> Opening | None:
        """Return how a class began; None if there is none with this code."""
        with self._alone() as connection:
            row = connection.execute("SELECT opening FROM classes WHERE code = ?", (code,)).fetchone()
        return None if row is None else Opening.model_validate_json(row[0])

    def entries(self, code: str) -> tuple[Numbered, ...]:
        """Return the log of a class."""
        with self._alone() as connection:
            return _entries(connection, code)

    def length(self, code: str) -> int:
        """Return how many entries the log of a class has, which is cheap to ask again and again."""
        with self._alone() as connection:
            return _length(connection, code)

    def append(
        self, code: str, decide: Callable[[Sequence[Numbered]], Entry], outcomes: bytes | None = None
    ) -> Numbered:
        """Add an entry to the log of a class.

        Args:
            code: of the class.
            decide: returns the entry, given the log as it is; nobody else adds to it in the meantime.
            outcomes: of a replay, as Parquet; None for other entries.

        Raises:
            Exception: whatever `decide` raises; then nothing is added.
        """
        with self._alone() as connection:
            connection.execute("BEGIN IMMEDIATE")
            entry = decide(_entries(connection, code))
            number = _length(connection, code) + 1
            connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?)", (code, number, _now(), written(entry)))
            if outcomes is not None:
                connection.execute("INSERT INTO outcomes VALUES (?, ?, ?)", (code, number, outcomes))
            connection.execute("COMMIT")
        return Numbered(number, entry)

    def outcomes(self, code: str, number: int) -> bytes | None:
        """Return the outcomes of a replay, as Parquet; None if this entry is none."""
        select = "SELECT parquet FROM outcomes WHERE code = ? AND number = ?"
        with self._alone() as connection:
            row = connection.execute(select, (code, number)).fetchone()
        return None if row is None else bytes(row[0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def _alone(self) -> Iterator[sqlite3.Connection]:
        """Use the file while no other thread does; a transaction that was not committed is forgotten."""
        with self._lock:
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:
                    self._connection.rollback()


def _entries(connection: sqlite3.Connection, code: str) -> tuple[Numbered, ...]:
    rows = connection.execute("SELECT number, entry FROM entries WHERE code = ? ORDER BY number", (code,))
    return tuple(Numbered(number, read(text)) for number, text in rows)


def _length(connection: sqlite3.Connection, code: str) -> int:
    return int(connection.execute("SELECT COUNT(*) FROM entries WHERE code = ?", (code,)).fetchone()[0])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
