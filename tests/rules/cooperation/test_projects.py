"""Projects: what members run side by side for a goal, avoid doing twice, and carry further for others (C63, C64)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Status
from simulation.engine.state import State
from simulation.rules.cooperation.projects import (
    avoid_repetition,
    best_of,
    effect_on_topic,
    run_projects,
    scale_projects,
    take_stock_of_projects,
    with_proven_projects,
)
from tests.worlds import STUBBORN, Changes, at_work, mean, outcomes, world

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(st.integers(0, 50), share)
def test_each_repetition_is_worth_its_share_of_the_one_before(projects: int, repeat: float) -> None:
    effect = effect_on_topic(float(projects), repeat)
    assert effect == pytest.approx(sum(repeat**k for k in range(projects)))
    assert effect <= projects + 1e-9


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 100), share, share)
def test_better_judgement_never_chooses_worse(draw: float, candidates: int, judged: float, more: float) -> None:
    """C64."""
    quality = best_of(draw, candidates, judged)
    assert 0.0 <= quality <= 1.0
    assert best_of(draw, candidates, 0.0) == draw
    assert best_of(draw, candidates, judged + (1 - judged) * more) >= quality - 1e-12


@pytest.mark.parametrize("candidates", [1, 4, 9])
def test_the_best_of_n_is_n_over_n_plus_one_on_average(candidates: int) -> None:
    draws = (np.arange(20_000) + 0.5) / 20_000
    chosen = [best_of(draw, candidates, 1.0) for draw in draws]
    assert np.mean(chosen) == pytest.approx(candidates / (candidates + 1), abs=1e-3)


def test_projects_by_hand() -> None:
    """C63, C64: three on a topic, each worth half of the one before; the better of three, half of it to be told."""
    assert effect_on_topic(3.0, 0.5) == pytest.approx(1.75)
    assert effect_on_topic(3.0, 1.0) == 3.0
    assert best_of(0.25, 3, 0.5) == pytest.approx(0.5)
    assert with_proven_projects(10.0, 0.5, 0.4) == pytest.approx(12.0)


# --- on a small state ------------------------------------------------------------------------------------


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


def test_one_of_two_on_the_same_topic_turns_to_the_other_in_a_quarter_of_weeks() -> None:
    """C63: one of two projects repeats the other, and one draw in two points to the topic that is free."""
    state = with_topics(2)
    state.memberships["status"][2:] = Status.LEFT
    weeks, turned = 400, 0
    for week in range(weeks):
        state.clock.week, state.memberships["topic"] = week, 0
        state.scratch["projects"][:2] = [2.0, 0.0]
        avoid_repetition(state)
        turned += int(state.memberships["topic"][0])
    assert turned / weeks == pytest.approx(0.25, abs=4.5 * (0.25 * 0.75 / weeks) ** 0.5)


@pytest.mark.parametrize("scaled", [False, True])
def test_proven_projects_are_carried_further_where_it_is_agreed(scaled: bool) -> None:
    """C64."""
    state = with_topics(2, projects_scaled=scaled)
    state.alliance.reach, state.alliance.tally.scaled_reach = 0.4, 0.0
    run_projects(state)
    assert state.alliance.tally.scaled_reach == 0.4 * scaled


# --- in a run --------------------------------------------------------------------------------------------


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def test_projects_of_strangers_overlap_as_by_chance() -> None:
    """N projects thrown on m topics leave m (1 - 1/m)^n of them empty on average."""
    members, topics, seeds = 8, 6, 300
    scenario = world(members, LONG | {"goal.topics": topics, "weeks": 4})
    served = topics * (1 - (1 - 1 / topics) ** members)
    overlaps = [run.project_overlap for run in outcomes(scenario, seeds)]
    bound = 4.5 * np.std(overlaps) / np.sqrt(seeds)
    assert np.mean(overlaps) == pytest.approx(1 - served / members, abs=bound)


def test_coordinated_members_stop_repeating_each_other() -> None:
    """C63: less overlap, more effect of as many projects."""
    projects: Changes = LONG | {"goal.topics": 12, "mechanisms.outlook.adjustment": 1.0, "weeks": 150}
    apart, together = (world(6, projects | {"agreements.projects_coordinated": on}) for on in (False, True))
    assert mean(together, 20, "project_overlap") < 0.05 < mean(apart, 20, "project_overlap")
    assert mean(together, 20, "project_effect") > mean(apart, 20, "project_effect")


def test_more_networks_carry_a_project_further() -> None:
    """C64: one, three and thirteen foundations."""
    scaled: Changes = LONG | {"goal.topics": 6, "agreements.projects_scaled": True}
    reaches = [mean(world(size, scaled), 2, "scaled_reach") for size in (2, 3, 13)]
    assert reaches[0] < reaches[1] < reaches[2]


def test_expert_advice_raises_the_quality_of_what_is_carried_further() -> None:
    """C64."""
    scaled: Changes = LONG | {"goal.topics": 6, "agreements.projects_scaled": True}
    plain = outcomes(world(6, scaled), 30)
    advised = outcomes(world(6, scaled | {"agreements.quality_filter": True}), 30)
    assert all(two.scaled_quality > one.scaled_quality for one, two in zip(plain, advised, strict=True))
    assert [run.scaled_reach for run in plain] == [run.scaled_reach for run in advised]
