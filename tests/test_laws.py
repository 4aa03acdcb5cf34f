"""Laws that hold in any run of any valid scenario."""

import math
from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from simulation.engine.codes import NEVER, End, Form, GoalResult, Label, Reason, Stage, Status, Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import World
from simulation.model import AllianceModel
from simulation.results.outcome import OUTCOMES, Outcome
from simulation.results.summary import outcome_of
from simulation.run import replicate, simulate
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed, load_scenario, shipped_scenarios
from simulation.scenario.participants import SECTORS
from simulation.start.population import populate
from simulation.week import is_over, live
from tests import laws_of_membership as members
from tests import laws_of_politics as politics
from tests import laws_of_the_world as together
from tests.snapshots import ROUNDING, CommonLaw, Law, Photo, contents, holder, photograph
from tests.strategies import sample, scenarios, seeds
from tests.worlds import PLAIN, STUBBORN, another, lived, world, world_of


def hold_against_the_laws(prepared: PreparedScenario, before: Photo, now: Photo) -> None:
    """Hold a week against all laws: for each alliance by itself, and for all together."""
    for law in (*members.LAWS, *politics.LAWS):
        for one, old, new in zip(prepared.alliances, before, now, strict=True):
            law(one, old, new)
    for common_law in together.LAWS:
        common_law(prepared.scenario, before, now)


def lived_by_the_laws(scenario: Scenario, seed: int) -> World:
    """Live a run week by week, hold each week against all laws, and return the state at its end."""
    prepared = PreparedScenario(scenario)
    world = populate(prepared, seed)
    before = photograph(world)
    for _ in range(scenario.weeks):
        if is_over(world):
            break
        live(world, 1)
        now = photograph(world)
        hold_against_the_laws(prepared, before, now)
        before = now
    return world


def what_has_ended_never_acts(world: World) -> None:
    at_the_end = contents(world)
    live(world, 52)
    assert contents(world) == at_the_end


