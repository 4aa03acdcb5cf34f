"""Rules from a file on the command line: they are listed, they decide, and other results are not taken for theirs."""

import json
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from experiments.claims import parameter_sets
from experiments.claims.claim_file import shipped_claims
from experiments.claims.preparation import Effort, load_trials
from experiments.claims.result import identity_of
from experiments.claims.trial_runs import plan_claim
from experiments.cli import claims
from experiments.cli.main import main
from simulation import load_scenario, read_rules, simulate
from simulation.replacement.replaceable import REPLACEABLE

NOBODY = "def joins(net, deviation):\n    return False\n"
SWEEP = ("sweep", "baseline", "--weeks", "60", "--vary", "invitation.size=4,6", "--runs", "2")


def alliance(*words: object) -> Result:
    """Run a command as it would be typed."""
    return CliRunner(env={"COLUMNS": "80"}).invoke(main, [*map(str, words)])


def answer(*words: object) -> Result:
    """Run a command that must succeed."""
    told = alliance(*words)
    assert told.exit_code == 0, told.output
    return told


@pytest.fixture
def nobody(tmp_path: Path) -> Path:
    """A file of rules by which nobody joins."""
    file = tmp_path / "nobody.py"
    file.write_text(NOBODY, encoding="utf-8")
    return file


def core_groups(folder: Path) -> set[int]:
    """Return how large the core groups of a sweep became."""
    return set(pq.read_table(folder / "runs.parquet")["core_max"].to_pylist())


def test_the_rules_that_can_be_replaced_are_listed_with_all_that_they_are_given() -> None:
    listed = {rule["name"]: rule for rule in json.loads(answer("rules", "--json").stdout)}
    assert [*listed] == [*REPLACEABLE]
    assert listed["joins"]["call"] == "joins(net, deviation)"
    assert listed["joins"]["returns"] == "true or false"
    text = answer("rules").stdout
    assert all(rule["call"] in text for rule in listed.values())
    assert max(map(len, text.splitlines())) <= 80


def test_a_run_follows_the_rules_of_the_file(nobody: Path, tmp_path: Path) -> None:
    told = json.loads(answer("run", "baseline", "--weeks", 20, "--rules", nobody, "--json").stdout)
    outcome = simulate(load_scenario("baseline", {"weeks": 20}), 1, read_rules(nobody).rules)
    assert told["outcome"]["core_max"] == outcome.core_max <= 1
    answer("run", "baseline", "--weeks", 20, "--rules", nobody, "--trace", tmp_path / "run.csv")
    manifest = json.loads((tmp_path / "run.manifest.json").read_text(encoding="utf-8"))
    assert manifest["rules"]["replaced"] == ["joins"]


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_follow_the_rules_and_the_manifest_names_them(nobody: Path, tmp_path: Path, workers: int) -> None:
    answer(*SWEEP, "--series", "--rules", nobody, "--workers", workers, "--out", tmp_path / "sweep")
    assert core_groups(tmp_path / "sweep") <= {0, 1}
    assert "joined" not in pq.read_table(tmp_path / "sweep" / "events.parquet")["kind"].to_pylist()
    manifest = json.loads((tmp_path / "sweep" / "manifest.json").read_text(encoding="utf-8"))
    rules = read_rules(nobody).rules
    assert manifest["rules"] == {"file": str(nobody), "replaced": ["joins"], "fingerprint": rules.fingerprint}


def test_a_sweep_resumes_with_the_same_rules_and_with_no_others(nobody: Path, tmp_path: Path) -> None:
    folder, others = tmp_path / "sweep", tmp_path / "others.py"
    others.write_text(NOBODY.replace("False", "net > deviation"), encoding="utf-8")
    answer(*SWEEP, "--rules", nobody, "--out", folder)
    assert json.loads(answer(*SWEEP, "--rules", nobody, "--out", folder, "--json").stdout)["computed"] == 0
    for rules in (("--rules", others), ()):
        told = alliance(*SWEEP, *rules, "--out", folder)
        assert told.exit_code == 2
        assert "holds another sweep" in told.output
    assert "replaced rules: joins there, nothing asked for" in told.output


