"""A new scenario file to write in: the commented template, or another scenario with all its comments."""

import re
from pathlib import Path

import tomlkit

from simulation import load_scenario
from simulation.scenario.reading import read_toml

SCHEMA_FILE = "scenario.schema.json"
_TEMPLATE = Path(__file__).parent / "template.toml"
# An editor's first line; it takes effect once `alliance schema` has written the file it names.
_DIRECTIVE = f"#:schema ./{SCHEMA_FILE}\n"
_VARIANT_OF = {"en": "Variant of:", "de": "Variante von:"}
_OLD_DIRECTIVE = re.compile(r"\A#:schema .*\n")


def template() -> str:
    """Return the template: six organisations, and a comment for everything one needs to know."""
    return _DIRECTIVE + _TEMPLATE.read_text(encoding="utf-8")


def variant(source: str) -> str:
    """Return the text of a scenario, comments included, under a title that tells it from the original.

    Args:
        source: name of a shipped scenario, or path of a file.

    Raises:
        ScenarioError: if it is no valid scenario.
    """
    load_scenario(source)
    document = tomlkit.parse(_OLD_DIRECTIVE.sub("", read_toml(source).text))
    title = document["title"]
    for lang, variant_of in _VARIANT_OF.items():
        if lang in title:
            title[lang] = f"{variant_of} {title[lang]}"
    return (
        f"{_DIRECTIVE}# Began as a copy of {source}. Its facts, assumptions and observed history came along;\n"
        f"# take out what is not true any more.\n\n{tomlkit.dumps(document)}"
    )
