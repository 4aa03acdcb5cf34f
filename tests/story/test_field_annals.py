"""The annals of a field: each year counted, each alliance worth remembering told of, and for the right thing."""

import re

import pytest

from simulation.language.translation import LANGUAGES
from simulation.results.field_entries import FieldEntries, FoundedAlliance
from simulation.story.field_annals import field_annals
from simulation.story.notable_alliances import notable_alliances
from tests.fields import lived_field
from tests.story.test_field_chronicle import CLUMSY

each_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def entries() -> FieldEntries:
    return lived_field(weeks=160).entries()


def _remembered_as(entries: FieldEntries, what: str) -> FoundedAlliance:
    [name] = [name for name, roles in notable_alliances(entries).items() if what in roles]
    return next(one for one in entries.alliances if one.name == name)


@each_language
def test_the_annals_tell_of_all_notable_alliances_and_of_no_others(entries: FieldEntries, lang: str) -> None:
    told = list(field_annals(entries, lang))
    assert {one.alliance for one in told} == {"", *notable_alliances(entries)}
    assert not [one.text for one in told if CLUMSY.search(one.text)]


def test_years_come_in_order_and_their_counts_add_up_to_the_run(entries: FieldEntries) -> None:
    years = [one for one in field_annals(entries) if one.head.isdigit()]
    assert [year.head for year in years] == ["2020", "2021", "2022", "2023"]
    for word, number in (
        ("founded", len(entries.alliances)),
        ("formed", sum(one.has_formed for one in entries.alliances)),
        ("ended", sum(one.has_formed and one.ended is not None for one in entries.alliances)),
    ):
        assert sum(int(count) for year in years for count in re.findall(rf"(\d+) {word}", year.text)) == number
    standing = sum(one.has_formed and one.ended is None for one in entries.alliances)
    assert f"{standing} standing at its end" in years[-1].text or not standing


def test_what_an_alliance_is_remembered_as_is_so(entries: FieldEntries) -> None:
    formed = [one for one in entries.alliances if one.has_formed]
    assert _remembered_as(entries, "largest").members_max == max(one.members_max for one in formed)
    assert _remembered_as(entries, "first").started == min(one.started for one in formed if one.started is not None)
    assert _remembered_as(entries, "last").started == max(one.started for one in formed if one.started is not None)


def test_where_nothing_forms_only_the_years_are_told() -> None:
    entries = lived_field(weeks=20, search__agenda=0.0).entries()
    assert not notable_alliances(entries)
    told = list(field_annals(entries))
    assert {one.alliance for one in told} == {""}
    assert not [one.text for one in told if CLUMSY.search(one.text)]
