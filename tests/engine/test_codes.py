"""Codes: words and numbers stand for each other, and results may count on both."""

import pytest

from simulation.engine.codes import Code, End, EventKind, Stage, StateLevel
from simulation.engine.events import ABOUT_A_DEMAND
from simulation.scenario.participants import LEVELS

KINDS = Code.__subclasses__()
each_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])


@each_kind
def test_codes_are_numbered_from_0_without_a_gap(kind: type[Code]) -> None:
    assert list(kind) == list(range(len(kind)))


@each_kind
def test_a_word_names_the_code_whose_word_it_is(kind: type[Code]) -> None:
    assert [kind.named(word) for word in kind.words()] == list(kind)


def test_a_word_is_the_name_in_plain_letters() -> None:
    assert (Stage.DEBATING_VALUES.word, End.RED_LINE.word) == ("debating values", "red line")


def test_an_unknown_word_names_nothing() -> None:
    with pytest.raises(KeyError):
        Stage.named("sleeping")


def test_levels_are_those_of_scenario_files() -> None:
    assert StateLevel.words() == LEVELS


def test_events_about_a_demand_are_told_as_events() -> None:
    assert set(EventKind) >= ABOUT_A_DEMAND
