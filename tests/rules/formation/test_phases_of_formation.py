"""What each phase of formation does to a small state: who joins, what is settled, drafted, voted on and agreed."""

import pytest

from simulation.engine.codes import NEVER, NOBODY, Admission, Choice, End, EventKind, Form, Reason, Stage, Status, Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State, seen_by
from simulation.rules.formation.admission import answer_application, consider_applications, is_accepted, opposed, renown
from simulation.rules.formation.drafting import draft, draft_demand, known_limit, seek_coalition
from simulation.rules.formation.goal_wording import word_goal
from simulation.rules.formation.joining import admit, answer_invitation, decline, everyone_has_answered, invite
from simulation.rules.formation.talks import begin_together, talk
from simulation.rules.formation.values_debate import debate, first_impression, mean_friction
from simulation.rules.formation.voting import (
    adopt_agreement,
    ballot,
    conclude_vote,
    decide_on_draft,
    explain_red_lines,
    lose_outvoted,
    vote_on_draft,
)
from simulation.rules.shared.composition import compose
from simulation.start.population import populate
from tests.worlds import Changes, at_work, noted, world


def inviting(size: int = 3, changes: Changes | None = None) -> State:
    """Return what an alliance sees that has just asked all others."""
    return seen_by(populate(PreparedScenario(world(size, changes)), 1, 100), 0)


def kinds(state: State) -> list[EventKind]:
    """Return what was noted on a state."""
    return [kind for kind, _, _ in noted(state)]


# --- joining ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "agreement", "consented"),
    [(Stage.INVITING, False, False), (Stage.WORKING, True, True), (Stage.AGREEING_ON_DEMANDS, True, False)],
)
def test_who_is_admitted_becomes_a_member_from_this_week_on(stage: Stage, agreement: bool, consented: bool) -> None:
    state = inviting()
    state.clock.week, state.alliance.stage, state.alliance.has_agreement = 7, stage, agreement
    state.alliance.changed = False
    membership = state.memberships[1]
    membership.left, membership.weighed = 3, True
    admit(state, 1, 0.25)
    assert (membership.status, membership.joined, membership.left) == (Status.MEMBER, 7, NEVER)
    assert (membership.net, bool(membership.weighed), bool(membership.consented)) == (0.25, False, consented)
    assert state.alliance.changed
    assert noted(state) == [(EventKind.JOINED, 1, Tier.CORE)]


def test_who_declines_does_so_for_a_reason() -> None:
    state = inviting()
    state.alliance.changed = False
    decline(state, 1, Reason.TIME, -0.25)
    membership = state.memberships[1]
    assert (membership.status, membership.reason, membership.net) == (Status.DECLINED, Reason.TIME, -0.25)
    assert state.alliance.changed
    assert noted(state) == [(EventKind.DECLINED, 1, Reason.TIME)]


def test_all_whose_governing_bodies_meet_answer() -> None:
    state = inviting(4)
    state.organisations["postponement"] = [0.0, 0.0, 1.0, 0.0]
    assert not everyone_has_answered(state)
    invite(state)
    assert state.memberships["status"].tolist() == [Status.MEMBER, Status.MEMBER, Status.ASKED, Status.MEMBER]
    assert state.alliance.core == 3
    assert not everyone_has_answered(state)
    state.memberships[2].status = Status.DECLINED
    assert everyone_has_answered(state)


def test_an_agreement_across_a_red_line_is_declined_over_it() -> None:
    state = inviting()
    state.alliance.has_agreement, state.demands["agreed"] = True, 0.9
    state.positions[1, 0].red_line = 0.5
    answer_invitation(state, 1)
    assert (state.memberships[1].status, state.memberships[1].reason) == (Status.DECLINED, Reason.RED_LINE)
    assert kinds(state) == [EventKind.RED_LINE_CROSSED, EventKind.DECLINED]


def test_statements_of_values_that_cannot_be_signed_keep_out() -> None:
    state = inviting(3, {"agreements.value_points": 3, "mechanisms.formation.value_point_strain": 1.0})
    state.memberships["distance"] = 1.0
    answer_invitation(state, 1)
    assert (state.memberships[1].status, state.memberships[1].reason) == (Status.DECLINED, Reason.VALUES)


def test_where_joining_is_not_voluntary_nobody_declines() -> None:
    for voluntary, status in ((True, Status.DECLINED), (False, Status.MEMBER)):
        state = inviting(3, {"agreements.voluntary": voluntary, "mechanisms.dissolution.values_weight": 2.0})
        state.memberships["trust"], state.memberships["distance"], state.demands["prospect"] = 0.0, 1.0, 0.0
        answer_invitation(state, 1)
        assert state.memberships[1].status == status


