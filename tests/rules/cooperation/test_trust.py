"""Trust and solidarity: what delivered pledges, contact persons, joint success and time apart do to them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.engine.codes import EventKind, Form, Stage, Status
from simulation.engine.state import seen_by
from simulation.rules.cooperation.trust import (
    after_farewell,
    build_trust,
    grow_solidarity,
    kindred,
    lose_contacts,
    reachable_contact,
    remembered,
    trusting,
)
from simulation.run import simulate
from simulation.scenario.definition import Scenario
from simulation.week import live
from tests.worlds import STUBBORN, Changes, another, at_work, lived, lively, noted, world, world_of

# --- rules -----------------------------------------------------------------------------------------------


share = st.floats(0, 1)


@given(share, share, share, share)
def test_trust_grows_with_what_is_delivered_and_wears_off_with_neglect(
    trust: float, delivered: float, gain: float, neglect: float
) -> None:
    """C18."""
    assert trusting(trust, 1.0, gain, neglect) >= trust
    assert trusting(trust, 0.0, gain, neglect) <= trust
    assert trusting(trust, 0.5, 0.0, 0.0) == trust
    assert 0.0 <= trusting(trust, delivered, gain, neglect) <= 1.0 + 1e-12


@given(st.integers(1, 20), st.floats(0.01, 1))
def test_one_of_several_contact_persons_is_sooner_reached(persons: int, chance: float) -> None:
    """C18."""
    assert reachable_contact(1, chance) == pytest.approx(1.0)
    assert reachable_contact(persons, chance) <= reachable_contact(persons + 1, chance) + 1e-12
    assert reachable_contact(persons, chance) <= 1 / chance + 1e-12


@given(share, share, st.floats(0, 500), st.floats(0, 1))
def test_trust_fades_to_what_strangers_get_and_never_past_it(
    trust: float, stranger: float, weeks: float, forgetting: float
) -> None:
    """C56."""
    left = remembered(trust, stranger, weeks, forgetting)
    assert min(trust, stranger) - 1e-12 <= left <= max(trust, stranger) + 1e-12
    assert remembered(trust, stranger, 0.0, forgetting) == pytest.approx(trust)
    later = remembered(trust, stranger, weeks + 10, forgetting)
    assert abs(later - stranger) <= abs(left - stranger) + 1e-12


@given(share, share, share, share)
def test_shared_disadvantage_makes_up_for_missing_trust(trust: float, own: float, other: float, part: float) -> None:
    """C39: only what both share counts."""
    closer = kindred(trust, own, other, part)
    assert trust - 1e-12 <= closer <= 1.0 + 1e-12
    assert kindred(trust, 0.0, other, part) == kindred(trust, own, 0.0, part) == trust
    assert kindred(trust, own, other, part) == pytest.approx(kindred(trust, other, own, part))
    assert kindred(trust, 1.0, 1.0, 1.0) == pytest.approx(1.0)


def test_the_rules_of_trust_by_hand() -> None:
    """C18, C39, C56: a week, a farewell, a time apart of which 1/e is left, and a shared experience."""
    assert trusting(0.4, 0.75, 0.2, 0.1) == pytest.approx(0.4 + 0.2 * 0.75 * 0.6 - 0.1 * 0.25 * 0.4)
    assert after_farewell(0.8, 0.5, 0.4) == pytest.approx(0.8 - 0.4 * 0.3)
    assert remembered(0.8, 0.3, 10.0, 0.1) == pytest.approx(0.3 + 0.5 / math.e)
    assert kindred(0.4, 0.5, 0.8, 0.5) == pytest.approx(0.4 + 0.6 * 0.5 * 0.4)


def test_one_of_two_contact_persons_can_be_asked_half_as_often_again_where_each_can_in_half_of_all_cases() -> None:
    assert reachable_contact(2, 0.5) == pytest.approx(0.75 / 0.5)
    assert reachable_contact(3, 0.0) == 3.0


# --- on a small state ------------------------------------------------------------------------------------


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


# --- in a run --------------------------------------------------------------------------------------------


@given(share, share, share)
def test_who_leaves_takes_at_most_what_was_gained(trust: float, before: float, part: float) -> None:
    """C18."""
    after = after_farewell(trust, before, part)
    assert min(trust, before) - 1e-12 <= after <= trust
    assert after_farewell(trust, before, 0.0) == trust


def test_trust_grows_with_delivered_pledges() -> None:
    """C18: with a single contact person, by the same part of what is missing every week."""
    gain = 0.01
    state = lived(world(4, STUBBORN | {"mechanisms.cooperation.trust_rate": gain}), 50)
    assert state.memberships["trust"][0] == pytest.approx(1 - 0.5 * (1 - gain) ** 50)


def test_trust_wears_off_where_nobody_has_time() -> None:
    """C18."""
    neglect = 0.02
    idle = {"hours": 0.0}
    changes = STUBBORN | {"mechanisms.cooperation.trust_rate": neglect}
    state = lived(world(4, changes, first=idle, others=idle), 50)
    assert state.memberships["trust"][0] == pytest.approx(0.5 * (1 - neglect) ** 50)


def test_a_single_contact_person_that_leaves_takes_trust_along() -> None:
    """C18."""
    steady, restless = (
        simulate(world(4, STUBBORN | {"arena.turnover": turnover, "agreements.contact_persons": persons}), 1)
        for turnover, persons in ((0.0, 1), (0.1, 1))
    )
    several = simulate(world(4, STUBBORN | {"arena.turnover": 0.1, "agreements.contact_persons": 6}), 1)
    assert restless.trust_after < steady.trust_after
    assert restless.trust_after < several.trust_after


# Whoever could do as much alone would not join.
NEEDED: Changes = {"mechanisms.dissolution.outside_option": 0.0}

GOING_ON: Changes = NEEDED | STUBBORN

SEQUENCE: Changes = GOING_ON | {"agreements.end_week": 30, "weeks": 90}


@pytest.mark.parametrize("pause", [1, 20])
def test_trust_from_an_ended_alliance_is_brought_along_less_what_was_forgotten(pause: int) -> None:
    """C54, C56: by hand from the trust at the end and the weeks since."""
    following = another("Next", size=3, after="first", pause_weeks=pause)
    whole = world_of(world(3, SEQUENCE | {"others": [following]}), 0)
    while whole.alliances["stage"][1] == Stage.WAITING:
        live(whole, 1)
        before = seen_by(whole, 0).memberships["trust"].copy()
    forgetting = 0.01
    brought = 0.5 + (before - 0.5) * math.exp(-forgetting * (1 + pause))
    assert (before > 0.55).all()
    assert seen_by(whole, 1).memberships["trust_at_start"] == pytest.approx(brought)


def test_strangers_bring_no_trust() -> None:
    following = another(
        "Next", by="Other 3", after="first", pause_weeks=1, invitation={"initiators": ["Other 3", "Other 4"], "size": 2}
    )
    whole = world_of(world(3, SEQUENCE | {"others": [following]}, outside=2))
    assert seen_by(whole, 1).memberships["trust_at_start"] == pytest.approx([0.5, 0.5])


def trust_in_the_next(scenario: Scenario, seed: int) -> float:
    state = seen_by(world_of(scenario, seed=seed), 1)
    return float(state.memberships["trust_at_start"].mean())


def test_conflict_leaves_less_to_build_on_than_success() -> None:
    """C54: a quarrelled end burns the ties that a good one keeps."""
    following = another("Next", by="Convenor", size=8, after="first", pause_weeks=4)
    calm: Changes = {"agreements.end_week": 80, "others": [following], "mechanisms.cooperation.outbreak": 0.0}
    loud: Changes = calm | {"mechanisms.cooperation.outbreak": 1.0, "mechanisms.cooperation.settlement": 0.0}
    peace, war = (np.mean([trust_in_the_next(lively(changes), seed) for seed in range(12)]) for changes in (calm, loud))
    assert peace > war


YIELDING: Changes = NEEDED | {"mechanisms.impact.adoption_rate": 2.0, "arena.resistance": 0.01}


def test_a_network_in_between_keeps_ties_for_the_next_alliance() -> None:
    """C56."""
    following = another("Next", size=4, after="first", pause_weeks=60)
    base: Changes = YIELDING | {"others": [following], "weeks": 120}
    apart, together = (seen_by(world_of(world(4, base | {"agreements.transition": on})), 1) for on in (False, True))
    assert together.memberships["trust_at_start"].mean() > apart.memberships["trust_at_start"].mean()
    assert seen_by(world_of(world(4, base | {"agreements.transition": True})), 0).alliance.form == Form.NETWORK


def test_solidarity_grows_with_joint_success_only() -> None:
    """C04: by its gain, times trust, of what is missing."""
    held: Changes = {"mechanisms.cooperation.encouragement": 0.1, "mechanisms.cooperation.trust_rate": 0.0}
    success = seen_by(world_of(world(4, YIELDING | held | {"weeks": 60})), 0)
    failure = seen_by(world_of(world(4, NEEDED | STUBBORN | held | {"weeks": 60})), 0)
    assert success.organisations["solidarity"] == pytest.approx(np.full(4, 0.1 * 0.5), abs=0.01)
    assert (failure.organisations["solidarity"] == 0.0).all()
