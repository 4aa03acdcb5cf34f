"""Claim files for tests: written into a folder, changed in one place, and run on made-up alliances."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from pathlib import Path

from experiments.claims.parameter_sets import ParameterSet, ParameterSets
from experiments.claims.preparation import Effort, load_trials
from experiments.claims.result import ClaimResult, result_of
from experiments.claims.switches import ranges
from experiments.claims.trial_runs import run_trials
from experiments.runner.batch import Runner
from simulation import Outcome, Scenario
from tests.experiments.made_up import hump

CLAIM = """\
id = "mine"
source = "a test"
test = "Alliances of several sizes."
levels = ["invitation.size=2,6,12,24,45"]
off = ["arena.polarisation=0"]

[claim]
en = "A middling size is best."
de = "Eine mittlere Größe ist am besten."

[[expect]]
outcome = "impact"
standing = "emergent"
pattern = "hump"

[[expect]]
outcome = "members_max"
standing = "sign assumed"
pattern = "up"
"""
ARMS = """\
[[arms]]
name = "few"
fields = ["invitation.size=4"]

[[arms]]
name = "many"
fields = ["invitation.size=12"]
"""
# Compares outcomes of one and the same run of a field.
WITHIN = """\
id = "mine"
source = "a test"
test = "Old partners against strangers."
scenario = "field"
level_names = ["strangers", "old partners"]
off = ["search.memory_slots=0"]

[claim]
en = "Old partners ally more often."
de = "Alte Partner verbünden sich öfter."

[[expect]]
outcome = "ally_again"
than = "ally_first"
standing = "emergent"
smallest = 0.02
pattern = "up"
"""


def sets_of(seed: int, number: int = 12) -> ParameterSets:
    """Return parameter sets with an attention of their own each, and switches that stand in turn."""
    points = ({"arena.salience": 0.2 + 0.02 * k, "invitation.size": 5} for k in range(number))
    switched = ({name: found.at(k % 4 / 4) for name, found in ranges().items()} for k in range(number))
    return ParameterSets(tuple(starmap(ParameterSet, zip(points, switched, strict=True))), drawn=40, seed=seed)


SEEDS = (sets_of(1), sets_of(2))


def written(folder: Path, text: str = CLAIM, *changes: tuple[str, str]) -> Path:
    """Write a claim into a folder, with some of its text replaced; what is replaced must be there."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def without_polarisation(scenario: Scenario, changes: Mapping[str, object], seeds: Sequence[int]) -> Iterator[Outcome]:
    """Run made-up alliances of one core group, to which size makes no difference where nothing polarises."""
    return with_supporters(scenario, {**changes, "agreements.core_size": 100_000}, seeds)


def with_supporters(scenario: Scenario, changes: Mapping[str, object], seeds: Sequence[int]) -> Iterator[Outcome]:
    """Do the same, but leave the core group to the parameter set; alliances with supporters have no best size."""
    size = {"invitation.size": 12} if changes.get("arena.polarisation") == 0 else {}
    return hump(scenario, {**changes, **size}, seeds)


def result_for(
    path: Path, seeds: tuple[ParameterSets, ...] = SEEDS, runner: Runner = without_polarisation
) -> ClaimResult:
    """Put a claim to the test on made-up alliances."""
    trials = load_trials(path, Effort(seeds, part=1.0))
    [observed] = run_trials([trials], runner=runner)
    return result_of(observed)
