"""The alliances of a field by which one remembers it: the first, the largest, the one that won most, the last."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from simulation.results.field_entries import FieldEntries, FoundedAlliance
from simulation.scenario.organisational_field import OrganisationalField

# Ends that are no failure.
_DONE = frozenset({"goal reached", "renewal failed", "agreed date", "running"})
_REACHED = "goal reached"


def notable_alliances(entries: FieldEntries) -> Mapping[str, Sequence[str]]:
    """Return the alliances of a run that mattered most, by name, each with all that it is remembered as.

    That is one of the keys of `simulation.language.field_sentences.REMEMBERED_AS`. Only alliances that have formed
    are remembered; of equals the one that was founded first.

    Args:
        entries: what was written down of the run.
    """
    formed = [one for one in entries.alliances if one.has_formed]
    if not formed:
        return {}
    largest = max(formed, key=lambda one: one.members_max)
    chosen = {
        "first": min(formed, key=_first_week),
        "largest": largest,
        "beside": _largest_of(one for one in formed if _is_beside(one, largest, entries)),
        "first to win": min((one for one in formed if one.end == _REACHED), key=_last_week, default=None),
        "most won": max((one for one in formed if one.impact > 0), key=lambda one: one.impact, default=None),
        "longest": max(formed, key=_weeks_together(entries.weeks)),
        "failed": _largest_of(one for one in formed if one.end not in _DONE and one is not largest),
        "last": max(formed, key=_first_week),
    }
    remembered: dict[str, list[str]] = {}
    for what, alliance in chosen.items():
        if alliance is not None:
            remembered.setdefault(alliance.name, []).append(what)
    return remembered


def _largest_of(alliances: Iterable[FoundedAlliance]) -> FoundedAlliance | None:
    return max(alliances, key=lambda one: one.members_max, default=None)


def _first_week(alliance: FoundedAlliance) -> int:
    """Return the first week together; of one that is still being joined, the week of its founding."""
    return alliance.begun if alliance.started is None else alliance.started


def _last_week(alliance: FoundedAlliance) -> int:
    return 0 if alliance.ended is None else alliance.ended


def _weeks_together(weeks: int) -> Callable[[FoundedAlliance], int]:
    """Return how to count the weeks together of an alliance, up to the end of a run of so many weeks."""
    return lambda one: (weeks if one.ended is None else one.ended) - _first_week(one)


def _is_beside(one: FoundedAlliance, largest: FoundedAlliance, entries: FieldEntries) -> bool:
    """Tell whether an alliance stood at the same time as the largest, for the same issue or against it."""
    if one.name == largest.name or one.issue not in _about(largest.issue, entries.scenario):
        return False
    overlap = min(_end(one, entries.weeks), _end(largest, entries.weeks))
    return max(one.begun, largest.begun) < overlap


def _end(alliance: FoundedAlliance, weeks: int) -> int:
    return weeks if alliance.ended is None else alliance.ended


def _about(name: str, scenario: OrganisationalField) -> frozenset[str]:
    """Return an issue and those whose alliances want the opposite."""
    against = [issue.against for issue in scenario.issues if issue.name == name]
    turned = [issue.name for issue in scenario.issues if issue.against == name]
    return frozenset([name, *against, *turned])
