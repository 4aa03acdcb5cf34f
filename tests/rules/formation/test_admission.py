"""Admission: who comes in later, and what it does to the alliance (C32, C65, C68)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, Admission, Choice, EventKind, Reason, Stage, Status, Tier
from simulation.engine.state import State, seen_by
from simulation.rules.formation.admission import (
    answer_application,
    application_chance,
    consider_applications,
    is_accepted,
    is_at_capacity,
    opposed,
    renown,
)
from tests.worlds import PLAIN, STUBBORN, Changes, at_work, kinds, lively, mean, noted_kinds, story, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share, share, share, st.floats(0, 10), share)
def test_who_cares_more_and_hears_more_applies_sooner(
    stake: float, seen: float, vision: float, rate: float, attraction: float, more: float
) -> None:
    """C32, C68."""
    chance = application_chance(stake, seen, vision, rate, attraction)
    assert 0.0 <= chance <= 1.0
    assert application_chance(0.0, seen, vision, rate, attraction) == 0.0
    assert application_chance(stake, 0.0, vision, rate, attraction) == 0.0
    for raised in (
        application_chance(stake + (1 - stake) * more, seen, vision, rate, attraction),
        application_chance(stake, seen + (1 - seen) * more, vision, rate, attraction),
        application_chance(stake, seen, vision + (1 - vision) * more, rate, attraction),
    ):
        assert raised >= chance - 1e-12


@given(share, share, share, st.floats(0, 1))
def test_a_fully_alive_vision_adds_its_share_of_applications(
    stake: float, seen: float, rate: float, attraction: float
) -> None:
    """C68."""
    plain = application_chance(stake, seen, 0.0, rate, attraction)
    assert application_chance(stake, seen, 1.0, rate, attraction) == pytest.approx(min(1.0, plain * (1 + attraction)))


# --- on a small state ------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(("needed", "talks", "full"), [(3.0, 2.0, False), (3.0, 2.1, True), (0.0, 0.0, False)])
def test_who_needs_more_than_it_pledged_to_stay_in_touch_is_at_capacity(
    needed: float, talks: float, full: bool
) -> None:
    assert is_at_capacity(needed, talks, 5.0) == full
    assert not is_at_capacity(0.0, 0.0, 0.0), "who has only just joined has not found out"


@pytest.mark.parametrize(("asleep", "far", "opponents"), [(NEVER, False, 1), (3, False, 0), (NEVER, True, 3)])
def test_an_applicant_is_opposed_by_those_who_have_no_time_for_one_more(asleep: int, far: bool, opponents: int) -> None:
    """C32: each says no once, for whichever reason."""
    state = open_to_others("vote", 4)
    state.organisations["economic"] = state.organisations["cultural"] = 0.0
    state.organisations[3].economic = state.organisations[3].cultural = 1.0 * far
    state.alliance.week.talks, state.memberships["pledged"] = 1.0, 5.0
    state.memberships["needed"] = [4.1, 4.0, 3.9, 9.0]
    state.memberships[0].asleep = asleep
    assert opposed(state, state.organisations[3]) == opponents


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
    alliance.plan.admission, alliance.plan.consent, alliance.extra_meetings = admission, consent, 0
    for trait in ("economic", "cultural"):
        state.organisations[trait] = [1.0] * opponents + [0.0] * (4 - opponents)
    assert is_accepted(state, state.organisations[3]) == accepted
    assert alliance.extra_meetings == (admission == Admission.VOTE)


def test_who_is_turned_away_hears_why_and_who_is_taken_in_is_counted() -> None:
    state = open_to_others("silence")
    state.memberships[2].tier = Tier.SUPPORTER
    assert answer_application(state, 2, 1)
    assert (state.memberships[2].status, state.memberships[2].tier) == (Status.MEMBER, Tier.CORE)
    assert state.alliance.tally.admitted == 1
    assert noted_kinds(state) == [EventKind.ADMITTED, EventKind.JOINED]
    far = open_to_others("silence")
    far.organisations["economic"] = far.organisations["cultural"] = [1.0, 1.0, 0.0]
    assert not answer_application(far, 2, 1)
    assert (far.memberships[2].status, far.memberships[2].reason) == (Status.DECLINED, Reason.VALUES)
    assert far.alliance.tally.admitted == 0
    assert noted_kinds(far) == [EventKind.TURNED_AWAY]


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


# --- in a run --------------------------------------------------------------------------------------------


SEEN: Changes = {
    **STUBBORN,
    "weeks": 40,
    "mechanisms.dissolution.outside_option": 0.0,
    "mechanisms.formation.application_rate": 1.0,
}


def test_nobody_gets_in_where_nobody_is_admitted() -> None:
    whole = world_of(world(4, SEEN, outside=6))
    assert seen_by(whole, 0).alliance.tally.members_max == 4
    assert len(whole.memberships) == 4, "those outside have no place to apply for"


def admitting(rule: str, **more: object) -> Changes:
    return SEEN | {"agreements.admission": rule} | {path.replace("__", "."): value for path, value in more.items()}


def test_an_open_door_takes_in_everybody_at_the_table() -> None:
    state = seen_by(world_of(world(4, admitting("open"), outside=6)), 0)
    assert (state.memberships["status"] == Status.MEMBER).all()
    assert (state.memberships["tier"] == Tier.CORE).all()
    assert state.alliance.tally.admitted == 6


def test_applicants_become_supporters_where_so_agreed() -> None:
    state = seen_by(world_of(world(4, admitting("supporters"), outside=6)), 0)
    assert state.alliance.core == 4
    assert (state.memberships["tier"][4:] == Tier.SUPPORTER).all()
    assert state.alliance.supporters == 6


@pytest.mark.parametrize("rule", ["open", "vote", "silence"])
def test_the_table_does_not_outgrow_its_size(rule: str) -> None:
    state = seen_by(world_of(world(4, admitting(rule, agreements__core_size=6), outside=6)), 0)
    assert state.alliance.core == state.alliance.tally.core_max == 6
    assert state.alliance.supporters == 4


@pytest.mark.parametrize(
    ("rule", "decision_rule", "accepted"),
    [
        ("open", "consensus", True),
        ("supporters", "consensus", True),
        ("silence", "majority", False),
        ("vote", "consensus", False),
        ("vote", "majority", True),
    ],
)
def test_one_objection_is_a_veto_in_silence_and_by_consensus_only(
    rule: str, decision_rule: str, accepted: bool
) -> None:
    """C32: four of five would have the applicants, who stand at a distance of half from the fifth."""
    changes = admitting(rule, agreements__decision_rule=decision_rule, mechanisms__formation__poor_fit=0.4)
    values = {"mechanisms.dissolution.values_weight": 0.0, "mechanisms.formation.objection": 0.0}
    scenario = world(5, changes | values, first={"economic": 1.0, "cultural": 1.0}, outside=3)
    assert (seen_by(world_of(scenario), 0).alliance.tally.admitted == 3) == accepted
    assert ("turned away" in kinds(story(scenario))) != accepted


def test_nobody_applies_to_what_is_not_seen() -> None:
    hidden = admitting("open", agreements__public=False)
    assert seen_by(world_of(world(4, hidden, outside=6)), 0).alliance.tally.admitted == 0


def test_nobody_applies_for_a_paper_that_crosses_its_red_line() -> None:
    named = [PLAIN | {"name": "Strict", "sector": "church", "ambition": 0.3, "tolerance": 0.0, "dispersion": 0.0}]
    base = world(4, admitting("open"), outside=2)
    grown = base.model_dump(mode="json", exclude_unset=True)
    grown["organisations"] = [*grown["organisations"], *named]
    grown["invitation"]["indispensable"] = ["Other 1", "Other 2", "Other 3"]
    admitted = {event.who for event in story(type(base).model_validate(grown)) if event.kind == "admitted"}
    assert admitted == {"Other 4", "Other 5"}


CROWD: Changes = {"weeks": 150, "groups.0.count": 40, "mechanisms.formation.application_rate": 0.5}


def test_deciding_on_applicants_takes_the_tables_time() -> None:
    """C32."""
    voted = CROWD | {"agreements.admission": "vote"}
    quick = voted | {"mechanisms.cooperation.hours_per_voice": 0.0}
    assert mean(lively(voted), 30, "coordination_share") > mean(lively(quick), 30, "coordination_share")


def test_an_open_table_grows_past_what_it_can_coordinate() -> None:
    """C32, C33."""
    rules = ("none", "supporters", "open")
    scenarios = {rule: lively(CROWD | {"agreements.admission": rule}) for rule in rules}
    members = {rule: mean(scenarios[rule], 20, "members_max") for rule in rules}
    assert members["none"] < min(members["supporters"], members["open"])
    coordination = {rule: mean(scenarios[rule], 20, "coordination_share") for rule in rules}
    assert coordination["open"] > max(coordination["none"], coordination["supporters"])


def test_low_obligations_let_an_open_alliance_grow() -> None:
    """C65."""
    heavy = CROWD | {"agreements.admission": "open", "mechanisms.dissolution.cost_weight": 0.6}
    light = heavy | {"agreements.obligation": 0.2}
    assert mean(lively(light), 30, "members_max") > mean(lively(heavy), 30, "members_max")


def test_a_vision_attracts_and_an_anchor_keeps_it_alive() -> None:
    """C68: more come with a vision, most where an anchor organisation holds it up."""
    rare: Changes = {"mechanisms.formation.application_rate": 0.03, "mechanisms.dissolution.forgetting": 0.1}
    none = CROWD | rare | {"agreements.admission": "supporters", "mechanisms.outlook.attraction": 3.0}
    loose = none | {"agreements.vision": True}
    anchored = loose | {"agreements.lead": "Convenor"}
    came = [mean(lively(changes), 60, "admitted") for changes in (none, loose, anchored)]
    assert came[0] < came[1] < came[2]
