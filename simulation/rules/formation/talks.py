"""Talks: a forming alliance goes from inviting to debating values and wording its goal (C15 to C24)."""

from simulation.engine.codes import NOBODY, End, Form, Stage, Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.state import State
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


@phase
def talk(state: State) -> None:
    """Take the forming alliance one week further: from inviting to debating, wording and drafting."""
    alliance = state.alliance
    weeks = state.clock.week - alliance.since
    if alliance.stage == Stage.INVITING:
        if everyone_has_answered(state) or weeks >= state.mechanisms.formation.reply_weeks:
            begin_together(state)
    elif alliance.stage == Stage.DEBATING_VALUES:
        if weeks >= state.agreements.values_debate_weeks:
            enter(state, Stage.WORDING_THE_GOAL)
        else:
            debate(state)
    elif alliance.stage == Stage.WORDING_THE_GOAL:
        word_goal(state)
