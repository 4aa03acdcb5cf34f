"""What was ticked on a paper form, read back as changes of the scenario."""

from collections.abc import Iterator, Sequence

from experiments.design.designs import parse_changes, typed_change
from seminar.agreement_form import Question, Value, changes, question
from simulation import Scenario


def typed_changes(scenario: Scenario, ticked: Sequence[str]) -> list[str]:
    """Return what an agreement changes, each as `FIELD=VALUE` with a field of the scenario.

    Args:
        scenario: for which the form was made.
        ticked: each line as `FIELD=VALUE`, by the names and values that the form has in grey.

    Raises:
        AllianceError: where there is no such line or answer, or one is given twice.

    >>> from simulation import load_scenario
    >>> typed_changes(load_scenario("baseline"), ["agreements.office_hours=20", "agreements.moderation=true"])
    ['agreements.office_hours=20.0', 'agreements.moderation=true']
    """
    agreed = changes(scenario, dict(_decided(scenario, ticked)))
    return [typed_change(field, value) for field, value in agreed.items()]


def _decided(scenario: Scenario, ticked: Sequence[str]) -> Iterator[tuple[str, Value]]:
    for field, value in parse_changes(ticked).items():
        yield field, _of_its_kind(question(scenario, field), value)


def _of_its_kind(asked: Question, value: object) -> Value:
    """Return a whole number as the kind of number that the answers are; other values are checked with the answer."""
    if type(value) is int and isinstance(asked.as_it_is, float):
        return float(value)
    asked.answer(value)
    return value  # type: ignore[return-value]
