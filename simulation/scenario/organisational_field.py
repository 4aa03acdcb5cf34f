"""A field: organisations, what matters to them and where they meet, before any alliance among them has been founded.

The term is that of DiMaggio and Powell (1983): organisations that together are a recognised area of social life.
"""

from typing import Annotated

from pydantic import Field

from simulation.scenario.agreements import Agreements
from simulation.scenario.definition import Setting
from simulation.scenario.fields import Name, Part, When, Words, choice, quantity
from simulation.scenario.participants import Sector
from simulation.scenario.ventures import Form, Goal


class Issue(Part):
    """An issue: what an alliance would be for, if organisations found one."""

    name: Name = Field(description="Short name, unique in the field; alliances are called by it and a number.")
    form: Form = choice("alliance", "Form of cooperation that is founded for it.", basis="C01, C03, C05")
    goal: Goal
    agreements: Agreements = Agreements()
    founder_leads: bool = choice(False, "The founder of an alliance leads it.", basis="C27")
    stakes: dict[Sector, Annotated[float, Field(ge=0, le=1.5)]] = Field(
        {}, description="Factor on the stake of organisations of a sector, from 0 to 1.5, by sector."
    )
    elsewhere: float = quantity(
        0.3, "The same factor for all sectors that are not named.", unit="1", allowed=(0, 1.5), plausible=(0, 1)
    )
    against: Words = Field(
        "", description="Issue whose alliances want the opposite: nobody works for both. Empty: there is none."
    )


class Forum(Part):
    """A network or league that stands already, in which organisations meet whatever they ally for."""

    name: Name = Field(description="Short name, unique in the field.")
    members: tuple[Name, ...] = Field((), description="Organisations that belong to it.")
    groups: tuple[Name, ...] = Field((), description="Groups of which organisations belong to it.")
    share: float = quantity(
        1.0,
        "Share of the organisations of these groups that belong to it, drawn anew in every run.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.1, 1),
    )


class Search(Part):
    """How organisations look for partners."""

    places: int = quantity(
        1,
        "Places at which local organisations are at home, dealt out by lot; a local one allies at its own place only. "
        "1: the whole country is one place.",
        unit="places",
        allowed=(1, 100_000),
        plausible=(1, 400),
        basis="politics is local where its demands are; the districts of Germany were 400 in 2022",
    )
    regions: int = quantity(
        1,
        "The same for organisations at home at the level of the federal states.",
        unit="places",
        allowed=(1, 100),
        plausible=(1, 16),
    )
    least_stake: float = quantity(
        0.4,
        "Stake in an issue from which on a governing body takes it up by itself, once it comes up.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.7),
    )
    agenda: float = quantity(
        0.1,
        "Chance that an issue comes up at a meeting which matters fully and has all public attention; less by either.",
        unit="probability",
        allowed=(0, 1),
        plausible=(0.02, 0.5),
        basis="assumption; short agendas, Cobb and Elder 1972, Jones and Baumgartner 2005",
    )
    erosion: float = quantity(
        0.1,
        "Share of what is in force that a year of changing circumstances wears off, so that it can be asked for again.",
        unit="share/year",
        allowed=(0, 1),
        plausible=(0, 0.3),
        basis="assumption; policy drift, Hacker 2004",
    )
    looks: int = quantity(
        8,
        "Organisations that come to mind at a meeting at which partners are looked for.",
        unit="organisations",
        allowed=(1, 64),
        plausible=(4, 16),
        basis="assumption; bounded attention, Simon 1947",
    )
    by_forum: float = quantity(
        0.4,
        "Share of them met in a forum; without one, they are looked for at the own place.",
        unit="share",
        allowed=(0, 1),
        plausible=(0.2, 0.5),
        basis="assumption; C15, foci of Feld 1981",
    )
    by_memory: float = quantity(
        0.4,
        "Share of them known from joint work, or to those who are; without any, they are looked for at the own place.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 0.5),
        basis="assumption; C17, Gulati 1995",
    )
    calls_heard: int = quantity(
        0,
        "Calls on an issue that may reach an organisation from afar at a meeting, if there are any to be signed at its "
        "place; which do, goes by how many know of each. 0: a call is heard of only through those one sees.",
        unit="calls",
        allowed=(0, 16),
        plausible=(1, 4),
        basis="assumption; C32, C33; what reaches the public is limited, Hilgartner and Bosk 1988",
    )
    memory_slots: int = quantity(
        24,
        "Partners of earlier work that an organisation remembers.",
        unit="organisations",
        allowed=(0, 64),
        plausible=(8, 40),
        basis="assumption; C17, C54",
    )
    trust_weight: float = quantity(
        1.0,
        "How much remembered trust recommends somebody to be asked.",
        unit="1",
        allowed=(0, 10),
        plausible=(0, 2),
        basis="assumption; C17, C18",
    )
    likeness_weight: float = quantity(
        0.5,
        "How much nearness in values does.",
        unit="1",
        allowed=(0, 10),
        plausible=(0, 2),
        basis="assumption; homophily, McPherson, Smith-Lovin and Cook 2001",
    )
    addition_weight: float = quantity(
        0.5,
        "How much an audience does that those who ask do not reach yet.",
        unit="1",
        allowed=(0, 10),
        plausible=(0, 2),
        basis="assumption; C11, C50",
    )
    grudge: float = quantity(
        0.15,
        "Remembered trust below which somebody is not asked again; so is a tie of less trust.",
        unit="share",
        allowed=(0, 1),
        plausible=(0, 0.3),
        basis="assumption; negative ties, Labianca and Brass 2006",
    )
    pause_weeks: int = quantity(
        26,
        "Weeks for which the members of an alliance that ended without any effect found no other.",
        unit="weeks",
        allowed=(0, 520),
        plausible=(0, 104),
    )
    hours_per_contact: float = quantity(
        2.0,
        "Time it takes to ask an organisation.",
        unit="hours",
        allowed=(0, 40),
        plausible=(0.5, 8),
    )


class GivenAlliance(Part):
    """An alliance that is known to have been founded; once it is there, it lives as all others in the field do."""

    issue: Name = Field(description="What it is for.")
    founder: Name = Field(description="Organisation that founds it.")
    asked: tuple[Name, ...] = Field(
        min_length=1, max_length=64, description="Organisations that it asks, the first ones for the core group."
    )
    when: When = Field(0, description="Day on which it is founded, as a date or as a week of the run.")


class OrganisationalField(Setting):
    """A field of organisations in which alliances come about, or do not."""

    issues: tuple[Issue, ...] = Field(min_length=1, max_length=50, description="What alliances may be founded for.")
    forums: tuple[Forum, ...] = Field((), max_length=10_000, description="Where organisations meet.")
    alliances: tuple[GivenAlliance, ...] = Field(
        (), max_length=50, description="Alliances that are known to have been founded, beside those that come about."
    )
    search: Search = Search()
