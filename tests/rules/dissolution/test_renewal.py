"""Renewal: a new goal after one was reached, and what stays of the first one whatever comes of it (C02)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, GoalResult, Stage, Tier
from simulation.engine.state import State, World, seen_by
from simulation.results.event_log import Event
from simulation.results.summary import outcome_of
from simulation.rules.shared.goal_result import is_reached, is_worth_asking, result_of_goal
from simulation.run import replicate, simulate
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed
from simulation.week import live
from tests.worlds import STUBBORN, another, kinds, story, world, world_of

share = st.floats(0, 1)

# Politics that adopts at once, a compromise with a majority that wants a fifth.
YIELDING: dict[str, object] = {"arena.resistance": 0.5, "mechanisms.impact.adoption_rate": 5.0}
RENEWING: dict[str, object] = {**YIELDING, "agreements.renewal": True, "weeks": 120}


# --- what came of a goal ---------------------------------------------------------------------------------


@given(share, share)
def test_a_goal_is_reached_by_half_or_by_what_was_to_suffice(adopted: float, sufficient: float) -> None:
    assert is_reached(adopted, sufficient) == (adopted >= 0.5 or adopted >= sufficient)


@pytest.mark.parametrize(
    ("agreed", "adopted", "result"),
    [
        (False, 0.0, GoalResult.NEVER_AGREED),
        (True, 0.0, GoalResult.NOT_REACHED),
        (True, 0.49, GoalResult.PART_REACHED),
        (True, 0.5, GoalResult.REACHED),
        (True, 1.0, GoalResult.REACHED),
    ],
)
def test_what_came_of_a_goal_goes_by_agreement_and_adoption(agreed: bool, adopted: float, result: GoalResult) -> None:
    assert result_of_goal(agreed, adopted, 0.75) == result


def test_every_result_of_a_goal_has_a_run() -> None:
    hostile: dict[str, object] = {"arena.resistance": 1e9, "arena.votes": [{"name": "Vote", "when": 30}]}
    # A vote that comes in the week after the first adoption of two loses the other one.
    halved = [{"name": "Demand 1", "weight": 1.0}, {"name": "Demand 2", "weight": 3.0}]
    timid, bold = {"ambition": 0.1, "tolerance": 0.0}, {"ambition": 0.9, "threshold": 1.0}
    runs = {
        "undecided": [simulate(world(4, STUBBORN), 1)],
        "reached": [simulate(world(4, YIELDING), 1)],
        "not reached": [simulate(world(4, hostile), 1)],
        "never agreed": [simulate(world(4, first=timid, others=bold), 1)],
        "no goal": [simulate(world(4, {"form": "network"}), 1)],
        "part reached": list(
            replicate(
                world(4, {"goal.demands": halved, "arena.votes": [{"name": "Vote", "when": 30}], **STUBBORN}), range(20)
            )
        ),
    }
    assert set(runs) == set(GoalResult.words())
    for goal, outcomes in runs.items():
        assert goal in {outcome.goal for outcome in outcomes}


def test_whatever_ends_a_renewed_alliance_its_first_goal_was_reached() -> None:
    failed = simulate(world(4, RENEWING), 1)
    tired, state = renewed(world(4, RENEWING))
    state.organisations["energy"] = 0.0
    live(tired, 1)
    for outcome, end in ((failed, "renewal failed"), (outcome_of(tired), "exhaustion")):
        assert (outcome.goal, outcome.success, outcome.renewals) == ("reached", 1, 1)
        assert outcome.end == end


# --- what the new goal starts from -----------------------------------------------------------------------


def renewed(scenario: Scenario, seed: int = 1) -> tuple[World, State]:
    """Return a run in the week after its first renewal."""
    whole = world_of(scenario, _week_of("renewed", story(scenario, seed)) + 1, seed)
    state = seen_by(whole, 0)
    assert state.alliance.stage == Stage.WORDING_THE_GOAL
    return whole, state


def _week_of(kind: str, events: list[Event], nth: int = 0) -> int:
    return [event.week for event in events if event.kind == kind][nth]


def test_what_was_adopted_stays_in_force_and_the_rest_begins_anew() -> None:
    _, state = renewed(world(4, RENEWING))
    demands, alliance = state.demands, state.alliance
    assert demands["secured"].tolist() == demands["adopted"].tolist() != [0.0]
    assert demands["majority"].tolist() == demands["secured"].tolist()
    assert not demands["agreed"].any()
    assert not demands["proposed"].any()
    assert not state.memberships["consented"].any()
    assert not state.memberships["objects"].any()
    assert (alliance.has_agreement, alliance.drafted, alliance.in_force_since) == (False, False, NEVER)


@given(share, share)
def test_a_step_must_be_worth_a_new_goal(ambition: float, secured: float) -> None:
    assert is_worth_asking(ambition, 0.0) == (ambition > 0.0)
    assert not is_worth_asking(ambition, secured) or ambition > secured
    assert is_worth_asking(secured + 0.06, secured)
    assert secured == 0.0 or not is_worth_asking(secured + 0.04, secured)


def test_a_new_goal_asks_for_more_than_was_adopted() -> None:
    for seed in range(10):
        adopted = [event.value for event in story(world(4, RENEWING), seed) if event.kind == "adopted"]
        assert len(adopted) > 1
        assert adopted == sorted(set(adopted))


def test_who_has_all_it_wished_for_sets_itself_no_new_goal() -> None:
    contented = RENEWING | {"arena.resistance": 0.0}
    events = story(world(4, contented))
    assert "renewed" not in kinds(events)
    assert (events[-1].kind, events[-1].what) == ("ended", "goal reached")


def test_what_is_wished_for_but_goes_too_far_for_another_is_left_as_it_was_adopted() -> None:
    """One would like more than politics has adopted; the other's red line lies there, and it need not agree."""
    eager, wary = {"ambition": 0.9}, {"ambition": 0.6, "tolerance": 0.0}
    events = story(world(4, RENEWING | {"arena.resistance": 0.0}, first=eager, others=wary))
    [left] = [event for event in events if event.kind == "demand dropped"]
    assert left.value == pytest.approx(0.6)
    assert (events[-1].kind, events[-1].what) == ("ended", "renewal failed")


