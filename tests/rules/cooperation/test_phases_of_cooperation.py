"""What each phase of cooperation does to a small state: what it counts, takes and gives, to whom, and to whom not."""

import math

import pytest

from simulation.engine.codes import NEVER, NOBODY, EventKind, Form, Issue, Reason, Stage, Status, Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State
from simulation.rules.cooperation.conflict import hurt, meet_partners, name_quarrel, quarrel, settlement_chance
from simulation.rules.cooperation.energy import drift, impatience, isolation, rest, sense_need, suffer_setback, tire
from simulation.rules.cooperation.exchange import learn
from simulation.rules.cooperation.leadership import (
    freest_member,
    hand_over,
    is_led,
    remember_the_lead,
    replace_lead,
    shares_the_lead,
)
from simulation.rules.cooperation.milestones import celebrate_milestones, cheer
from simulation.rules.cooperation.trust import build_trust, grow_solidarity, lose_contacts
from simulation.start.population import populate
from tests.worlds import at_work, noted, world

ONE, OTHER = {"economic": 0.2, "cultural": 0.5}, {"economic": 0.6, "cultural": 0.5}
OUTBREAK: dict[str, object] = {"mechanisms.cooperation.outbreak": 1.0, "mechanisms.cooperation.settled": 0.0}

# --- conflict --------------------------------------------------------------------------------------------


def tense(settlement: float, **more: object) -> State:
    """Return a state in which a conflict is sure to break out, and settled with a probability."""
    changes = OUTBREAK | {"mechanisms.cooperation.settlement": settlement} | more
    state = at_work(2, changes, first=ONE, others=OTHER)
    state.alliance.tension = 50.0
    state.alliance.tally.conflicts = state.alliance.tally.escalations = 0
    state.alliance.extra_talks = 0.0
    state.organisations["energy"] = 0.8
    state.memberships["trust"] = 0.6
    return state


def test_a_settled_conflict_costs_energy_and_talks_and_relieves() -> None:
    state = tense(1.0)
    cooperation = state.mechanisms.cooperation
    quarrel(state)
    assert (state.alliance.tally.conflicts, state.alliance.tally.escalations) == (1, 0)
    assert state.alliance.extra_talks == cooperation.meeting_hours
    assert state.alliance.tension == 0.0
    assert state.organisations["energy"] == pytest.approx(0.8 - cooperation.setback_energy)
    assert state.memberships["trust"] == pytest.approx(0.6)
    kinds = [kind for kind, _, _ in noted(state)]
    assert kinds == [EventKind.QUARREL, EventKind.QUARREL, EventKind.CONFLICT_SETTLED]


def test_a_conflict_that_is_not_settled_costs_trust_too_and_relieves_nobody() -> None:
    state = tense(0.0)
    quarrel(state)
    assert (state.alliance.tally.conflicts, state.alliance.tally.escalations) == (1, 1)
    assert state.alliance.tension > 50.0
    assert state.memberships["trust"] == pytest.approx(0.6 * (1.0 - state.mechanisms.cooperation.trust_loss))
    assert state.organisations["energy"] == pytest.approx(0.8 - state.mechanisms.cooperation.setback_energy)
    assert noted(state)[-1][0] == EventKind.CONFLICT_ESCALATED
    assert state.alliance.exits == 0


@pytest.mark.parametrize(("reversible", "exits"), [(True, 2), (False, 0)])
def test_after_an_open_conflict_dogmatists_leave_where_they_may(reversible: bool, exits: int) -> None:
    state = tense(0.0, **{"agreements.reversible": reversible})
    state.organisations["dogmatism"] = 2.0  # shared by two at the table
    quarrel(state)
    assert state.alliance.exits == exits
    assert state.alliance.core == 2 - exits
    if exits:
        assert (state.memberships["reason"] == Reason.CONFLICT).all()


def test_without_tension_nothing_breaks_out() -> None:
    state = at_work(2, OUTBREAK)
    state.alliance.tension = 0.0
    quarrel(state)
    assert state.alliance.tally.conflicts == 0
    assert noted(state) == []


