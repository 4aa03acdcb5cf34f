"""What each phase of impact does to a small state: what is adopted, lost, counted, seen and told."""

import math

import pytest

from simulation.engine.codes import NEVER, NOBODY, CalendarKind, EventKind, Stage, Status, Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State
from simulation.rules.cooperation.division_of_labour import usual_effect
from simulation.rules.cooperation.joint_work import skill
from simulation.rules.impact.adoption_odds import base_resistance, odds, resistance_to
from simulation.rules.impact.arena import ELECTION_WEEKS, be_shaken, campaign, move_arena
from simulation.rules.impact.attention import share_attention, share_of_voice
from simulation.rules.impact.credit import is_claimed_by_one, keep_visible, most_prominent, share_credit
from simulation.rules.impact.grants import grant_won, mean_prominence, win_grants
from simulation.rules.impact.influence import (
    NEW_LIGHT,
    influence_of,
    standing,
    take_stock,
    voice_of,
    work_for_unit_influence,
)
from simulation.rules.impact.outside_option import prospect_alone
from simulation.rules.impact.political_response import adopt, adoption_chance, answer, put_into_practice, take_back
from simulation.rules.impact.reach import audience, reach_of_members
from simulation.rules.shared.membership_terms import named_in_reports
from simulation.rules.shared.stakes import stake_of
from simulation.rules.shared.time_and_money import free_hours
from simulation.start.population import populate
from tests.worlds import Changes, at_work, noted, world

KINDS = tuple[EventKind, ...]


def kinds(state: State) -> KINDS:
    """Return what was noted on a state."""
    return tuple(kind for kind, _, _ in noted(state))


# --- credit ----------------------------------------------------------------------------------------------


def claimed(grab: float, **agreements: object) -> State:
    """Return a state in a hurry, in which the largest claims success with a probability."""
    changes = {f"agreements.{name}": value for name, value in agreements.items()}
    state = at_work(3, changes | {"mechanisms.impact.grab": grab, "agreements.credit_rule": False} | changes)
    state.arena.vote = True
    state.organisations["members"] = [3.0, 5.0, 5.0]
    state.memberships["trust"], state.memberships["credit"] = 0.5, 0.1
    return state


def test_the_most_prominent_is_the_largest_in_the_core_group_and_of_equals_the_first() -> None:
    state = claimed(1.0)
    assert most_prominent(state) == 1
    state.organisations["members"] = [6.0, 5.0, 5.0]
    assert most_prominent(state) == 0
    state.alliance.core = 0
    assert most_prominent(state) == NOBODY


def test_a_claimed_success_is_counted_and_costs_the_others_trust() -> None:
    state = claimed(1.0)
    share_credit(state, 0)
    assert (state.alliance.tally.successes, state.alliance.tally.claims) == (1, 1)
    lost = 0.5 * (1.0 - state.mechanisms.cooperation.trust_loss)
    assert state.memberships["trust"] == pytest.approx([lost, 0.5, lost])
    assert state.memberships["credit"] == pytest.approx([0.1, 1.0, 0.1])
    assert noted(state) == [(EventKind.CREDIT_CLAIMED, 1, 0)]


def test_a_shared_success_names_all_members_as_far_as_reports_have_room() -> None:
    state = claimed(0.0)
    state.memberships[2].status = Status.LEFT
    share_credit(state, 0)
    assert (state.alliance.tally.successes, state.alliance.tally.claims) == (1, 0)
    assert state.memberships["trust"] == pytest.approx(0.5)
    named = named_in_reports(state, Tier.CORE)
    assert state.memberships["credit"] == pytest.approx([named, named, 0.1])
    assert noted(state) == [(EventKind.CREDIT_SHARED, 1, 0)]


@pytest.mark.parametrize(
    ("vote", "window", "rule", "claims"),
    [(True, 1.0, False, True), (False, 1.5, False, True), (False, 1.0, False, False), (True, 1.0, True, False)],
)
def test_success_is_claimed_in_a_hurry_and_where_no_rule_forbids_it(
    vote: bool, window: float, rule: bool, claims: bool
) -> None:
    state = at_work(2, {"mechanisms.impact.grab": 1.0, "mechanisms.impact.calm": 0.0, "agreements.credit_rule": rule})
    state.arena.vote, state.arena.window = vote, window
    assert is_claimed_by_one(state, 0) == claims


