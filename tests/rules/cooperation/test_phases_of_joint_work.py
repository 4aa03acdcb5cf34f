"""What members' work does to a small state: what it counts for, where it is put, and what it is invested in."""

import math

import pytest

from simulation.engine.codes import NEVER, CalendarKind, DivisionOfLabour, EventKind, Stage, Status, Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State, World, seen_by
from simulation.rules.cooperation.coordination import pass_on
from simulation.rules.cooperation.division_of_labour import kept_without, shares_of_tasks, supply_of_tasks
from simulation.rules.cooperation.emergency_help import (
    DAYS,
    build_ties,
    help_is_awaited,
    help_out,
    helping_by,
    spread_help,
    trusted_call,
)
from simulation.rules.cooperation.investment import invest, keep_vision_alive
from simulation.rules.cooperation.joint_work import act, add_work, connect, fields_needed, observe, pool_work, skill
from simulation.rules.cooperation.projects import avoid_repetition, run_projects, scale_projects, take_stock_of_projects
from simulation.rules.cooperation.support_chain import walk_the_path, weakest_station
from simulation.start.population import populate
from tests.worlds import at_work, noted, world

# --- joint work ------------------------------------------------------------------------------------------


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


# --- division of labour ----------------------------------------------------------------------------------


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


# --- coordination ----------------------------------------------------------------------------------------


def test_all_but_the_lead_are_in_the_loop_as_far_as_it_keeps_up() -> None:
    state = at_work(4, {"agreements.lead": "First"})
    state.memberships["coverage"], state.memberships[3].status = 0.8, Status.LEFT
    state.memberships[0].free, state.organisations["energy"] = 10.0, 0.5
    state.alliance.week.hub = 20.0
    pass_on(state)
    assert state.memberships["coverage"] == pytest.approx([0.8, 0.2, 0.2, 0.8])
    state.alliance.week.hub = 4.0
    pass_on(state)
    assert state.memberships["coverage"] == pytest.approx([0.8, 0.2, 0.2, 0.8])


# --- investment ------------------------------------------------------------------------------------------


def test_shares_of_the_effort_go_into_structures_products_and_enabling() -> None:
    state = at_work(2, {"agreements.structures": 0.1, "agreements.products": 0.2, "agreements.transfer": 0.3})
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    alliance.structures = alliance.capability = alliance.product = 0.5
    assert invest(state, 10.0) == pytest.approx(4.0)
    hours = state.mechanisms.outlook.investment_hours
    assert alliance.structures == pytest.approx(1.0 - 0.5 * math.exp(-1.0 / hours))
    assert alliance.capability == pytest.approx(1.0 - 0.5 * math.exp(-3.0 / hours))
    made = 1.0 - math.exp(-2.0 / cooperation.exchange_hours)
    assert alliance.product == pytest.approx(0.5 + cooperation.exchange_memory * (made - 0.5))


def test_without_investment_all_effort_is_left() -> None:
    state = at_work(2)
    state.alliance.product = 0.5
    assert invest(state, 10.0) == 10.0
    assert state.alliance.product == 0.5


def test_a_vision_fades_unless_somebody_keeps_it_alive() -> None:
    state = at_work(2, {"agreements.lead": "First"})
    state.alliance.vision = 0.8
    keep_vision_alive(state)
    assert state.alliance.vision == 0.8
    state.memberships[0].tier = Tier.SUPPORTER
    keep_vision_alive(state)
    assert 0.0 < state.alliance.vision < 0.8


# --- projects and the path -------------------------------------------------------------------------------


def with_topics(topics: int, **agreements: object) -> State:
    """Return a state with a goal for projects, in its second week together."""
    changes = {f"agreements.{name}": value for name, value in agreements.items()}
    state = at_work(4, {"goal.topics": topics, "mechanisms.outlook.adjustment": 1.0} | changes)
    state.alliance.weeks_together, state.alliance.exchange = 1, 1.0
    return state


def test_projects_that_repeat_others_are_counted_and_worth_less() -> None:
    state = with_topics(3)
    state.memberships["topic"] = [0, 0, 0, 2]
    state.memberships[2].status = Status.LEFT
    take_stock_of_projects(state)
    repetition = state.mechanisms.outlook.repetition
    assert state.alliance.tally.overlap == pytest.approx(1.0 - 2 / 3)
    assert state.alliance.tally.project_effect == pytest.approx((1.0 + repetition) + 1.0)


def test_members_turn_to_what_fewer_work_on_as_far_as_they_hear_of_each_other() -> None:
    state = with_topics(3)
    state.memberships["topic"] = 0
    run_projects(state)
    assert state.memberships["topic"].tolist() == [0, 0, 0, 0], "nobody coordinates"
    for week in range(8):
        state.clock.week = week
        state.scratch["projects"] = 0.0
        state.scratch["projects"][0] = 4.0
        avoid_repetition(state)
    assert len(set(state.memberships["topic"].tolist())) > 1
    deaf = with_topics(3, projects_coordinated=True)
    deaf.memberships["topic"], deaf.alliance.exchange = 0, 0.0
    run_projects(deaf)
    assert deaf.memberships["topic"].tolist() == [0, 0, 0, 0]


def test_a_better_project_is_carried_further_where_quality_is_looked_at() -> None:
    blind, judging = with_topics(2), with_topics(2, quality_filter=True, projects_scaled=True)
    for state in (blind, judging):
        state.alliance.reach = 0.4
        scale_projects(state)
        assert state.alliance.tally.scaled_reach == 0.4
    plain, best = float(blind.alliance.tally.scaled_quality), float(judging.alliance.tally.scaled_quality)
    assert best == pytest.approx(plain ** (1.0 / judging.mechanisms.outlook.candidates))