@pytest.mark.parametrize(
    ("stage", "form", "conflicts"),
    [
        (Stage.INVITING, Form.ALLIANCE, 0),
        (Stage.DEBATING_VALUES, Form.ALLIANCE, 1),
        (Stage.EXCHANGING, Form.ALLIANCE, 1),
        (Stage.WORKING, Form.NETWORK, 0),
    ],
)
def test_there_is_something_to_fight_over_from_the_debate_on_and_never_in_a_network(
    stage: Stage, form: Form, conflicts: int
) -> None:
    state = tense(1.0)
    state.alliance.stage, state.alliance.form = stage, form
    quarrel(state)
    assert state.alliance.tally.conflicts == conflicts


@pytest.mark.parametrize(("stage", "is_felt"), [(Stage.WORDING_THE_GOAL, False), (Stage.AGREEING_ON_DEMANDS, True)])
def test_unlike_partners_see_demands_in_a_new_light_once_there_is_a_goal(stage: Stage, is_felt: bool) -> None:
    state = at_work(2, {"mechanisms.cooperation.reframing": 0.5}, first=ONE, others=OTHER)
    state.alliance.stage, state.alliance.exchange, state.alliance.framing = stage, 0.5, 0.2
    meet_partners(state)
    values = math.sqrt(0.4**2 / 2)
    assert state.alliance.framing == pytest.approx(0.2 + 0.5 * values * 0.5 * (1.0 - 0.2) * is_felt)


def test_the_encounter_that_strains_most_is_named() -> None:
    state = at_work(3, others={"tone": 0.5})
    state.organisations["tone"] = [0.5, 0.5, 1.0]
    state.alliance.clarified = state.alliance.tension = 0.0
    strained = meet_partners(state)
    assert state.organisations["tone"][strained] == 1.0 or strained != 0
    assert state.alliance.tension > 0.0


@pytest.mark.parametrize(
    ("trait", "issue"), [("economic", Issue.ECONOMIC), ("cultural", Issue.CULTURAL), ("tone", Issue.TONE)]
)
def test_a_quarrel_is_about_what_the_two_differ_in_most(trait: str, issue: Issue) -> None:
    state = at_work(2)
    for name in ("economic", "cultural", "tone"):
        state.organisations[name] = [0.5, 0.6] if name != trait else [0.1, 0.9]
    state.alliance.talked = state.alliance.clarified = 0.0
    name_quarrel(state, 1)
    assert noted(state) == [(EventKind.QUARREL, 1, issue), (EventKind.QUARREL, 0, issue)]


def test_what_was_talked_through_is_no_issue_any_more() -> None:
    state = at_work(2)
    state.organisations["economic"], state.organisations["tone"] = [0.1, 0.9], [0.5, 0.6]
    state.alliance.talked, state.alliance.clarified = 0.99, 0.0
    name_quarrel(state, 0)
    assert {issue for _, _, issue in noted(state)} == {Issue.TONE}


def test_a_procedure_settles_part_of_what_would_stay_open() -> None:
    plain, agreed = at_work(2), at_work(2, {"agreements.conflict_procedure": True})
    settlement, settled = (getattr(plain.mechanisms.cooperation, name) for name in ("settlement", "settled"))
    assert settlement_chance(plain) == pytest.approx(settlement)
    assert settlement_chance(agreed) == pytest.approx(settlement + (1.0 - settlement) * settled)


def test_energy_is_not_taken_below_nothing() -> None:
    state = at_work(2)
    state.organisations["energy"] = 0.05
    hurt(state, 0.1, 0.5)
    assert (state.organisations["energy"] == 0.0).all()


# --- trust and solidarity --------------------------------------------------------------------------------


def test_trust_grows_with_what_was_delivered_and_wears_off_with_what_was_not() -> None:
    state = at_work(3, {"arena.turnover": 0.0})
    cooperation = state.mechanisms.cooperation
    state.memberships["trust"] = 0.4
    state.memberships["coverage"] = [1.0, 0.0, 1.0]
    state.memberships[2].status = Status.LEFT
    build_trust(state)
    rate = cooperation.trust_rate
    assert state.memberships["trust"] == pytest.approx([0.4 + rate * 0.6, 0.4 * (1.0 - rate), 0.4])


def test_several_contact_persons_are_reached_more_easily() -> None:
    state = at_work(2, {"agreements.contact_persons": 2, "arena.turnover": 0.0})
    cooperation = state.mechanisms.cooperation
    state.memberships["trust"], state.memberships["coverage"] = 0.4, 1.0
    build_trust(state)
    reached = (1.0 - (1.0 - cooperation.settled) ** 2) / cooperation.settled
    assert state.memberships["trust"] == pytest.approx(0.4 + min(1.0, cooperation.trust_rate * reached) * 0.6)


