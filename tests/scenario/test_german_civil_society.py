"""The country's field keeps the proportions that its sources give."""

import pytest

from simulation.engine.prepared_setting import Rows
from simulation.scenario.loading import load_field
from simulation.scenario.organisational_field import OrganisationalField
from simulation.scenario.participants import Group
from tests.fields import small_field

WHOLE = 656_888  # ZiviZ-Survey 2023


@pytest.fixture(scope="module")
def country() -> OrganisationalField:
    return load_field("german-civil-society")


def share(groups: list[Group]) -> float:
    return sum(group.count for group in groups) / WHOLE


def test_it_has_as_many_organisations_as_there_are(country: OrganisationalField) -> None:
    assert share(list(country.groups)) == 1.0


def test_fields_of_activity_and_sizes_are_as_published(country: OrganisationalField) -> None:
    def of(word: str) -> list[Group]:
        return [group for group in country.groups if word in group.name.lower().split()]

    published = {"sports": 0.22, "education": 0.18, "health": 0.03, "citizens": 0.02}
    assert {word: round(share(of(word)), 3) for word in published} == published
    small = share(of("small"))
    assert 1.0 - small == pytest.approx(0.15, abs=0.001), "have more than 300 members"
    large_sports = [group for group in of("sports") if group not in of("small")]
    assert share(large_sports) / share(of("sports")) == pytest.approx(0.309, abs=0.001)
    assert share(of("federations")) * WHOLE == pytest.approx(15_000, rel=0.05)


def test_who_is_small_has_three_hundred_members_at_most(country: OrganisationalField) -> None:
    for group in country.groups:
        is_small = group.name.startswith("Small")
        assert is_small == (group.members.high <= 2.48), group.name
        assert is_small != (group.members.low >= 2.48), group.name


def test_ten_million_of_a_group_are_found_without_being_listed() -> None:
    rows = Rows(small_field(groups__Welfare__count=10_000_000))
    assert rows["Movement 1"] == 10_000_000
    assert rows["Welfare 10000000"] == 9_999_999
