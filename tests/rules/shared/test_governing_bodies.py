"""Deciding bodies: when they meet, how long others wait for them, what they accept together."""

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Status
from simulation.engine.prepared_alliance import CONSENT
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.rules.shared.governing_bodies import (
    agreed_ambition,
    eased,
    moderated,
    next_meeting,
    smallest,
    wait_for_meeting,
    waiting_time,
)
from simulation.start.population import populate
from simulation.week import live
from tests.worlds import STUBBORN, lived, world

# --- rules -----------------------------------------------------------------------------------------------


numbers = st.lists(st.floats(0, 1), min_size=1, max_size=60).map(np.array)


@given(values=numbers, data=st.data())
def test_selection_finds_what_sorting_finds(values: npt.NDArray[np.float64], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(values) - 1))
    before = np.sort(values)
    assert smallest(values, place) == before[place]
    assert np.array_equal(np.sort(values), before), "selection may reorder, but not change"


quarters = st.integers(1, 400).map(lambda n: n / 4)  # exact in binary, so that no rounding blurs the meeting


@given(first=st.integers(0, 400), interval=quarters, now=st.integers(0, 4000))
def test_the_wait_ends_at_the_next_meeting(first: int, interval: float, now: int) -> None:
    wait = wait_for_meeting(first / 4, interval, now / 4)
    meetings = (now / 4 + wait - first / 4) / interval
    assert wait >= 0.0
    assert meetings == int(meetings) >= 0
    assert wait < interval or meetings == 0, "no meeting is missed, save before the first"


@given(first=quarters, interval=quarters, meetings=st.integers(0, 1000))
def test_a_body_that_is_meeting_is_not_waited_for(first: float, interval: float, meetings: int) -> None:
    assert wait_for_meeting(first, interval, first + meetings * interval) == 0.0


@given(share=st.floats(0, 1, exclude_max=True), interval=st.floats(0.15, 260), now=st.floats(0, 5200))
def test_nobody_waits_longer_than_an_interval(share: float, interval: float, now: float) -> None:
    wait = wait_for_meeting(share * interval, interval, now)
    assert -1e-9 <= wait < interval + 1e-9


@given(share=st.floats(0, 1, exclude_max=True), interval=st.one_of(quarters, st.floats(0.15, 260)))
def test_who_looks_when_the_next_meeting_may_be_misses_none(share: float, interval: float) -> None:
    first = share * interval
    meets = [week for week in range(300) if wait_for_meeting(first, interval, week) < 1.0]
    looked, week = [], 0
    while week < 300:
        looked.append(week)
        week = next_meeting(first, interval, week + 1)
    assert set(meets) <= set(looked)
    assert len(looked) <= 2 * len(meets) + 2


DEVIATIONS = 4.5  # standard errors within which a mean of simulated values must lie; chance alone: 1 in 100,000

RUNS = 4000


def _even(bodies: int) -> Iterator[npt.NDArray[np.float64]]:
    yield from np.random.default_rng(bodies).random((RUNS, bodies))


def _mean_of_place(bodies: int, place: int) -> tuple[float, float]:
    """Return mean and standard deviation of the place-th smallest of independent draws from [0, 1]."""
    mean = place / (bodies + 1)
    return mean, math.sqrt(mean * (1 - mean) / (bodies + 2))


@pytest.mark.parametrize("interval", [1.0, 4.0, 26.0])
@pytest.mark.parametrize("bodies", [1, 2, 5, 12, 40])
def test_waiting_for_all_takes_the_interval_times_n_over_n_plus_one(bodies: int, interval: float) -> None:
    now = 100.0
    waited = [
        waiting_time(np.array([wait_for_meeting(share * interval, interval, now) for share in shares]), 1.0)
        for shares in _even(bodies)
    ]
    _, deviation = _mean_of_place(bodies, bodies)
    bound = DEVIATIONS * interval * deviation / math.sqrt(RUNS)
    assert np.mean(waited) == pytest.approx(interval * bodies / (bodies + 1), abs=bound)


@pytest.mark.parametrize("voters", [1, 2, 5, 12, 40])
def test_consensus_of_even_limits_is_one_over_n_plus_one(voters: int) -> None:
    agreed = [agreed_ambition(limits, 1.0) for limits in _even(voters)]
    _, deviation = _mean_of_place(voters, 1)
    assert np.mean(agreed) == pytest.approx(1 / (voters + 1), abs=DEVIATIONS * deviation / math.sqrt(RUNS))


SHARES = {rule: CONSENT[rule] for rule in ("consensus", "two-thirds", "majority")}


