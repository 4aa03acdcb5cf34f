"""Several alliances: sharing time and attention, following one another, merging, learning (C02, C54 to C57)."""

import math

import pytest

from simulation.engine.codes import NEVER, NOBODY, End, EventKind, Stage, Status, Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import World, seen_by
from simulation.rules.cooperation.trust import weeks_apart
from simulation.rules.dissolution.succession_and_merger import (
    ask_to_go_on,
    begin_and_merge,
    begin_inviting,
    is_due,
    may_be_asked,
    meet,
    merge,
    talked_before,
)
from simulation.rules.impact.attention import share_of_voice
from simulation.start.population import populate
from simulation.week import live
from tests.worlds import STUBBORN, Changes, another, lively, noted, story, world, world_of

# --- on a small state ------------------------------------------------------------------------------------


def two(**given: object) -> World:
    """Return a run at its start, with another alliance."""
    scenario = world(4, {"invitation.size": 3, "others": [another(**given)]})  # type: ignore[arg-type]
    return populate(PreparedScenario(scenario), 1, 100)


def test_an_alliance_begins_in_its_week_or_a_pause_after_the_end_of_another() -> None:
    whole = two(start=5)
    whole.clock.week = 4
    assert not is_due(whole, 1)
    whole.clock.week = 5
    assert is_due(whole, 1)
    after = two(after="first", pause_weeks=3)
    after.clock.week = 14
    assert not is_due(after, 1)
    after.alliances[0].ended = 10
    after.clock.week = 13
    assert not is_due(after, 1)
    after.clock.week = 14
    assert is_due(after, 1)


def test_only_members_of_the_other_alliance_may_be_asked_where_it_is_so_agreed() -> None:
    whole = two(start=5, among="first")
    first = seen_by(whole, 0)
    first.memberships["status"] = [Status.MEMBER, Status.LEFT, Status.MEMBER]
    inside, left, third = (int(one) for one in first.memberships["organisation"])
    assert may_be_asked(whole, inside, 0)
    assert not may_be_asked(whole, left, 0)
    (outside,) = {0, 1, 2, 3} - {inside, left, third}
    assert not may_be_asked(whole, outside, 0)
    assert may_be_asked(whole, outside, NOBODY)


def test_initiators_are_members_from_the_start_and_the_others_are_asked() -> None:
    whole = two(start=5)
    whole.clock.week = 5
    begin_inviting(whole, 1)
    state = seen_by(whole, 1)
    assert (state.alliance.stage, state.alliance.begun, state.alliance.term, state.alliance.since) == (
        Stage.INVITING,
        5,
        5,
        5,
    )
    assert state.memberships["status"].tolist()[:2] == [Status.MEMBER, Status.ASKED]
    assert (state.memberships[0].joined, state.memberships[0].ownership) == (5, 1.0)
    assert state.memberships["trust_at_start"].tolist() == state.memberships["trust"].tolist()
    assert state.alliance.taking_part == 2
    assert noted(state) == [(EventKind.BEGINS, NOBODY, 0)]
    assert (state.log[0].alliance, state.log[0].value) == (1, 0.0)


def test_whoever_takes_part_in_an_alliance_is_counted_anew_when_it_begins() -> None:
    whole = two(start=5)
    state = seen_by(whole, 1)
    state.alliance.changed, state.alliance.taking_part = False, 0
    begin_inviting(whole, 1)
    assert state.alliance.taking_part == 2


def test_whom_an_alliance_among_members_may_not_ask_is_not_invited() -> None:
    whole = two(start=5, among="first")
    state = seen_by(whole, 1)
    place = whole.places[0, state.memberships[1].organisation]
    whole.memberships[place].status = Status.LEFT
    begin_inviting(whole, 1)
    assert (state.memberships[1].status, bool(state.memberships[1].invited)) == (Status.OUTSIDE, False)


def test_who_is_asked_trusts_a_kindred_initiator_and_remembers_how_it_came() -> None:
    """C39: what is missing to full trust is shared by those who both know disadvantage to the full."""
    whole = two(start=5)
    state = seen_by(whole, 0)
    initiator, third = (int(state.memberships[row].organisation) for row in (0, 2))
    whole.organisations["disadvantage"], whole.organisations["solidarity"] = 0.0, 0.0
    whole.organisations[initiator].disadvantage = whole.organisations[third].disadvantage = 1.0
    whole.organisations[third].solidarity = 0.7
    state.memberships["trust"], state.memberships["alone"] = 0.5, -1.0
    for row in (1, 2):
        meet(whole, 0, row)
    share = float(whole.mechanisms.formation.shared_disadvantage)
    assert 0.0 < share <= 1.0
    assert state.memberships["trust"].tolist()[1:] == pytest.approx([0.5, 0.5 + 0.5 * share])
    assert state.memberships[2].trust_at_start == state.memberships[2].trust
    assert state.memberships["solidarity_at_start"].tolist()[1:] == pytest.approx([0.0, 0.7])
    assert (state.memberships["alone"][1:] >= 0.0).all()


