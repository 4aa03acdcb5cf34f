"""Voting: governing bodies decide on the draft, which becomes the agreement or goes back (C41, C43, C47)."""

import numpy as np
import pytest

from simulation.engine.codes import NEVER, NOBODY, NOTHING, EventKind, Stage, Status
from simulation.rules.formation.voting import (
    adopt_agreement,
    ballot,
    conclude_vote,
    decide_on_draft,
    explain_red_lines,
    lose_outvoted,
    vote_on_draft,
)
from simulation.run import replicate
from simulation.scenario.loading import load_scenario
from tests.drafts import drafting, objections_of_drafters
from tests.worlds import STUBBORN, kinds, lived, noted, noted_kinds, story, world

# --- on a small state ------------------------------------------------------------------------------------


def test_a_draft_across_a_red_line_is_objected_to_and_the_line_explained() -> None:
    state = drafting((0.5, 0.9), demands=2)
    state.demands["proposed"], state.positions["explained"] = [0.5, 0.6], False
    vote_on_draft(state, state.memberships[0])
    vote_on_draft(state, state.memberships[1])
    assert state.memberships["consented"].tolist() == [False, True]
    assert state.memberships["objects"].tolist() == [True, False]
    assert state.positions["explained"].tolist() == [[False, True], [False, False]]
    assert noted(state) == [(EventKind.OBJECTION, 0, 1)]


@pytest.mark.parametrize(("dogmatism", "consents"), [(0.0, True), (0.5, True), (1.0, False)])
def test_a_draft_that_asks_for_too_little_is_objected_to_and_the_wish_explained(
    dogmatism: float, consents: bool
) -> None:
    """C44: 0.5 is half of the wish of 0.8 and more."""
    state = drafting((0.9, 0.9), demands=2)
    state.demands["proposed"], state.demands["open"] = [0.5, 0.0], [True, False]
    state.positions["explained"], state.organisations["dogmatism"] = False, [dogmatism, 0.0]
    vote_on_draft(state, state.memberships[0])
    assert (bool(state.memberships[0].consented), bool(state.memberships[0].objects)) == (consents, not consents)
    assert state.positions["explained"][0].tolist() == [not consents, False], "of a dropped demand nothing is asked"


@pytest.mark.parametrize(("silent", "counts"), [(False, (1, 1)), (True, (2, 1))])
def test_those_who_meet_vote_and_silence_counts_as_consent_where_so_agreed(
    silent: bool, counts: tuple[int, int]
) -> None:
    state = drafting((0.9, 0.4, 0.9))
    state.demands["proposed"] = 0.5
    state.organisations["postponement"] = [0.0, 0.0, 1.0]
    state.memberships["consented"] = state.memberships["objects"] = False
    state.alliance.plan.silence = silent
    assert ballot(state) == counts


@pytest.mark.parametrize(
    ("consenting", "objecting", "consent", "agrees", "is_drafted"),
    [
        (3, 0, 1.0, True, True),
        (2, 0, 1.0, False, True),
        (2, 1, 1.0, False, False),
        (2, 1, 0.6, True, True),
        (1, 1, 0.6, False, True),
        (1, 2, 0.6, False, False),
    ],
)
def test_an_agreement_needs_all_votes_and_enough_consent(
    consenting: int, objecting: int, consent: float, agrees: bool, is_drafted: bool
) -> None:
    state = drafting((0.9, 0.9, 0.9))
    state.demands["proposed"], state.alliance.plan.consent, state.alliance.drafted = 0.5, consent, True
    conclude_vote(state, consenting, objecting)
    assert state.alliance.has_agreement == agrees
    assert state.alliance.drafted == is_drafted


