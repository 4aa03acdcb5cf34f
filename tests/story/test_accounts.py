"""Accounts: whatever happened is told once, however it is drawn together."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.language.sentences import SENTENCES
from simulation.language.translation import Phrase
from simulation.results.event_log import Event
from simulation.story.accounts import Account, accounts, placeholders

ABOUT_PEOPLE = ("joined", "declined", "left", "objection", "helping")
ORGANISATIONS = ("Ant", "Bee", "Cat")
OF_KIND = {"joined": ("core", "supporter"), "objection": ("Wages", "Hours"), "helping": ("",)}


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    """Make the events of a week that concern organisations, none of them twice."""
    told = []
    for kind in draw(st.lists(st.sampled_from(ABOUT_PEOPLE), max_size=8)):
        what = draw(st.sampled_from(OF_KIND.get(kind, ("time", "values"))))
        who, value = draw(st.sampled_from(ORGANISATIONS)), draw(st.sampled_from((0.25, 0.5)))
        told.append(Event(3, date(2020, 1, 27), draw(st.sampled_from(("", "Ring"))), kind, who, what, value))
    return list({(one.alliance, one.kind, one.who, one.what): one for one in told}.values())


def pairs(account: Account) -> list[tuple[str, str]]:
    return [(who, what) for who in account.who for what, _ in account.things]


@given(events())
def test_everybody_is_told_of_exactly_once_for_each_thing(week: list[Event]) -> None:
    told = Counter((account.alliance, account.kind, *pair) for account in accounts(week) for pair in pairs(account))
    assert told == Counter((one.alliance, one.kind, one.who, one.what) for one in week)


@given(events())
def test_values_stay_with_their_things(week: list[Event]) -> None:
    asked = {(one.alliance, one.who, one.what): one.value for one in week if one.kind == "objection"}
    for account in accounts(week):
        if account.kind == "objection":
            for who in account.who:
                assert all(asked[account.alliance, who, what] == value for what, value in account.things)


@pytest.mark.parametrize(("value", "word"), [(2.0, "opens"), (1.0, "opens"), (0.3, "narrows")])
def test_a_window_opens_or_narrows_by_its_strength(value: float, word: str) -> None:
    table = SENTENCES["window"]
    assert not isinstance(table, Phrase)
    (account,) = accounts([Event(0, date(2020, 1, 6), "", "window", None, "Talks", value)])
    assert account.phrase == table[word]


def test_the_names_in_braces_are_found() -> None:
    assert placeholders(Phrase("{who} of {paper} at {share}, {who}.")) == {"who", "paper", "share"}
    assert placeholders(Phrase("Nothing.")) == set()


def test_where_one_claims_a_success_nobody_is_said_to_share_one_in_that_week() -> None:
    claimed = Event(3, date(2020, 1, 27), "", "credit claimed", "Ant", "Wages", 0.0)
    shared = Event(3, date(2020, 1, 27), "", "credit shared", None, "Hours", 0.0)
    later = replace(shared, week=4)
    assert [account.kind for account in accounts([shared, claimed])] == ["credit claimed"]
    assert [account.kind for account in accounts([claimed, later])] == ["credit claimed", "credit shared"]
