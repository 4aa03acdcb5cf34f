"""The expected effect: how well demands suit an organisation, and what it expects of them (C22, C23)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulation.rules.shared.expected_effect import expected_effect, fit
from tests.worlds import at_work

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


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


limits = st.lists(share, min_size=3, max_size=3).map(sorted)  # least, ideal, red line


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


# --- on a small state ------------------------------------------------------------------------------------


def test_the_expected_effect_weighs_prospects_by_how_demands_suit() -> None:
    state = at_work(2, {"agreements.details_open": 0.0}, demands=2)
    state.demands["weight"], state.demands["prospect"], state.demands["agreed"] = [3.0, 1.0], [0.5, 1.0], [0.4, 0.8]
    state.positions["least"], state.positions["ideal"], state.positions["red_line"] = 0.2, 0.8, 1.0
    assert expected_effect(state, state.memberships[1]) == pytest.approx((3 * 0.5 * 0.5 + 1.0) / 4)


def test_before_an_agreement_the_first_initiator_words_what_is_not_open() -> None:
    """C22: half of what one wishes for suits by a half, and all that is open is worded to the own wish."""
    for openness, suits in ((0.0, 0.5), (0.5, 0.75)):
        changes = {"goal.change_share": 1.0, "agreements.goal_openness": openness, "agreements.details_open": 0.0}
        state = at_work(2, changes)
        state.alliance.has_agreement, state.demands["prospect"] = False, 1.0
        state.positions["least"], state.positions["red_line"] = 0.2, 1.0
        state.positions[0, 0].ideal, state.positions[1, 0].ideal = 0.4, 0.8
        assert expected_effect(state, state.memberships[1]) == pytest.approx(suits)
