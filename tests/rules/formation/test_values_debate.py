"""The debate on values: common ground at the start, and what talking settles (C19, C20, C24, C57)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.state import seen_by
from simulation.rules.formation.values_debate import (
    common_ground,
    debate,
    first_impression,
    mean_friction,
    talked_through,
)
from tests.worlds import STUBBORN, Changes, at_work, lived, lively, mean, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share)
def test_debate_settles_part_of_what_is_left(talked: float, rate: float) -> None:
    once = talked_through(talked, rate)
    twice = talked_through(once, rate)
    assert talked <= once <= twice <= 1.0
    assert twice - once <= once - talked + 1e-12, "returns must fall"


def test_debate_that_settles_nothing_or_everything() -> None:
    assert talked_through(0.3, 0.0) == 0.3
    assert talked_through(0.3, 1.0) == 1.0


@given(st.integers(0, 50), share)
def test_each_signed_statement_settles_part_of_the_rest(points: int, ground: float) -> None:
    """C20."""
    assert common_ground(0, ground) == 0.0
    assert common_ground(1, ground) == pytest.approx(ground)
    assert common_ground(points, ground) <= common_ground(points + 1, ground) <= 1.0


@given(st.integers(0, 50), st.integers(0, 50), share)
def test_statements_settle_differences_whatever_their_order(one: int, other: int, ground: float) -> None:
    """C20: what is left after both is what each leaves of the rest."""
    together = 1 - common_ground(one + other, ground)
    assert together == pytest.approx((1 - common_ground(one, ground)) * (1 - common_ground(other, ground)), abs=1e-12)
    assert common_ground(0, ground) == 0.0


# --- on a small state ------------------------------------------------------------------------------------


def test_friction_is_the_mean_of_differences_in_values_and_manners() -> None:
    state = at_work(2)
    state.organisations["tone"], state.memberships["distance"] = [0.2, 0.8], [0.1, 0.3]
    state.alliance.talked, state.alliance.clarified = 0.5, 0.25
    assert mean_friction(state) == pytest.approx(0.2 * 0.5 + 0.3 * 0.75)


@pytest.mark.parametrize("talked_before", [0.0, 0.5])
def test_a_start_builds_on_earlier_talks_signed_statements_and_lessons_learned(talked_before: float) -> None:
    state = at_work(2, {"agreements.value_points": 2})
    state.alliance.talked = talked_before
    rate = state.mechanisms.formation.debate_rate
    state.organisations["experience"] = [0.2, 0.4]
    state.alliance.clarified = 0.5
    first_impression(state)
    ground = 1.0 - (1.0 - rate) ** 2
    assert state.alliance.talked == pytest.approx(1.0 - (1.0 - talked_before) * (1.0 - ground) * (1.0 - 0.3))
    assert state.alliance.clarified == pytest.approx(0.65)


def test_one_alone_brings_its_whole_experience_and_nobody_brings_none() -> None:
    for core, clarified in ((1, 0.4), (0, 0.0)):
        state = at_work(2)
        state.organisations["experience"], state.alliance.clarified, state.alliance.core = 0.4, 0.0, core
        first_impression(state)
        assert state.alliance.clarified == pytest.approx(clarified)


def test_talking_settles_part_of_what_is_left_and_more_with_moderation() -> None:
    plain, moderated = at_work(2), at_work(2, {"agreements.moderation": True})
    for state in (plain, moderated):
        state.alliance.talked = 0.5
        debate(state)
    assert plain.alliance.talked == pytest.approx(0.5 + 0.5 * plain.mechanisms.formation.debate_rate)
    assert moderated.alliance.talked > plain.alliance.talked


# --- in a run --------------------------------------------------------------------------------------------


def test_signed_statements_are_common_ground_from_the_first_week() -> None:
    ground = {"agreements.value_points": 3, "mechanisms.formation.debate_rate": 0.1}
    assert lived(world(3, ground), 3).alliance.talked == pytest.approx(1 - 0.9**3)


def test_more_statements_narrow_the_circle_and_prepare_the_ground() -> None:
    """C20."""
    members, spread = (
        [mean(lively({"agreements.value_points": points}), 60, number) for points in (0, 3, 10)]
        for number in ("members_max", "values_spread")
    )
    assert members[0] > members[1] > members[2]
    assert spread[0] > spread[2]


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def test_signed_statements_count_as_talked_through() -> None:
    state = seen_by(world_of(world(4, LONG | {"agreements.value_points": 5, "weeks": 2, "form": "network"})), 0)
    assert state.alliance.talked == pytest.approx(1 - 0.8**5)
