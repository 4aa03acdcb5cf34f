"""The message catalogues, kept in step with the code: `python -m simulation.story.catalogue`.

It adds to every catalogue in `simulation/language/catalogues/` what the project says by now and takes out what it no
longer says. What is new stands there without a translation, and a test fails until it has one.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from simulation.engine.codes import FORMS
from simulation.language.translation import CATALOGUES, Phrase
from simulation.results.outcome import OUTCOMES
from simulation.scenario.agreements import Agreements
from simulation.scenario.definition import SECTORS, Goal, Invitation, OtherAlliance
from simulation.scenario.fields import facts
from simulation.scenario.surroundings import Arena, Election, Shock, Vote, Window
from simulation.scenario.traits import TRAITS, Traits

_ROOT = CATALOGUES.parents[2]
_FOLDERS = ("simulation", "experiments", "seminar")
_WIDTH = 120
_HEADER = """\
# What the project says to readers. `python -m simulation.story.catalogue` keeps the entries in step with the code.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""


def phrases_in(source: str) -> Iterator[Phrase]:
    """Yield the phrases that a module declares, in order.

    >>> list(phrases_in('FIRST, LAST = Phrase("A line."), Phrase("{number} line", "{number} lines")'))
    [Phrase(one='A line.', several=''), Phrase(one='{number} line', several='{number} lines')]
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        texts = [word.value for word in call.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]
        if isinstance(call.func, ast.Name) and call.func.id == Phrase.__name__ and texts:
            yield Phrase(*texts)


def said() -> Catalog:
    """Return all that the project says to readers: phrases in the code, and words that come from its tables."""
    template = Catalog()
    for folder in _FOLDERS:
        for path in sorted((_ROOT / folder).rglob("*.py")):
            place = (path.relative_to(_ROOT).as_posix(), 0)
            for phrase in phrases_in(path.read_text(encoding="utf-8")):
                template.add(phrase if phrase.several else phrase.one, locations=[place])
    for outcome in OUTCOMES.values():
        template.add(outcome.unit, auto_comments=["unit of an outcome"])
        template.add(outcome.meaning, auto_comments=["meaning of an outcome"])
        for word in outcome.words:
            template.add(word, auto_comments=["word of an outcome"])
    for comment, texts in _of_scenarios().items():
        for text in texts:
            template.add(text, auto_comments=[comment])
    return template


def _of_scenarios() -> dict[str, list[str]]:
    """Return the words that tables about scenarios take from the models of a file, by what they are."""
    parts = (Goal, OtherAlliance, Invitation, Agreements, Arena)
    effects = [name for entry in (Window, Vote, Election, Shock) for name, f in entry.model_fields.items() if facts(f)]
    units = {
        str(facts(field).get("unit", "none"))
        for part in (*parts, Traits, Window, Shock)
        for field in part.model_fields.values()
    }
    return {
        "meaning of a field": [field.description or "" for part in parts for field in part.model_fields.values()],
        "unit of a field": sorted(units - {"none", "1"}),
        "form of an alliance": list(FORMS),
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
