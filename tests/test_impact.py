"""Impact: pooled work, reach, attention, the arena's answer and who gets the credit."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulation.arena import adopted_ambition, odds, resistance_to
from simulation.impact import attention, audience, influence_of, task_credibility
from simulation.record import replicate, simulate
from simulation.scenario_file import changed, load_scenario
from tests.worlds import STUBBORN, begun, kinds, lived, story, world

share = st.floats(0, 1)
positive = st.floats(1e-6, 1e6)
steep = st.floats(0.1, 20)


# --- odds ------------------------------------------------------------------------------------------------


@given(positive, steep)
def test_without_resistance_influence_prevails(influence: float, steepness: float) -> None:
    assert odds(influence, 0.0, steepness) == 1.0
    assert odds(0.0, 0.0, steepness) == 1.0


@given(positive, steep)
def test_without_influence_nothing_moves(resistance: float, steepness: float) -> None:
    assert odds(0.0, resistance, steepness) == 0.0


@given(positive, steep)
def test_equal_forces_have_even_odds(force: float, steepness: float) -> None:
    assert odds(force, force, steepness) == 0.5


@given(positive, positive, st.floats(1, 10), steep)
def test_odds_rise_with_influence_and_fall_with_resistance(
    influence: float, resistance: float, factor: float, steepness: float
) -> None:
    chance = odds(influence, resistance, steepness)
    assert 0.0 <= odds(influence, resistance * factor, steepness) <= chance
    assert chance <= odds(influence * factor, resistance, steepness) <= 1.0


# --- resistance and compromise ---------------------------------------------------------------------------


@given(share, share, st.floats(0, 100), st.floats(0, 20))
def test_what_the_majority_wants_anyway_meets_no_more_than_usual_resistance(
    ambition: float, majority: float, base: float, slope: float
) -> None:
    assume(ambition <= majority)
    assert resistance_to(ambition, majority, base, slope) == base


@given(st.lists(share, min_size=2, max_size=2).map(sorted), st.floats(0, 0.99), st.floats(0, 100), st.floats(0, 20))
def test_resistance_rises_with_what_is_asked(asked: list[float], majority: float, base: float, slope: float) -> None:
    less, more = (resistance_to(ambition, majority, base, slope) for ambition in asked)
    assert base <= less <= more <= base * (1 + slope) * (1 + 1e-12)


def test_full_ambition_meets_the_whole_slope() -> None:
    assert resistance_to(1.0, 0.2, 0.4, 1.5) == pytest.approx(0.4 * 2.5)


@given(share, share, positive, positive)
def test_a_compromise_lies_between_majority_and_paper(
    agreed: float, majority: float, influence: float, resistance: float
) -> None:
    adopted = adopted_ambition(agreed, majority, influence, resistance)
    assert min(agreed, majority) - 1e-12 <= adopted <= agreed + 1e-12
    assert adopted_ambition(agreed, majority, influence, 0.0) == pytest.approx(agreed)
    assert adopted_ambition(agreed, majority, 0.0, resistance) == min(agreed, majority)


def test_equal_forces_meet_halfway() -> None:
    assert adopted_ambition(0.8, 0.2, 3.0, 3.0) == pytest.approx(0.5)


# --- attention, audience, effort -------------------------------------------------------------------------


@given(st.integers(1, 100), st.booleans())
def test_attention_is_shared_out_completely(demands: int, ranked: bool) -> None:
    shares = [attention(rank, demands, ranked) for rank in range(1, demands + 1)]
    assert math.fsum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)


@given(st.integers(2, 100))
def test_ranking_helps_the_first_demand_at_the_expense_of_the_last(demands: int) -> None:
    """C46."""
    assert attention(1, demands, True) > attention(1, demands, False) > attention(demands, demands, True)


def test_ranked_attention_follows_the_rank() -> None:
    assert attention(1, 4, True) / attention(4, 4, True) == pytest.approx(4.0)


@given(st.lists(st.floats(0, 8), min_size=2, max_size=2).map(sorted), st.floats(0.1, 2))
def test_larger_organisations_reach_more(sizes: list[float], power: float) -> None:
    smaller, larger = (audience(size, 5.5, power) for size in sizes)
    assert 0.0 <= smaller <= larger <= 1.0


def test_the_scale_is_where_two_thirds_are_reached() -> None:
    assert audience(5.5, 5.5, 0.3) == pytest.approx(1 - math.exp(-1))


@given(share, share, share)
def test_divided_labour_lets_each_do_what_it_does_best(one: float, two: float, three: float) -> None:
    """C49."""
    divided, undivided = (task_credibility(one, two, three, agreed) for agreed in (True, False))
    assert divided == max(one, two, three)
    assert undivided <= divided + 1e-12
    assert undivided == pytest.approx((one + two + three) / 3)


@given(positive, positive, st.floats(0.1, 1))
def test_each_further_hour_moves_less(effort: float, voice: float, power: float) -> None:
    """C10."""
    one, two, four = (influence_of(effort * hours, voice, 30.0, power) for hours in (1, 2, 4))
    assert one <= two <= four
    assert two <= 2 * one * (1 + 1e-12)
    assert influence_of(0.0, voice, 30.0, power) == 0.0


# --- the arena's answer in a run -------------------------------------------------------------------------


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


def test_a_shock_moves_everybody_s_red_lines_for_good() -> None:
    """C43."""
    shock = [{"name": "Scandal", "when": 5, "red_lines": -0.3, "salience": 0.2, "resistance": 0.5}]
    scenario = world(4, STUBBORN | {"arena.shocks": shock, "mechanisms.cooperation.rewording": 0.0})
    before, after = lived(scenario, 5), lived(scenario, 6)
    assert after.positions["red_line"] == pytest.approx(before.positions["red_line"] - 0.3)
    assert (after.positions["ideal"] <= after.positions["red_line"]).all()
    assert (after.positions["least"] <= after.positions["ideal"]).all()
    assert after.arena.salience == pytest.approx(before.arena.salience + 0.2)
    assert after.arena.resistance == pytest.approx(before.arena.resistance + 0.5)


def test_chance_shocks_tighten_one_red_line_at_a_time() -> None:
    scenario = world(6, STUBBORN | {"arena.shock_rate": 1.0, "weeks": 10}, demands=3)
    before, after = begun(scenario).positions["red_line"], lived(scenario, 1).positions["red_line"]
    assert (after < before).sum() == 1
    assert (after <= before).all()
    assert kinds(story(scenario)).count("red line shifted") == 10


@pytest.mark.parametrize("change", [0.0, 0.3, -0.2, 1.0])
def test_salience_returns_to_its_usual_level_which_a_shock_moves_for_good(change: float) -> None:
    shock = [{"name": "Scandal", "when": 3, "salience": change}]
    changes = STUBBORN | {"arena.shocks": shock, "arena.salience": 0.4, "arena.salience_swing": 0.1}
    calm = changes | {"arena.salience_swing": 0.0}
    assert lived(world(3, calm), 200).arena.salience == pytest.approx(min(1.0, 0.4 + change))
    levels = [float(lived(world(3, changes), 200, seed).arena.salience) for seed in range(200)]
    assert all(0.0 <= level <= 1.0 for level in levels)
    if abs(change) < 0.5:
        assert np.mean(levels) == pytest.approx(0.4 + change, abs=4.5 * np.std(levels) / math.sqrt(200))


# --- pooled work in a run --------------------------------------------------------------------------------


FREE: dict[str, object] = {
    "mechanisms.cooperation.hours_per_partner": 0.0,
    "mechanisms.cooperation.hours_per_supporter": 0.0,
    "mechanisms.formation.debate_hours": 0.0,
}


def test_fully_credible_hours_count_in_full_if_the_goal_needs_their_field() -> None:
    """C12: half of each organisation's knowledge lies in its own field."""
    needed = lived(world(5, STUBBORN | FREE, first={"sector": "union"}), 60)
    assert needed.alliance.effort == pytest.approx(5 * 40)
    beside = lived(world(5, STUBBORN | FREE, first={"sector": "sport"}), 60)
    assert beside.alliance.effort == pytest.approx(4 * 40 + 40 / 2)


