"""Rules of search: what brings somebody to mind, what speaks for asking it, and for what one more is not asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Channel
from simulation.rules.search.choice import added_audience, appeal, is_worth_another, price_of_another
from simulation.rules.search.memory import bears_a_grudge
from simulation.rules.search.occasion import has_time, takes_up
from simulation.rules.search.room import SHORTEST, length_class
from simulation.rules.search.sight import channel_of, one_of

share = st.floats(0, 1)
draw = st.floats(0, 1, exclude_max=True)


@given(share, share, share, st.tuples(share, share, share), share)
def test_whatever_speaks_for_somebody_makes_it_more_appealing(
    trust: float, likeness: float, addition: float, weights: tuple[float, float, float], more: float
) -> None:
    """C11, C17."""
    base = appeal(trust, likeness, addition, weights)
    assert appeal(trust + more, likeness, addition, weights) >= base
    assert appeal(trust, likeness + more, addition, weights) >= base
    assert appeal(trust, likeness, addition + more, weights) >= base
    assert appeal(trust, likeness, addition, (0.0, 0.0, 0.0)) == 0.0


def test_an_issue_is_taken_up_from_the_least_stake_on() -> None:
    assert takes_up(0.4, 0.4)
    assert not takes_up(0.39, 0.4)


def test_who_is_claimed_for_all_its_strength_has_no_time() -> None:
    """C36."""
    assert has_time(9.9, 10.0, 1.0)
    assert not has_time(10.0, 10.0, 1.0)
    assert not has_time(6.0, 10.0, 0.5), "its people lack the strength"


@given(draw, share, share, st.booleans(), st.booleans())
def test_nobody_comes_to_mind_through_what_one_does_not_have(
    u: float, by_forum: float, by_memory: float, in_forums: bool, has_memory: bool
) -> None:
    channel = channel_of(u, by_forum, by_memory, in_forums, has_memory)
    assert in_forums or channel != Channel.FORUM
    assert has_memory or channel != Channel.MEMORY


def test_channels_have_the_shares_that_were_set() -> None:
    draws = [(k + 0.5) / 1000 for k in range(1000)]
    seen = [channel_of(u, 0.3, 0.5, True, True) for u in draws]
    assert [seen.count(channel) for channel in (Channel.FORUM, Channel.MEMORY, Channel.PLACE)] == [300, 500, 200]


@given(draw, st.integers(0, 100), st.integers(1, 100))
def test_a_draw_points_to_one_of_the_rows(u: float, first: int, count: int) -> None:
    assert first <= one_of(u, first, first + count) < first + count


@given(share, share)
def test_of_a_shared_audience_only_a_part_is_added(own: float, spillover: float) -> None:
    """C50."""
    assert added_audience(own, spillover, True) <= added_audience(own, spillover, False) == own


@given(st.floats(0, 10), st.floats(0.1, 40), st.floats(0, 2), st.floats(0, 10))
def test_one_partner_more_costs_the_hours_with_it(hours: float, free: float, weight: float, more: float) -> None:
    """C27, C34."""
    price = price_of_another(hours, free, weight)
    assert price <= price_of_another(hours + more, free, weight) <= weight
    assert price_of_another(hours, free + more, weight) <= price
    assert price_of_another(0.0, free, weight) == 0.0


def test_a_partner_who_brings_just_its_price_is_not_worth_it() -> None:
    assert is_worth_another(0.2, 0.1)
    assert not is_worth_another(0.1, 0.1)


def test_a_grudge_begins_below_the_limit() -> None:
    assert bears_a_grudge(0.14, 0.15)
    assert not bears_a_grudge(0.15, 0.15)


@given(st.integers(1, 10**6))
def test_a_stretch_is_the_shortest_that_holds_all(rows: int) -> None:
    room = SHORTEST << length_class(rows)
    assert room >= rows
    assert room == SHORTEST or room < 2 * rows


@pytest.mark.parametrize(("rows", "number"), [(1, 0), (8, 0), (9, 1), (16, 1), (17, 2)])
def test_stretches_double(rows: int, number: int) -> None:
    assert length_class(rows) == number
