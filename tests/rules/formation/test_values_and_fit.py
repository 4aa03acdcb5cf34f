"""Values and fit: signing statements, leaving details open, a topic that mobilises, stopping in time (C20 to C24)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.state import seen_by
from simulation.rules.formation.values_debate import common_ground
from simulation.rules.shared.diversity import friction
from simulation.rules.shared.expected_effect import fit
from simulation.rules.shared.red_lines import within_reach
from simulation.rules.shared.stakes import stake_in_goal
from tests.worlds import STUBBORN, Changes, kinds, lively, mean, outcomes, story, world, world_of

share = st.floats(0, 1)

LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


# --- rules -------------------------------------------------------------------------------------------------


@given(st.integers(0, 50), st.integers(0, 50), share)
def test_statements_settle_differences_whatever_their_order(one: int, other: int, ground: float) -> None:
    """C20: what is left after both is what each leaves of the rest."""
    together = 1 - common_ground(one + other, ground)
    assert together == pytest.approx((1 - common_ground(one, ground)) * (1 - common_ground(other, ground)), abs=1e-12)
    assert common_ground(0, ground) == 0.0


@given(share, st.floats(0, 0.9))
def test_what_is_left_open_cannot_cross_a_red_line(red_line: float, details_open: float) -> None:
    """C23: a paper at the limit asks, for sure, no more than the red line."""
    limit = within_reach(red_line, details_open)
    assert red_line - 1e-12 <= limit <= 1.0
    assert limit * (1 - details_open) <= red_line + 1e-9
    assert within_reach(red_line, 0.0) == red_line


@given(share, st.floats(0, 1.5), share, share, share)
def test_stake_is_lost_where_threats_move_and_chances_are_offered(
    stake: float, mobilisation: float, defensiveness: float, change: float, mismatch: float
) -> None:
    """C07, C23."""
    felt = stake_in_goal(stake, mobilisation, defensiveness, change, mismatch)
    assert 0.0 <= felt <= 1.0
    assert stake_in_goal(stake, 0.0, defensiveness, change, mismatch) == 0.0
    assert stake_in_goal(stake, 1.0, 1.0 - change, change, mismatch) == pytest.approx(stake)
    assert stake_in_goal(stake, 1.0, 1.0, 1.0, mismatch) == pytest.approx(stake * (1 - mismatch))
    mirrored = stake_in_goal(stake, mobilisation, 1 - defensiveness, 1 - change, mismatch)
    assert felt == pytest.approx(mirrored)


@given(share, share, share, share)
def test_the_ideal_suits_best_and_nothing_outside_the_limits_suits_at_all(
    ambition: float, a: float, b: float, c: float
) -> None:
    least, ideal, red_line = sorted((a, b, c))
    suits = fit(ambition, least, ideal, red_line)
    assert 0.0 <= suits <= 1.0
    assert fit(ideal, least, ideal, red_line) == 1.0
    if ambition < least or ambition > red_line:
        assert suits == 0.0


@given(share, share, share, share)
def test_the_alike_and_the_talked_through_meet_without_friction(
    values: float, talked: float, manners: float, clarified: float
) -> None:
    """C19, C24."""
    assert friction(0.0, talked, 0.0, clarified) == 0.0
    assert friction(values, 1.0, manners, 1.0) == 0.0
    assert friction(values, talked, manners, clarified) <= values + manners


# --- statements on values (C20) ----------------------------------------------------------------------------


def test_who_stands_with_those_who_invite_signs_everything() -> None:
    state = seen_by(world_of(world(6, LONG | {"agreements.value_points": 100})), 0)
    assert state.alliance.core == 6


@pytest.mark.parametrize("points", [1, 3])
def test_each_statement_is_signed_with_its_own_chance(points: int) -> None:
    """C20: acceptance is the product over all points."""
    distant = {"economic": 1.0, "cultural": 1.0}  # half from the initiator, times a strain of a half
    changes = LONG | {"agreements.value_points": points, "mechanisms.dissolution.values_weight": 0.0}
    runs = outcomes(world(30, changes | {"weeks": 2}, others=distant), 40)
    signed = np.mean([run.accepted for run in runs])
    expected = 0.75**points
    assert signed == pytest.approx(expected, abs=4.5 * np.sqrt(expected * (1 - expected) / (40 * 29)))


def test_more_statements_narrow_the_circle_and_prepare_the_ground() -> None:
    """C20."""
    members, spread = (
        [mean(lively({"agreements.value_points": points}), 60, number) for points in (0, 3, 10)]
        for number in ("members_max", "values_spread")
    )
    assert members[0] > members[1] > members[2]
    assert spread[0] > spread[2]


def test_signed_statements_count_as_talked_through() -> None:
    state = seen_by(world_of(world(4, LONG | {"agreements.value_points": 5, "weeks": 2, "form": "network"})), 0)
    assert state.alliance.talked == pytest.approx(1 - 0.8**5)


# --- a topic that mobilises, details left open (C23) -------------------------------------------------------


def test_without_a_mobilising_topic_nobody_comes() -> None:
    """C23: both the topic and agreement on its core are needed."""
    cold: Changes = {"goal.mobilisation": 0.0, "mechanisms.dissolution.belonging_weight": 0.0}
    warm: Changes = {"mechanisms.dissolution.belonging_weight": 0.0}
    assert mean(lively(cold), 40, "accepted") < mean(lively(warm), 40, "accepted")


def test_open_details_carry_a_fuller_paper_that_asks_less_for_sure() -> None:
    """C23, by hand: who wishes for 0.6 signs a paper that says 0.75 and leaves a fifth of it open."""
    closed, part = (seen_by(world_of(world(4, LONG | {"agreements.details_open": part})), 0) for part in (0.0, 0.2))
    assert closed.demands["agreed"].tolist() == pytest.approx([0.6])
    assert part.demands["agreed"].tolist() == pytest.approx([0.75])
    assert part.alliance.tally.depth == pytest.approx(closed.alliance.tally.depth)


def test_what_was_left_open_is_not_adopted() -> None:
    soft: Changes = LONG | {"mechanisms.impact.adoption_rate": 5.0, "arena.resistance": 0.0}
    closed, open_ = (outcomes(world(4, soft | {"agreements.details_open": part}), 1)[0] for part in (0.0, 0.9))
    assert closed.impact == pytest.approx(0.6)
    assert open_.impact <= 0.2


# --- tone and stopping (C24) -------------------------------------------------------------------------------

BLUNT = {"tone": {"low": 0.0, "high": 1.0}, "economic": {"low": 0.2, "high": 0.8}}


def test_clarified_manners_mean_fewer_conflicts() -> None:
    """C24."""
    loud: Changes = {"mechanisms.cooperation.outbreak": 0.2}
    plain = mean(lively(loud), 40, "conflicts")
    assert mean(lively(loud | {"agreements.tone_clarified": True}), 40, "conflicts") < plain


def test_a_poor_fit_stops_the_attempt_only_where_so_agreed() -> None:
    """C24."""
    strict: Changes = LONG | {"mechanisms.formation.poor_fit": 0.05}
    ends = {
        (rule, alike): outcomes(
            world(6, strict | {"agreements.stopping_rule": rule}, others=None if alike else BLUNT), 1
        )[0].end
        for rule in (False, True)
        for alike in (False, True)
    }
    assert ends == {
        (False, False): "running",
        (False, True): "running",
        (True, True): "running",
        (True, False): "poor fit",
    }


def test_stopping_saves_the_hours_that_a_poor_fit_would_waste() -> None:
    """C24: over paired runs, less time and fewer conflicts; where it fits, nothing changes."""
    blunt: Changes = {"mechanisms.formation.poor_fit": 0.35, "mechanisms.cooperation.outbreak": 0.2}
    plain, stopping = (outcomes(lively(blunt | {"agreements.stopping_rule": on}), 60) for on in (False, True))
    stopped = [other.end == "poor fit" for other in stopping]
    assert 0 < sum(stopped) < len(stopped)
    for one, other, ended in zip(plain, stopping, stopped, strict=True):
        assert (other.hours < one.hours and other.conflicts <= one.conflicts) if ended else other == one


def test_clarifying_first_keeps_those_together_who_would_have_stopped() -> None:
    """C24."""
    stopping: Changes = {"agreements.stopping_rule": True, "mechanisms.formation.poor_fit": 0.35}
    ends = [
        [run.end for run in outcomes(lively(stopping | {"agreements.tone_clarified": on}), 60)].count("poor fit")
        for on in (False, True)
    ]
    assert ends[1] < ends[0]


def test_poor_fit_is_told() -> None:
    changes = LONG | {"agreements.stopping_rule": True, "mechanisms.formation.poor_fit": 0.0}
    events = story(world(4, changes, others=BLUNT))
    assert [event.what for event in events if event.kind == "ended"] == ["poor fit"]
    assert "goal worded" not in kinds(events)