def test_members_give_up_visibility_by_their_load_and_are_seen_by_name_or_by_credit() -> None:
    state = at_work(3)
    impact = state.mechanisms.impact
    state.alliance.week.visibility = 0.5
    state.organisations["visibility_need"] = 0.4
    state.memberships["load"], state.memberships["credit"] = [0.5, 2.0, 0.5], [0.0, 0.9, 0.9]
    state.memberships["given"] = state.memberships["seen"] = 1.0
    state.memberships[2].status = Status.LEFT
    keep_visible(state)
    named = 0.5 * named_in_reports(state, Tier.CORE)
    assert state.memberships["given"] == pytest.approx([1.2, 1.4, 1.0])
    assert state.memberships["seen"] == pytest.approx([1.0 + named, 1.0 + max(named, 0.9), 1.0])
    assert state.memberships["credit"] == pytest.approx([0.0, 0.9 * (1.0 - impact.memory), 0.9])


def test_supporters_are_named_where_the_core_group_leaves_room() -> None:
    state = at_work(4, {"mechanisms.impact.names": 3, "agreements.core_size": 2})
    state.alliance.week.visibility = 1.0
    state.memberships["seen"] = state.memberships["credit"] = 0.0
    keep_visible(state)
    assert state.memberships["seen"] == pytest.approx([1.0, 1.0, 0.5, 0.5])


# --- political response ----------------------------------------------------------------------------------

WON: Changes = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 5.0}


def ready(changes: Changes | None = None, demands: int = 1) -> State:
    """Return a state in which politics has had its week to read the agreement."""
    state = at_work(2, changes, demands=demands)
    state.clock.week = state.alliance.in_force_since + 1
    state.organisations["energy"], state.alliance.structures, state.arena.window = 0.5, 0.0, 20.0
    return state


def test_what_is_adopted_closes_the_demand_and_encourages() -> None:
    state = ready(WON)
    demand, alliance = state.demands[0], state.alliance
    demand.influence, demand.resistance, demand.agreed, demand.majority = 1.0, 0.0, 0.6, 0.2
    answer(state)
    assert not demand.open
    assert demand.adopted == pytest.approx(0.6)
    assert demand.prospect == 1.0
    assert alliance.last_effect == alliance.effect_week == alliance.encouraged == state.clock.week
    assert alliance.tally.successes == 1
    assert state.organisations["energy"] == pytest.approx(0.5 + 0.5 * state.mechanisms.cooperation.encouragement)
    assert kinds(state)[0] == EventKind.ADOPTED
    assert EventKind.PUT_INTO_PRACTICE in kinds(state)


def test_the_first_effect_is_kept_and_the_last_one_renewed() -> None:
    state = ready()
    state.alliance.effect_week = state.alliance.last_effect = 1
    adopt(state, 0)
    assert (state.alliance.effect_week, state.alliance.last_effect) == (1, state.clock.week)


def test_concessions_take_back_nothing_of_what_was_secured() -> None:
    state = ready()
    demand = state.demands[0]
    demand.secured, demand.agreed, demand.majority, demand.influence, demand.resistance = 0.5, 0.3, 0.1, 1.0, 1.0
    adopt(state, 0)
    assert demand.adopted == pytest.approx(0.1 + 0.4 * 0.5)


@pytest.mark.parametrize(
    ("stage", "has_agreement", "weeks"),
    [(Stage.WORKING, True, 0), (Stage.WORKING, False, 1), (Stage.EXCHANGING, True, 1)],
)
def test_nothing_is_adopted_in_the_week_of_the_agreement_nor_without_one_nor_of_a_network(
    stage: Stage, has_agreement: bool, weeks: int
) -> None:
    state = ready(WON)
    state.demands["influence"], state.demands["resistance"] = 1.0, 0.0
    state.alliance.stage, state.alliance.has_agreement = stage, has_agreement
    state.clock.week = state.alliance.in_force_since + weeks
    answer(state)
    assert state.demands[0].open
    assert noted(state) == []