def test_both_arms_of_a_comparison_follow_the_rules_and_so_does_the_story(nobody: Path, tmp_path: Path) -> None:
    words = ("compare", "baseline", "--weeks", 60, "--with", "invitation.size=4", "--runs", 2, "--rules", nobody)
    told = answer(*words, "--all", "--out", tmp_path / "pairs")
    assert core_groups(tmp_path / "pairs") <= {0, 1}
    assert "joins" not in told.stdout.partition("pair")[2]
    manifest = json.loads((tmp_path / "pairs" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["rules"]["replaced"] == ["joins"]


def test_history_runs_by_the_rules(nobody: Path, tmp_path: Path) -> None:
    answer("history", "lieferkettengesetz", "--runs", 20, "--rules", nobody, "--out", tmp_path)
    initiators = load_scenario("lieferkettengesetz").invitation.initiators
    assert max(core_groups(tmp_path / "lieferkettengesetz")) <= len(initiators)


def test_verifying_takes_the_same_rules(nobody: Path, tmp_path: Path) -> None:
    answer(*SWEEP, "--out", tmp_path / "own rules")
    assert max(core_groups(tmp_path / "own rules")) > 1
    answer(*SWEEP, "--rules", nobody, "--out", tmp_path / "sweep")
    told = alliance("verify", tmp_path / "sweep")
    assert told.exit_code == 1
    assert f"they were made with the rules of {nobody}; give the same rules with --rules" in told.output
    answer("verify", tmp_path / "sweep", "--rules", nobody)


def test_a_study_keeps_the_path_of_its_rules(nobody: Path, tmp_path: Path) -> None:
    study = tmp_path / "study" / "study.toml"
    study.parent.mkdir()
    answer(*SWEEP, "--rules", nobody, "--save", study)
    assert 'rules = "../nobody.py"' in study.read_text(encoding="utf-8")
    answer("sweep", study, "--out", tmp_path / "sweep")
    assert core_groups(tmp_path / "sweep") <= {0, 1}
    refused = alliance("sweep", study, "--rules", nobody, "--out", tmp_path / "sweep")
    assert "is a study and says that itself; take back --rules" in refused.output


@pytest.mark.parametrize("command", [("run", "baseline"), (*SWEEP, "--out", "x")])
def test_a_file_that_cannot_be_used_is_refused_in_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "wrong.py"
    file.write_text("def joins(net, deviation)\n    return False\n", encoding="utf-8")
    told = alliance(*command, "--rules", file)
    assert told.exit_code == 2
    assert told.output == f"Error: {file}, line 1: SyntaxError: expected ':'.\n"


def test_parameter_sets_of_claims_are_plausible_by_the_rules(
    nobody: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "_QUICK", (2, 1.0))
    monkeypatch.setattr(parameter_sets, "MOST_DRAWN", 1)
    told = alliance("claims", "C05a", "--quick", "--rules", nobody, "--workers", 1, "--out", tmp_path / "claims")
    assert "only 0 of 4 parameter sets are plausible as a whole" in told.stderr
    assert core_groups(tmp_path / "claims" / "parameter-sets-1") <= {0, 1}


def test_all_trials_of_a_claim_follow_the_rules(nobody: Path) -> None:
    rules = read_rules(nobody)
    drawn = parameter_sets.drawn_sets(1, parameter_sets.of_alliances().numbers)
    sets = parameter_sets.ParameterSets(tuple(islice(drawn, 3)), 3, seed=1)
    by_default = load_trials(shipped_claims()["C05a"], Effort((sets,), part=1.0))
    by_rules = load_trials(shipped_claims()["C05a"], Effort((sets,), part=1.0, rules=rules))
    assert plan_claim(by_rules)[0].rules is rules
    assert rules.rules.fingerprint in plan_claim(by_rules)[0].model
    assert identity_of(by_rules) != identity_of(by_default)