# --- talks -----------------------------------------------------------------------------------------------


def test_talks_begin_when_all_have_answered_or_the_time_to_reply_is_over() -> None:
    state = inviting()
    weeks = int(state.mechanisms.formation.reply_weeks)
    for week, stage in ((weeks - 1, Stage.INVITING), (weeks, Stage.WORDING_THE_GOAL)):
        state.clock.week = week
        talk(state)
        assert state.alliance.stage == stage
    answered = inviting()
    answered.memberships["status"] = Status.MEMBER
    talk(answered)
    assert answered.alliance.stage == Stage.WORDING_THE_GOAL
    assert (answered.alliance.started, answered.alliance.since) == (0, 0)


@pytest.mark.parametrize(
    ("form", "weeks", "stage"),
    [
        (Form.NETWORK, 3, Stage.EXCHANGING),
        (Form.ALLIANCE, 3, Stage.DEBATING_VALUES),
        (Form.ALLIANCE, 0, Stage.WORDING_THE_GOAL),
    ],
)
def test_an_alliance_begins_with_a_debate_if_so_agreed_and_a_network_with_exchange(
    form: Form, weeks: int, stage: Stage
) -> None:
    state = inviting(3, {"agreements.values_debate_weeks": weeks})
    state.alliance.form, state.memberships["status"] = form, Status.MEMBER
    state.alliance.talked, state.clock.week = 0.0, 4
    begin_together(state)
    assert (state.alliance.stage, state.alliance.started) == (stage, 4)
    assert (state.alliance.talked > 0.0) == (stage == Stage.DEBATING_VALUES)


@pytest.mark.parametrize(("weeks", "stage"), [(2, Stage.DEBATING_VALUES), (3, Stage.WORDING_THE_GOAL)])
def test_a_debate_lasts_as_long_as_agreed(weeks: int, stage: Stage) -> None:
    state = inviting(3, {"agreements.values_debate_weeks": 3})
    state.alliance.stage, state.alliance.since, state.alliance.talked = Stage.DEBATING_VALUES, 10, 0.0
    state.clock.week = 10 + weeks
    talk(state)
    assert state.alliance.stage == stage
    settled = state.mechanisms.formation.debate_rate * (stage == Stage.DEBATING_VALUES)
    assert state.alliance.talked == pytest.approx(settled)


def test_a_lead_in_mind_that_did_not_join_leads_nobody() -> None:
    for status, lead in ((Status.MEMBER, 1), (Status.DECLINED, NOBODY)):
        state = inviting()
        state.alliance.lead, state.memberships[1].status = 1, status
        begin_together(state)
        assert state.alliance.lead == lead


@pytest.mark.parametrize(("rule", "end"), [(True, End.POOR_FIT), (False, End.RUNNING)])
def test_who_fits_poorly_stops_at_once_if_so_agreed(rule: bool, end: End) -> None:
    state = inviting(2, {"agreements.stopping_rule": rule, "mechanisms.formation.poor_fit": 0.1})
    state.memberships["status"] = Status.MEMBER
    state.organisations["tone"] = [0.0, 1.0]
    state.alliance.changed = True
    compose(state)
    begin_together(state)
    assert state.alliance.end == end


def test_friction_is_the_mean_of_differences_in_values_and_manners() -> None:
    state = at_work(2)
    state.organisations["tone"], state.memberships["distance"] = [0.2, 0.8], [0.1, 0.3]
    state.alliance.talked, state.alliance.clarified = 0.5, 0.25
    assert mean_friction(state) == pytest.approx(0.2 * 0.5 + 0.3 * 0.75)


def test_a_start_builds_on_signed_statements_and_lessons_learned() -> None:
    state = at_work(2, {"agreements.value_points": 2})
    rate = state.mechanisms.formation.debate_rate
    state.organisations["experience"] = [0.2, 0.4]
    state.alliance.clarified = 0.5
    first_impression(state)
    ground = 1.0 - (1.0 - rate) ** 2
    assert state.alliance.talked == pytest.approx(ground + (1.0 - ground) * 0.3)
    assert state.alliance.clarified == pytest.approx(0.65)


def test_talking_settles_part_of_what_is_left_and_more_with_moderation() -> None:
    plain, moderated = at_work(2), at_work(2, {"agreements.moderation": True})
    for state in (plain, moderated):
        state.alliance.talked = 0.5
        debate(state)
    assert plain.alliance.talked == pytest.approx(0.5 + 0.5 * plain.mechanisms.formation.debate_rate)
    assert moderated.alliance.talked > plain.alliance.talked


