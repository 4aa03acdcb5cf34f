"""Reasons: what is told is what made the difference."""

import pytest

from simulation.engine.codes import Reason
from simulation.engine.records import Terms
from simulation.rules.shared.reasons import LEAST_COST, first_weighed, main_reason, reason_to_leave, remember
from tests.worlds import at_work

# --- rules -----------------------------------------------------------------------------------------------


BENEFITS, COSTS = Terms._fields[:6], Terms._fields[6:]

WORDED = {"party": "party line"}


def word(reason: Reason) -> str:
    return Reason(reason).word


@pytest.mark.parametrize("cost", COSTS)
def test_the_greatest_cost_is_the_reason_to_decline(cost: str) -> None:
    terms = Terms(*[0.5] * 12)._replace(**{cost: 0.6})
    assert word(main_reason(terms, LEAST_COST)) == WORDED.get(cost, cost)


def test_where_costs_are_small_it_is_the_lack_of_effect() -> None:
    assert word(main_reason(Terms(*[0.0] * 6, *[0.09] * 6), LEAST_COST)) == "effect"


AT_FIRST = Terms(*[0.2] * 6, *[0.15] * 6)


@pytest.mark.parametrize("cost", COSTS)
def test_the_cost_that_has_risen_most_is_the_reason_to_leave_even_if_others_weigh_more(cost: str) -> None:
    before = AT_FIRST._replace(**{cost: 0.05})
    heavier = "money" if cost != "money" else "values"
    now = AT_FIRST._replace(**{cost: 0.14, heavier: 0.17})
    assert word(reason_to_leave(now, before)) == WORDED.get(cost, cost)


@pytest.mark.parametrize("benefit", BENEFITS)
def test_who_stayed_in_spite_of_a_cost_does_not_leave_because_of_it(benefit: str) -> None:
    """A cost that was there all along is not the reason where what membership brings has gone."""
    before = AT_FIRST._replace(time=0.5)
    now = before._replace(**{benefit: 0.05})
    assert word(reason_to_leave(now, before)) == "effect"


def test_where_nothing_has_changed_it_is_what_weighs_most() -> None:
    before = AT_FIRST._replace(values=0.4)
    assert word(reason_to_leave(before._replace(time=0.16), before)) == "values"


# --- on a small state ------------------------------------------------------------------------------------


NOTHING_WEIGHED = Terms(*[0.0] * len(Terms._fields))

REASON_OF = {
    "time": Reason.TIME,
    "money": Reason.MONEY,
    "visibility": Reason.VISIBILITY,
    "values": Reason.VALUES,
    "risk": Reason.RISK,
    "party": Reason.PARTY_LINE,
}


@pytest.mark.parametrize("term", REASON_OF)
def test_the_main_reason_is_the_cost_that_weighs_most(term: str) -> None:
    costs = NOTHING_WEIGHED._replace(**dict.fromkeys(REASON_OF, 0.2))._replace(**{term: 0.3})
    assert main_reason(costs, 0.1) == REASON_OF[term]
    assert main_reason(costs, 0.3) == Reason.EFFECT


@pytest.mark.parametrize("term", REASON_OF)
def test_who_leaves_does_so_over_what_has_become_worse(term: str) -> None:
    before = NOTHING_WEIGHED._replace(**dict.fromkeys(REASON_OF, 0.5))
    now = before._replace(**{term: 0.8}, effect=-0.1)
    assert reason_to_leave(now, before) == REASON_OF[term]
    assert reason_to_leave(now._replace(effect=-0.4), before) == Reason.EFFECT


def test_what_was_weighed_first_is_kept() -> None:
    membership = at_work(2).memberships[1]
    membership.weighed = False
    first = Terms(*[0.1 * k for k in range(len(Terms._fields))])
    remember(membership, first)
    remember(membership, NOTHING_WEIGHED)
    assert first_weighed(membership) == pytest.approx(first)
