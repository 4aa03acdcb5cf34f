"""Joining, staying and leaving: how a paper suits an organisation, and what its body weighs."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulation.engine.codes import Status
from simulation.engine.records import Terms
from simulation.rules.shared.diversity import effective_number, value_distance
from simulation.rules.shared.expected_effect import fit
from simulation.rules.shared.membership_terms import confidence, worth_alone
from simulation.rules.shared.net_benefit import net_benefit
from simulation.rules.shared.red_lines import within_reach
from simulation.rules.shared.stakes import stake_in_goal
from tests.worlds import begun, lived, world

share = st.floats(0, 1)
limits = st.lists(share, min_size=3, max_size=3).map(sorted)  # least, ideal, red line


# --- how a paper suits -----------------------------------------------------------------------------------


@given(limits)
def test_the_own_wish_suits_perfectly(limits: list[float]) -> None:
    least, ideal, red_line = limits
    assert fit(ideal, least, ideal, red_line) == 1.0


@given(limits)
def test_nothing_is_left_at_the_red_line(limits: list[float]) -> None:
    least, ideal, red_line = limits
    assume(ideal < red_line)
    assert fit(red_line, least, ideal, red_line) == 0.0


@given(limits, share)
def test_beyond_the_red_line_and_below_the_least_it_is_worth_nothing(limits: list[float], at: float) -> None:
    least, ideal, red_line = limits
    assume(not least <= at <= red_line)
    assert fit(at, least, ideal, red_line) == 0.0


@given(limits, st.lists(share, min_size=2, max_size=2).map(sorted))
def test_the_nearer_to_the_own_wish_the_better(limits: list[float], pair: list[float]) -> None:
    least, ideal, red_line = limits
    lower, higher = pair
    assume(higher <= ideal or lower >= ideal)
    near, far = (higher, lower) if higher <= ideal else (lower, higher)
    assert 0.0 <= fit(far, least, ideal, red_line) <= fit(near, least, ideal, red_line) <= 1.0


# --- what a body weighs ----------------------------------------------------------------------------------

NOTHING = Terms(*[0.0] * 12)
BENEFITS, COSTS = Terms._fields[:6], Terms._fields[6:]

any_terms = st.builds(Terms, *[share] * len(Terms._fields))


@pytest.mark.parametrize(("names", "sign"), [(BENEFITS, 1.0), (COSTS, -1.0)])
def test_benefits_count_for_and_costs_against(names: tuple[str, ...], sign: float) -> None:
    for name in names:
        assert net_benefit(NOTHING._replace(**{name: 0.25})) == sign * 0.25


@given(any_terms)
def test_the_sum_is_that_of_its_terms(terms: Terms) -> None:
    weighed = sum(getattr(terms, name) for name in BENEFITS) - sum(getattr(terms, name) for name in COSTS)
    assert net_benefit(terms) == pytest.approx(weighed)


# --- stakes and promises ---------------------------------------------------------------------------------


@given(share, share)
def test_a_paper_that_leaves_part_open_may_ask_more_of_those_with_red_lines(
    red_line: float, details_open: float
) -> None:
    """C23."""
    assume(details_open <= 0.9)
    asked = within_reach(red_line, details_open)
    assert red_line <= asked <= 1.0
    assert within_reach(red_line, 0.0) == red_line
    assert asked * (1 - details_open) <= red_line + 1e-12


@given(share, share, share, share)
def test_threats_move_the_defensive_and_chances_the_others(
    stake: float, defensiveness: float, change_share: float, mismatch: float
) -> None:
    """C07."""
    felt = stake_in_goal(stake, 1.0, defensiveness, change_share, mismatch)
    assert stake * (1 - mismatch) - 1e-12 <= felt <= stake
    assert stake_in_goal(stake, 1.0, 1.0, 0.0, mismatch) == stake_in_goal(stake, 1.0, 0.0, 1.0, mismatch) == stake
    assert stake_in_goal(stake, 1.0, defensiveness, change_share, 0.0) == stake


@given(share, st.floats(0, 1.5), st.floats(0, 1.5))
def test_a_more_mobilising_topic_matters_more_but_not_beyond_all(stake: float, one: float, other: float) -> None:
    """C23."""
    less, more = sorted((one, other))
    assert 0.0 <= stake_in_goal(stake, less, 0.0, 1.0, 0.3) <= stake_in_goal(stake, more, 0.0, 1.0, 0.3) <= 1.0


@given(share, share, share)
def test_who_trusts_a_credible_initiator_doubts_nothing(credibility: float, trust: float, doubt: float) -> None:
    """C17."""
    assert confidence(1.0, 1.0, doubt) == 1.0
    assert confidence(0.0, trust, doubt) == confidence(credibility, 0.0, doubt) == 1.0 - doubt
    assert 1.0 - doubt <= confidence(credibility, trust, doubt) + 1e-12 <= 1.0 + 2e-12


# --- distances and camps ---------------------------------------------------------------------------------

places = st.tuples(share, share)


@given(places, places)
def test_distance_is_the_same_both_ways_and_none_to_oneself(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert value_distance(*one, *one) == 0.0
    assert value_distance(*one, *other) == value_distance(*other, *one)
    assert 0.0 <= value_distance(*one, *other) <= 1.0


@given(places, places, places)
def test_no_detour_is_shorter(one: tuple[float, float], via: tuple[float, float], other: tuple[float, float]) -> None:
    assert value_distance(*one, *other) <= value_distance(*one, *via) + value_distance(*via, *other) + 1e-12


def test_opposite_corners_are_at_unit_distance() -> None:
    assert value_distance(0, 0, 1, 1) == 1.0


@given(st.integers(1, 100), st.floats(0.01, 1000))
def test_equal_camps_count_in_full(camps: int, size: float) -> None:
    assert effective_number(camps * size, camps * size**2) == pytest.approx(camps)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=20))
def test_unequal_camps_count_for_fewer(sizes: list[float]) -> None:
    assume(sum(sizes) > 1e-3)
    number = effective_number(math.fsum(sizes), math.fsum(size**2 for size in sizes))
    assert 1.0 - 1e-9 <= number <= len(sizes) + 1e-9


def test_without_members_there_are_no_camps() -> None:
    assert effective_number(0.0, 0.0) == 0.0


# --- in a run --------------------------------------------------------------------------------------------


def test_who_expects_nothing_and_gives_much_declines() -> None:
    unsure = {"agreements.red_lines_disclosed": False, "mechanisms.dissolution.risk_weight": 0.2}
    state = lived(world(4, unsure, others={"stake": 0.0, "trust": 0.0}), 1)
    assert state.memberships["status"].tolist() == [Status.MEMBER] + [Status.DECLINED] * 3


def test_what_costs_more_than_it_brings_is_no_alternative() -> None:
    """C10: going it alone takes the time, too."""
    assert worth_alone(0.5, 0.2) == pytest.approx(0.3)
    assert worth_alone(0.1, 0.2) == 0.0


def test_cheap_membership_is_accepted() -> None:
    assert (lived(world(4), 1).memberships["status"] == Status.MEMBER).all()


def test_more_people_than_a_report_names_share_its_places() -> None:
    """C53: of ten in the core group, a report names five; each gets half of the credit, which begins to fade."""
    changes = {
        "arena.resistance": 0.0,
        "agreements.credit_rule": True,
        "mechanisms.impact.names": 5.0,
        "mechanisms.impact.adoption_rate": 5.0,
    }
    for size, part in ((4, 1.0), (5, 1.0), (10, 0.5), (20, 0.25)):
        state = lived(world(size, changes), 260)
        faded = 1.0 - state.mechanisms.impact.memory
        assert state.memberships["credit"] == pytest.approx(np.full(size, part * faded))


def test_the_table_s_centre_is_the_mean_of_its_values() -> None:
    unweighed = {"mechanisms.dissolution.values_weight": 0.0}
    state = lived(world(3, unweighed, first={"economic": 0.2, "cultural": 0.8}), 4)
    assert state.alliance.economic == pytest.approx((0.2 + 0.5 + 0.5) / 3)
    assert state.alliance.cultural == pytest.approx((0.8 + 0.5 + 0.5) / 3)
    assert state.memberships["distance"].tolist() == pytest.approx([0.2, 0.1, 0.1])


def test_sectors_asked_count_as_camps_while_the_invitation_is_open() -> None:
    assert begun(world(4)).alliance.camps == pytest.approx(effective_number(4, 1 + 9))
