"""Folders to report on, each made once, of made-up alliances: a folder of each kind."""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from experiments.advice.consultation import answers, consult
from experiments.claims.claims_folder import store_result
from experiments.compare.comparison import plan_comparison
from experiments.sensitivity.study import Effort
from experiments.storage.sweep_folder import read_manifest, write_manifest
from experiments.sweeps.sweep import run_sweep
from simulation import Outcome, Scenario
from tests.experiments.advice.plans import FILE
from tests.experiments.figures.awkward import alliances
from tests.experiments.made_up import hump, outcome, plan
from tests.experiments.made_up_claims import result_for, written
from tests.experiments.sensitivity.made_up_outcomes import UNIT, ishigami, studied

SWEEP = "alliance sweep baseline --vary invitation.size=4,12 --vary agreements.core_size=8,100000 --runs 8 --seed 1"
MARKUP = "<b>Räte</b> & \"Rechte\" <script>alert('1')</script> $x$ *y*"
_OF_SCENARIOS = ("title", "summary")


@pytest.fixture(scope="session")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep")
    run_sweep(plan("invitation.size=4,12", "agreements.core_size=8,100000", runs=8), folder, runner=hump, command=SWEEP)
    return folder


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sweep of one run a point and without any agreement, of a scenario whose texts look like markup."""
    folder = tmp_path_factory.mktemp("awkward")
    run_sweep(plan("agreements.end_week=10,20", runs=1), folder, runner=alliances)
    manifest = read_manifest(folder)
    assert manifest is not None
    texts = {name: {"en": MARKUP, "de": MARKUP * 9} for name in _OF_SCENARIOS}
    write_manifest(folder, manifest.model_copy(update={"scenario": manifest.scenario | texts}))
    return folder


@pytest.fixture(scope="session")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("comparison")
    groups = (["agreements.core_size=8"], ["invitation.size=20"])
    asked = plan_comparison("baseline", groups, settings=[], runs=8, seed=1)
    run_sweep(asked, folder, runner=alliances, command="alliance compare baseline --runs 8")
    return folder


@pytest.fixture(scope="session")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims")
    store_result(folder, result_for(written(tmp_path_factory.mktemp("claim"))))
    run_sweep(plan("invitation.size=4", runs=2), folder / "mine-1", runner=hump, command="alliance claims mine.toml")
    manifest = read_manifest(folder / "mine-1")
    assert manifest is not None
    write_manifest(folder / "mine-1", manifest.model_copy(update={"question": "claim"}))
    return folder


@pytest.fixture(scope="session")
def sensitivity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study of four factors of which two are screened out, and in which depth is the same everywhere."""
    folder = tmp_path_factory.mktemp("sensitivity")
    studied(UNIT, Effort(trajectories=4, points=16, kept=2, runs=2, seed=1), ishigami, folder)
    return folder


@pytest.fixture(scope="session")
def advice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a consultation on a plan that gains by every organisation, and by nothing else."""
    folder = tmp_path_factory.mktemp("advice")
    list(answers(consult(str(FILE), runs=4), folder=folder, command="alliance advise plan.toml", runner=the_more))
    return folder


def the_more(scenario: Scenario, _point: Mapping[str, object], seeds: Sequence[int]) -> Iterator[Outcome]:
    """Run alliances whose impact is a hundredth for each organisation asked, and a little that chance draws."""
    size = scenario.invitation.size
    return (outcome(impact=size / 100 + random.Random(f"{size} {seed}").random() / 1000) for seed in seeds)
