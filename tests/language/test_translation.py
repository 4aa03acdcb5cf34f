"""Languages: each writes dates, numbers and lists in its own way, and says the same."""

from datetime import date

import pytest

from simulation import AllianceError
from simulation.language.translation import LANGUAGES, Phrase, language

ENGLISH, GERMAN = language("en"), language("de")
NO_BREAK = "\N{NO-BREAK SPACE}"


def test_lists_end_in_and() -> None:
    names = ["Ant", "Bee", "Cat"]
    assert [ENGLISH.listed(names[:count]) for count in (1, 2, 3)] == ["Ant", "Ant and Bee", "Ant, Bee and Cat"]
    assert [GERMAN.listed(names[:count]) for count in (1, 2, 3)] == ["Ant", "Ant und Bee", "Ant, Bee und Cat"]


def test_dates_and_numbers_are_written_as_readers_expect() -> None:
    assert (ENGLISH.day(date(2020, 1, 6)), GERMAN.day(date(2020, 1, 6))) == ("6 Jan 2020", "06.01.2020")
    assert (ENGLISH.percent(0.275), GERMAN.percent(0.275)) == ("28%", f"28{NO_BREAK}%")
    assert (ENGLISH.number(1234.5), GERMAN.number(1234.5)) == ("1,234.5", "1.234,5")


def test_a_sign_says_which_way_and_nothing_has_none() -> None:
    assert [ENGLISH.signed(value) for value in (0.304, -0.1, 0.0, -0.004)] == ["+0.30", "−0.10", "0.00", "0.00"]
    assert GERMAN.signed(-1.5) == "−1,50"


def test_phrases_agree_with_number() -> None:
    weeks = Phrase("{number} week", "{number} weeks")
    assert [ENGLISH.counted(weeks, number) for number in (1, 2)] == ["1 week", "2 weeks"]
    assert [GERMAN.counted(weeks, number) for number in (1, 2)] == ["1 Woche", "2 Wochen"]


def test_what_has_no_translation_is_said_in_english() -> None:
    assert GERMAN.say(Phrase("A sentence that no catalogue holds, with {name}."), name="Ant").endswith("with Ant.")


def test_a_language_without_a_catalogue_is_refused_by_name() -> None:
    with pytest.raises(AllianceError) as refused:
        language("dee")
    assert all(f'"{code}"' in str(refused.value) for code in ("dee", *LANGUAGES))
    assert "did you mean de?" in str(refused.value)
