"""Pairs of organisations by the forums to which both belong: how many there are, and how many of them found each other.

A forum decides whom one meets, so that its effect shows in all pairs and not only in those who came to somebody's mind.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from math import nan
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import NEVER, NOBODY

# Kinds of pairs: in no forum together, in one, in several.
KINDS = 3
_MOST_SEATINGS = 2_000  # different sets of forums, of which each is held against each

type Records = npt.NDArray[Any]


def partners_by_forums(spells: Records, seats: Records, organisations: int) -> list[float]:
    """Return the share of all pairs of whom one brought the other into an alliance, by the forums of both.

    Args:
        spells: membership spells.
        seats: who belongs to which forum.
        organisations: how many there are.

    Returns:
        Shares of pairs in no forum together, in one, and in several; NaN where there are no such pairs, and where
        organisations belong to too many different sets of forums for counting.
    """
    forums: dict[int, frozenset[int]] = {who: frozenset(own) for who, own in _forums_of(seats)}
    seatings = Counter(forums.values())
    seatings[frozenset()] += organisations - len(forums)
    if len(seatings) > _MOST_SEATINGS:
        return [nan] * KINDS
    there = _pairs_of(seatings)
    found = np.zeros(KINDS)
    for one, other in set(_found(spells)):
        nothing = frozenset[int]()
        found[min(KINDS - 1, len(forums.get(one, nothing) & forums.get(other, nothing)))] += 1
    return [float(few / many) if many else nan for few, many in zip(found, there, strict=True)]


def _forums_of(seats: Records) -> Iterator[tuple[int, list[int]]]:
    """Yield each organisation that belongs to any forum, with its forums."""
    seated = np.sort(seats, order="organisation", kind="stable").tolist()
    for organisation, own in groupby(seated, key=itemgetter(0)):
        yield organisation, [forum for _, forum in own]


def _pairs_of(seatings: Counter[frozenset[int]]) -> npt.NDArray[np.float64]:
    """Count all pairs by kind, given how many organisations belong to each set of forums."""
    sets, counts = list(seatings), np.array(list(seatings.values()), float)
    number = {forum: k for k, forum in enumerate(sorted(set().union(*sets)))}
    belongs = np.zeros((len(sets), len(number)))
    for row, own in enumerate(sets):
        belongs[row, [number[forum] for forum in own]] = 1.0
    shared = np.minimum(belongs @ belongs.T, KINDS - 1).astype(int)
    pairs = np.outer(counts, counts)
    np.fill_diagonal(pairs, counts * (counts - 1))
    return np.bincount(shared.ravel(), weights=pairs.ravel(), minlength=KINDS) / 2


def _found(spells: Records) -> Iterator[tuple[int, int]]:
    """Yield whoever became a member with who asked it, or let it in, the lower row first."""
    there = spells[(spells["joined"] != NEVER) & (spells["by"] != NOBODY)]
    pairs = np.sort(np.stack([there["by"], there["organisation"]]), axis=0)
    yield from zip(*pairs.tolist(), strict=True)
