"""Reaction: occasions that ask for a quick joint decision."""

import numpy as np
import pytest

from simulation.engine.codes import Stage
from simulation.engine.state import State
from simulation.rules.cooperation.urgent_decisions import react, reaction_time
from simulation.run import replicate, simulate
from tests.worlds import STUBBORN, Changes, at_work, world

# --- on a small state ------------------------------------------------------------------------------------


def deciding(rule: str, changes: Changes | None = None) -> State:
    """Return a state in which bodies of three meet in one, three and five weeks, and staff may decide nothing."""
    state = at_work(3, {"agreements.decision_rule": rule} | dict(changes or {}))
    state.organisations["mandate"], state.organisations["interval"], state.clock.week = 0.0, 10.0, 10
    state.organisations["first_meeting"] = [1.0, 3.0, 5.0]
    state.memberships["coverage"] = 1.0
    return state


def test_all_are_waited_for_under_consensus_and_enough_of_them_under_a_weaker_rule() -> None:
    """C29."""
    assert reaction_time(deciding("consensus")) == pytest.approx(5.0)
    assert reaction_time(deciding("majority")) == pytest.approx(3.0)


def test_silence_is_consent_after_a_week_and_staff_with_a_mandate_decides_at_once() -> None:
    assert reaction_time(deciding("silence")) == pytest.approx(1.0)
    mandated = deciding("consensus")
    mandated.organisations["mandate"], mandated.memberships["coverage"] = 1.0, [1.0, 0.25, 0.5]
    assert reaction_time(mandated) == pytest.approx(0.75), "who is out of the loop hears of it late"


def test_a_lead_decides_for_all() -> None:
    """C27."""
    state = deciding("consensus", {"agreements.lead": "First"})
    assert reaction_time(state) == pytest.approx(1.0)
    state.alliance.core = 0
    assert reaction_time(state) == 0.0


@pytest.mark.parametrize(("weeks", "met"), [(5.0, True), (4.9, False)])
def test_an_occasion_met_in_time_adds_to_the_pressure_and_one_missed_costs_patience(weeks: float, met: bool) -> None:
    """C13, C29: all three have met after five weeks, each of which costs those who meet every tenth a tenth."""
    urgent: Changes = {"mechanisms.cooperation.occasion_rate": 1.0, "mechanisms.cooperation.occasion_weeks": weeks}
    state = deciding("consensus", urgent | {"mechanisms.cooperation.frustration": 0.02})
    alliance, tally = state.alliance, state.alliance.tally
    alliance.pressure, alliance.week.effort, tally.occasions, tally.in_time = 10.0, 4.0, 3, 2
    state.organisations["energy"] = 0.8
    react(state)
    assert (tally.occasions, tally.in_time) == (4, 2 + met)
    assert alliance.pressure == pytest.approx(10.0 + state.mechanisms.impact.memory * 4.0 * met)
    assert state.organisations["energy"] == pytest.approx(0.8 - (0.0 if met else 5 * 0.02 / 10))
    alliance.stage = Stage.EXCHANGING
    react(state)
    assert tally.occasions == 4, "there is nothing to react to"


# --- in a run --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weeks", "lead", "meetings"), [(5.0, "", 3), (4.9, "", 2), (5.0, "First", 2)], ids=["in time", "too late", "led"]
)
def test_who_decides_in_time_together_meets_out_of_turn(weeks: float, lead: str, meetings: int) -> None:
    """C29: a quick pace takes hours; a lead just decides."""
    urgent: Changes = {"mechanisms.cooperation.occasion_rate": 1.0, "mechanisms.cooperation.occasion_weeks": weeks}
    state = deciding("consensus", urgent | {"agreements.lead": lead})
    state.alliance.extra_meetings = 2
    react(state)
    assert state.alliance.extra_meetings == meetings


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
