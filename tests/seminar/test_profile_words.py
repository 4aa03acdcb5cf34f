"""Profiles in words: every line says something in every language, and the numbers are those of the profile."""

import pytest

from seminar.profile_words import private_lines, public_lines, resource_lines, wish_lines
from seminar.profiles import Profile, Wish, profiles
from simulation import load_scenario
from simulation.language.translation import LANGUAGES, language
from simulation.scenario.participants import Level, Sector
from simulation.scenario.traits import TRAITS


def somebody(**traits: float) -> Profile:
    """Return an organisation in the middle of all scales but for some traits."""
    wishes = (Wish("Demand 1", 0.5, 0.2, 0.6), Wish("Demand 2", 0.5, 0.2, 1.0))
    return Profile("Somebody", "", Sector.UNION, Level.STATE, {**dict.fromkeys(TRAITS, 0.5), **traits}, wishes, False)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_lines_of_all_organisations_say_something(lang: str) -> None:
    scenario, spoken = load_scenario("lieferkettengesetz"), language(lang)
    for profile in profiles(scenario, 1):
        lines = public_lines(profile, spoken) + private_lines(profile, spoken) + resource_lines(profile, spoken)
        lines += wish_lines(profile, scenario, spoken)
        assert all(line.label and line.text for line in lines)
        assert "{" not in "".join(line.text for line in lines)


def test_numbers_are_those_of_the_profile() -> None:
    english = language("en")
    told = dict(public_lines(somebody(members=5.643, interval=0.15, economic=0.9, tone=0.0), english))
    assert told["Size"] == "about 440,000 members"
    assert told["Governing body"] == "meets every week"
    assert told["Values"] == "for a free market and between progressive and traditional"
    assert told["Manner"] == "formal and reserved"
    told = dict(resource_lines(somebody(hours=20, home_load=0.25, money=18.4, dialogue=0.8), english))
    assert told["Time"] == "15 hours a week"
    assert told["Money"] == "18,000 euro a year"
    assert told["What you are best at"].startswith("dialogue")


def test_a_red_line_is_named_where_there_is_one() -> None:
    lines = wish_lines(somebody(), load_scenario("fast-and-slow"), language("de"))
    assert "Rote Linie" in lines[0].text
    assert "60 %" in lines[0].text.replace("\N{NO-BREAK SPACE}", " ")
    assert lines[1].text.endswith("Hier keine rote Linie.")
