"""Observations: what a scenario file tells of history, put into the terms in which runs can be asked for it."""

import calendar
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments.analysis.replicates import outcomes
from experiments.analysis.statistics import Numbers
from experiments.runner.rows import RUN_ID
from experiments.storage.sweep_folder import load_whole, read_table
from simulation import OUTCOMES, Dossier, Outcome, Scenario
from simulation.scenario.dossier import Observation, ObservedMembers, ObservedOutcome

NEVER = "never"
RUNNING = "running"
_ENDED = "ended"
_TIMES = ("weeks", "days")
_OF_A_DEMAND = "adopted"


@dataclass(frozen=True, slots=True)
class Run:
    """What is kept of a run to be held against history.

    Attributes:
        outcome: how it came out.
        members: number of members at the end of each week by alliance, the scenario's own under the empty name; 0
            once an alliance has ended.
        adopted: ambition that politics adopted and did not take back, by demand; those of which nothing was adopted
            are left out.
    """

    outcome: Outcome
    members: dict[str, Numbers]
    adopted: dict[str, float]


class Question(NamedTuple):
    """Something that was observed and that each run has an answer to.

    Attributes:
        label: what it is, in a few words.
        unit: of the numbers; empty for words.
        seen: what was observed: a number, infinite for what did not come about in time, or a word.
        answer: reads the same off a run.
        observation: where it stands in the file.
        week: of the run at which members were counted.
        of_members: whether these are the members of the scenario's own alliance.
    """

    label: str
    unit: str
    seen: float | str
    answer: Callable[[Run], float | str]
    observation: Observation
    week: int = 0
    of_members: bool = False


class Incomparable(NamedTuple):
    """Something that was observed and that runs cannot be asked for, with the reason."""

    label: str
    reason: str
    observation: Observation


class _NoAnswerError(Exception):
    """Why runs cannot be asked for something; becomes an Incomparable before anyone outside sees it."""


def runs_in(folder: Path, weeks: int) -> list[Run]:
    """Return the runs of a finished sweep of one point with series, as far as they can be asked.

    Args:
        folder: where it lies.
        weeks: length of a run.

    Raises:
        DataError: where it cannot be read.
        RunError: where a run has no outcome.
    """
    sweep = load_whole(folder)
    members, adopted = _members(folder, weeks), _adopted(folder)
    return [
        Run(outcome, members[name], adopted.get(name, {}))
        for name, outcome in zip(sweep.runs[RUN_ID], outcomes(sweep.runs), strict=True)
    ]


def _members(folder: Path, weeks: int) -> dict[str, dict[str, Numbers]]:
    """Return by run and alliance how many members there are at the end of each week."""
    series = read_table(folder, "series", [RUN_ID, "week", "alliance", "stage", "core", "supporters"])
    series["members"] = (series["core"] + series["supporters"]).where(series["stage"] != _ENDED, 0)
    table = series.pivot(index=[RUN_ID, "alliance"], columns="week", values="members")
    members: dict[str, dict[str, Numbers]] = {}
    for (run, alliance), counts in zip(table.index, table.to_numpy(float), strict=True):
        by_week = np.zeros(weeks)
        by_week[: len(counts)] = np.nan_to_num(counts)
        members.setdefault(run, {})[alliance] = by_week
    return members


def _adopted(folder: Path) -> dict[str, dict[str, float]]:
    """Return what was adopted of each demand of the scenario's own alliance, and not taken back, for its first goal."""
    events = read_table(folder, "events", [RUN_ID, "alliance", "kind", "what", "value"])
    own = events[events["alliance"] == ""]
    first = own[~(own["kind"] == "renewed").groupby(own[RUN_ID]).cummax()]
    of_demands = first[first["kind"].isin(["adopted", "taken back"])]
    return {str(run): dict(zip(some["what"], some["value"], strict=True)) for run, some in of_demands.groupby(RUN_ID)}


def questions(scenario: Scenario, dossier: Dossier) -> Iterator[Question | Incomparable]:
    """Yield each observation of a file, as a question to runs or with the reason why it is none."""
    seen: list[ObservedMembers | ObservedOutcome] = [*dossier.observed.members, *dossier.observed.outcomes]
    for observation in seen:
        try:
            yield _question(observation, scenario)
        except _NoAnswerError as reason:
            yield Incomparable(_label(observation), str(reason), observation)


