"""Whom an organisation of a field sees, and what speaks for asking them: written anew from the model's page alone."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import pytest

from simulation.engine import streams
from simulation.engine.codes import NOBODY, Channel, Stage
from simulation.field_run import ObservedField
from tests.fields import small_field

TIES: list[dict[str, Any]] = [
    {"between": [f"Welfare {k}", f"Movement {(k + step) % 20 + 1}"], "trust": 0.5 + 0.02 * k}
    for k in range(1, 21)
    for step in range(2)
]


class Seen(NamedTuple):
    """Who came to mind, how, and through what."""

    candidate: int
    channel: Channel
    through: int


@pytest.fixture(scope="module")
def first_week() -> ObservedField:
    """A run after its first week, in which nobody remembers more than the ties of the file."""
    weekly: dict[str, Any] = {f"groups__{kind}__interval": 0.15 for kind in ("Welfare", "Movement")}
    field = small_field(ties=TIES, search__by_memory=0.5, search__looks=12, arena__salience=1.0, **weekly)
    run = ObservedField(field, 4)
    run.step()
    return run


class Page:
    """What the page says of sight (7.32), with the forums, ties and places of a run."""

    def __init__(self, run: ObservedField) -> None:
        self.key = int(run.state.world.clock.key)
        self.search = run.scenario.search
        self.identity = run.state.world.organisations["identity"].tolist()
        names = run.prepared.names
        self.forums = [[k for k, name in enumerate(names) if name.startswith(kind)] for kind in ("Welfare", "Movement")]
        self.known: dict[int, list[int]] = {k: [] for k in range(len(names))}
        for tie in run.scenario.ties:
            one, other = (names.index(name) for name in tie.between)
            self.known[one].append(other)
            self.known[other].append(one)

    def looks(self, who: int, issue: int) -> Iterator[Seen]:
        for look in range(self.search.looks):
            u, v, w = (
                streams.uniform(self.key, purpose, 0, self.identity[who], issue * 64 + look)
                for purpose in (streams.LOOK, streams.LOOK_WHERE, streams.LOOK_AT)
            )
            yield self.comes_to_mind(who, issue * 64 + look, u, v, w)

    def comes_to_mind(self, who: int, address: int, u: float, v: float, w: float) -> Seen:
        own = [number for number, guests in enumerate(self.forums) if who in guests]
        if u < self.search.by_forum and own:
            number = own[int(v * len(own))]
            return Seen(self.forums[number][int(w * len(self.forums[number]))], Channel.FORUM, number)
        if self.search.by_forum <= u < self.search.by_forum + self.search.by_memory and self.known[who]:
            partner = self.known[who][int(v * len(self.known[who]))]
            theirs = self.known[partner]
            if theirs and streams.uniform(self.key, streams.HEARSAY, 0, self.identity[who], address) < 0.5:
                return Seen(theirs[int(w * len(theirs))], Channel.HEARSAY, partner)
            return Seen(partner, Channel.MEMORY, NOBODY)
        return Seen(int(w * len(self.identity)), Channel.PLACE, NOBODY)


def test_who_comes_to_mind_is_whom_the_page_names(first_week: ObservedField) -> None:
    page, channels = Page(first_week), set[int]()
    searches = first_week.tables().searches
    assert len(searches) > 100
    for (who, issue), rows in groupby(searches.tolist(), key=lambda row: (row[1], row[2])):
        expected: dict[int, Seen] = {}
        for seen in page.looks(who, issue):
            if seen.candidate != who:
                expected.setdefault(seen.candidate, seen)
        names = searches.dtype.names or ()
        found = [dict(zip(names, row, strict=True)) for row in rows]
        assert {Seen(one["candidate"], one["channel"], one["through"]) for one in found} == set(expected.values())
        channels |= {one["channel"] for one in found}
    assert channels == {Channel.FORUM, Channel.MEMORY, Channel.HEARSAY, Channel.PLACE}


def test_what_speaks_for_asking_is_weighed_and_sorted_as_the_page_says(first_week: ObservedField) -> None:
    search, searches = first_week.scenario.search, first_week.tables().searches
    world = first_week.state.world
    weighed = (
        search.trust_weight * searches["trust"]
        + search.likeness_weight * searches["likeness"]
        + search.addition_weight * searches["addition"]
    )
    assert searches["appeal"] == pytest.approx(weighed)
    one, other = (np.asarray(world.organisations)[searches[who]] for who in ("searcher", "candidate"))
    apart = np.sqrt(((one["economic"] - other["economic"]) ** 2 + (one["cultural"] - other["cultural"]) ** 2) / 2)
    assert searches["likeness"] == pytest.approx(1 - apart)
    for _, rows in groupby(searches[["searcher", "issue", "appeal"]].tolist(), key=lambda row: row[:2]):
        appeals = [appeal for *_, appeal in rows]
        assert appeals == sorted(appeals, reverse=True)


def test_strangers_are_trusted_as_one_trusts_and_friends_as_the_file_says(first_week: ObservedField) -> None:
    page, searches = Page(first_week), first_week.tables().searches
    share = first_week.scenario.mechanisms.formation.shared_disadvantage
    trusts = {frozenset(tie["between"]): tie["trust"] for tie in TIES}
    names, organisations = first_week.prepared.names, first_week.state.world.organisations
    for who, candidate, trust in searches[["searcher", "candidate", "trust"]].tolist():
        one, other = organisations[who], organisations[candidate]
        kindred = one.trust + (1 - one.trust) * share * one.disadvantage * other.disadvantage
        known = trusts.get(frozenset((names[who], names[candidate])), kindred)
        assert trust == pytest.approx(known)
        assert (candidate in page.known[who]) == (known != kindred)


def test_the_calls_that_are_signed_from_afar_are_those_that_the_page_lets_be_heard() -> None:
    """What is known of each call before the week, and the draws of whoever signs one in it (7.37)."""
    run = ObservedField(small_field(search__calls_heard=2, issues__Roof__agreements__call=True, weeks=60), 1)
    signed = 0
    while run.running:
        renown = calls_by_renown(run)
        week, key = run.week, int(run.state.world.clock.key)
        run.step()
        spells = run.tables().spells
        for spell in spells[(spells["channel"] == Channel.AFAR) & (spells["joined"] == week)]:
            identity = run.state.world.organisations[spell["organisation"]].identity
            draws = (streams.uniform(key, streams.HEARD, week, identity, number) for number in range(2))
            assert spell["serial"] in {heard_by(draw, renown) for draw in draws}
            signed += 1
    assert signed > 20


def calls_by_renown(run: ObservedField) -> dict[int, float]:
    """Return the calls that can be signed, by number in the order of rows, with how well known each is."""
    world, field = run.state
    rows = np.flatnonzero(field.foundings["serial"]).tolist()
    return {
        int(field.foundings[row].serial): max(world.alliances[row].week.visibility, world.alliances[row].reach)
        for row in rows
        if world.alliances[row].stage == Stage.WORKING and world.alliances[row].agreed_week >= 0
    }


def heard_by(draw: float, renown: dict[int, float]) -> int | None:
    """Return the call that a draw points to."""
    sought, so_far = draw * max(1.0, sum(renown.values())), 0.0
    for call, known in renown.items():
        so_far += known
        if so_far > sought:
            return call
    return None
