"""Diversity: how far partners differ in values and manners, and how many camps they stand for (C01, C11, C19, C24)."""

import math

from simulation.engine.codes import Status, Tier
from simulation.engine.compilation import compiled
from simulation.engine.state import State
from simulation.rules.shared.core_group import core_member

# --- rules ---------------------------------------------------------------------------------------


@compiled
def value_distance(economic: float, cultural: float, other_economic: float, other_cultural: float) -> float:
    """Return the distance between two positions on the economic and the cultural axis, 0 to 1."""
    return math.sqrt(((economic - other_economic) ** 2 + (cultural - other_cultural) ** 2) / 2)


@compiled
def friction(values: float, talked: float, manners: float, clarified: float) -> float:
    """Return the tension in one encounter: differences in values and manners not talked through (C19, C24)."""
    return values * (1.0 - talked) + manners * (1.0 - clarified)


@compiled
def effective_number(total: float, squares: float) -> float:
    """Return the effective number of groups: the inverse Simpson index, after Laakso and Taagepera (1979).

    Args:
        total: sum of the groups' sizes.
        squares: sum of their squares.
    """
    return total * total / squares if squares > 0.0 else 0.0


# --- on the state --------------------------------------------------------------------------------


@compiled
def camps(state: State) -> float:
    """Return the effective number of sectors that take part; where all have merged it is one (C01, C11)."""
    total = squares = 0.0
    for s in range(len(state.sectors)):
        total += state.sectors[s].members
        squares += state.sectors[s].members ** 2
    return effective_number(total, squares) if state.agreements.distinct else min(1.0, total)


@compiled
def place_centre(state: State) -> None:
    """Find the centre of the core group's values, and how far from it each organisation and the group are."""
    alliance = state.alliance
    economic = cultural = spread = 0.0
    for place in range(alliance.core):
        organisation = state.organisations[core_member(state, place).organisation]
        economic += organisation.economic / alliance.core
        cultural += organisation.cultural / alliance.core
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        organisation = state.organisations[membership.organisation]
        membership.distance = value_distance(organisation.economic, organisation.cultural, economic, cultural)
        if membership.status == Status.MEMBER and membership.tier == Tier.CORE:
            spread += membership.distance / alliance.core
    alliance.economic, alliance.cultural, alliance.spread = economic, cultural, spread
