"""Formation: debating values, wording the goal, drafting the paper and voting on it."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import Stage, Status
from simulation.results.event_log import Event
from simulation.rules.formation.drafting import guessed_limit
from simulation.rules.formation.goal_wording import objection_chance
from simulation.rules.formation.values_debate import common_ground, talked_through
from simulation.rules.shared.governing_bodies import eased, moderated
from simulation.run import replicate
from simulation.scenario.loading import changed, load_scenario
from tests.worlds import STUBBORN, Changes, begun, kinds, lived, story, world

share = st.floats(0, 1)
NEVER_WORDED = 10_000


# --- rules -----------------------------------------------------------------------------------------------


@given(share, share)
def test_debate_settles_part_of_what_is_left(talked: float, rate: float) -> None:
    once = talked_through(talked, rate)
    twice = talked_through(once, rate)
    assert talked <= once <= twice <= 1.0
    assert twice - once <= once - talked + 1e-12, "returns must fall"


def test_debate_that_settles_nothing_or_everything() -> None:
    assert talked_through(0.3, 0.0) == 0.3
    assert talked_through(0.3, 1.0) == 1.0


@given(share, share, share, share)
def test_an_objection_is_a_probability(distance: float, talked: float, change: float, rate: float) -> None:
    assert 0.0 <= objection_chance(distance, talked, change, rate) <= 1.0


@given(st.lists(share, min_size=2, max_size=2).map(sorted), share, share, share)
def test_objections_grow_with_distance_and_shrink_with_talk(
    pair: list[float], talked: float, change: float, rate: float
) -> None:
    less, more = pair
    assert objection_chance(less, talked, change, rate) <= objection_chance(more, talked, change, rate)
    assert objection_chance(talked, more, change, rate) <= objection_chance(talked, less, change, rate)


def test_nobody_objects_to_prevention_or_to_its_own_values() -> None:
    assert objection_chance(1.0, 0.0, 0.0, 1.0) == 0.0
    assert objection_chance(0.0, 0.0, 1.0, 1.0) == 0.0
    assert objection_chance(1.0, 1.0, 1.0, 1.0) == 0.0


@given(share, share)
def test_moderation_raises_a_rate_but_not_beyond_1(value: float, gain: float) -> None:
    assert moderated(value, gain, False) == value
    assert value <= moderated(value, gain, True) <= 1.0


def test_moderation_cannot_raise_what_is_nothing_or_all() -> None:
    assert moderated(0.0, 0.5, True) == 0.0
    assert moderated(1.0, 0.5, True) == 1.0


@given(share, share)
def test_moderation_takes_its_share_off_what_is_in_the_way(obstacle: float, gain: float) -> None:
    assert eased(obstacle, gain, False) == obstacle
    assert eased(obstacle, gain, True) == pytest.approx((1.0 - gain) * obstacle)


@given(share, share, st.floats(0, 1, exclude_max=True))
def test_a_guess_errs_no_further_than_it_may(red_line: float, error: float, draw: float) -> None:
    guess = guessed_limit(red_line, error, draw)
    assert 0.0 <= guess <= 1.0
    assert abs(guess - red_line) <= error + 1e-12


def test_guesses_err_evenly_both_ways() -> None:
    draws = (np.arange(1000) + 0.5) / 1000
    assert np.mean([guessed_limit(0.5, 0.2, draw) for draw in draws]) == pytest.approx(0.5)


@given(st.integers(0, 50), share)
def test_each_signed_statement_settles_part_of_the_rest(points: int, ground: float) -> None:
    """C20."""
    assert common_ground(0, ground) == 0.0
    assert common_ground(1, ground) == pytest.approx(ground)
    assert common_ground(points, ground) <= common_ground(points + 1, ground) <= 1.0


# --- talks in a run --------------------------------------------------------------------------------------


@pytest.mark.parametrize("weeks", [0, 1, 4, 12])
def test_a_debate_takes_the_weeks_agreed_for_it(weeks: int) -> None:
    rate = 0.2
    changes = {"agreements.values_debate_weeks": weeks, "mechanisms.formation.debate_rate": rate}
    state = lived(world(3, changes), weeks + 20)
    assert state.alliance.talked == pytest.approx(1 - (1 - rate) ** weeks)


@pytest.mark.parametrize("goal", [{"goal.change_share": 0.0}, {"agreements.goal_openness": 0.0}])
def test_what_is_given_need_not_be_worded(goal: Changes) -> None:
    """C06, C21: prevention has its aim given, and so has a goal that is closed at the invitation."""
    apart = {
        "mechanisms.dissolution.values_weight": 0.0,
        "mechanisms.formation.debate_rate": 0.0,
        "mechanisms.formation.objection": 1.0,
    }
    camps = {"economic": {"low": 0.0, "high": 1.0}, "cultural": {"low": 0.0, "high": 1.0}}
    weeks = []
    for changes in (apart, {**apart, **goal}):
        events = story(world(20, changes, others=camps))
        weeks.append(next((event.week for event in events if event.kind == "goal worded"), NEVER_WORDED))
    assert weeks[0] > weeks[1]
    assert weeks[1] == 1, "the first proposal after the invitation stands"


def test_who_comes_after_the_wording_owns_nothing_of_it() -> None:
    """C22."""
    open_goal = {"agreements.goal_openness": 0.6, "mechanisms.formation.reply_weeks": 10}
    state = lived(world(30, STUBBORN | open_goal, others={"interval": 60.0}), 100)
    worded = 11  # the first wording stands, a week after the ten weeks of the invitation
    early = state.memberships["joined"] <= worded
    assert 1 < early.sum() < 30
    assert state.memberships["ownership"][0] == 1.0
    assert (state.memberships["ownership"][early][1:] == 0.6).all()
    assert (state.memberships["ownership"][~early] == 0.0).all()


def test_those_who_have_answered_start_without_the_others() -> None:
    changes = STUBBORN | {"mechanisms.formation.reply_weeks": 10}
    events = story(world(20, changes, others={"interval": 60.0}))
    begin = next(event.week for event in events if event.kind == "stage")
    assert begin == 10
    assert any(event.kind == "joined" and event.week > begin for event in events)


# --- the paper -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ambition", "tolerance"), [(0.5, 0.2), (0.9, 0.3), (0.3, 0.0), (1.0, 0.5)])
@pytest.mark.parametrize("size", [2, 3, 12, 40])
def test_where_all_want_the_same_depth_is_that_wish(ambition: float, tolerance: float, size: int) -> None:
    wish = {"ambition": ambition, "tolerance": tolerance}
    state = lived(world(size, {"population.heterogeneity": 0.0}, first=wish, others=wish, demands=3), 10)
    assert state.alliance.tally.depth == pytest.approx(ambition)


def test_nobody_asks_for_more_than_anyone_wants() -> None:
    """The others would accept up to 0.8, but wish for 0.6, and the boldest of them for 0.7."""
    assert lived(world(4), 10).alliance.tally.depth == pytest.approx(0.6)
    assert lived(world(4, first={"ambition": 0.7}), 10).alliance.tally.depth == pytest.approx(0.7)
    assert lived(world(4, first={"ambition": 0.9}), 10).alliance.tally.depth == pytest.approx(0.8)


def test_without_heterogeneity_depth_is_that_of_the_mean_organisation_whatever_the_size() -> None:
    alike = {
        "population.heterogeneity": 0.0,
        "agreements.red_lines_disclosed": True,
        "arena.shock_rate": 0.0,
    }
    for seed in range(1, 6):
        for size in (4, 12, 30, 60):
            scenario = load_scenario("baseline", alike | {"invitation.size": size})
            state = lived(scenario, scenario.weeks, seed)
            weights = state.demands["weight"]
            mean = begun(scenario, seed).positions["ideal"].mean(axis=0)
            if state.alliance.agreed_week >= 0:
                assert state.alliance.tally.depth == pytest.approx(np.average(mean, weights=weights))


def test_consensus_goes_as_far_as_the_least_willing() -> None:
    cautious = {"ambition": 0.5, "tolerance": 0.1}
    assert lived(world(7, first=cautious), 10).alliance.tally.depth == pytest.approx(0.6)


@pytest.mark.parametrize("rule", ["two-thirds", "majority"])
def test_who_is_outvoted_across_its_red_line_leaves(rule: str) -> None:
    """C41, C47: one in seven cannot stop the others, but is lost to them."""
    cautious = {"ambition": 0.5, "tolerance": 0.1}
    bold = {"ambition": 0.8}
    events = story(world(7, STUBBORN | {"agreements.decision_rule": rule}, first=cautious, others=bold))
    agreed = next(event for event in events if event.kind == "agreed")
    assert agreed.value == pytest.approx(0.8)
    assert [event.who for event in events if event.kind == "left"] == ["First"]
    assert next(event.week for event in events if event.kind == "left") == agreed.week


def test_a_demand_that_is_worth_too_little_to_half_the_table_is_dropped() -> None:
    bold = {"ambition": 0.9, "threshold": 1.0}
    timid = {"ambition": 0.1, "tolerance": 0.0}
    events = story(world(4, first=timid, others=bold))
    assert "demand dropped" in kinds(events)
    assert "agreed" not in kinds(events)
    assert "demand dropped" not in kinds(story(world(4, first=timid, others=bold | {"threshold": 0.1})))


def test_a_red_line_that_was_guessed_wrong_comes_out_in_the_vote_and_not_again() -> None:
    """C41: drafters err about what they were not told, and know it afterwards."""
    secret = {"agreements.red_lines_disclosed": False, "mechanisms.formation.misjudgement": 0.3}
    for seed in range(20):
        events = story(world(4, secret), seed)
        objections = [event.who for event in events if event.kind == "objection"]
        assert len(set(objections)) == len(objections), "there is one demand, so each explains itself once"
        told = story(world(4), seed)
        assert "objection" not in kinds(told)


def objections_of_drafters(events: Sequence[Event]) -> list[str | None]:
    """Return who objected although it was a member before the drafting began; later ones were not asked before."""
    begun = [event.week for event in events if event.kind == "stage" and event.what == "agreeing on demands"]
    early = {event.who for event in events if event.kind == "joined" and event.week < min(begun, default=0)}
    return [event.who for event in events if event.kind == "objection" and event.who in early]


def test_disclosed_red_lines_let_a_paper_pass_at_the_first_vote() -> None:
    disclosed = {"agreements.red_lines_disclosed": True, "arena.shock_rate": 0.0}
    for seed in range(10):
        assert not objections_of_drafters(story(load_scenario("baseline", disclosed), seed))


def test_moderation_without_fault_brings_out_every_red_line_before_the_draft() -> None:
    """C26, C41: a moderator who leaves nothing in the way does what disclosure does."""
    quiet = {"arena.shock_rate": 0.0, "mechanisms.formation.moderation": 1.0}
    moderated = quiet | {"agreements.moderation": True}
    assert any(objections_of_drafters(story(load_scenario("baseline", quiet), seed)) for seed in range(10))
    assert not any(objections_of_drafters(story(load_scenario("baseline", moderated), seed)) for seed in range(10))


def test_all_at_the_table_have_voted_on_what_binds_them() -> None:
    state = lived(world(6, STUBBORN, others={"interval": 9.0}), 60)
    assert (state.memberships["consented"]).all()
    assert state.alliance.agreed_week >= state.organisations["first_meeting"].max() // 1


def test_silence_waits_for_nobody() -> None:
    slow = {"interval": 52.0, "postponement": 0.0}
    initiators = {"invitation.initiators": ["First", "Other 1", "Other 2"]}
    by_vote = lived(world(3, initiators | STUBBORN, others=slow), 60)
    by_silence = lived(world(3, initiators | STUBBORN | {"agreements.decision_rule": "silence"}, others=slow), 60)
    assert by_silence.alliance.agreed_week == 2, "a week each for invitation, wording and draft"
    assert by_vote.alliance.agreed_week > 2


def test_supporters_vote_on_nothing() -> None:
    """C33: neither their red lines nor their meetings hold up the paper."""
    slow_and_timid = {"ambition": 0.1, "tolerance": 0.0, "interval": 20.0, "threshold": 0.0}
    papers, talks = [], []
    for seats in (6, 2):
        changes = STUBBORN | {"agreements.core_size": seats}
        events = story(world(6, changes, second={}, others=slow_and_timid))
        agreed = next(event for event in events if event.kind == "agreed")
        begin = next(event.week for event in events if event.kind == "stage")
        papers.append(agreed.value)
        talks.append(agreed.week - begin)
    assert papers == pytest.approx([0.1, 0.6])
    assert talks[0] > talks[1] == 2


def test_stages_follow_each_other_in_order() -> None:
    for seed in range(10):
        events = story(load_scenario("baseline"), seed)
        stages = [event.what for event in events if event.kind == "stage"]
        assert stages == list(Stage.words()[2 : len(stages) + 2])


def test_without_a_debate_wording_begins_at_once() -> None:
    stages = [event.what for event in story(world(3)) if event.kind == "stage"]
    assert stages[0] == "wording the goal"


def test_nobody_is_a_member_before_its_body_has_met() -> None:
    scenario = load_scenario("baseline")
    for seed in range(5):
        state = lived(scenario, 26, seed)
        rows = state.memberships["organisation"]
        invited = (state.memberships["status"] == Status.MEMBER) & (state.memberships["joined"] > 0)
        meetings = np.floor(state.organisations["first_meeting"][rows])
        assert (state.memberships["joined"] >= meetings)[invited].all()


def test_a_longer_wait_for_bodies_is_a_later_paper() -> None:
    mean = []
    for interval in (1.0, 4.0, 13.0):
        outcomes = replicate(world(6, STUBBORN, others={"interval": interval}), range(50))
        mean.append(np.mean([outcome.weeks_to_agreement for outcome in outcomes]))
    assert mean[0] < mean[1] < mean[2]


@pytest.mark.parametrize("rule", ["two-thirds", "majority"])
def test_a_weaker_rule_than_consensus_comes_to_a_paper_of_several_demands(rule: str) -> None:
    """C47: where all red lines are known, a draft that enough of them accept is voted on once."""
    known = {"agreements.red_lines_disclosed": True, "arena.shock_rate": 0.0}
    scenario = load_scenario("baseline", known | {"agreements.decision_rule": rule})
    for outcome in replicate(scenario, range(30)):
        assert outcome.weeks_to_agreement < 260


# --- what is signed and left open ------------------------------------------------------------------------


def test_who_stands_too_far_cannot_sign_statements_on_values() -> None:
    """C20: each of n statements is refused with a chance, so that (1 - chance) ** n sign them all."""
    count, points, strain = 2000, 4, 0.5
    near = {"mechanisms.dissolution.values_weight": 0.0, "mechanisms.formation.value_point_strain": strain}
    apart = {"economic": 0.9, "cultural": 0.9}
    scenario = world(count + 1, near | {"agreements.value_points": points}, others=apart)
    state = begun(scenario)
    distances = state.memberships["distance"][1:]
    signed = lived(scenario, 1).memberships["status"][1:] == Status.MEMBER
    expected = float(np.mean((1 - strain * distances) ** points))
    assert signed.mean() == pytest.approx(expected, abs=4.5 * np.sqrt(expected * (1 - expected) / count) + 1e-9)


def test_signed_statements_are_common_ground_from_the_first_week() -> None:
    ground = {"agreements.value_points": 3, "mechanisms.formation.debate_rate": 0.1}
    assert lived(world(3, ground), 3).alliance.talked == pytest.approx(1 - 0.9**3)


def test_what_the_paper_leaves_open_is_no_part_of_its_depth() -> None:
    """C23: those with red lines can sign more, and what they sign for sure stays within them."""
    cautious = {"ambition": 0.5, "tolerance": 0.0}
    bold = {"ambition": 1.0}
    for details_open, asked in ((0.0, 0.5), (0.5, 1.0)):
        state = lived(world(4, STUBBORN | {"agreements.details_open": details_open}, first=cautious, others=bold), 10)
        assert state.demands["agreed"][0] == pytest.approx(asked)
        assert state.alliance.tally.depth == pytest.approx(0.5)


def test_a_stopping_rule_ends_first_talks_between_those_who_do_not_fit() -> None:
    """C24."""
    strangers = {"economic": 1.0, "cultural": 1.0, "tone": 1.0}
    near = {"mechanisms.dissolution.values_weight": 0.0, "mechanisms.formation.poor_fit": 0.5}
    for rule, end in ((True, "poor fit"), (False, "running")):
        scenario = world(4, STUBBORN | near | {"agreements.stopping_rule": rule}, first={"tone": 0.0}, others=strangers)
        scenario = changed(scenario, {"organisations.First.economic": 0.0, "organisations.First.cultural": 0.0})
        assert next(replicate(scenario, [1])).end == end
    alike = world(4, STUBBORN | near | {"agreements.stopping_rule": True})
    assert next(replicate(alike, [1])).end == "running"


def test_a_paper_is_opened_again_where_something_outside_made_it_unfit() -> None:
    """C43."""
    shock = {"arena.shocks": [{"name": "Scandal", "when": 30, "red_lines": -0.3}]}
    unfit = STUBBORN | shock | {"mechanisms.cooperation.rewording": 0.0, "agreements.renegotiation": True}
    events = story(world(4, unfit, others={"interval": 4.0}))
    assert "paper reopened" in kinds(events)
    agreed = [event.value for event in events if event.kind == "agreed"]
    assert agreed[0] > agreed[-1] == pytest.approx(0.5)
    stiff = story(world(4, unfit | {"agreements.renegotiation": False}, others={"interval": 4.0}))
    assert kinds(stiff).count("agreed") == 1
