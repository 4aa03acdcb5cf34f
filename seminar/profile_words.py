"""Profiles in words: what stands on a role card and on the page, in the language of whoever is to play the role."""

from collections.abc import Mapping
from typing import NamedTuple

from seminar.profiles import Profile, Wish
from simulation import Scenario
from simulation.language.translation import Language, Phrase
from simulation.scenario.participants import Level

PUBLIC = Phrase("What everybody knows of you")
PRIVATE = Phrase("What you keep to yourselves")
RESOURCES = Phrase("What you can bring along")
WISHES = Phrase("What you want, and your red lines")

SECTOR, AT_HOME, SIZE, VALUES, TONE, PACE = (
    Phrase("Sector of society"),
    Phrase("At home"),
    Phrase("Size"),
    Phrase("Values"),
    Phrase("Manner"),
    Phrase("Governing body"),
)
STAKE, SEEN, TRUST, MANDATE = (
    Phrase("How much the goal matters to you"),
    Phrase("How much you need to be seen yourselves"),
    Phrase("How far you trust those you do not know"),
    Phrase("What your staff may decide without the governing body"),
)
TIME, MONEY, CONTACTS, STRENGTH = (
    Phrase("Time"),
    Phrase("Money"),
    Phrase("Contacts to politics and the media"),
    Phrase("What you are best at"),
)

ABOUT_MEMBERS = Phrase("about {number} members")
EVERY = Phrase("meets every week", "meets every {number} weeks")
HOURS_A_WEEK = Phrase("{number} hour a week", "{number} hours a week")
EURO_A_YEAR = Phrase("{number} euro a year")
LEVEL: Mapping[Level, Phrase] = {
    Level.LOCAL: Phrase("in one place"),
    Level.STATE: Phrase("in one federal state"),
    Level.FEDERAL: Phrase("in the whole country"),
}
# What traits say at their lower end, in the middle and at their upper end.
ECONOMIC = (Phrase("for redistribution"), Phrase("between redistribution and market"), Phrase("for a free market"))
CULTURAL = (Phrase("progressive"), Phrase("between progressive and traditional"), Phrase("traditional"))
MANNERS = (Phrase("formal and reserved"), Phrase("neither stiff nor blunt"), Phrase("informal and blunt"))
STRENGTHS: Mapping[str, Phrase] = {
    "lobbying": Phrase("lobbying: talking to those who decide"),
    "dialogue": Phrase("dialogue: listening and bringing people together"),
    "campaigning": Phrase("campaigning: making noise in public"),
}

WANTED = Phrase("You would like {ideal}; below {least} it is not worth your trouble.")
RED_LINE, NO_RED_LINE = Phrase("Red line: beyond {red_line} you must leave."), Phrase("No red line here.")
SCALE = Phrase("0 % asks for nothing, 100 % for all that could be asked.")


class Line(NamedTuple):
    """A line of a profile: what it is about, and what it says."""

    label: str
    text: str


def public_lines(profile: Profile, spoken: Language) -> list[Line]:
    """Return what others can know of an organisation."""
    say, traits = spoken.say, profile.traits
    values = spoken.listed([say(_third(traits["economic"], ECONOMIC)), say(_third(traits["cultural"], CULTURAL))])
    members = spoken.number(float(f"{10 ** traits['members']:.2g}"), "#,##0")
    return [
        Line(say(SECTOR), say(Phrase(profile.sector))),
        Line(say(AT_HOME), say(LEVEL[profile.level])),
        Line(say(SIZE), say(ABOUT_MEMBERS, number=members)),
        Line(say(VALUES), values),
        Line(say(TONE), say(_third(traits["tone"], MANNERS))),
        Line(say(PACE), spoken.counted(EVERY, max(1, traits["interval"]))),
    ]


def private_lines(profile: Profile, spoken: Language) -> list[Line]:
    """Return what an organisation keeps to itself."""
    about = ((STAKE, "stake"), (SEEN, "visibility_need"), (TRUST, "trust"), (MANDATE, "mandate"))
    return [Line(spoken.say(label), spoken.percent(profile.traits[trait])) for label, trait in about]


def resource_lines(profile: Profile, spoken: Language) -> list[Line]:
    """Return what an organisation can bring along."""
    say, traits = spoken.say, profile.traits
    free = traits["hours"] * (1 - traits["home_load"])
    best = max(STRENGTHS, key=traits.__getitem__)
    return [
        Line(say(TIME), spoken.counted(HOURS_A_WEEK, free)),
        Line(say(MONEY), say(EURO_A_YEAR, number=spoken.number(round(traits["money"]) * 1000, "#,##0"))),
        Line(say(CONTACTS), spoken.percent(traits["contacts"])),
        Line(say(STRENGTH), say(STRENGTHS[best])),
    ]


def wish_lines(profile: Profile, scenario: Scenario, spoken: Language) -> list[Line]:
    """Return what an organisation wants of each demand, with its red line."""
    return [Line(scenario.called(wish.demand, spoken.code), _wish(wish, spoken)) for wish in profile.wishes]


def _wish(wish: Wish, spoken: Language) -> str:
    wanted = spoken.say(WANTED, ideal=spoken.percent(wish.ideal), least=spoken.percent(wish.least))
    has_one = round(wish.red_line, 2) < 1
    limit = spoken.say(RED_LINE, red_line=spoken.percent(wish.red_line)) if has_one else spoken.say(NO_RED_LINE)
    return f"{wanted} {limit}"


def _third(share: float, words: tuple[Phrase, Phrase, Phrase]) -> Phrase:
    """Return the word for the third of the scale, from 0 to 1, in which a number lies."""
    return words[min(2, int(3 * share))]
