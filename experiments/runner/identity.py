"""Identity: the name of a run, made from all that decides how it comes out."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.design.points import Column, Points, identity, kind_of
from experiments.design.scenario_paths import places
from simulation.errors import KeyPath
from simulation.scenario.messages import value_at

type Names = NDArray[np.uint64]

NAME_LENGTH = 16
_FOR_READERS = re.compile(r"(title|summary|english|german)\.|organisations\.\d+\.title$")


def point_names(model: str, resolved: Mapping[str, Any], points: Points) -> Names:
    """Name every point of a design by the model and by all parameters with which it is run.

    A name is the sum, modulo 2^64, of the hashes of single facts (M. Bellare, D. Micciancio: A New Paradigm for
    Collision-Free Hashing, 1997). A point's is therefore that of the scenario, less the values that the point
    replaces, plus its own; and parameters that are the same give the same name, whichever of them vary.

    Args:
        model: fingerprint of the model's behaviour.
        resolved: the scenario with all its defaults, before the changes of the points.
        points: what varies.
    """
    common = _sum([("model", model), *deciding(resolved).items()])
    names = np.full(len(points), common, np.uint64)
    for path, column in points.columns.items():
        names += _replacing(resolved, path, column)
    return names


def seed_names(seeds: NDArray[np.int64]) -> Names:
    """Return what each seed adds to the name of its point to make that of the run."""
    return _mixed(np.uint64(_of_text("seed")), seeds.astype(np.uint64))


def written(names: Names) -> list[str]:
    """Write names as texts of 16 hexadecimal digits."""
    text = names.astype(">u8").tobytes().hex()
    return [text[start : start + NAME_LENGTH] for start in range(0, len(text), NAME_LENGTH)]


def read(texts: Iterable[str]) -> Names:
    """Read names from texts.

    Raises:
        ValueError: where one of them is none.
        TypeError: where one of them is no text.
    """
    names = list(texts)
    if any(len(name) != NAME_LENGTH for name in names):
        raise ValueError(f"a name has {NAME_LENGTH} hexadecimal digits")
    return np.frombuffer(bytes.fromhex("".join(names)), ">u8").astype(np.uint64)


def deciding(resolved: Mapping[str, Any]) -> dict[str, Any]:
    """Return every single value of a scenario that decides how its runs come out, by dotted path.

    Titles, summary and names in other languages are for readers; a title counts where it names the random numbers.
    """
    kept = {path: value for path, value in leaves((), resolved) if not _FOR_READERS.match(path)}
    return kept | {"stream": resolved.get("stream") or value_at(resolved, ("title", "en"))}


def leaves(path: KeyPath, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every single value of nested tables and lists with its dotted path."""
    if isinstance(value, Mapping):
        items: Iterable[tuple[str | int, Any]] = value.items()
    elif isinstance(value, list | tuple):
        items = enumerate(value)
    else:
        yield ".".join(map(str, path)), value
        return
    for key, inner in items:
        yield from leaves((*path, key), inner)


def _replacing(resolved: Mapping[str, Any], path: str, column: Column) -> Names:
    """Return, for every point, the sum of a field's new facts less that of the old ones."""
    used, codes = np.unique(column.codes, return_inverse=True)  # of many scenarios each has a few of the levels
    replacing: Names = np.zeros(len(codes), np.uint64)
    for where in places(resolved, path):
        own = value_at(resolved, where)
        levels = [own if (level := column.levels[code]) is None else level for code in used]
        replacing += _of_levels(where, levels)[codes] - _sum(leaves(where, own))
    return replacing


def _of_levels(where: KeyPath, levels: Sequence[Any]) -> Names:
    if kind_of(levels) in (int, float) and None not in levels:
        return _of_numbers(".".join(map(str, where)), np.asarray(levels, np.float64))
    return np.array([_sum(leaves(where, level)) for level in levels], np.uint64)


def _sum(facts: Iterable[tuple[str, Any]]) -> np.uint64:
    told = [(name, value, isinstance(value, int | float) and not isinstance(value, bool)) for name, value in facts]
    names = np.array([_of_text(name) for name, _, is_number in told if is_number], np.uint64)
    numbers = _mixed(names, _bits(np.array([value for _, value, is_number in told if is_number], np.float64)))
    others = [_of_text(f"{name}={identity(value)}") for name, value, is_number in told if not is_number]
    total: np.uint64 = np.concatenate([numbers, np.array(others, np.uint64)]).sum(dtype=np.uint64)
    return total


def _of_text(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _of_numbers(name: str, numbers: NDArray[np.float64]) -> Names:
    return _mixed(np.uint64(_of_text(name)), _bits(numbers))


def _bits(numbers: NDArray[np.float64]) -> Names:
    """Return the bits of numbers; of whole ones like of those with a point, and of -0 like of 0."""
    return (numbers + 0.0).view(np.uint64)


def _mixed(names: Names | np.uint64, bits: Names) -> Names:
    """Hash values with the hash of the name of their field, all at once, as there may be millions.

    The mixing is that of SplitMix64 (G. Steele, D. Lea, C. Flood: Fast Splittable Pseudorandom Number Generators,
    2014).
    """
    mixed = bits ^ names
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))
