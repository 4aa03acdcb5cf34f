"""Who could take part: organisations known by name or by their kind only, and the trust between them."""

from enum import StrEnum

from pydantic import Field

from simulation.scenario.fields import Name, Part, Words, quantity
from simulation.scenario.traits import Traits


class Sector(StrEnum):
    """Sector of society an organisation belongs to: its camp, its audience, its field of knowledge."""

    MOVEMENT = "movement"
    ENVIRONMENT = "environment"
    DEVELOPMENT = "development"
    HUMAN_RIGHTS = "human-rights"
    WELFARE = "welfare"
    UNION = "union"
    CHURCH = "church"
    FOUNDATION = "foundation"
    BUSINESS = "business"
    SCIENCE = "science"
    CULTURE = "culture"
    CONSUMER = "consumer"
    DIGITAL = "digital"
    DEMOCRACY = "democracy"
    MIGRATION = "migration"
    SPORT = "sport"
    ADMINISTRATION = "administration"
    PARTY = "party"
    CITIZENS = "citizens"


SECTORS: tuple[Sector, ...] = tuple(Sector)


class Level(StrEnum):
    """Level of the state at which an organisation is at home."""

    LOCAL = "local"
    STATE = "state"
    FEDERAL = "federal"


LEVELS: tuple[Level, ...] = tuple(Level)


class Position(Part):
    """An organisation's known position on one demand."""

    ideal: float | None = quantity(
        None,
        "Ambition it would like best.",
        unit="ambition",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="drawn if unknown",
    )
    red_line: float | None = quantity(
        None,
        "Ambition beyond which it must leave.",
        unit="ambition",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="drawn if unknown; C41",
    )


class Organisation(Traits):
    """A named organisation; traits that are left out are drawn from their documented defaults."""

    name: Name = Field(description="Short name, unique in the scenario; ties and invitations use it.")
    title: Words | None = Field(None, description="Full name.")
    sector: Sector = Field(description="Sector of society.")
    level: Level = Field(Level.FEDERAL, description="Level of the state at which it is at home (C67).")
    positions: dict[Name, Position] = Field({}, description="Known positions by demand.")


class Group(Traits):
    """Organisations of which only the kind is known: as many as `count`, each drawn anew in every run."""

    name: Name = Field(description="Name of the group; its organisations are called 'name 1', 'name 2', ...")
    count: int = quantity(
        ..., "Number of organisations.", unit="organisations", allowed=(1, 10_000_000), plausible=(1, 60)
    )
    sectors: tuple[Sector, ...] = Field(min_length=1, description="Sectors, dealt out in turn.")
    levels: tuple[Level, ...] = Field((Level.FEDERAL,), min_length=1, description="Levels, dealt out in turn.")


class Tie(Part):
    """Trust between two organisations that have worked together."""

    between: tuple[Name, Name] = Field(description="The two organisations.")
    trust: float = quantity(
        ..., "Trust between them.", unit="share", allowed=(0, 1), plausible=(0.3, 0.9), basis="C17, C18"
    )


class Population(Part):
    """How the organisations are drawn."""

    heterogeneity: float = quantity(
        1.0,
        "Factor on all differences between organisations in values, manners and wishes; 0 makes them alike.",
        unit="1",
        allowed=(0, 1),
        plausible=(0, 1),
    )
