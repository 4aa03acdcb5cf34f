"""Formation: debating values, wording the goal, drafting the paper and voting on it."""

import pytest

from simulation.engine.codes import NOBODY, End, Form, Stage, Status
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State, seen_by
from simulation.rules.formation.talks import begin_together, talk
from simulation.rules.shared.composition import compose
from simulation.run import replicate
from simulation.scenario.loading import changed, load_scenario
from simulation.start.population import populate
from tests.worlds import STUBBORN, Changes, kinds, lived, lively, outcomes, story, world

# --- on a small state ------------------------------------------------------------------------------------


def inviting(size: int = 3, changes: Changes | None = None) -> State:
    """Return what an alliance sees that has just asked all others."""
    return seen_by(populate(PreparedScenario(world(size, changes)), 1, 100), 0)


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


# --- in a run --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("weeks", [0, 1, 4, 12])
def test_a_debate_takes_the_weeks_agreed_for_it(weeks: int) -> None:
    rate = 0.2
    changes = {"agreements.values_debate_weeks": weeks, "mechanisms.formation.debate_rate": rate}
    state = lived(world(3, changes), weeks + 20)
    assert state.alliance.talked == pytest.approx(1 - (1 - rate) ** weeks)


def test_those_who_have_answered_start_without_the_others() -> None:
    changes = STUBBORN | {"mechanisms.formation.reply_weeks": 10}
    events = story(world(20, changes, others={"interval": 60.0}))
    begin = next(event.week for event in events if event.kind == "stage")
    assert begin == 10
    assert any(event.kind == "joined" and event.week > begin for event in events)


def test_stages_follow_each_other_in_order() -> None:
    for seed in range(10):
        events = story(load_scenario("baseline"), seed)
        stages = [event.what for event in events if event.kind == "stage"]
        assert stages == list(Stage.words()[2 : len(stages) + 2])


def test_without_a_debate_wording_begins_at_once() -> None:
    stages = [event.what for event in story(world(3)) if event.kind == "stage"]
    assert stages[0] == "wording the goal"


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


def test_a_lead_in_mind_that_does_not_join_leads_nobody() -> None:
    changes = STUBBORN | {"invitation.indispensable": ["Other 1"], "agreements.lead": "Other 1"}
    led = lived(world(3, changes, second={}), 20)
    assert led.alliance.lead == 2
    unsure = {"agreements.red_lines_disclosed": False}
    leaderless = lived(world(3, changes | unsure, second={}, others={"stake": 0.0, "trust": 0.0}), 20)
    assert leaderless.alliance.lead == NOBODY
    assert leaderless.alliance.end == End.RUNNING


BLUNT = {"tone": {"low": 0.0, "high": 1.0}, "economic": {"low": 0.2, "high": 0.8}}

LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def test_a_poor_fit_stops_the_attempt_only_where_so_agreed() -> None:
    """C24."""
    strict: Changes = LONG | {"mechanisms.formation.poor_fit": 0.05}
    ends = {
        (rule, alike): outcomes(
            world(6, strict | {"agreements.stopping_rule": rule}, others=None if alike else BLUNT), 1
        )[0].end
        for rule in (False, True)
        for alike in (False, True)
    }
    assert ends == {
        (False, False): "running",
        (False, True): "running",
        (True, True): "running",
        (True, False): "poor fit",
    }


def test_stopping_saves_the_hours_that_a_poor_fit_would_waste() -> None:
    """C24: over paired runs, less time and fewer conflicts; where it fits, nothing changes."""
    blunt: Changes = {"mechanisms.formation.poor_fit": 0.35, "mechanisms.cooperation.outbreak": 0.2}
    plain, stopping = (outcomes(lively(blunt | {"agreements.stopping_rule": on}), 60) for on in (False, True))
    stopped = [other.end == "poor fit" for other in stopping]
    assert 0 < sum(stopped) < len(stopped)
    for one, other, ended in zip(plain, stopping, stopped, strict=True):
        assert (other.hours < one.hours and other.conflicts <= one.conflicts) if ended else other == one


def test_clarifying_first_keeps_those_together_who_would_have_stopped() -> None:
    """C24."""
    stopping: Changes = {"agreements.stopping_rule": True, "mechanisms.formation.poor_fit": 0.35}
    ends = [
        [run.end for run in outcomes(lively(stopping | {"agreements.tone_clarified": on}), 60)].count("poor fit")
        for on in (False, True)
    ]
    assert ends[1] < ends[0]


def test_poor_fit_is_told() -> None:
    changes = LONG | {"agreements.stopping_rule": True, "mechanisms.formation.poor_fit": 0.0}
    events = story(world(4, changes, others=BLUNT))
    assert [event.what for event in events if event.kind == "ended"] == ["poor fit"]
    assert "goal worded" not in kinds(events)
