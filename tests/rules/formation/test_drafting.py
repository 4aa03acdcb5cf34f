"""Drafting: what an agreement may ask, as far as drafters know the members' limits (C41, C47)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NOBODY, EventKind
from simulation.engine.state import seen_by
from simulation.rules.formation.drafting import (
    draft,
    draft_demand,
    guessed_limit,
    is_too_little,
    known_limit,
    least_settled_for,
    seek_coalition,
    staff_confirm,
)
from simulation.run import replicate
from simulation.scenario.loading import load_scenario
from tests.drafts import drafting, objections_of_drafters
from tests.worlds import STUBBORN, Changes, begun, kinds, lived, noted, story, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share, st.floats(0, 1, exclude_max=True))
def test_a_guess_errs_no_further_than_it_may(red_line: float, error: float, draw: float) -> None:
    guess = guessed_limit(red_line, error, draw)
    assert 0.0 <= guess <= 1.0
    assert abs(guess - red_line) <= error + 1e-12


def test_guesses_err_evenly_both_ways() -> None:
    draws = (np.arange(1000) + 0.5) / 1000
    assert np.mean([guessed_limit(0.5, 0.2, draw) for draw in draws]) == pytest.approx(0.5)


@pytest.mark.parametrize(("dogmatism", "least"), [(0.0, 0.0), (0.25, 0.2), (1.0, 0.8)])
def test_who_claims_the_whole_truth_settles_for_nothing_below_its_wish(dogmatism: float, least: float) -> None:
    assert least_settled_for(0.8, dogmatism) == pytest.approx(least)


# --- on a small state ------------------------------------------------------------------------------------


def test_under_consensus_a_draft_asks_what_the_least_willing_accepts() -> None:
    state = drafting((0.9, 0.5, 0.7))
    assert seek_coalition(state) == pytest.approx(0.5 * state.demands[0].weight)
    assert draft_demand(state, 0, seek_coalition(state)) == pytest.approx(0.5)
    assert state.memberships["willingness"] == pytest.approx([0.9, 0.5, 0.7])


def test_under_a_weaker_rule_the_most_willing_who_are_enough_decide() -> None:
    state = drafting((0.9, 0.5, 0.7))
    state.alliance.plan.consent = 0.6
    assert draft_demand(state, 0, seek_coalition(state)) == pytest.approx(0.7)


def test_no_draft_asks_for_more_than_anyone_wishes() -> None:
    state = drafting((0.9, 0.9))
    assert draft_demand(state, 0, 0.0) == pytest.approx(0.8)


@pytest.mark.parametrize(("least", "asked"), [((0.6, 0.6, 0.1), 0.0), ((0.6, 0.5, 0.1), 0.5)])
def test_most_of_the_core_group_must_find_it_worth_the_trouble(least: tuple[float, ...], asked: float) -> None:
    state = drafting((0.9, 0.5, 0.7))
    state.positions["least"][:, 0] = least
    assert draft_demand(state, 0, 0.0) == pytest.approx(asked)


def test_half_of_the_core_group_is_not_most() -> None:
    state = drafting((0.5, 0.5))
    state.positions["least"][:, 0] = [0.6, 0.1]
    assert draft_demand(state, 0, 0.0) == 0.0


@pytest.mark.parametrize(("explained", "consent", "asked"), [(True, 1.0, 0.0), (False, 1.0, 0.5), (True, 0.6, 0.7)])
def test_what_somebody_in_the_coalition_calls_too_little_is_dropped(
    explained: bool, consent: float, asked: float
) -> None:
    """C44: once the drafters know; what two of three agree on is not too little for those two."""
    state = drafting((0.9, 0.5, 0.7), {"agreements.red_lines_disclosed": False, "mechanisms.formation.misjudgement": 0})
    state.alliance.plan.consent, state.positions["explained"] = consent, False
    state.organisations["dogmatism"], state.positions["explained"][0, 0] = [0.7, 0.0, 0.0], explained
    assert draft_demand(state, 0, seek_coalition(state)) == pytest.approx(asked)


def test_who_is_outside_of_the_coalition_may_find_it_too_little() -> None:
    state = drafting((0.9, 0.5, 0.7))
    state.alliance.plan.consent, state.organisations["dogmatism"] = 0.6, [0.0, 1.0, 0.0]
    assert draft_demand(state, 0, seek_coalition(state)) == pytest.approx(0.7)


@pytest.mark.parametrize(("details_open", "proposed", "too_little"), [(0.0, 0.39, True), (0.0, 0.4, False)])
def test_too_little_is_less_than_a_share_of_the_wish(details_open: float, proposed: float, too_little: bool) -> None:
    state = drafting((0.9, 0.9), {"agreements.details_open": details_open})
    state.organisations["dogmatism"] = 0.5
    assert is_too_little(state, state.memberships[0], 0, proposed) == too_little


def test_details_left_open_are_as_much_missing_from_the_least_as_from_the_red_line() -> None:
    state = drafting((0.9, 0.9), {"agreements.details_open": 0.2})
    state.organisations["dogmatism"] = 0.5
    assert [is_too_little(state, state.memberships[0], 0, asked) for asked in (0.49, 0.5)] == [True, False]


@pytest.mark.parametrize(
    ("dogmatism", "is_open", "confirms"), [(0.0, True, True), (1.0, True, False), (1.0, False, True)]
)
def test_staff_confirm_no_draft_that_has_become_too_little(dogmatism: float, is_open: bool, confirms: bool) -> None:
    state = drafting((0.9, 0.9))
    state.organisations["dogmatism"], state.organisations["mandate"] = dogmatism, 1.0
    state.demands["proposed"], state.demands["open"] = 0.5, is_open
    assert staff_confirm(state, state.memberships[0]) == confirms


def test_a_red_line_is_guessed_unless_told_and_better_by_the_experienced() -> None:
    state = drafting((0.5, 0.5), {"agreements.red_lines_disclosed": False, "mechanisms.formation.misjudgement": 0.3})
    state.positions["explained"] = False
    guess = known_limit(state, state.memberships[1], 0)
    assert guess != 0.5
    state.organisations[1].experience = 0.5
    assert known_limit(state, state.memberships[1], 0) - 0.5 == pytest.approx((guess - 0.5) / 2)
    state.positions[1, 0].explained = True
    assert known_limit(state, state.memberships[1], 0) == 0.5


def test_a_demand_that_nobody_can_ask_for_is_dropped_and_with_all_of_them_there_is_no_draft() -> None:
    state = drafting((0.5, 0.5), demands=2)
    state.positions["least"][:, 0] = 0.6
    state.clock.week = 9
    draft(state)
    assert state.demands["open"].tolist() == [False, True]
    assert state.demands["proposed"] == pytest.approx([0.0, 0.5])
    assert (state.alliance.drafted, state.alliance.drafted_week) == (True, 9)
    assert noted(state) == [(EventKind.DEMAND_DROPPED, NOBODY, 0)]
    state.positions["least"][:, 1] = 0.6
    draft(state)
    assert not state.alliance.drafted


@pytest.mark.parametrize(("before", "mandate", "consented"), [(0.4, 1.0, False), (0.5, 1.0, True), (0.5, 0.0, False)])
def test_consent_is_carried_over_only_to_a_draft_that_asks_no_more(
    before: float, mandate: float, consented: bool
) -> None:
    state = drafting((0.5, 0.5))
    state.demands["proposed"], state.organisations["mandate"] = before, mandate
    state.memberships["consented"], state.memberships["objects"] = [True, False], True
    draft(state)
    assert state.memberships["consented"].tolist() == [consented, False]
    assert not state.memberships["objects"].any()


# --- in a run --------------------------------------------------------------------------------------------


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


def test_a_demand_that_is_worth_too_little_to_half_the_table_is_dropped() -> None:
    bold = {"ambition": 0.9, "threshold": 1.0}
    timid = {"ambition": 0.1, "tolerance": 0.0}
    events = story(world(4, first=timid, others=bold))
    assert "demand dropped" in kinds(events)
    assert "agreed" not in kinds(events)
    assert "demand dropped" not in kinds(story(world(4, first=timid, others=bold | {"threshold": 0.1})))


def test_moderation_without_fault_brings_out_every_red_line_before_the_draft() -> None:
    """C26, C41: a moderator who leaves nothing in the way does what disclosure does."""
    quiet = {"arena.shock_rate": 0.0, "mechanisms.formation.moderation": 1.0}
    moderated = quiet | {"agreements.moderation": True}
    assert any(objections_of_drafters(story(load_scenario("baseline", quiet), seed)) for seed in range(10))
    assert not any(objections_of_drafters(story(load_scenario("baseline", moderated), seed)) for seed in range(10))


@pytest.mark.parametrize("rule", ["two-thirds", "majority"])
def test_a_weaker_rule_than_consensus_comes_to_a_paper_of_several_demands(rule: str) -> None:
    """C47: where all red lines are known, a draft that enough of them accept is voted on once."""
    known = {"agreements.red_lines_disclosed": True, "arena.shock_rate": 0.0}
    scenario = load_scenario("baseline", known | {"agreements.decision_rule": rule})
    for outcome in replicate(scenario, range(30)):
        assert outcome.weeks_to_agreement < 260


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def test_open_details_carry_a_fuller_paper_that_asks_less_for_sure() -> None:
    """C23, by hand: who wishes for 0.6 signs a paper that says 0.75 and leaves a fifth of it open."""
    closed, part = (seen_by(world_of(world(4, LONG | {"agreements.details_open": part})), 0) for part in (0.0, 0.2))
    assert closed.demands["agreed"].tolist() == pytest.approx([0.6])
    assert part.demands["agreed"].tolist() == pytest.approx([0.75])
    assert part.alliance.tally.depth == pytest.approx(closed.alliance.tally.depth)
