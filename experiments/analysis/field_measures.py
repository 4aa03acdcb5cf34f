"""What the records of fields say: alliances by week, their sizes and lives, memberships, and who allies again.

All intervals are by bootstrap over runs, as alliances of one run depend on each other.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from experiments.analysis.field_records import REPLICATE
from experiments.analysis.statistics import Estimate, Numbers, means, ratios, survival
from simulation.results.pairs_at_risk import HALF_A_YEAR, Mask, weights_at_the_time

if TYPE_CHECKING:
    import pandas as pd

# From how many pairs on a chance is drawn.
FEWEST_PAIRS = 20


class Distribution(NamedTuple):
    """Shares by value, each with its interval."""

    values: Numbers
    shares: list[Estimate]


class Chance(NamedTuple):
    """The share of pairs that allied, by what they have in common, and how many pairs there were."""

    shares: list[Estimate]
    pairs: Numbers


def standing(formed: "pd.DataFrame", runs: int, weeks: int) -> list[Estimate]:
    """Return how many alliances stand in each week, from the first week together to the last, on average over runs."""
    changes = np.zeros((weeks + 2, runs))
    first = formed["started"].to_numpy(int)
    after = formed["ended"].fillna(weeks).to_numpy(int) + 1
    np.add.at(changes, (first, formed[REPLICATE]), 1.0)
    np.add.at(changes, (np.minimum(after, weeks), formed[REPLICATE]), -1.0)
    return means(np.cumsum(changes, axis=0)[:weeks])


def sizes(formed: "pd.DataFrame", runs: int, column: str = "members_max") -> Distribution:
    """Return the share of alliances with at least so many members, at one time or as a column counts them."""
    most = formed[column].to_numpy(int)
    values = np.unique(most)
    above = np.stack([_by_run(formed[most >= size], runs) for size in values]) if len(values) else np.empty((0, runs))
    return Distribution(values.astype(float), ratios(above, np.broadcast_to(_by_run(formed, runs), above.shape)))


def lifetimes(formed: "pd.DataFrame", runs: int, weeks: int) -> list[Estimate]:
    """Return the share of alliances that still stand so many weeks after the first one together.

    Those that stand when their run ends are censored (Kaplan and Meier 1958).
    """
    is_ended = formed["ended"].notna().to_numpy()
    lived = np.where(is_ended, formed["ended"].fillna(0), weeks).astype(int) - formed["started"].to_numpy(int)
    ended, left = np.zeros((2, weeks + 1, runs))
    np.add.at(ended, (lived[is_ended], formed[REPLICATE][is_ended]), 1.0)
    np.add.at(left, (lived, formed[REPLICATE]), 1.0)
    return survival(ended, np.cumsum(left[::-1], axis=0)[::-1])


def memberships(members: "pd.DataFrame", runs: int, organisations: int) -> Distribution:
    """Return the share of organisations that were in so many alliances in the course of a run, from none on."""
    counts = members.groupby([REPLICATE, "organisation"])["alliance"].nunique()
    values = np.arange(1, counts.max() + 1 if len(counts) else 1)
    places = counts.index.get_level_values(REPLICATE).to_numpy(int)
    some = [np.bincount(places[counts.to_numpy() == value], minlength=runs) for value in values]
    none = organisations - np.bincount(places, minlength=runs)
    return Distribution(np.arange(len(values) + 1.0), means(np.stack([none, *some]) / organisations))


def chances(pairs: "pd.DataFrame", classes: Sequence[Mask], like: Mask, runs: int) -> Chance:
    """Return the share of pairs that allied in each of some classes; missing where these have too few pairs.

    Each class is weighed to the half-years in which others were at risk, since many alliances are founded at first.

    Args:
        pairs: at risk of an alliance.
        classes: for each class, whether a pair belongs to it.
        like: whether a pair belongs to those others.
        runs: how many there are.
    """
    when, allied, place = (
        pairs["week"].to_numpy() // HALF_A_YEAR,
        pairs["allied"].to_numpy(),
        pairs[REPLICATE].to_numpy(int),
    )
    below, above = np.zeros((2, len(classes), runs))
    for number, belongs in enumerate(classes):
        weights = weights_at_the_time(when[belongs], when[like])
        np.add.at(below[number], place[belongs], weights)
        np.add.at(above[number], place[belongs], weights * allied[belongs])
    counts = np.array([float(np.count_nonzero(belongs)) for belongs in classes])
    below[counts < FEWEST_PAIRS] = 0.0
    return Chance(ratios(above, below), counts)


def _by_run(rows: "pd.DataFrame", runs: int) -> Numbers:
    """Count rows by run."""
    return np.bincount(rows[REPLICATE].to_numpy(int), minlength=runs).astype(float)
