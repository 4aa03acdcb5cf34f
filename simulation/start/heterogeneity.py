"""Heterogeneity: below 1, organisations are drawn together towards the mean of those whom an alliance invites.

Sums are taken in the order in which NumPy takes them, so that runs agree with those of the time when it did this: lists
of up to 128 numbers in eight lanes, tables of several columns row by row.
"""

from simulation.engine.beginning import Matrix, Rows
from simulation.engine.compilation import compiled
from simulation.engine.state import World, seen_by

LANES = 8


@compiled
def lane(values: Matrix, rows: Rows, first: int, end: int) -> float:
    """Return the sum of every eighth value, from the first on."""
    total = values[rows[first]]
    for place in range(first + LANES, end, LANES):
        total += values[rows[place]]
    return float(total)


@compiled
def mean_in_lanes(values: Matrix, rows: Rows) -> float:
    """Return the mean of the values in some rows, added up in eight lanes."""
    end, total = len(rows) - len(rows) % LANES, 0.0
    if end > 0:
        first = (lane(values, rows, 0, end) + lane(values, rows, 1, end)) + (
            lane(values, rows, 2, end) + lane(values, rows, 3, end)
        )
        second = (lane(values, rows, 4, end) + lane(values, rows, 5, end)) + (
            lane(values, rows, 6, end) + lane(values, rows, 7, end)
        )
        total = first + second
    for place in range(end, len(rows)):
        total += values[rows[place]]
    return total / len(rows)


@compiled
def mean_in_turn(values: Matrix, rows: Rows) -> float:
    """Return the mean of the values in some rows, added up one by one."""
    total = 0.0
    for row in rows:
        total += values[row]
    return total / len(rows)


@compiled
def draw_together(values: Matrix, mean: float, share: float) -> None:
    """Draw values together towards a mean; a share of 1 leaves them, 0 makes them alike."""
    for i in range(len(values)):
        values[i] = mean + share * (values[i] - mean)


@compiled
def draw_traits_together(world: World, share: float) -> None:
    """Draw values and manners together towards the mean of those whom the scenario's own alliance invites."""
    invited = seen_by(world, 0).memberships["organisation"][: world.alliances[0].plan.invited]
    economic, cultural, tone = (
        world.organisations["economic"],
        world.organisations["cultural"],
        world.organisations["tone"],
    )
    draw_together(economic, mean_in_lanes(economic, invited), share)
    draw_together(cultural, mean_in_lanes(cultural, invited), share)
    draw_together(tone, mean_in_lanes(tone, invited), share)


@compiled
def draw_wishes_together(world: World, share: float) -> None:
    """Draw wishes together towards the mean of those whom each alliance invites."""
    for a in range(len(world.alliances)):
        state = seen_by(world, a)
        invited = state.memberships["organisation"][: state.alliance.plan.invited]
        for k in range(len(state.demands)):
            draw_wish_together(state.positions["ideal"], k, invited, share)
            draw_wish_together(state.positions["least"], k, invited, share)
            draw_wish_together(state.positions["red_line"], k, invited, share)


@compiled
def draw_wish_together(wishes: Matrix, k: int, invited: Rows, share: float) -> None:
    """Draw what all want of one demand together."""
    own = wishes[:, k]
    draw_together(own, mean_in_turn(own, invited) if wishes.shape[1] > 1 else mean_in_lanes(own, invited), share)
