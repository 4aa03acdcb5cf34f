"""The chronicle of a field, and why somebody was asked or was not: in every language, and true to the records."""

import re

import pytest

from simulation.errors import AllianceError
from simulation.language.translation import LANGUAGES
from simulation.results.field_entries import FieldEntries
from simulation.story.field_chronicle import field_chronicle
from simulation.story.field_reasons import field_reasons
from tests.fields import lived_field

CLUMSY = re.compile(r"\bNone\b|\bnan\b|[{}_]|  |\b1 (members|weeks)\b|\b1 (Mitglieder|Wochen)\b|: \.|\.\.")
each_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def entries() -> FieldEntries:
    return lived_field(weeks=100).entries()


@each_language
def test_every_alliance_is_told_of_in_the_order_of_weeks(entries: FieldEntries, lang: str) -> None:
    turns = list(field_chronicle(entries, lang))
    assert [turn.week for turn in turns] == sorted(turn.week for turn in turns)
    assert {turn.alliance for turn in turns} == {"", *(one.name for one in entries.alliances)}
    assert not [turn.text for turn in turns if CLUMSY.search(turn.text)]


def test_a_founding_names_the_founder_and_all_whom_it_asks(entries: FieldEntries) -> None:
    alliance = entries.alliances[0]
    told = next(turn.text for turn in field_chronicle(entries) if turn.alliance == alliance.name)
    assert told.startswith(f"{alliance.founder} founds {alliance.name}.")
    asked = [one for one in entries.searches if one.alliance == alliance.name and one.week == alliance.begun]
    assert all(one.candidate.rpartition(" ")[2] in told for one in asked if one.verdict == "asked")


@each_language
def test_each_search_of_an_organisation_is_explained(entries: FieldEntries, lang: str) -> None:
    searcher = entries.alliances[0].founder
    own = {(one.week, one.alliance) for one in entries.searches if one.searcher == searcher}
    told = list(field_reasons(entries, searcher, lang))
    assert len(told) >= len(own)
    assert not [text for text in told if CLUMSY.search(text)]


def test_who_was_passed_over_is_told_who_was_asked_instead(entries: FieldEntries) -> None:
    asked = {(one.week, one.searcher) for one in entries.searches if one.verdict == "asked"}
    over = next(one for one in entries.searches if one.verdict == "passed over" and (one.week, one.searcher) in asked)
    told = "\n".join(field_reasons(entries, over.candidate))
    assert f"{over.searcher} looks for partners for {over.alliance}. Asked: " in told
    assert f"Not asked: {over.candidate} (trust {over.trust:.0%}" in told


def test_nobody_else_can_be_explained(entries: FieldEntries) -> None:
    with pytest.raises(AllianceError, match="did you mean"):
        list(field_reasons(entries, "Wellfare 1"))


@pytest.mark.parametrize(("lang", "told"), [("en", "hears from afar, on "), ("de", "von fern vom Aufruf")])
def test_who_signs_a_call_from_afar_is_told_of_it(lang: str, told: str) -> None:
    """In its own account each call that it signed, and in the chronicle once for each call."""
    called = lived_field(search__calls_heard=2, issues__Roof__agreements__call=True).entries()
    signed = [spell for spell in called.spells if spell.channel == "afar"]
    who = signed[0].organisation
    own = [paragraph for paragraph in field_reasons(called, who, lang) if told in paragraph]
    assert len(own) == sum(spell.organisation == who for spell in signed)
    sentence = {"en": "is heard of from afar", "de": "wird auch anderswo gehört"}[lang]
    heard = [turn.alliance for turn in field_chronicle(called, lang) if sentence in turn.text]
    assert sorted(heard) == sorted({spell.alliance for spell in signed})