@pytest.mark.parametrize("persons", [1, 2])
def test_trust_goes_with_a_contact_person_as_far_as_there_is_no_other(persons: int) -> None:
    state = at_work(3, {"agreements.contact_persons": persons, "arena.turnover": 1.0})
    state.memberships["trust"], state.memberships["trust_at_start"] = 0.8, 0.5
    lose_contacts(state)
    share = state.mechanisms.cooperation.farewell / persons
    ((kind, who, _),) = noted(state)
    lost = state.memberships["organisation"] == who
    assert kind == EventKind.CONTACT_LOST
    assert state.memberships["trust"][lost] == pytest.approx(0.8 - share * 0.3)
    assert state.memberships["trust"][~lost] == pytest.approx([0.8, 0.8])


def test_nobody_is_lost_without_turnover() -> None:
    state = at_work(3)
    lose_contacts(state)
    assert noted(state) == []


def test_success_makes_members_readier_to_help_by_their_trust() -> None:
    state = at_work(3)
    state.organisations["solidarity"], state.memberships["trust"] = 0.2, [0.5, 1.0, 1.0]
    state.memberships[2].status = Status.LEFT
    grow_solidarity(state)
    gain = state.mechanisms.cooperation.encouragement
    assert state.organisations["solidarity"] == pytest.approx([0.2 + gain * 0.5 * 0.8, 0.2 + gain * 0.8, 0.2])


# --- energy ----------------------------------------------------------------------------------------------


def test_a_setback_takes_energy_from_members_less_where_structures_carry_them() -> None:
    state = at_work(3)
    state.organisations["energy"], state.alliance.structures = [0.9, 0.01, 0.9], 0.5
    state.memberships[2].status = Status.LEFT
    suffer_setback(state)
    loss = state.mechanisms.cooperation.setback_energy * 0.5
    assert state.organisations["energy"] == pytest.approx([0.9 - loss, max(0.0, 0.01 - loss), 0.9])
    assert noted(state) == [(EventKind.SETBACK, NOBODY, 0)]


@pytest.mark.parametrize(
    ("settled", "interval", "tier"), [(False, 4.0, 0), (True, 4.0, 0), (False, 0.5, 0), (False, 4.0, 1)]
)
def test_waiting_costs_those_most_who_decide_fast(settled: bool, interval: float, tier: int) -> None:
    state = at_work(2, {"agreements.pace_settled": settled, "mechanisms.cooperation.frustration": 0.1})
    cooperation, membership = state.mechanisms.cooperation, state.memberships[0]
    state.organisations["interval"], membership.tier = interval, (Tier.CORE, Tier.SUPPORTER)[tier]
    eased = 1.0 - cooperation.settled * settled
    assert impatience(state, membership) == pytest.approx(0.1 * eased / max(1.0, interval) * (tier == 0))


def test_working_long_without_success_costs_energy_by_the_year() -> None:
    state = at_work(2, {"mechanisms.cooperation.drift": 0.2})
    state.clock.week, state.alliance.encouraged = 60, 34
    state.alliance.vision, state.alliance.structures = 0.5, 0.25
    assert drift(state) == pytest.approx(0.2 * 26 / 52 * 0.5 * 0.75)
    state.alliance.stage = Stage.AGREEING_ON_DEMANDS
    assert drift(state) == 0.0


def test_pressure_wears_out_those_who_are_alone_under_it() -> None:
    frustration: dict[str, object] = {"mechanisms.cooperation.frustration": 0.1}
    calm, state = at_work(2, frustration), at_work(2, frustration | {"arena.pressure": 0.5})
    cooperation = state.mechanisms.cooperation
    assert isolation(calm, calm.memberships[0]) == 0.0
    state.memberships["coordination"] = [0.0, cooperation.exchange_hours]
    assert isolation(state, state.memberships[0]) == pytest.approx(0.05)
    assert isolation(state, state.memberships[1]) == pytest.approx(0.05 * math.exp(-1.0))