@pytest.mark.parametrize(("left", "forgotten"), [(NEVER, 0.0), (15, 1.0)])
def test_what_was_talked_through_with_the_initiator_is_carried_over_and_forgotten(left: int, forgotten: float) -> None:
    """C19, C56: all but one of those invited have talked with the initiator before; one left five weeks ago."""
    whole = two(start=20, invitation={"initiators": ["First"], "size": 4})
    first, second = seen_by(whole, 0), seen_by(whole, 1)
    first.memberships["status"], first.memberships["joined"] = Status.MEMBER, 0
    if left != NEVER:
        first.memberships[1].status, first.memberships[1].left = Status.LEFT, left
    whole.clock.week, first.alliance.stage, first.alliance.talked = 20, Stage.WORKING, 0.6
    fading = math.exp(-5 * whole.mechanisms.dissolution.forgetting)
    expected = 0.6 * (3 - forgotten + forgotten * fading) / 4
    assert talked_before(whole, 1) == pytest.approx(expected)
    begin_inviting(whole, 1)
    assert second.alliance.talked == pytest.approx(expected)


def test_who_has_never_been_in_an_alliance_together_has_talked_of_nothing() -> None:
    whole = two(start=0)
    first = seen_by(whole, 0)
    first.alliance.talked, first.memberships["joined"] = 0.6, NEVER
    assert talked_before(whole, 1) == 0.0
    assert weeks_apart(whole, 0, 1, 0) == -1.0


def test_members_of_a_merging_alliance_are_asked_to_go_on_in_the_first() -> None:
    whole = two(start=0, merger=8, invitation={"initiators": ["First"], "size": 4})
    first, second = seen_by(whole, 0), seen_by(whole, 1)
    second.memberships["status"] = Status.MEMBER
    first.memberships["status"] = Status.OUTSIDE
    first.memberships[0].status, first.memberships[1].status = Status.MEMBER, Status.LEFT
    whole.clock.week = 7
    begin_and_merge(whole)
    assert second.alliance.stage != Stage.ENDED
    whole.clock.week = 8
    begin_and_merge(whole)
    assert (second.alliance.stage, second.alliance.end) == (Stage.ENDED, End.MERGED)
    assert (EventKind.MERGED, NOBODY, 0) in noted(second)
    statuses = first.memberships["status"].tolist()
    assert statuses[:2] == [Status.MEMBER, Status.LEFT]
    assert set(statuses[2:]) == {Status.ASKED}


def merging() -> World:
    """Return a run in which the first alliance has one member, and all of its others are in one that is to merge."""
    whole = two(start=0, merger=8, invitation={"initiators": ["First"], "size": 4})
    first, second = seen_by(whole, 0), seen_by(whole, 1)
    first.memberships["status"] = Status.OUTSIDE
    first.memberships["tier"], first.memberships["invited"] = Tier.SUPPORTER, False
    first.memberships[0].status, first.memberships[0].tier = Status.MEMBER, Tier.CORE
    first.memberships["alone"] = -1.0
    second.memberships["status"] = Status.MEMBER
    second.alliance.stage, whole.clock.logged = Stage.WORKING, 0
    return whole


@pytest.mark.parametrize(("seats", "tier"), [(1, Tier.SUPPORTER), (2, Tier.CORE)])
def test_who_is_to_go_on_is_asked_into_the_core_group_while_there_is_a_place(seats: int, tier: Tier) -> None:
    whole = merging()
    first = seen_by(whole, 0)
    first.agreements.core_size = seats  # type: ignore[misc]
    first.memberships[1].tier = Tier.SUPPORTER if tier == Tier.CORE else Tier.CORE
    ask_to_go_on(whole, int(first.memberships[1].organisation))
    asked = first.memberships[1]
    assert (asked.status, asked.tier, bool(asked.invited)) == (Status.ASKED, tier, True)
    assert asked.alone >= 0.0, "it weighs what it could do alone anew"


def test_even_the_first_organisation_of_all_is_asked_to_go_on_if_it_is_not_there() -> None:
    whole = merging()
    first = seen_by(whole, 0)
    first.memberships[0].status = Status.DECLINED
    ask_to_go_on(whole, int(first.memberships[0].organisation))
    assert first.memberships[0].status == Status.ASKED


def test_only_members_of_the_merging_alliance_are_asked_and_only_into_one_that_is_there() -> None:
    for there in (True, False):
        whole = merging()
        first, second = seen_by(whole, 0), seen_by(whole, 1)
        gone = int(first.memberships[2].organisation)
        second.memberships["status"][second.memberships["organisation"] == gone] = Status.LEFT
        first.alliance.stage, whole.clock.week = Stage.WORKING if there else Stage.ENDED, 8
        begin_and_merge(whole)
        assert first.memberships["status"].tolist()[1:3] == [Status.ASKED if there else Status.OUTSIDE, Status.OUTSIDE]
        assert second.alliance.stage == Stage.ENDED


def test_an_alliance_merges_on_its_day_alone_and_once() -> None:
    whole = merging()
    second = seen_by(whole, 1)
    whole.clock.week = 7
    merge(whole, 1)
    assert (second.alliance.stage, noted(second)) == (Stage.WORKING, [])
    whole.clock.week = 8
    merge(whole, 1)
    told = noted(second)
    assert told[0] == (EventKind.MERGED, NOBODY, 0)
    assert second.log[0].value == 0.0
    merge(whole, 1)
    assert noted(second) == told


