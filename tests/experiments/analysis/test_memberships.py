"""Memberships read off a trace: they add up to the members of every week, and to who was with whom."""

from pathlib import Path

import pytest

from experiments.analysis.memberships import quarrels, refusals, spans, weeks_together
from experiments.storage.trace_files import StoredRun, read_trace, write_trace
from simulation import Scenario, load_scenario
from tests.worlds import STUBBORN, world


def stored(scenario: Scenario, folder: Path, seed: int = 1) -> StoredRun:
    write_trace(scenario, seed, folder / "run.parquet")
    return read_trace(folder / "run.parquet")


@pytest.mark.parametrize("name", ["baseline", "ttip-ceta", "bocholt", "oepnv-2020", "five-or-fifty-demands"])
def test_spans_add_up_to_the_members_of_every_week(name: str, tmp_path: Path) -> None:
    run = stored(load_scenario(name), tmp_path)
    memberships = spans(run)
    for week in run.weeks:
        if week.stage not in ("waiting", "ended"):
            own = [span for span in memberships if span.alliance == week.alliance]
            assert sum(span.start <= week.week < span.end for span in own) == week.core + week.supporters


def test_spans_and_refusals_agree_with_the_table_of_memberships(tmp_path: Path) -> None:
    run = stored(load_scenario("ttip-ceta"), tmp_path)
    last = {(span.alliance, span.organisation): span for span in spans(run)}
    refused = {(refusal.alliance, refusal.organisation): refusal.reason for refusal in refusals(run)}
    for spell in run.memberships:
        who = spell.alliance, spell.organisation
        if spell.status == "left":
            assert (last[who].end, last[who].reason) == (spell.left, spell.reason)
        elif spell.status == "member":
            assert last[who].reason == ""
        elif spell.status == "declined" and who in refused:
            assert refused[who] == spell.reason
    assert refused


def test_two_are_together_as_long_as_both_are_in_the_core_group(tmp_path: Path) -> None:
    run = stored(world(4, STUBBORN | {"weeks": 30, "agreements.core_size": 3}, others={"interval": 1.0}), tmp_path)
    together = weeks_together(spans(run))
    core = {span.organisation: span for span in spans(run) if span.tier == "core"}
    assert len(core) == 3
    assert len(together) == 3
    for (one, other), weeks in together.items():
        assert weeks == 30 - max(core[one].start, core[other].start)


def test_every_quarrel_has_its_two_organisations(tmp_path: Path) -> None:
    run = stored(load_scenario("one-table-or-two-tiers"), tmp_path)
    told = [event for event in run.events if event.kind == "quarrel"]
    pairs = quarrels(run)
    assert told
    assert 2 * sum(pairs.values()) == len(told)
    assert {name for pair in pairs for name in pair} == {event.who for event in told}
    assert all(one != other for one, other in pairs)
