"""Outcomes: each number against its own definition, on states put together by hand."""

import math
import pickle
from dataclasses import fields, replace
from typing import Any, get_type_hints

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.codes import NEVER, End, GoalResult, Label, Reason, Stage, Status
from simulation.engine.columns import places_in
from simulation.engine.state import World
from simulation.engine.tables import Table
from simulation.results.outcome import HEADLINES, NUMBERS, OUTCOMES, Outcome
from simulation.results.summary import outcome_of, relative_spread, share_of, weeks_between
from simulation.run import simulate
from tests.worlds import another, lively, world, world_of

MISSING = math.nan


def empty(demands: int = 2, organisations: int = 4, **more: object) -> World:
    """Return a world in week 100 in which nobody has joined yet."""
    listed = [{"name": f"Demand {k + 1}"} for k in range(demands)]
    whole = world_of(
        world(organisations, {"goal.demands": listed} | {path.replace("__", "."): v for path, v in more.items()}), 0
    )
    whole.clock.week = 100
    whole.alliances["begun"] = 10
    whole.memberships["status"] = 0
    whole.memberships["joined"] = whole.memberships["left"] = NEVER
    return whole


def told(whole: World) -> Outcome:
    return outcome_of(whole)


def join(whole: World, rows: slice, week: int) -> None:
    whole.memberships["status"][rows] = Status.MEMBER
    whole.memberships["joined"][rows] = week


# --- rules -------------------------------------------------------------------------------------------------


def part_with(whole: World, column: str) -> Table[Any]:
    """Return the alliances, or that part of them in which a column stands."""
    part = places_in(AllianceRow)[column].part
    return whole.alliances[part] if part else whole.alliances


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_share_of_nothing_is_missing(part: float, whole: float) -> None:
    assert math.isnan(share_of(part, 0.0))
    if whole > 0:
        assert share_of(part, whole) == part / whole


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_weeks_to_what_never_came_are_missing(start: int, end: int) -> None:
    assert weeks_between(start, end) == end - start
    assert math.isnan(weeks_between(NEVER, end))
    assert math.isnan(weeks_between(start, NEVER))


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30), st.floats(0.1, 10))
def test_spread_is_relative_to_the_mean(values: list[float], unit: float) -> None:
    spread = relative_spread(float(len(values)), sum(values), sum(v * v for v in values))
    assert spread == pytest.approx(np.std(values) / np.mean(values), abs=1e-5)
    scaled = relative_spread(float(len(values)), unit * sum(values), unit**2 * sum(v * v for v in values))
    assert scaled == pytest.approx(spread, abs=1e-5)


# --- what was adopted --------------------------------------------------------------------------------------


def test_adoption_is_measured_against_the_paper_and_impact_against_all_demands() -> None:
    whole = empty(demands=3)
    whole.demands["weight"] = [1.0, 2.0, 1.0]
    whole.demands["agreed"] = [0.4, 0.6, 0.0]  # the third was dropped
    whole.demands["adopted"] = [0.4, 0.3, 0.0]
    outcome = told(whole)
    assert outcome.adopted == pytest.approx((0.4 + 0.6) / (0.4 + 1.2))
    assert outcome.impact == pytest.approx((0.4 + 0.6) / 4.0)
    assert outcome.success == 1


@pytest.mark.parametrize(("adopted", "success"), [(0.0, 0), (0.29, 0), (0.3, 1), (0.6, 1)])
def test_success_is_half_of_the_papers_ambition(adopted: float, success: int) -> None:
    whole = empty(demands=1)
    whole.demands["agreed"], whole.demands["adopted"] = 0.6, adopted
    assert told(whole).success == success


def test_gain_is_what_the_majority_would_not_have_granted_unasked() -> None:
    """Half of the weight is adopted in full, of which 0.2 would have come by itself; the rest asked for less."""
    whole = empty(demands=2)
    whole.demands["majority"] = [0.2, 0.3]
    whole.demands["agreed"] = whole.demands["adopted"] = [1.0, 0.1]
    outcome = told(whole)
    assert outcome.impact == pytest.approx(0.55)
    assert outcome.gain == pytest.approx((1.0 - 0.2) / 2.0)


def test_depth_is_that_of_the_agreement() -> None:
    whole = empty()
    whole.alliances["agreed_week"], whole.alliances["tally"]["depth"] = 20, 0.6
    assert told(whole).depth == 0.6


def test_without_an_agreement_nothing_was_adopted_and_depth_is_missing() -> None:
    whole = empty()
    whole.alliances["agreed_week"] = NEVER
    outcome = told(whole)
    assert (outcome.adopted, outcome.impact, outcome.gain, outcome.success) == (0.0, 0.0, 0.0, 0)
    assert math.isnan(outcome.depth)


