"""A field: alliances come about by what organisations decide, live by the rules of all, and leave rows and records."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from simulation.engine.codes import NOBODY, Stage, Status
from simulation.field_run import ObservedField
from simulation.results.field_entries import FieldEntries, FieldSpell
from simulation.results.field_outcome import FIELD_OUTCOMES, FieldOutcome
from simulation.results.field_summary import again
from simulation.rules.search.room import SHORTEST
from simulation.scenario.loading import load_field
from simulation.start import field_population
from tests.fields import lived_field, small_field


@pytest.fixture(scope="module")
def shipped() -> ObservedField:
    run = ObservedField(load_field("field"), 3)
    run.run_model()
    return run


@pytest.fixture(scope="module")
def entries(shipped: ObservedField) -> FieldEntries:
    return shipped.entries()


def forum_of(name: str) -> str:
    """Return the only forum of an organisation of the small field."""
    return "Forum A" if name.startswith("Welfare") else "Forum B"


def same(one: ObservedField, other: ObservedField) -> bool:
    """Tell whether two runs left the same records."""
    return all(np.array_equal(a, b) for a, b in zip(one.tables(), other.tables(), strict=True))


# --- who finds whom ----------------------------------------------------------------------------------


def test_alliances_come_about_and_differ_in_size(entries: FieldEntries) -> None:
    sizes = [one.members_max for one in entries.alliances if one.has_formed]
    assert len(sizes) > 20
    assert len(set(sizes)) > 5


def test_where_nobody_cares_nothing_is_founded() -> None:
    run = lived_field(issues__Roof__stakes={"welfare": 0.0, "movement": 0.0})
    assert len(run.tables().alliances) == 0
    assert len(run.tables().searches) == 0


def test_who_meets_in_forums_only_finds_those_of_its_forums() -> None:
    """C15; Feld 1981."""
    seen = lived_field(search__by_forum=1.0, search__by_memory=0.0).entries().searches
    assert seen
    assert {one.channel for one in seen} == {"forum"}
    assert all(one.through == forum_of(one.searcher) == forum_of(one.candidate) for one in seen)


def test_who_looks_to_memory_finds_partners_and_their_partners() -> None:
    """C17; Gulati 1995."""
    old = {"Welfare 1", "Movement 1", "Movement 2"}
    ties = [{"between": ["Movement 1", other], "trust": 0.9} for other in ("Welfare 1", "Movement 2")]
    seen = lived_field(ties=ties, weeks=6, search__by_forum=0.0, search__by_memory=1.0).entries().searches
    own = [one for one in seen if one.searcher in old]
    assert own
    assert {one.channel for one in own} <= {"memory", "hearsay"}
    assert {one.candidate for one in own} <= old
    assert {one.channel for one in seen if one.searcher not in old} == {"place"}


def test_who_is_not_trusted_is_not_asked() -> None:
    """Labianca and Brass 2006."""
    ties = [{"between": ["Welfare 1", f"Welfare {k}"], "trust": 0.05} for k in range(2, 21)]
    seen = lived_field(ties=ties, weeks=8, search__by_forum=1.0, search__by_memory=0.0).entries().searches
    assert {one.verdict for one in seen if "Welfare 1" in (one.searcher, one.candidate)} == {"grudge"}


def test_trust_that_is_remembered_decides_who_is_asked_first() -> None:
    """C17, C18."""
    friends = [f"Welfare {k}" for k in range(1, 6)]
    ties = [{"between": pair, "trust": 0.95} for pair in combinations(friends, 2)]
    run = lived_field(ties=ties, weeks=4, search__likeness_weight=0.0, search__addition_weight=0.0)
    own = [one for one in run.entries().searches if one.searcher in friends]
    known = [one.appeal for one in own if one.candidate in friends]
    unknown = [one.appeal for one in own if one.candidate not in friends]
    assert known
    assert unknown
    assert min(known) > max(unknown)


def test_local_organisations_ally_at_home_only() -> None:
    fields: dict[str, Any] = {"groups__Welfare__levels": ["local"], "groups__Movement__levels": ["local"]}
    run = lived_field(search__places=4, search__by_forum=0.2, **fields)
    place = dict(zip(run.prepared.names, run.state.field.seekers["place"].tolist(), strict=True))
    assert set(place.values()) == {1, 2, 3, 4}
    asked = [one for one in run.entries().searches if one.verdict == "asked"]
    assert asked
    assert all(place[one.searcher] == place[one.candidate] for one in asked)


def spans(spells: list[FieldSpell], until: int) -> Iterator[tuple[str, str, range]]:
    """Yield organisation, issue and weeks of each membership that began."""
    for spell in spells:
        if spell.joined is not None:
            yield spell.organisation, spell.alliance.rpartition(" ")[0], range(spell.joined, spell.left or until)


def test_nobody_is_in_two_alliances_for_one_issue_at_a_time(entries: FieldEntries) -> None:
    ends = {one.name: one.ended if one.ended is not None else entries.weeks for one in entries.alliances}
    by_member: dict[tuple[str, str], list[range]] = {}
    for spell in entries.spells:
        for who, issue, weeks in spans([spell], ends[spell.alliance]):
            by_member.setdefault((who, issue), []).append(weeks)
    for own in by_member.values():
        assert all(a.stop <= b.start or b.stop <= a.start for a, b in combinations(own, 2))


def an_issue_and_its_opposite() -> list[dict[str, Any]]:
    issue = small_field().issues[0].model_dump(mode="json")
    issue["stakes"] = {"welfare": 1.0, "movement": 0.8}
    against = {**issue, "name": "Sky", "against": "Roof", "goal": {"demands": [{"name": "Fewer roofs"}]}}
    against["stakes"] = {"welfare": 0.8, "movement": 1.0}
    return [issue, against]


def test_nobody_works_for_an_issue_and_its_opposite_at_once() -> None:
    entries = lived_field(issues=an_issue_and_its_opposite()).entries()
    ends = {one.name: one.ended if one.ended is not None else entries.weeks for one in entries.alliances}
    assert {one.issue for one in entries.alliances} == {"Roof", "Sky"}
    by_member: dict[str, list[tuple[str, range]]] = {}
    for spell in entries.spells:
        for who, name, weeks in spans([spell], ends[spell.alliance]):
            by_member.setdefault(who, []).append((name, weeks))
    for own in by_member.values():
        for (one, a), (other, b) in combinations(own, 2):
            assert one == other or a.stop <= b.start or b.stop <= a.start


def test_whose_alliance_agreed_on_nothing_pauses() -> None:
    run = lived_field(search__pause_weeks=520, issues__Roof__agreements__voluntary=True)
    failed: dict[str, int] = {}
    for one in run.entries().alliances:
        assert one.founder not in failed or one.begun <= failed[one.founder]
        if one.agreed is None and one.ended is not None:
            failed[one.founder] = one.ended


# --- rows and draws ----------------------------------------------------------------------------------


def test_rows_of_ended_alliances_are_used_again(shipped: ObservedField) -> None:
    ended = sum(one.ended is not None for one in shipped.entries().alliances)
    used = shipped.state.field.book.alliances_used - len(shipped.scenario.issues)
    assert used <= len(shipped.entries().alliances) - ended / 2


def test_stretches_of_memberships_never_overlap(shipped: ObservedField) -> None:
    world, field = shipped.state
    taken: Counter[int] = Counter()
    for a in np.flatnonzero(field.foundings["serial"]):
        plan = world.alliances[int(a)].plan
        room = range(plan.memberships_from, plan.memberships_from + field.foundings[int(a)].room)
        assert plan.memberships_to <= room.stop
        taken.update(room)
    for number, start in enumerate(field.stretches.tolist()):
        first = start
        while first != NOBODY:
            taken.update(range(first, first + (SHORTEST << number)))
            first = int(field.finds["next_free"][first])
    assert max(taken.values()) == 1


def test_who_is_engaged_is_in_a_living_alliance_or_asked_by_it(shipped: ObservedField) -> None:
    world, field = shipped.state
    for who, issue in np.argwhere(field.engaged != NOBODY):
        alliance = world.alliances[int(field.engaged[who, issue])]
        rows = world.memberships[alliance.plan.memberships_from : alliance.plan.memberships_to]
        [row] = np.flatnonzero(rows["organisation"] == who)
        assert rows[int(row)].status in (Status.MEMBER, Status.ASKED)
        assert alliance.plan.venture == issue
        assert alliance.stage < Stage.ENDED


def test_a_run_is_the_same_however_much_room_it_begins_with(monkeypatch: pytest.MonkeyPatch) -> None:
    roomy = lived_field()
    monkeypatch.setattr(field_population, "_ALLIANCES", 2)
    monkeypatch.setattr(field_population, "_MEMBERSHIPS", 300)
    monkeypatch.setattr(field_population, "_TURNS", 1)
    assert same(roomy, lived_field())


def test_seeds_tell_runs_apart() -> None:
    assert same(lived_field(1), lived_field(1))
    assert not same(lived_field(1), lived_field(2))


def test_a_forum_in_which_nobody_meets_changes_nothing() -> None:
    forums = [forum.model_dump(mode="json") for forum in small_field().forums]
    empty = {"name": "Forum C", "groups": ["Welfare"], "share": 0.0}
    assert same(lived_field(), lived_field(forums=[*forums, empty]))


def test_who_asks_nobody_why_gets_the_same_alliances() -> None:
    silent = ObservedField(small_field(), 1, keeps_searches=False)
    silent.run_model()
    asked = lived_field()
    assert np.array_equal(silent.tables().alliances, asked.tables().alliances)
    assert len(silent.tables().searches) == 0


OTHER_VALUES: dict[str, Any] = {
    "least_stake": 0.9,
    "agenda": 0.05,
    "erosion": 0.9,
    "looks": 2,
    "by_forum": 0.0,
    "by_memory": 0.0,
    "calls_heard": 4,
    "memory_slots": 0,
    "trust_weight": 0.0,
    "likeness_weight": 0.0,
    "addition_weight": 0.0,
    "grudge": 0.6,
    "pause_weeks": 0,
    "hours_per_contact": 0.0,
    "places": 3,
    "regions": 3,
}
# What has to be so for it to matter.
WHERE: dict[str, dict[str, Any]] = {
    "places": {"groups__Welfare__levels": ["local"]},
    "regions": {"groups__Welfare__levels": ["state"]},
    "calls_heard": {"issues__Roof__agreements__call": True},
}


@pytest.mark.parametrize("name", OTHER_VALUES)
def test_every_parameter_of_search_acts(name: str) -> None:
    fields = WHERE.get(name, {})
    before = (lived_field(seed, **fields) for seed in range(6))
    after = (lived_field(seed, **fields, **{f"search__{name}": OTHER_VALUES[name]}) for seed in range(6))
    assert not all(same(a, b) for a, b in zip(before, after, strict=True))


def test_all_parameters_of_search_are_tried() -> None:
    assert set(OTHER_VALUES) == set(type(small_field().search).model_fields)


# --- the outcome -------------------------------------------------------------------------------------


def test_the_outcome_counts_what_the_records_say(shipped: ObservedField, entries: FieldEntries) -> None:
    outcome = shipped.outcome()
    formed = [one for one in entries.alliances if one.has_formed]
    names = {one.name for one in formed}
    members = {s.organisation for s in entries.spells if s.joined is not None and s.alliance in names}
    assert outcome.founded == len(entries.alliances)
    assert outcome.formed == len(formed)
    assert outcome.largest == max(one.members_max for one in formed)
    assert outcome.alone == pytest.approx(1 - len(members) / 200)
    depths = [one.depth for one in formed if one.depth is not None]
    assert outcome.depth_mean == pytest.approx(sum(depths) / len(depths))


def test_an_outcome_of_a_field_without_alliances_says_what_is_missing() -> None:
    outcome = lived_field(weeks=2, search__least_stake=1.0, issues__Roof__elsewhere=0.0).outcome()
    assert (outcome.founded, outcome.formed, outcome.largest, outcome.alone) == (0, 0, 0, 1.0)
    nobody_brought_in = {"partners_in_no_forum", "partners_in_one_forum"}  # of pairs that there are, a share of 0
    assert all(getattr(outcome, name) == 0.0 for name in nobody_brought_in)
    missing = {name for name in FIELD_OUTCOMES if np.isnan(getattr(outcome, name))}
    may_be = {name for name, declared in FIELD_OUTCOMES.items() if "missing" in declared.meaning}
    assert missing == may_be - nobody_brought_in


def test_the_outcome_is_declared_in_full() -> None:
    assert list(FIELD_OUTCOMES) == list(FieldOutcome.__dataclass_fields__)


def test_again_is_who_meets_somebody_again() -> None:
    spells = np.array(
        [(1, 10, 0), (1, 11, 0), (2, 10, 5), (2, 12, 5), (3, 11, 9), (3, 10, 9), (3, 13, 9)],
        [("serial", int), ("organisation", int), ("joined", int)],
    )
    assert again(spells).tolist() == [False, False, False, False, True, True, False]


# --- alliances that are known to have been founded ---------------------------------------------------


def given(**fields: Any) -> dict[str, Any]:
    return {"issue": "Roof", "founder": "Welfare 1", "asked": ["Welfare 2", "Movement 1"], "when": 5} | fields


def test_an_alliance_that_is_known_is_founded_on_its_day_and_lives_as_others_do() -> None:
    entries = lived_field(weeks=40, alliances=[given()], search__agenda=0.0).entries()
    [alliance] = entries.alliances
    assert (alliance.founder, alliance.begun) == ("Welfare 1", 5)
    first = entries.spells_in(alliance.name)
    assert [(one.organisation, one.channel) for one in first[:3]] == [
        ("Welfare 1", "founder"),
        ("Welfare 2", "given"),
        ("Movement 1", "given"),
    ]
    assert alliance.started is None or alliance.started >= 5


def test_who_is_in_an_alliance_for_it_is_not_asked_again_even_if_that_is_known() -> None:
    both = [given(when=0), given(founder="Welfare 3", when=1), given(founder="Welfare 1", asked=["Welfare 9"], when=2)]
    run = lived_field(weeks=3, alliances=both, search__agenda=0.0)
    founders = [one.founder for one in run.entries().alliances]
    assert founders == ["Welfare 1", "Welfare 3"]
    assert {one.verdict for one in run.entries().searches if one.searcher == "Welfare 3"} == {"taken"}


def test_who_works_for_the_opposite_neither_founds_nor_is_asked_even_if_that_is_known() -> None:
    opposite = {"issue": "Sky", "asked": ["Welfare 2", "Welfare 9"]}
    alliances = [
        given(when=0),
        given(founder="Welfare 3", when=1) | opposite,
        given(founder="Welfare 1", when=2) | opposite,
    ]
    run = lived_field(weeks=3, issues=an_issue_and_its_opposite(), alliances=alliances, search__agenda=0.0)
    assert [one.founder for one in run.entries().alliances] == ["Welfare 1", "Welfare 3"]
    asked = {one.candidate: one.verdict for one in run.entries().searches if (one.week, one.channel) == (1, "given")}
    assert asked == {"Welfare 2": "rival", "Welfare 9": "asked"}
