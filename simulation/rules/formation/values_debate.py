"""The debate on values: common ground at the start, and what talking settles (C19, C20, C24, C57)."""

from simulation.engine.compilation import compiled
from simulation.engine.state import State
from simulation.rules.shared.core_group import core_member
from simulation.rules.shared.diversity import friction
from simulation.rules.shared.governing_bodies import moderated

# --- rules ---------------------------------------------------------------------------------------


@compiled
def talked_through(talked: float, rate: float) -> float:
    """Return the settled share of value differences after one more week of debate, which settles part of the rest."""
    return talked + (1.0 - talked) * rate


@compiled
def common_ground(points: int, ground: float) -> float:
    """Return the share of value differences that signed statements settle beforehand, each part of the rest (C20)."""
    return 1.0 - (1.0 - ground) ** points


# --- on the state --------------------------------------------------------------------------------


@compiled
def debate(state: State) -> None:
    """Talk about values for a week (C19)."""
    formation = state.mechanisms.formation
    rate = moderated(formation.debate_rate, formation.moderation, state.agreements.moderation)
    state.alliance.talked = talked_through(state.alliance.talked, rate)


@compiled
def first_impression(state: State) -> None:
    """Begin with the common ground of earlier talks, signed statements and lessons learned (C19, C20, C57)."""
    alliance = state.alliance
    ground = common_ground(state.agreements.value_points, state.mechanisms.formation.debate_rate)
    lessons = 0.0
    for place in range(alliance.core):
        lessons += state.organisations[core_member(state, place).organisation].experience
    experience = lessons / max(1, alliance.core)
    alliance.talked = talked_through(talked_through(alliance.talked, ground), experience)
    alliance.clarified += (1.0 - alliance.clarified) * experience


@compiled
def mean_friction(state: State) -> float:
    """Return the friction that a member in the core group meets in its encounter with the others on average (C24)."""
    alliance = state.alliance
    tone = strain = 0.0
    for place in range(alliance.core):
        tone += state.organisations[core_member(state, place).organisation].tone / alliance.core
    for place in range(alliance.core):
        membership = core_member(state, place)
        manners = abs(state.organisations[membership.organisation].tone - tone)
        strain += friction(membership.distance, alliance.talked, manners, alliance.clarified) / alliance.core
    return strain
