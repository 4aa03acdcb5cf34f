"""Money: the joint office, disputes about it, and grants for which all compete (C37, C60)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.state import seen_by
from simulation.rules.impact.grants import grant_won
from simulation.rules.shared.time_and_money import means_left
from tests.worlds import STUBBORN, Changes, kinds, lively, mean, outcomes, story, world, world_of

share = st.floats(0, 1)

LONG: Changes = STUBBORN | {
    "mechanisms.dissolution.outside_option": 0.0,
    "mechanisms.dissolution.cost_weight": 0.0,
    "weeks": 52,
}
OFFICE: Changes = LONG | {"agreements.office_hours": 10.0}
YEAR_OF_AN_HOUR = 52 * 0.03


# --- rules -------------------------------------------------------------------------------------------------


@given(share, share, share)
def test_pressure_takes_means_in_proportion(pressure: float, cutback: float, more: float) -> None:
    """C61."""
    assert means_left(0.0, cutback) == means_left(pressure, 0.0) == 1.0
    assert means_left(1.0, cutback) == pytest.approx(1.0 - cutback)
    assert means_left(pressure + (1 - pressure) * more, cutback) <= means_left(pressure, cutback) + 1e-12


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


# --- the office --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("paying", "core_size", "payers"), [("core", 8, 8), ("core", 3, 3), ("all", 3, 8)])
def test_those_pay_who_were_to(paying: str, core_size: int, payers: int) -> None:
    """C37: the office costs the same, and its cost is shared among those who pay."""
    changes = OFFICE | {"agreements.contributions": paying, "agreements.core_size": core_size}
    alliance = seen_by(world_of(world(8, changes)), 0).alliance
    assert alliance.payers == payers
    assert alliance.week.office_cost == pytest.approx(10.0 * YEAR_OF_AN_HOUR / payers)
    assert alliance.tally.money_spent == pytest.approx(10.0 * YEAR_OF_AN_HOUR)


def test_those_who_care_pay_by_their_own_will() -> None:
    indifferent = world_of(world(8, OFFICE | {"agreements.contributions": "willing"}, others={"stake": 0.0}))
    assert seen_by(indifferent, 0).alliance.payers <= 1, "only the initiator has a stake"
    keen = world_of(world(8, OFFICE | {"agreements.contributions": "willing"}))
    assert seen_by(keen, 0).alliance.payers == 8


def test_an_office_shrinks_to_what_is_paid() -> None:
    poor = {"money": 0.5 * 10.0 * YEAR_OF_AN_HOUR / 4}
    state = seen_by(world_of(world(4, OFFICE, first=poor, others=poor)), 0)
    assert state.alliance.tally.money_spent == pytest.approx(0.5 * 10.0 * YEAR_OF_AN_HOUR)


def test_pressure_halves_what_can_be_paid() -> None:
    """C61."""
    poor = {"money": 10.0 * YEAR_OF_AN_HOUR / 4}
    pressed = OFFICE | {"arena.pressure": 1.0, "mechanisms.outlook.cutback": 0.5}
    state = seen_by(world_of(world(4, pressed, first=poor, others=poor)), 0)
    assert state.alliance.tally.money_spent == pytest.approx(0.5 * 10.0 * YEAR_OF_AN_HOUR)


# --- disputes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("settled", [True, False])
def test_money_not_settled_beforehand_is_disputed_when_work_begins(settled: bool) -> None:
    """C37: by the share of free money that is asked for."""
    cost = 10.0 * YEAR_OF_AN_HOUR / 4
    means = {"money": 4.0 * cost}
    quiet: Changes = {"mechanisms.cooperation.outbreak": 0.0, "mechanisms.cooperation.conflict_rate": 0.0}
    scenario = world(4, OFFICE | quiet | {"agreements.money_settled": settled}, first=means, others=means)
    assert seen_by(world_of(scenario), 0).alliance.tension == pytest.approx(0.0 if settled else 2.0 * 0.25)
    assert ("money disputed" in kinds(story(scenario))) != settled


def test_those_who_pay_resent_those_who_do_not() -> None:
    """C37: free riders add tension by their share of the table."""
    quiet: Changes = {"mechanisms.cooperation.outbreak": 0.0, "mechanisms.cooperation.conflict_rate": 0.0}
    willing = OFFICE | quiet | {"agreements.contributions": "willing"}
    state = seen_by(world_of(world(8, willing, others={"stake": {"low": 0.4, "high": 0.6}})), 0)
    riding = 1 - state.alliance.payers / state.alliance.core
    assert 0 < riding < 1
    assert state.alliance.tension == pytest.approx(2.0 * riding)


def test_early_and_all_is_the_calmest_way_to_pay() -> None:
    """C37."""
    office: Changes = {"agreements.office_hours": 20.0, "mechanisms.cooperation.money_dispute": 5.0}
    early = mean(lively(office), 60, "conflicts")
    late = mean(lively(office | {"agreements.money_settled": False}), 60, "conflicts")
    some = mean(lively(office | {"agreements.contributions": "willing"}), 60, "conflicts")
    assert early < late
    assert early < some


def test_without_an_office_there_is_nothing_to_dispute() -> None:
    scenario = world(4, LONG | {"agreements.money_settled": False, "agreements.contributions": "willing"})
    assert "money disputed" not in kinds(story(scenario))


# --- grants ------------------------------------------------------------------------------------------------

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
