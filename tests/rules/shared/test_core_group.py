"""The core group: who belongs to it, what places are taken, and how much energy it has left."""

import pytest

from simulation.engine.codes import Status, Tier
from simulation.rules.shared.composition import compose
from simulation.rules.shared.core_group import core_member, core_row, energy_of_the_core_group, places_taken
from tests.worlds import at_work

# --- on a small state ------------------------------------------------------------------------------------


def test_members_of_the_core_group_stand_in_rising_order_of_their_rows() -> None:
    state = at_work(4)
    state.memberships["tier"] = [Tier.CORE, Tier.SUPPORTER, Tier.CORE, Tier.CORE]
    state.alliance.changed = True
    compose(state)
    assert [core_row(state, place) for place in range(3)] == [0, 2, 3]
    assert core_member(state, 1).organisation == state.memberships[2].organisation


def test_places_are_taken_by_members_and_kept_for_those_who_have_been_asked() -> None:
    state = at_work(6)
    state.memberships["status"] = [Status.MEMBER, Status.ASKED, Status.DECLINED, Status.LEFT, Status.MEMBER, 0]
    state.memberships["tier"] = [Tier.CORE, Tier.CORE, Tier.CORE, Tier.CORE, Tier.SUPPORTER, Tier.SUPPORTER]
    assert places_taken(state) == 2


def test_its_energy_is_the_mean_over_the_core_group_alone() -> None:
    state = at_work(4, {"agreements.core_size": 2})
    state.organisations["energy"] = [0.9, 0.5, 0.1, 0.1]
    assert energy_of_the_core_group(state) == pytest.approx(0.7)
    state.alliance.core = 1
    assert energy_of_the_core_group(state) == pytest.approx(0.9)
    state.alliance.core = 0
    assert energy_of_the_core_group(state) == 0.0