def limits_of(outcome: Outcome, scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Return between what each number of an outcome must lie, by its unit or by what the scenario allows."""
    everybody, agreements = len(scenario.names()), scenario.agreements
    seats = agreements.core_size + bool(agreements.successor)
    of_unit = {"share": (0.0, 1.0), "0/1": (0.0, 1.0), "sectors": (0.0, len(SECTORS))}
    limits = {name: of_unit.get(info.unit, (0.0, 1e300)) for name, info in OUTCOMES.items()}
    in_a_run = dict.fromkeys(("weeks_to_start", "weeks_to_goal", "weeks_to_agreement", "weeks_to_effect"))
    return limits | {
        "members_max": (0, everybody),
        "core_max": (0, min(everybody, seats)),
        "lifetime": (1, scenario.weeks),
        **dict.fromkeys(in_a_run, (0, outcome.lifetime)),
        **dict.fromkeys(("trust_change", "solidarity_change"), (-1, 1)),
        **dict.fromkeys(("satisfaction", "visibility_balance"), (-1e300, 1e300)),
    }


def is_as_documented(outcome: Outcome, scenario: Scenario) -> None:
    """Hold an outcome against what `OUTCOMES` promises."""
    limits = limits_of(outcome, scenario)
    for name, info in OUTCOMES.items():
        value = getattr(outcome, name)
        if isinstance(value, str):
            assert value in (*GoalResult.words(), *End.words(), *Label.words())
        elif math.isnan(value):
            assert "missing" in info.meaning, name
        else:
            low, high = limits[name]
            assert low - ROUNDING <= value <= high + ROUNDING, f"{name} = {value}"


def its_numbers_agree(outcome: Outcome, scenario: Scenario) -> None:
    """Check what one number of an outcome says about the others."""
    assert outcome.success == (outcome.adopted >= min(0.5, scenario.goal.sufficient))
    agreed = not math.isnan(outcome.weeks_to_agreement)
    assert math.isnan(outcome.depth) != agreed
    assert outcome.gain <= outcome.impact <= (outcome.depth if agreed else 0.0) + ROUNDING
    assert outcome.core_max <= outcome.members_max
    assert (outcome.impact > 0) <= (not math.isnan(outcome.weeks_to_effect))
    assert (outcome.label == "none") == (outcome.members_max == 0)
    assert outcome.escalations <= outcome.conflicts
    assert outcome.trust_change == pytest.approx(outcome.trust_after - outcome.trust_before)
    steps = (outcome.weeks_to_start, outcome.weeks_to_goal, outcome.weeks_to_agreement, outcome.weeks_to_effect)
    assert not any(later < earlier for earlier, later in pairwise(steps))
    assert not outcome.weeks_to_effect <= outcome.weeks_to_agreement
    exits = ("quiet" if reason == "wear" else reason.replace(" ", "_") for reason in Reason.words())
    by_reason = sum(getattr(outcome, f"exits_{name}") for name in exits)
    assert max(by_reason, outcome.exits_early) <= outcome.exits
    assert scenario.others or math.isnan(outcome.next_impact)
    if scenario.form == "network":
        assert outcome.adopted == outcome.impact == 0.0
        assert math.isnan(outcome.depth)


def its_end_agrees_with_what_came_before(outcome: Outcome, scenario: Scenario) -> None:
    assert outcome.end != "running" or outcome.lifetime == scenario.weeks
    assert (outcome.goal == "reached") == outcome.success
    assert (outcome.goal == "no goal") == (scenario.form == "network")
    assert outcome.goal not in ("part reached", "reached") or outcome.adopted > 0
    assert outcome.goal != "not reached" or outcome.adopted == 0 < outcome.depth
    assert outcome.goal != "never agreed" or math.isnan(outcome.depth)
    assert outcome.end not in ("goal reached", "renewal failed") or outcome.goal == "reached"
    assert outcome.renewals == 0 or outcome.goal == "reached"
    assert outcome.end != "renewal failed" or outcome.renewals > 0
    assert outcome.end not in ("no agreement", "not formed", "poor fit") or math.isnan(outcome.depth)
    assert outcome.end != "poor fit" or scenario.agreements.stopping_rule
    assert outcome.end != "merged", "only others can merge into the first alliance"


def check_a_life(scenario: Scenario, seed: int) -> set[str]:
    """Check a whole run, and return how its alliances ended."""
    world = lived_by_the_laws(scenario, seed)
    if is_over(world):
        what_has_ended_never_acts(world)
    outcome = outcome_of(world)
    is_as_documented(outcome, scenario)
    its_numbers_agree(outcome, scenario)
    its_end_agrees_with_what_came_before(outcome, scenario)
    return {End(end).word for end in world.alliances["end"].tolist()}


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
        ends.update(check_a_life(scenario, seed))

    check()
    assert set(ends) == set(End.words())


@pytest.mark.parametrize("name", ["baseline", "lieferkettengesetz", "upload-filter"])
def test_runs_of_shipped_scenarios_keep_the_laws(name: str) -> None:
    check_a_life(load_scenario(name), 1)


@pytest.mark.long
@pytest.mark.parametrize("name", shipped_scenarios())
def test_shipped_scenarios_keep_the_laws(name: str) -> None:
    for seed in range(5):
        check_a_life(load_scenario(name), seed)


@sample(25)
@given(scenarios(), seeds())
def test_same_seed_same_bytes(scenario: Scenario, seed: int) -> None:
    one, other = (populate(PreparedScenario(scenario), seed) for _ in range(2))
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


SPOILT: tuple[tuple[Law, str, str, float], ...] = (
    (members.shares_lie_between_0_and_1, "memberships", "trust", 1.2),
    (members.shares_lie_between_0_and_1, "alliance", "reach", math.nan),
    (members.shares_lie_between_0_and_1, "alliance", "structures", 1.1),
    (members.nothing_is_negative_or_boundless, "memberships", "work", -1.0),
    (members.nothing_is_negative_or_boundless, "alliance", "tension", math.inf),
    (members.what_is_done_stays_done, "alliance", "achieved", 0.0),
    (members.what_is_done_stays_done, "alliance", "agreed_week", 99),
    (members.what_is_done_stays_done, "alliance", "in_time", 99),
    (members.stages_follow_each_other, "alliance", "stage", Stage.AGREEING_ON_DEMANDS),
    (members.time_passes_week_by_week, "clock", "week", 99),
    (members.memberships_follow_their_course, "memberships", "status", Status.ASKED),
    (members.memberships_follow_their_course, "memberships", "status", Status.OUTSIDE),
    (members.nobody_leaves_before_joining, "memberships", "left", 0),
    (members.nobody_leaves_before_joining, "memberships", "joined", NEVER),
    (members.whoever_is_not_in_has_a_reason, "memberships", "status", Status.LEFT),
    (members.outsiders_come_in_only_as_agreed, "alliance", "admitted", 1),
    (members.the_list_of_seats_names_those_at_the_table, "memberships", "core_row", 1),
    (members.the_list_of_seats_names_those_at_the_table, "alliance", "supporters", 1),
    (members.sectors_and_levels_are_counted, "sectors", "members", 9.0),
    (members.sectors_and_levels_are_counted, "alliance", "at_federal", 0),
    (members.the_largest_membership_is_remembered, "alliance", "members_max", 9),
    (members.the_lead_is_a_member, "memberships", "status", Status.LEFT),
    (members.the_lead_sits_at_the_table, "memberships", "tier", Tier.SUPPORTER),
    (members.no_time_is_spent_twice, "memberships", "work", 41.0),
    (members.all_time_is_somebodys, "alliance", "total_hours", 1e6),
    (members.coordination_is_part_of_all_time, "alliance", "coordination_hours", 1e6),
    (members.the_office_is_paid_for, "alliance", "office", 41.0),
    (members.the_office_is_paid_for, "alliance", "money_spent", 1e6),
    (members.work_needs_a_paper, "alliance", "agreed_week", NEVER),
    (members.the_living_are_those_between_waiting_and_end, "alliance", "started", NEVER),
    (politics.depth_is_what_was_agreed, "alliance", "depth", 0.9),
    (politics.demands_close_once, "demands", "adopted", 0.1),
    (politics.demands_close_once, "demands", "majority", 0.1),
    (politics.forms_turn_only_into_networks, "alliance", "form", Form.NETWORK),
    (politics.the_label_agrees_with_the_conditions, "alliance", "label", Label.NETWORK),
    (politics.windows_open_and_close, "arena", "window", 2.0),
    (politics.elections_come_near, "arena", "campaign", 1.0),
    (politics.votes_decide_once, "arena", "vote", True),
    (politics.the_arena_moves_as_shocks_say, "arena", "resistance", 0.0),
    (politics.red_lines_move_as_shocks_say, "positions", "red_line", 0.1),
    (politics.wishes_lie_within_red_lines, "positions", "ideal", 0.9),
    (politics.an_end_has_a_kind_and_a_week, "alliance", "stage", Stage.ENDED),
    (politics.judgements_have_bounds, "memberships", "net", 9.0),
)


def a_week_of(scenario: Scenario, after: int) -> tuple[PreparedScenario, Photo, Photo]:
    """Return a scenario's prepared, and what all alliances saw before and after a week of it."""
    world = world_of(scenario, after)
    before = photograph(world)
    live(world, 1)
    return PreparedScenario(scenario), before, photograph(world)


@pytest.mark.parametrize(("law", "part", "column", "value"), SPOILT)
def test_a_law_notices_what_breaks_it(law: Law, part: str, column: str, value: float) -> None:
    scenario = world(4, {"agreements.lead": "First", "agreements.office_hours": 10} | STUBBORN)
    prepared, (before,), (now,) = a_week_of(scenario, 8)
    assert now.alliance.stage == Stage.WORKING
    law(prepared.alliances[0], before, now)
    spoil(getattr(now, part), column, value)
    with pytest.raises(AssertionError):
        law(prepared.alliances[0], before, now)


@pytest.mark.parametrize(
    ("law", "part", "column", "value"),
    [
        (politics.a_vote_respects_the_red_line, "demands", "proposed", 0.9),
        (politics.members_at_the_table_had_a_say, "memberships", "consented", False),
        (politics.members_at_the_table_had_a_say, "memberships", "objects", True),
        (politics.depth_is_what_was_agreed, "alliance", "depth", 0.9),
    ],
)
def test_a_law_on_agreement_notices_what_breaks_it(law: Law, part: str, column: str, value: float) -> None:
    scenario = world(4, STUBBORN)
    agreed = int(lived(scenario, 8).alliance.agreed_week)
    prepared, (before,), (now,) = a_week_of(scenario, agreed)
    law(prepared.alliances[0], before, now)
    spoil(getattr(now, part), column, value)
    with pytest.raises(AssertionError):
        law(prepared.alliances[0], before, now)


@pytest.mark.parametrize(
    ("law", "changes"),
    [
        (members.nobody_leaves_where_that_is_impossible, {"agreements.reversible": False}),
        (members.nobody_leaves_before_joining, {}),
    ],
)
def test_a_law_on_leaving_notices_what_breaks_it(law: Law, changes: dict[str, object]) -> None:
    prepared, (before,), (now,) = a_week_of(world(4, STUBBORN | changes), 8)
    law(prepared.alliances[0], before, now)
    spoil(now.alliance, "exits", 1)
    with pytest.raises(AssertionError):
        law(prepared.alliances[0], before, now)


@pytest.mark.parametrize(
    ("law", "part", "column", "value"),
    [
        (together.organisations_keep_their_traits, "organisations", "hours", 41.0),
        (together.no_time_is_spent_twice_over_all_alliances, "memberships", "work", 39.0),
        (together.no_time_is_spent_twice_over_all_alliances, "alliance", "total_hours", 1e6),
        (together.help_only_grows, "arena", "helpers", 5.0),
        (together.help_only_grows, "organisations", "helping", 5),
        (together.solidarity_and_experience_only_grow, "organisations", "solidarity", -0.5),
        (together.alliances_begin_when_their_time_has_come, "alliance", "begun", NEVER),
    ],
)
def test_a_common_law_notices_what_breaks_it(law: CommonLaw, part: str, column: str, value: float) -> None:
    scenario = world(4, STUBBORN | {"others": [another(start=8)]})
    prepared, before, now = a_week_of(scenario, 8)
    law(prepared.scenario, before, now)
    spoil(getattr(now[1], part), column, value)
    with pytest.raises(AssertionError):
        law(prepared.scenario, before, now)


def test_the_law_on_rest_notices_who_does_not_rest() -> None:
    prepared, before, now = a_week_of(world(4, STUBBORN | {"invitation.size": 3}), 8)
    together.who_takes_part_nowhere_recovers(prepared.scenario, before, now)
    now[0].organisations["energy"][3] = 0.5
    with pytest.raises(AssertionError):
        together.who_takes_part_nowhere_recovers(prepared.scenario, before, now)


def spoil(part: Any, column: str, value: float) -> None:
    """Write a wrong value into a single part of the state, or into the first row of a table."""
    if isinstance(part, np.ndarray):
        part[column][0] = value
    else:
        setattr(holder(part, column), column, value)