# --- wording ---------------------------------------------------------------------------------------------

DISPUTED: Changes = {"goal.change_share": 1.0, "agreements.goal_openness": 1.0, "mechanisms.formation.objection": 1.0}


@pytest.mark.parametrize(
    ("objecting", "consent", "stands"), [(0, 1.0, True), (1, 1.0, False), (1, 0.5, True), (2, 0.5, False)]
)
def test_a_wording_stands_unless_too_many_object(objecting: int, consent: float, stands: bool) -> None:
    state = at_work(3, DISPUTED)
    alliance = state.alliance
    alliance.stage, alliance.talked, alliance.plan.consent, alliance.tally.worded = (
        Stage.WORDING_THE_GOAL,
        0.0,
        consent,
        NEVER,
    )
    state.memberships["distance"] = [1.0] * objecting + [0.0] * (3 - objecting)
    word_goal(state)
    assert (alliance.stage == Stage.AGREEING_ON_DEMANDS) == stands
    assert (alliance.tally.worded == state.clock.week) == stands
    assert (alliance.talked > 0.0) != stands, "who does not agree talks on"
    assert kinds(state) == ([EventKind.GOAL_WORDED, EventKind.STAGE] if stands else [])


def test_a_further_wording_does_not_move_the_week_of_the_first() -> None:
    state = at_work(2)
    state.alliance.stage, state.alliance.tally.worded = Stage.WORDING_THE_GOAL, 1
    word_goal(state)
    assert state.alliance.tally.worded == 1


# --- drafting --------------------------------------------------------------------------------------------


def drafting(limits: tuple[float, ...], changes: Changes | None = None, demands: int = 1) -> State:
    """Return a state in which a draft is due, with the red lines of all members on all demands."""
    state = at_work(len(limits), {"agreements.details_open": 0.0} | dict(changes or {}), demands=demands)
    state.alliance.stage, state.alliance.has_agreement = Stage.AGREEING_ON_DEMANDS, False
    for row, limit in enumerate(limits):
        state.positions["red_line"][row] = limit
    state.positions["ideal"], state.positions["least"] = 0.8, 0.1
    state.demands["proposed"], state.demands["secured"], state.demands["open"] = 0.0, 0.0, True
    return state


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


def test_a_red_line_is_guessed_unless_told_and_better_by_the_experienced() -> None:
    state = drafting((0.5, 0.5), {"agreements.red_lines_disclosed": False, "mechanisms.formation.misjudgement": 0.3})
    state.positions["explained"] = False
    guess = known_limit(state, 1, 0)
    assert guess != 0.5
    state.organisations[1].experience = 0.5
    assert known_limit(state, 1, 0) - 0.5 == pytest.approx((guess - 0.5) / 2)
    state.positions[1, 0].explained = True
    assert known_limit(state, 1, 0) == 0.5


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


# --- voting ----------------------------------------------------------------------------------------------


def test_a_draft_across_a_red_line_is_objected_to_and_the_line_explained() -> None:
    state = drafting((0.5, 0.9), demands=2)
    state.demands["proposed"], state.positions["explained"] = [0.5, 0.6], False
    vote_on_draft(state, state.memberships[0])
    vote_on_draft(state, state.memberships[1])
    assert state.memberships["consented"].tolist() == [False, True]
    assert state.memberships["objects"].tolist() == [True, False]
    assert state.positions["explained"].tolist() == [[False, True], [False, False]]
    assert noted(state) == [(EventKind.OBJECTION, 0, 1)]


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
    assert kinds(state) == [EventKind.AGREED, EventKind.STAGE]
    state.clock.week, alliance.renewals, state.demands["proposed"] = 20, 1, 0.1
    adopt_agreement(state)
    assert alliance.tally.depth == pytest.approx((3 * 0.6 + 0.4) / 4), "the depth of the first goal stays"
    assert (alliance.in_force_since, alliance.agreed_week, alliance.encouraged) == (12, 12, 20)


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
    assert kinds(state) == ([EventKind.RED_LINE_CROSSED, EventKind.LEFT] if reversible else [])


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
    assert (EventKind.PAPER_REOPENED in kinds(state)) == reopens
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


# --- admission -------------------------------------------------------------------------------------------


def open_to_others(admission: str, size: int = 3, **more: object) -> State:
    """Return a state of an alliance at work, of which one more organisation knows everything."""
    changes = {"agreements.admission": admission, "mechanisms.formation.application_rate": 1.0}
    state = at_work(size, {**changes, "invitation.size": size - 1, **more})
    state.alliance.week.visibility, state.memberships["trust"] = 1.0, 1.0
    state.demands["prospect"] = 1.0
    return state


