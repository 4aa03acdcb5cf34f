"""Tasks: who lobbies, who talks, who campaigns, and what is lost where nobody may choose (C49)."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulation.engine.codes import DivisionOfLabour, Status
from simulation.engine.state import seen_by
from simulation.rules.cooperation.division_of_labour import (
    balance,
    kept_without,
    own_best,
    shares_of_tasks,
    sorted_shares,
    supply_of_tasks,
    usual_effect,
)
from tests.worlds import STUBBORN, Changes, at_work, lively, mean, world, world_of
from tests.worlds import lived as lived_through

# --- rules -----------------------------------------------------------------------------------------------


work = st.floats(0, 100)


@given(work, work, work, st.floats(0, 2))
def test_equal_tasks_lose_nothing_and_one_alone_loses_most(one: float, two: float, three: float, need: float) -> None:
    kept = balance(one, two, three, need)
    assert 0.0 <= kept <= 1.0 + 1e-9
    assert balance(one, two, three, 0.0) == 1.0
    assert balance(one, one, one, need) == pytest.approx(1.0)
    if one > 1e-6:
        alone = balance(one, 0.0, 0.0, need)
        assert alone == pytest.approx(3.0**-need)
        assert kept >= alone - 1e-9


@given(work, work, work, st.floats(0, 2), st.floats(0.01, 100))
def test_balance_depends_on_proportions_only(one: float, two: float, three: float, need: float, unit: float) -> None:
    assume(one + two + three > 1e-3)
    kept = balance(one, two, three, need)
    assert balance(unit * one, unit * two, unit * three, need) == pytest.approx(kept)
    assert balance(two, three, one, need) == pytest.approx(kept)


@given(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1))
def test_work_is_divided_to_the_last_hour_and_most_where_it_is_best(one: float, two: float, three: float) -> None:
    for shares in (sorted_shares(one, two, three), own_best(one, two, three)):
        assert sum(shares) == pytest.approx(1.0)
        best = max(range(3), key=(one, two, three).__getitem__)
        assert shares[best] == max(shares)
    assert sorted_shares(one, one, one) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


share = st.floats(0, 1)


@given(share, share, share)
def test_credibility_raises_effect_from_what_is_kept_anyway(credibility: float, kept: float, more: float) -> None:
    assert kept_without(0.0, kept) == kept
    assert kept_without(1.0, kept) == pytest.approx(1.0)
    raised = kept_without(credibility + (1 - credibility) * more, kept)
    assert raised >= kept_without(credibility, kept) - 1e-12


def test_tasks_are_sorted_by_the_fourth_power_of_credibility() -> None:
    assert sorted_shares(2.0, 1.0, 1.0) == pytest.approx((16 / 18, 1 / 18, 1 / 18))
    assert sorted_shares(1.0, 3.0, 2.0) == pytest.approx((1 / 98, 81 / 98, 16 / 98))
    assert sorted_shares(0.0, 0.0, 0.0) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_of_tasks_done_equally_well_the_first_is_chosen() -> None:
    assert own_best(0.5, 0.5, 0.2) == own_best(0.5, 0.2, 0.5) == (1.0, 0.0, 0.0)
    assert own_best(0.2, 0.5, 0.5) == (0.0, 1.0, 0.0)
    assert own_best(0.2, 0.3, 0.5) == own_best(0.4, 0.3, 0.5) == (0.0, 0.0, 1.0)


# --- on a small state ------------------------------------------------------------------------------------


def test_the_supply_of_tasks_is_what_members_at_work_could_do() -> None:
    state = at_work(3)
    state.organisations["lobbying"] = [0.5, 1.0, 1.0]
    state.organisations["dialogue"] = [0.2, 0.4, 1.0]
    state.organisations["campaigning"] = [0.1, 0.3, 1.0]
    state.memberships["work"] = [2.0, 4.0, 6.0]
    state.memberships[2].status = Status.LEFT
    assert supply_of_tasks(state) == pytest.approx((5.0, 2.0, 1.4))


def test_tasks_are_divided_evenly_where_forced() -> None:
    state = at_work(2)
    state.alliance.plan.labour = DivisionOfLabour.FORCED
    assert shares_of_tasks(state, state.organisations[0], (1.0, 1.0, 1.0)) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_a_coordinated_member_does_more_of_what_it_is_better_at_than_the_others() -> None:
    state = at_work(2)
    state.alliance.plan.labour = DivisionOfLabour.COORDINATED
    one = state.organisations[0]
    one.lobbying, one.dialogue, one.campaigning = 0.9, 0.3, 0.3
    lobbying, dialogue, campaigning = shares_of_tasks(state, one, (1.0, 1.0, 1.0))
    assert lobbying > dialogue == campaigning
    assert lobbying + dialogue + campaigning == pytest.approx(1.0)


def test_others_expect_the_mean_of_all_tasks_of_the_forced_and_the_best_of_the_free() -> None:
    state = at_work(2, {"mechanisms.impact.unsuited": 0.2})
    one = state.organisations[0]
    one.lobbying, one.dialogue, one.campaigning = 0.9, 0.3, 0.6
    for labour, credible in ((DivisionOfLabour.FORCED, 0.6), (DivisionOfLabour.FREE, 0.9)):
        state.alliance.plan.labour = labour
        assert usual_effect(state, one) == pytest.approx(0.2 + 0.8 * credible)


def test_who_is_free_does_what_it_is_best_at() -> None:
    state = at_work(2)
    state.alliance.plan.labour = DivisionOfLabour.FREE
    one = state.organisations[0]
    one.lobbying, one.dialogue, one.campaigning = 0.1, 0.5, 0.3
    assert shares_of_tasks(state, one, (0.1, 10.0, 0.1)) == (0.0, 1.0, 0.0)


# --- in a run --------------------------------------------------------------------------------------------


KINDS = ("lobbying", "dialogue", "campaigning")

WAYS = ("free", "coordinated", "forced")

LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 30}


def effort_of(way: str, tasks: tuple[str, ...]) -> float:
    """Return the weekly effort of a table of six whose members are each credible in one of these tasks only."""
    changes = LONG | {"agreements.division_of_labour": way, "mechanisms.impact.complementarity": 0.5}
    base = world(7, changes, first=dict.fromkeys(KINDS, 0.0))
    data = base.model_dump(mode="json", exclude_unset=True)
    plain = {key: value for key, value in data["groups"][0].items() if key not in ("name", "count")}
    counts = {task: 6 // len(tasks) for task in tasks}
    data["groups"] = [
        plain | dict.fromkeys(KINDS, 0.0) | {"name": task, "count": count, task: 1.0} for task, count in counts.items()
    ]
    return float(seen_by(world_of(type(base).model_validate(data)), 0).alliance.week.effort)


def test_a_table_of_all_talents_gets_most_from_doing_what_each_does_best() -> None:
    """C49: forced to do a part of all, each is credible in a third of its work only."""
    efforts = {way: effort_of(way, KINDS) for way in WAYS}
    assert efforts["coordinated"] == pytest.approx(efforts["free"], rel=0.1)
    assert efforts["forced"] < efforts["coordinated"]


def test_a_table_of_one_talent_lacks_what_nobody_chose_to_do() -> None:
    """C49: all alike credible in one task leave the others undone, unless they share them out."""
    assert effort_of("free", ("lobbying",)) < effort_of("free", KINDS)


def test_the_forced_keep_the_hand_computed_part() -> None:
    """C49: who is credible in nothing keeps, of each task's equal part, what is kept anyway."""
    equal: Changes = {"mechanisms.impact.unsuited": 0.3, "mechanisms.cooperation.exchange_memory": 0.0}
    full = world(4, LONG | equal | {"agreements.division_of_labour": "forced"})
    clumsy = dict.fromkeys(KINDS, 0.0)
    none = world(4, LONG | equal | {"agreements.division_of_labour": "forced"}, first=clumsy, others=clumsy)
    best, worst = (float(seen_by(world_of(scenario), 0).alliance.week.effort) for scenario in (full, none))
    assert worst == pytest.approx(0.3 * best)