@pytest.mark.parametrize(
    ("agreement", "secured", "kind", "hurts"),
    [
        (True, 0.0, EventKind.VOTE_LOST, True),
        (True, 0.2, EventKind.MORE_REFUSED, True),
        (False, 0.0, EventKind.VOTE_MISSED, False),
        (False, 0.2, None, False),
    ],
)
def test_a_vote_decides_once_and_for_all(agreement: bool, secured: float, kind: EventKind | None, hurts: bool) -> None:
    state = ready()
    demand = state.demands[0]
    state.arena.vote, state.alliance.has_agreement = True, agreement
    demand.secured, demand.influence, demand.resistance = secured, 0.0, 1.0
    answer(state)
    assert demand.open == (kind is None)
    assert kinds(state) == (() if kind is None else (kind, EventKind.SETBACK) if hurts else (kind,))
    assert (state.organisations["energy"] < 0.5).all() == hurts


def test_a_demand_is_adopted_by_the_odds_in_a_vote_and_by_their_hazard_in_other_weeks() -> None:
    state = ready({"mechanisms.impact.adoption_rate": 0.1})
    demand, steepness = state.demands[0], state.mechanisms.impact.steepness
    demand.influence, demand.resistance = 2.0, 1.0
    state.arena.window, state.arena.vote = 3.0, True
    assert adoption_chance(state, demand) == odds(2.0, 1.0, steepness)
    state.arena.vote = False
    assert adoption_chance(state, demand) == pytest.approx(1.0 - math.exp(-0.3 * odds(2.0, 1.0, steepness)))


@pytest.mark.parametrize(("adopted", "rate", "back"), [(0.6, 1.0, True), (0.2, 1.0, False), (0.6, 0.0, False)])
def test_politics_takes_back_what_goes_beyond_the_majority_once_influence_has_faded(
    adopted: float, rate: float, back: bool
) -> None:
    state = ready({"arena.rollback_rate": rate})
    demand = state.demands[0]
    demand.open, demand.adopted, demand.majority = False, adopted, 0.2
    demand.influence, demand.resistance = 0.0, 1.0
    take_back(state, 0)
    assert demand.adopted == pytest.approx(0.2 if back else adopted)
    assert kinds(state) == ((EventKind.TAKEN_BACK, EventKind.SETBACK) if back else ())


def test_influence_that_stays_keeps_what_was_adopted() -> None:
    state = ready({"arena.rollback_rate": 1.0})
    demand = state.demands[0]
    demand.open, demand.adopted, demand.majority, demand.influence, demand.resistance = False, 0.6, 0.2, 1.0, 0.0
    take_back(state, 0)
    assert demand.adopted == 0.6


def test_of_several_times_something_comes_into_practice_the_soonest_counts() -> None:
    state = ready()
    demand = state.demands[0]
    demand.in_practice = 0.0
    put_into_practice(state, 0)
    first = float(demand.in_practice)
    assert first > state.clock.week
    demand.in_practice = state.clock.week + 0.001
    put_into_practice(state, 0)
    assert demand.in_practice == pytest.approx(state.clock.week + 0.001)
    demand.in_practice = first + 1000.0
    put_into_practice(state, 0)
    assert demand.in_practice == first


# --- influence and reach ---------------------------------------------------------------------------------


def test_reach_is_the_union_of_audiences_which_spill_over_into_other_sectors() -> None:
    state = at_work(3)
    impact = state.mechanisms.impact
    state.organisations["members"] = [4.0, 5.0, 6.0]
    state.memberships[2].status = Status.LEFT
    one, other = (audience(size, impact.audience_scale, impact.audience_power) for size in (4.0, 5.0))
    abroad = (1.0 - impact.spillover * one) * (1.0 - impact.spillover * other)
    own = [  # unreached in the sectors of the first, of the second, and in each of all others
        (1.0 - one) * (1.0 - impact.spillover * other),
        (1.0 - impact.spillover * one) * (1.0 - other),
        *[abroad] * (len(state.sectors) - 2),
    ]
    assert reach_of_members(state) == pytest.approx(sum(1.0 - share for share in own) / len(own))


