"""Renewal: a new goal after one was reached, and what stays of the first one whatever comes of it (C02)."""

import pytest

from simulation.engine.codes import NEVER, NOBODY, EventKind, Stage, Status, Tier
from simulation.engine.state import seen_by
from simulation.results.summary import outcome_of
from simulation.rules.dissolution.ending import dissolve
from simulation.rules.dissolution.renewal import is_more_wished_for, prolong, renew, satisfied_members, wants_renewal
from simulation.run import simulate
from simulation.week import live
from tests.renewals import CONCEDING, RENEWING, ending, reached, renewed, week_of
from tests.worlds import STUBBORN, another, at_work, kinds, lived, noted, story, world, world_of

# --- on a small state ------------------------------------------------------------------------------------


def test_content_members_are_those_with_a_benefit() -> None:
    state = reached()
    state.memberships["net"] = [0.1, 0.0, 0.1]
    state.memberships[2].status = Status.LEFT
    assert satisfied_members(state) == 1


@pytest.mark.parametrize(("content", "agreed", "wants"), [(2, True, True), (1, True, False), (3, False, False)])
def test_most_must_be_content_in_an_alliance_that_planned_for_renewal(content: int, agreed: bool, wants: bool) -> None:
    state = reached() if agreed else ending()
    state.memberships["net"] = [0.1 if row < content else -0.1 for row in range(3)]
    assert wants_renewal(state) == wants


def test_half_of_the_members_are_not_most() -> None:
    state = at_work(2, {"agreements.renewal": True})
    state.memberships["net"] = [0.1, -0.1]
    assert not wants_renewal(state)


def test_supporters_count_among_the_members_most_of_whom_must_be_content() -> None:
    """Two of four are not most, though they are as many as all of the core group."""
    state = at_work(4, {"agreements.renewal": True})
    state.memberships["net"] = [0.1, 0.1, -0.1, -0.1]
    state.alliance.core, state.alliance.supporters = 2, 2
    assert not wants_renewal(state)
    state.memberships["net"] = [0.1, 0.1, 0.1, -0.1]
    assert wants_renewal(state)


def test_more_is_wished_for_where_anybody_in_the_core_group_would_like_a_step_more() -> None:
    state = reached()
    state.positions["ideal"] = 0.64
    assert not is_more_wished_for(state)
    state.positions[2, 0].ideal = 0.66
    assert is_more_wished_for(state)
    state.alliance.core = 2
    assert not is_more_wished_for(state)


def test_renewal_begins_anew_and_clears_consent_and_keeps_what_was_won() -> None:
    state = reached()
    alliance = state.alliance
    state.memberships["consented"] = state.memberships["objects"] = True
    state.memberships["ownership"] = [1.0, 0.0, 0.0]
    alliance.milestones, alliance.achieved, alliance.drafted = 2, 100.0, True
    renew(state)
    assert (alliance.stage, alliance.renewals) == (Stage.WORDING_THE_GOAL, 1)
    assert not alliance.has_agreement
    assert not alliance.drafted
    assert alliance.in_force_since == NEVER
    assert (alliance.milestones, alliance.achieved) == (0, 0.0)
    assert not state.memberships["consented"].any()
    assert not state.memberships["objects"].any()
    demand = state.demands[0]
    assert (demand.secured, demand.majority, demand.agreed, demand.proposed) == (0.6, 0.6, 0.0, 0.0)
    assert demand.open
    assert state.memberships["ownership"][0] == 1.0
    assert (state.memberships["ownership"][1:] > 0.0).all()
    assert noted(state)[0] == (EventKind.RENEWED, NOBODY, 0)


def test_content_members_prolong_what_was_to_end_on_a_date() -> None:
    state = reached(end_week=10)
    state.demands["adopted"], state.demands["open"] = 0.0, True
    state.alliance.term, state.clock.week = 0, 9
    dissolve(state)
    assert (state.alliance.stage, state.alliance.term) == (Stage.WORKING, 10)
    assert noted(state) == [(EventKind.PROLONGED, NOBODY, 0)]
    assert state.log[0].value == 0.0
    prolong(state)
    assert state.alliance.term == 10