@pytest.mark.parametrize("complementarity", [0.0, 0.5, 1.0])
def test_connected_fields_are_worth_more_than_their_sum(complementarity: float) -> None:
    """C09: n equal fields gain the factor n ** complementarity, as far as members exchange what they know."""
    generalists = {"specialisation": 0.0}
    changes = STUBBORN | {"mechanisms.impact.complementarity": complementarity}
    state = lived(world(6, changes, first=generalists, others=generalists), 60)
    fields = state.sectors["needed"].sum()
    gain = 1 + state.alliance.exchange * (fields**complementarity - 1)
    assert state.alliance.exchange > 0.0
    assert state.alliance.effort == pytest.approx(state.memberships["work"].sum() * gain)


def test_tasks_given_to_those_who_are_not_credible_in_them_lose_effect() -> None:
    """C49."""
    specialist = {"lobbying": 1.0, "dialogue": 0.0, "campaigning": 0.0}
    kept = 0.3
    efforts = []
    for agreed in (True, False):
        changes = STUBBORN | FREE | {"agreements.division_of_labour": agreed, "mechanisms.impact.forced_task": kept}
        scenario = world(4, changes, first=specialist, others=specialist)
        efforts.append(float(lived(scenario, 60).alliance.effort))
    assert efforts[1] / efforts[0] == pytest.approx(kept + (1 - kept) / 3)


