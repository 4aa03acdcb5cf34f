"""The codebook: what each column of an exported table is called elsewhere, and what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experiments.design.declarations import declaration, facts_of
from experiments.export.safe_names import safe_names
from experiments.runner.returns import MEASURES
from simulation.language.translation import Language, Phrase
from simulation.results.measure import KIND, YES_NO

WITH_THE_CHANGE = "_with"
_NO_UNIT = frozenset({"none", "", "1", KIND.name, YES_NO.name})
_LABEL, _CHANGED = Phrase("{meaning} ({unit})"), Phrase("with the change: {meaning}")
_KEPT: Mapping[str, Phrase] = {
    "run_id": Phrase("name of the run"),
    "run": Phrase("replicate, counted from 0; the same number has the same seed at every point"),
    "seed": Phrase("seed of the run"),
    "status": Phrase("done, or why the run has no outcome"),
    "message": Phrase("what is known of a run without an outcome"),
    "change": Phrase("what is changed"),
    "week": Phrase("week of the run, counted from 0"),
    "day": Phrase("first day of the week"),
    "alliance": Phrase("name of the alliance; empty for the scenario's own"),
    "kind": Phrase("what happened"),
    "who": Phrase("organisation concerned"),
    "what": Phrase("demand, reason, stage, kind of end or calendar entry concerned"),
    "value": Phrase("ambition, share, tension or number, depending on what happened"),
}


@dataclass(frozen=True, slots=True)
class Variable:
    """A column as other programs know it.

    Attributes:
        column: its name in the table; a varied field by its dotted path.
        name: safe everywhere.
        meaning: in a sentence.
        unit: empty where it has none.
        label: meaning and unit.
        is_measured: whether runs return it, so that it is missing where what it is about did not happen.
        is_yes_or_no: whether 1 stands for yes and 0 for no.
    """

    column: str
    name: str
    meaning: str
    unit: str
    label: str
    is_measured: bool
    is_yes_or_no: bool


def codebook(table: str, columns: Sequence[str], spoken: Language) -> list[Variable]:
    """Return what the columns of a table are.

    Args:
        table: `runs`, `series`, `events` or `pairs`; a name may stand for one thing in one and for another elsewhere.
        columns: in their order.
        spoken: the language of the meanings.
    """
    named = zip(columns, safe_names(columns), strict=True)
    return [_variable(table, column, name, spoken) for column, name in named]


def _variable(table: str, column: str, name: str, spoken: Language) -> Variable:
    measured = _measured(table, column)
    meaning, unit = measured or _of_a_row(column) or _of_a_field(column)
    said, told = spoken.say(Phrase(meaning)), "" if unit in _NO_UNIT else spoken.say(Phrase(unit))
    if table == "pairs" and column.endswith(WITH_THE_CHANGE):
        said = spoken.say(_CHANGED, meaning=said)
    label = spoken.say(_LABEL, meaning=said, unit=told) if told else said
    return Variable(column, name, said, told, label, measured is not None, unit == YES_NO.name)


def _measured(table: str, column: str) -> tuple[str, str] | None:
    """Return meaning and unit of what runs return."""
    if table == "series":
        from simulation import SERIES  # loads the compiler, which no other table needs

        column_of_week = SERIES.get(column)
        return column_of_week and (column_of_week.meaning, column_of_week.unit)
    outcome = MEASURES.get(column.removesuffix(WITH_THE_CHANGE) if table == "pairs" else column)
    return (outcome.meaning, outcome.unit) if outcome and table != "events" else None


def _of_a_row(column: str) -> tuple[str, str] | None:
    return (_KEPT[column].one, "") if column in _KEPT else None


def _of_a_field(column: str) -> tuple[str, str]:
    field = declaration(column)
    return (field and field.description) or column, str(facts_of(column).get("unit", ""))
