"""What an alliance sets out to be and to do: its goal, whom it asks, its form and its agreements."""

from typing import Literal

from pydantic import Field

from simulation.scenario.agreements import Agreements
from simulation.scenario.fields import Name, Part, When, Words, choice, quantity
from simulation.scenario.participants import Sector

Form = Literal["network", "alliance", "league"]


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
    expertise: float = quantity(
        0.0,
        "By how much more an hour of work counts in the field of whoever does it than in any other.",
        unit="1",
        allowed=(0, 10),
        plausible=(0, 1),
        basis="assumption; C35, C12",
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


class Invitation(Part):
    """Who asks whom, and how many."""

    initiators: tuple[Name, ...] = Field(min_length=1, description="Organisations that start and invite.")
    size: int = quantity(
        12,
        "Organisations that would take part if all accepted, the initiators among them; 1 goes it alone.",
        unit="organisations",
        allowed=(1, 10_000_000),
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
