"""Pairs at risk: who could ally, had worked together, shares forums and allied, counted by hand."""

from typing import Any

import numpy as np
import pytest

from simulation.engine.codes import NEVER, Verdict
from simulation.engine.field_rows import AllianceRecordRow, FieldTables, SearchRecordRow, SpellRecordRow
from simulation.engine.tables import table
from simulation.results.pairs_at_risk import PairsAtRisk, pairs_at_risk


def rows(kind: Any, **columns: list[int]) -> Any:
    filled = table(kind, len(next(iter(columns.values()))))
    for name, values in columns.items():
        filled[name] = values
    return filled


def written(searches: Any) -> FieldTables:
    """Alliance 1 (organisations 0, 1, 2) ended in week 10, and 1 had left in week 4; alliance 2 (0, 3) goes on."""
    seats = np.array([(0, 0), (1, 0), (0, 1), (1, 1), (2, 1)], [("organisation", np.int64), ("forum", np.int64)])
    return FieldTables(
        rows(AllianceRecordRow, serial=[1, 2], ended=[10, NEVER]),
        rows(
            SpellRecordRow,
            serial=[1, 1, 1, 2, 2, 2],
            organisation=[0, 1, 2, 0, 3, 4],
            joined=[0, 0, 6, 12, 12, NEVER],
            left=[NEVER, 4, NEVER, NEVER, NEVER, NEVER],
        ),
        searches,
        seats,
    )


def search(week: int, searcher: int, candidate: int, verdict: Verdict = Verdict.PASSED_OVER, serial: int = 0) -> Any:
    return rows(
        SearchRecordRow, week=[week], searcher=[searcher], candidate=[candidate], verdict=[verdict], serial=[serial]
    )


@pytest.mark.parametrize(
    ("found", "at_risk", "joint_work", "shared_forums", "allied"),
    [
        (search(2, 0, 1), False, 0, 2, False),  # together now
        (search(5, 0, 1), True, 1, 2, False),  # the one has left
        (search(20, 0, 1), True, 1, 2, False),
        (search(20, 1, 2), True, 0, 1, False),  # in one alliance, but never at one time
        (search(20, 2, 0), True, 1, 1, False),
        (search(20, 0, 3), False, 0, 0, False),  # together now, in one that goes on
        (search(11, 0, 3, Verdict.ASKED, 2), True, 0, 0, True),
        (search(11, 0, 4, Verdict.ASKED, 2), True, 0, 0, False),  # was asked and declined
        (search(11, 3, 4, Verdict.NO_STAKE), False, 0, 0, False),
        (search(11, 3, 4, Verdict.TAKEN), False, 0, 0, False),
        (search(11, 3, 4, Verdict.GRUDGE), True, 0, 0, False),
    ],
)
def test_a_pair_is_counted_as_by_hand(
    found: Any, at_risk: bool, joint_work: int, shared_forums: int, allied: bool
) -> None:
    [pair] = zip(*pairs_at_risk(written(found), weeks=30), strict=True)
    assert pair == (at_risk, joint_work, shared_forums, allied)


def test_without_searches_or_alliances_there_is_no_pair() -> None:
    seats = np.empty(0, [("organisation", np.int64), ("forum", np.int64)])
    kept: list[Any] = [table(AllianceRecordRow, 0), table(SpellRecordRow, 0), table(SearchRecordRow, 0)]
    empty = FieldTables(kept[0], kept[1], kept[2], seats)
    pairs = pairs_at_risk(empty, weeks=30)
    assert [len(column) for column in pairs] == [0, 0, 0, 0]
    assert np.isnan(pairs.chance(pairs.at_risk))
    alone = empty._replace(searches=search(3, 0, 1))
    assert [column.tolist() for column in pairs_at_risk(alone, weeks=30)] == [[True], [0], [0], [False]]


def test_chances_are_compared_at_the_same_times() -> None:
    """At first all ally and nobody has worked with anybody: over all times strangers would seem to ally more often."""
    yes, no = True, False
    pairs = PairsAtRisk(
        at_risk=np.ones(9, bool),
        joint_work=np.array([0, 0, 0, 0, 0, 0, 1, 1, 1]),
        shared_forums=np.zeros(9, np.int64),
        allied=np.array([yes, yes, yes, no, no, no, yes, no, no]),
    )
    when = np.array([0, 0, 0, 0, 1, 1, 1, 1, 1])
    strangers, others = pairs.joint_work == 0, pairs.joint_work > 0
    assert pairs.chance(strangers) == 0.5
    assert pairs.chance_at_the_time(strangers, others, when) == 0.0
    assert pairs.chance_at_the_time(others, others, when) == pairs.chance(others)
    assert np.isnan(pairs.chance_at_the_time(strangers, others, 1 - strangers.astype(np.int64)))
