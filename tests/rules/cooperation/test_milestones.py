"""Milestones: intermediate goals and successes give back energy in a long campaign (C28)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, EventKind, Stage, Status
from simulation.rules.cooperation.milestones import celebrate_milestones, cheer, encouraged
from tests.renewals import RENEWING, week_of
from tests.worlds import STUBBORN, at_work, noted, story, world

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, st.floats(0, 3))
def test_success_gives_back_part_of_what_is_missing(energy: float, part: float) -> None:
    assert energy <= encouraged(energy, part) <= 1.0
    assert encouraged(energy, 0.0) == energy
    assert encouraged(energy, 1.0) == 1.0


@given(share, share)
def test_encouragement_gives_back_its_share_of_what_is_missing(energy: float, part: float) -> None:
    assert 1 - encouraged(energy, part) == pytest.approx((1 - energy) * (1 - part))


# --- on a small state ------------------------------------------------------------------------------------


def test_members_get_back_part_of_their_missing_energy() -> None:
    state = at_work(3)
    state.organisations["energy"] = 0.6
    state.memberships[2].status = Status.LEFT
    state.clock.week, state.alliance.encouraged = 20, 3
    cheer(state, 0.5)
    assert state.organisations["energy"] == pytest.approx([0.8, 0.8, 0.6])
    assert state.alliance.encouraged == 20


@pytest.mark.parametrize(
    ("share", "before", "stage", "reached"),
    [
        (0.34, 0, 5, True),
        (0.33, 0, 5, False),
        (0.6, 1, 5, False),
        (0.67, 1, 5, True),
        (1.0, 2, 5, False),
        (0.5, 0, 6, False),
    ],
)
def test_milestones_lie_at_even_distances_on_the_way_to_a_campaign(
    share: float, before: int, stage: Stage, reached: bool
) -> None:
    state = at_work(2, {"agreements.milestones": 2})
    cooperation, alliance = state.mechanisms.cooperation, state.alliance
    alliance.achieved, alliance.milestones, alliance.stage = share * cooperation.campaign_hours, before, stage
    alliance.extra_meetings, alliance.encouraged = 0, NEVER
    state.organisations["energy"] = 0.5
    celebrate_milestones(state)
    assert alliance.milestones == before + reached
    assert alliance.extra_meetings == reached
    assert (state.organisations["energy"] > 0.5).all() == reached
    assert [kind for kind, _, _ in noted(state)] == [EventKind.MILESTONE] * reached


# --- in a run --------------------------------------------------------------------------------------------


TOUCH: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.hours_per_partner": 0.25,
    "mechanisms.cooperation.hours_per_supporter": 0.1,
}


def test_milestones_are_celebrated_up_to_the_number_planned() -> None:
    """C28."""
    for planned in (0, 2, 5):
        changes = TOUCH | {"agreements.milestones": planned, "mechanisms.cooperation.campaign_hours": 500.0}
        events = story(world(6, changes))
        assert [event.value for event in events if event.kind == "milestone"] == list(range(1, planned + 1))


def test_milestones_on_the_way_to_a_new_goal_are_its_own() -> None:
    """C28."""
    steps: dict[str, object] = {"agreements.milestones": 1, "mechanisms.cooperation.campaign_hours": 100.0}
    slow = world(4, RENEWING | steps | {"mechanisms.impact.adoption_rate": 0.1, "weeks": 400})
    for seed in range(5):
        events = story(slow, seed)
        reached = [event.week for event in events if event.kind == "milestone"]
        assert all(event.value == 1.0 for event in events if event.kind == "milestone")
        assert any(week > week_of("renewed", events) for week in reached)
