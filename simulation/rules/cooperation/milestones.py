"""Milestones: intermediate goals and successes give back energy in a long campaign (C28)."""

from simulation.engine.codes import NOBODY, NOTHING, EventKind, Stage, Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import State

# --- rules ---------------------------------------------------------------------------------------


@compiled
def encouraged(energy: float, share: float) -> float:
    """Return energy after something was achieved: part of what was missing comes back (C28)."""
    return energy + (1.0 - energy) * min(1.0, share)


# --- on the state --------------------------------------------------------------------------------


@compiled
def cheer(state: State, share: float) -> None:
    """Give all members back part of their missing energy."""
    state.alliance.encouraged = state.clock.week
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            organisation = state.organisations[membership.organisation]
            organisation.energy = encouraged(organisation.energy, share)


@phase
def celebrate_milestones(state: State) -> None:
    """Reach the next milestone when the joint work has come far enough; planning and celebrating take time (C28)."""
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    if alliance.stage != Stage.WORKING or alliance.milestones >= state.agreements.milestones:
        return
    step = cooperation.campaign_hours / (state.agreements.milestones + 1)
    if alliance.achieved < step * (alliance.milestones + 1):
        return
    alliance.milestones += 1
    alliance.extra_talks += cooperation.meeting_hours
    cheer(state, cooperation.encouragement)
    note(state, EventKind.MILESTONE, NOBODY, NOTHING, 1.0 * alliance.milestones)
