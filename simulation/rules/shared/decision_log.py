"""Minutes: what a governing body weighed when it decided, kept for those who ask why."""

from simulation.engine.codes import NO_REASON, Choice
from simulation.engine.compilation import compiled
from simulation.engine.records import Terms
from simulation.engine.state import State
from simulation.rules.shared.net_benefit import net_benefit


@compiled
def minute(
    state: State, row: int, terms: Terms, deviation: float, threshold: float, crossed: int, decided: Choice
) -> None:
    """Write down what a governing body decided and weighed, as far as there are rows; a run that nobody asks has none.

    Args:
        state: of the run.
        row: of the membership decided about, after the decision.
        terms: as the governing body saw them.
        deviation: of its judgement from their sum.
        threshold: that the judged sum had to pass.
        crossed: demand of the agreement that crosses a red line for good, or NO_DEMAND.
        decided: JOIN, DECLINE, APPLY, STAY or LEAVE.
    """
    if state.clock.decided >= len(state.decisions):
        return
    decision, membership = state.decisions[state.clock.decided], state.memberships[row]
    state.clock.decided += 1
    decision.week = state.clock.week
    decision.alliance = state.alliance.plan.number
    decision.organisation = membership.organisation
    decision.decided = decided
    decision.reason = membership.reason if decided in (Choice.DECLINE, Choice.LEAVE) else NO_REASON
    decision.crossed = crossed
    decision.net = net_benefit(terms)
    decision.deviation = deviation
    decision.threshold = threshold
    for t in range(len(terms)):
        decision.terms[t] = terms[t]
