"""Composition: who takes part, at which place, and what follows from that for the alliance as a whole."""

import pytest

from simulation.engine.codes import Contributions, EventKind, Label, Reason, Stage, StateLevel, Status, Tier
from simulation.rules.shared.composition import CITIZENS, compose, is_to_pay, leave, share_of_work, takes_part
from tests.worlds import at_work, noted

# --- on a small state ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "stage", "counts"),
    [
        (Status.MEMBER, Stage.WORKING, True),
        (Status.ASKED, Stage.INVITING, True),
        (Status.ASKED, Stage.WORKING, False),
        (Status.LEFT, Stage.INVITING, False),
    ],
)
def test_whoever_may_yet_accept_counts_while_the_alliance_invites(status: Status, stage: Stage, counts: bool) -> None:
    state = at_work(2)
    state.memberships[1].status, state.alliance.stage = status, stage
    assert takes_part(state, 1) == counts


@pytest.mark.parametrize(
    ("contributions", "tier", "willing", "pays"),
    [
        (Contributions.ALL, Tier.SUPPORTER, False, True),
        (Contributions.NOBODY, Tier.CORE, True, False),
        (Contributions.WILLING, Tier.CORE, False, False),
        (Contributions.WILLING, Tier.CORE, True, True),
        (Contributions.WILLING, Tier.SUPPORTER, True, False),
    ],
)
def test_who_is_to_pay_is_agreed(contributions: Contributions, tier: Tier, willing: bool, pays: bool) -> None:
    state = at_work(2)
    state.alliance.plan.contributions = contributions
    state.memberships[1].tier, state.memberships[1].pays = tier, willing
    assert is_to_pay(state, state.memberships[1]) == pays


def test_who_leaves_takes_its_work_out_of_what_is_expected_and_is_counted() -> None:
    state = at_work(2)
    state.memberships["work"], state.memberships["load"], state.memberships["coordination"] = [1.0, 3.0], 0.5, 1.0
    state.alliance.expected_effort, state.alliance.exits, state.clock.week = 8.0, 1, 30
    state.alliance.changed = False
    assert share_of_work(state, 1) == pytest.approx(0.75)
    leave(state, 1, Reason.MONEY)
    membership = state.memberships[1]
    assert state.alliance.expected_effort == pytest.approx(2.0)
    assert (membership.status, membership.left, membership.reason) == (Status.LEFT, 30, Reason.MONEY)
    assert (membership.work, membership.load, membership.coordination) == (0.0, 0.0, 0.0)
    assert (state.alliance.exits, state.alliance.last_reason) == (2, Reason.MONEY)
    assert state.alliance.changed
    assert noted(state) == [(EventKind.LEFT, 1, Reason.MONEY)]


def test_composing_counts_members_by_tier_level_and_purse() -> None:
    state = at_work(5)
    alliance, tally = state.alliance, state.alliance.tally
    state.memberships["status"] = [Status.LEFT, *[Status.MEMBER] * 4]
    state.memberships["tier"] = [Tier.CORE, Tier.CORE, Tier.SUPPORTER, Tier.CORE, Tier.CORE]
    state.organisations["level"] = [StateLevel.FEDERAL, StateLevel.LOCAL, *[StateLevel.STATE] * 3]
    alliance.plan.contributions = Contributions.ALL
    alliance.changed, alliance.regrouped, tally.core_max, tally.members_max = True, False, 9, 3
    compose(state)
    assert (alliance.core, alliance.supporters, alliance.taking_part, alliance.payers) == (3, 1, 4, 4)
    assert (alliance.at_local, alliance.at_state, alliance.at_federal) == (1, 3, 0)
    assert [int(state.memberships[place].core_row) for place in range(3)] == [1, 3, 4]
    assert sum(state.sectors["members"]) == 4.0
    assert (tally.core_max, tally.members_max) == (9, 4)
    assert alliance.regrouped
    assert not alliance.changed
    state.memberships["status"] = Status.LEFT
    compose(state)
    assert alliance.core == 3, "nothing has changed"


def test_the_largest_alliance_is_remembered_as_it_was() -> None:
    state = at_work(3)
    state.alliance.changed, state.alliance.tally.members_max, state.alliance.tally.sectors = True, 3, 7.0
    compose(state)
    assert state.alliance.tally.sectors == 7.0, "no larger than before"
    state.alliance.changed, state.alliance.tally.members_max = True, 2
    compose(state)
    assert state.alliance.tally.sectors == pytest.approx(state.alliance.camps)
    assert state.alliance.tally.values_spread == pytest.approx(state.alliance.spread)


def test_where_nobody_has_worked_nobody_has_a_share_of_it() -> None:
    state = at_work(2)
    state.memberships["work"] = 0.0
    assert share_of_work(state, 1) == 0.0


def test_who_leaves_loses_the_grants_of_the_alliance() -> None:
    state = at_work(2)
    state.organisations["grants"] = 0.5
    leave(state, 1, Reason.TIME)
    assert state.organisations["grants"].tolist() == [0.5, 0.0]


def test_citizens_count_in_the_core_group_only() -> None:
    """C58."""
    state = at_work(4, {"agreements.core_size": 3})
    state.organisations["sector"][1:] = CITIZENS
    state.alliance.changed = True
    compose(state)
    assert (state.alliance.core, state.alliance.supporters, state.alliance.citizens) == (3, 1, 2)


def test_while_it_invites_an_alliance_is_not_yet_measured() -> None:
    state = at_work(3)
    alliance, tally = state.alliance, state.alliance.tally
    for stage, measured in ((Stage.INVITING, 0), (Stage.DEBATING_VALUES, 3)):
        alliance.stage, alliance.changed = stage, True
        tally.core_max = tally.members_max = 0
        compose(state)
        assert (tally.core_max, tally.members_max) == (measured, measured)
    assert tally.label == Label.ALLIANCE


def test_composing_renews_the_camps_and_the_centre_and_remembers_the_spread_of_the_largest() -> None:
    """C11, C19: two that are opposed in economic values stand half of it from the centre."""
    state = at_work(2)
    state.organisations["economic"], state.organisations["cultural"] = [0.0, 1.0], 0.5
    state.alliance.changed, state.alliance.camps, state.alliance.tally.members_max = True, 9.0, 1
    compose(state)
    assert state.alliance.camps == pytest.approx(2.0)
    assert (state.alliance.economic, state.alliance.cultural) == pytest.approx((0.5, 0.5))
    assert state.alliance.tally.values_spread == pytest.approx(0.5 / 2**0.5)
