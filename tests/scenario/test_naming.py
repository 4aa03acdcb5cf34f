"""Naming: what each language calls things, as far as the scenario says so."""

import pytest

from simulation import load_scenario
from simulation.scenario.definition import Text
from simulation.scenario.loading import changed
from simulation.scenario.naming import Wording, naming
from tests.worlds import world

GERMAN: dict[str, str | Wording] = {
    "SPD": "die SPD",
    "Greens": Wording(several="die Grünen"),
    "Association": Wording(one="Verband", several="Verbände"),
    "Other": "Andere",
}


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("SPD", "die SPD", "SPD"),
        ("Greens", "die Grünen", "Grünen"),
        ("Association 12", "Verband 12", "Verband 12"),
        ("Other 3", "Andere 3", "Andere 3"),
        ("BUND", "BUND", "BUND"),
        ("Other other", "Other other", "Other other"),
    ],
)
def test_sentences_have_the_article_and_tables_have_not(name: str, text: str, label: str) -> None:
    assert (naming(GERMAN, name).text, naming(GERMAN, name).label) == (text, label)


def test_a_name_may_be_a_plural_or_have_one() -> None:
    assert naming(GERMAN, "Greens").is_plural
    assert not naming(GERMAN, "Association 12").is_plural
    assert [naming(GERMAN, name).plural for name in ("Association 12", "Other 3", "SPD")] == ["Verbände", "", ""]


@pytest.mark.parametrize(
    ("name", "opening"),
    [("SPD", "Die SPD"), ("Greens", "Die Grünen"), ("ver.di", "ver.di"), ("Firm 3", "Kleine Firma 3")],
)
def test_a_sentence_opens_with_a_capital_unless_a_name_is_written_small(name: str, opening: str) -> None:
    firms = Wording(one="kleine Firma", several="kleine Firmen")
    assert naming({**GERMAN, "Firm": firms}, name).opening == opening


@pytest.mark.parametrize("name", ["the", "der Spiegel", "die"])
def test_an_article_alone_is_no_article(name: str) -> None:
    assert naming({}, name).label == {"der Spiegel": "Spiegel"}.get(name, name)


def test_each_language_has_names_of_its_own() -> None:
    scenario = changed(world(3), {"german": {"First": "die Erste"}, "english": {"First": "the First"}})
    assert [scenario.naming("First", lang).text for lang in ("en", "de")] == ["the First", "die Erste"]
    assert [scenario.called("First", lang) for lang in ("en", "de")] == ["First", "Erste"]


def test_a_change_leaves_names_alone_that_are_still_there() -> None:
    without = changed(load_scenario("ampel"), {"arena.shocks": []})
    assert without.called("freedom", "de") == "Freiheit"
    assert not any("constitutional" in name for name in without.german)


@pytest.mark.parametrize(
    ("given", "both"),
    [({"en": "Bus"}, ("Bus", "Bus")), ({"de": "Bahn"}, ("Bahn", "Bahn")), ({"en": "Bus", "de": ""}, ("Bus", "Bus"))],
)
def test_a_text_in_one_language_stands_for_both(given: dict[str, str], both: tuple[str, str]) -> None:
    text = Text.model_validate(given)
    assert (text.en, text.de) == both
