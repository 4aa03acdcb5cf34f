"""The lead: what it takes, what is lost with it, and what a good handover keeps (C27, C66, C70)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import NEVER, NOBODY, EventKind, Stage, Status, Tier
from simulation.engine.state import seen_by
from simulation.rules.cooperation.leadership import (
    chance_of_going_on,
    freest_member,
    hand_over,
    is_led,
    lost_with_the_lead,
    remember_the_lead,
    replace_lead,
    shares_the_lead,
)
from simulation.rules.shared.composition import compose
from simulation.week import live
from tests.leads_that_go import led_by_one_that_goes
from tests.worlds import STUBBORN, Changes, at_work, kinds, lively, mean, noted, outcomes, story, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)

weeks = st.floats(0, 200)


@given(weeks, st.floats(0.01, 0.9), share, weeks)
def test_overlap_passes_on_what_would_be_lost(overlap: float, renewed: float, loss: float, more: float) -> None:
    """C66: all of it without an overlap, next to nothing with a long one."""
    assert lost_with_the_lead(0.0, renewed, loss) == loss
    assert lost_with_the_lead(overlap + more, renewed, loss) <= lost_with_the_lead(overlap, renewed, loss)
    assert lost_with_the_lead(10_000.0, renewed, loss) < 1e-12
    assert lost_with_the_lead(1.0, renewed, loss) == pytest.approx(loss * (1.0 - renewed))


@given(share, share, share)
def test_who_has_learned_how_needs_neither_chance_nor_agreement(
    by_chance: float, capability: float, more: float
) -> None:
    """C70."""
    assert chance_of_going_on(True, by_chance, capability) == 1.0
    assert chance_of_going_on(False, by_chance, 0.0) == by_chance
    assert chance_of_going_on(False, by_chance, 1.0) == pytest.approx(1.0)
    abler = capability + (1 - capability) * more
    assert chance_of_going_on(False, by_chance, abler) >= chance_of_going_on(False, by_chance, capability) - 1e-12


# --- on a small state ------------------------------------------------------------------------------------


WITH_A_LEAD: dict[str, object] = {"agreements.lead": "First"}


def test_a_lead_is_there_while_it_is_a_member_of_the_core_group() -> None:
    state = at_work(3, WITH_A_LEAD)
    assert is_led(state)
    state.memberships[0].tier = Tier.SUPPORTER
    assert not is_led(state)
    state.memberships[0].tier, state.memberships[0].status = Tier.CORE, Status.LEFT
    assert not is_led(state)
    state.alliance.lead = NOBODY
    assert not is_led(state)


@pytest.mark.parametrize(("week", "shares"), [(15, False), (16, True), (19, True), (20, False)])
def test_a_successor_works_itself_in_during_the_overlap(week: int, shares: bool) -> None:
    state = at_work(3, WITH_A_LEAD | {"agreements.overlap_weeks": 4, "agreements.successor": "Other 1"})
    state.alliance.plan.successor, state.alliance.plan.lead_leaves, state.clock.week = 1, 20, week
    assert shares_the_lead(state, 0)
    assert shares_the_lead(state, 1) == shares
    assert not shares_the_lead(state, 2)


def test_the_lead_is_handed_over_on_its_day_and_what_was_shared_in_the_overlap_stays() -> None:
    state = at_work(3, WITH_A_LEAD | {"agreements.overlap_weeks": 4, "agreements.successor": "Other 2"})
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
    state = at_work(3, WITH_A_LEAD | {"agreements.handover": agreed, "mechanisms.dissolution.handover_chance": 0.0})
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


def test_a_successor_that_has_left_takes_nothing_over() -> None:
    """C66: the freest of the others does, as agreed."""
    state = at_work(3, WITH_A_LEAD | {"agreements.successor": "Other 2", "agreements.handover": True})
    state.alliance.plan.lead_leaves, state.clock.week = 30, 30
    state.memberships[state.alliance.plan.successor].status, state.alliance.changed = Status.LEFT, True
    compose(state)
    hand_over(state)
    assert state.alliance.lead not in (0, state.alliance.plan.successor)
    assert state.alliance.lead != NOBODY


# --- in a run --------------------------------------------------------------------------------------------


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}

LED: Changes = LONG | {"agreements.lead": "First"}

LEAVES: Changes = LED | {"agreements.lead_leaves": 30}

HANDED_ON: Changes = LEAVES | {"agreements.successor": "Other 2"}


def test_the_named_successor_takes_over_on_the_day() -> None:
    events = [event for event in story(world(4, HANDED_ON)) if event.kind in ("lead gave up", "new lead")]
    assert [(event.week, event.kind, event.who) for event in events] == [
        (30, "lead gave up", "First"),
        (30, "new lead", "Other 2"),
    ]


def test_a_successor_among_supporters_gets_a_seat() -> None:
    """The first asked after the lead has a seat in any case; here there is but one."""
    state = seen_by(world_of(world(4, HANDED_ON | {"agreements.core_size": 2, "agreements.successor": "Other 1"})), 0)
    assert state.memberships["tier"][state.alliance.lead] == Tier.CORE


@pytest.mark.parametrize("overlap", [0, 4, 20])
def test_exchange_and_trust_drop_by_hand_computed_shares(overlap: int) -> None:
    """C66."""
    changes = HANDED_ON | {"agreements.overlap_weeks": overlap, "mechanisms.cooperation.trust_rate": 0.0}
    whole = world_of(world(4, changes), 0)
    live(whole, 30)
    before = seen_by(whole, 0).memberships["trust"].copy()
    live(whole, 1)
    kept = 1 - 0.4 * 0.9**overlap
    assert seen_by(whole, 0).memberships["trust"] == pytest.approx(before * kept)


def test_an_overlap_counts_only_as_far_as_it_came_about() -> None:
    soon = {"agreements.lead_leaves": 3, "agreements.overlap_weeks": 100, "mechanisms.cooperation.trust_rate": 0.0}
    whole = world_of(world(4, HANDED_ON | soon), 4)
    assert seen_by(whole, 0).memberships["trust"] == pytest.approx(np.full(4, 0.5 * (1 - 0.4 * 0.9**3)))


def test_both_leads_pay_for_their_overlap() -> None:
    whole = world_of(world(4, HANDED_ON | {"agreements.overlap_weeks": 6}), 0)
    live(whole, 20)
    apart = seen_by(whole, 0).memberships["coordination"].copy()
    live(whole, 6)
    together = seen_by(whole, 0).memberships["coordination"].copy()
    spoke = 0.25
    assert apart == pytest.approx([3 * spoke, spoke, spoke, spoke])
    row = seen_by(whole, 0).alliance.plan.successor
    assert together[row] == pytest.approx(3 * spoke)
    assert together[0] == pytest.approx(3 * spoke)


@pytest.mark.parametrize(
    ("changes", "goes_on"),
    [
        ({"agreements.handover": True, "mechanisms.dissolution.handover_chance": 0.0}, True),
        ({"mechanisms.dissolution.handover_chance": 0.0}, False),
        ({"mechanisms.dissolution.handover_chance": 1.0}, True),
    ],
)
def test_without_agreement_or_luck_the_alliance_ends_with_its_lead(changes: Changes, goes_on: bool) -> None:
    """C27."""
    whole = world_of(world(4, LEAVES | changes))
    alliance = seen_by(whole, 0).alliance
    assert (alliance.stage == Stage.WORKING) == goes_on
    assert (alliance.lead != NOBODY) == goes_on
    assert outcomes(world(4, LEAVES | changes), 1)[0].end == ("running" if goes_on else "lead lost")


def test_the_freest_takes_over_where_nobody_was_named() -> None:
    changes = LEAVES | {"agreements.handover": True, "groups.0.hours": {"low": 10.0, "high": 40.0}}
    state = seen_by(world_of(world(6, changes, first={"hours": 40.0})), 0)
    hours = state.organisations["hours"][state.memberships["organisation"]]
    assert hours[state.alliance.lead] == hours[1:].max()


def test_who_was_made_able_goes_on_when_nobody_is_named() -> None:
    """C70: planned superfluousness."""
    luckless: Changes = LEAVES | {"mechanisms.dissolution.handover_chance": 0.0}
    taught = luckless | {"agreements.transfer": 1.0, "mechanisms.outlook.investment_hours": 1.0}
    assert {run.end for run in outcomes(world(4, luckless), 5)} == {"lead lost"}
    assert {run.end for run in outcomes(world(4, taught), 5)} == {"running"}


def test_the_effort_after_a_lead_is_told_only_where_one_was_lost() -> None:
    lost, kept = outcomes(world(4, HANDED_ON | {"weeks": 100}), 1)[0], outcomes(world(4, LED), 1)[0]
    assert math.isnan(kept.effort_after_lead)
    assert lost.effort_after_lead > 0.0


def test_overlap_then_abrupt_handover_then_none_in_order_of_what_goes_on() -> None:
    """C66, over paired runs: lifetime and effort in the year after."""
    leaves: Changes = {"agreements.lead": "Convenor", "agreements.lead_leaves": 60, "weeks": 156}
    abrupt = leaves | {"agreements.successor": "Second"}
    gentle = abrupt | {"agreements.overlap_weeks": 26}
    effort = [mean(lively(changes), 200, "effort_after_lead") for changes in (leaves, abrupt, gentle)]
    assert effort[0] < effort[1] < effort[2]
    lives = [mean(lively(changes), 40, "lifetime") for changes in (leaves, abrupt)]
    assert lives[0] < lives[1]


def test_a_lead_loses_its_office_by_leaving() -> None:
    """C27: whoever leaves can lead no longer."""
    unhappy: Changes = LED | {"agreements.party_line": 1.0, "mechanisms.dissolution.party_weight": 5.0}
    scenario = world(4, unhappy | {"agreements.handover": True}, others={"party_closeness": 1.0})
    events = story(scenario)
    assert "left" in kinds([event for event in events if event.who == "First"])
    assert seen_by(world_of(scenario), 0).alliance.lead != 0


def test_a_handover_that_was_agreed_saves_the_alliance() -> None:
    """C27, C66."""
    events = story(led_by_one_that_goes(handover=True))
    took_over = next(event for event in events if event.kind == "new lead")
    left = next(event for event in events if event.kind == "left")
    assert left.who == "First"
    assert took_over.who != "First"
    assert took_over.week == left.week
