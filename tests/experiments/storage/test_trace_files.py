"""Trace files: what is written can be read, whole, in either form."""

import csv
from dataclasses import asdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from experiments.storage.trace_files import check_ending, read_trace, write_trace
from experiments.storage.tracing import tabulated
from simulation import SERIES, DataError, Scenario, load_scenario, trace
from simulation.engine.records import Terms

SCENARIO = load_scenario("baseline", {"weeks": 40})
NAMES = ("run", "run.events", "run.memberships", "run.decisions")


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_trace_is_four_files_side_by_side_and_a_manifest(ending: str, tmp_path: Path) -> None:
    files = write_trace(SCENARIO, 3, tmp_path / f"run{ending}")
    assert [file.name for file in files] == [*(f"{name}{ending}" for name in NAMES), "run.manifest.json"]
    assert sorted(tmp_path.iterdir()) == sorted(files), "nothing half-written is left behind"


def test_both_forms_hold_the_same(tmp_path: Path) -> None:
    texts, tables = (write_trace(SCENARIO, 3, tmp_path / f"run{ending}") for ending in (".csv", ".parquet"))
    for text, table in zip(texts[:-1], tables[:-1], strict=True):
        with text.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        stored = pq.read_table(table).to_pylist()
        assert len(rows) == len(stored) > 0
        for row, kept in zip(rows, stored, strict=True):
            assert list(row) == list(kept)
            for name, value in kept.items():
                assert (
                    float(row[name]) == value
                    if isinstance(value, float)
                    else row[name] == str("" if value is None else value)
                )


def test_what_is_stored_is_the_trace(tmp_path: Path) -> None:
    kept = trace(SCENARIO, 3)
    weeks, events, memberships, decisions = (
        pq.read_table(file) for file in write_trace(SCENARIO, 3, tmp_path / "run.parquet")[:-1]
    )
    assert weeks.to_pylist() == list(map(asdict, kept.weeks))
    assert events.column("kind").to_pylist() == [event.kind for event in kept.events]
    assert memberships.column("joined").to_pylist() == [spell.joined for spell in kept.memberships]
    assert decisions.num_rows == len(kept.decisions)
    first = decisions.to_pylist()[0]
    assert {name: first[name] for name in Terms._fields} == kept.decisions[0].terms


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
@pytest.mark.parametrize("scenario", [SCENARIO, load_scenario("bund-ig-metall")], ids=["many", "two"])
def test_a_trace_is_read_back_as_it_was(scenario: Scenario, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"run{ending}"
    write_trace(scenario, 3, file, source="baseline", command="alliance run baseline")
    kept, read = trace(scenario, 3), read_trace(file)
    assert (read.weeks, read.events, read.memberships) == (kept.weeks, kept.events, kept.memberships)
    assert read.scenario == scenario
    assert (read.manifest.seed, read.manifest.source, read.manifest.command) == (3, "baseline", "alliance run baseline")


@pytest.mark.parametrize("lost", ["run.csv", "run.events.csv", "run.memberships.csv", "run.manifest.json"])
def test_a_part_that_is_missing_or_damaged_is_named(lost: str, tmp_path: Path) -> None:
    write_trace(SCENARIO, 3, tmp_path / "run.csv")
    (tmp_path / lost).write_text("something,else\n1\n", encoding="utf-8")
    with pytest.raises(DataError, match=f"{lost} is damaged"):
        read_trace(tmp_path / "run.csv")
    (tmp_path / lost).unlink()
    with pytest.raises(DataError, match=f"{lost} is missing"):
        read_trace(tmp_path / "run.csv")


def test_columns_keep_their_types_where_nothing_happens() -> None:
    """A run in which nobody joins or leaves has the columns of any other."""
    quiet = tabulated(trace(load_scenario("baseline", {"weeks": 1, "invitation.size": 1}), 3))
    full = tabulated(trace(SCENARIO, 3))
    assert {name: table.schema for name, table in quiet.items()} == {name: table.schema for name, table in full.items()}
    assert set(SERIES) < set(quiet["weeks"].column_names)


@pytest.mark.parametrize("name", ["run", "run.xlsx", "run.CSV", "csv"])
def test_other_endings_are_refused_with_those_that_are_known(name: str) -> None:
    with pytest.raises(DataError, match=r"must end in \.parquet or \.csv"):
        check_ending(Path(name))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="Cannot write"):
        write_trace(SCENARIO, 3, tmp_path / "file" / "run.csv")