def test_what_came_of_the_first_goal_stays_when_it_is_settled() -> None:
    whole = empty(demands=1)
    tally = whole.alliances["tally"]
    whole.alliances["goal"], tally["adopted"], tally["impact"], tally["gain"] = GoalResult.REACHED, 0.7, 0.5, 0.3
    whole.demands["agreed"], whole.demands["adopted"] = 0.9, 0.0
    outcome = told(whole)
    assert (outcome.adopted, outcome.impact, outcome.gain, outcome.success) == (0.7, 0.5, 0.3, 1)


def test_what_is_put_into_practice_first_counts() -> None:
    whole = empty(demands=3)
    whole.demands["in_practice"] = [30.0, 0.0, 22.0]
    assert told(whole).weeks_to_implementation == 22.0 - whole.alliances[0].begun
    assert math.isnan(told(empty()).weeks_to_implementation)


# --- times -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "number"),
    [
        ("started", "weeks_to_start"),
        ("worded", "weeks_to_goal"),
        ("agreed_week", "weeks_to_agreement"),
        ("effect_week", "weeks_to_effect"),
    ],
)
def test_times_count_from_the_first_invitation(column: str, number: str) -> None:
    whole = empty()
    part_with(whole, column)[column] = NEVER
    assert math.isnan(getattr(told(whole), number))
    part_with(whole, column)[column] = 35
    assert getattr(told(whole), number) == 25.0


def test_a_life_lasts_to_its_end_or_to_the_end_of_the_run() -> None:
    whole = empty()
    assert (told(whole).lifetime, told(whole).end) == (90, "running")
    whole.alliances["ended"], whole.alliances["end"], whole.alliances["stage"] = 70, End.RED_LINE, Stage.ENDED
    assert (told(whole).lifetime, told(whole).end) == (61, "red line")


def test_influence_is_a_mean_over_the_weeks_of_work_on_the_goal() -> None:
    whole = empty()
    whole.alliances["stage"], whole.alliances["tally"]["influence"] = Stage.EXCHANGING, 40.0
    whole.alliances["tally"]["weeks_at_work"], whole.alliances["tally"]["weeks_without_goal"] = 20, 30
    assert told(whole).influence == pytest.approx(2.0)
    assert told(whole).network_weeks == 30
    whole.alliances["tally"]["weeks_at_work"] = 0
    assert math.isnan(told(whole).influence)


# --- counts and shares -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "whole", "number"),
    [
        ("in_time", "occasions", "decisions_in_time"),
        ("rewordings", "crossings", "reworded"),
        ("claims", "successes", "credit_claimed"),
        ("attendance", "weeks_together", "attendance"),
    ],
)
def test_shares_are_of_what_there_was(parts: str, whole: str, number: str) -> None:
    run = empty()
    assert math.isnan(getattr(told(run), number))
    part_with(run, parts)[parts], part_with(run, whole)[whole] = 3, 4
    assert getattr(told(run), number) == 0.75


def test_coordination_is_a_share_of_all_time_and_nothing_of_no_time() -> None:
    whole = empty()
    assert told(whole).coordination_share == 0.0
    whole.alliances["tally"]["coordination_hours"], whole.alliances["tally"]["total_hours"] = 30.0, 120.0
    assert (told(whole).coordination_share, told(whole).hours) == (0.25, 120.0)


@pytest.mark.parametrize(
    ("column", "number"),
    [
        ("members_max", "members_max"),
        ("core_max", "core_max"),
        ("exits", "exits"),
        ("conflicts", "conflicts"),
        ("escalations", "escalations"),
        ("admitted", "admitted"),
        ("renewals", "renewals"),
        ("money_spent", "money_spent"),
        ("sectors", "sectors"),
        ("values_spread", "values_spread"),
        ("reach_max", "reach"),
        ("framing", "framing"),
    ],
)
def test_what_was_counted_is_told(column: str, number: str) -> None:
    whole = empty()
    part_with(whole, column)[column] = 7
    assert getattr(told(whole), number) == 7


def test_the_label_is_the_one_at_its_largest() -> None:
    whole = empty()
    assert told(whole).label == "none"
    whole.alliances["tally"]["label"] = Label.CLOSED_CIRCLE
    assert told(whole).label == "closed circle"


def test_statements_count_once_it_began() -> None:
    whole = empty(agreements__value_points=5)
    whole.alliances["started"] = NEVER
    assert told(whole).value_points == 0
    whole.alliances["started"] = 12
    assert told(whole).value_points == 5


