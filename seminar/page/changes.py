"""Changes of a scenario as a link has them: fields with their values, and demands that are dropped.

A demand is dropped by `goal.demands.NAME=false`. A scenario has no such field: there the demand is missing from the
goal, and what is known of organisations' wishes says nothing of it.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from experiments.analysis.labels import capital, group_label
from experiments.design.assignments import parse_changes, typed_change
from seminar.agreement_form import DEMAND, changes
from simulation import Scenario, load_any, load_scenario, shipped_fields
from simulation.language.sentences import QUOTED
from simulation.language.translation import Language, Phrase
from simulation.scenario.definition import Setting

ALL_DEMANDS = "goal.demands"
WITHOUT_DEMAND = Phrase("without the demand {names}", "without the demands {names}")


def as_typed(given: Mapping[str, Any]) -> list[str]:
    """Return changes as a user would type them, each `FIELD=VALUE`.

    >>> as_typed({"agreements.lead": "BUND", "goal.demands": [{"name": "One"}]})
    ['agreements.lead="BUND"', 'goal.demands=[{name = "One"}]']
    """
    return [typed_change(field, value) for field, value in given.items()]


def given_in(typed: Sequence[str]) -> dict[str, Any]:
    """Return changes that stand in a link, by dotted path.

    Raises:
        AllianceError: where one is not of the form FIELD=VALUE.
    """
    return dict(parse_changes(typed))


def taken_by(source: str, typed: Sequence[str]) -> dict[str, Any]:
    """Return changes that stand in a link, by dotted path, if the shipped scenario or field takes them.

    Raises:
        AllianceError: where one is not of the form FIELD=VALUE, or the scenario has no such field or value.
    """
    given = given_in(typed)
    load_any(source, given_in(in_the_model(source, tuple(typed))))
    return given


def demand_field(name: str) -> str:
    """Return under which name a link says of a demand whether it stands."""
    return DEMAND + name


@lru_cache(maxsize=8)
def in_the_model(source: str, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return changes of a shipped scenario or field by its own fields, each `FIELD=VALUE`.

    Raises:
        AllianceError: where one is not of this form, or no demand stands.
    """
    if source in shipped_fields():
        return typed
    scenario, given = load_scenario(source), given_in(typed)
    dropped = _dropped(scenario, given)
    return tuple(as_typed(_others(given, dropped) | changes(scenario, dropped))) if dropped else typed


def in_words(scenario: Setting, given: Mapping[str, Any], spoken: Language) -> str:
    """Return what is changed, for a heading."""
    dropped = _dropped(scenario, given)
    others = _others(given, dropped)
    told = [group_label(others, spoken)] if others else []
    names = [field.removeprefix(DEMAND) for field, stands in dropped.items() if not stands]
    if names:
        quoted = [spoken.say(QUOTED, name=scenario.called(name, spoken.code)) for name in names]
        told.append(spoken.say(WITHOUT_DEMAND, len(names), names=spoken.listed(quoted)))
    return capital(", ".join(told))


def _dropped(scenario: Setting, given: Mapping[str, Any]) -> dict[str, bool]:
    """Return those of the changes that say of a demand whether it stands; none where the list itself is another."""
    demands = scenario.goal.demands if isinstance(scenario, Scenario) and ALL_DEMANDS not in given else ()
    fields = {demand_field(one.name) for one in demands}
    return {field: value for field, value in given.items() if field in fields and isinstance(value, bool)}


def _others(given: Mapping[str, Any], dropped: Mapping[str, bool]) -> dict[str, Any]:
    return {field: value for field, value in given.items() if field not in dropped}
