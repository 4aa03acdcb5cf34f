"""Dissolution: choosing between a position and a member, losing a lead, and every way in which an alliance ends."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NOBODY, End, Form, Stage, Status
from simulation.rules.dissolution.leaving import keeps_the_member
from simulation.run import replicate, simulate
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import load_scenario
from tests.worlds import STUBBORN, Changes, kinds, lived, story, world

share = st.floats(0, 1)


@given(share, share, share)
def test_a_member_is_kept_if_it_is_worth_what_it_costs(contribution: float, loss: float, more: float) -> None:
    """C41."""
    kept = keeps_the_member(contribution, loss)
    assert kept == (contribution >= loss)
    assert keeps_the_member(contribution, 0.0)
    if kept:
        assert keeps_the_member(max(contribution, more), loss)
        assert keeps_the_member(contribution, min(loss, more))


# --- every kind of end -----------------------------------------------------------------------------------

YIELDING: dict[str, object] = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 0.5}
# Half of what is asked beyond what the majority wants: the first time enough, the second time not.
COMPROMISING: dict[str, object] = {"arena.resistance": 0.5, "mechanisms.impact.adoption_rate": 5.0}
HOSTILE: dict[str, object] = {"arena.resistance": 1e9}
UNSURE: dict[str, object] = {
    "agreements.red_lines_disclosed": False,
    "mechanisms.dissolution.risk_weight": 0.2,
}
NEAR: dict[str, object] = {"mechanisms.formation.poor_fit": 0.05}
# Working all its free time costs each member somewhat more than it gains.
DEMANDING: dict[str, object] = {"mechanisms.dissolution.cost_weight": 0.5}
NO_REWORDING: dict[str, object] = {"mechanisms.cooperation.rewording": 0.0}


def _shocked(week: int, red_lines: float) -> dict[str, object]:
    return {"arena.shocks": [{"name": "Scandal", "when": week, "red_lines": red_lines}]} | NO_REWORDING


def _led_by_one_that_goes(handover: bool = False) -> Scenario:
    """Return a world whose lead meets every week and must go when red lines tighten; the others look away longer."""
    changes = {
        "agreements.lead": "First",
        "agreements.handover": handover,
        "agreements.decision_rule": "silence",
        "mechanisms.dissolution.handover_chance": 0.0,
        "mechanisms.formation.reply_weeks": 12,
    }
    return world(5, STUBBORN | changes | _shocked(60, -0.7), others={"interval": 10.0})


SCENARIOS: dict[str, Scenario] = {
    "goal reached": world(4, YIELDING),
    "goal missed": world(4, HOSTILE | {"arena.votes": [{"name": "Second reading", "when": 30}]}),
    "renewal failed": world(4, COMPROMISING | {"agreements.renewal": True}),
    "agreed date": world(4, STUBBORN | {"agreements.end_week": 30}),
    "given up": world(4, STUBBORN | {"agreements.give_up_weeks": 30}),
    "lead lost": _led_by_one_that_goes(),
    "red line": world(4, STUBBORN | _shocked(30, -0.7)),
    "members left": world(2, STUBBORN | DEMANDING | {"mechanisms.dissolution.loyalty": 0.0}, second={}),
    "exhaustion": world(4, STUBBORN | {"mechanisms.cooperation.fatigue": 1.0}),
    "no agreement": world(4, first={"ambition": 0.1, "tolerance": 0.0}, others={"ambition": 0.9, "threshold": 1.0}),
    "poor fit": world(4, {"agreements.stopping_rule": True} | NEAR, others={"tone": {"low": 0.0, "high": 1.0}}),
    "not formed": world(4, UNSURE, others={"stake": 0.0, "trust": 0.0}),
    "running": world(4, STUBBORN),
}


def test_every_kind_of_end_has_a_scenario() -> None:
    assert {*SCENARIOS, "merged"} == set(End.words()), "only another alliance can merge into the first"


@pytest.mark.parametrize("end", SCENARIOS)
def test_every_kind_of_end_can_be_reached(end: str) -> None:
    for outcome in replicate(SCENARIOS[end], range(5)):
        assert outcome.end == end


@pytest.mark.parametrize("end", [end for end in SCENARIOS if end != "running"])
def test_the_end_is_the_last_that_is_told(end: str) -> None:
    events = story(SCENARIOS[end])
    assert (events[-1].kind, events[-1].what) == ("ended", end)
    assert kinds(events).count("ended") == 1


@pytest.mark.parametrize("end", [end for end in SCENARIOS if end != "running"])
def test_after_the_end_time_stands_still(end: str) -> None:
    scenario = SCENARIOS[end]
    lifetime = simulate(scenario, 1).lifetime
    before, after = lived(scenario, lifetime), lived(scenario, lifetime + 50)
    assert before.alliance.stage == after.alliance.stage == Stage.ENDED
    assert before.clock.week == after.clock.week == lifetime
    assert before.memberships["trust"].tolist() == after.memberships["trust"].tolist()


# --- single ends -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("week", [1, 30, 259])
def test_the_agreed_date_is_kept_to_the_week(week: int) -> None:
    outcome = simulate(world(4, STUBBORN | {"agreements.end_week": week}), 1)
    assert (outcome.end, outcome.lifetime) == ("agreed date", week)


def test_an_agreed_date_may_be_set_anew_by_members_who_are_content() -> None:
    """C02, C55: for as long again and again, with the paper they have."""
    dated = STUBBORN | {"agreements.end_week": 30, "agreements.renewal": True, "weeks": 100}
    events = story(world(4, dated))
    assert [event.week for event in events if event.kind == "prolonged"] == [29, 59, 89]
    assert kinds(events).count("agreed") == 1
    assert simulate(world(4, dated), 1).end == "running"
    hopeless = {"agreements.give_up_weeks": 10}
    assert simulate(world(4, dated | hopeless), 1).end == "given up"
    discontent = {
        "agreements.voluntary": False,
        "mechanisms.dissolution.cost_weight": 1.0,
        "mechanisms.dissolution.loyalty": 1.0,
    }
    assert simulate(world(4, dated | discontent), 1).lifetime == 30


def test_who_leaves_takes_its_work_out_of_what_others_expect() -> None:
    """C45: one of four equal members cannot stand being seen with parties; nobody learns by experience here."""
    near: Changes = {"agreements.party_line": 1.0, "arena.elections": [{"name": "Election", "when": 80}]}
    fixed: Changes = STUBBORN | {"mechanisms.dissolution.adaptation": 0.0, "mechanisms.dissolution.party_weight": 5.0}
    staunch, second = {"party_closeness": 1.0}, {"party_closeness": 0.0}
    expected = []
    for changes in (fixed, {**fixed, **near}):
        state = lived(world(4, changes, first=staunch, second=second, others=staunch), 85)
        expected.append(state.alliance.expected_effort)
        assert (state.memberships["status"][1] == Status.LEFT) == ("arena.elections" in changes)
    assert expected[1] == pytest.approx(0.75 * expected[0])


def test_no_baseline_run_goes_on_beyond_an_agreed_date() -> None:
    for outcome in replicate(load_scenario("baseline", {"agreements.end_week": 104}), range(50)):
        assert outcome.lifetime <= 104
        assert (outcome.lifetime == 104) == (outcome.end == "agreed date")


def test_one_organisation_alone_is_never_an_alliance() -> None:
    loners: list[Changes] = [{"agreements.core_size": 1}, {"mechanisms.formation.reply_weeks": 1}]
    for changes in loners:
        outcome = simulate(world(4, changes, others={"postponement": 1.0}), 1)
        assert (outcome.end, outcome.members_max) == ("not formed", 1)
        assert math.isnan(outcome.depth)


def test_a_handover_that_was_agreed_saves_the_alliance() -> None:
    """C27, C66."""
    events = story(_led_by_one_that_goes(handover=True))
    took_over = next(event for event in events if event.kind == "new lead")
    left = next(event for event in events if event.kind == "left")
    assert left.who == "First"
    assert took_over.who != "First"
    assert took_over.week == left.week


def test_a_lead_in_mind_that_does_not_join_leads_nobody() -> None:
    changes = STUBBORN | {"invitation.indispensable": ["Other 1"], "agreements.lead": "Other 1"}
    led = lived(world(3, changes, second={}), 20)
    assert led.alliance.lead == 2
    unsure = {"agreements.red_lines_disclosed": False}
    leaderless = lived(world(3, changes | unsure, second={}, others={"stake": 0.0, "trust": 0.0}), 20)
    assert leaderless.alliance.lead == NOBODY
    assert leaderless.alliance.end == End.RUNNING


def test_a_small_contributor_goes_and_a_large_one_is_met() -> None:
    """C41: the others give up a position for a member that does most of the work, and for no other."""
    cautious = {"ambition": 0.6, "tolerance": 0.05}
    for hours, kept in ((400.0, True), (1.0, False)):
        changes = (
            STUBBORN
            | NO_REWORDING
            | {
                "agreements.core_size": 4,
                "arena.shocks": [{"name": "Scandal", "when": 30, "red_lines": -0.06}],
                "mechanisms.cooperation.hours_per_partner": 0.0,
            }
        )
        scenario = world(4, changes, first=cautious | {"hours": hours}, others={"tolerance": 0.4})
        events = story(scenario)
        assert ("position given up" in kinds(events)) == kept
        assert ("left" in kinds(events)) != kept


def test_explained_red_lines_can_be_met_by_other_words() -> None:
    """C42."""
    shock = {"arena.shocks": [{"name": "Scandal", "when": 30, "red_lines": -0.3}]}
    sure = STUBBORN | shock | {"mechanisms.cooperation.rewording": 1.0}
    assert {"reworded"} < set(kinds(story(world(4, sure))))
    assert "left" not in kinds(story(world(4, sure)))
    secret = sure | {"agreements.red_lines_disclosed": False, "mechanisms.formation.misjudgement": 0.0}
    assert "reworded" not in kinds(story(world(4, secret)))


def test_those_who_leave_together_decide_on_the_same_state() -> None:
    state = lived(world(6, STUBBORN | _shocked(30, -0.7)), 40)
    assert (state.memberships["status"] == Status.LEFT).all()
    assert set(state.memberships["left"].tolist()) == {30}


@pytest.mark.parametrize(("loyalty", "exits"), [(1.0, 0), (0.0, 2)])
def test_loyalty_holds_those_for_whom_the_costs_exceed_the_benefits(loyalty: float, exits: int) -> None:
    changes = STUBBORN | DEMANDING | {"mechanisms.dissolution.loyalty": loyalty}
    outcome = simulate(world(2, changes, second={}), 1)
    assert outcome.exits == exits
    assert outcome.satisfaction < 0.0


def test_success_is_sufficient_before_everything_is_adopted() -> None:
    changes = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 0.05}
    for sufficient in (0.3, 1.0):
        outcomes = list(replicate(world(4, changes | {"goal.sufficient": sufficient}, demands=4), range(50)))
        reached = [outcome.adopted for outcome in outcomes if outcome.end == "goal reached"]
        assert min(reached) >= sufficient - 1e-12
        assert (min(reached) < 1.0) == (sufficient < 1.0)


def test_renewal_needs_members_that_are_content() -> None:
    """C02."""
    content = world(4, COMPROMISING | {"agreements.renewal": True})
    assert simulate(content, 1).renewals > 0
    weary = {"mechanisms.dissolution.cost_weight": 2.0, "mechanisms.dissolution.loyalty": 1.0}
    outcome = simulate(
        world(2, COMPROMISING | {"arena.resistance": 0.1} | weary | {"agreements.renewal": True}, second={}), 1
    )
    assert (outcome.end, outcome.renewals) == ("goal reached", 0)


def test_a_renewed_alliance_words_and_agrees_on_a_goal_beyond_what_was_adopted() -> None:
    """C02: what was adopted is what the majority wants from now on; the first goal stays what it came to."""
    renewing = COMPROMISING | {"agreements.renewal": True, "goal.demands.0.majority": 0.2, "weeks": 40}
    events = story(world(4, renewing))
    renewed = next(event for event in events if event.kind == "renewed")
    later = [event.kind for event in events if event.week > renewed.week]
    assert {"goal worded", "agreed"} <= set(later)
    state = lived(world(4, renewing), renewed.week + 1)
    assert state.demands["majority"][0] == pytest.approx(state.alliance.tally.adopted * state.alliance.tally.depth)
    assert simulate(world(4, renewing), 1).adopted == pytest.approx(state.alliance.tally.adopted)


def test_an_alliance_may_go_on_as_a_network() -> None:
    """C56."""
    changes = YIELDING | {"agreements.transition": True, "weeks": 100}
    state = lived(world(4, changes), 90)
    assert (End(state.alliance.end).word, Form(state.alliance.form).word) == ("goal reached", "network")
    outcome = simulate(world(4, changes), 1)
    assert outcome.network_weeks == 100 - outcome.lifetime
    assert simulate(world(4, YIELDING), 1).network_weeks == 0


def test_without_any_adoption_in_time_an_alliance_gives_up_as_agreed() -> None:
    """C55."""
    outcome = simulate(world(4, STUBBORN | {"agreements.give_up_weeks": 30}), 1)
    assert outcome.end == "given up"
    assert outcome.lifetime == outcome.weeks_to_agreement + 31
    first_success = {"arena.resistance": 0.0, "mechanisms.impact.adoption_rate": 5.0, "goal.sufficient": 1.0}
    assert simulate(world(4, first_success | {"agreements.give_up_weeks": 30}), 1).end == "goal reached"


def test_looking_back_leaves_experience_for_the_next_attempt() -> None:
    """C57."""
    lesson = {"mechanisms.dissolution.lesson": 0.4}
    for evaluation, learned in ((True, 0.4), (False, 0.0)):
        state = lived(world(4, YIELDING | lesson | {"agreements.evaluation": evaluation}), 60)
        assert state.organisations["experience"].tolist() == pytest.approx([learned] * 4)