def test_of_a_new_goal_counts_what_goes_beyond_the_first() -> None:
    """The compromise with the majority, now at what was adopted, gives half of the rest or less: too little."""
    outcome = simulate(world(4, RENEWING), 1)
    first, second = (event.value for event in story(world(4, RENEWING)) if event.kind == "adopted")
    assert (second - first) / (0.6 - first) < 0.5 < second / 0.6
    assert (outcome.end, outcome.renewals) == ("renewal failed", 1)
    assert outcome.impact == pytest.approx(first)


def test_whoever_sits_at_the_table_words_the_new_goal() -> None:
    """C22: who came after the first wording owned nothing of it, and has a say in the second."""
    scenario = world(4, RENEWING | {"agreements.goal_openness": 0.5})
    whole = world_of(scenario, _week_of("renewed", story(scenario)))
    members = seen_by(whole, 0).memberships
    members["ownership"], members["tier"] = [1.0, 0.0, 0.0, 0.0], [Tier.CORE, Tier.CORE, Tier.CORE, Tier.SUPPORTER]
    live(whole, 1)
    assert seen_by(whole, 0).alliance.renewals == 1
    change = scenario.goal.change_share
    assert members["ownership"].tolist() == pytest.approx([1.0, 1.0 - 0.5 * change, 1.0 - 0.5 * change, 0.0])


# --- what comes later cannot contradict what was adopted -------------------------------------------------

TWO: dict[str, object] = {**RENEWING, "mechanisms.impact.adoption_rate": 0.1, "goal.sufficient": 0.25, "weeks": 400}


def half_done() -> tuple[Scenario, int, int, str, str]:
    """Return a scenario and seed with the week of its renewal, the one demand adopted by then and the other one."""
    scenario = world(4, TWO, demands=2)
    for seed in range(50):
        events = story(scenario, seed)
        week = _week_of("renewed", events)
        adopted = [event.what for event in events if event.kind == "adopted" and event.week <= week]
        if len(adopted) == 1:
            [other] = {"Demand 1", "Demand 2"} - set(adopted)
            return scenario, seed, week, adopted[0], other
    raise AssertionError("no seed does")


