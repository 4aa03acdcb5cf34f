"""Attention: how it is shared among demands, and among alliances (C46)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.impact.attention import attention, share_attention, share_of_voice
from tests.worlds import at_work

# --- rules -----------------------------------------------------------------------------------------------


@given(st.integers(1, 100), st.booleans())
def test_attention_is_shared_out_completely(demands: int, ranked: bool) -> None:
    shares = [attention(rank, demands, ranked) for rank in range(1, demands + 1)]
    assert math.fsum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)


@given(st.integers(2, 100))
def test_ranking_helps_the_first_demand_at_the_expense_of_the_last(demands: int) -> None:
    """C46."""
    assert attention(1, demands, True) > attention(1, demands, False) > attention(demands, demands, True)


def test_ranked_attention_follows_the_rank() -> None:
    assert attention(1, 4, True) / attention(4, 4, True) == pytest.approx(4.0)


# --- on a small state ------------------------------------------------------------------------------------


def test_attention_is_shared_among_open_demands_alone() -> None:
    state = at_work(2, {"agreements.demands_ranked": False}, demands=3)
    state.demands["open"] = [True, False, True]
    share_attention(state)
    assert state.demands["attention"] == pytest.approx([0.5, 0.0, 0.5])


def test_where_demands_do_not_compete_each_gets_all_the_attention() -> None:
    state = at_work(2, {"arena.attention_shared": False}, demands=3)
    state.demands["open"] = [True, False, True]
    share_attention(state)
    assert state.demands["attention"].tolist() == [1.0, 0.0, 1.0]


def test_ranked_demands_come_one_after_the_other() -> None:
    state = at_work(2, {"agreements.demands_ranked": True}, demands=3)
    state.demands["open"] = [False, True, True]
    share_attention(state)
    first, second, third = state.demands["attention"]
    assert first == 0.0
    assert second > third > 0.0


def test_alliances_compete_for_attention() -> None:
    state = at_work(2)
    state.alliance.pressure, state.arena.voices = 2.0, 8.0
    assert share_of_voice(state) == pytest.approx(0.25**state.mechanisms.impact.effort_power)
    state.arena.voices = 2.0
    assert share_of_voice(state) == 1.0
    state.alliance.pressure, state.arena.voices = 0.0, 8.0
    assert share_of_voice(state) == 1.0


def test_ranked_attention_follows_zipf() -> None:
    state = at_work(2, {"agreements.demands_ranked": True}, demands=2)
    share_attention(state)
    assert state.demands["attention"] == pytest.approx([2 / 3, 1 / 3])
