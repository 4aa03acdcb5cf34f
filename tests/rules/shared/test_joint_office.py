"""Money: the joint office, disputes about it, and grants for which all compete (C37, C60)."""

import pytest

from simulation.engine.codes import NEVER, Contributions, EventKind
from simulation.engine.state import seen_by
from simulation.rules.shared.joint_office import dispute_money, from_outside, miss_outside_money, open_office
from tests.worlds import STUBBORN, Changes, at_work, kinds, lively, mean, noted_kinds, story, world, world_of

# --- on a small state ------------------------------------------------------------------------------------


def test_an_office_is_paid_for_in_equal_shares_and_smaller_where_somebody_has_less() -> None:
    state = at_work(3, {"agreements.office_hours": 10.0, "agreements.contributions": "all"})
    year = 52.0 * state.mechanisms.cooperation.wage
    share = 10.0 * year / 3
    state.organisations["money"], state.alliance.tally.money_spent = [2 * share, share / 2, 2 * share], 1.0
    open_office(state)
    assert state.alliance.week.office_cost == pytest.approx(share)
    assert state.alliance.week.office == pytest.approx(10.0 * 2.5 / 3)
    assert state.alliance.tally.money_spent == pytest.approx(1.0 + 2.5 * share / 52.0)


def test_without_payers_there_is_no_office() -> None:
    state = at_work(3, {"agreements.office_hours": 10.0})
    state.alliance.payers, state.alliance.week.office = 0, 5.0
    open_office(state)
    assert (state.alliance.week.office, state.alliance.week.office_cost) == (0.0, 0.0)


@pytest.mark.parametrize(("settled", "disputed"), [(True, False), (False, True)])
def test_money_that_was_not_settled_is_disputed_by_what_it_asks(settled: bool, disputed: bool) -> None:
    changes = {"agreements.office_hours": 1.0, "agreements.contributions": "all", "agreements.money_settled": settled}
    state = at_work(2, changes)
    state.organisations["money"], state.alliance.week.office_cost, state.alliance.tension = [100.0, 5.0], 10.0, 0.0
    dispute_money(state)
    felt = (0.1 + 1.0) / 2 * disputed
    assert state.alliance.tension == pytest.approx(state.mechanisms.cooperation.resentment * felt)
    assert noted_kinds(state) == [EventKind.MONEY_DISPUTED] * disputed


def test_those_who_pay_nothing_are_resented_where_paying_is_left_to_the_willing() -> None:
    state = at_work(2, {"agreements.office_hours": 1.0, "agreements.money_settled": True})
    state.alliance.plan.contributions, state.alliance.tension = Contributions.WILLING, 0.0
    state.memberships["pays"] = [True, False]
    dispute_money(state)
    assert state.alliance.tension == pytest.approx(state.mechanisms.cooperation.resentment / 2)


def test_an_office_that_costs_nothing_is_as_large_as_agreed() -> None:
    changes = {"agreements.office_hours": 10.0, "agreements.contributions": "all", "mechanisms.cooperation.wage": 0.0}
    state = at_work(2, changes)
    open_office(state)
    assert (state.alliance.week.office, state.alliance.week.office_cost) == (10.0, 0.0)


YEAR_OF_TEN_HOURS = 10.0 * 52 * 0.03
FUNDED: Changes = {"agreements.office_hours": 10.0, "agreements.outside_money": YEAR_OF_TEN_HOURS / 2}


@pytest.mark.parametrize(("week", "given"), [(11, 3.0), (12, 0.0), (13, 0.0)])
def test_money_from_outside_is_missing_from_its_week_on(week: int, given: float) -> None:
    assert from_outside(3.0, 5.0, week, 12) == given
    assert from_outside(3.0, 5.0, week, NEVER) == 3.0
    assert from_outside(8.0, 5.0, 11, 12) == 5.0, "nobody gives more than the office costs"


def test_members_pay_what_outside_money_leaves() -> None:
    state = at_work(2, FUNDED)
    open_office(state)
    assert state.alliance.week.office_cost == pytest.approx(YEAR_OF_TEN_HOURS / 4)
    assert state.alliance.week.office == pytest.approx(10.0)
    state.organisations["money"] = 0.0
    open_office(state)
    assert state.alliance.week.office == pytest.approx(5.0)


