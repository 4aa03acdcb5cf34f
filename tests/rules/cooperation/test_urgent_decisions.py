"""Reaction: occasions that ask for a quick joint decision."""

import numpy as np
import pytest

from simulation.run import replicate, simulate
from tests.worlds import STUBBORN, Changes, world

# --- in a run --------------------------------------------------------------------------------------------


BODIES_DECIDE = {"interval": 4.0, "mandate": 0.0}

HURRY: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.occasion_rate": 1.0,
    "mechanisms.cooperation.occasion_weeks": 2.0,
    "agreements.decision_rule": "silence",  # for the paper; a silence of three weeks is none for an occasion
}


@pytest.mark.parametrize("size", [2, 3, 5])
def test_all_bodies_must_meet_in_time(size: int) -> None:
    """Bodies that meet every T weeks at independent times all meet within w weeks with chance (w / T) ** n."""
    seeds = 800
    changes = HURRY | {"agreements.decision_rule": "consensus", "weeks": 60}
    scenario = world(size, changes, first=BODIES_DECIDE, others=BODIES_DECIDE)
    shares = [outcome.decisions_in_time for outcome in replicate(scenario, range(seeds))]
    assert np.mean(shares) == pytest.approx(0.5**size, abs=4.5 * np.std(shares) / np.sqrt(seeds))


@pytest.mark.parametrize(
    ("changes", "mandate"),
    [
        ({"agreements.decision_rule": "silence"}, 0.0),
        ({"agreements.decision_rule": "consensus"}, 1.0),
    ],
)
def test_staff_with_a_mandate_and_silence_procedures_are_always_in_time(changes: Changes, mandate: float) -> None:
    slow = {"interval": 20.0, "mandate": mandate}
    outcome = simulate(world(8, {**HURRY, **changes}, first=slow, others=slow), 1)
    assert outcome.decisions_in_time == 1.0


def test_a_lead_with_a_mandate_decides_for_all() -> None:
    slow = {"interval": 20.0, "mandate": 0.0}
    changes = HURRY | {"agreements.decision_rule": "consensus"}
    flat = simulate(world(8, changes, others=slow), 1)
    led = simulate(world(8, changes | {"agreements.lead": "First"}, others=slow), 1)
    assert led.decisions_in_time == 1.0
    assert flat.decisions_in_time < 0.2


def test_without_an_occasion_there_is_no_share_of_decisions_in_time() -> None:
    outcome = simulate(world(3, STUBBORN | {"mechanisms.cooperation.occasion_rate": 0.0}), 1)
    assert np.isnan(outcome.decisions_in_time)