@pytest.mark.parametrize(("stage", "waits"), [(Stage.AGREEING_ON_DEMANDS, True), (Stage.WORKING, False)])
def test_an_alliance_adds_what_it_costs_its_members(stage: Stage, waits: bool) -> None:
    state = at_work(3, {"mechanisms.cooperation.frustration": 0.1, "mechanisms.cooperation.help": 0.2})
    state.alliance.stage, state.alliance.encouraged = stage, state.clock.week
    state.alliance.week.need, state.alliance.week.solidarity = 0.3, 0.4
    state.organisations["load"] = state.organisations["strain"] = 0.5
    state.organisations["solidarity"], state.organisations["energy"] = 0.6, 0.75
    state.memberships["load"] = 0.25
    state.memberships[2].status = Status.LEFT
    tire(state)
    cost = 0.1 * waits + 0.2 * (0.6 * 0.3 - 0.4 * 0.25)
    assert state.organisations["load"] == pytest.approx([0.75, 0.75, 0.5])
    assert state.organisations["strain"] == pytest.approx([0.5 + cost, 0.5 + cost, 0.5])


def test_every_organisation_rests_from_all_it_did() -> None:
    whole = populate(PreparedScenario(world(2, {"mechanisms.cooperation.fatigue": 0.1})), 1)
    cooperation = whole.mechanisms.cooperation
    whole.organisations["energy"], whole.organisations["base_energy"] = 0.5, 0.9
    whole.organisations["load"], whole.organisations["strain"] = [1.0, 0.0], [0.05, 0.0]
    rest(whole)
    rested = 0.5 + cooperation.recovery * 0.4
    assert whole.organisations["energy"] == pytest.approx([rested - 0.1 - 0.05, rested])


def test_need_and_solidarity_are_means_over_members() -> None:
    state = at_work(4)
    state.organisations["energy"], state.organisations["solidarity"] = [0.9, 0.5, 0.4, 0.0], [0.1, 0.3, 0.2, 1.0]
    state.memberships[3].status = Status.LEFT
    sense_need(state)
    assert state.alliance.week.need == pytest.approx((0.1 + 0.5 + 0.6) / 3)
    assert state.alliance.week.solidarity == pytest.approx(0.2)
    state.memberships["status"] = Status.LEFT
    sense_need(state)
    assert (state.alliance.week.need, state.alliance.week.solidarity) == (0.0, 0.0)


# --- milestones ------------------------------------------------------------------------------------------


def test_members_get_back_part_of_their_missing_energy() -> None:
    state = at_work(3)
    state.organisations["energy"] = 0.6
    state.memberships[2].status = Status.LEFT
    state.clock.week, state.alliance.encouraged = 20, 3
    cheer(state, 0.5)
    assert state.organisations["energy"] == pytest.approx([0.8, 0.8, 0.6])
    assert state.alliance.encouraged == 20


@pytest.mark.parametrize(
    ("share", "before", "stage", "reached"),
    [
        (0.34, 0, 5, True),
        (0.33, 0, 5, False),
        (0.6, 1, 5, False),
        (0.67, 1, 5, True),
        (1.0, 2, 5, False),
        (0.5, 0, 6, False),
    ],
)
def test_milestones_lie_at_even_distances_on_the_way_to_a_campaign(
    share: float, before: int, stage: Stage, reached: bool
) -> None:
    state = at_work(2, {"agreements.milestones": 2})
    cooperation, alliance = state.mechanisms.cooperation, state.alliance
    alliance.achieved, alliance.milestones, alliance.stage = share * cooperation.campaign_hours, before, stage
    alliance.extra_talks, alliance.encouraged = 0.0, NEVER
    state.organisations["energy"] = 0.5
    celebrate_milestones(state)
    assert alliance.milestones == before + reached
    assert alliance.extra_talks == reached * cooperation.meeting_hours
    assert (state.organisations["energy"] > 0.5).all() == reached
    assert [kind for kind, _, _ in noted(state)] == [EventKind.MILESTONE] * reached


# --- leadership ------------------------------------------------------------------------------------------

LED: dict[str, object] = {"agreements.lead": "First"}


def test_a_lead_is_there_while_it_is_a_member_of_the_core_group() -> None:
    state = at_work(3, LED)
    assert is_led(state)
    state.memberships[0].tier = Tier.SUPPORTER
    assert not is_led(state)
    state.memberships[0].tier, state.memberships[0].status = Tier.CORE, Status.LEFT
    assert not is_led(state)
    state.alliance.lead = NOBODY
    assert not is_led(state)