@pytest.mark.parametrize(("topics", "weeks"), [(0, 1), (2, 0)])
def test_projects_wait_for_a_goal_with_topics_and_for_the_first_week_together(topics: int, weeks: int) -> None:
    state = with_topics(topics)
    state.alliance.weeks_together, state.alliance.tally.project_effect = weeks, 9.0
    run_projects(state)
    assert state.alliance.tally.project_effect == 9.0


@pytest.mark.parametrize(
    ("stage", "walks"), [(Stage.AGREEING_ON_DEMANDS, False), (Stage.WORKING, True), (Stage.EXCHANGING, True)]
)
def test_a_person_gets_through_all_stations_by_the_chance_at_each(stage: Stage, walks: bool) -> None:
    state = at_work(4, {"goal.stations": 2})
    outlook = state.mechanisms.outlook
    state.memberships["station"], state.organisations["energy"] = [0, 0, 1, 1], [1.0, 0.5, 1.0, 1.0]
    state.memberships[3].status = Status.LEFT
    state.alliance.stage, state.alliance.exchange, state.alliance.tally.passage = stage, 0.5, 1.0
    first = 1.0 - (1.0 - outlook.station_reach) * (1.0 - outlook.station_reach / 2)
    second = outlook.station_reach
    assert weakest_station(state) == pytest.approx(min(first, second))
    walk_the_path(state)
    handed_on = outlook.loose_handover + (1.0 - outlook.loose_handover) * 0.5
    assert state.alliance.tally.passage == pytest.approx(1.0 + first * second * handed_on * walks)


# --- emergency -------------------------------------------------------------------------------------------


def struck(**outlook: object) -> World:
    """Return a run of three members on the first day of an emergency."""
    changes: dict[str, object] = {f"mechanisms.outlook.{name}": value for name, value in outlook.items()}
    whole = populate(PreparedScenario(world(4, {"invitation.size": 3} | changes)), 1, 100)
    whole.memberships["status"] = Status.MEMBER
    whole.arena.emergency, whole.arena.need, whole.arena.help_arrived, whole.arena.helpers = 0, 1.0, NEVER, 0.0
    whole.organisations["helping"], whole.organisations["members"] = NEVER, 4.0
    return whole


def test_those_count_as_helping_who_began_before_the_day() -> None:
    whole = struck()
    whole.organisations["helping"] = [1, 2, NEVER, 0]
    state = seen_by(whole, 0)
    assert helping_by(state, 2) == pytest.approx(1 / 3)
    assert helping_by(state, 3) == pytest.approx(2 / 3)


def test_an_alliance_calls_on_its_members_by_those_who_help_and_their_trust() -> None:
    whole = struck()
    whole.scratch[0].helping, whole.memberships["trust"] = 0.5, 0.4
    inside = int(whole.memberships[0].organisation)
    (outside,) = set(range(4)) - set(whole.memberships["organisation"].tolist())
    assert trusted_call(whole, inside, 0) == pytest.approx(0.2)
    assert trusted_call(whole, outside, 0) == 0.0
    whole.memberships[0].status = Status.LEFT
    assert trusted_call(whole, inside, 0) == 0.0


@pytest.mark.parametrize(("spontaneous", "helps"), [(1.0, True), (0.0, False)])
def test_whoever_begins_to_help_is_noted_with_the_day(spontaneous: float, helps: bool) -> None:
    whole = struck(spontaneous=spontaneous)
    whole.organisations["helping"][0] = 1
    spread_help(whole, 3)
    assert whole.organisations["helping"].tolist() == [1, *[3 if helps else NEVER] * 3]
    assert whole.arena.helpers == 3 * 10_000.0 * helps
    assert [who for _, who, _ in noted(seen_by(whole, 0))] == ([1, 2, 3] if helps else [])


def test_those_who_help_together_come_to_trust_each_other() -> None:
    whole = struck()
    whole.organisations["helping"], whole.memberships["trust"] = [0, 5, NEVER, NEVER], 0.5
    build_ties(seen_by(whole, 0), 5)
    rate = whole.mechanisms.cooperation.trust_rate
    assert whole.memberships["trust"] == pytest.approx([0.5 + rate / 3 * 0.5, 0.5, 0.5])


def test_help_arrives_once_enough_people_are_there() -> None:
    whole = struck(spontaneous=1.0)
    whole.organisations["members"] = 4.5
    help_out(whole)
    assert whole.arena.help_arrived == 0
    assert noted(seen_by(whole, 0))[-1][0] == EventKind.HELP_ARRIVES
    few = struck(spontaneous=1.0)
    few.clock.week = 2
    help_out(few)
    assert few.arena.help_arrived == NEVER
    assert few.organisations["helping"].tolist() == [2 * DAYS] * 4


def test_help_is_awaited_until_it_arrives_and_where_an_emergency_is_still_to_come() -> None:
    whole = struck()
    assert help_is_awaited(whole)
    whole.arena.help_arrived = 3
    assert not help_is_awaited(whole)
    shock = {"name": "Flood", "when": 5, "need": 0.5}
    dated = populate(PreparedScenario(world(2, {"arena.shocks": [shock]})), 1)
    assert CalendarKind(int(dated.calendar[0].kind)) == CalendarKind.SHOCK
    for week, awaited in ((5, True), (6, False)):
        dated.clock.week = week
        assert help_is_awaited(dated) == awaited
