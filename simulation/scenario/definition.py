"""Everything that can be configured: frozen, and validated once, at the file's edge."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, model_validator

from simulation.scenario.agreements import Agreements
from simulation.scenario.fields import Name, Part, When, Words, choice, quantity
from simulation.scenario.mechanisms import Mechanisms
from simulation.scenario.naming import TRANSLATIONS, Naming, Wording, naming
from simulation.scenario.surroundings import Arena
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

Form = Literal["network", "alliance", "league"]


class Text(Part):
    """A text for readers, in English and German; where it is given in one language only, that stands for both."""

    en: Words = Field("", description="English text; where it is left out, the German one stands for it.")
    de: Words = Field("", description="German text; where it is left out, the English one stands for it.")

    @model_validator(mode="before")
    @classmethod
    def _in_both_languages(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        texts = {lang: text for lang, text in given.items() if lang in TRANSLATIONS and text not in (None, "")}
        if not texts:
            raise ValueError("must hold a text in English (`en`) or German (`de`)")
        return {**given, **dict.fromkeys(TRANSLATIONS, next(iter(texts.values()))), **texts}


class Demand(Part):
    """One demand of the goal."""

    name: Name = Field(description="Short name, unique within the goal.")
    weight: float = quantity(
        1.0,
        "Priority of the demand relative to the others.",
        unit="1",
        allowed=(0.001, 1000),
        plausible=(0.5, 2),
    )
    majority: float = quantity(
        0.2,
        "Ambition that the political majority would grant unasked.",
        unit="ambition",
        allowed=(0, 1),
        plausible=(0, 0.5),
    )
    venue: Literal["parliament", "ministry", "elsewhere", "members", "nobody"] = choice(
        "parliament",
        "Who decides: parliament; a ministry, which is moved from inside while it is quiet; a court or event "
        "elsewhere, which grants it on its day and which nothing moves; the members themselves; or nobody, as on a "
        "goal of society.",
        basis="dossiers 2, 5, 7, 14 and 15; Kollman 1998; Culpepper 2011",
    )
    whole: bool = choice(
        False,
        "It is granted as a whole or not at all, as a treaty is signed or not; else by degrees.",
        basis="dossier 7",
    )
    agenda_from: When | None = choice(
        None,
        "Day from which it can be decided, as a date or as a week of the run; before it nothing moves. "
        "Empty: from the start.",
        basis="dossiers 3 and 9; Kingdon 1984",
    )
    decided_on: When | None = choice(
        None,
        "Day on which its venue decides on it once and for all, as a date or as a week of the run.",
        basis="dossiers 6 and 7",
    )


class Goal(Part):
    """What the alliance is for."""

    change_share: float = quantity(
        1.0,
        "Share of the goal that is change and must be worded together; the rest is prevention, whose aim is given.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="C06, C07",
    )
    demands: tuple[Demand, ...] = Field(min_length=1, max_length=100, description="Demands, most important first.")
    fields: tuple[Sector, ...] = Field(
        (Sector.ENVIRONMENT, Sector.UNION, Sector.WELFARE, Sector.CHURCH, Sector.SCIENCE),
        min_length=1,
        description="Fields of knowledge the goal needs, named by the sector that holds them (C12).",
    )
    societal: float = quantity(
        0.0,
        "Share of the goal that lies in cooperating itself, as where a society is to hold together.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="C51",
    )
    mobilisation: float = quantity(
        1.0,
        "How mobilising the topic is: a factor on everybody's stake.",
        unit="1",
        allowed=(0, 1.5),
        plausible=(0.5, 1.1),
        basis="C23",
    )
    stations: int = quantity(
        0,
        "Stations of a path along which members support people one after another; 0: the goal is no such path.",
        unit="stations",
        allowed=(0, 20),
        plausible=(3, 7),
        basis="C69",
    )
    topics: int = quantity(
        0,
        "Topics over which members' own projects for the goal are spread; 0: they run none.",
        unit="topics",
        allowed=(0, 200),
        plausible=(4, 16),
        basis="C63",
    )
    sufficient: float = quantity(
        0.75,
        "Share of what was agreed whose adoption ends the work, though demands may still be open.",
        unit="share",
        allowed=(0.01, 1),
        plausible=(0.5, 1),
    )


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


class Invitation(Part):
    """Who asks whom, and how many."""

    initiators: tuple[Name, ...] = Field(min_length=1, description="Organisations that start and invite.")
    size: int = quantity(
        12,
        "Organisations that would take part if all accepted, the initiators among them; 1 goes it alone.",
        unit="organisations",
        allowed=(1, 100_000),
        plausible=(2, 45),
        basis="C15; historical anchors from 4 to 450 in the dossiers",
    )
    order: Literal["listed", "random", "trust", "sectors"] = choice(
        "listed",
        "Who is asked first: in the scenario's order, by lot, those best known, or one from each sector in turn.",
        basis="C16",
    )
    indispensable: tuple[Name, ...] = Field((), description="Organisations asked right after the initiators (C16).")


class Demonstration(Part):
    """A day on which an alliance calls people onto the street."""

    name: Name = Field(description="Where or what for.")
    when: When = Field(description="Day, as a date or as a week of the run.")


class Venture(Part):
    """What an alliance sets out to be and to do."""

    form: Form = choice(
        "alliance",
        "Form of cooperation: a network for exchange, an alliance for a goal, or a league of common convictions.",
        basis="C01, C03, C05",
    )
    goal: Goal
    invitation: Invitation
    agreements: Agreements = Agreements()
    demonstrations: tuple[Demonstration, ...] = Field(
        (), max_length=100, description="Days on which it demonstrates, if it is at work by then."
    )


# How alliances name the scenario's own one.
FIRST = "first"


class OtherAlliance(Venture):
    """Another alliance among the same organisations: beside the first, after it, out of it, or joining it."""

    name: Name = Field(description="Short name, unique in the scenario.")
    start: When = Field(0, description="Day on which it begins to invite, as a date or as a week of the run.")
    after: Words = Field(
        "",
        description="Alliance after whose end it begins; `first` is the scenario's own. Empty: it begins at `start`.",
    )
    pause_weeks: int = quantity(
        0, "Weeks between that end and its beginning.", unit="weeks", allowed=(0, 520), plausible=(0, 52)
    )
    among: Words = Field(
        "", description="Alliance among whose members alone it invites; `first` is the scenario's own. Empty: anybody."
    )
    merger: When | None = Field(
        None, description="Day on which it ends and its members are asked to go on in the first alliance."
    )


class Setting(Part):
    """Organisations and what surrounds them, whether alliances among them are given or come about."""

    title: Text
    summary: Text
    start: date = Field(
        date(2020, 1, 6), description="First day of the run; dates in the calendar become weeks from it."
    )
    weeks: int = quantity(
        260, "Length of the run.", unit="weeks", allowed=(1, 5200), plausible=(104, 520), basis="five years"
    )
    organisations: tuple[Organisation, ...] = ()
    groups: tuple[Group, ...] = ()
    ties: tuple[Tie, ...] = ()
    population: Population = Population()
    arena: Arena = Arena()
    mechanisms: Mechanisms = Mechanisms()
    stream: Words = Field(
        "",
        description="Name of its random numbers: under one seed, scenarios of one name share them and others draw "
        "apart. Empty: the English title.",
    )
    english: dict[Name, Name | Wording] = Field({}, description="What texts in English call whatever has a name here.")
    german: dict[Name, Name | Wording] = Field({}, description="What texts in German call whatever has a name here.")

    def naming(self, name: str, lang: str) -> Naming:
        """Return what sentences in a language, `en` or `de`, call something of the scenario."""
        return naming(getattr(self, TRANSLATIONS[lang]), name)

    def called(self, name: str, lang: str) -> str:
        """Return what tables and figures in a language call something of the scenario: its name without an article."""
        return self.naming(name, lang).label

    @property
    def draws_as(self) -> str:
        """Name of its random numbers."""
        return self.stream or self.title.en

    def week_of(self, when: When) -> int:
        """Turn a date, or a week given as such, into a week of the run, counted from 0."""
        return (when - self.start).days // 7 if isinstance(when, date) else when

    def names(self) -> tuple[str, ...]:
        """Names of all organisations, named ones first, then the sampled groups in order."""
        return tuple(self.each_name())

    def each_name(self) -> Iterator[str]:
        """Yield the same one by one, for whoever need not keep those of large groups."""
        yield from (organisation.name for organisation in self.organisations)
        yield from (f"{group.name} {k + 1}" for group in self.groups for k in range(group.count))


class Scenario(Setting, Venture):
    """Alliances in the making: who could take part, what for, by which agreements, in which arena."""

    others: tuple[OtherAlliance, ...] = Field(
        (), max_length=50, description="Other alliances among the same organisations."
    )

    @property
    def ventures(self) -> tuple[Venture, ...]:
        """All alliances, the scenario's own first."""
        return (self, *self.others)
