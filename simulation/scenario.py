"""Everything that can be configured: frozen, and validated once, at the file's edge."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulation.fields import Part, choice, quantity
from simulation.mechanisms import Mechanisms
from simulation.traits import Traits

# Names are printed line by line in chronicles and tables, so they hold no line breaks or control codes.
Name = Annotated[
    str,
    StringConstraints(
        min_length=1, max_length=80, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
    ),
]
When = Annotated[int | date, Field(union_mode="left_to_right")]


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


class Text(Part):
    """A text for readers, in English and German."""

    en: str = Field(min_length=1, description="English text.")
    de: str = Field(min_length=1, description="German text.")


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
    sufficient: float = quantity(
        0.75,
        "Share of the paper's ambition whose adoption ends the work, though demands may still be open.",
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
    title: str | None = Field(None, description="Full name.")
    sector: Sector = Field(description="Sector of society.")
    positions: dict[Name, Position] = Field({}, description="Known positions by demand.")


class Group(Traits):
    """Organisations of which only the kind is known: as many as `count`, each drawn anew in every run."""

    name: Name = Field(description="Name of the group; its organisations are called 'name 1', 'name 2', ...")
    count: int = quantity(
        ..., "Number of organisations.", unit="organisations", allowed=(1, 100_000), plausible=(1, 60)
    )
    sectors: tuple[Sector, ...] = Field(min_length=1, description="Sectors, dealt out in turn.")


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
        "Organisations that would take part if all accepted, the initiators among them.",
        unit="organisations",
        allowed=(2, 100_000),
        plausible=(2, 45),
        basis="C15; historical anchors from 4 to 450 in the dossiers",
    )
    order: Literal["listed", "random", "trust", "sectors"] = choice(
        "listed",
        "Who is asked first: in the scenario's order, by lot, those best known, or one from each sector in turn.",
        basis="C16",
    )
    indispensable: tuple[Name, ...] = Field((), description="Organisations asked right after the initiators (C16).")


class Agreements(Part):
    """What the members settle among themselves: the levers of every what-if."""

    core_size: int = quantity(
        100_000,
        "Most members at the table; those invited beyond it are supporters. The default sets no limit.",
        unit="organisations",
        allowed=(1, 100_000),
        plausible=(4, 20),
        basis="C33",
    )
    values_debate_weeks: int = quantity(
        4,
        "Length of the structured debate on values before the goal is worded.",
        unit="weeks",
        allowed=(0, 260),
        plausible=(0, 20),
        basis="C19",
    )
    tone_clarified: bool = choice(False, "Tone, manners and terms are talked about first.", basis="C24")
    goal_openness: float = quantity(
        1.0,
        "Share of the goal's wording still open when partners are invited.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="C21, C22",
    )
    ground_rules: bool = choice(False, "Meetings, responsibilities, press and money have clear rules.", basis="C25")
    lead: str = choice(
        "",
        "Organisation that leads with a mandate; it must be among those invited. Empty: nobody.",
        basis="C27",
    )
    handover: bool = choice(False, "It is settled who takes over when the lead is lost.", basis="C27, C66")
    moderation: bool = choice(False, "A neutral person moderates.", basis="C26")
    office_hours: float = quantity(
        0.0,
        "Working time of a joint office paid by the members.",
        unit="hours/week",
        allowed=(0, 2000),
        plausible=(0, 80),
        basis="C37; two-person office of the supply-chain initiative, dossier 3",
    )
    pace_settled: bool = choice(False, "Expected speed of decisions is settled beforehand.", basis="C29")
    red_lines_disclosed: bool = choice(False, "Red lines are told and explained before drafting.", basis="C41, C42")
    conflict_procedure: bool = choice(False, "A procedure for conflicts is agreed beforehand.", basis="C40")
    decision_rule: Literal["consensus", "two-thirds", "majority", "silence"] = choice(
        "consensus",
        "How members at the table decide; silence counts as consent under the last rule.",
        basis="C47",
    )
    milestones: int = quantity(
        0,
        "Intermediate goals planned backwards from the big goal.",
        unit="milestones",
        allowed=(0, 50),
        plausible=(0, 6),
        basis="C28",
    )
    demands_ranked: bool = choice(True, "The demands are ranked under one main goal.", basis="C46")
    division_of_labour: bool = choice(False, "Each member does what it is most credible in.", basis="C49")
    credit_rule: bool = choice(False, "It is settled how success is told and shared.", basis="C52")
    end_week: int = quantity(
        0,
        "Week after which the alliance ends as agreed; 0: no date is set.",
        unit="weeks",
        allowed=(0, 5200),
        plausible=(0, 260),
        basis="C55",
    )
    renewal: bool = choice(False, "When the goal is reached the members decide on a new one.", basis="C02")


class Window(Part):
    """A time in which the political arena is more open (or less)."""

    name: Name = Field(description="What opens the window.")
    start: When = Field(description="First day, as a date or as a week of the run.")
    weeks: int = quantity(..., "Length.", unit="weeks", allowed=(1, 5200), plausible=(4, 52))
    strength: float = quantity(..., "Factor on the hazard of adoption.", unit="1", allowed=(0, 100), plausible=(0.2, 5))


class Vote(Part):
    """A vote that decides all open demands once and for all."""

    name: Name = Field(description="Who votes on what.")
    when: When = Field(description="Day of the vote, as a date or as a week of the run.")


class Shock(Part):
    """Something outside that changes the situation for good."""

    name: Name = Field(description="What happens.")
    when: When = Field(description="Day, as a date or as a week of the run.")
    salience: float = quantity(0.0, "Change of usual salience.", unit="share", allowed=(-1, 1), plausible=(-0.5, 0.5))
    resistance: float = quantity(
        0.0, "Change of resistance.", unit="influence", allowed=(-10, 10), plausible=(-0.5, 0.5)
    )
    red_lines: float = quantity(
        0.0,
        "Shift of all red lines; below 0 they tighten.",
        unit="ambition",
        allowed=(-1, 1),
        plausible=(-0.5, 0.5),
        basis="C43",
    )


class Arena(Part):
    """Politics and the public as the alliance meets them."""

    salience: float = quantity(
        0.5, "Usual public attention to the topic.", unit="share", allowed=(0, 1), plausible=(0.2, 0.8)
    )
    salience_swing: float = quantity(
        0.05,
        "Largest random change of salience in a week.",
        unit="share/week",
        allowed=(0, 1),
        plausible=(0, 0.1),
    )
    polarisation: float = quantity(
        0.4,
        "How far the topic divides the camps.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 1),
        basis="C11, C48",
    )
    resistance: float = quantity(
        0.6,
        "Influence that a demand needs which asks no more than the majority wants anyway.",
        unit="influence",
        allowed=(0, 1e9),
        plausible=(0.3, 1.2),
        basis="assumption; set so that about six in ten baseline campaigns fail, as in Baumgartner et al. 2009",
    )
    shock_rate: float = quantity(
        0.005,
        "Chance a week that events tighten one member's red line on one demand.",
        unit="1/week",
        allowed=(0, 1),
        plausible=(0, 0.02),
        basis="C43",
    )
    shock_size: float = quantity(
        0.3, "Largest such shift.", unit="ambition", allowed=(0, 1), plausible=(0.1, 0.5), basis="C43"
    )
    windows: tuple[Window, ...] = Field((), description="Windows of opportunity.")
    votes: tuple[Vote, ...] = Field((), description="Votes.")
    shocks: tuple[Shock, ...] = Field((), description="Known shocks.")


class Scenario(Part):
    """One alliance in the making: who could take part, what for, by which agreements, in which arena."""

    title: Text
    summary: Text
    form: Literal["alliance"] = choice("alliance", "Form of cooperation.", basis="C01")
    start: date = Field(
        date(2020, 1, 6), description="First day of the run; dates in the calendar become weeks from it."
    )
    weeks: int = quantity(
        260, "Length of the run.", unit="weeks", allowed=(1, 5200), plausible=(104, 520), basis="five years"
    )
    goal: Goal
    organisations: tuple[Organisation, ...] = ()
    groups: tuple[Group, ...] = ()
    ties: tuple[Tie, ...] = ()
    population: Population = Population()
    invitation: Invitation
    agreements: Agreements = Agreements()
    arena: Arena = Arena()
    mechanisms: Mechanisms = Mechanisms()

    def week_of(self, when: When) -> int:
        """Turn a date, or a week given as such, into a week of the run, counted from 0."""
        return (when - self.start).days // 7 if isinstance(when, date) else when

    def names(self) -> tuple[str, ...]:
        """Names of all organisations, named ones first, then the sampled groups in order."""
        sampled = (f"{g.name} {k + 1}" for g in self.groups for k in range(g.count))
        return (*(o.name for o in self.organisations), *sampled)