def needed_of(voters: int, share: str) -> int:
    """Return how many voters a decision needs, in whole numbers."""
    return {"consensus": voters, "two-thirds": -(-2 * voters // 3), "majority": voters // 2 + 1}[share]


@given(limits=numbers, share=st.sampled_from(sorted(SHARES)))
def test_enough_accept_what_is_agreed_and_too_few_would_accept_more(
    limits: npt.NDArray[np.float64], share: str
) -> None:
    needed = needed_of(len(limits), share)
    agreed = agreed_ambition(limits.copy(), SHARES[share])
    assert (limits >= agreed).sum() >= needed
    assert (limits > agreed).sum() < needed


@given(limit=st.floats(0, 1), share=st.sampled_from(sorted(SHARES)))
def test_a_body_of_one_decides_alone(limit: float, share: str) -> None:
    assert agreed_ambition(np.array([limit]), SHARES[share]) == limit
    assert waiting_time(np.array([limit]), SHARES[share]) == limit


share = st.floats(0, 1)


@given(share, share)
def test_moderation_raises_a_rate_but_not_beyond_1(value: float, gain: float) -> None:
    assert moderated(value, gain, False) == value
    assert value <= moderated(value, gain, True) <= 1.0


def test_moderation_cannot_raise_what_is_nothing_or_all() -> None:
    assert moderated(0.0, 0.5, True) == 0.0
    assert moderated(1.0, 0.5, True) == 1.0


@given(share, share)
def test_moderation_takes_its_share_off_what_is_in_the_way(obstacle: float, gain: float) -> None:
    assert eased(obstacle, gain, False) == obstacle
    assert eased(obstacle, gain, True) == pytest.approx((1.0 - gain) * obstacle)


# --- in a run --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("interval", [0.5, 1.0, 2.0, 3.5, 7.0, 13.25])
def test_a_body_takes_things_up_once_in_every_interval(interval: float) -> None:
    run = populate(PreparedScenario(world(2, STUBBORN, others={"interval": interval})), 1)
    member = run.memberships[1]
    first = run.organisations[member.organisation].first_meeting
    looked_at = []
    for week in range(120):
        before = member.net
        live(run, 1)  # trust grows week by week, so every look at the membership gives another sum
        if member.net != before:
            looked_at.append(week)
    meetings = {math.floor(first + k * interval) for k in range(1000)}
    assert looked_at == sorted(week for week in meetings if week < 120)


def test_a_body_that_puts_everything_off_never_answers() -> None:
    state = lived(world(3, others={"postponement": 1.0}), 20)
    assert state.memberships["status"].tolist()[1:] == [Status.ASKED, Status.ASKED]


@pytest.mark.parametrize(("interval", "postponement"), [(1.0, 0.0), (4.0, 0.0), (4.0, 0.5), (2.0, 0.8)])
def test_a_postponed_item_waits_for_the_next_meeting(interval: float, postponement: float) -> None:
    bodies = 3000
    changes = {"mechanisms.formation.reply_weeks": 260}
    others = {"interval": interval, "postponement": postponement}
    state = lived(world(bodies + 1, changes, others=others), 200)
    weeks = state.memberships["joined"][1:]
    assert (weeks >= 0).all()
    # The first meeting falls evenly into the first interval; the number of postponements is geometric.
    expected = (interval - 1) / 2 + interval * postponement / (1 - postponement)
    assert weeks.mean() == pytest.approx(expected, abs=DEVIATIONS * weeks.std() / math.sqrt(bodies) + 1e-9)


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("bodies", [1, 2, 3, 6, 7, 25])
def test_waiting_for_a_share_is_the_order_statistic_of_those_needed(bodies: int, share: str) -> None:
    waited = [waiting_time(waits, SHARES[share]) for waits in _even(bodies)]
    mean, deviation = _mean_of_place(bodies, needed_of(bodies, share))
    assert np.mean(waited) == pytest.approx(mean, abs=DEVIATIONS * deviation / math.sqrt(RUNS))


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("voters", [1, 2, 3, 6, 7, 25])
def test_a_share_agrees_on_the_order_statistic_that_so_many_accept(voters: int, share: str) -> None:
    agreed = [agreed_ambition(limits, SHARES[share]) for limits in _even(voters)]
    mean, deviation = _mean_of_place(voters, voters + 1 - needed_of(voters, share))
    assert np.mean(agreed) == pytest.approx(mean, abs=DEVIATIONS * deviation / math.sqrt(RUNS))
