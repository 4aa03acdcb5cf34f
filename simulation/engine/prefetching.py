"""Prefetching: rows of tables that the processor fetches from memory while it still works on something else.

In a field of hundreds of thousands of organisations most of a week would be waiting for memory.
"""

# mypy: disable-error-code="import-untyped, no-untyped-call, untyped-decorator"

from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import lower_builtin, type_callable
from numba.np.arrayobj import make_array

from simulation.engine.compilation import compiled
from simulation.engine.state import State, World, seen_by

_LINE = 64  # bytes that memory hands over at once
_HOW = [ir.Constant(ir.IntType(32), number) for number in (0, 3, 1)]  # to read, to be kept near, data


def prefetch(_table: Any, _row: int) -> None:
    """Let a row of a table be fetched, which nothing waits for; in plain Python it does nothing."""


@type_callable(prefetch)
def _called(_context: Any) -> Any:
    def typer(table: Any, row: Any) -> Any:
        is_row = isinstance(table, types.Array) and isinstance(row, types.Integer)
        return types.none if is_row else None

    return typer


@lower_builtin(prefetch, types.Array, types.Integer)
def _fetched(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Ask for each line in which a part of the row lies."""
    table = make_array(signature.args[0])(context, builder, arguments[0])
    length = builder.extract_value(table.strides, 0)
    row = builder.gep(builder.bitcast(table.data, cgutils.voidptr_t), [builder.mul(arguments[1], length)])
    last = builder.sub(length, length.type(1))
    with cgutils.for_range_slice(builder, length.type(0), length, length.type(_LINE)) as (start, _):
        _ask_for(builder, builder.gep(row, [start]))
    _ask_for(builder, builder.gep(row, [last]))
    return context.get_dummy_value()


def _ask_for(builder: Any, pointer: Any) -> None:
    takes = ir.FunctionType(ir.VoidType(), [cgutils.voidptr_t, *(number.type for number in _HOW)])
    builder.call(cgutils.get_or_insert_function(builder.module, takes, "llvm.prefetch.p0i8"), [pointer, *_HOW])


@compiled
def fetch_block(world: World, block: int) -> None:
    """Have all rows fetched that the alliances of a block need; waiting for one after the other would take longer.

    Where one block is all there is, its rows are in the processor's cache already.
    """
    if len(world.blocks) == 2:
        return
    alliances = world.turns[world.blocks[block] : world.blocks[block + 1]]
    for a in alliances:
        prefetch(world.alliances, a)
    for a in alliances:
        fetch_own(seen_by(world, a))
    for a in alliances:
        fetch_organisations(seen_by(world, a))


@compiled
def fetch_own(state: State) -> None:
    """Have the rows fetched that an alliance has to itself."""
    for row in range(len(state.memberships)):
        prefetch(state.memberships, row)
    for s in range(len(state.sectors)):
        prefetch(state.sectors, s)
    for k in range(len(state.demands)):
        prefetch(state.demands, k)


@compiled
def fetch_organisations(state: State) -> None:
    """Have the rows fetched of all organisations that an alliance lists."""
    for row in range(len(state.memberships)):
        prefetch(state.organisations, state.memberships[row].organisation)
        prefetch(state.positions, state.memberships[row].organisation)
