"""Red lines: when an agreement crosses one, how far it may go, and what moves one (C23, C41 to C43)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulation.engine.codes import NO_DEMAND, EventKind
from simulation.rules.shared.red_lines import (
    agreement_crosses_red_line,
    crossed_demand,
    crosses,
    met_by_rewording,
    move_red_line,
    within_reach,
)
from tests.worlds import at_work, noted_kinds

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, st.floats(0, 0.9))
def test_what_is_left_open_cannot_cross_a_red_line(red_line: float, details_open: float) -> None:
    """C23: a paper at the limit asks, for sure, no more than the red line."""
    limit = within_reach(red_line, details_open)
    assert red_line - 1e-12 <= limit <= 1.0
    assert limit * (1 - details_open) <= red_line + 1e-9
    assert within_reach(red_line, 0.0) == red_line


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


# --- on a small state ------------------------------------------------------------------------------------


def test_only_open_demands_cross_red_lines_and_only_beyond_them() -> None:
    state = at_work(2, {"agreements.details_open": 0.0}, demands=2)
    state.demands["agreed"], state.positions["red_line"] = [0.5, 0.7], 0.6
    assert not crosses(state, state.demands[0], 0.5)
    assert crosses(state, state.demands[0], 0.49)
    assert crossed_demand(state, 1) == 1
    state.demands[1].open = False
    assert crossed_demand(state, 1) == NO_DEMAND


@pytest.mark.parametrize(
    ("disclosed", "explained", "chance", "met"),
    [(True, False, 1.0, True), (False, True, 1.0, True), (False, False, 1.0, False), (True, True, 0.0, False)],
)
def test_other_words_are_found_for_red_lines_that_are_known(
    disclosed: bool, explained: bool, chance: float, met: bool
) -> None:
    state = at_work(2, {"agreements.red_lines_disclosed": disclosed, "mechanisms.cooperation.rewording": chance})
    state.demands["agreed"], state.positions["red_line"], state.positions["explained"] = 0.7, 0.5, explained
    state.alliance.tally.rewordings = 2
    assert met_by_rewording(state, 1, 0) == met
    assert state.positions[1, 0].red_line == (0.7 if met else 0.5)
    assert state.alliance.tally.rewordings == 2 + met
    assert noted_kinds(state) == [EventKind.REWORDED] * met


@pytest.mark.parametrize(("shift", "moved"), [(-0.3, (0.3, 0.3, 0.2)), (0.9, (1.0, 0.5, 0.2)), (-0.9, (0.0, 0.0, 0.0))])
def test_wishes_never_lie_beyond_a_red_line(shift: float, moved: tuple[float, float, float]) -> None:
    state = at_work(2)
    position = state.positions[1, 0]
    position.red_line, position.ideal, position.least, state.alliance.unsettled = 0.6, 0.5, 0.2, False
    move_red_line(state, 1, 0, shift)
    assert (position.red_line, position.ideal, position.least) == pytest.approx(moved)
    assert state.alliance.unsettled


def test_an_agreement_crosses_a_red_line_where_one_of_its_demands_does() -> None:
    state = at_work(2, {"agreements.details_open": 0.0}, demands=2)
    state.demands["agreed"], state.positions["red_line"] = [0.5, 0.7], 0.6
    assert agreement_crosses_red_line(state, 1)
    state.demands[1].agreed = 0.6
    assert not agreement_crosses_red_line(state, 1)