def test_coordinated_work_moves_most_and_forced_work_least() -> None:
    """C49, over paired runs of unlike members."""
    influence = {way: mean(lively({"agreements.division_of_labour": way}), 60, "influence") for way in WAYS}
    assert influence["coordinated"] > influence["forced"]
    assert influence["coordinated"] > influence["free"]


def test_the_way_tasks_are_dealt_out_takes_nobodys_time() -> None:
    loads = [
        seen_by(world_of(world(5, LONG | {"agreements.division_of_labour": way})), 0).memberships["load"]
        for way in WAYS
    ]
    assert np.array_equal(loads[0], loads[1])
    assert np.array_equal(loads[0], loads[2])


FREE: dict[str, object] = STUBBORN | {
    "mechanisms.cooperation.hours_per_partner": 0.0,
    "mechanisms.cooperation.hours_per_supporter": 0.0,
    "mechanisms.cooperation.hours_per_voice": 0.0,
}

LOBBYIST = {"lobbying": 1.0, "dialogue": 0.0, "campaigning": 0.0}


def test_tasks_given_to_those_who_are_not_credible_in_them_lose_effect() -> None:
    """C49: where one task is as good as another, forcing specialists into all of them costs what is not kept."""
    kept = 0.3
    efforts = {}
    for labour in ("free", "forced"):
        changes = FREE | {"agreements.division_of_labour": labour, "mechanisms.impact.unsuited": kept}
        changes |= {"mechanisms.impact.complementarity": 0.0}
        efforts[labour] = float(
            lived_through(world(4, changes, first=LOBBYIST, others=LOBBYIST), 60).alliance.week.effort
        )
    assert efforts["forced"] / efforts["free"] == pytest.approx(kept + (1 - kept) / 3)


def test_all_doing_the_same_lose_what_the_other_tasks_would_have_added() -> None:
    """C49: organisations that can do everything, but ask nobody, all lobby; sharing the tasks out saves them that."""
    need = 0.5
    efforts = {}
    for labour in ("free", "coordinated", "forced"):
        changes = FREE | {"agreements.division_of_labour": labour, "mechanisms.impact.complementarity": need}
        efforts[labour] = float(lived_through(world(4, changes), 60).alliance.week.effort)
    assert efforts["free"] / efforts["coordinated"] == pytest.approx(3**-need)
    assert efforts["forced"] == pytest.approx(efforts["coordinated"])


def test_specialists_that_complement_each_other_need_no_coordination() -> None:
    """C49: each does what it does best anyway."""
    efforts = {}
    for labour in ("free", "coordinated", "forced"):
        changes = FREE | {"agreements.division_of_labour": labour, "mechanisms.impact.complementarity": 0.5}
        campaigners = {"lobbying": 0.0, "dialogue": 0.0, "campaigning": 1.0}
        talkers = {"lobbying": 0.0, "dialogue": 1.0, "campaigning": 0.0}
        scenario = world(3, changes, first=LOBBYIST, second=talkers, others=campaigners)
        efforts[labour] = float(lived_through(scenario, 60).alliance.week.effort)
    assert efforts["free"] == pytest.approx(efforts["coordinated"], rel=1e-6)
    assert efforts["forced"] < efforts["free"]
