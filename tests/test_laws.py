"""Laws that hold in any run of any valid scenario."""

import math
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from simulation.blueprint import Blueprint
from simulation.model import AllianceModel
from simulation.population import populate
from simulation.record import OUTCOMES, Outcome, outcome_of, replicate, simulate
from simulation.scenario import SECTORS, Scenario
from simulation.scenario_file import changed, load_scenario, shipped_scenarios
from simulation.state import ASKED, ENDED, ENDS, LEFT, NEVER, SUPPORTER, WORKING, State
from simulation.week import live
from tests import laws_of_membership as members
from tests import laws_of_politics as politics
from tests.snapshots import ROUNDING, Law, contents, photograph
from tests.strategies import sample, scenarios, seeds
from tests.worlds import PLAIN, STUBBORN, lived, world


def lived_by_the_laws(scenario: Scenario, seed: int) -> State:
    """Live a run week by week, hold each week against all laws, and return the state at its end."""
    state = populate(Blueprint(scenario), seed)
    before = photograph(state)
    for _ in range(scenario.weeks):
        live(state, 1)
        now = photograph(state)
        for law in (*members.LAWS, *politics.LAWS):
            law(scenario, before, now)
        if now.alliance.stage == ENDED:
            break
        before = now
    return state


def an_ended_alliance_never_acts(state: State) -> None:
    at_the_end = contents(state)
    live(state, 52)
    assert contents(state) == at_the_end


def is_as_documented(outcome: Outcome, scenario: Scenario) -> None:
    """Hold an outcome against what `results/README.md` promises."""
    asked = min(scenario.invitation.size, len(scenario.names()))
    limits = {
        **dict.fromkeys(("success", "adopted", "depth", "impact", "coordination_share"), (0, 1)),
        "members_max": (0, asked),
        "core_max": (0, min(asked, scenario.agreements.core_size)),
        "sectors": (0, len(SECTORS)),
        "lifetime": (1, scenario.weeks),
        "exits": (0, asked),
        "trust_change": (-1, 1),
    }
    may_be_missing = {
        **dict.fromkeys(("weeks_to_agreement", "weeks_to_effect"), (0, outcome.lifetime)),
        "decisions_in_time": (0, 1),
    }
    for name, (low, high) in (limits | may_be_missing).items():
        value = getattr(outcome, name)
        missing = name in may_be_missing and math.isnan(value)
        assert missing or low - ROUNDING <= value <= high + ROUNDING, f"{name} = {value}"
    assert all(math.isfinite(getattr(outcome, name)) for name in ("satisfaction", "visibility_balance"))
    assert outcome.end in ENDS


def its_numbers_agree(outcome: Outcome, scenario: Scenario) -> None:
    """Check what one number of an outcome says about the others."""
    assert outcome.success == (outcome.adopted >= 0.5)
    assert outcome.impact <= outcome.depth + ROUNDING
    assert outcome.core_max <= outcome.members_max
    assert (outcome.depth > 0) == (not math.isnan(outcome.weeks_to_agreement))
    assert (outcome.impact > 0) <= (not math.isnan(outcome.weeks_to_effect))
    assert not outcome.weeks_to_effect <= outcome.weeks_to_agreement
    assert outcome.end != "running" or outcome.lifetime == scenario.weeks
    assert outcome.end not in ("reached", "renewed") or outcome.success or outcome.adopted >= scenario.goal.sufficient
    assert outcome.end not in ("no agreement", "not formed") or outcome.depth == 0


def check_a_life(scenario: Scenario, seed: int) -> str:
    """Check a whole run, and return how it ended."""
    state = lived_by_the_laws(scenario, seed)
    if state.alliance.stage == ENDED:
        an_ended_alliance_never_acts(state)
    outcome = outcome_of(state)
    is_as_documented(outcome, scenario)
    its_numbers_agree(outcome, scenario)
    return outcome.end


@sample(100)
@given(scenarios(), seeds())
def test_every_week_of_every_run_keeps_the_laws(scenario: Scenario, seed: int) -> None:
    check_a_life(scenario, seed)


@pytest.mark.long
@pytest.mark.parametrize(("largest", "examples"), [(12, 5000), (40, 3500), (200, 1500)])
def test_ten_thousand_runs_keep_the_laws(largest: int, examples: int) -> None:
    """Ten thousand runs; together they end in every way an alliance can end."""
    ends: Counter[str] = Counter()

    @sample(examples)
    @given(scenarios(largest), seeds())
    def check(scenario: Scenario, seed: int) -> None:
        ends[check_a_life(scenario, seed)] += 1

    check()
    assert set(ends) == set(ENDS)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_shipped_scenarios_keep_the_laws(name: str) -> None:
    for seed in range(5):
        check_a_life(load_scenario(name), seed)


@sample(25)
@given(scenarios(), seeds())
def test_same_seed_same_bytes(scenario: Scenario, seed: int) -> None:
    one, other = (populate(Blueprint(scenario), seed) for _ in range(2))
    assert contents(one) == contents(other)
    live(one, scenario.weeks)
    live(other, scenario.weeks)
    assert contents(one) == contents(other)


@sample(25)
@given(scenarios(), seeds())
def test_a_run_is_the_same_by_itself_among_others_and_in_the_model(scenario: Scenario, seed: int) -> None:
    model = AllianceModel(scenario, rng=seed)
    while model.running:
        model.step()
    alone = repr(simulate(scenario, seed))
    assert repr(model.outcome()) == alone
    assert repr(list(replicate(scenario, [1, seed]))[1]) == alone


