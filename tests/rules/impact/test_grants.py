"""Grants: competition for money among those who are seen (C60)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Status
from simulation.engine.state import seen_by
from simulation.rules.impact.grants import grant_won, mean_prominence, win_grants
from tests.worlds import STUBBORN, Changes, at_work, lively, mean, outcomes, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(st.lists(st.tuples(share, st.floats(0.01, 1)), min_size=1, max_size=20), share)
def test_competition_deals_out_the_same_pot_otherwise(who: list[tuple[float, float]], competition: float) -> None:
    """C60: among those who depend on grants alike, the sum stays; only who gets it changes."""
    mean_seen = sum(seen for _, seen in who) / len(who)
    won = [grant_won(1.0, seen, mean_seen, competition) for _, seen in who]
    assert sum(won) == pytest.approx(len(who))
    assert min(won) >= 0.0
    for (_, seen), grant in zip(who, won, strict=True):
        assert (grant - 1.0) * (seen - mean_seen) >= -1e-9


@given(share, share, st.floats(0.01, 1))
def test_without_competition_everybody_wins_what_it_depends_on(dependence: float, seen: float, others: float) -> None:
    assert grant_won(dependence, seen, others, 0.0) == dependence


# --- on a small state ------------------------------------------------------------------------------------


@pytest.mark.parametrize("shared", [False, True])
def test_grants_go_to_those_who_are_seen_or_to_all_alike(shared: bool) -> None:
    state = at_work(3, {"arena.funding": 0.5, "agreements.grants_shared": shared})
    state.organisations["grant_dependence"] = 0.8
    state.memberships["load"], state.memberships["granted"] = [0.2, 0.6, 0.0], 1.0
    state.memberships[2].status = Status.LEFT
    assert mean_prominence(state) == pytest.approx(0.6)
    win_grants(state)
    won = [0.8 * (0.5 + 0.5 * seen / 0.6) for seen in (0.8, 0.4)]
    if shared:
        won = [sum(won) / 2] * 2
    assert state.memberships["granted"] == pytest.approx([1.0 + won[0], 1.0 + won[1], 1.0])


def test_without_competition_nobody_counts_grants() -> None:
    state = at_work(2, {"arena.funding": 0.0})
    state.organisations["grant_dependence"], state.memberships["granted"] = 0.8, 0.0
    win_grants(state)
    assert (state.memberships["granted"] == 0.0).all()


def test_where_nobody_is_seen_grants_are_dealt_out_evenly() -> None:
    assert grant_won(0.5, 0.0, 0.0, 0.8) == pytest.approx(0.5)


def test_grants_beyond_what_is_usual_pay_for_hours_and_fewer_cost_some() -> None:
    """C60: seen twice as much as the other, and all of the money goes by that."""
    state = at_work(2, {"arena.funding": 1.0, "agreements.grants_shared": False})
    state.organisations["grant_dependence"], state.memberships["load"] = 0.6, [0.2, 0.6]
    win_grants(state)
    assert state.organisations["grants"] == pytest.approx([0.2, -0.2])
    state.memberships["status"] = Status.LEFT
    assert mean_prominence(state) == 0.0


def test_nobody_is_seen_less_than_not_at_all() -> None:
    state = at_work(2)
    state.memberships["load"] = [1.5, 0.5]
    assert mean_prominence(state) == pytest.approx(0.25)
    state.memberships[0].status = Status.LEFT
    assert mean_prominence(state) == pytest.approx(0.5), "of one member"


# --- in a run --------------------------------------------------------------------------------------------


LONG: Changes = STUBBORN | {
    "mechanisms.dissolution.outside_option": 0.0,
    "mechanisms.dissolution.cost_weight": 0.0,
    "weeks": 52,
}

GRANTS: Changes = LONG | {"arena.funding": 1.0}


def test_sharing_levels_grants() -> None:
    """C60: to the last euro among those who were members all along."""
    dependent = {"grant_dependence": 0.5, "hours": {"low": 5.0, "high": 60.0}, "stake": {"low": 0.2, "high": 1.0}}
    apart, shared = (
        seen_by(world_of(world(6, GRANTS | {"agreements.grants_shared": on}, first=dependent, others=dependent)), 0)
        for on in (False, True)
    )
    assert np.ptp(shared.memberships["granted"]) == pytest.approx(0.0, abs=1e-9)
    assert np.ptp(apart.memberships["granted"]) > 0.1


def test_alike_organisations_win_a_years_grants_in_a_year() -> None:
    dependent = {"grant_dependence": 0.5}
    state = seen_by(world_of(world(4, GRANTS, first=dependent, others=dependent), 40), 0)
    assert state.memberships["granted"] == pytest.approx(np.full(4, 40 * 0.5))


def test_no_grant_is_lost_to_nothing_when_nobody_is_left() -> None:
    """A table deserted before anybody has answered shares nothing, and nothing remains a number."""
    alone: Changes = {
        "arena.funding": 1.0,
        "agreements.grants_shared": True,
        "agreements.party_line": 1.0,
        "mechanisms.dissolution.party_weight": 10.0,
    }
    whole = world_of(world(2, alone, first={"grant_dependence": 0.5}, others={"interval": 200.0}), 10)
    assert np.isfinite(whole.memberships["granted"]).all()


def test_competition_keeps_grant_seekers_away_unless_they_share() -> None:
    """C60."""
    seekers: Changes = {
        **{f"{who}.grant_dependence": 1.0 for who in ("organisations.0", "organisations.1", "groups.0")},
        "mechanisms.dissolution.visibility_weight": 0.6,
    }
    accepted = [
        mean(lively(seekers | changes), 60, "accepted")
        for changes in ({"arena.funding": 1.0}, {"arena.funding": 1.0, "agreements.grants_shared": True}, {})
    ]
    assert accepted[0] < accepted[1]
    assert accepted[1] == accepted[2], "who shares does not compete"


def test_sharing_makes_grants_more_equal_the_harder_the_competition() -> None:
    """C60."""
    bound: Changes = {"agreements.voluntary": False, "agreements.reversible": False}
    apart, shared = (
        mean(lively(bound | {"arena.funding": 1.0, "agreements.grants_shared": on}), 20, "grant_inequality")
        for on in (False, True)
    )
    assert apart > shared


def test_grants_pay_for_hours() -> None:
    """C60: who wins more than usual has more time next week, who wins less has less; all alike, nothing changes."""
    half = {"grant_dependence": 0.5}
    alike = seen_by(world_of(world(4, GRANTS, first=half, others=half), 20), 0)
    assert alike.organisations["grants"] == pytest.approx(np.zeros(4), abs=1e-9)
    unlike = seen_by(world_of(world(4, GRANTS, first=half | {"stake": 0.2}, others=half), 20), 0)
    won = unlike.organisations["grants"]
    assert won[0] > 0.0 > won[1]
    again = world_of(world(4, GRANTS, first=half | {"stake": 0.2}, others=half), 21)
    assert seen_by(again, 0).memberships["free"] == pytest.approx(40.0 * (1.0 + won))


def test_without_competition_nothing_is_told_of_grants() -> None:
    assert all(math.isnan(run.grant_inequality) for run in outcomes(world(3, LONG), 3))
