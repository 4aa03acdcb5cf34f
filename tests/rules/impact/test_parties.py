"""Parties: what going together with them brings, and what it costs near an election (C14, C45)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.state import seen_by
from simulation.rules.impact.arena import nearness
from simulation.rules.impact.influence import party_effect
from simulation.week import live
from tests.worlds import STUBBORN, Changes, lively, mean, outcomes, world, world_of

share = st.floats(0, 1)

LONG: Changes = STUBBORN | {
    "mechanisms.dissolution.outside_option": 0.0,
    "mechanisms.dissolution.party_weight": 0.0,
    "mechanisms.cooperation.occasion_rate": 0.0,
    "weeks": 60,
}
CALM = 0.4


# --- rules -------------------------------------------------------------------------------------------------


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


@given(st.floats(0, 500), st.floats(0.5, 100), share, st.floats(0, 100))
def test_suspicion_rises_towards_an_election(weeks: float, scale: float, calm: float, less: float) -> None:
    near = nearness(weeks, scale, calm)
    assert calm - 1e-12 <= near <= 1.0 + 1e-12
    assert nearness(0.0, scale, calm) == pytest.approx(1.0)
    assert nearness(math.inf, scale, calm) == calm
    assert nearness(max(0.0, weeks - less), scale, calm) >= near - 1e-12


# --- in a run ----------------------------------------------------------------------------------------------


def test_the_campaign_follows_the_calendar() -> None:
    elections = [{"name": "First", "when": 10}, {"name": "Second", "when": 30}]
    whole = world_of(world(3, LONG | {"arena.elections": elections}), 0)
    seen = []
    for _ in range(40):
        live(whole, 1)
        seen.append(float(whole.arena.campaign))
    assert seen[10] == pytest.approx(1.0)
    assert seen[30] == pytest.approx(1.0)
    assert seen[0] == pytest.approx(CALM + (1 - CALM) * math.exp(-10 / 13))
    assert seen[11] == pytest.approx(CALM + (1 - CALM) * math.exp(-19 / 13))
    assert seen[31:] == pytest.approx([CALM] * 9), "no election lies ahead any more"


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


def test_the_non_partisan_leave_over_closeness_to_parties_and_fewer_if_it_was_told() -> None:
    """C45."""
    close: Changes = {
        **{f"{who}.party_closeness": 0.0 for who in ("organisations.0", "organisations.1", "groups.0")},
        "mechanisms.dissolution.party_weight": 1.5,
        "agreements.party_line": 0.6,
        "arena.elections": [{"name": "Election", "when": 100}],
    }
    silent = mean(lively(close), 40, "exits_party_line")
    told = mean(lively(close | {"agreements.party_line_settled": True}), 40, "exits_party_line")
    away = mean(lively(close | {"agreements.party_line": 0.0}), 40, "exits_party_line")
    assert silent > told
    assert away == 0.0


def test_those_as_close_to_parties_as_the_alliance_do_not_mind() -> None:
    keen = {f"{who}.party_closeness": 1.0 for who in ("organisations.0", "organisations.1", "groups.0")}
    close: Changes = {"agreements.party_line": 1.0, "mechanisms.dissolution.party_weight": 10.0}
    assert all(run.exits_party_line == 0 for run in outcomes(lively({**keen, **close}), 20))


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