# --- in a run --------------------------------------------------------------------------------------------


# Whoever could do as much alone would not join.
NEEDED: Changes = {"mechanisms.dissolution.outside_option": 0.0}

GOING_ON: Changes = NEEDED | STUBBORN

SAME: Changes = {"values_debate_weeks": 0, "red_lines_disclosed": True}


def test_twins_share_attention_and_a_lone_voice_has_it_all() -> None:
    """C46: each of two equal voices keeps half of the attention; how loud all are is known from the week before."""
    even: Changes = GOING_ON | {"weeks": 40, "mechanisms.cooperation.occasion_rate": 0.0}
    twin = another("Twin", size=4, agreements=SAME | {"division_of_labour": "forced"})
    together = world_of(world(4, even | {"others": [twin]}))
    assert [share_of_voice(seen_by(together, a)) for a in (0, 1)] == pytest.approx([0.5**0.5] * 2, rel=0.01)
    assert share_of_voice(seen_by(world_of(world(4, even)), 0)) == 1.0


@pytest.mark.parametrize("pause", [0, 7])
def test_the_next_begins_after_its_pause(pause: int) -> None:
    following = another("Next", size=3, after="first", pause_weeks=pause)
    whole = world_of(world(3, GOING_ON | {"agreements.end_week": 20, "others": [following], "weeks": 60}), 0)
    while whole.alliances["stage"][1] == Stage.WAITING and whole.clock.week < 60:
        live(whole, 1)
    ended, next_begun = int(whole.alliances["ended"][0]), int(whole.alliances["begun"][1])
    assert ended == 19
    assert next_begun == ended + 1 + pause  # what ends in a week is over in the next


def test_another_alliance_begins_on_its_day() -> None:
    whole = world_of(world(3, GOING_ON | {"others": [another("Later", start=12)], "weeks": 30}))
    assert whole.alliances["begun"].tolist() == [0, 12]


def test_an_alliance_among_members_asks_nobody_else() -> None:
    inside = another("Inside", size=6, start=5, among="first")
    whole = world_of(world(3, GOING_ON | {"others": [inside], "weeks": 30}, outside=5))
    members = seen_by(whole, 1).memberships
    joined = set(members["organisation"][members["status"] == Status.MEMBER])
    assert joined == set(seen_by(whole, 0).memberships["organisation"])


def test_a_merger_ends_one_alliance_and_its_members_are_asked_into_the_first() -> None:
    other = another(
        "Parallel", by="Other 4", merger=15, invitation={"initiators": ["Other 4", "Other 5", "Other 6"], "size": 3}
    )
    scenario = world(4, GOING_ON | {"others": [other], "weeks": 40}, outside=3)
    whole = world_of(scenario)
    assert whole.alliances["stage"].tolist() == [Stage.WORKING, Stage.ENDED]
    first = seen_by(whole, 0)
    assert first.alliance.core == 7
    assert {event.who for event in story(scenario) if event.kind == "joined" and event.week == 15} == {
        f"Other {k}" for k in (4, 5, 6)
    }


@pytest.mark.parametrize("seats", [4, 5, 6])
def test_a_merger_keeps_to_the_size_of_the_table(seats: int) -> None:
    other = another(
        "Parallel", by="Other 4", merger=15, invitation={"initiators": ["Other 4", "Other 5", "Other 6"], "size": 3}
    )
    whole = world_of(world(4, GOING_ON | {"others": [other], "weeks": 40, "agreements.core_size": seats}, outside=3))
    alliance = seen_by(whole, 0).alliance
    assert (alliance.core, alliance.supporters) == (seats, 7 - seats)


def test_the_order_in_which_other_alliances_are_listed_changes_nothing() -> None:
    others = [
        another("B", by="Second", size=6),
        another("C", by="Other 1", size=6),
        another("D", by="Convenor", size=6, start=20),
    ]
    forward, backward = (world_of(lively({"others": listed}), seed=3) for listed in (others, others[::-1]))
    for a, b in {0: 0, 1: 3, 2: 2, 3: 1}.items():
        one, other = seen_by(forward, a), seen_by(backward, b)
        assert one.alliance.achieved == pytest.approx(other.alliance.achieved)
        assert one.memberships["trust"] == pytest.approx(other.memberships["trust"])
        assert one.memberships["status"].tolist() == other.memberships["status"].tolist()


def test_an_alliance_nobody_shares_leaves_the_first_as_it_was() -> None:
    alone = another("Elsewhere", by="Other 5", invitation={"initiators": ["Other 5", "Other 6"], "size": 2})
    quiet: Changes = GOING_ON | {"weeks": 40, "mechanisms.impact.effort_power": 0.0}
    with_it, without = (
        seen_by(world_of(world(4, quiet | {"others": listed}, outside=4)), 0).memberships for listed in ([alone], [])
    )
    for column in ("work", "coordination", "trust", "net"):
        assert with_it[column].tolist() == without[column].tolist()