def test_the_draft_becomes_the_agreement_and_its_depth_is_weighed() -> None:
    state = drafting((0.9, 0.9), demands=2)
    alliance = state.alliance
    state.demands["proposed"], state.demands["weight"] = [0.6, 0.2], [3.0, 1.0]
    state.demands["agreed"], state.demands["open"] = [0.0, 0.4], [True, False]
    alliance.in_force_since = alliance.agreed_week = NEVER
    alliance.renewals, state.clock.week = 0, 12
    adopt_agreement(state)
    assert state.demands["agreed"].tolist() == [0.6, 0.4]
    assert alliance.tally.depth == pytest.approx((3 * 0.6 + 0.4) / 4)
    assert (alliance.in_force_since, alliance.agreed_week, alliance.encouraged) == (12, 12, 12)
    assert alliance.stage == Stage.WORKING
    assert noted_kinds(state) == [EventKind.AGREED, EventKind.STAGE]
    assert noted(state)[0] == (EventKind.AGREED, NOBODY, NOTHING)
    assert state.log[0].value == pytest.approx((3 * 0.6 + 0.4) / 4)
    state.clock.week, alliance.renewals, state.demands["proposed"] = 20, 1, 0.1
    adopt_agreement(state)
    assert alliance.tally.depth == pytest.approx((3 * 0.6 + 0.4) / 4), "the depth of the first goal stays"
    assert (alliance.in_force_since, alliance.agreed_week, alliance.encouraged) == (12, 12, 20)


def test_whoever_objects_is_lost_with_the_agreement_and_money_that_was_not_settled_is_quarrelled_about() -> None:
    """C37, C41: about money once, when work begins for the first time."""
    state = drafting((0.9, 0.9, 0.5), {"agreements.office_hours": 10.0, "agreements.money_settled": False})
    state.demands["proposed"], state.memberships["objects"] = 0.8, [False, False, True]
    state.alliance.agreed_week, state.alliance.week.office_cost = NEVER, 100.0
    adopt_agreement(state)
    assert state.memberships["status"].tolist() == [Status.MEMBER, Status.MEMBER, Status.LEFT]
    assert state.alliance.core == 2
    assert noted_kinds(state).count(EventKind.MONEY_DISPUTED) == 1
    state.memberships["objects"] = False
    adopt_agreement(state)
    assert noted_kinds(state).count(EventKind.MONEY_DISPUTED) == 1


def test_a_call_is_published_with_the_first_agreement_alone() -> None:
    state = drafting((0.9, 0.9), {"agreements.call": True})
    state.demands["proposed"], state.alliance.agreed_week = 0.5, NEVER
    for _ in range(2):
        adopt_agreement(state)
    assert noted_kinds(state).count(EventKind.CALL_PUBLISHED) == 1
    assert noted_kinds(state).count(EventKind.AGREED) == 2


@pytest.mark.parametrize("reversible", [True, False])
def test_who_is_outvoted_across_a_red_line_leaves_or_resents_it(reversible: bool) -> None:
    state = drafting((0.5, 0.9), {"agreements.reversible": reversible})
    state.demands["agreed"], state.memberships["objects"] = 0.8, [True, False]
    before = float(state.alliance.tension)
    lose_outvoted(state)
    assert (state.memberships[0].status == Status.LEFT) == reversible
    assert state.memberships[1].status == Status.MEMBER
    resented = 0.0 if reversible else state.mechanisms.cooperation.resentment
    assert state.alliance.tension == pytest.approx(before + resented)
    assert noted_kinds(state) == ([EventKind.RED_LINE_CROSSED, EventKind.LEFT] if reversible else [])


def test_whose_red_lines_the_agreement_has_come_to_cross_explains_them_and_takes_back_consent() -> None:
    state = drafting((0.5, 0.9))
    state.demands["agreed"], state.positions["explained"], state.memberships["consented"] = 0.8, False, True
    explain_red_lines(state)
    assert state.positions["explained"].ravel().tolist() == [True, False]
    assert state.memberships["consented"].tolist() == [False, True]


