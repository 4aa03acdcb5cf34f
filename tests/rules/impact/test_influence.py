"""Impact: pooled work, reach, attention, and what they make of influence."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Stage
from simulation.engine.state import seen_by
from simulation.rules.impact.influence import (
    NEW_LIGHT,
    clarity,
    influence_of,
    party_effect,
    standing,
    take_stock,
    voice_of,
    work_for_unit_influence,
)
from simulation.run import replicate
from simulation.scenario.loading import changed, load_scenario
from simulation.week import live
from tests.worlds import STUBBORN, Changes, at_work, lived, lively, mean, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


positive = st.floats(1e-6, 1e6)


@given(positive, positive, st.floats(0.1, 1))
def test_each_further_hour_moves_less(effort: float, voice: float, power: float) -> None:
    """C10."""
    one, two, four = (influence_of(effort * hours, voice, 30.0, power) for hours in (1, 2, 4))
    assert one <= two <= four
    assert two <= 2 * one * (1 + 1e-12)
    assert influence_of(0.0, voice, 30.0, power) == 0.0


share = st.floats(0, 1)


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


@given(share, share, share, share)
def test_who_keeps_away_neither_gains_nor_loses(capacity: float, campaign: float, gain: float, cost: float) -> None:
    assert party_effect(0.0, capacity, campaign, gain, cost) == 1.0


@given(share, share, share, share, share, share)
def test_able_parties_help_and_campaigns_cost(
    line: float, capacity: float, campaign: float, gain: float, cost: float, more: float
) -> None:
    """C14, C45."""
    effect = party_effect(line, capacity, campaign, gain, cost)
    assert party_effect(line, capacity + (1 - capacity) * more, campaign, gain, cost) >= effect - 1e-12
    assert party_effect(line, capacity, campaign + (1 - campaign) * more, gain, cost) <= effect + 1e-12


def test_the_best_distance_lies_between_and_shrinks_towards_an_election() -> None:
    """C45: with gain g at full capacity and cost c, the best line is (g - c) / (2 g c), inside for g > c."""
    lines = [step / 1000 for step in range(1001)]
    for near, gain, cost in ((0.6, 0.9, 0.9), (0.8, 0.9, 0.9), (0.95, 0.9, 0.9)):
        best = max(lines, key=lambda line: party_effect(line, 1.0, near, gain, cost))
        assert best == pytest.approx(max(0.0, (gain - cost * near) / (2 * gain * cost * near)), abs=1e-3)


def test_influence_and_the_effect_of_parties_by_hand() -> None:
    """C10, C45: four times the hours give twice the influence if it grows with their root."""
    assert influence_of(8.0, 3.0, 2.0, 0.5) == pytest.approx(6.0)
    assert party_effect(0.5, 0.4, 0.25, 1.0, 0.8) == pytest.approx((1.0 + 0.2) * (1.0 - 0.1))


# --- on a small state ------------------------------------------------------------------------------------


def test_a_voice_counts_by_reach_camps_and_salience() -> None:
    state = at_work(2, {"arena.polarisation": 0.5})
    impact = state.mechanisms.impact
    state.arena.salience = 0.8
    attended = impact.calm + 2.0 * (1.0 - impact.calm) * 0.8
    told = 0.3**impact.reach_power * attended * 3.0 ** (impact.legitimacy * 0.5)
    assert voice_of(state, 0.3, 3.0) == pytest.approx(told)
    assert voice_of(state, 0.0, 3.0) == voice_of(state, 0.3, 0.0) == 0.0


def test_demands_seen_in_a_new_light_add_to_the_voice() -> None:
    state = at_work(2)
    state.alliance.framing = 0.0
    plain = standing(state)
    state.alliance.framing = 0.5
    assert standing(state) == pytest.approx(plain * (1.0 + 0.5 * NEW_LIGHT))


@pytest.mark.parametrize(("stage", "counted"), [(Stage.WORKING, 1), (Stage.AGREEING_ON_DEMANDS, 0)])
def test_influence_is_summed_up_over_weeks_at_work(stage: Stage, counted: int) -> None:
    state = at_work(2)
    state.alliance.stage, state.alliance.pressure, state.alliance.regrouped = stage, 20.0, True
    tally = state.alliance.tally
    tally.influence, tally.weeks_at_work = 0.0, 3
    take_stock(state)
    influence = float(state.demands[0].influence)
    assert not state.alliance.regrouped
    assert tally.weeks_at_work == 3 + counted
    assert influence > 0.0, "of the only demand, which has all the attention"
    assert tally.influence == pytest.approx(influence * counted)
    assert state.alliance.week.visibility == pytest.approx(influence / (1.0 + influence))


def test_what_was_adopted_is_stood_behind_and_what_was_lost_is_hopeless() -> None:
    state = at_work(2, demands=3)
    state.alliance.pressure = 20.0
    state.demands["open"] = [True, False, False]
    state.demands["adopted"], state.demands["influence"], state.demands["prospect"] = [0.0, 0.4, 0.0], 0.0, 0.7
    take_stock(state)
    assert state.demands["influence"][1] > 0.0
    assert state.demands["influence"][2] == 0.0
    assert state.demands["prospect"][1:].tolist() == [0.7, 0.0]


def test_who_works_in_secret_is_not_seen() -> None:
    state = at_work(2, {"agreements.public": False})
    state.alliance.pressure = 20.0
    take_stock(state)
    assert state.alliance.week.visibility == 0.0


def test_a_goal_of_more_fields_needs_more_work_for_the_same_influence() -> None:
    state = at_work(2)
    impact = state.mechanisms.impact
    state.sectors["needed"] = False
    state.sectors["needed"][:4] = True
    assert work_for_unit_influence(state) == pytest.approx(impact.effort_scale * 4.0**impact.complementarity)
    for needed in (1, 0):
        state.sectors["needed"] = np.arange(len(state.sectors)) < needed
        assert work_for_unit_influence(state) == pytest.approx(impact.effort_scale), "of one field, or of none"


def test_closeness_to_parties_and_a_mixed_message_change_the_voice() -> None:
    """C07, C45: half for and half against is told alike by one report in two."""
    changes: Changes = {"agreements.party_line": 0.5, "arena.party_capacity": 0.4, "goal.change_share": 0.5}
    state = at_work(2, changes)
    impact = state.mechanisms.impact
    state.alliance.framing, state.arena.campaign = 0.0, 0.25
    allied = (1.0 + impact.party_gain * 0.2) * (1.0 - impact.partisanship * 0.125)
    assert standing(state) == pytest.approx(allied * 0.5**impact.message_power)


def test_expectations_go_by_the_effort_expected_and_influence_by_the_pressure_there_is() -> None:
    """C16: with both alike, the weekly chance of the agreement is that of the prospect."""
    state = at_work(2, {"agreements.details_open": 0.5})
    alliance, impact = state.alliance, state.mechanisms.impact
    alliance.pressure, alliance.week.effort = 20.0, alliance.expected_effort
    take_stock(state)
    hopeful = float(state.demands[0].prospect)
    state.alliance.expected_effort = alliance.week.effort = 0.0
    take_stock(state)
    assert hopeful > state.demands[0].prospect == 0.0
    firmly_asked = max(0.0, 0.5 * state.demands[0].agreed - state.demands[0].majority) / (1 - state.demands[0].majority)
    base = state.arena.resistance * (1.0 + impact.polarised_resistance * state.climate.polarisation)
    assert state.demands[0].resistance == pytest.approx(base * (1.0 + impact.depth_resistance * firmly_asked))


def test_before_an_agreement_the_wish_of_the_first_initiator_is_weighed() -> None:
    """C22."""
    state = at_work(2)
    state.alliance.has_agreement = False
    state.positions[0, 0].ideal, state.positions[1, 0].ideal = state.demands[0].majority, 1.0
    take_stock(state)
    meek = float(state.demands[0].resistance)
    state.positions[0, 0].ideal = 1.0
    take_stock(state)
    assert state.demands[0].resistance == pytest.approx(meek * (1.0 + state.mechanisms.impact.depth_resistance))


def test_visibility_is_influence_against_one_and_two_voices_share_it() -> None:
    """C46."""
    state = at_work(2)
    alliance, impact = state.alliance, state.mechanisms.impact
    alliance.pressure, state.arena.voices, alliance.tally.influence = 20.0, 0.0, 0.0
    take_stock(state)
    alone = float(alliance.tally.influence)
    assert alliance.week.visibility == pytest.approx(alone / (1.0 + alone))
    state.arena.voices = 40.0
    take_stock(state)
    assert alliance.tally.influence - alone == pytest.approx(alone * 0.5**impact.effort_power)


# --- in a run --------------------------------------------------------------------------------------------


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


def test_a_camp_more_gives_the_voice_more_weight_the_more_a_topic_divides() -> None:
    """C11, C48."""
    advantage = []
    for polarisation in (0.0, 1.0):
        changes = STUBBORN | {"arena.polarisation": polarisation, "mechanisms.impact.spillover": 1.0}
        one_camp = lived(world(4, changes, first={"sector": "union"}), 60)
        two_camps = lived(world(4, changes, first={"sector": "church"}), 60)
        advantage.append(two_camps.demands["influence"][0] / one_camp.demands["influence"][0])
    assert 1.0 < advantage[0] < advantage[1]


FREE: dict[str, object] = {
    "mechanisms.cooperation.hours_per_partner": 0.0,
    "mechanisms.cooperation.hours_per_supporter": 0.0,
    "mechanisms.cooperation.hours_per_voice": 0.0,
}


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


CALM = 0.4

LONG: Changes = STUBBORN | {
    "mechanisms.dissolution.outside_option": 0.0,
    "mechanisms.dissolution.party_weight": 0.0,
    "mechanisms.cooperation.occasion_rate": 0.0,
    "weeks": 60,
}


@pytest.mark.parametrize(("line", "capacity"), [(0.0, 1.0), (0.5, 1.0), (1.0, 0.0), (1.0, 1.0)])
def test_influence_changes_by_the_hand_computed_factor(line: float, capacity: float) -> None:
    away = seen_by(world_of(world(4, LONG | {"arena.party_capacity": capacity})), 0)
    near = seen_by(world_of(world(4, LONG | {"arena.party_capacity": capacity, "agreements.party_line": line})), 0)
    factor = (1 + 0.5 * line * capacity) * (1 - 0.5 * line * CALM)
    assert near.demands["influence"] == pytest.approx(away.demands["influence"] * factor)


def test_parties_and_alliances_complement_each_other() -> None:
    """C14: the alliance is worth joining whatever parties can do; able ones add to it."""
    line: Changes = {"agreements.party_line": 0.6, "mechanisms.dissolution.party_weight": 0.0}
    influence = [mean(lively(line | {"arena.party_capacity": able}), 40, "influence") for able in (0.0, 0.5, 1.0)]
    assert 0.0 < influence[0] < influence[1] < influence[2]


def test_an_election_costs_a_partisan_alliance_influence_only_while_it_is_near() -> None:
    partisan = LONG | {"agreements.party_line": 1.0}
    calm = world_of(world(4, partisan), 0)
    heated = world_of(world(4, partisan | {"arena.elections": [{"name": "Election", "when": 40}]}), 0)
    for _ in range(40):
        live(calm, 1)
        live(heated, 1)
    for whole in (calm, heated):
        live(whole, 1)
    near = heated.demands["influence"][0] / calm.demands["influence"][0]
    assert near == pytest.approx((1 - 0.5) / (1 - 0.5 * CALM))
    for whole in (calm, heated):
        live(whole, 1)
    assert heated.demands["influence"] == pytest.approx(calm.demands["influence"])