REASONS = {
    "exits_effect": Reason.EFFECT,
    "exits_time": Reason.TIME,
    "exits_money": Reason.MONEY,
    "exits_visibility": Reason.VISIBILITY,
    "exits_values": Reason.VALUES,
    "exits_risk": Reason.RISK,
    "exits_red_line": Reason.RED_LINE,
    "exits_conflict": Reason.CONFLICT,
    "exits_party_line": Reason.PARTY_LINE,
    "exits_quiet": Reason.WEAR,
}


@pytest.mark.parametrize("number", REASONS)
def test_each_exit_counts_under_its_own_reason(number: str) -> None:
    whole = empty()
    join(whole, slice(0, 4), 12)
    whole.memberships["reason"] = REASONS[number]
    assert all(getattr(told(whole), name) == 0 for name in REASONS), "who stays has not left, whatever it weighed"
    whole.memberships["status"][:2] = Status.LEFT
    whole.memberships["left"][:2] = 50
    outcome = told(whole)
    assert {name: getattr(outcome, name) for name in REASONS} == {name: 2 * (name == number) for name in REASONS}


def test_an_early_exit_comes_within_half_a_year() -> None:
    whole = empty()
    join(whole, slice(0, 4), 12)
    whole.memberships["status"] = Status.LEFT
    whole.memberships["left"] = [12 + 25, 12 + 26, 13, 99]
    assert told(whole).exits_early == 2


def test_acceptance_is_of_those_invited_only() -> None:
    whole = empty(organisations=5)
    whole.memberships["invited"] = [False, True, True, True, False]
    join(whole, slice(0, 2), 12)
    join(whole, slice(4, 5), 40)  # came later, by itself
    assert told(whole).accepted == pytest.approx(1 / 3)
    whole.memberships["invited"] = False
    assert math.isnan(told(whole).accepted)


# --- means over members ------------------------------------------------------------------------------------


def test_means_are_over_all_who_ever_were_members() -> None:
    whole = empty()
    join(whole, slice(0, 2), 20)
    whole.memberships["status"][1], whole.memberships["left"][1] = Status.LEFT, 59
    whole.memberships["trust_at_start"] = [0.2, 0.4, 0.9, 0.9]
    whole.memberships["trust"] = [0.6, 0.3, 0.0, 0.0]
    whole.memberships["net"] = [0.5, -0.1, 9.0, 9.0]
    whole.memberships["solidarity_at_start"] = [0.1, 0.1, 0.0, 0.0]
    rows = whole.memberships["organisation"]
    whole.organisations["solidarity"][rows] = [0.3, 0.1, 1.0, 1.0]
    whole.organisations["energy"][rows] = [0.8, 0.4, 0.0, 0.0]
    whole.memberships["granted"] = [1.0, 3.0, 50.0, 50.0]
    outcome = told(whole)
    assert outcome.trust_before == pytest.approx(0.3)
    assert outcome.trust_after == pytest.approx(0.45)
    assert outcome.trust_change == pytest.approx(0.15)
    assert outcome.satisfaction == pytest.approx(0.2)
    assert outcome.solidarity_change == pytest.approx(0.1)
    assert outcome.energy == pytest.approx(0.6)
    assert outcome.grant_inequality == pytest.approx(0.5)


@pytest.mark.parametrize(("stage", "weeks"), [(Stage.WORKING, 80), (Stage.ENDED, 41)])
def test_visibility_is_a_mean_over_the_weeks_of_membership(stage: int, weeks: int) -> None:
    """From week 20 until this week, 100; or until its end in week 60, which still counts."""
    whole = empty()
    join(whole, slice(0, 2), 20)
    whole.memberships["status"][1], whole.memberships["left"][1] = Status.LEFT, 59
    whole.memberships["seen"][:2] = [10.0, 8.0]
    whole.memberships["given"][:2] = [2.0, 4.0]
    whole.alliances["stage"] = stage
    if stage == Stage.ENDED:
        whole.alliances["since"] = whole.alliances["ended"] = 60
    assert told(whole).visibility_balance == pytest.approx((8.0 / weeks + 4.0 / 40) / 2)


def test_where_nobody_ever_joined_means_are_nothing() -> None:
    outcome = told(empty())
    assert outcome.trust_change == outcome.satisfaction == outcome.visibility_balance == outcome.energy == 0.0


# --- the outlook -------------------------------------------------------------------------------------------