@pytest.mark.parametrize(("week", "shares"), [(15, False), (16, True), (19, True), (20, False)])
def test_a_successor_works_itself_in_during_the_overlap(week: int, shares: bool) -> None:
    state = at_work(3, LED | {"agreements.overlap_weeks": 4, "agreements.successor": "Other 1"})
    state.alliance.plan.successor, state.alliance.plan.lead_leaves, state.clock.week = 1, 20, week
    assert shares_the_lead(state, 0)
    assert shares_the_lead(state, 1) == shares
    assert not shares_the_lead(state, 2)


def test_the_lead_is_handed_over_on_its_day_and_what_was_shared_in_the_overlap_stays() -> None:
    state = at_work(3, LED | {"agreements.overlap_weeks": 4, "agreements.successor": "Other 2"})
    state.memberships[1].tier = Tier.SUPPORTER
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    alliance.plan.lead_leaves, alliance.lead_lost = 30, NEVER
    alliance.exchange, alliance.started = 0.8, 0
    state.memberships["trust"], state.memberships["joined"] = 0.5, 27
    state.clock.week = 29
    hand_over(state)
    assert alliance.lead == 0
    state.clock.week = 30
    hand_over(state)
    kept = 1.0 - cooperation.farewell * (1.0 - cooperation.exchange_memory) ** 3
    assert (alliance.lead, alliance.lead_lost, alliance.core) == (1, 30, 3)
    assert alliance.exchange == pytest.approx(0.8 * kept)
    assert state.memberships["trust"] == pytest.approx(0.5 * kept)
    assert [(kind, who) for kind, who, _ in noted(state)] == [(EventKind.LEAD_GAVE_UP, 0), (EventKind.NEW_LEAD, 2)]


@pytest.mark.parametrize(("agreed", "stage"), [(True, Stage.WORKING), (False, Stage.ENDED)])
def test_where_no_successor_is_named_the_freest_takes_over_as_agreed_or_it_ends(agreed: bool, stage: Stage) -> None:
    state = at_work(3, LED | {"agreements.handover": agreed, "mechanisms.dissolution.handover_chance": 0.0})
    state.memberships["free"] = [9.0, 2.0, 3.0]
    replace_lead(state)
    assert state.alliance.stage == stage
    assert state.alliance.lead == (2 if agreed else NOBODY)


def test_the_freest_is_whoever_has_most_time_but_the_former_lead() -> None:
    state = at_work(3)
    state.memberships["free"] = [9.0, 3.0, 2.0]
    assert freest_member(state, 0) == 1
    assert freest_member(state, NOBODY) == 0


@pytest.mark.parametrize(
    ("lost", "week", "stage", "share"),
    [(NEVER, 60, 5, 0), (10, 61, 5, 1), (10, 62, 5, 0), (10, 20, 7, 0), (10, 20, 6, 1)],
)
def test_effort_is_kept_for_a_year_after_a_lead_was_lost(lost: int, week: int, stage: Stage, share: int) -> None:
    state = at_work(2)
    state.alliance.lead_lost, state.clock.week, state.alliance.stage = lost, week, stage
    state.alliance.week.effort, state.alliance.tally.effort_after_lead = 26.0, 1.0
    remember_the_lead(state)
    assert state.alliance.tally.effort_after_lead == pytest.approx(1.0 + share * 26.0 / 52)


# --- exchange --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("distinct", [True, False])
def test_members_learn_by_the_contacts_that_come_about(distinct: bool) -> None:
    state = at_work(3, {"agreements.distinct": distinct})
    cooperation, alliance = state.mechanisms.cooperation, state.alliance
    alliance.exchange = 0.5
    state.memberships["coverage"], state.memberships["needed"] = 0.5, 4.0
    state.memberships["coordination"] = 3.0  # one hour beyond what its contacts took
    contact = 2 * cooperation.hours_per_partner * distinct
    learn(state)
    learned = 1.0 - math.exp(-(contact * 0.5 + 1.0) / cooperation.exchange_hours)
    assert alliance.exchange == pytest.approx(0.5 + cooperation.exchange_memory * (learned - 0.5))
