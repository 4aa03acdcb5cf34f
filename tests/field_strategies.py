"""Hypothesis generator of fields: random valid ones, from ordinary to degenerate, as `strategies` makes scenarios."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from simulation.scenario.agreements import Agreements
from simulation.scenario.organisational_field import OrganisationalField, Search
from simulation.scenario.surroundings import Arena
from tests.strategies import (
    TEXT,
    ZERO_TO_ONE,
    Days,
    Table,
    calendars,
    days_of,
    goals,
    mechanisms,
    parts,
    populations,
    sectors,
    ties,
)

_ISSUES_AT_MOST = 3
_DEMANDS_AT_MOST = 3
_ONLY_OF_GIVEN_ALLIANCES = ("red_lines", "need")


@st.composite
def issues(draw: st.DrawFn, days: Days) -> list[Table]:
    """A few issues, of which one may want the opposite of the first."""
    count = draw(st.integers(1, _ISSUES_AT_MOST))
    made = [draw(_issue(number, days)) for number in range(count)]
    if count > 1 and draw(st.booleans()):
        made[1]["against"] = made[0]["name"]
    return made


@st.composite
def _issue(draw: st.DrawFn, number: int, days: Days) -> Table:
    goal = draw(goals(_DEMANDS_AT_MOST, first=1 + 10 * number))
    for demand in goal["demands"]:
        if demand.get("venue") != "nobody" and draw(st.sampled_from([True, False, False])):
            demand["decided_on"] = draw(days)
    return {
        "founder_leads": draw(st.booleans()),
        "name": f"Issue {number + 1}",
        "form": draw(st.sampled_from(["alliance", "alliance", "alliance", "league", "network"])),
        "goal": goal,
        "agreements": {**draw(parts(Agreements, at_most=6)), "call": draw(st.sampled_from([False, False, True]))},
        "stakes": draw(st.dictionaries(sectors(), st.floats(0, 1.5), max_size=3)),
        "elsewhere": draw(st.floats(0, 1.5)),
        "against": "",
    }


@st.composite
def _forums(draw: st.DrawFn, names: tuple[str, ...], groups: list[str]) -> list[Table]:
    count = draw(st.integers(0, 3))
    some = st.lists(st.sampled_from(names), min_size=1, max_size=5, unique=True)
    made = []
    for number in range(count):
        own = draw(st.lists(st.sampled_from(groups), max_size=2, unique=True)) if groups else []
        members = draw(some) if not own or draw(st.booleans()) else []
        share = draw(ZERO_TO_ONE)
        made.append({"name": f"Forum {number + 1}", "members": members, "groups": own, "share": share})
    return made


@st.composite
def _known_alliances(draw: st.DrawFn, names: tuple[str, ...], about: list[str], days: Days) -> list[Table]:
    count = draw(st.sampled_from([0, 0, 1, 2]))
    several = st.lists(st.sampled_from(names), min_size=2, max_size=min(8, len(names)), unique=True)
    made = []
    for _ in range(count):
        founder, *asked = draw(several)
        made.append({"issue": draw(st.sampled_from(about)), "founder": founder, "asked": asked, "when": draw(days)})
    return made


@st.composite
def _searches(draw: st.DrawFn) -> Table:
    """How organisations look for partners; mostly what matters to them comes up, and some hear of calls from afar."""
    usual = {"agenda": 1.0, "least_stake": 0.2, "calls_heard": draw(st.sampled_from([0, 2]))}
    search: dict[str, Any] = {**usual, **draw(parts(Search, at_most=6))}
    by_forum = search.get("by_forum", 0.4)
    return search | {"by_memory": min(search.get("by_memory", 0.4), 1.0 - by_forum)}


@st.composite
def _surroundings(draw: st.DrawFn, days: Days) -> Table:
    calendar = draw(calendars(days))
    shocks = [
        {part: v for part, v in shock.items() if part not in _ONLY_OF_GIVEN_ALLIANCES} for shock in calendar["shocks"]
    ]
    return {"resistance": 0.1, **draw(parts(Arena, at_most=4)), **calendar, "shocks": shocks}


@st.composite
def organisational_fields(draw: st.DrawFn, largest: int = 30, weeks: int = 90) -> OrganisationalField:
    """Valid fields.

    Args:
        draw: given by Hypothesis.
        largest: most organisations, 2 or above.
        weeks: of each run.
    """
    start = draw(st.dates(date(1990, 1, 1), date(2040, 1, 1)))
    days = days_of(start, weeks)
    about = draw(issues(days))
    demands = [demand["name"] for issue in about for demand in issue["goal"]["demands"]]
    organisations, groups = draw(populations(demands, largest))
    names = (*(o["name"] for o in organisations), *(f"{g['name']} {k + 1}" for g in groups for k in range(g["count"])))
    return OrganisationalField.model_validate(
        {
            "title": TEXT,
            "summary": TEXT,
            "start": start,
            "weeks": weeks,
            "issues": about,
            "forums": draw(_forums(names, [group["name"] for group in groups])),
            "alliances": draw(_known_alliances(names, [issue["name"] for issue in about], days)),
            "search": draw(_searches()),
            "organisations": organisations,
            "groups": groups,
            "ties": draw(ties(names)),
            "arena": draw(_surroundings(days)),
            "mechanisms": draw(mechanisms()),
        }
    )
