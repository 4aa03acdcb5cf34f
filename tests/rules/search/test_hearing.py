"""Rules by which a call is heard of from afar."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NOBODY
from simulation.rules.search.hearing import heard_among

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=8)


def test_calls_are_heard_of_in_proportion_to_how_well_known_they_are() -> None:
    """Where all together are known to more than everybody, attention is divided among them."""
    known = np.cumsum([0.9, 0.1, 0.8, 0.2])
    draws = (np.arange(2000) + 0.5) / 2000
    heard = [heard_among(draw, known, 0, 4) for draw in draws]
    assert [heard.count(place) for place in range(4)] == [900, 100, 800, 200]


def test_what_few_know_of_is_mostly_not_heard_of() -> None:
    """Where they are known to less, most hear of nothing: one known to a tenth reaches a tenth."""
    known = np.cumsum([0.1, 0.2])
    heard = [heard_among((k + 0.5) / 100, known, 0, 2) for k in range(100)]
    assert [heard.count(place) for place in (0, 1, NOBODY)] == [10, 20, 70]


@given(SHARES, SHARES, st.floats(0, 1, exclude_max=True))
def test_only_calls_in_the_own_arena_are_heard_of(before: list[float], own: list[float], draw: float) -> None:
    known = np.array([*np.cumsum(before), *np.cumsum(own)])
    heard = heard_among(draw, known, len(before), len(known))
    assert heard == NOBODY or (len(before) <= heard < len(known) and own[heard - len(before)] > 0)


def test_where_there_is_no_call_nothing_is_heard_of() -> None:
    assert heard_among(0.0, np.empty(0), 0, 0) == NOBODY
