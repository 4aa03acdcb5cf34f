"""The core group: who belongs to it, what places are taken, and how much energy it has left."""

from simulation.engine.codes import NEVER, Status, Tier
from simulation.rules.shared.composition import compose
from simulation.rules.shared.core_group import core_member, core_row, is_awake, places_taken
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


def test_awake_are_members_that_still_take_part() -> None:
    """C36."""
    state = at_work(3)
    state.memberships["status"], state.memberships["asleep"] = (
        [Status.MEMBER, Status.MEMBER, Status.LEFT],
        [NEVER, 5, NEVER],
    )
    assert [is_awake(state.memberships[row]) for row in range(3)] == [True, False, False]
