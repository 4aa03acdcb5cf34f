"""Endings: what is counted and kept when an alliance has done with its goal (C54 to C57)."""

from simulation.engine.codes import NEVER, NOBODY, NOTHING, End, EventKind, Form, Stage, Status
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.composition import compose

MOST_OF_IT = 0.5  # share of the paper's ambition from which a campaign counts as a success

# --- rules ---------------------------------------------------------------------------------------


@compiled
def with_lesson(experience: float, lesson: float) -> float:
    """Return an organisation's experience after one more joint attempt was looked back on, 0 to 1 (C57)."""
    return experience + (1.0 - experience) * lesson


# --- on the state --------------------------------------------------------------------------------


@compiled
def firm(state: State, ambition: float) -> float:
    """Return what a paper asks for sure, where it leaves a share of each demand open (C23)."""
    return ambition * (1.0 - state.agreements.details_open)


@compiled
def adopted_share(state: State) -> float:
    """Return the share of the paper's ambition that the arena has adopted, 0 to 1."""
    agreed = adopted = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        agreed += demand.weight * firm(state, demand.agreed)
        adopted += demand.weight * demand.adopted
    return adopted / agreed if agreed > 0.0 else 0.0


@compiled
def adopted_of_all(state: State) -> float:
    """Return the adopted ambition, by priority over all demands, 0 to 1."""
    adopted = weights = 0.0
    for k in range(len(state.demands)):
        adopted += state.demands[k].weight * state.demands[k].adopted
        weights += state.demands[k].weight
    return adopted / weights


@compiled
def settle_goal(state: State) -> None:
    """Keep what came of the first goal; later goals of the same alliance are counted, not added up."""
    alliance = state.alliance
    if alliance.renewals == 0 and alliance.ended == NEVER:
        alliance.adopted = adopted_share(state)
        alliance.impact = adopted_of_all(state)


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
    in_good_order = end in (End.REACHED, End.OBSOLETE, End.AGREED_DATE)
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
        note(state, EventKind.ENDED, NOBODY, end, alliance.adopted)
        look_back(state)
    if network:
        alliance.form = Form.NETWORK
        note(state, EventKind.NETWORK, NOBODY, NOTHING, 0.0)
    alliance.stage = Stage.EXCHANGING if network else Stage.ENDED
    alliance.since = state.clock.week
    alliance.changed = True
    compose(state)
