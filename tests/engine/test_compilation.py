"""Compilation: it changes speed and nothing else, and its cache notices a change in any rule."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path

import pytest

import simulation
from simulation import AllianceModel
from simulation.engine import compilation
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import load_scenario, shipped_scenarios

HOME = Path(simulation.__file__).parent
SHORT: dict[str, object] = {
    "weeks": 60,
    "invitation.size": 8,
    "agreements.values_debate_weeks": 1,
    "agreements.red_lines_disclosed": True,
    "mechanisms.formation.reply_weeks": 8,
    "arena.resistance": 0.05,
    "arena.shock_rate": 0.05,
    "mechanisms.cooperation.conflict_rate": 0.1,
}
SEEDS = (1, 2, 3)


def told(scenario: Scenario, seed: int) -> str:
    """Return all events and the outcome of a run, to the last digit."""
    model = AllianceModel(scenario, rng=seed)
    model.run_model()
    events = [astuple(event) for event in model.story]
    return json.dumps([events, astuple(model.outcome())], default=str)


def _python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=HOME.parent,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _told_elsewhere(name: str, changes: dict[str, object], **environment: str) -> list[str]:
    """Return what another process tells of the same runs; it may not write any warning."""
    run = _python(
        f"""
from simulation import load_scenario
from tests.engine.test_compilation import told
for seed in {SEEDS}:
    print(told(load_scenario({name!r}, {changes!r}), seed))
""",
        **environment,
    )
    assert run.stderr == ""
    return run.stdout.splitlines()


@pytest.mark.parametrize("environment", [{}, {"NUMBA_DISABLE_JIT": "1"}])
def test_runs_are_the_same_with_compilation_off_and_nothing_warns(environment: dict[str, str]) -> None:
    scenario = load_scenario("baseline", SHORT)
    assert _told_elsewhere("baseline", SHORT, **environment) == [told(scenario, seed) for seed in SEEDS]


@pytest.mark.long
@pytest.mark.parametrize("rule", ["consensus", "two-thirds", "silence"])
@pytest.mark.parametrize("name", shipped_scenarios())
def test_whole_runs_are_the_same_with_compilation_off(name: str, rule: str) -> None:
    changes: dict[str, object] = {"agreements.decision_rule": rule, "agreements.core_size": 10}
    scenario = load_scenario(name, changes)
    assert _told_elsewhere(name, changes, NUMBA_DISABLE_JIT="1") == [told(scenario, seed) for seed in SEEDS]


def test_the_short_runs_show_what_a_run_can_show() -> None:
    model = AllianceModel(load_scenario("baseline", SHORT), rng=1)
    model.run_model()
    kinds = {event.kind for event in model.story}
    assert {"joined", "stage", "goal worded", "agreed", "adopted"} <= kinds


# --- the cache -------------------------------------------------------------------------------------------


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the rooms, which the cache folder is named after."""
    copy = tmp_path / "simulation"
    shutil.copytree(HOME, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compilation, "_ROOM", copy)
    return copy


def _with_a_line_more(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n# one line more\n", encoding="utf-8")


RULES = ("engine/streams", "rules/shared/governing_bodies", "rules/formation/talks", "week", "engine/state")


@pytest.mark.parametrize("rule", RULES)
def test_a_change_in_any_rule_starts_a_new_cache(room: Path, rule: str) -> None:
    before = compilation._cache_folder()
    assert compilation._cache_folder() == before
    _with_a_line_more(room / f"{rule}.py")
    assert compilation._cache_folder() != before


def test_a_change_elsewhere_keeps_the_cache(room: Path) -> None:
    before = compilation._cache_folder()
    _with_a_line_more(room / "story/chronicle.py")
    assert compilation._cache_folder() == before


def test_every_room_with_rules_counts() -> None:
    rules = {path.stem for path in HOME.rglob("*.py") if "@compiled" in path.read_text(encoding="utf-8")}
    naming = {path.stem for path in HOME.rglob("*.py") if compilation.__name__ in path.read_text(encoding="utf-8")}
    assert rules - {"compilation"} <= naming


def test_constants_of_rules_are_counted_up_from_0() -> None:
    assert compilation.codes(4) == (0, 1, 2, 3)
