"""Export: the agreement of a class as a scenario file, and the outcomes of its replay as a table."""

from collections.abc import Mapping
from enum import Enum
from io import BytesIO
from typing import Any

import tomlkit
from pyarrow import csv

from seminar.agreement_form import Value, agreed, question
from seminar.classroom.entries import Opening
from seminar.classroom.replay import Replay
from simulation.language.translation import Language, Phrase
from simulation.scenario.traits import TRAITS

HEAD = Phrase("What a class agreed on in the scenario {title}.")
SETTLED = Phrase("The organisations are those that the class played; nothing about them is drawn any more.")
NOTHING = Phrase("The class agreed on nothing; this is the scenario as it was.")
AGREED = Phrase("Agreed:")
HOW = Phrase("Run it: {command}")

_COMMAND = "alliance run agreement.toml"


def agreement_as_toml(opening: Opening, decided: Mapping[str, Value], spoken: Language) -> str:
    """Return the scenario with what a class agreed on, as a file that can be run.

    Args:
        opening: of the class.
        decided: what was agreed on, by the field of the question.
        spoken: language of the comment at its head.

    Raises:
        AllianceError: if answers contradict each other.
    """
    scenario = agreed(opening.scenario, decided)
    tables = _plain(scenario.model_dump(exclude_unset=True))
    for organisation in tables.get("organisations", []):
        organisation |= {name: organisation[name]["low"] for name in TRAITS if _is_fixed(organisation.get(name))}
    document = tomlkit.dumps(tables)
    return "".join(f"# {line}\n" for line in _head(opening, decided, spoken)) + f"\n{document}"


def outcomes_as_csv(replay: Replay) -> bytes:
    """Return the table of a replay as comma-separated values."""
    file = BytesIO()
    csv.write_csv(replay.table, file)
    return file.getvalue()


def _head(opening: Opening, decided: Mapping[str, Value], spoken: Language) -> list[str]:
    scenario = opening.scenario
    lines = [spoken.say(HEAD, title=getattr(scenario.title, spoken.code)), spoken.say(SETTLED)]
    lines += [spoken.say(AGREED)] if decided else [spoken.say(NOTHING)]
    for field, value in decided.items():
        asked = question(scenario, field)
        lines.append(f"- {asked.asked(scenario, spoken)} {asked.answered(value, scenario, spoken)}")
    return [*lines, spoken.say(HOW, command=_COMMAND)]


def _is_fixed(trait: object) -> bool:
    return isinstance(trait, dict) and trait["low"] == trait["high"]


def _plain(value: Any) -> Any:
    """Return values as TOML has them: no enumerations, no tuples, and nothing where nothing is given."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items() if entry is not None}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value
