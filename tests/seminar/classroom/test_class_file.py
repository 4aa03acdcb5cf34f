"""The file of a class: it only grows, no writer loses to another, and nothing secret stands in it."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from seminar.classroom.school import School, join
from simulation import DataError
from tests.seminar.classroom import made_up_class


@pytest.mark.parametrize("table", ["classes", "entries", "outcomes"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET code = 'OTHER'"])
def test_nothing_in_the_file_can_be_changed_or_taken_out(tmp_path: Path, table: str, change: str) -> None:
    classroom = made_up_class.classroom(tmp_path)
    made_up_class.teacher(classroom).keep_replay({}, b"outcomes")
    connection = sqlite3.connect(tmp_path / "classes.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="only ever grows"):
        connection.execute(change.format(table))
    connection.close()


def test_whoever_acts_at_the_same_time_finds_a_place_in_the_log(tmp_path: Path) -> None:
    classroom = made_up_class.classroom(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        tokens = list(threads.map(lambda number: join(classroom, f"Student {number}", "Fast"), range(24)))
    assert len(set(tokens)) == len(classroom.state.members) == classroom.length == 24


def test_no_token_stands_in_the_file(tmp_path: Path) -> None:
    classroom = made_up_class.classroom(tmp_path)
    token = join(classroom, "Student", "Fast")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Student" in kept
    assert token.encode() not in kept
    assert made_up_class.TEACHER.encode() not in kept


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear class, " * 200, encoding="utf-8")
    for path in (other, tmp_path):
        with pytest.raises(DataError, match=re.escape(f"{path} cannot keep classes")):
            School(path)


def test_outcomes_of_a_replay_outlive_the_server(tmp_path: Path) -> None:
    classroom = made_up_class.classroom(tmp_path)
    number = made_up_class.teacher(classroom).keep_replay({"agreements.moderation": True}, b"outcomes")
    again = School(tmp_path / "classes.sqlite").classroom(classroom.code)
    assert again.state.replays == ((number, {"agreements.moderation": True}),)
    assert again.outcomes(number) == b"outcomes"
    assert again.outcomes(number + 1) is None