def test_projects_are_told_of_where_there_are_any() -> None:
    for topics, scaled in ((0, False), (3, False), (3, True)):
        whole = empty(goal__topics=topics, agreements__projects_scaled=scaled)
        tally = whole.alliances["tally"]
        tally["overlap"], tally["project_effect"] = 0.5, 2.5
        tally["scaled_reach"], tally["scaled_quality"] = 0.3, 0.9
        outcome = told(whole)
        own = (outcome.project_overlap, outcome.project_effect)
        carried = (outcome.scaled_reach, outcome.scaled_quality)
        assert own == (pytest.approx((0.5, 2.5)) if topics else pytest.approx((MISSING,) * 2, nan_ok=True))
        assert carried == (pytest.approx((0.3, 0.9)) if scaled else pytest.approx((MISSING,) * 2, nan_ok=True))


def test_passage_is_a_mean_over_weeks_together() -> None:
    whole = empty(goal__stations=3)
    whole.alliances["tally"]["passage"], whole.alliances["weeks_together"] = 6.0, 40
    assert told(whole).passage == pytest.approx(0.15)
    whole = empty()
    whole.alliances["tally"]["passage"], whole.alliances["weeks_together"] = 6.0, 40
    assert math.isnan(told(whole).passage)


def test_help_in_an_emergency_comes_from_sectors_by_their_effective_number() -> None:
    whole = empty()
    whole.arena.emergency, whole.arena.help_arrived = 20, 9
    whole.organisations["sector"] = [0, 0, 1, 18]
    whole.organisations["helping"] = [3, 5, 7, NEVER]
    outcome = told(whole)
    assert outcome.days_to_helpers == 9.0
    assert outcome.services == pytest.approx(9 / 5)


def test_effort_after_a_lead_is_missing_where_none_was_lost() -> None:
    whole = empty()
    whole.alliances["tally"]["effort_after_lead"] = 12.0
    assert math.isnan(told(whole).effort_after_lead)
    whole.alliances["lead_lost"] = 40
    assert told(whole).effort_after_lead == 12.0


def test_the_next_alliance_is_the_first_of_the_others() -> None:
    alone = told(empty())
    assert all(math.isnan(getattr(alone, f"next_{what}")) for what in ("success", "impact", "weeks_to_agreement"))
    whole = empty(others=[another("Next"), another("Third")])
    whole.alliances["begun"], whole.alliances["agreed_week"] = [10, 40, 60], [12, 45, 90]
    whole.alliances["ended"] = [30, 80, NEVER]
    whole.alliances["goal"] = [GoalResult.UNDECIDED, GoalResult.REACHED, GoalResult.UNDECIDED]
    whole.alliances["tally"]["adopted"], whole.alliances["tally"]["impact"] = [0.0, 0.8, 0.0], [0.0, 0.4, 0.0]
    outcome = told(whole)
    assert (outcome.next_weeks_to_agreement, outcome.next_success, outcome.next_impact) == (5.0, 1.0, 0.4)
    assert outcome.success == 0


# --- all together ------------------------------------------------------------------------------------------


def test_every_outcome_is_declared() -> None:
    assert list(OUTCOMES) == [field.name for field in fields(Outcome)]
    assert all(info.unit and info.meaning and info.reason for info in OUTCOMES.values())
    assert {type(getattr(told(empty()), name)) for name in set(OUTCOMES) - set(NUMBERS)} == {str}


def test_only_rounding_is_no_difference_and_any_change_of_a_count_is_one() -> None:
    assert all(info.smallest_difference > 0 for info in NUMBERS.values())
    hints = get_type_hints(Outcome)
    counts = [info for name, info in NUMBERS.items() if hints[name] is int]
    assert all(info.smallest_difference < 1 for info in counts)


def test_reports_lead_with_eight_outcomes_and_impact_first() -> None:
    assert len(HEADLINES) == 8
    assert HEADLINES[:2] == ("impact", "depth")
    assert sorted(NUMBERS[name].headline for name in HEADLINES) == [*range(1, 9)]


@pytest.mark.parametrize("seed", range(3))
def test_outcomes_with_missing_numbers_equal_themselves(seed: int) -> None:
    one, again, other = simulate(lively(), seed), simulate(lively(), seed), simulate(lively(), seed + 10)
    assert math.isnan(one.passage), "something is missing"
    assert one == again
    assert one != other


def test_an_outcome_equals_its_copy_from_another_process() -> None:
    outcome = simulate(lively(), 0)
    copy = pickle.loads(pickle.dumps(outcome))
    assert math.isnan(copy.passage)
    assert copy == outcome
    assert copy != replace(outcome, passage=0.0)
    assert copy != replace(outcome, exits=outcome.exits + 1)


def test_an_outcome_is_read_without_a_trace() -> None:
    whole = world_of(lively(), 0)
    before = [np.asarray(part).tobytes() for part in (whole.alliances, whole.memberships, whole.demands)]
    assert told(whole) == told(whole)
    assert before == [np.asarray(part).tobytes() for part in (whole.alliances, whole.memberships, whole.demands)]
