"""The message catalogues, kept in step with the code: `python -m simulation.story.catalogue`.

It adds to every catalogue in `simulation/language/catalogues/` what the project says by now and takes out what it no
longer says. What is new stands there without a translation, and a test fails until it has one.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args, get_origin

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po, write_po

from simulation.engine.codes import Form
from simulation.language.translation import CATALOGUES
from simulation.results.field_outcome import FIELD_OUTCOMES
from simulation.results.outcome import OUTCOMES
from simulation.scenario.agreements import Agreements
from simulation.scenario.fields import facts
from simulation.scenario.participants import SECTORS, Population
from simulation.scenario.surroundings import Arena, Election, Shock, Vote, Window
from simulation.scenario.traits import TRAITS, Traits
from simulation.scenario.ventures import Goal, Invitation, OtherAlliance
from simulation.series import SERIES

_ROOT = CATALOGUES.parents[2]
_FOLDERS = ("simulation", "experiments", "seminar")
# A phrase has a singular only, or a singular and a plural.
_KEYWORDS = parse_keywords(["Phrase:1,1t", "Phrase:1,2"])
_WIDTH = 120
_HEADER = """\
# What the project says to readers. `python -m simulation.story.catalogue` keeps the entries in step with the code.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""


def phrases_in(folder: Path) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield the phrases that the modules in a folder declare, each with the path of its module from there."""
    phrases = extract_from_dir(folder, [("**.py", "python")], keywords=_KEYWORDS)
    yield from ((module, text) for module, _, text, _, _ in phrases)


def said() -> Catalog:
    """Return all that the project says to readers: phrases in the code, and words that come from its tables."""
    template = Catalog()
    for folder in _FOLDERS:
        for module, text in phrases_in(_ROOT / folder):
            template.add(text, locations=[(f"{folder}/{module}", 0)])
    for comment, texts in (_of_runs() | _of_scenarios()).items():
        for text in texts:
            template.add(text, auto_comments=[comment])
    return template


def _of_runs() -> dict[str, list[str]]:
    """Return the words that tables about runs take from what a run returns, by what they are."""
    weekly, of_fields = SERIES.values(), FIELD_OUTCOMES.items()
    return {
        "unit of an outcome": [outcome.unit for outcome in OUTCOMES.values()],
        "meaning of an outcome": [outcome.meaning for outcome in OUTCOMES.values()],
        "title of an outcome": [outcome.title or name.replace("_", " ") for name, outcome in OUTCOMES.items()],
        "note on an outcome": [outcome.note for outcome in OUTCOMES.values() if outcome.note],
        "word of an outcome": [word for outcome in OUTCOMES.values() for word in outcome.words],
        "unit of a field's outcome": [outcome.unit for _, outcome in of_fields],
        "meaning of a field's outcome": [outcome.meaning for _, outcome in of_fields],
        "title of a field's outcome": [outcome.title or name.replace("_", " ") for name, outcome in of_fields],
        "note on a field's outcome": [outcome.note for _, outcome in of_fields if outcome.note],
        "unit of a weekly number": [column.unit for column in weekly],
        "meaning of a weekly number": [column.meaning for column in weekly],
    }


def _of_scenarios() -> dict[str, list[str]]:
    """Return the words that tables about scenarios take from the models of a file, by what they are."""
    parts = (Goal, OtherAlliance, Invitation, Agreements, Arena)
    effects = [name for entry in (Window, Vote, Election, Shock) for name, f in entry.model_fields.items() if facts(f)]
    units = {
        str(facts(field).get("unit", "none"))
        for part in (*parts, Traits, Window, Shock)
        for field in part.model_fields.values()
    }
    fields = [field for part in (*parts, Population) for field in part.model_fields.items()]
    choices = [get_args(field.annotation) for _, field in fields if get_origin(field.annotation) is Literal]
    return {
        "name of a field": [name.replace("_", " ") for name, _ in fields],
        "word of a choice": list(dict.fromkeys(word for words in choices for word in words)),
        "meaning of a field": [field.description or "" for part in parts for field in part.model_fields.values()],
        "unit of a field": sorted(units - {"none", "1"}),
        "form of an alliance": list(Form.words()),
        "sector": list(SECTORS),
        "trait or effect": [name.replace("_", " ") for name in (*TRAITS, *effects)],
    }


def read(path: Path) -> Catalog:
    """Read a catalogue, named by its language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def renewed(path: Path) -> str:
    """Return the text that a catalogue should have: every entry of `said`, with the translations that are there."""
    catalogue = read(path)
    catalogue.update(said(), no_fuzzy_matching=True)
    entries = BytesIO()
    write_po(entries, catalogue, width=_WIDTH, omit_header=True, ignore_obsolete=True, include_lineno=False)
    header = _HEADER.format(language=path.stem, plurals=catalogue.plural_forms)
    return header + entries.getvalue().decode()


if __name__ == "__main__":
    for catalogue in CATALOGUES.glob("*.po"):
        catalogue.write_text(renewed(catalogue), encoding="utf-8")
