"""Answer: what politics adopts, when, and how much of it; what it takes back and puts into practice."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import EventKind, Stage
from simulation.engine.state import State, seen_by
from simulation.rules.impact.adoption_odds import odds
from simulation.rules.impact.political_response import (
    adopt,
    adoption_chance,
    answer,
    put_into_practice,
    take_back,
    weeks_into_practice,
)
from simulation.run import replicate, simulate
from simulation.scenario.loading import changed, load_scenario
from tests.renewals import RENEWING, half_done, week_of
from tests.worlds import STUBBORN, Changes, at_work, kinds, noted, noted_kinds, outcomes, story, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


draws = st.floats(0, 1, exclude_max=True)

positive = st.floats(1e-6, 1e6)


@given(draws, positive, positive, st.floats(1, 10))
def test_against_resistance_it_takes_longer_to_put_into_practice(
    draw: float, influence: float, resistance: float, factor: float
) -> None:
    """C58."""
    weeks = weeks_into_practice(draw, influence, resistance, 0.04)
    assert 0.0 <= weeks <= weeks_into_practice(draw, influence, resistance * factor, 0.04)
    assert weeks_into_practice(draw, influence, 0.0, 0.04) == pytest.approx(-math.log(1 - draw) / 0.04)


@given(st.floats(0, 0.999), st.floats(0.01, 10), st.floats(0, 10), st.floats(0.001, 5), st.floats(0, 10))
def test_what_is_resisted_takes_longer_to_put_into_practice(
    draw: float, influence: float, resistance: float, rate: float, more: float
) -> None:
    weeks = weeks_into_practice(draw, influence, resistance, rate)
    assert weeks >= 0.0
    assert weeks_into_practice(draw, influence, resistance + more, rate) >= weeks * (1 - 1e-9)
    assert weeks_into_practice(draw, influence, 0.0, rate) == pytest.approx(-math.log(1 - draw) / rate)


def test_unresisted_implementation_takes_its_rate_on_average() -> None:
    draws = (np.arange(20_000) + 0.5) / 20_000
    assert np.mean([weeks_into_practice(draw, 1.0, 0.0, 0.04) for draw in draws]) == pytest.approx(25.0, rel=1e-3)


def test_putting_into_practice_takes_as_many_times_as_long_as_resistance_leaves_less_of_the_rate() -> None:
    """C58: a draw of 1 - 1/e is the mean of an exponential law."""
    mean = 1.0 - math.exp(-1.0)
    assert weeks_into_practice(mean, 2.0, 2.0, 0.25) == pytest.approx(8.0)
    assert weeks_into_practice(mean, 1.0, 3.0, 0.25) == pytest.approx(16.0)
    assert weeks_into_practice(mean, 0.1, 0.1, 0.25) == pytest.approx(8.0), "it is the share that counts"
    assert weeks_into_practice(mean, 0.0, 0.0, 0.25) == pytest.approx(4.0)


# --- on a small state ------------------------------------------------------------------------------------


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
    assert noted_kinds(state)[0] == EventKind.ADOPTED
    assert EventKind.PUT_INTO_PRACTICE in noted_kinds(state)


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
    assert noted_kinds(state) == ([] if kind is None else [kind, EventKind.SETBACK] if hurts else [kind])
    assert (state.organisations["energy"] < 0.5).all() == hurts


def test_a_vote_that_is_missed_is_noted_with_the_goals_there_were_before() -> None:
    state = ready()
    state.arena.vote, state.alliance.has_agreement, state.alliance.renewals = True, False, 2
    answer(state)
    assert (state.log[0].kind, state.log[0].value) == (EventKind.VOTE_MISSED, 2.0)


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
    assert noted_kinds(state) == ([EventKind.TAKEN_BACK, EventKind.SETBACK] if back else [])


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


# --- in a run --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [0.03, 0.3])
def test_without_resistance_adoption_comes_at_its_own_rate(rate: float) -> None:
    """The weeks from paper to adoption follow the geometric law of that weekly hazard."""
    seeds = 3000
    changes = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": rate, "weeks": 5200}
    outcomes = list(replicate(world(3, changes), range(seeds)))
    waited = np.array([outcome.weeks_to_effect - outcome.weeks_to_agreement for outcome in outcomes])
    chance = 1 - math.exp(-rate)
    spread = math.sqrt(1 - chance) / chance
    assert waited.min() == 1
    assert waited.mean() == pytest.approx(1 / chance, abs=4.5 * spread / math.sqrt(seeds))
    for weeks in (1, 5, 20):
        expected = (1 - chance) ** weeks
        bound = 4.5 * math.sqrt(expected * (1 - expected) / seeds)
        assert (waited > weeks).mean() == pytest.approx(expected, abs=bound)
    assert all(outcome.adopted == 1.0 for outcome in outcomes)


@pytest.mark.parametrize("strength", [0.0, 0.5, 1.0, 10.0])
def test_a_window_multiplies_the_rate_while_it_lasts(strength: float) -> None:
    """Politics is shut before week 10 and after it, and open to the given degree in that one week."""
    seeds = 1000
    windows = [
        {"name": "Recess", "start": 0, "weeks": 10, "strength": 0.0},
        {"name": "Talks", "start": 10, "weeks": 1, "strength": strength},
        {"name": "Campaign", "start": 11, "weeks": 5000, "strength": 0.0},
    ]
    changes = {"arena.windows": windows, "arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 0.1}
    outcomes = list(replicate(world(3, changes | {"weeks": 40}), range(seeds)))
    adopted = [outcome for outcome in outcomes if outcome.success]
    assert all(outcome.weeks_to_effect == 10 for outcome in adopted)
    chance = 1 - math.exp(-0.1 * strength)
    bound = 4.5 * math.sqrt(chance * (1 - chance) / seeds)
    assert len(adopted) / seeds == pytest.approx(chance, abs=bound)


def test_against_infinite_resistance_nothing_is_adopted_that_the_majority_does_not_want() -> None:
    against = {"arena.resistance": 1e9}
    scenario = load_scenario("baseline", against)
    nobody_asked = {f"goal.demands.{k}.majority": 0.0 for k in range(len(scenario.goal.demands))}
    for outcome in replicate(changed(scenario, nobody_asked), range(100)):
        assert outcome.impact == outcome.adopted == 0.0
        assert math.isnan(outcome.weeks_to_effect)


def test_what_the_majority_would_grant_anyway_is_adopted_in_full() -> None:
    modest = {"ambition": 0.3, "tolerance": 0.0}
    changes = {"goal.demands.0.majority": 0.5, "mechanisms.impact.adoption_rate": 1.0}
    outcome = simulate(world(4, changes, first=modest, others=modest), 1)
    assert outcome.adopted == 1.0
    assert outcome.impact == pytest.approx(0.3)


VOTE: dict[str, object] = {"arena.votes": [{"name": "Second reading", "when": 30}]}


@pytest.mark.parametrize(("resistance", "decided"), [(0.0, "adopted"), (1e9, "vote lost")])
def test_a_vote_decides_every_open_demand_at_once(resistance: float, decided: str) -> None:
    events = story(world(4, VOTE | STUBBORN | {"arena.resistance": resistance}, demands=3))
    votes = [event for event in events if event.kind in ("adopted", "vote lost")]
    assert [(event.week, event.kind) for event in votes] == [(30, decided)] * 3


def test_a_vote_comes_too_late_for_what_is_decided() -> None:
    events = story(world(4, VOTE | {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 5.0}, demands=3))
    assert max(event.week for event in events) < 30
    assert "vote lost" not in kinds(events)


def test_politics_takes_back_no_more_than_goes_beyond_the_majority() -> None:
    contested = {"arena.resistance": 0.5, "mechanisms.impact.adoption_rate": 0.1, "goal.sufficient": 1.0}
    firm = world(4, contested, demands=4)
    fickle = changed(firm, {"arena.rollback_rate": 1.0})
    taken = [event for seed in range(10) for event in story(fickle, seed) if event.kind == "taken back"]
    assert taken
    assert all(event.value == 0.2 for event in taken)
    assert all("taken back" not in kinds(story(firm, seed)) for seed in range(10))


def test_what_is_put_into_practice_takes_its_time_from_adoption() -> None:
    """C58: against no resistance, the weeks follow the exponential law of their rate."""
    yielding: dict[str, object] = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 5.0}
    seeds, rate = 1000, 5.0
    runs = replicate(world(3, yielding), range(seeds))
    weeks = [outcome.weeks_to_implementation - outcome.weeks_to_effect for outcome in runs]
    assert np.mean(weeks) == pytest.approx(1 / rate, abs=4.5 / rate / math.sqrt(seeds))
    assert math.isnan(simulate(world(3, STUBBORN), 1).weeks_to_implementation)


def test_a_vote_before_the_new_agreement_takes_nothing_back_and_loses_what_was_never_adopted() -> None:
    scenario, seed, week, adopted, other = half_done()
    events = story(changed(scenario, {"arena.votes": [{"name": "Vote", "when": week + 1}]}), seed)
    lost = [(event.week, event.what, event.value) for event in events if event.kind == "vote missed"]
    assert lost == [(week + 1, other, 1.0)]
    second_goal = [event for event in events if week < event.week <= week_of("renewed", events, 1)]
    assert "agreed" in kinds(second_goal), "on the demand adopted before, which is still open"
    assert {event.what for event in second_goal if event.kind == "adopted"} == {adopted}


def test_a_vote_that_refuses_more_leaves_what_was_adopted() -> None:
    scenario, seed, week, adopted, _ = half_done()
    vote = week_of("agreed", story(scenario, seed), 1) + 1
    hostile = {"arena.shocks": [{"name": "Scandal", "when": week + 1, "resistance": 10.0}]}
    against = changed(scenario, {"arena.votes": [{"name": "Vote", "when": vote}]} | hostile)
    before, after = (seen_by(world_of(against, weeks, seed), 0) for weeks in (vote, vote + 1))
    assert after.demands["adopted"].tolist() == before.demands["adopted"].tolist()
    events = [event for event in story(against, seed) if event.week == vote]
    assert [event.what for event in events if event.kind == "more refused"] == [adopted]
    assert simulate(against, seed).end == "renewal failed"


def test_a_vote_in_the_week_of_the_new_agreement_comes_before_politics_has_read_it() -> None:
    scenario, seed, week, adopted, other = half_done()
    vote = week_of("agreed", story(scenario, seed), 1)
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


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def test_what_was_left_open_is_not_adopted() -> None:
    soft: Changes = LONG | {"mechanisms.impact.adoption_rate": 5.0, "arena.resistance": 0.0}
    closed, open_ = (outcomes(world(4, soft | {"agreements.details_open": part}), 1)[0] for part in (0.0, 0.9))
    assert closed.impact == pytest.approx(0.6)
    assert open_.impact <= 0.2
