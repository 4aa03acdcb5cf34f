"""Choosing a scenario: the list of all that are shipped, by kind, in the visitor's language."""

from functools import cache

from htmltools import Tag, tags
from shiny import ui

from experiments.cli.scenario_catalogue import Entry, catalogue
from seminar.page.cards import unknown
from seminar.page.tab import Visit
from simulation import Dossier, Scenario, load_dossier, load_scenario
from simulation.language.translation import Phrase

SCENARIO = Phrase("Scenario")
REAL, MADE_UP = Phrase("Alliances that there were"), Phrase("Made up for teaching")
NO_SCENARIO = Phrase("The link that was opened names a scenario that is not here: “{name}”. Choose one from the list.")
FIRST = "lieferkettengesetz"


def scenario_choice(visit: Visit, name: str, first: str = FIRST) -> Tag:
    """Return the input by which a scenario is chosen; it begins with the one in the visitor's link.

    Where the link names none, it begins with the first; where it names one that is not shipped, that is said as well.
    """
    asked, names = visit.link.one("scenario"), {one.name for one in _entries()}
    choice = ui.input_select(
        name,
        visit.say(SCENARIO),
        {
            visit.say(heading): {
                one.name: one.titles[visit.spoken.code] for one in _entries() if one.is_real is is_real
            }
            for heading, is_real in ((MADE_UP, False), (REAL, True))
        },
        selected=asked if asked in names else first,
        width="100%",
    )
    return tags.div(unknown(visit, asked, names, NO_SCENARIO), choice)


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
