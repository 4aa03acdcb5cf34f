"""Plans: every run has a name that tells all that decides how it comes out, and a seed that pairs it."""

from collections.abc import Mapping

import numpy as np
import pytest

from experiments.design.designs import KINDS, SAMPLED, Design, Kind
from experiments.design.variation import DesignError
from experiments.runner import identity, planning
from experiments.runner.plan import Pending, Plan
from experiments.runner.planning import plan_points, plan_sweep
from experiments.sweeps.study import Combining, Study, typed_fields
from simulation import AllianceError, load_scenario
from tests.experiments.made_up import everything, plan


def names_of(planned: Plan) -> list[str]:
    return identity.written(planned.names(np.arange(planned.total)))


def name_of(planned: Plan, point: int, run: int) -> str:
    return names_of(planned)[point * planned.runs + run]


# --- names --------------------------------------------------------------------------------------------


def test_all_runs_have_different_names() -> None:
    names = names_of(plan("invitation.size=2:30:1", "agreements.moderation=true,false", runs=40))
    assert len(set(names)) == 29 * 2 * 40
    assert {len(name) for name in names} == {16}


def test_names_are_written_and_read() -> None:
    names = np.array([0, 1, 2**64 - 1], np.uint64)
    assert identity.written(names) == ["0" * 16, "0" * 15 + "1", "f" * 16]
    assert (identity.read(identity.written(names)) == names).all()


def test_the_same_parameters_give_the_same_name_whichever_of_them_vary() -> None:
    varied = plan("invitation.size=4,8", "weeks=20,30", runs=3)
    set_before = plan("invitation.size=8", runs=3, weeks=30)
    other_order = plan("weeks=30", "invitation.size=8", runs=3)
    assert [name_of(varied, 3, k) for k in range(3)] == names_of(set_before) == names_of(other_order)


def test_a_default_that_is_written_out_changes_no_name() -> None:
    default = load_scenario("baseline").agreements.moderation
    assert names_of(plan("invitation.size=8")) == names_of(
        plan("invitation.size=8", **{"agreements.moderation": default})
    )


def test_a_list_entry_has_one_name_by_number_and_by_its_own_name() -> None:
    demand = load_scenario("baseline").goal.demands[0].name
    by_number, by_name = plan("goal.demands.0.weight=0.5"), plan(f"goal.demands.{demand}.weight=0.5")
    assert names_of(by_number) == names_of(by_name)


def listed(*points: Mapping[str, object]) -> Plan:
    scenario = load_scenario("baseline")
    return plan_points("baseline", scenario, points, runs=2, seed=1, question="comparison", asked={})


def test_listed_points_need_not_vary_the_same_fields_and_have_the_names_of_what_they_come_to() -> None:
    own = load_scenario("baseline").invitation.size
    planned = listed({}, {"invitation.size": own}, {"weeks": 30}, {"invitation.size": 8})
    assert [dict(point) for point in planned.points] == [{}, {"weeks": 30}, {"invitation.size": 8}]
    assert names_of(planned)[:2] == names_of(plan(runs=2))
    assert names_of(planned)[2:4] == names_of(plan("weeks=30", runs=2))
    assert names_of(planned)[4:] == names_of(plan("invitation.size=8", runs=2))
    assert [planned.point_of(point) for point in ({}, {"invitation.size": own}, {"weeks": 30})] == [0, 0, 1]


@pytest.mark.parametrize("other", [{"seed": 2}, {"weeks": 30}, {"agreements.moderation": True}])
def test_whatever_decides_how_a_run_comes_out_changes_its_name(other: dict[str, object]) -> None:
    one = plan("invitation.size=8", runs=5, weeks=20)
    another = plan("invitation.size=8", runs=5, **{"weeks": 20, **other})  # type: ignore[arg-type]
    assert not set(names_of(one)) & set(names_of(another))


WORDS = {"title.en": "In other words", "title.de": "Anders gesagt", "summary.en": "A typo mended.", "german": {}}


def test_words_for_readers_change_no_name_and_a_name_of_the_random_numbers_does() -> None:
    names = names_of(plan("invitation.size=8", runs=5))
    assert names_of(plan("invitation.size=8", runs=5, **WORDS)) == names  # type: ignore[arg-type]
    title = plan("invitation.size=8").scenario.title.en
    for stream, is_same in ((title, True), ("Other", False)):
        assert (names_of(plan("invitation.size=8", runs=5, stream=stream)) == names) == is_same


