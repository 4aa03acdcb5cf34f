"""What a run of a field returns: its outcome, each number of it declared once, and read off what was written down."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import NEVER, End
from simulation.engine.field_state import FieldTables
from simulation.results.measure import (
    DISTANCE,
    HIGHER,
    LOWER,
    ORGANISATIONS,
    RATIO,
    SECTORS,
    SHARE,
    WEEKS,
    Measure,
    Unit,
    headlines,
    measure,
    measures,
)
from simulation.results.pairs_at_risk import pairs_at_risk

ALLIANCES = Unit("alliances", 0.05)
_NO_BETTER = "more alliances are not better ones"
_BREADTH = "breadth is a means; what it brings and costs shows elsewhere"
_OLD_OR_NEW = "whether old partners or new ones are better is what is asked"
HALF_A_YEAR = 26  # weeks
_LEAST_MEMBERS = 2  # of what has formed


@dataclass(slots=True)
class FieldOutcome:
    """How one run of a field came out; `FIELD_OUTCOMES` gives what is declared of each number. What is missing is NaN.

    An alliance has formed if it has had two members or more.
    """

    founded: int = measure(ALLIANCES, "founded", None, _NO_BETTER, headline=1, title="alliances founded")
    formed: int = measure(
        ALLIANCES,
        "of these, with two members or more at some time",
        None,
        _NO_BETTER,
        headline=2,
        title="number of alliances",
        note="alliances that had two members or more",
    )
    standing: float = measure(
        ALLIANCES, "with two members or more at one time, on average over the weeks", None, _NO_BETTER
    )
    size_median: float = measure(
        ORGANISATIONS,
        "median of the most members of each alliance that has formed; missing without any",
        None,
        _BREADTH,
        headline=3,
        title="median size",
    )
    size_mean: float = measure(
        ORGANISATIONS, "most members of an alliance that has formed, on average; missing without any", None, _BREADTH
    )
    largest: int = measure(
        ORGANISATIONS, "most members of the largest alliance", None, _BREADTH, headline=4, title="largest size"
    )
    sectors_mean: float = measure(
        SECTORS,
        "mean effective number of alliances that have formed, when largest; missing without any",
        None,
        "variety is a means; what it brings and costs shows elsewhere",
        headline=5,
        title="breadth",
    )
    spread_mean: float = measure(
        DISTANCE,
        "distance of members from their centre in values then, on average; missing without any that formed",
        None,
        "variety is a means; what it brings and costs shows elsewhere",
        title="spread of values",
    )
    depth_mean: float = measure(
        SHARE,
        "mean ambition agreed on in alliances with an agreement; missing without any",
        HIGHER,
        "alliances agreed to ask for more",
        headline=6,
        title="depth",
    )
    impact_mean: float = measure(
        SHARE,
        "ambition adopted, on average over alliances with an agreement; missing without any",
        HIGHER,
        "more of what alliances wanted was adopted",
        title="mean impact",
    )
    success_share: float = measure(
        SHARE,
        "share of ended alliances that had formed whose goal was reached; missing without any",
        HIGHER,
        "more alliances achieved most of what they agreed on",
        title="goals reached",
    )
    weeks_to_form: float = measure(
        WEEKS,
        "from the founding to the first week together, on average; missing without any that formed",
        LOWER,
        "time before the first week together is time without effect",
    )
    lifetime_median: float = measure(
        WEEKS,
        "weeks together after which half of the alliances have ended, those that stand censored; missing if never",
        None,
        "an early end may be success or failure; a long life may be both",
        headline=7,
        title="median lifetime",
    )
    memberships: float = measure(
        RATIO,
        "alliances that an organisation was ever a member of, on average over all organisations",
        None,
        "memberships cost time as well as bringing partners",
    )
    alone: float = measure(
        SHARE,
        "share of all organisations that were never a member of an alliance that formed",
        LOWER,
        "fewer organisations stand alone",
    )
    again: float = measure(
        SHARE,
        "share of members that had been in an earlier alliance with somebody there; missing without any member",
        None,
        _OLD_OR_NEW,
    )
    ally_again: float = measure(
        SHARE,
        "share of candidates with past joint work, free for the issue, that were asked and joined; missing without any",
        None,
        _OLD_OR_NEW,
        title="chance with past joint work",
        note="share of candidates that were asked and joined",
    )
    ally_first: float = measure(
        SHARE,
        "the same share of candidates without past joint work, weighed to the same half-years; missing without any",
        None,
        _OLD_OR_NEW,
        title="chance without past joint work",
        note="share of candidates that were asked and joined",
    )

    def __eq__(self, other: object) -> bool:
        return _equal_parts(self) == _equal_parts(other) if isinstance(other, FieldOutcome) else NotImplemented

    __hash__ = None  # type: ignore[assignment] # its numbers can be written


def _equal_parts(outcome: FieldOutcome) -> tuple[object, ...]:
    """Return the parts of an outcome such that what is missing equals itself, in whatever process it was missed."""
    return tuple(None if part != part else part for part in astuple(outcome))


FIELD_OUTCOMES: dict[str, Measure] = measures(FieldOutcome)
FIELD_HEADLINES = headlines(FIELD_OUTCOMES)


def field_outcome(tables: FieldTables, weeks: int, organisations: int) -> FieldOutcome:
    """Return the outcome of a run of a field.

    Args:
        tables: what was written down of it.
        weeks: that were lived.
        organisations: in the field.
    """
    alliances = tables.alliances
    formed = alliances[alliances["members_max"] >= _LEAST_MEMBERS]
    agreed = formed[formed["agreed"] != NEVER]
    is_ended = formed["ended"] != NEVER
    ended, lived = formed[is_ended], np.where(is_ended, formed["ended"], weeks) - formed["started"]
    pairs = pairs_at_risk(tables, weeks)
    has_worked = pairs.joint_work > 0
    joined = tables.spells[tables.spells["joined"] != NEVER]
    in_formed = joined[np.isin(joined["serial"], formed["serial"])]
    lasted = np.where(formed["ended"] == NEVER, weeks, formed["ended"] + 1) - formed["started"]
    return FieldOutcome(
        founded=len(alliances),
        formed=len(formed),
        standing=float(lasted.sum() / weeks) if weeks else nan,
        size_median=_median(formed["members_max"]),
        size_mean=_mean(formed["members_max"]),
        largest=int(formed["members_max"].max(initial=0)),
        sectors_mean=_mean(formed["sectors"]),
        spread_mean=_mean(formed["spread"]),
        depth_mean=_mean(agreed["depth"]),
        impact_mean=_mean(agreed["impact"]),
        success_share=_mean(ended["end"] == End.GOAL_REACHED),
        weeks_to_form=_mean(formed["started"] - formed["begun"]),
        lifetime_median=_half_life(lived[is_ended], lived[~is_ended]),
        memberships=len(in_formed) / organisations,
        alone=1.0 - len(np.unique(in_formed["organisation"])) / organisations,
        again=_mean(again(in_formed)),
        ally_again=pairs.chance(has_worked),
        ally_first=pairs.chance_at_the_time(pairs.joint_work == 0, has_worked, tables.searches["week"] // HALF_A_YEAR),
    )


def again(joined: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Tell of each membership whether its member had been in an earlier alliance with another one of the same alliance.

    Args:
        joined: membership spells of those who became members.
    """
    order = np.lexsort((joined["joined"], joined["serial"]))
    earlier: dict[int, list[int]] = {}
    result = np.zeros(len(joined), bool)
    for serial, rows in _alliances_in(joined, order):
        members = joined["organisation"][rows].tolist()
        # Two have met if both were in one and the same earlier alliance.
        counts = Counter(one for member in members for one in earlier.get(member, ()))
        for row, member in zip(rows, members, strict=True):
            result[row] = any(counts[one] > 1 for one in earlier.get(member, ()))
        for member in members:
            earlier.setdefault(member, []).append(serial)
    return result


def _alliances_in(joined: npt.NDArray[Any], order: npt.NDArray[np.intp]) -> list[tuple[int, Sequence[int]]]:
    serials, starts = np.unique(joined["serial"][order], return_index=True)
    parts = np.split(order, starts[1:])
    return [(int(serial), part.tolist()) for serial, part in zip(serials, parts, strict=True)] if len(order) else []


def _mean(values: npt.NDArray[Any]) -> float:
    return float(np.mean(values)) if len(values) else nan


def _median(values: npt.NDArray[Any]) -> float:
    return float(np.median(values)) if len(values) else nan


def _half_life(ended: npt.NDArray[np.int64], standing: npt.NDArray[np.int64]) -> float:
    """Return the time after which half have ended, by Kaplan and Meier (1958); NaN where more than half never do.

    Args:
        ended: times to the end.
        standing: times so far of those that have not ended.
    """
    everybody = np.concatenate([ended, standing])
    share = 1.0
    for time, ends in zip(*np.unique(ended, return_counts=True), strict=True):
        share *= 1.0 - ends / np.count_nonzero(everybody >= time)
        if share <= 0.5:
            return float(time)
    return nan