def _question(observation: ObservedMembers | ObservedOutcome, scenario: Scenario) -> Question:
    if observation.is_input:
        raise _NoAnswerError("is an input of the scenario as well")
    if isinstance(observation, ObservedMembers):
        return _about_members(observation, scenario)
    if observation.when is not None and week_of(observation.when, scenario) >= scenario.weeks:
        raise _NoAnswerError("came out after the last week of the run")
    if observation.demand is not None:
        return _about_a_demand(observation, observation.demand)
    if observation.what not in OUTCOMES:
        raise _NoAnswerError("the model returns nothing of the kind")
    if not OUTCOMES[observation.what].is_number:
        return _about_a_kind(observation)
    return _about_a_number(observation, scenario)


def _about_members(observation: ObservedMembers, scenario: Scenario) -> Question:
    week = week_of(observation.when, scenario)
    if not 0 <= week < scenario.weeks:
        raise _NoAnswerError(f"counted {'after the last' if week > 0 else 'before the first'} week of the run")
    if observation.alliance not in ("", *(other.name for other in scenario.others)):
        raise _NoAnswerError("is no alliance of the scenario")
    return Question(
        _label(observation),
        "organisations",
        float(observation.members),
        lambda run: float(run.members[observation.alliance][week]),
        observation,
        week,
        not observation.alliance,
    )


def _about_a_demand(observation: ObservedOutcome, demand: str) -> Question:
    if observation.what != _OF_A_DEMAND:
        raise _NoAnswerError(f"of a single demand the model returns {_OF_A_DEMAND!r} and nothing else")
    return Question(
        _label(observation),
        "ambition",
        _number(observation),
        lambda run: run.adopted.get(demand, 0.0),
        observation,
    )


def _about_a_kind(observation: ObservedOutcome) -> Question:
    if not isinstance(observation.value, str):
        raise _NoAnswerError("is a word in the model, and something else in the file")
    name = observation.what
    if observation.value not in OUTCOMES[name].words:
        raise _NoAnswerError(f"{observation.value!r} is none of the model's words for it")
    return Question(
        _label(observation), "", observation.value, lambda run: str(getattr(run.outcome, name)), observation
    )


def _about_a_number(observation: ObservedOutcome, scenario: Scenario) -> Question:
    name, unit = observation.what, OUTCOMES[observation.what].unit
    if unit not in _TIMES:
        answer = lambda run: float(getattr(run.outcome, name))  # noqa: E731
        return Question(_label(observation), unit, _number(observation), answer, observation)
    return Question(
        _label(observation), unit, _weeks(observation, scenario), lambda run: _time(name, run.outcome), observation
    )


def _time(name: str, outcome: Outcome) -> float:
    """Return a time, infinite where the thing did not come about before the run was over."""
    value = float(getattr(outcome, name))
    is_open = name == "lifetime" and outcome.end == RUNNING
    return math.inf if is_open or math.isnan(value) else value


def _number(observation: ObservedOutcome) -> float:
    if isinstance(observation.value, str | date):
        raise _NoAnswerError("is a number in the model, and something else in the file")
    return float(observation.value)


def _weeks(observation: ObservedOutcome, scenario: Scenario) -> float:
    value = observation.value
    if value == NEVER:
        return math.inf
    weeks = float(scenario.week_of(value)) if isinstance(value, date) else _number(observation)
    return weeks if weeks <= scenario.weeks else math.inf


def week_of(moment: date | str, scenario: Scenario) -> int:
    """Return the week of the run in which a day lies, or the middle of a month or year; counted from 0."""
    if isinstance(moment, date):
        return scenario.week_of(moment)
    year, _, month = moment.partition("-")
    first = date(int(year), int(month or 1), 1)
    last_month = int(month or 12)
    last = date(int(year), last_month, calendar.monthrange(int(year), last_month)[1])
    # Of the year in which the run begins, only the rest counts.
    first = max(first, scenario.start) if scenario.start <= last else first
    return scenario.week_of(first + (last - first) / 2)


def _label(observation: Observation) -> str:
    if isinstance(observation, ObservedMembers):
        of = f" of {observation.alliance}" if observation.alliance else ""
        return f"members{of}, {_moment(observation.when)}"
    assert isinstance(observation, ObservedOutcome)
    return observation.what if observation.demand is None else f"{observation.what}: {observation.demand}"


def _moment(moment: date | str) -> str:
    if isinstance(moment, date):
        return f"{moment:%d %b %Y}"
    year, _, month = moment.partition("-")
    return f"{calendar.month_abbr[int(month)]} {year}" if month else year