def test_another_model_gives_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    one = plan("invitation.size=8")
    monkeypatch.setattr("experiments.runner.fingerprints.behaviour", lambda *_: "another")
    assert not set(names_of(one)) & set(names_of(plan("invitation.size=8")))


def test_names_tell_where_a_run_stands_in_its_plan() -> None:
    planned = plan("invitation.size=4,8,12", runs=7)
    positions = np.array([20, 0, 13, 6])
    assert (planned.positions(planned.names(positions)) == positions).all()
    assert planned.positions(plan("invitation.size=16").names(np.array([0]))) == [-1]


# --- pairing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_replicates_have_the_same_seed_at_every_point_of_every_design(kind: Kind) -> None:
    salience = "0.1..0.9" if kind in SAMPLED else "0.5,0.7"
    fields = typed_fields(["invitation.size=4,8", f"arena.salience={salience}"])
    design = Combining(kind=kind, points=4 if kind in SAMPLED else None)
    planned = Study(scenario="baseline", vary=fields, design=design, runs=5, seed=3).plan()
    for stretch in planned.batch(np.arange(planned.total)).stretches:
        assert list(stretch.seeds) == [3_000_000 + run for run in stretch.runs]
    assert planned.total == 5 * len(planned.points)


def test_sweeps_with_other_base_seeds_share_no_seed() -> None:
    assert not set(plan("weeks=10", runs=1000, seed=1).seeds) & set(plan("weeks=10", runs=1000, seed=2).seeds)


# --- what is checked beforehand -------------------------------------------------------------------------


def test_every_point_is_checked_before_the_first_run() -> None:
    with pytest.raises(AllianceError, match=r"invitation\.size"):
        plan("invitation.size=2,-1")
    with pytest.raises(AllianceError, match=r"agreements\.core_siz"):
        plan("agreements.core_siz=2,4")


def test_of_many_points_every_value_is_checked_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "CHECKED_POINTS", 2)
    with pytest.raises(AllianceError, match=r"invitation\.size"):
        plan("weeks=20:40:1", "invitation.size=2,3,4,5,-1,6,7")


def test_a_field_is_either_varied_or_set() -> None:
    with pytest.raises(DesignError, match=r"weeks \(set\) and weeks \(varied\)"):
        plan("weeks=20,30", weeks=40)


def test_points_that_are_the_same_are_refused() -> None:
    twice = Design({"weeks": (20, 30, 20), "invitation.size": (4, 5, 4)}, kind="listed")
    with pytest.raises(DesignError, match=r"Points 1 and 3 .* are the same: weeks = 20, invitation.size = 4"):
        plan_sweep("baseline", load_scenario("baseline"), twice, runs=2, seed=1)


def test_more_runs_than_a_folder_can_hold_are_refused() -> None:
    with pytest.raises(DesignError, match="20,000,000 runs are too many"):
        plan("weeks=1:20:1", runs=10**6)


# --- handing out ----------------------------------------------------------------------------------------


def test_every_run_is_handed_out_once_and_in_order() -> None:
    planned = plan("invitation.size=2,8,20", runs=37)
    pending, taken = everything(planned), []
    while batch := pending.take(10):
        taken += [(place.labels["invitation.size"], place.run) for place in batch.places()]
        assert len(batch) == len(batch.places()) <= 10
    assert taken == [(size, run) for size in (2, 8, 20) for run in range(37)]


def test_only_what_is_not_done_is_handed_out() -> None:
    planned = plan("invitation.size=2,8", runs=6)
    is_done = np.zeros(12, bool)
    is_done[[0, 1, 4, 7, 11]] = True
    pending = Pending(planned, is_done)
    assert pending.left == 7
    batch = pending.take(100)
    assert batch is not None
    assert [(p.labels["invitation.size"], p.run) for p in batch.places()] == [
        *[(2, 2), (2, 3), (2, 5)],
        *[(8, 0), (8, 2), (8, 3), (8, 4)],
    ]
    assert pending.left == 0
    assert pending.take(1) is None
