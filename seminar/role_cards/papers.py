"""All that a class needs that plays on paper: cards, the form, and its scenario as a file."""

from pathlib import Path

from seminar.classroom.export import agreement_as_toml
from seminar.classroom.school import MOST_TEAMS, prepared
from seminar.role_cards.cards import Roles, role_cards
from seminar.role_cards.form import agreement_paper
from simulation import load_scenario
from simulation.language.translation import Language

CARDS, FORM, CLASS = "cards", "form", "class"


def papers(source: str, seed: int, teams: int | None, spoken: Language) -> dict[str, bytes]:
    """Return the files by name.

    Args:
        source: name or path of the scenario.
        seed: that draws the organisations.
        teams: how many are played; None for all that are asked, as far as a class can play them.
        spoken: the language.

    Raises:
        AllianceError: where the scenario is not valid, or fewer are asked than are to be played.
    """
    asked = load_scenario(source).invitation.size
    opening = prepared(source, seed, min(MOST_TEAMS, asked) if teams is None else teams, teacher="")
    roles = Roles(opening, spoken)
    name, scenario = Path(source).stem, f"{Path(source).stem}.{CLASS}.toml"
    return {
        f"{name}.{CARDS}.{spoken.code}.pdf": role_cards(roles),
        f"{name}.{FORM}.{spoken.code}.pdf": agreement_paper(roles, scenario),
        scenario: agreement_as_toml(opening, {}, spoken).encode(),
    }
