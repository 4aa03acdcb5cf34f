"""Claim files for tests: written into a folder, changed in one place, and run on made-up alliances."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from experiments.claims.parameter_sets import Worlds
from experiments.claims.preparation import Effort, load_trial
from experiments.claims.result import Result, result_of
from experiments.claims.trial_runs import run_trials
from experiments.design.points import Point
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
shape = "hump"

[[expect]]
outcome = "members_max"
shape = "up"
"""
ARMS = """\
[[arms]]
name = "few"
fields = ["invitation.size=4"]

[[arms]]
name = "many"
fields = ["invitation.size=12"]
"""
WORLDS = Worlds(tuple({"arena.salience": 0.2 + 0.02 * k, "invitation.size": 5} for k in range(16)), drawn=40)


def written(folder: Path, text: str = CLAIM, *changes: tuple[str, str]) -> Path:
    """Write a claim into a folder, with some of its text replaced; what is replaced must be there."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def silently(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def without_polarisation(scenario: Scenario, changes: Mapping[str, object], seeds: Sequence[int]) -> Iterator[Outcome]:
    """Run made-up alliances to which size makes no difference where nothing polarises."""
    return hump(
        scenario, {**changes, "invitation.size": 12} if changes.get("arena.polarisation") == 0 else changes, seeds
    )


def result_for(path: Path, points: tuple[Point, ...] = WORLDS.points) -> Result:
    """Put a claim to the test on made-up alliances."""
    trial = load_trial(path, Effort(WORLDS._replace(points=points), part=1.0, seed=1))
    [observed] = run_trials([trial], silently, runner=without_polarisation)
    return result_of(observed)