@pytest.mark.parametrize(
    ("unsettled", "agreed", "limit", "stage", "reopens"),
    [
        (True, True, 0.5, Stage.WORKING, True),
        (False, True, 0.5, Stage.WORKING, False),
        (True, False, 0.5, Stage.WORKING, False),
        (True, True, 0.9, Stage.WORKING, False),
        (True, True, 0.5, Stage.EXCHANGING, False),
    ],
)
def test_an_agreement_is_reopened_where_a_moved_red_line_is_crossed_if_so_agreed(
    unsettled: bool, agreed: bool, limit: float, stage: Stage, reopens: bool
) -> None:
    state = drafting((0.9, limit), {"agreements.renegotiation": agreed})
    state.demands["agreed"], state.alliance.unsettled, state.alliance.stage = 0.8, unsettled, stage
    state.alliance.drafted, state.memberships["consented"] = True, True
    decide_on_draft(state)
    assert (state.alliance.stage == Stage.AGREEING_ON_DEMANDS) == reopens
    assert state.alliance.drafted != reopens
    assert (EventKind.AGREEMENT_REOPENED in noted_kinds(state)) == reopens
    assert state.memberships["consented"].tolist() == [True, not reopens]
    assert not state.alliance.unsettled or stage != Stage.WORKING


def test_a_draft_is_made_the_week_after_the_talks_and_voted_on_at_once() -> None:
    state = drafting((0.5, 0.5))
    state.alliance.drafted, state.alliance.since = False, int(state.clock.week)
    decide_on_draft(state)
    assert not state.alliance.drafted
    state.clock.week += 1
    decide_on_draft(state)
    assert state.alliance.has_agreement
    assert state.demands["agreed"] == pytest.approx(0.5)


# --- in a run --------------------------------------------------------------------------------------------


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


def test_a_red_line_that_was_guessed_wrong_comes_out_in_the_vote_and_not_again() -> None:
    """C41: drafters err about what they were not told, and know it afterwards."""
    secret = {"agreements.red_lines_disclosed": False, "mechanisms.formation.misjudgement": 0.3}
    for seed in range(20):
        events = story(world(4, secret), seed)
        objections = [event.who for event in events if event.kind == "objection"]
        assert len(set(objections)) == len(objections), "there is one demand, so each explains itself once"
        told = story(world(4), seed)
        assert "objection" not in kinds(told)


def test_disclosed_red_lines_let_a_paper_pass_at_the_first_vote() -> None:
    disclosed = {"agreements.red_lines_disclosed": True, "arena.shock_rate": 0.0}
    for seed in range(10):
        assert not objections_of_drafters(story(load_scenario("baseline", disclosed), seed))


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


def test_a_longer_wait_for_bodies_is_a_later_paper() -> None:
    mean = []
    for interval in (1.0, 4.0, 13.0):
        outcomes = replicate(world(6, STUBBORN, others={"interval": interval}), range(50))
        mean.append(np.mean([outcome.weeks_to_agreement for outcome in outcomes]))
    assert mean[0] < mean[1] < mean[2]


def test_what_the_paper_leaves_open_is_no_part_of_its_depth() -> None:
    """C23: those with red lines can sign more, and what they sign for sure stays within them."""
    cautious = {"ambition": 0.5, "tolerance": 0.0}
    bold = {"ambition": 1.0}
    for details_open, asked in ((0.0, 0.5), (0.5, 1.0)):
        state = lived(world(4, STUBBORN | {"agreements.details_open": details_open}, first=cautious, others=bold), 10)
        assert state.demands["agreed"][0] == pytest.approx(asked)
        assert state.alliance.tally.depth == pytest.approx(0.5)


def test_a_paper_is_opened_again_where_something_outside_made_it_unfit() -> None:
    """C43."""
    shock = {"arena.shocks": [{"name": "Scandal", "when": 30, "red_lines": -0.3}]}
    unfit = STUBBORN | shock | {"mechanisms.cooperation.rewording": 0.0, "agreements.renegotiation": True}
    events = story(world(4, unfit, others={"interval": 4.0}))
    assert "agreement reopened" in kinds(events)
    agreed = [event.value for event in events if event.kind == "agreed"]
    assert agreed[0] > agreed[-1] == pytest.approx(0.5)
    stiff = story(world(4, unfit | {"agreements.renegotiation": False}, others={"interval": 4.0}))
    assert kinds(stiff).count("agreed") == 1
