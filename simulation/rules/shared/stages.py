"""Stages of an alliance's life: entering the next one, and closing (C54 to C57)."""

from simulation.engine.codes import NEVER, NOBODY, NOTHING, End, EventKind, Form, Stage, Status
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.composition import compose
from simulation.rules.shared.goal_result import settle_goal

# --- rules ---------------------------------------------------------------------------------------


@compiled
def with_lesson(experience: float, lesson: float) -> float:
    """Return an organisation's experience after one more joint attempt was looked back on, 0 to 1 (C57)."""
    return experience + (1.0 - experience) * lesson


# --- on the state --------------------------------------------------------------------------------


@compiled
def enter(state: State, stage: Stage) -> None:
    """Move the alliance on to its next stage."""
    state.alliance.stage = stage
    state.alliance.since = state.clock.week
    state.alliance.changed = True
    note(state, EventKind.STAGE, NOBODY, stage, 0.0)
    compose(state)


@compiled
def look_back(state: State) -> None:
    """Let members look back on what they learned, if that is agreed (C57)."""
    if not state.agreements.evaluation:
        return
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            organisation = state.organisations[membership.organisation]
            organisation.experience = with_lesson(organisation.experience, state.mechanisms.dissolution.lesson)
    note(state, EventKind.EVALUATED, NOBODY, NOTHING, 0.0)


@compiled
def goes_on_as_network(state: State, end: End) -> bool:
    """Tell whether an alliance that has done its work goes on for exchange (C56)."""
    alliance = state.alliance
    in_good_order = end in (End.GOAL_REACHED, End.GOAL_MISSED, End.RENEWAL_FAILED, End.AGREED_DATE, End.GIVEN_UP)
    company = alliance.started != NEVER and alliance.core + alliance.supporters > 1
    return state.agreements.transition and in_good_order and company and alliance.form == Form.ALLIANCE


@compiled
def close(state: State, end: End) -> None:
    """End the alliance; whoever has not answered yet no longer counts."""
    alliance = state.alliance
    settle_goal(state)
    network = goes_on_as_network(state, end)
    if alliance.ended == NEVER:
        alliance.end = end
        alliance.ended = state.clock.week
        note(state, EventKind.ENDED, NOBODY, end, alliance.tally.adopted)
        look_back(state)
    if network:
        alliance.form = Form.NETWORK
        note(state, EventKind.NETWORK, NOBODY, NOTHING, 0.0)
    alliance.stage = Stage.EXCHANGING if network else Stage.ENDED
    alliance.since = state.clock.week
    alliance.changed = True
    compose(state)
