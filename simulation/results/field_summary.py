"""The outcome of a field's run, read off what was written down of it."""

from collections import Counter
from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import NEVER, Channel, End, Verdict
from simulation.engine.field_rows import FieldTables
from simulation.results.field_lifetimes import Lifetimes, lifetimes
from simulation.results.field_outcome import FieldOutcome
from simulation.results.forum_pairs import partners_by_forums
from simulation.results.pairs_at_risk import HALF_A_YEAR, PairsAtRisk, pairs_at_risk

_LEAST_MEMBERS = 2  # of what has formed
_FEW = 5  # members, for all of whom one table is enough

type Rows = npt.NDArray[Any]
type Mask = npt.NDArray[np.bool_]


def field_outcome(tables: FieldTables, weeks: int, organisations: int) -> FieldOutcome:
    """Return the outcome of a run of a field.

    Args:
        tables: what was written down of it.
        weeks: that were lived.
        organisations: in the field.
    """
    formed = tables.alliances[tables.alliances["members_max"] >= _LEAST_MEMBERS]
    joined = tables.spells[tables.spells["joined"] != NEVER]
    lived = lifetimes(formed, weeks)
    numbers: dict[str, Any] = {
        "founded": len(tables.alliances),
        **_numbers_and_sizes(formed, weeks),
        **_what_came_of(formed, lived),
        **_of_members(joined[np.isin(joined["serial"], formed["serial"])], organisations),
        **_of_few_and_many(formed, lived),
        **_of_pairs(tables, pairs_at_risk(tables, weeks)),
        **_of_forums(tables, organisations),
    }
    return FieldOutcome(**numbers)


def _numbers_and_sizes(formed: Rows, weeks: int) -> dict[str, Any]:
    most = formed["members_max"]
    lasted = np.where(formed["ended"] == NEVER, weeks, formed["ended"] + 1) - formed["started"]
    return {
        "formed": len(formed),
        "standing": float(lasted.sum() / weeks) if weeks else nan,
        "size_median": float(np.median(most)) if len(most) else nan,
        "size_mean": _mean(most),
        "size_variation": float(most.std() / most.mean()) if len(most) else nan,
        "largest": int(most.max(initial=0)),
        "small_share": _mean(most <= _FEW),
        "sectors_mean": _mean(formed["sectors"]),
        "spread_mean": _mean(formed["spread"]),
    }


def _what_came_of(formed: Rows, lived: Lifetimes) -> dict[str, Any]:
    agreed = formed[formed["agreed"] != NEVER]
    first_year, later = lived.ends_by_year()
    return {
        "depth_mean": _mean(agreed["depth"]),
        "impact_mean": _mean(agreed["impact"]),
        "won": float(formed["impact"].sum()),
        "success_share": _mean(formed["end"][lived.is_over] == End.GOAL_REACHED),
        "weeks_to_form": _mean(formed["started"] - formed["begun"]),
        "lifetime_median": lived.median(),
        "lifetime_mean": lived.mean(),
        "ends_first_year": first_year,
        "ends_later": later,
    }


def _of_members(joined: Rows, organisations: int) -> dict[str, Any]:
    return {
        "memberships": len(joined) / organisations,
        "alone": 1.0 - len(np.unique(joined["organisation"])) / organisations,
        "again": _mean(again(joined)),
        "trust_gained": _mean(joined["trust_after"] - joined["trust_before"]),
    }


def _of_few_and_many(formed: Rows, lived: Lifetimes) -> dict[str, Any]:
    """Compare alliances that began with few members with those that began with many, and by their sectors."""
    found: dict[str, float] = {}
    has_agreed = formed["agreed"] != NEVER
    for kind, chosen in zip(("few", "many"), _halves(formed["members_first"]), strict=True):
        agreed = formed[chosen & has_agreed]
        found[f"weeks_to_form_{kind}"] = _mean((formed["started"] - formed["begun"])[chosen])
        found[f"lifetime_{kind}"] = lived.among(chosen).mean()
        found[f"depth_{kind}"], found[f"impact_{kind}"] = _mean(agreed["depth"]), _mean(agreed["impact"])
    agreed = formed[has_agreed]
    for kind, chosen in zip(("alike", "varied"), _halves(agreed["sectors"]), strict=True):
        found[f"impact_{kind}"] = _mean(agreed["impact"][chosen])
    return found


def _of_pairs(tables: FieldTables, pairs: PairsAtRisk) -> dict[str, Any]:
    """Return the chances of pairs to ally by what they have in common, and how alike those are who do."""
    when, has_worked = tables.searches["week"] // HALF_A_YEAR, pairs.joint_work > 0
    everybody, was_asked = np.ones(len(when), bool), tables.searches["verdict"] == Verdict.ASKED
    shared = pairs.shared_forums
    by_forums = {"no_forum": shared == 0, "one_forum": shared == 1, "several_forums": shared > 1}
    likeness, at_home = tables.searches["likeness"], tables.searches["channel"] == Channel.PLACE
    of_allied = _mean(likeness[pairs.at_risk & pairs.allied])
    return {
        "ally_again": pairs.chance(has_worked),
        "ally_first": pairs.chance_at_the_time(~has_worked, has_worked, when),
        "joined_again": pairs.chance(has_worked & was_asked),
        "joined_first": pairs.chance(~has_worked & was_asked),
        **{f"ally_in_{name}": pairs.chance_at_the_time(of, everybody, when) for name, of in by_forums.items()},
        "likeness_all": of_allied - _mean(likeness[at_home]),
        "likeness_met": of_allied - _mean(likeness[pairs.at_risk]),
    }


def _of_forums(tables: FieldTables, organisations: int) -> dict[str, Any]:
    shares = partners_by_forums(tables.spells, tables.seats, organisations)
    kinds = ("no_forum", "one_forum", "several_forums")
    return {f"partners_in_{kind}": share for kind, share in zip(kinds, shares, strict=True)}


def again(joined: Rows) -> Mask:
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


def _alliances_in(joined: Rows, order: npt.NDArray[np.intp]) -> list[tuple[int, Sequence[int]]]:
    serials, starts = np.unique(joined["serial"][order], return_index=True)
    parts = np.split(order, starts[1:])
    return [(int(serial), part.tolist()) for serial, part in zip(serials, parts, strict=True)] if len(order) else []


def _halves(values: Rows) -> tuple[Mask, Mask]:
    """Tell which values are no larger than their median, and which are."""
    is_low = values <= (np.median(values) if len(values) else 0)
    return is_low, ~is_low


def _mean(values: Rows) -> float:
    return float(np.mean(values)) if len(values) else nan
