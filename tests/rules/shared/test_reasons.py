"""Reasons: what is told is what made the difference."""

import pytest

from simulation.engine.codes import Reason
from simulation.engine.records import Terms
from simulation.rules.shared.reasons import LEAST_COST, main_reason, reason_to_leave

BENEFITS, COSTS = Terms._fields[:6], Terms._fields[6:]
REASON_OF = {"party": "party line"}
AT_FIRST = Terms(*[0.2] * 6, *[0.15] * 6)


def word(reason: Reason) -> str:
    return Reason(reason).word


@pytest.mark.parametrize("cost", COSTS)
def test_the_greatest_cost_is_the_reason_to_decline(cost: str) -> None:
    terms = Terms(*[0.5] * 12)._replace(**{cost: 0.6})
    assert word(main_reason(terms, LEAST_COST)) == REASON_OF.get(cost, cost)


def test_where_costs_are_small_it_is_the_lack_of_effect() -> None:
    assert word(main_reason(Terms(*[0.0] * 6, *[0.09] * 6), LEAST_COST)) == "effect"


@pytest.mark.parametrize("cost", COSTS)
def test_the_cost_that_has_risen_most_is_the_reason_to_leave_even_if_others_weigh_more(cost: str) -> None:
    before = AT_FIRST._replace(**{cost: 0.05})
    heavier = "money" if cost != "money" else "values"
    now = AT_FIRST._replace(**{cost: 0.14, heavier: 0.17})
    assert word(reason_to_leave(now, before)) == REASON_OF.get(cost, cost)


@pytest.mark.parametrize("benefit", BENEFITS)
def test_who_stayed_in_spite_of_a_cost_does_not_leave_because_of_it(benefit: str) -> None:
    """A cost that was there all along is not the reason where what membership brings has gone."""
    before = AT_FIRST._replace(time=0.5)
    now = before._replace(**{benefit: 0.05})
    assert word(reason_to_leave(now, before)) == "effect"


def test_where_nothing_has_changed_it_is_what_weighs_most() -> None:
    before = AT_FIRST._replace(values=0.4)
    assert word(reason_to_leave(before._replace(time=0.16), before)) == "values"
