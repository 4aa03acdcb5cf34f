"""Pairs by shared forums, counted one by one."""

from itertools import combinations

import numpy as np
import pytest

from simulation.engine.codes import NEVER, NOBODY
from simulation.engine.field_rows import SpellRecordRow
from simulation.engine.tables import table
from simulation.results import forum_pairs
from simulation.results.forum_pairs import partners_by_forums

SEAT = [("organisation", np.int64), ("forum", np.int64)]


def seated(seats: set[tuple[int, int]]) -> np.ndarray:
    return np.array(sorted(seats), SEAT)


def brought_in(*pairs: tuple[int, int], joined: int = 1) -> np.ndarray:
    spells = table(SpellRecordRow, len(pairs))
    spells["by"], spells["organisation"], spells["joined"] = [p[0] for p in pairs], [p[1] for p in pairs], joined
    return np.asarray(spells)


def test_all_pairs_are_counted_once_whatever_forums_they_are_in() -> None:
    draws = np.random.default_rng(1)
    seats = {(int(a), int(f)) for a, f in draws.integers(0, (30, 4), (60, 2))}
    forums = {who: {f for a, f in seats if a == who} for who in range(30)}
    found = [(int(a), int(b)) for a, b in draws.integers(0, 30, (25, 2)) if a != b]
    all_pairs, ours = np.zeros(3), np.zeros(3)
    for one, other in combinations(range(30), 2):
        kind = min(2, len(forums[one] & forums[other]))
        all_pairs[kind] += 1
        ours[kind] += (one, other) in found or (other, one) in found
    assert partners_by_forums(brought_in(*found), seated(seats), 30) == pytest.approx(list(ours / all_pairs))


def test_founders_and_those_who_declined_are_nobody_s_partners() -> None:
    seats = seated({(0, 0), (1, 0)})
    assert partners_by_forums(brought_in((NOBODY, 1)), seats, 2)[1] == 0
    assert partners_by_forums(brought_in((0, 1), joined=NEVER), seats, 2)[1] == 0


def test_where_there_are_no_such_pairs_their_share_is_missing() -> None:
    none, one, several = partners_by_forums(brought_in((0, 1)), seated(set()), 3)
    assert none == pytest.approx(1 / 3)
    assert np.isnan([one, several]).all()


def test_what_would_take_too_long_to_count_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forum_pairs, "_MOST_SEATINGS", 2)
    assert np.isnan(partners_by_forums(brought_in((0, 1)), seated({(0, 0), (1, 1)}), 3)).all()
