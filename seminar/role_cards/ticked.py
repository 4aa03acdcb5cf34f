"""What was ticked on a paper form, read back, and what it changes in the scenario."""

from collections.abc import Mapping, Sequence

from experiments.design.assignments import parse_changes, typed_change
from seminar.agreement_form import Question, Value, changes, question
from simulation import Scenario


def read_ticked(scenario: Scenario, ticked: Sequence[str]) -> dict[str, Value]:
    """Return what was agreed on, by the field of its question.

    Args:
        scenario: for which the form was made.
        ticked: each line as `FIELD=VALUE`, by the names and values that the form has in grey.

    Raises:
        AllianceError: where there is no such line or answer, or one is given twice.

    >>> from simulation import load_scenario
    >>> read_ticked(load_scenario("baseline"), ["agreements.office_hours=20", "agreements.moderation=true"])
    {'agreements.office_hours': 20.0, 'agreements.moderation': True}
    """
    return {field: _answer(question(scenario, field), value) for field, value in parse_changes(ticked).items()}


def typed_changes(scenario: Scenario, decided: Mapping[str, Value]) -> list[str]:
    """Return what an agreement changes, each as `FIELD=VALUE` with a field of the scenario.

    Args:
        scenario: for which the form was made.
        decided: what was agreed on, by the field of its question.

    Raises:
        AllianceError: if no demand stands.
    """
    return [typed_change(field, value) for field, value in changes(scenario, decided).items()]


def _answer(asked: Question, value: object) -> Value:
    """Return the value of an answer; a whole number may stand for the same one with decimals."""
    is_whole = type(value) is int and isinstance(asked.as_it_is, float)
    return asked.answer(float(str(value)) if is_whole else value).value
