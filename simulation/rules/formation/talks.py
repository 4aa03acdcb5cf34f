"""Talks: a forming alliance goes from inviting to debating values and wording its goal (C15 to C24)."""

from simulation.engine.codes import NEVER, NOBODY, End, Form, Stage, Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.state import State
from simulation.rules.formation.call import has_quorum, is_due
from simulation.rules.formation.goal_wording import word_goal
from simulation.rules.formation.joining import everyone_has_answered
from simulation.rules.formation.values_debate import debate, first_impression, mean_friction
from simulation.rules.shared.stages import close, enter


@compiled
def begin_together(state: State) -> None:
    """Begin with those who have joined; a lead in mind that is not among them leads nobody."""
    alliance = state.alliance
    if alliance.lead != NOBODY and state.memberships[alliance.lead].status != Status.MEMBER:
        alliance.lead = NOBODY
    alliance.started = state.clock.week
    first_impression(state)
    if state.agreements.stopping_rule and mean_friction(state) > state.mechanisms.formation.poor_fit:
        close(state, End.POOR_FIT)
    elif alliance.form == Form.NETWORK:
        enter(state, Stage.EXCHANGING)
    elif state.agreements.values_debate_weeks > 0:
        enter(state, Stage.DEBATING_VALUES)
        debate(state)
    else:
        enter(state, Stage.WORDING_THE_GOAL)


@compiled
def may_begin(state: State, weeks: int) -> bool:
    """Tell whether those who have joined begin: when all have answered, enough have, or the day of the paper is there.

    Args:
        state: of an alliance that is inviting.
        weeks: since it began to.
    """
    if everyone_has_answered(state) or weeks >= state.mechanisms.formation.reply_weeks:
        return True
    due = state.alliance.plan.paper_due
    pressed = due != NEVER and is_due(state.clock.week, due)
    return pressed or has_quorum(state.alliance.core, state.agreements.quorum)


@phase
def talk(state: State) -> None:
    """Take the forming alliance one week further: from inviting to debating, wording and drafting."""
    alliance = state.alliance
    weeks = state.clock.week - alliance.since
    if alliance.stage == Stage.INVITING:
        if may_begin(state, weeks):
            begin_together(state)
    elif alliance.stage == Stage.DEBATING_VALUES:
        if weeks >= state.agreements.values_debate_weeks:
            enter(state, Stage.WORDING_THE_GOAL)
        else:
            debate(state)
    elif alliance.stage == Stage.WORDING_THE_GOAL:
        word_goal(state)