def test_a_vote_before_the_new_agreement_takes_nothing_back_and_loses_what_was_never_adopted() -> None:
    scenario, seed, week, adopted, other = half_done()
    events = story(changed(scenario, {"arena.votes": [{"name": "Vote", "when": week + 1}]}), seed)
    lost = [(event.week, event.what, event.value) for event in events if event.kind == "vote missed"]
    assert lost == [(week + 1, other, 1.0)]
    second_goal = [event for event in events if week < event.week <= _week_of("renewed", events, 1)]
    assert "agreed" in kinds(second_goal), "on the demand adopted before, which is still open"
    assert {event.what for event in second_goal if event.kind == "adopted"} == {adopted}


def test_a_vote_that_refuses_more_leaves_what_was_adopted() -> None:
    scenario, seed, week, adopted, _ = half_done()
    vote = _week_of("agreed", story(scenario, seed), 1) + 1
    hostile = {"arena.shocks": [{"name": "Scandal", "when": week + 1, "resistance": 10.0}]}
    against = changed(scenario, {"arena.votes": [{"name": "Vote", "when": vote}]} | hostile)
    before, after = (seen_by(world_of(against, weeks, seed), 0) for weeks in (vote, vote + 1))
    assert after.demands["adopted"].tolist() == before.demands["adopted"].tolist()
    events = [event for event in story(against, seed) if event.week == vote]
    assert [event.what for event in events if event.kind == "more refused"] == [adopted]
    assert simulate(against, seed).end == "renewal failed"


def test_a_vote_in_the_week_of_the_new_agreement_comes_before_politics_has_read_it() -> None:
    scenario, seed, week, adopted, other = half_done()
    vote = _week_of("agreed", story(scenario, seed), 1)
    events = story(changed(scenario, {"arena.votes": [{"name": "Vote", "when": vote}]}), seed)
    assert [event.what for event in events if event.week == vote and event.kind == "vote lost"] == [other]
    assert adopted in {event.what for event in events if event.kind == "adopted" and event.week > max(week, vote)}


def test_politics_takes_a_week_to_read_every_new_agreement() -> None:
    events = story(world(4, RENEWING))
    for agreed, adopted in zip(*([e.week for e in events if e.kind == k] for k in ("agreed", "adopted")), strict=True):
        assert adopted == agreed + 1


def test_a_second_adoption_delays_nothing_that_was_put_into_practice() -> None:
    for seed in range(10):
        scenario = world(4, RENEWING)
        practised = [event.week + event.value for event in story(scenario, seed) if event.kind == "put into practice"]
        assert simulate(scenario, seed).weeks_to_implementation == pytest.approx(min(practised))


def test_the_time_to_give_up_in_is_that_of_the_present_goal() -> None:
    """C55: an early success does not bind an alliance to a later goal for ever."""
    scenario, seed, week, *_ = half_done()
    shut = [{"name": "Recess", "start": week + 1, "weeks": 1000, "strength": 0.0}]
    vain = changed(scenario, {"arena.windows": shut, "agreements.give_up_weeks": 150})
    outcome, agreed = simulate(vain, seed), _week_of("agreed", story(vain, seed), 1)
    assert (outcome.end, outcome.goal) == ("given up", "reached")
    assert outcome.lifetime == agreed + 150 + 1


def test_milestones_on_the_way_to_a_new_goal_are_its_own() -> None:
    """C28."""
    steps: dict[str, object] = {"agreements.milestones": 1, "mechanisms.cooperation.campaign_hours": 100.0}
    slow = world(4, RENEWING | steps | {"mechanisms.impact.adoption_rate": 0.1, "weeks": 400})
    for seed in range(5):
        events = story(slow, seed)
        reached = [event.week for event in events if event.kind == "milestone"]
        assert all(event.value == 1.0 for event in events if event.kind == "milestone")
        assert any(week > _week_of("renewed", events) for week in reached)


# --- the next alliance -----------------------------------------------------------------------------------


def test_the_next_alliance_too_is_told_by_its_first_goal() -> None:
    """C54: while its second goal is open, the first one was reached all the same."""
    agreements = {"values_debate_weeks": 0, "red_lines_disclosed": True, "renewal": True}
    whole = world_of(world(4, {**YIELDING, "others": [another(agreements=agreements)]}), 9)
    assert seen_by(whole, 1).alliance.renewals == 1
    assert outcome_of(whole).next_success == 1.0
    assert outcome_of(whole).next_impact > 0.0