def test_the_public_reached_is_the_union_of_overlapping_audiences() -> None:
    """C50: reach rises with every member, but by less and less, and never beyond all."""
    reach = [float(lived(world(size, STUBBORN), 5).alliance.reach) for size in (2, 3, 4, 5, 60)]
    gains = [after - before for before, after in pairwise(reach[:4])]
    assert all(gain > 0 for gain in gains)
    assert gains == sorted(gains, reverse=True)
    assert reach[-1] <= 1.0


def test_a_camp_more_gives_the_voice_more_weight_the_more_a_topic_divides() -> None:
    """C11, C48."""
    advantage = []
    for polarisation in (0.0, 1.0):
        changes = STUBBORN | {"arena.polarisation": polarisation, "mechanisms.impact.spillover": 1.0}
        one_camp = lived(world(4, changes, first={"sector": "union"}), 60)
        two_camps = lived(world(4, changes, first={"sector": "church"}), 60)
        advantage.append(two_camps.demands["influence"][0] / one_camp.demands["influence"][0])
    assert 1.0 < advantage[0] < advantage[1]


def test_impact_does_not_fall_with_size_where_nothing_is_lost_to_size() -> None:
    """With no coordination, no talks and no differences, each member only adds."""
    costless: dict[str, object] = FREE | {
        "population.heterogeneity": 0.0,
        "arena.shock_rate": 0.0,
        "agreements.red_lines_disclosed": True,
    }
    seeds = range(150)
    scenario = load_scenario("baseline", costless)
    impact = {
        size: np.array([outcome.impact for outcome in replicate(changed(scenario, {"invitation.size": size}), seeds)])
        for size in (2, 4, 8, 16, 32, 60)
    }
    for fewer, more in pairwise(impact.values()):
        gain = more - fewer
        assert gain.mean() > -2 * gain.std() / math.sqrt(len(gain))
    assert impact[60].mean() > impact[4].mean()


# --- credit ----------------------------------------------------------------------------------------------

GRAB: dict[str, object] = {
    "arena.resistance": 0.0,
    "mechanisms.impact.adoption_rate": 0.2,
    "mechanisms.impact.grab": 1.0,
}


def test_with_a_rule_nobody_claims_the_success() -> None:
    """C52."""
    for seed in range(20):
        assert "credit claimed" not in kinds(story(world(4, GRAB | {"agreements.credit_rule": True}), seed))


def test_without_a_rule_the_most_prominent_claims_it_in_a_hurry() -> None:
    """C52: at a vote there is a hurry, without one the chance is half."""
    giant = {"members": 7.0}
    hurried = story(world(4, GRAB | VOTE | STUBBORN, second=giant, demands=3))
    assert [event.who for event in hurried if event.kind.startswith("credit")] == ["Second"] * 3
    assert "credit shared" not in kinds(hurried)
    told = [kind for seed in range(150) for kind in kinds(story(world(4, GRAB), seed)) if kind.startswith("credit")]
    bound = 4.5 * 0.5 / math.sqrt(len(told))
    assert told.count("credit claimed") / len(told) == pytest.approx(0.5, abs=bound)


def test_a_claimed_success_costs_the_others_trust() -> None:
    claimed = simulate(world(4, GRAB | VOTE | STUBBORN), 1)
    shared = simulate(world(4, GRAB | VOTE | STUBBORN | {"agreements.credit_rule": True}), 1)
    assert claimed.trust_change < shared.trust_change
    assert claimed.visibility_balance < shared.visibility_balance