def test_behind_closed_doors_fewer_hear_of_it() -> None:
    seen, hidden = at_work(2), at_work(2, {"agreements.public": False})
    assert reach_of_members(hidden) == pytest.approx(seen.mechanisms.impact.unsuited * reach_of_members(seen))


def test_attention_is_shared_among_open_demands_alone() -> None:
    state = at_work(2, {"agreements.demands_ranked": False}, demands=3)
    state.demands["open"] = [True, False, True]
    share_attention(state)
    assert state.demands["attention"] == pytest.approx([0.5, 0.0, 0.5])


def test_where_demands_do_not_compete_each_gets_all_the_attention() -> None:
    state = at_work(2, {"arena.attention_shared": False}, demands=3)
    state.demands["open"] = [True, False, True]
    share_attention(state)
    assert state.demands["attention"].tolist() == [1.0, 0.0, 1.0]


def test_ranked_demands_come_one_after_the_other() -> None:
    state = at_work(2, {"agreements.demands_ranked": True}, demands=3)
    state.demands["open"] = [False, True, True]
    share_attention(state)
    first, second, third = state.demands["attention"]
    assert first == 0.0
    assert second > third > 0.0


def test_alliances_compete_for_attention() -> None:
    state = at_work(2)
    state.alliance.pressure, state.arena.voices = 2.0, 8.0
    assert share_of_voice(state) == pytest.approx(0.25**state.mechanisms.impact.effort_power)
    state.arena.voices = 2.0
    assert share_of_voice(state) == 1.0
    state.alliance.pressure, state.arena.voices = 0.0, 8.0
    assert share_of_voice(state) == 1.0


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
    assert (tally.influence > 0.0) == bool(counted)
    assert 0.0 < state.alliance.week.visibility < 1.0
    assert state.alliance.week.visibility >= influence / (1.0 + influence) * 0.5


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


def test_citizens_at_the_table_lower_resistance_and_polarisation_raises_it() -> None:
    state = at_work(4, {"arena.resistance": 0.5, "arena.polarisation": 0.5})
    impact = state.mechanisms.impact
    polarised = 0.5 * (1.0 + 0.5 * impact.polarised_resistance)
    assert base_resistance(state) == pytest.approx(polarised)
    state.alliance.citizens = 2
    assert base_resistance(state) == pytest.approx(polarised * (1.0 - 0.5 * impact.lot_acceptance))


# --- grants ----------------------------------------------------------------------------------------------


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


# --- arena -----------------------------------------------------------------------------------------------

DATED: dict[str, object] = {
    "arena.windows": [{"name": "Window", "start": 10, "weeks": 2, "strength": 3.0}],
    "arena.votes": [{"name": "Vote", "when": 11}],
    "arena.elections": [{"name": "Election", "when": 20}],
    "arena.shocks": [{"name": "Shock", "when": 12, "salience": 0.2, "resistance": 0.1, "red_lines": -0.1}],
}


def dated(week: int) -> State:
    """Return a state in a week of a calendar with a window, a vote, a shock and an election."""
    state = at_work(3, DATED)
    state.clock.week = week
    state.arena.salience = state.arena.usual_salience = 0.5
    return state


@pytest.mark.parametrize(
    ("week", "window", "vote", "kind"),
    [
        (9, 1.0, False, ()),
        (10, 3.0, False, (EventKind.WINDOW,)),
        (11, 3.0, True, ()),
        (12, 1.0, False, (EventKind.SHOCK,)),
        (20, 1.0, False, (EventKind.ELECTION,)),
    ],
)
def test_the_calendar_opens_windows_calls_votes_and_tells_what_happens(
    week: int, window: float, vote: bool, kind: KINDS
) -> None:
    state = dated(week)
    move_arena(state)
    assert (state.arena.window, state.arena.vote) == (window, vote)
    assert kinds(state) == kind


