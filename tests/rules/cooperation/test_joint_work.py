"""Joint work: what an hour is worth, how knowledge is connected, and what is left for politics (C09, C12, C35, C49)."""

import pytest

from simulation.engine.codes import Stage, Status
from simulation.engine.state import State
from simulation.rules.cooperation.division_of_labour import kept_without
from simulation.rules.cooperation.joint_work import act, add_work, connect, fields_needed, observe, pool_work, skill
from tests.worlds import STUBBORN, at_work, lived, world

# --- on a small state ------------------------------------------------------------------------------------


def test_skill_is_credibility_and_contacts() -> None:
    state = at_work(2)
    one = state.organisations[0]
    one.credibility, one.contacts = 0.6, 0.5
    assert skill(state, one) == pytest.approx(0.6 * kept_without(0.5, state.mechanisms.impact.unsuited))


@pytest.mark.parametrize("needed", [True, False])
def test_work_in_the_own_field_counts_there_where_the_goal_needs_it(needed: bool) -> None:
    state = at_work(2)
    one = state.organisations[0]
    one.specialisation = 0.75
    state.sectors[one.sector].needed, state.sectors[one.sector].effort = needed, 1.0
    assert add_work(state, one, 8.0) == pytest.approx(2.0)
    assert state.sectors[one.sector].effort == pytest.approx(1.0 + 6.0 * needed)


def test_an_hour_may_count_more_in_the_own_field_and_counts_no_less_in_others() -> None:
    """C35: of eight hours six lie in the own field, worth half as much again."""
    state = at_work(2, {"goal.expertise": 0.5})
    one = state.organisations[0]
    one.specialisation = 0.75
    state.sectors[one.sector].needed, state.sectors[one.sector].effort = True, 0.0
    assert add_work(state, one, 8.0) == pytest.approx(2.0)
    assert state.sectors[one.sector].effort == pytest.approx(9.0)


def fields(*effort: float) -> State:
    """Return a state with effort in the fields that the goal needs."""
    state = at_work(2)
    state.sectors["needed"] = False
    state.sectors["effort"] = 0.0
    for field, done in enumerate(effort):
        state.sectors[field].needed, state.sectors[field].effort = True, done
    return state


@pytest.mark.parametrize("exchange", [0.0, 0.5, 1.0])
def test_fields_gain_from_each_other_as_far_as_members_exchange(exchange: float) -> None:
    state = fields(4.0, 2.0)
    state.alliance.exchange = exchange
    assert fields_needed(state) == 2
    power = 1.0 / (1.0 + state.mechanisms.impact.complementarity)
    together = (5.0**power + 3.0**power) ** (1.0 / power)
    assert connect(state, 2.0) == pytest.approx(8.0 + exchange * (together - 8.0))


def pooled(**columns: object) -> State:
    """Return a state in which nothing but the members' work counts, four hours of each."""
    state = fields(0.0)
    state.alliance.exchange = state.alliance.week.office = 0.0
    state.organisations["specialisation"] = 0.0
    state.memberships["work"], state.memberships["coverage"] = 4.0, 1.0
    for name, values in columns.items():
        state.memberships[name] = values
    return state


def test_work_counts_as_far_as_one_is_in_the_loop_and_only_that_of_members() -> None:
    whole = pool_work(pooled())
    assert whole > 0.0
    assert pool_work(pooled(coverage=[0.5, 1.0])) == pytest.approx(0.75 * whole)
    assert pool_work(pooled(work=[2.0, 4.0])) == pytest.approx(0.75 * whole)
    assert pool_work(pooled(work=[0.0, 4.0])) == pytest.approx(0.5 * whole)
    assert pool_work(pooled(status=[Status.LEFT, Status.MEMBER])) == pytest.approx(0.5 * whole)


def test_the_office_works_from_the_agreement_on() -> None:
    state = pooled(work=0.0)
    state.alliance.week.office = 6.0
    assert pool_work(state) == pytest.approx(6.0)
    state.alliance.stage = Stage.AGREEING_ON_DEMANDS
    assert pool_work(state) == 0.0


def test_work_builds_up_pressure_while_the_alliance_works_for_its_goal() -> None:
    for stage, works in ((Stage.WORKING, True), (Stage.EXCHANGING, False)):
        state = pooled()
        alliance = state.alliance
        alliance.stage, alliance.pressure, alliance.achieved, alliance.weeks_together = stage, 10.0, 5.0, 3
        alliance.tally.weeks_without_goal = 2
        act(state)
        done = float(alliance.week.effort) * works
        assert alliance.pressure == pytest.approx(10.0 + state.mechanisms.impact.memory * (done - 10.0))
        assert alliance.achieved == pytest.approx(5.0 + done)
        assert alliance.weeks_together == 4
        assert alliance.tally.weeks_without_goal == 2 + (not works)


def test_before_the_agreement_no_week_together_is_counted() -> None:
    state = pooled()
    state.alliance.stage, state.alliance.weeks_together = Stage.AGREEING_ON_DEMANDS, 0
    act(state)
    assert state.alliance.weeks_together == 0


def test_the_largest_reach_is_kept() -> None:
    state = at_work(2)
    for reach, largest in ((0.4, 0.5), (0.6, 0.6)):
        state.alliance.reach, state.alliance.tally.reach_max = reach, 0.5
        observe(state)
        assert state.alliance.tally.reach_max == largest


@pytest.mark.parametrize("task", ["lobbying", "dialogue", "campaigning"])
def test_a_third_of_forced_work_is_credible_where_one_task_is_and_of_the_rest_a_part_is_kept(task: str) -> None:
    """C49: four hours of each of two."""
    changes: dict[str, object] = {"mechanisms.impact.unsuited": 0.3, "mechanisms.impact.complementarity": 0.0}
    state = at_work(2, changes)
    state.memberships["work"], state.memberships["coverage"] = 4.0, 1.0
    for name in ("lobbying", "dialogue", "campaigning"):
        state.organisations[name] = float(name == task)
    state.organisations["specialisation"] = state.alliance.exchange = state.alliance.week.office = 0.0
    assert pool_work(state) == pytest.approx(8.0 * (1.0 + 0.3 + 0.3) / 3.0)


def test_attendance_is_how_far_members_were_in_the_loop() -> None:
    state = at_work(3)
    state.memberships["coverage"], state.memberships[2].status = [1.0, 0.5, 0.0], Status.LEFT
    state.alliance.tally.attendance = 2.0
    observe(state)
    assert state.alliance.tally.attendance == pytest.approx(2.75)
    state.memberships[0].status = Status.LEFT
    observe(state)
    assert state.alliance.tally.attendance == pytest.approx(3.25), "of one member"


def test_work_of_half_credibility_counts_for_half() -> None:
    state = pooled()
    whole = pool_work(state)
    state.organisations["credibility"] /= 2.0
    assert pool_work(state) == pytest.approx(whole / 2.0)


# --- in a run --------------------------------------------------------------------------------------------


FREE: dict[str, object] = {
    "mechanisms.cooperation.hours_per_partner": 0.0,
    "mechanisms.cooperation.hours_per_supporter": 0.0,
    "mechanisms.cooperation.hours_per_voice": 0.0,
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
