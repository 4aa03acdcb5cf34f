"""Choosing a scenario: the list of all that are shipped, by kind, in the visitor's language."""

from collections.abc import Sequence
from functools import cache

from htmltools import Tag, tags
from shiny import ui

from experiments.cli.scenario_catalogue import Entry, catalogue
from seminar.page.cards import unknown
from seminar.page.tab import Visit
from simulation import Dossier, OrganisationalField, Scenario, load_dossier, load_field, load_scenario, shipped_fields
from simulation.language.translation import Phrase
from simulation.scenario.definition import Setting

SCENARIO = Phrase("Scenario")
REAL, MADE_UP, COME_ABOUT = (
    Phrase("Alliances that there were"),
    Phrase("Made up for teaching"),
    Phrase("Fields: who finds whom"),
)
NO_SCENARIO = Phrase("The link that was opened names a scenario that is not here: “{name}”. Choose one from the list.")
FIRST = "lieferkettengesetz"
MOST_SHOWN = 500  # organisations of a field


def scenario_choice(visit: Visit, name: str, first: str = FIRST, fields: Sequence[str] = ()) -> Tag:
    """Return the input by which a scenario is chosen; it begins with the one in the visitor's link.

    Where the link names none, it begins with the first; where it names one that is not shipped, that is said as well.

    Args:
        visit: whose link it is.
        name: of the input.
        first: with which scenario it begins.
        fields: those that can be chosen as well.
    """
    asked, names = visit.link.one("scenario"), {*fields, *(one.name for one in _entries())}
    titled = {one: getattr(setting(one).title, visit.spoken.code) for one in fields}
    choice = ui.input_select(
        name,
        visit.say(SCENARIO),
        {
            visit.say(heading): {
                one.name: one.titles[visit.spoken.code] for one in _entries() if one.is_real is is_real
            }
            for heading, is_real in ((MADE_UP, False), (REAL, True))
        }
        | ({visit.say(COME_ABOUT): titled} if titled else {}),
        selected=asked if asked in names else first,
        width="100%",
    )
    return tags.div(unknown(visit, asked, names, NO_SCENARIO), choice)


@cache
def fields_to_show() -> tuple[str, ...]:
    """Return the shipped fields that are small enough to be shown."""
    return tuple(name for name in shipped_fields() if _number_of_organisations(setting(name)) <= MOST_SHOWN)


def _number_of_organisations(one: Setting) -> int:
    return len(one.organisations) + sum(group.count for group in one.groups)


@cache
def setting(source: str) -> Scenario | OrganisationalField:
    """Return a shipped scenario or field, read once."""
    return load_field(source) if source in shipped_fields() else scenario(source)


@cache
def scenario(source: str) -> Scenario:
    """Return a shipped scenario, read once."""
    return load_scenario(source)


@cache
def dossier(source: str) -> Dossier:
    """Return what people know of a shipped scenario, read once."""
    return load_dossier(source)


@cache
def _entries() -> tuple[Entry, ...]:
    return tuple(catalogue())
