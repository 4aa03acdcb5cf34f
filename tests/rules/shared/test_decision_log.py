"""Minutes: what a governing body weighed when it decided, kept for those who ask why."""

import pytest

from simulation.engine.codes import NO_REASON, Choice, Reason
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.records import Terms
from simulation.engine.state import seen_by
from simulation.rules.shared.decision_log import minute
from simulation.rules.shared.net_benefit import net_benefit
from simulation.start.population import populate
from tests.worlds import world

# --- on a small state ------------------------------------------------------------------------------------


NOTHING_WEIGHED = Terms(*[0.0] * len(Terms._fields))


def test_decisions_are_written_down_with_what_was_weighed() -> None:
    state = seen_by(populate(PreparedScenario(world(2)), 1, decision_rows=2), 0)
    terms = NOTHING_WEIGHED._replace(effect=0.5, time=0.25)
    state.memberships[1].reason, state.clock.week = Reason.TIME, 9
    for decided in (Choice.LEAVE, Choice.STAY, Choice.STAY):
        minute(state, 1, terms, 0.1, -0.2, 1, decided)
    assert state.clock.decided == 2, "there is room for two"
    left, stayed = state.decisions[0], state.decisions[1]
    assert (left.week, left.organisation, left.crossed, left.decided) == (9, 1, 1, Choice.LEAVE)
    assert (left.deviation, left.threshold, left.net) == pytest.approx((0.1, -0.2, net_benefit(terms)))
    assert (left.reason, stayed.reason) == (Reason.TIME, NO_REASON)
    assert left.terms == pytest.approx(terms)