@sample(25)
@given(scenarios(largest=200))
def test_generated_scenarios_pass_the_checks_of_a_file(scenario: Scenario) -> None:
    assert changed(scenario, {}) == scenario


def test_outcomes_have_the_documented_fields() -> None:
    assert tuple(OUTCOMES) == tuple(Outcome.__slots__)


def _each_against_its_own_demand(rule: str) -> Scenario:
    """Three organisations that want all demands but one, each another one."""
    against = [{f"Demand {k + 1}": {"ideal": 0.4, "red_line": 0.4}} for k in range(3)]
    members = [{**PLAIN, "name": f"O{k}", "sector": "union", "positions": p} for k, p in enumerate(against)]
    changes = {"organisations": members, "groups": [], "agreements.decision_rule": rule}
    return changed(world(3, demands=3), changes | {"invitation.initiators": ["O0"]})


@pytest.mark.parametrize(
    "rule",
    ["consensus", "silence", "two-thirds", "majority"],
)
def test_under_any_rule_a_paper_is_found_that_all_could_sign(rule: str) -> None:
    assert simulate(_each_against_its_own_demand(rule), 1).depth >= 0.4 - ROUNDING


@pytest.mark.parametrize(
    ("law", "part", "column", "value"),
    [
        (members.shares_lie_between_0_and_1, "memberships", "trust", 1.2),
        (members.shares_lie_between_0_and_1, "alliance", "reach", math.nan),
        (members.nothing_is_negative_or_boundless, "memberships", "work", -1.0),
        (members.nothing_is_negative_or_boundless, "alliance", "tension", math.inf),
        (members.what_is_done_stays_done, "alliance", "achieved", 0.0),
        (members.what_is_done_stays_done, "alliance", "agreed_week", 99),
        (members.time_passes_week_by_week, "clock", "week", 99),
        (members.organisations_keep_their_traits, "organisations", "hours", 41.0),
        (members.memberships_follow_their_course, "memberships", "status", ASKED),
        (members.nobody_leaves_before_joining, "memberships", "left", 0),
        (members.whoever_is_not_in_has_a_reason, "memberships", "status", LEFT),
        (members.the_list_of_seats_names_those_at_the_table, "memberships", "seated", 1),
        (members.the_list_of_seats_names_those_at_the_table, "alliance", "supporters", 1),
        (members.sectors_are_counted, "sectors", "members", 9.0),
        (members.the_largest_membership_is_remembered, "alliance", "members_max", 9),
        (members.the_lead_is_a_member, "memberships", "status", LEFT),
        (members.the_lead_sits_at_the_table, "memberships", "tier", SUPPORTER),
        (members.no_time_is_spent_twice, "memberships", "work", 41.0),
        (members.all_time_is_somebodys, "alliance", "total_hours", 1e6),
        (members.coordination_is_part_of_all_time, "alliance", "coordination_hours", 1e6),
        (members.the_office_is_paid_for, "alliance", "office", 41.0),
        (members.work_needs_a_paper, "alliance", "agreed_week", NEVER),
        (politics.depth_is_what_was_agreed, "alliance", "depth", 0.9),
        (politics.demands_close_once, "demands", "adopted", 0.1),
        (politics.windows_open_and_close, "arena", "window", 2.0),
        (politics.votes_decide_once, "arena", "vote", True),
        (politics.shocks_do_what_they_say, "arena", "resistance", 0.0),
        (politics.shocks_do_what_they_say, "positions", "red_line", 0.1),
        (politics.wishes_lie_within_red_lines, "positions", "ideal", 0.9),
        (politics.an_end_has_a_kind_and_a_week, "alliance", "stage", ENDED),
        (politics.judgements_have_bounds, "memberships", "net", 9.0),
    ],
)
def test_a_law_notices_what_breaks_it(law: Law, part: str, column: str, value: float) -> None:
    scenario = world(4, {"agreements.lead": "First", "agreements.office_hours": 10} | STUBBORN)
    state = lived(scenario, 8)
    before = photograph(state)
    live(state, 1)
    now = photograph(state)
    assert now.alliance.stage == WORKING
    law(scenario, before, now)
    spoil(getattr(now, part), column, value)
    with pytest.raises(AssertionError):
        law(scenario, before, now)


@pytest.mark.parametrize(
    ("law", "part", "column", "value"),
    [
        (politics.a_vote_respects_the_red_line, "demands", "proposed", 0.9),
        (politics.members_at_the_table_had_a_say, "memberships", "consented", False),
        (politics.members_at_the_table_had_a_say, "memberships", "objects", True),
    ],
)
def test_a_law_on_agreement_notices_what_breaks_it(law: Law, part: str, column: str, value: float) -> None:
    scenario = world(4, STUBBORN)
    agreed = int(lived(scenario, 8).alliance.agreed_week)
    state = lived(scenario, agreed)
    before = photograph(state)
    live(state, 1)
    now = photograph(state)
    law(scenario, before, now)
    spoil(getattr(now, part), column, value)
    with pytest.raises(AssertionError):
        law(scenario, before, now)


def spoil(part: Any, column: str, value: float) -> None:
    """Write a wrong value into a single part of the state, or into the first row of a table."""
    if isinstance(part, np.ndarray):
        part[column][0] = value
    else:
        setattr(part, column, value)