def test_a_network_is_known_by_word_of_mouth() -> None:
    state = open_to_others("open")
    state.alliance.week.visibility, state.alliance.exchange = 0.2, 0.6
    assert renown(state) == 0.2
    state.alliance.stage = Stage.EXCHANGING
    assert renown(state) == 0.6


@pytest.mark.parametrize("distance", [0.0, 1.0])
def test_an_applicant_is_opposed_by_whom_it_stands_far_from(distance: float) -> None:
    state = open_to_others("vote", 4)
    state.organisations["economic"] = state.organisations["cultural"] = [0.0, 0.0, 1.0, 0.0]
    applicant = state.organisations[3]
    applicant.economic = applicant.cultural = distance
    assert opposed(state, applicant) == (1 if distance == 0.0 else 2)


@pytest.mark.parametrize(("distance", "opponents"), [(0.5, 0), (0.51, 3)])
def test_whoever_stands_no_further_than_a_poor_fit_is_not_opposed(distance: float, opponents: int) -> None:
    state = open_to_others("vote", 4, **{"mechanisms.formation.poor_fit": 0.5})
    state.organisations["economic"] = state.organisations["cultural"] = 0.0
    applicant = state.organisations[3]
    applicant.economic = applicant.cultural = distance
    assert opposed(state, applicant) == opponents


def test_who_wants_in_has_its_reasons_written_down() -> None:
    state = open_to_others("open")
    consider_applications(state)
    assert state.clock.decided == 1
    assert (state.decisions[0].organisation, state.decisions[0].decided) == (2, Choice.APPLY)


@pytest.mark.parametrize(
    ("admission", "consent", "opponents", "accepted"),
    [
        (Admission.SILENCE, 1.0, 0, True),
        (Admission.SILENCE, 0.5, 1, False),
        (Admission.VOTE, 1.0, 1, False),
        (Admission.VOTE, 0.6, 1, True),
        (Admission.OPEN, 1.0, 3, True),
    ],
)
def test_members_decide_on_an_application_as_agreed(
    admission: Admission, consent: float, opponents: int, accepted: bool
) -> None:
    state = open_to_others("vote", 4)
    alliance = state.alliance
    alliance.plan.admission, alliance.plan.consent, alliance.extra_talks = admission, consent, 0.0
    for trait in ("economic", "cultural"):
        state.organisations[trait] = [1.0] * opponents + [0.0] * (4 - opponents)
    assert is_accepted(state, state.organisations[3]) == accepted
    talks = state.mechanisms.cooperation.meeting_hours * (admission == Admission.VOTE)
    assert alliance.extra_talks == talks


def test_who_is_turned_away_hears_why_and_who_is_taken_in_is_counted() -> None:
    state = open_to_others("silence")
    state.memberships[2].tier = Tier.SUPPORTER
    assert answer_application(state, 2, 1)
    assert (state.memberships[2].status, state.memberships[2].tier) == (Status.MEMBER, Tier.CORE)
    assert state.alliance.tally.admitted == 1
    assert kinds(state) == [EventKind.ADMITTED, EventKind.JOINED]
    far = open_to_others("silence")
    far.organisations["economic"] = far.organisations["cultural"] = [1.0, 1.0, 0.0]
    assert not answer_application(far, 2, 1)
    assert (far.memberships[2].status, far.memberships[2].reason) == (Status.DECLINED, Reason.VALUES)
    assert far.alliance.tally.admitted == 0
    assert kinds(far) == [EventKind.TURNED_AWAY]


@pytest.mark.parametrize(
    ("admission", "core_size", "tier"),
    [("open", 3, Tier.CORE), ("open", 2, Tier.SUPPORTER), ("supporters", 3, Tier.SUPPORTER)],
)
def test_applicants_get_a_place_in_the_core_group_where_one_is_free(admission: str, core_size: int, tier: Tier) -> None:
    state = open_to_others(admission, **{"agreements.core_size": core_size})
    consider_applications(state)
    assert (state.memberships[2].status, state.memberships[2].tier) == (Status.MEMBER, tier)
    assert state.alliance.core + state.alliance.supporters == 3


@pytest.mark.parametrize("stage", [Stage.AGREEING_ON_DEMANDS, Stage.ENDED])
def test_nobody_applies_before_work_begins_or_after_the_end(stage: Stage) -> None:
    state = open_to_others("open")
    state.alliance.stage = stage
    consider_applications(state)
    assert state.memberships[2].status == Status.OUTSIDE
