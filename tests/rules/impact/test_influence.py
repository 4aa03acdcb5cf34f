"""Impact: pooled work, reach, attention, and what they make of influence."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.impact.attention import attention
from simulation.rules.impact.influence import clarity, influence_of, party_effect
from simulation.rules.impact.reach import audience
from simulation.run import replicate
from simulation.scenario.loading import changed, load_scenario
from tests.worlds import STUBBORN, lived, world

share = st.floats(0, 1)
positive = st.floats(1e-6, 1e6)


# --- attention, audience, effort -------------------------------------------------------------------------


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


@given(st.lists(st.floats(0, 8), min_size=2, max_size=2).map(sorted), st.floats(0.1, 2))
def test_larger_organisations_reach_more(sizes: list[float], power: float) -> None:
    smaller, larger = (audience(size, 5.5, power) for size in sizes)
    assert 0.0 <= smaller <= larger <= 1.0


def test_the_scale_is_where_two_thirds_are_reached() -> None:
    assert audience(5.5, 5.5, 0.3) == pytest.approx(1 - math.exp(-1))


@given(positive, positive, st.floats(0.1, 1))
def test_each_further_hour_moves_less(effort: float, voice: float, power: float) -> None:
    """C10."""
    one, two, four = (influence_of(effort * hours, voice, 30.0, power) for hours in (1, 2, 4))
    assert one <= two <= four
    assert two <= 2 * one * (1 + 1e-12)
    assert influence_of(0.0, voice, 30.0, power) == 0.0


@given(share)
def test_a_message_for_and_against_is_less_clear(change_share: float) -> None:
    """C07."""
    assert clarity(1.0) == clarity(0.0) == 1.0
    assert clarity(0.5) == 0.5 <= clarity(change_share) + 1e-12
    assert clarity(change_share) == pytest.approx(clarity(1 - change_share))


@given(share, share, share, share, share)
def test_parties_carry_demands_and_cost_credibility(
    line: float, capacity: float, campaign: float, gain: float, cost: float
) -> None:
    """C14, C45."""
    assert party_effect(0.0, capacity, campaign, gain, cost) == 1.0
    assert party_effect(line, capacity, campaign, gain, 0.0) >= 1.0
    assert party_effect(line, 0.0, campaign, gain, cost) <= 1.0
    assert party_effect(line, capacity, 1.0, gain, cost) <= party_effect(line, capacity, campaign, gain, cost) + 1e-12


# --- pooled work in a run --------------------------------------------------------------------------------

FREE: dict[str, object] = {
    "mechanisms.cooperation.hours_per_partner": 0.0,
    "mechanisms.cooperation.hours_per_supporter": 0.0,
    "mechanisms.cooperation.meeting_hours": 0.0,
}


def test_fully_credible_hours_count_in_full_if_the_goal_needs_their_field() -> None:
    """C12: half of each organisation's knowledge lies in its own field."""
    needed = lived(world(5, STUBBORN | FREE, first={"sector": "union"}), 60)
    assert needed.alliance.week.effort == pytest.approx(5 * 40)
    beside = lived(world(5, STUBBORN | FREE, first={"sector": "sport"}), 60)
    assert beside.alliance.week.effort == pytest.approx(4 * 40 + 40 / 2)


@pytest.mark.parametrize("complementarity", [0.0, 0.5, 1.0])
def test_connected_fields_are_worth_more_than_their_sum(complementarity: float) -> None:
    """C09: n equal fields gain the factor n ** complementarity, as far as members exchange what they know."""
    generalists = {"specialisation": 0.0}
    changes = STUBBORN | {"mechanisms.impact.complementarity": complementarity}
    state = lived(world(6, changes, first=generalists, others=generalists), 60)
    fields = state.sectors["needed"].sum()
    gain = 1 + state.alliance.exchange * (fields**complementarity - 1)
    assert state.alliance.exchange > 0.0
    assert state.alliance.week.effort == pytest.approx(state.memberships["work"].sum() * gain)


@pytest.mark.parametrize("fields", [2, 5])
def test_a_goal_that_needs_more_fields_takes_more_work_unless_they_are_connected(fields: int) -> None:
    """C12: hours spread evenly over connected fields count as if there were one; unconnected ones count for less."""
    generalists, at_once = {"specialisation": 0.0}, {"mechanisms.cooperation.exchange_memory": 1.0}
    needed = ["union", "church", "welfare", "culture", "science"]
    states = [
        lived(world(6, STUBBORN | at_once | {"goal.fields": needed[:count]}, first=generalists, others=generalists), 60)
        for count in (1, fields)
    ]
    one, several = (state.demands["influence"][0] for state in states)
    exchange, impact = states[0].alliance.exchange, states[0].mechanisms.impact
    pieces = fields**impact.complementarity
    assert 0.0 < exchange < 1.0
    assert several / one == pytest.approx(((1 + exchange * (pieces - 1)) / pieces) ** impact.effort_power)


def test_the_public_reached_is_the_union_of_overlapping_audiences() -> None:
    """C50: reach rises with every member, but by less and less, and never beyond all."""
    reach = [float(lived(world(size, STUBBORN), 5).alliance.reach) for size in (2, 3, 4, 5, 60)]
    gains = [after - before for before, after in pairwise(reach[:4])]
    assert all(gain > 0 for gain in gains)
    assert gains == sorted(gains, reverse=True)
    assert reach[-1] <= 1.0


def test_a_camp_more_gives_the_voice_more_weight_the_more_a_topic_divides() -> None:
    """C11, C48."""
    advantage = []
    for polarisation in (0.0, 1.0):
        changes = STUBBORN | {"arena.polarisation": polarisation, "mechanisms.impact.spillover": 1.0}
        one_camp = lived(world(4, changes, first={"sector": "union"}), 60)
        two_camps = lived(world(4, changes, first={"sector": "church"}), 60)
        advantage.append(two_camps.demands["influence"][0] / one_camp.demands["influence"][0])
    assert 1.0 < advantage[0] < advantage[1]


def test_impact_does_not_fall_with_size_where_nothing_is_lost_to_size() -> None:
    """With no coordination, no talks and no differences, each member only adds."""
    costless: dict[str, object] = FREE | {
        "population.heterogeneity": 0.0,
        "arena.shock_rate": 0.0,
        "agreements.red_lines_disclosed": True,
    }
    seeds = range(150)
    scenario = load_scenario("baseline", costless)
    impact = {
        size: np.array([outcome.impact for outcome in replicate(changed(scenario, {"invitation.size": size}), seeds)])
        for size in (2, 4, 8, 16, 32, 60)
    }
    for fewer, more in pairwise(impact.values()):
        gain = more - fewer
        assert gain.mean() > -2 * gain.std() / math.sqrt(len(gain))
    assert impact[60].mean() > impact[4].mean()
