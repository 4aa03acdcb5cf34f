"""Turns: which alliances of a field have theirs one after the other.

Organisations ally at their own place only. So alliances at different places have nothing to do with each other within a
week, and those of one place can have theirs together, while what they need is in the processor's cache.
"""

from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState
from simulation.engine.state import World


@compiled
def block_of(world: World, field: FieldState, a: int) -> int:
    """Return in which block an alliance has its turn: that of its place, or the only one."""
    return int(field.foundings[a].place) if len(world.blocks) > 2 else 0


@compiled
def line_up(world: World, field: FieldState) -> None:
    """Put the alliances that stand in turn, those of a block one after the other, as their rows do (counting sort)."""
    blocks, first, end = world.blocks, len(field.rivals), field.book.alliances_used
    blocks[:] = 0
    for a in range(first, end):
        if field.foundings[a].serial > 0:
            blocks[block_of(world, field, a)] += 1
    for block in range(1, len(blocks)):
        blocks[block] += blocks[block - 1]
    for a in range(end - 1, first - 1, -1):
        if field.foundings[a].serial > 0:
            block = block_of(world, field, a)
            blocks[block] -= 1
            world.turns[blocks[block]] = a
