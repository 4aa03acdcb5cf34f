"""What mechanisms are expected to do, written down before the first run that shows it (issue 12 D).

Each test names the sign and the smallest size that counts; none of it is in a rule, and no parameter was set by it.
"""

from collections.abc import Iterable

import pytest

from simulation.results.outcome import Outcome
from simulation.run import replicate
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import load_scenario
from tests.worlds import Changes

RUNS = range(100)
# Ends that members bring about themselves, before politics has answered for good or an agreed day has come.
BY_ITS_MEMBERS = {"lead lost", "red line", "members left", "exhaustion", "no agreement", "poor fit", "not formed"}


def baseline(changes: Changes | None = None, **traits: float) -> Scenario:
    """Return the baseline with changes, and with the same value of some traits for everybody."""
    scenario = load_scenario("baseline")
    everybody = [f"organisations.{k}" for k in range(len(scenario.organisations))]
    everybody += [f"groups.{k}" for k in range(len(scenario.groups))]
    alike = {f"{who}.{trait}": value for who in everybody for trait, value in traits.items()}
    return load_scenario("baseline", {**alike, **(changes or {})})


def survival(runs: Iterable[Outcome]) -> float:
    """Return the share of alliances that their members did not bring to an end."""
    ends = [run.end not in BY_ITS_MEMBERS for run in runs]
    return sum(ends) / len(ends)


@pytest.fixture(scope="module")
def as_it_is() -> list[Outcome]:
    """The baseline's own runs."""
    return list(replicate(baseline(), RUNS))


def test_trust_from_best_to_worst_moves_survival() -> None:
    """D2: by 0.05 or more."""
    cooperation = "mechanisms.cooperation"
    best = baseline({f"{cooperation}.trust_loss": 0.03, f"{cooperation}.farewell": 0.1}, trust=0.9)
    worst = baseline({f"{cooperation}.trust_loss": 0.25, f"{cooperation}.farewell": 0.8}, trust=0.1)
    assert survival(replicate(best, RUNS)) - survival(replicate(worst, RUNS)) >= 0.05


def test_members_fall_asleep_and_leave_quietly(as_it_is: list[Outcome]) -> None:
    """D2: both exist, told apart from exits over a red line."""
    assert sum(run.asleep for run in as_it_is) > 0
    assert 0 < sum(run.exits_quiet for run in as_it_is) < sum(run.exits for run in as_it_is)
    assert sum(run.exits_red_line for run in as_it_is) > 0
