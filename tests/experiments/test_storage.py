"""Storage: what was written is read back, and what is damaged is said to be."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments import storage
from experiments.storage import load_sweep, tabulate
from experiments.sweep import describe, run_sweep
from simulation import DataError
from tests.experiments.made_up import hump, made_up_sweep, outcome, plan


def table_of(design: dict[str, list[Any]], values: list[dict[str, Any]], **outcomes: Any) -> pd.DataFrame:
    count = len(values)
    rows = tabulate(design, values, range(count), range(count), [outcome(**outcomes)] * count)
    frame: pd.DataFrame = rows.to_pandas()
    return frame


def test_columns_are_the_varied_fields_the_replicate_and_the_outcome() -> None:
    table = table_of({"invitation.size": [2]}, [{"invitation.size": 2}], impact=0.25, end="reached")
    assert list(table.columns) == ["invitation.size", "run", "seed", *storage.COLUMNS]
    assert table.loc[0, "impact"] == 0.25
    assert table.loc[0, "end"] == "reached"


def test_what_never_came_about_is_missing() -> None:
    rows = tabulate({}, [{}], [0], [0], [outcome(weeks_to_agreement=math.nan)])
    assert rows["weeks_to_agreement"].null_count == 1
    assert math.isnan(rows.to_pandas().loc[0, "weeks_to_agreement"])


@pytest.mark.parametrize(
    ("values", "stored"),
    [
        ([True, False], [True, False]),
        ([2, 5], [2, 5]),
        ([1, 2.5], [1.0, 2.5]),
        (["consensus", "majority"], ["consensus", "majority"]),
        ([[1, 2], [3]], ["[1, 2]", "[3]"]),
        ([0, "none"], ["0", "none"]),
    ],
)
def test_varied_values_keep_their_kind_or_become_text(values: list[Any], stored: list[Any]) -> None:
    column = table_of({"x": values}, [{"x": value} for value in values])["x"]
    assert list(column) == stored


def test_a_sweep_is_read_back_as_it_was_run(tmp_path: Path) -> None:
    sweep = made_up_sweep(tmp_path, "invitation.size=2,8", runs=3)
    size, seeds = sweep.runs["invitation.size"], sweep.runs["seed"]
    expected = [
        hump(plan("weeks=1").scenario, {"invitation.size": n}, [s])[0].impact for n, s in zip(size, seeds, strict=True)
    ]
    assert list(sweep.runs["impact"]) == expected
    assert sweep.manifest.design == {"invitation.size": [2, 8]}
    assert sweep.manifest.duration_seconds is not None
    assert not (tmp_path / storage.PARTS).exists()


def test_an_ordinary_folder_is_not_a_sweep(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no sweep"):
        load_sweep(tmp_path)
    with pytest.raises(DataError, match="holds no sweep"):
        load_sweep(tmp_path / "nowhere")


def test_an_unfinished_sweep_is_not_read_as_a_whole_one(tmp_path: Path) -> None:
    storage.write_manifest(tmp_path, describe(plan("invitation.size=2,8"), "alliance sweep baseline"))
    with pytest.raises(DataError, match=r"not finished \(0 of 40 runs\).*alliance sweep baseline"):
        load_sweep(tmp_path)


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def drop_a_row(path: Path) -> None:
    pd.read_parquet(path).iloc[1:].to_parquet(path, index=False)


def drop_a_column(path: Path) -> None:
    pd.read_parquet(path).drop(columns="impact").to_parquet(path, index=False)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cut_in_half, "not a whole Parquet file"),
        (drop_a_row, "39 rows instead of 40"),
        (drop_a_column, "columns"),
    ],
)
def test_damaged_rows_are_refused(tmp_path: Path, damage: Callable[[Path], None], message: str) -> None:
    made_up_sweep(tmp_path, "invitation.size=2,8", runs=20)
    damage(tmp_path / storage.RUNS)
    with pytest.raises(DataError, match=message):
        load_sweep(tmp_path)


@pytest.mark.parametrize("text", ["", "{}", '{"kind": "alliance sweep"', '{"kind": "something else"}', "\udcff"])
def test_a_damaged_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / storage.MANIFEST).write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(DataError, match="damaged, or not the manifest"):
        load_sweep(tmp_path)


def test_a_damaged_part_is_named_and_nothing_is_built_on_it(tmp_path: Path) -> None:
    rows = tabulate({}, [{}] * 4, range(4), range(4), [outcome()] * 4)
    storage.write_part(tmp_path, range(4), rows)
    storage.write_part(tmp_path, range(4, 8), rows)
    cut_in_half(tmp_path / storage.PARTS / "000000004-000000007.parquet")
    with pytest.raises(DataError, match="000000004-000000007"):
        storage.compact(tmp_path)
    assert not storage.is_complete(tmp_path)


def test_rows_that_two_drivers_stored_count_once(tmp_path: Path) -> None:
    rows = tabulate({}, [{}] * 10, range(10), range(10), [outcome()] * 10)
    storage.write_part(tmp_path, range(6), rows.slice(0, 6))
    storage.write_part(tmp_path, range(4, 10), rows.slice(4, 6))
    storage.write_part(tmp_path, range(4, 6), rows.slice(4, 2))
    storage.compact(tmp_path)
    assert list(pd.read_parquet(tmp_path / storage.RUNS)["run"]) == list(range(10))


def test_a_folder_that_cannot_be_written_is_an_error_of_the_family(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="Cannot write"):
        run_sweep(plan("invitation.size=2"), tmp_path / "file", runner=hump)


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = describe(plan("invitation.size=2,8"), "first")
    storage.write_manifest(tmp_path, manifest)

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DataError, match="No space left on device"):
        storage.write_manifest(tmp_path, manifest.model_copy(update={"command": "second"}))
    assert storage.read_manifest(tmp_path) == manifest