# --- in a run --------------------------------------------------------------------------------------------


def test_what_was_adopted_stays_in_force_and_the_rest_begins_anew() -> None:
    _, state = renewed(world(4, RENEWING))
    demands, alliance = state.demands, state.alliance
    assert demands["secured"].tolist() == demands["adopted"].tolist() != [0.0]
    assert demands["majority"].tolist() == demands["secured"].tolist()
    assert not demands["agreed"].any()
    assert not demands["proposed"].any()
    assert not state.memberships["consented"].any()
    assert not state.memberships["objects"].any()
    assert (alliance.has_agreement, alliance.drafted, alliance.in_force_since) == (False, False, NEVER)


def test_a_new_goal_asks_for_more_than_was_adopted() -> None:
    for seed in range(10):
        adopted = [event.value for event in story(world(4, RENEWING), seed) if event.kind == "adopted"]
        assert len(adopted) > 1
        assert adopted == sorted(set(adopted))


def test_who_has_all_it_wished_for_sets_itself_no_new_goal() -> None:
    contented = RENEWING | {"arena.resistance": 0.0}
    events = story(world(4, contented))
    assert "renewed" not in kinds(events)
    assert (events[-1].kind, events[-1].what) == ("ended", "goal reached")


def test_what_is_wished_for_but_goes_too_far_for_another_is_left_as_it_was_adopted() -> None:
    """One would like more than politics has adopted; the other's red line lies there, and it need not agree."""
    eager, wary = {"ambition": 0.9}, {"ambition": 0.6, "tolerance": 0.0}
    events = story(world(4, RENEWING | {"arena.resistance": 0.0}, first=eager, others=wary))
    [left] = [event for event in events if event.kind == "demand dropped"]
    assert left.value == pytest.approx(0.6)
    assert (events[-1].kind, events[-1].what) == ("ended", "renewal failed")


def test_of_a_new_goal_counts_what_goes_beyond_the_first() -> None:
    """The compromise with the majority, now at what was adopted, gives half of the rest or less: too little."""
    outcome = simulate(world(4, RENEWING), 1)
    first, second = (event.value for event in story(world(4, RENEWING)) if event.kind == "adopted")
    assert (second - first) / (0.6 - first) < 0.5 < second / 0.6
    assert (outcome.end, outcome.renewals) == ("renewal failed", 1)
    assert outcome.impact == pytest.approx(first)


def test_whoever_sits_at_the_table_words_the_new_goal() -> None:
    """C22: who came after the first wording owned nothing of it, and has a say in the second."""
    scenario = world(4, RENEWING | {"agreements.goal_openness": 0.5})
    whole = world_of(scenario, week_of("renewed", story(scenario)))
    members = seen_by(whole, 0).memberships
    members["ownership"], members["tier"] = [1.0, 0.0, 0.0, 0.0], [Tier.CORE, Tier.CORE, Tier.CORE, Tier.SUPPORTER]
    live(whole, 1)
    assert seen_by(whole, 0).alliance.renewals == 1
    change = scenario.goal.change_share
    assert members["ownership"].tolist() == pytest.approx([1.0, 1.0 - 0.5 * change, 1.0 - 0.5 * change, 0.0])


def test_the_next_alliance_too_is_told_by_its_first_goal() -> None:
    """C54: while its second goal is open, the first one was reached all the same."""
    agreements: dict[str, object] = {"values_debate_weeks": 0, "red_lines_disclosed": True, "renewal": True}
    agreements |= {"division_of_labour": "forced"}  # as in the first one, so that all tasks are done
    whole = world_of(world(4, {**CONCEDING, "others": [another(agreements=agreements)]}), 9)
    assert seen_by(whole, 1).alliance.renewals == 1
    assert outcome_of(whole).next_success == 1.0
    assert outcome_of(whole).next_impact > 0.0


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


# Half of what is asked beyond what the majority wants: the first time enough, the second time not.
COMPROMISING: dict[str, object] = {"arena.resistance": 0.5, "mechanisms.impact.adoption_rate": 5.0}


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
