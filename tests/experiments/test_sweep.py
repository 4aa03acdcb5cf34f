"""Sweeps: paired, repeatable, and able to go on from wherever they stopped."""

from pathlib import Path

import pytest

from experiments import storage
from experiments.execution import WorkerError
from experiments.storage import load_sweep
from experiments.sweep import kept_runs, run_sweep
from simulation import AllianceError, DataError, simulate
from simulation import changed as with_changes
from tests.experiments.made_up import fatal, hump, made_up_sweep, plan


def test_replicates_have_the_same_seed_at_every_point(tmp_path: Path) -> None:
    runs = made_up_sweep(tmp_path, "invitation.size=2,8", "agreements.core_size=4,100000", runs=7).runs
    points = runs.groupby(["invitation.size", "agreements.core_size"])
    assert len(points) == 4
    assert {tuple(point["seed"]) for _, point in points} == {tuple(range(1_000_000, 1_000_007))}
    assert all(list(point["run"]) == list(range(7)) for _, point in points)


def test_sweeps_with_other_base_seeds_share_no_seed() -> None:
    assert not set(plan("weeks=10", runs=1000, seed=1).seeds) & set(plan("weeks=10", runs=1000, seed=2).seeds)


def test_one_and_two_workers_write_the_same_bytes(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,5", runs=15, weeks=30)
    run_sweep(planned, tmp_path / "one", workers=1)
    run_sweep(planned, tmp_path / "two", workers=2)
    one, two = ((tmp_path / name / storage.RUNS).read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_row_is_the_run_with_its_seed_and_values(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,5", runs=3, weeks=30)
    run_sweep(planned, tmp_path)
    row = load_sweep(tmp_path).runs.iloc[4]
    alone = simulate(with_changes(planned.scenario, {"invitation.size": 5}), int(row["seed"]))
    assert row["invitation.size"] == 5
    assert [row[name] for name in ("depth", "lifetime", "end")] == [alone.depth, alone.lifetime, alone.end]


def test_a_stopped_sweep_keeps_what_is_done_and_ends_like_an_undisturbed_one(tmp_path: Path) -> None:
    planned = plan("invitation.size=2:20:2", runs=200)

    def stop(done: int, _total: int) -> None:
        if done >= 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_sweep(planned, tmp_path / "stopped", report=stop, runner=hump)
    kept = kept_runs(tmp_path / "stopped")
    assert 100 <= kept < planned.total

    result = run_sweep(planned, tmp_path / "stopped", runner=hump)
    assert (result.kept, result.computed) == (kept, planned.total - kept)
    run_sweep(planned, tmp_path / "undisturbed", runner=hump)
    stopped, undisturbed = (tmp_path / name / storage.RUNS for name in ("stopped", "undisturbed"))
    assert stopped.read_bytes() == undisturbed.read_bytes()


def test_when_a_worker_dies_finished_batches_are_kept(tmp_path: Path) -> None:
    planned = plan("invitation.size=12,13", runs=200)
    with pytest.raises(WorkerError, match=r"of 400 runs are kept .* goes on from there"):
        run_sweep(planned, tmp_path, workers=2, runner=fatal)
    assert kept_runs(tmp_path) % 8 == 0
    assert run_sweep(planned, tmp_path, runner=hump).computed < planned.total


def test_a_finished_sweep_is_left_alone(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,8")
    run_sweep(planned, tmp_path, runner=hump)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = run_sweep(planned, tmp_path, runner=hump)
    assert (result.computed, result.kept) == (0, planned.total)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_with_another_sweep_is_refused_and_says_what_differs(tmp_path: Path) -> None:
    run_sweep(plan("invitation.size=2,8", runs=5), tmp_path, runner=hump)
    other = plan("invitation.size=2,9", runs=6, weeks=50)
    with pytest.raises(DataError, match="another sweep") as caught:
        run_sweep(other, tmp_path, runner=hump)
    told = str(caught.value)
    assert "design.invitation.size: 2, 8 there, 2, 9 asked for" in told
    assert "runs: 5 there, 6 asked for" in told
    assert "weeks: 260 there, 50 asked for" in told


def test_runs_without_a_manifest_are_not_overwritten(tmp_path: Path) -> None:
    run_sweep(plan("invitation.size=2,8"), tmp_path, runner=hump)
    (tmp_path / storage.MANIFEST).unlink()
    with pytest.raises(DataError, match="without a manifest"):
        run_sweep(plan("invitation.size=2,8"), tmp_path, runner=hump)


def test_every_point_is_checked_before_the_first_run() -> None:
    with pytest.raises(AllianceError, match=r"invitation\.size"):
        plan("invitation.size=2,-1")
    with pytest.raises(AllianceError, match=r"agreements\.core_siz"):
        plan("agreements.core_siz=2,4")


def test_a_field_is_either_varied_or_set() -> None:
    with pytest.raises(DataError, match="varied and set"):
        plan("weeks=20,30", weeks=40)


def test_the_manifest_says_how_to_get_the_rows_again(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,8", runs=4, seed=3, weeks=50)
    manifest = run_sweep(planned, tmp_path, command="alliance sweep baseline", runner=hump).manifest
    assert manifest == storage.read_manifest(tmp_path)
    assert manifest.scenario == planned.scenario.model_dump(mode="json")
    assert manifest.scenario["weeks"] == 50
    assert (manifest.seeds["first"], manifest.seeds["last"]) == (3_000_000, 3_000_003)
    assert {"python", "numpy", "numba", "mesa", "alliance-simulation"} <= set(manifest.versions)
    assert (manifest.command, manifest.runs, manifest.total) == ("alliance sweep baseline", 4, 8)
