"""Sweeps: paired, repeatable, able to go on from wherever they stopped, and to grow."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from experiments.design.designs import Kind
from experiments.runner.plan import Plan
from experiments.runner.pool import LocalPool
from experiments.storage import parts, stored_plan, sweep_folder
from experiments.storage.manifest import MANIFEST
from experiments.storage.merging import done
from experiments.storage.packing import RUNS
from experiments.storage.sweep_folder import load_sweep
from experiments.sweeps.study import Combining, Study, typed_fields
from experiments.sweeps.sweep import run_sweep
from experiments.sweeps.verification import verify
from simulation import DataError, load_scenario, simulate
from simulation import changed as with_changes
from tests.experiments.made_up import fatal, hump, made_up_sweep, plan

TWO = partial(LocalPool, workers=2)


def rows_in(folder: Path) -> bytes:
    return parts.whole(folder, RUNS).read_bytes()


def test_replicates_have_the_same_seed_at_every_point(tmp_path: Path) -> None:
    runs = made_up_sweep(tmp_path, "invitation.size=2,8", "agreements.core_size=4,100000", runs=7).runs
    points = runs.groupby(["invitation.size", "agreements.core_size"])
    assert len(points) == 4
    assert {tuple(point["seed"]) for _, point in points} == {tuple(range(1_000_000, 1_000_007))}
    assert all(list(point["run"]) == list(range(7)) for _, point in points)


def test_one_and_two_workers_write_the_same_bytes(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,5", runs=15, weeks=30)
    run_sweep(planned, tmp_path / "one")
    run_sweep(planned, tmp_path / "two", start=TWO)
    assert rows_in(tmp_path / "one") == rows_in(tmp_path / "two")


def test_a_row_is_the_run_with_its_seed_and_values(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,5", runs=3, weeks=30)
    run_sweep(planned, tmp_path)
    row = load_sweep(tmp_path).runs.iloc[4]
    alone = simulate(with_changes(load_scenario("baseline"), {"invitation.size": 5, "weeks": 30}), int(row["seed"]))
    assert row["invitation.size"] == 5
    assert [row[name] for name in ("hours", "lifetime", "end")] == [alone.hours, alone.lifetime, alone.end]


# --- stopping and going on ----------------------------------------------------------------------------------


def stopping_after(count: int) -> Callable[..., None]:
    def stop(done: int, *_: int, **__: int) -> None:
        if done >= count:
            raise KeyboardInterrupt

    return stop


def stop_now(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_stopped_sweep_keeps_what_is_done_and_ends_like_an_undisturbed_one(tmp_path: Path) -> None:
    planned = plan("invitation.size=2:20:2", runs=200)
    with pytest.raises(KeyboardInterrupt):
        run_sweep(planned, tmp_path / "stopped", report=stopping_after(100), runner=hump)
    kept = int(done(planned, tmp_path / "stopped").sum())
    assert 100 <= kept < planned.total

    result = run_sweep(planned, tmp_path / "stopped", runner=hump)
    assert (result.kept, result.computed) == (kept, planned.total - kept)
    run_sweep(planned, tmp_path / "undisturbed", runner=hump)
    assert rows_in(tmp_path / "stopped") == rows_in(tmp_path / "undisturbed")


def test_a_run_that_kills_its_workers_does_not_end_the_sweep(tmp_path: Path) -> None:
    planned = plan("invitation.size=8,12", runs=30)
    result = run_sweep(planned, tmp_path, start=TWO, runner=fatal)
    assert (result.computed, result.failed) == (60, 1)
    assert load_sweep(tmp_path).left_out == 2


def test_a_finished_sweep_is_left_alone(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,8")
    run_sweep(planned, tmp_path, runner=hump)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = run_sweep(planned, tmp_path, runner=hump)
    assert (result.computed, result.kept) == (0, planned.total)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_driver_killed_when_all_was_joined_but_not_noted_finishes_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = plan("invitation.size=2,8")
    monkeypatch.setattr("experiments.sweeps.sweep._finish", stop_now)
    with pytest.raises(KeyboardInterrupt):
        run_sweep(planned, tmp_path, runner=hump)
    monkeypatch.undo()
    result = run_sweep(planned, tmp_path, runner=hump)
    assert result.computed == 0
    assert result.manifest.is_finished
    assert len(load_sweep(tmp_path).runs) == planned.total


def test_the_plan_is_on_the_disk_before_the_first_run(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,8")
    with pytest.raises(KeyboardInterrupt):
        run_sweep(planned, tmp_path, report=stopping_after(0), runner=hump)
    assert list(stored_plan.load_plan(tmp_path, sweep_folder.manifest_of(tmp_path)).points) == list(planned.points)
    assert not parts.files_of(tmp_path, RUNS)


# --- growing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "grown",
    [
        (["invitation.size=2,8", "arena.salience=0,1"], 12),
        (["invitation.size=2,5,8,11", "arena.salience=0,1"], 5),
        (["arena.salience=1,0.5,0", "invitation.size=8,2"], 7),
    ],
    ids=["more runs", "more points", "both, in another order"],
)
def test_a_sweep_grows_and_ends_as_if_it_had_been_so_from_the_start(
    tmp_path: Path, grown: tuple[list[str], int]
) -> None:
    larger = plan(*grown[0], runs=grown[1])
    run_sweep(plan("invitation.size=2,8", "arena.salience=0,1", runs=5), tmp_path / "grown", runner=hump)
    result = run_sweep(larger, tmp_path / "grown", runner=hump)
    assert (result.kept, result.computed) == (20, larger.total - 20)
    run_sweep(larger, tmp_path / "at once", runner=hump)
    assert rows_in(tmp_path / "grown") == rows_in(tmp_path / "at once")


def test_a_sobol_sample_grows_and_a_latin_hypercube_does_not(tmp_path: Path) -> None:
    def sample(kind: Kind, size: int) -> Plan:
        fields = typed_fields(["invitation.size=2..30", "arena.salience=0.1..0.9"])
        return Study(scenario="baseline", vary=fields, design=Combining(kind=kind, points=size), runs=2).plan()

    run_sweep(sample("sobol", 8), tmp_path / "sobol", runner=hump)
    assert run_sweep(sample("sobol", 16), tmp_path / "sobol", runner=hump).computed == 16
    run_sweep(sample("latin-hypercube", 8), tmp_path / "latin", runner=hump)
    with pytest.raises(DataError, match="points: 8 there, 16 asked for"):
        run_sweep(sample("latin-hypercube", 16), tmp_path / "latin", runner=hump)


def test_a_folder_with_another_sweep_is_refused_and_says_what_differs(tmp_path: Path) -> None:
    run_sweep(plan("invitation.size=2,8", runs=5), tmp_path, runner=hump)
    other = plan("invitation.size=2,9", runs=6, weeks=50)
    with pytest.raises(DataError, match="another sweep") as caught:
        run_sweep(other, tmp_path, runner=hump)
    told = str(caught.value)
    assert "design.invitation.size: 2, 8 there, 2, 9 asked for" in told
    assert "runs: 5 there, 6 asked for" in told
    assert "weeks: 260 there, 50 asked for" in told


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"fields": ["invitation.size=2,9"]}, "design.invitation.size: 2, 8 there, 2, 9 asked for"),
        ({"runs": 4}, "runs: 5 there, 4 asked for"),
        ({"fields": ["invitation.size=2,8", "weeks=20,260"]}, "varied fields"),
        ({"seed": 2}, "seed: 1 there, 2 asked for"),
    ],
)
def test_a_sweep_does_not_shrink_or_change(tmp_path: Path, other: dict[str, Any], told: str) -> None:
    run_sweep(plan("invitation.size=2,8", runs=5), tmp_path, runner=hump)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    asked = {"fields": ["invitation.size=2,8"], "runs": 5, **other}
    with pytest.raises(DataError, match=told):
        run_sweep(plan(*asked.pop("fields"), **asked), tmp_path, runner=hump)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_numbers_do_not_become_texts_when_a_sweep_grows(tmp_path: Path) -> None:
    def calendar(values: str) -> Plan:
        fields = typed_fields([f"arena.windows.0.start={values}", "invitation.size=8"])
        return Study(scenario="lieferkettengesetz", vary=fields, runs=2).plan()

    run_sweep(calendar("10,20"), tmp_path, runner=hump)
    with pytest.raises(DataError, match=r"arena\.windows\.0\.start: 10, 20 there, 10, 20, 2020-12-01 asked for"):
        run_sweep(calendar("10,20,2020-12-01"), tmp_path, runner=hump)


def test_runs_without_a_manifest_are_not_overwritten(tmp_path: Path) -> None:
    run_sweep(plan("invitation.size=2,8"), tmp_path, runner=hump)
    (tmp_path / MANIFEST).unlink()
    with pytest.raises(DataError, match="without a manifest"):
        run_sweep(plan("invitation.size=2,8"), tmp_path, runner=hump)


def test_the_manifest_says_how_to_get_the_rows_again(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,8", runs=4, seed=3, weeks=50)
    manifest = run_sweep(planned, tmp_path, command="alliance sweep baseline", runner=hump).manifest
    assert manifest == sweep_folder.read_manifest(tmp_path)
    assert manifest.scenario == planned.scenario.model_dump(mode="json")
    assert manifest.scenario["weeks"] == 50
    assert (manifest.seeds["first"], manifest.seeds["last"]) == (3_000_000, 3_000_003)
    assert {"python", "numpy", "numba", "mesa", "alliance-simulation"} <= set(manifest.versions)
    assert (manifest.command, manifest.runs, manifest.total) == ("alliance sweep baseline", 4, 8)
    assert manifest.files["runs.parquet"].rows == 8
    assert manifest.files["runs.parquet"].digest == parts.digest(tmp_path / "runs.parquet")


def test_a_sweep_in_which_nothing_varies_is_run_stored_verified_and_grown(tmp_path: Path) -> None:
    def planned(runs: int) -> Plan:
        return Study(scenario="baseline", set={"weeks": 5}, runs=runs).plan()

    assert run_sweep(planned(2), tmp_path).computed == 2
    result = run_sweep(planned(4), tmp_path)
    assert (result.computed, result.kept, result.manifest.design) == (2, 2, {})
    assert list(load_sweep(tmp_path).runs["run"]) == [0, 1, 2, 3]
    assert [finding.problem for finding in verify(tmp_path) if finding.problem] == []
