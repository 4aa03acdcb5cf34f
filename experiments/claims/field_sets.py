"""Parameter sets of a field: drawn as those of alliances that are set up, and kept where alliances come about and work.

What an alliance has agreed on is drawn for all issues alike. A set is kept only if, over a panel of runs of the shipped
field in which founders lead or do not and the core group is small or has no limit,

- at least five alliances with two members or more come about in a run, on average, since of fewer nothing can be told;
- of those that ended at least a twentieth reached their goal, and at least a twentieth did not.

These limits were set before any claim was tested in a field; the second is that of alliances that are set up.
"""

from collections.abc import Sequence
from itertools import product

import numpy as np

from experiments.analysis.contrast import column
from experiments.claims import switches
from experiments.claims.parameter_sets import CORES, LEAST_SUCCESS, MOST_SUCCESS, Space
from experiments.design.plausible_space import Range, usual_ranges
from simulation import FieldOutcome, OrganisationalField

REFERENCE = "field"
LEAST_FORMED = 5
RUNS = 1
_OF_AN_ISSUE = ("goal.", "agreements.")
# Where organisations are is a fact of a field, as who they are is.
_FACTS = frozenset({"search.places", "search.regions"})


def of_fields() -> Space:
    """Return the space of fields, looked at in the shipped one."""
    return Space(REFERENCE, _numbers(), _panel(), RUNS, is_plausible)


def is_plausible(outcomes: Sequence[FieldOutcome]) -> bool:
    """Tell whether the runs of the whole panel come out as they plausibly may."""
    success = column(outcomes, "success_share")
    share = float(np.nan_to_num(success).mean())
    return float(column(outcomes, "formed").mean()) >= LEAST_FORMED and LEAST_SUCCESS <= share <= MOST_SUCCESS


def _numbers() -> dict[str, Range]:
    of_issues = {
        f"issues.*.{path}": found
        for path, found in usual_ranges().items()
        if path.startswith(_OF_AN_ISSUE) and path not in switches.SWITCHES
    }
    return {
        **of_issues,
        **{path: found for path, found in usual_ranges(OrganisationalField).items() if path not in _FACTS},
    }


def _panel() -> tuple[dict[str, object], ...]:
    fields = (switches.FOUNDER_LEADS, f"issues.*.{switches.CORE}")
    return tuple(dict(zip(fields, arm, strict=True)) for arm in product((False, True), CORES))