def test_outside_money_keeps_an_office_for_which_no_member_pays() -> None:
    state = at_work(2, FUNDED)
    state.alliance.payers, state.alliance.plan.contributions = 0, Contributions.NOBODY
    open_office(state)
    assert state.alliance.week.office == pytest.approx(5.0)
    assert state.alliance.week.office_cost == pytest.approx(YEAR_OF_TEN_HOURS / 2)


@pytest.mark.parametrize(("money", "left"), [(100.0, 1.0), (YEAR_OF_TEN_HOURS / 8, 0.25), (0.0, 0.0)])
def test_what_the_office_carried_falls_back_on_members_when_the_money_ends(money: float, left: float) -> None:
    state = at_work(2, FUNDED | {"agreements.money_settled": False})
    state.organisations["money"], state.alliance.tension = money, 0.0
    state.alliance.plan.outside_money_ends = state.clock.week
    open_office(state)
    miss_outside_money(state)
    assert noted_kinds(state) == [EventKind.OUTSIDE_MONEY_ENDS, EventKind.MONEY_DISPUTED]
    assert state.log[0].value == pytest.approx(left)
    asked = min(1.0, YEAR_OF_TEN_HOURS / 2 / max(money, 1e-9))
    assert state.alliance.tension == pytest.approx(state.mechanisms.cooperation.resentment * asked)


@pytest.mark.parametrize(("hours", "money", "ago"), [(10.0, 1.0, 1), (0.0, 1.0, 0), (10.0, 0.0, 0)])
def test_money_that_nobody_gave_or_misses_this_week_is_no_event(hours: float, money: float, ago: int) -> None:
    state = at_work(2, {"agreements.office_hours": hours, "agreements.outside_money": money})
    state.alliance.plan.outside_money_ends = state.clock.week - ago
    open_office(state)
    miss_outside_money(state)
    assert noted_kinds(state) == []


# --- in a run --------------------------------------------------------------------------------------------


LONG: Changes = STUBBORN | {
    "mechanisms.dissolution.outside_option": 0.0,
    "mechanisms.dissolution.cost_weight": 0.0,
    "weeks": 52,
}

OFFICE: Changes = LONG | {"agreements.office_hours": 10.0}

YEAR_OF_AN_HOUR = 52 * 0.03


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


@pytest.mark.parametrize("settled", [True, False])
def test_money_not_settled_beforehand_is_disputed_when_work_begins(settled: bool) -> None:
    """C37: by the share of free money that is asked for."""
    cost = 10.0 * YEAR_OF_AN_HOUR / 4
    means = {"money": 4.0 * cost}
    quiet: Changes = {"mechanisms.cooperation.outbreak": 0.0, "mechanisms.cooperation.conflict_rate": 0.0}
    scenario = world(4, OFFICE | quiet | {"agreements.money_settled": settled}, first=means, others=means)
    assert seen_by(world_of(scenario), 0).alliance.tension == pytest.approx(0.0 if settled else 0.5 * 0.25)
    assert ("money disputed" in kinds(story(scenario))) != settled


def test_those_who_pay_resent_those_who_do_not() -> None:
    """C37: free riders add tension by their share of the table."""
    quiet: Changes = {"mechanisms.cooperation.outbreak": 0.0, "mechanisms.cooperation.conflict_rate": 0.0}
    willing = OFFICE | quiet | {"agreements.contributions": "willing"}
    state = seen_by(world_of(world(8, willing, others={"stake": {"low": 0.4, "high": 0.6}})), 0)
    riding = 1 - state.alliance.payers / state.alliance.core
    assert 0 < riding < 1
    assert state.alliance.tension == pytest.approx(0.5 * riding)


def test_early_and_all_is_the_calmest_way_to_pay() -> None:
    """C37."""
    office: Changes = {"agreements.office_hours": 20.0, "mechanisms.cooperation.resentment": 5.0}
    early = mean(lively(office), 60, "conflicts")
    late = mean(lively(office | {"agreements.money_settled": False}), 60, "conflicts")
    some = mean(lively(office | {"agreements.contributions": "willing"}), 60, "conflicts")
    assert early < late
    assert early < some


def test_without_an_office_there_is_nothing_to_dispute() -> None:
    scenario = world(4, LONG | {"agreements.money_settled": False, "agreements.contributions": "willing"})
    assert "money disputed" not in kinds(story(scenario))
