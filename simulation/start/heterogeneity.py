"""Heterogeneity: below 1, organisations are drawn together towards the mean of those whom an alliance invites."""

from simulation.engine.beginning import Matrix, Rows
from simulation.engine.compilation import compiled
from simulation.engine.state import World, seen_by


@compiled
def draw_together(values: Matrix, among: Rows, share: float) -> None:
    """Draw all values towards the mean of those in some rows; a share of 1 leaves them, 0 makes them alike."""
    total = 0.0
    for row in among:
        total += values[row]
    mean = total / len(among)
    for i in range(len(values)):
        values[i] = mean + share * (values[i] - mean)


@compiled
def draw_traits_together(world: World, share: float) -> None:
    """Draw values and manners together towards the mean of those whom the scenario's own alliance invites."""
    invited = seen_by(world, 0).memberships["organisation"][: world.alliances[0].plan.invited]
    draw_together(world.organisations["economic"], invited, share)
    draw_together(world.organisations["cultural"], invited, share)
    draw_together(world.organisations["tone"], invited, share)


@compiled
def draw_wishes_together(world: World, share: float) -> None:
    """Draw wishes together towards the mean of those whom each alliance invites."""
    for a in range(len(world.alliances)):
        state = seen_by(world, a)
        invited = state.memberships["organisation"][: state.alliance.plan.invited]
        for k in range(len(state.demands)):
            draw_together(state.positions["ideal"][:, k], invited, share)
            draw_together(state.positions["least"][:, k], invited, share)
            draw_together(state.positions["red_line"][:, k], invited, share)
