"""Venues: who decides on a demand and when, by which route it is moved there, and what resistance answers.

Inside routes (lobbying, contacts, expertise) take work alone; outside routes (reach, camps) work through the public,
and the more so, the more it attends (Kollman 1998; Culpepper 2011 on quiet politics).
"""

import math

from simulation.engine.codes import Venue
from simulation.engine.compilation import compiled
from simulation.engine.demand_rows import DemandRow
from simulation.engine.state import State
from simulation.rules.impact.adoption_odds import odds

# --- rules ---------------------------------------------------------------------------------------


@compiled
def inside_weight(venue: Venue, salience: float) -> float:
    """Return how far a demand is moved by the inside route: where members decide, and in a ministry while it is quiet.

    Args:
        venue: that decides on it.
        salience: public attention to the topic, 0 to 1.
    """
    if venue == Venue.MEMBERS:
        return 1.0
    return 1.0 - salience if venue == Venue.MINISTRY else 0.0


@compiled
def by_routes(outside: float, inside: float, weight: float) -> float:
    """Return the influence that arrives at a venue by both routes; `weight` is that of the inside one, 0 to 1."""
    return weight * inside + (1.0 - weight) * outside


@compiled
def answered(resistance: float, pressed: float, answering: float) -> float:
    """Return resistance once those who resist have answered what openly moves against them.

    Args:
        resistance: influence that makes an even chance where nothing moves, from 0.
        pressed: influence of the alliance by the outside route, from 0; the inside one is not seen.
        answering: share by which resistance grows at most, from 0.
    """
    if answering <= 0.0 or pressed <= 0.0:
        return resistance
    return resistance * (1.0 + answering * pressed / (pressed + resistance))


@compiled
def granted_as_a_whole(chance: float, influence: float, resistance: float) -> float:
    """Return the chance that all of a demand is granted where no compromise can be: as often as its share would be."""
    return chance * influence / (influence + resistance) if influence + resistance > 0.0 else chance


@compiled
def is_on_the_agenda(week: int, agenda_from: int) -> bool:
    """Tell whether a demand can move: from the week in which it comes to the agenda, or always, if that is not said."""
    return week >= agenda_from


# --- on the state --------------------------------------------------------------------------------


@compiled
def is_decided_now(state: State, demand: DemandRow) -> bool:
    """Tell whether a demand is decided this week once and for all: on its own day, or by a vote in parliament."""
    week = state.clock.week
    voted_on = state.arena.vote and demand.venue == Venue.PARLIAMENT and is_on_the_agenda(week, demand.agenda_from)
    return voted_on or week == demand.decided_on


@compiled
def prospect_of(state: State, venue: Venue, influence: float, resistance: float) -> float:
    """Return what members may expect of a demand: that it is adopted, or where nobody decides, that it is heard."""
    if venue == Venue.NOBODY:
        return odds(influence, 1.0, 1.0)
    impact = state.mechanisms.impact
    hazard = impact.adoption_rate * odds(influence, resistance, impact.steepness)
    return 1.0 - math.exp(-hazard * state.mechanisms.dissolution.outlook_weeks)
