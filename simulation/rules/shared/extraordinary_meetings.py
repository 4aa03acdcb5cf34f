"""Extraordinary meetings: governing bodies that meet between their dates where a decision comes sooner (C29)."""

import math

from simulation.engine.codes import NEVER, NOTHING, CalendarKind, EventKind, Venue
from simulation.engine.compilation import compiled
from simulation.engine.demand_rows import DemandRow
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.governing_bodies import decides, wait_for_meeting
from simulation.rules.shared.time_and_money import free_hours

# --- rules ---------------------------------------------------------------------------------------


@compiled
def comes_too_late(week: int, wait: float, date: int) -> bool:
    """Tell whether a date presses: it is still to come, and the next regular meeting does not come before it.

    Args:
        week: of the run.
        wait: weeks until the governing body meets by its calendar.
        date: week of the decision; -1 if there is none to come.
    """
    return week < date <= math.floor(week + wait)


# --- on the state --------------------------------------------------------------------------------


@compiled
def decided_next(state: State, demand: DemandRow) -> int:
    """Return the next week after this one in which an open demand is decided once and for all; -1 without any."""
    week, date = state.clock.week, NEVER
    if demand.decided_on > week:
        date = demand.decided_on
    for i in range(len(state.calendar)):
        entry = state.calendar[i]
        is_vote = entry.kind == CalendarKind.VOTE and demand.venue == Venue.PARLIAMENT
        if is_vote and entry.week > week and entry.week >= demand.agenda_from:
            date = entry.week if date == NEVER else min(date, entry.week)
    return date


@compiled
def next_decision(state: State) -> int:
    """Return the next week after this one in which any open demand is decided; -1 without any."""
    first = NEVER
    for k in range(len(state.demands)):
        date = decided_next(state, state.demands[k]) if state.demands[k].open else NEVER
        if date != NEVER and (first == NEVER or date < first):
            first = date
    return first


@compiled
def meets_out_of_turn(state: State, who: int) -> bool:
    """Let a governing body meet between its dates if a decision presses; the meeting takes its people's hours."""
    hours = state.agreements.extraordinary_hours
    if hours <= 0.0:
        return False
    organisation, week = state.organisations[who], state.clock.week
    wait = wait_for_meeting(organisation.first_meeting, organisation.interval, week)
    if not comes_too_late(week, wait, next_decision(state)):
        return False
    organisation.claimed += hours
    organisation.load += min(1.0, hours / max(free_hours(state, organisation), 1e-9))
    note(state, EventKind.EXTRAORDINARY, who, NOTHING, hours)
    return True


@compiled
def takes_it_up(state: State, who: int) -> bool:
    """Tell whether a governing body decides what lies before it this week: at a regular meeting, or out of turn."""
    return decides(state, who) or meets_out_of_turn(state, who)