def test_a_shock_changes_attention_and_resistance_for_good() -> None:
    state = dated(12)
    before = float(state.arena.resistance)
    move_arena(state)
    assert (state.arena.salience, state.arena.usual_salience) == pytest.approx((0.7, 0.7))
    assert state.arena.resistance == pytest.approx(before + 0.1)
    assert state.arena.emergency == NEVER


def test_attention_returns_to_what_is_usual() -> None:
    state = dated(5)
    state.arena.salience, state.arena.usual_salience = 0.9, 0.4
    move_arena(state)
    assert state.arena.salience == pytest.approx(0.9 - state.mechanisms.impact.memory * 0.5)


def test_only_elections_to_come_bring_a_campaign() -> None:
    impact = dated(0).mechanisms.impact
    assert campaign(dated(20)) == pytest.approx(1.0)
    assert campaign(dated(21)) == pytest.approx(impact.calm)
    near = impact.calm + (1.0 - impact.calm) * math.exp(-5.0 / ELECTION_WEEKS)
    assert campaign(dated(15)) == pytest.approx(near)


@pytest.mark.parametrize(("week", "moves"), [(11, False), (12, True)])
def test_a_shock_moves_everybody_s_red_lines_in_its_week(week: int, moves: bool) -> None:
    state = dated(week)
    before = state.positions["red_line"].copy()
    be_shaken(state)
    assert state.positions["red_line"] == pytest.approx(before - 0.1 * moves)
    assert state.alliance.unsettled == moves


def test_events_tighten_one_red_line_by_chance() -> None:
    state = at_work(3, {"arena.shock_rate": 1.0, "arena.shock_size": 0.3}, demands=2)
    before = state.positions["red_line"].copy()
    be_shaken(state)
    ((kind, who, k),) = noted(state)
    moved = before - state.positions["red_line"]
    assert kind == EventKind.RED_LINE_SHIFTED
    assert 0.0 < moved[who, k] <= 0.3
    assert (moved > 0.0).sum() == 1


def test_calendars_are_read_by_kind() -> None:
    whole = populate(PreparedScenario(world(2, DATED)), 1)
    kinds_there = {CalendarKind(int(kind)) for kind in whole.calendar["kind"]}
    assert kinds_there == {CalendarKind.WINDOW, CalendarKind.VOTE, CalendarKind.ELECTION, CalendarKind.SHOCK}


# --- what is known by heart ------------------------------------------------------------------------------


def test_ranked_attention_follows_zipf() -> None:
    state = at_work(2, {"agreements.demands_ranked": True}, demands=2)
    share_attention(state)
    assert state.demands["attention"] == pytest.approx([2 / 3, 1 / 3])


def test_an_audience_of_the_scale_s_size_is_about_two_thirds_and_grows_tenfold_with_ten_times_the_members() -> None:
    assert audience(5.0, 5.0, 0.5) == pytest.approx(1.0 - math.exp(-1.0))
    assert audience(6.0, 5.0, 1.0) == pytest.approx(1.0 - math.exp(-10.0))


def test_where_nobody_is_seen_grants_are_dealt_out_evenly() -> None:
    assert grant_won(0.5, 0.0, 0.0, 0.8) == pytest.approx(0.5)


def test_alone_one_reaches_the_own_sector_and_spills_over_into_others() -> None:
    state = at_work(2)
    impact, one = state.mechanisms.impact, state.organisations[1]
    own, sectors = audience(one.members, impact.audience_scale, impact.audience_power), len(state.sectors)
    reach = (own + (sectors - 1) * impact.spillover * own) / sectors
    effort = free_hours(state, one) * stake_of(state, one) * skill(state, one) * usual_effect(state, one)
    influence = influence_of(effort, voice_of(state, reach, 1.0), work_for_unit_influence(state), impact.effort_power)
    wished, majority = state.positions[0, 0].ideal, state.demands[0].majority
    resistance = resistance_to(wished, majority, base_resistance(state), impact.depth_resistance)
    hazard = impact.adoption_rate * odds(influence, resistance, impact.steepness)
    weeks = state.mechanisms.dissolution.outlook_weeks
    assert prospect_alone(state, one) == pytest.approx(1.0 - math.exp(-hazard * weeks))
