"""Layouts: the points of each kind of design, from the values or ranges of its fields."""

import math
from array import array
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.design.points import Column, Points, Value, coded, identity
from experiments.design.variation import DesignError, Field, Levels, Range

MOST_POINTS = 1_000_000

type Fields = Mapping[str, Field]
type Base = Callable[[str], Value]


def factorial(fields: Fields) -> Points:
    """Return every combination of values; the field named last changes fastest."""
    levels = _all_levels(fields)
    count = math.prod(map(len, levels.values()))
    refuse_too_many(count)
    codes = np.meshgrid(*(np.arange(len(values), dtype=np.int32) for values in levels.values()), indexing="ij")
    columns = {path: Column(levels[path], c.ravel()) for path, c in zip(levels, codes, strict=True)}
    return Points(columns, count)


def one_at_a_time(fields: Fields, base: Base) -> Points:
    """Return the scenario itself, and then every other value of every field alone."""
    levels = _all_levels(fields)
    start = {path: _known(path, base) for path in levels}
    others = [
        {**start, path: value}
        for path, values in levels.items()
        for value in values
        if identity(value) != identity(start[path])
    ]
    points = [start, *others]
    return Points({path: coded(point[path] for point in points) for path in levels}, len(points))


def listed(fields: Fields) -> Points:
    """Return the points whose values stand side by side: the first of every field, then the second, and so on."""
    levels = _all_levels(fields)
    counts = {len(values) for values in levels.values()}
    if len(counts) != 1:
        told = ", ".join(f"{path} has {len(values)}" for path, values in levels.items()) or "there is none"
        raise DesignError(f"Listed points need as many values of every field; {told}.")
    return Points({path: coded(values) for path, values in levels.items()}, counts.pop())


def latin_hypercube(fields: Fields, size: int, seed: int) -> Points:
    """Return points of which each lies in a slice of its own of every field."""
    from scipy.stats import qmc

    return _sample(fields, qmc.LatinHypercube(len(fields), rng=seed).random(size))


def sobol(fields: Fields, size: int, seed: int) -> Points:
    """Return the first points of a scrambled Sobol sequence; more points begin with the same ones.

    Raises:
        DesignError: where their number is no power of two, at which alone they are balanced.
    """
    from scipy.stats import qmc

    if size & (size - 1):
        below = 1 << (size.bit_length() - 1)
        raise DesignError(f"{size:,} Sobol points are not balanced; take a power of two: {below:,} or {2 * below:,}.")
    return _sample(fields, qmc.Sobol(len(fields), rng=seed).random(size))


def refuse_too_many(count: int) -> None:
    """Raise a DesignError where there are more points than a sweep can hold."""
    if count > MOST_POINTS:
        raise DesignError(f"{count:,} points are too many; {MOST_POINTS:,} are the limit.")


def _all_levels(fields: Fields) -> dict[str, Levels]:
    return {path: _levels(path, field) for path, field in fields.items()}


def _levels(path: str, field: Field) -> Levels:
    if isinstance(field, Range):
        raise DesignError(f"{path} = {field} says no values; write LOW..HIGH:N for N of them, or take a sample.")
    return field


def _known(path: str, base: Base) -> Value:
    value = base(path)
    if value is None:
        raise DesignError(f"{path} has no value in the scenario while others vary; give it one with --set.")
    return value


def _sample(fields: Fields, shares: NDArray[np.float64]) -> Points:
    columns = {path: drawn(field, shares[:, k]) for k, (path, field) in enumerate(fields.items())}
    return Points(columns, len(shares))


def drawn(field: Field, shares: NDArray[np.float64]) -> Column:
    """Return the values of a field that lie at these shares of the way through them, each from 0 to 1."""
    if not isinstance(field, Range):
        return Column(field, np.minimum(np.floor(shares * len(field)), len(field) - 1).astype(np.int32))
    numbers = field.at(shares)
    if field.is_whole:
        levels, codes = np.unique(numbers.astype(np.int64), return_inverse=True)
        return Column(levels.tolist(), codes.astype(np.int32))
    # Plain numbers side by side, as so many objects would take four times the memory.
    return Column(array("d", numbers.tobytes()), np.arange(len(numbers), dtype=np.int32))
