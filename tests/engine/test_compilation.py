"""Compilation: it changes speed and nothing else, and a rule can be called from Python."""

import ast
import json
import os
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest

import simulation
from simulation import AllianceModel, compile_rules, simulate
from simulation.engine import compilation
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.rules.cooperation import trust
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import load_scenario, shipped_scenarios
from simulation.start.population import populate
from simulation.week import live

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


# --- what Python may call --------------------------------------------------------------------------------


def test_a_rule_called_from_python_is_plain_python() -> None:
    assert trust.trusting.__code__.co_filename == trust.__file__
    assert trust.trusting(0.5, 1.0, 0.2, 0.1) == pytest.approx(0.6)


def test_a_part_of_the_week_called_from_python_changes_the_state_like_the_compiled_week() -> None:
    both = [populate(PreparedScenario(load_scenario("baseline", SHORT)), 1) for _ in range(2)]
    for world in both:
        live(world, 10)
    live(both[0], 1)
    live.py_func(both[1], 1)  # type: ignore[attr-defined]
    for column in ("organisations", "memberships", "alliances"):
        np.testing.assert_array_equal(getattr(both[0], column), getattr(both[1], column))


# --- what is compiled beforehand -------------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped_scenarios())
def test_after_the_warm_up_no_scenario_needs_another_compilation(name: str) -> None:
    compile_rules()
    compiled: list[int] = []
    with compilation.watched(lambda done, _: compiled.append(done)):
        model = AllianceModel(name, rng=1)
        model.step()
        model.outcome()
        simulate(load_scenario(name, {"weeks": 1}), 1)
    assert compiled == []


def test_compilation_is_reported_from_the_first_rule_to_the_last(tmp_path: Path) -> None:
    run = _python(
        "from simulation import compile_rules\ntold = []\ncompile_rules(lambda *c: told.append(c))\nprint(told)",
        NUMBA_CACHE_DIR=str(tmp_path),
    )
    told = ast.literal_eval(run.stdout)
    counts, (total,) = [done for done, _ in told], {total for _, total in told}
    assert counts == sorted(counts)
    assert set(counts) == set(range(total + 1))  # one rule after the other, and none is left out


def test_constants_of_rules_are_counted_up_from_0() -> None:
    assert compilation.codes(4) == (0, 1, 2, 3)
