"""Joining: who is asked signs common values, weighs membership, and accepts or declines (C15 to C18, C20)."""

import numpy as np
import pytest

from simulation.engine.codes import NEVER, EventKind, Reason, Stage, Status, Tier
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State, seen_by
from simulation.rules.formation.joining import (
    admit,
    answer_invitation,
    decline,
    everyone_has_answered,
    invite,
    signs_values,
)
from simulation.scenario.loading import load_scenario
from simulation.start.population import populate
from tests.worlds import STUBBORN, Changes, begun, lived, lively, mean, noted, noted_kinds, outcomes, world, world_of

# --- on a small state ------------------------------------------------------------------------------------


def inviting(size: int = 3, changes: Changes | None = None) -> State:
    """Return what an alliance sees that has just asked all others."""
    return seen_by(populate(PreparedScenario(world(size, changes)), 1, 100), 0)


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
    assert noted_kinds(state) == [EventKind.RED_LINE_CROSSED, EventKind.DECLINED]


def test_statements_of_values_that_cannot_be_signed_keep_out() -> None:
    state = inviting(3, {"agreements.value_points": 3, "mechanisms.formation.value_point_strain": 1.0})
    state.memberships["distance"] = 1.0
    answer_invitation(state, 1)
    assert (state.memberships[1].status, state.memberships[1].reason) == (Status.DECLINED, Reason.VALUES)


def test_who_shares_all_values_signs_every_statement_and_who_shares_none_signs_none() -> None:
    state = inviting(3, {"agreements.value_points": 5, "mechanisms.formation.value_point_strain": 1.0})
    state.memberships["distance"] = [0.0, 0.0, 1.0]
    assert signs_values(state, state.memberships[1])
    assert not signs_values(state, state.memberships[2])
    state.agreements.value_points = 0  # type: ignore[misc]
    assert signs_values(state, state.memberships[2]), "there is nothing to sign"


def test_statements_without_strain_are_signed_at_any_distance() -> None:
    state = inviting(2, {"agreements.value_points": 5, "mechanisms.formation.value_point_strain": 0.0})
    state.memberships["distance"] = 1.0
    assert signs_values(state, state.memberships[1])


def test_several_statements_are_signed_by_whoever_would_sign_each_of_them() -> None:
    """C20: each has a draw of its own, in a row from the alliance's own number."""
    state = inviting(40, {"agreements.value_points": 2, "mechanisms.formation.value_point_strain": 0.5})
    state.memberships["distance"] = 1.0

    def who_signs(points: int, moved: int) -> list[bool]:
        state.agreements.value_points = points  # type: ignore[misc]
        state.alliance.plan.salt += moved
        signed = [signs_values(state, state.memberships[row]) for row in range(1, 40)]
        state.alliance.plan.salt -= moved
        return signed

    one, other = who_signs(1, 0), who_signs(1, 1)
    assert one != other
    assert who_signs(2, 0) == [first and second for first, second in zip(one, other, strict=True)]


def test_where_joining_is_not_voluntary_nobody_declines() -> None:
    for voluntary, status in ((True, Status.DECLINED), (False, Status.MEMBER)):
        state = inviting(3, {"agreements.voluntary": voluntary, "mechanisms.dissolution.values_weight": 2.0})
        state.memberships["trust"], state.memberships["distance"], state.demands["prospect"] = 0.0, 1.0, 0.0
        answer_invitation(state, 1)
        assert state.memberships[1].status == status


# --- in a run --------------------------------------------------------------------------------------------


def test_nobody_is_a_member_before_its_body_has_met() -> None:
    scenario = load_scenario("baseline")
    for seed in range(5):
        state = lived(scenario, 26, seed)
        rows = state.memberships["organisation"]
        invited = (state.memberships["status"] == Status.MEMBER) & (state.memberships["joined"] > 0)
        meetings = np.floor(state.organisations["first_meeting"][rows])
        assert (state.memberships["joined"] >= meetings)[invited].all()


def test_who_stands_too_far_cannot_sign_statements_on_values() -> None:
    """C20: each of n statements is refused with a chance, so that (1 - chance) ** n sign them all."""
    count, points, strain = 2000, 4, 0.5
    near = {"mechanisms.dissolution.values_weight": 0.0, "mechanisms.formation.value_point_strain": strain}
    apart = {"economic": 0.9, "cultural": 0.9}
    scenario = world(count + 1, near | {"agreements.value_points": points}, others=apart)
    state = begun(scenario)
    distances = state.memberships["distance"][1:]
    signed = lived(scenario, 1).memberships["status"][1:] == Status.MEMBER
    expected = float(np.mean((1 - strain * distances) ** points))
    assert signed.mean() == pytest.approx(expected, abs=4.5 * np.sqrt(expected * (1 - expected) / count) + 1e-9)


LONG: Changes = STUBBORN | {"mechanisms.dissolution.outside_option": 0.0, "weeks": 60}


def test_who_stands_with_those_who_invite_signs_everything() -> None:
    state = seen_by(world_of(world(6, LONG | {"agreements.value_points": 100})), 0)
    assert state.alliance.core == 6


@pytest.mark.parametrize("points", [1, 3])
def test_each_statement_is_signed_with_its_own_chance(points: int) -> None:
    """C20: acceptance is the product over all points."""
    distant = {"economic": 1.0, "cultural": 1.0}  # half from the initiator, times a strain of a half
    changes = LONG | {"agreements.value_points": points, "mechanisms.dissolution.values_weight": 0.0}
    runs = outcomes(world(30, changes | {"weeks": 2}, others=distant), 40)
    signed = np.mean([run.accepted for run in runs])
    expected = 0.75**points
    assert signed == pytest.approx(expected, abs=4.5 * np.sqrt(expected * (1 - expected) / (40 * 29)))


def test_without_a_mobilising_topic_nobody_comes() -> None:
    """C23: both the topic and agreement on its core are needed."""
    cold: Changes = {"goal.mobilisation": 0.0, "mechanisms.dissolution.belonging_weight": 0.0}
    warm: Changes = {"mechanisms.dissolution.belonging_weight": 0.0}
    assert mean(lively(cold), 40, "accepted") < mean(lively(warm), 40, "accepted")
