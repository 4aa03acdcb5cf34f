"""Governing bodies: when they meet, how long others wait for them, what they accept together, how moderation helps."""

import math

import numpy as np
import numpy.typing as npt

from simulation.engine import streams
from simulation.engine.compilation import compiled
from simulation.engine.state import State

A_MOMENT = 1e-6  # weeks, by which a meeting may seem to be earlier or later, from one week and from another


@compiled
def wait_for_meeting(first: float, interval: float, now: float) -> float:
    """Return the weeks from `now` to the next meeting, of those every `interval` weeks from `first` on.

    A governing body that meets at this very moment is not waited for.
    """
    meetings_missed = math.ceil((now - first) / interval)
    return first + max(0, meetings_missed) * interval - now


@compiled
def next_meeting(first: float, interval: float, week: int) -> int:
    """Return a week from `week` on before which a governing body does not meet: the first in which it may.

    Where rounding leaves a doubt, it is the one before.
    """
    return week + max(0, math.floor(wait_for_meeting(first, interval, week) - A_MOMENT))


@compiled
def smallest(values: npt.NDArray[np.float64], place: int) -> float:
    """Return the value that would stand at a place, from 0, if all were sorted; reorders them (Hoare's selection)."""
    low, high = 0, len(values) - 1
    while low < high:
        pivot = values[(low + high) // 2]
        left, right = low, high
        while left <= right:
            while values[left] < pivot:
                left += 1
            while values[right] > pivot:
                right -= 1
            if left <= right:
                values[left], values[right] = values[right], values[left]
                left += 1
                right -= 1
        if place <= right:
            high = right
        elif place >= left:
            low = left
        else:
            break
    return float(values[place])


@compiled
def waiting_time(waits: npt.NDArray[np.float64], share: float) -> float:
    """Return how long it takes until a share of the governing bodies has met.

    Args:
        waits: weeks until each governing body meets; will be reordered.
        share: of the governing bodies that must have met, above 0; 1 means all.

    n governing bodies that meet every T weeks at independent times take T * n / (n + 1) on average.
    """
    needed = max(1, math.ceil(share * len(waits) - 1e-9))
    return smallest(waits, needed - 1)


@compiled
def agreed_ambition(limits: npt.NDArray[np.float64], share: float) -> float:
    """Return the highest ambition that a share of the voters accepts: under consensus, the least willing one's limit.

    Args:
        limits: most each voter accepts, 0 to 1; will be reordered.
        share: of voters whose acceptance is needed, above 0; 1 is consensus.

    n voters with limits spread evenly over [0, 1] agree by consensus on 1 / (n + 1) on average.
    """
    needed = max(1, math.ceil(share * len(limits) - 1e-9))
    return smallest(limits, len(limits) - needed)


@compiled
def moderated(value: float, gain: float, present: bool) -> float:
    """Return a rate raised by neutral moderation, towards 1 at most (C26)."""
    return value + (1.0 - value) * gain * value if present else value


@compiled
def eased(obstacle: float, gain: float, present: bool) -> float:
    """Return what stands in the way, as far as neutral moderation or clear rules leave it (C25, C26)."""
    return obstacle * (1.0 - gain) if present else obstacle


@compiled
def decides(state: State, who: int) -> bool:
    """Tell whether an organisation's governing body meets this week and takes up what lies before it (C29)."""
    organisation = state.organisations[who]
    week = state.clock.week
    if wait_for_meeting(organisation.first_meeting, organisation.interval, week) >= 1.0:
        return False
    return not streams.happens(
        organisation.postponement, state.clock.key, streams.POSTPONEMENT, week, organisation.identity, streams.ONCE
    )
