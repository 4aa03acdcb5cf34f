"""Pairs at risk of an alliance: one looks for partners, the other comes to its mind, and both could ally for the issue.

Whether those who worked together ally again, or those who share forums do, can only be said of pairs with an
opportunity; each search gives some (Feld 1981; McPherson, Smith-Lovin and Cook 2001).
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import NEVER, Verdict
from simulation.engine.field_rows import FieldTables

HALF_A_YEAR = 26  # weeks, by which pairs are compared that were at risk at the same time

type Rows = npt.NDArray[np.int64]
type Mask = npt.NDArray[np.bool_]

# Who cannot ally for the issue now, whatever speaks for it: there is nothing to choose.
_NO_CHOICE = (
    Verdict.ELSEWHERE,
    Verdict.NO_STAKE,
    Verdict.RIVAL,
    Verdict.TAKEN,
    Verdict.ASKED_TO_BE_LET_IN,
)


class PairsAtRisk(NamedTuple):
    """What is known of the pairs of all searches, a place for each candidate.

    Attributes:
        at_risk: whether both could ally for the issue, and are in no alliance together now.
        joint_work: alliances in which both were members at the same time, and no longer are.
        shared_forums: forums to which both belong.
        allied: whether the candidate was asked and became a member.
    """

    at_risk: Mask
    joint_work: Rows
    shared_forums: Rows
    allied: Mask

    def chance(self, of: Mask) -> float:
        """Return the share of some pairs at risk that allied; NaN without any."""
        chosen = self.at_risk & of
        return float(self.allied[chosen].mean()) if chosen.any() else np.nan

    def chance_at_the_time(self, of: Mask, like: Mask, when: Rows) -> float:
        """Return the same share as it would be, had those pairs been at risk when others were; NaN without any.

        Many alliances are founded at first, when nobody has worked with anybody yet: shares over all times would
        compare times and not pairs, which direct standardisation mends.

        Args:
            of: the pairs.
            like: the others.
            when: the time at which each pair was at risk, as a whole number.
        """
        chosen, others = self.at_risk & of, self.at_risk & like
        weights = weights_at_the_time(when[chosen], when[others])
        return float(np.average(self.allied[chosen], weights=weights)) if weights.any() else np.nan


def weights_at_the_time(when: Rows, others: Rows) -> npt.NDArray[np.float64]:
    """Return weights by which as much of something counts at each time as there is of something else.

    Args:
        when: times of the one, as whole numbers.
        others: times of the other.

    >>> weights_at_the_time(np.array([0, 0, 1]), np.array([0, 1, 1, 2])).tolist()
    [0.5, 0.5, 2.0]
    """
    last = 1 + max(when.max(initial=0), others.max(initial=0))
    own, wanted = (np.bincount(times, minlength=last) for times in (when, others))
    weights: npt.NDArray[np.float64] = wanted[when] / own[when]
    return weights


def pairs_at_risk(tables: FieldTables, weeks: int) -> PairsAtRisk:
    """Return what is known of all pairs of whom one came to the other's mind.

    Args:
        tables: what was written down of a run.
        weeks: that were lived.
    """
    searches = tables.searches
    together, before = _joint_work(tables, weeks)
    forums = _in_common(searches, tables.seats["organisation"], tables.seats["forum"])
    return PairsAtRisk(
        at_risk=~np.isin(searches["verdict"], _NO_CHOICE) & (together == 0),
        joint_work=before,
        shared_forums=np.bincount(forums.search, minlength=len(searches)),
        allied=(searches["verdict"] == Verdict.ASKED) & _joined(tables),
    )


class _Common(NamedTuple):
    """What searcher and candidate have in common: the search, and the rows of a table in which each of them has it."""

    search: Rows
    ones: Rows
    others: Rows


def _in_common(searches: npt.NDArray[Any], who: Rows, what: Rows) -> _Common:
    """Find what both of each search's pair have, in a table that says who has what, each once."""
    order = np.argsort(who, kind="stable")
    first, end = (np.searchsorted(who[order], searches["searcher"], side) for side in ("left", "right"))
    counts = end - first
    search = np.repeat(np.arange(len(searches)), counts)
    ones = order[np.repeat(first, counts) + np.arange(len(search)) - np.repeat(np.cumsum(counts) - counts, counts)]
    keys = who * (what.max(initial=0) + 1) + what
    sought = searches["candidate"][search] * (what.max(initial=0) + 1) + what[ones]
    by_key = np.argsort(keys, kind="stable")
    places = np.minimum(np.searchsorted(keys[by_key], sought), max(len(keys) - 1, 0))
    others = by_key[places] if len(keys) else places
    is_there = keys[others] == sought if len(keys) else np.zeros(0, bool)
    return _Common(search[is_there], ones[is_there], others[is_there])


def _joint_work(tables: FieldTables, weeks: int) -> tuple[Rows, Rows]:
    """Count for the pair of each search the alliances in which both are members, and those in which both were."""
    spells = tables.spells[tables.spells["joined"] != NEVER]
    ended = dict(zip(tables.alliances["serial"].tolist(), tables.alliances["ended"].tolist(), strict=True))
    ends = np.array([ended[serial] for serial in spells["serial"].tolist()], np.int64)
    until = np.where(spells["left"] != NEVER, spells["left"], np.where(ends != NEVER, ends, weeks))
    common = _in_common(tables.searches, spells["organisation"], spells["serial"])
    begun = np.maximum(spells["joined"][common.ones], spells["joined"][common.others])
    over = np.minimum(until[common.ones], until[common.others])
    week, count = tables.searches["week"][common.search], len(tables.searches)
    is_now, is_past = (begun < week) & (week <= over), (begun <= over) & (over < week)
    return np.bincount(common.search[is_now], minlength=count), np.bincount(common.search[is_past], minlength=count)


def _joined(tables: FieldTables) -> Mask:
    """Tell of each candidate whether it ever became a member of the alliance for which partners were looked for."""
    spells = tables.spells[tables.spells["joined"] != NEVER]
    most = 1 + max(tables.spells["organisation"].max(initial=0), tables.searches["candidate"].max(initial=0))
    keys = tables.searches["serial"] * most + tables.searches["candidate"]
    return np.isin(keys, spells["serial"] * most + spells["organisation"])
