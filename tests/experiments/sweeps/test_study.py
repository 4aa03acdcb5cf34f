"""Studies: a file and options give the same plan, and a file that is wrong is answered line by line."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.design.variation import DesignError
from experiments.sweeps.study import Combining, Study, is_study, read_study, typed_fields
from simulation import DataError, ScenarioError, scenario_path

TEXT = """
scenario = "baseline"
runs = 5
seed = 3

[set]
weeks = 40
"arena.polarisation" = 0.4

[vary]
"invitation.size" = "4:28:8"
"agreements.core_size" = [8, 100000]
"arena.salience" = "0.2..0.8:3"

[design]
forbid = ["agreements.core_size > invitation.size and agreements.core_size < 1000"]
"""


SAMPLE = Combining(kind="sobol", points=8)


def study(**parts: Any) -> Study:
    return Study(**{"scenario": "baseline", "runs": 2, "vary": {"invitation.size": [4, 8]}, **parts})


def read(folder: Path, text: str) -> Study:
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return read_study(folder / "study.toml")


def test_a_file_gives_the_plan_that_options_give(tmp_path: Path) -> None:
    typed = Study(
        scenario="baseline",
        runs=5,
        seed=3,
        set={"weeks": 40, "arena.polarisation": 0.4},
        vary=typed_fields(["invitation.size=4:28:8", "agreements.core_size=8,100000", "arena.salience=0.2..0.8:3"]),
        design=Combining(forbid=("agreements.core_size > invitation.size and agreements.core_size < 1000",)),
    )
    one, other = read(tmp_path, TEXT).plan(), typed.plan()
    assert (one.point_names == other.point_names).all()
    assert (one.seeds, one.scenario) == (other.seeds, other.scenario)
    assert len(one.points) == (4 * 2 - 1) * 3


def test_paths_mean_the_same_in_quotes_and_without(tmp_path: Path) -> None:
    bare = TEXT.replace('"invitation.size"', "invitation.size").replace('"arena.polarisation"', "arena.polarisation")
    assert read(tmp_path, bare) == read(tmp_path, TEXT)


values = st.one_of(
    st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.text()
)
paths = st.text("abcdefghij_.", min_size=1).filter(lambda path: not path.startswith(".") and ".." not in path)


@given(
    changes=st.dictionaries(paths, st.one_of(values, st.just({"low": 1, "high": 2.5}), st.dates()), max_size=4),
    fields=st.dictionaries(paths, st.one_of(st.lists(values, min_size=1), st.just("0.1..0.9")), max_size=4),
    design=st.builds(Combining, kind=st.sampled_from(["factorial", "sobol"]), points=st.none() | st.integers(1, 99)),
    series=st.booleans(),
)
def test_a_study_is_read_as_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory,
    changes: dict[str, Any],
    fields: dict[str, Any],
    design: Combining,
    series: bool,
) -> None:
    file = tmp_path_factory.mktemp("study") / "study.toml"
    saved = study(set=changes, vary=fields, design=design, series=series)
    saved.save(file)
    dates = {path: value.isoformat() if isinstance(value, date) else value for path, value in changes.items()}
    assert read_study(file) == saved.model_copy(update={"set": dates})


def test_paths_to_files_start_from_the_folder_of_the_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.toml").write_text(scenario_path("baseline").read_text("utf-8"), "utf-8")
    (tmp_path / "points.csv").write_text("invitation.size\n4\n8\n")
    (tmp_path / "studies").mkdir()
    monkeypatch.chdir(tmp_path)
    typed = study(scenario="mine.toml", vary={}, design=Combining(file="points.csv"))
    typed.save(Path("studies/mine.toml"))
    monkeypatch.chdir("/")
    again = read_study(tmp_path / "studies" / "mine.toml").plan()
    assert [point["invitation.size"] for point in again.points] == [4, 8]


def test_a_study_is_told_from_a_scenario(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(TEXT)
    assert is_study(str(tmp_path / "study.toml"))
    assert not is_study(str(scenario_path("baseline")))
    assert not is_study("baseline")
    assert not is_study("-")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("runs = 5", "runs = 0", "line 3: runs = 0 is not allowed: must be a whole number from 1"),
        ("runs = 5", "", "runs is missing"),
        ("seed = 3", "sed = 3", "did you mean seed"),
        ("[design]", '[design]\nkind = "sobl"', "did you mean sobol"),
        ('"4:28:8"', "4", "must be a list in [ ] or a text"),
        ("[vary]", "[vary", "is not TOML"),
    ],
)
def test_a_study_that_is_wrong_is_answered_with_line_and_advice(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        read(tmp_path, TEXT.replace(old, new))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"vary": {"invitation.size": "many"}}, "is no range"),
        ({"vary": {"invitation.size": [4, 4]}}, "a value twice"),
        ({"vary": {}, "design": Combining(kind="sobol", points=8)}, "Nothing varies"),
        ({"design": Combining(points=8)}, "is for samples"),
        ({"design": Combining(file="points.csv")}, "choose one of the two"),
        ({"design": Combining(forbid=("weeks > 3",))}, "is no field that varies"),
    ],
)
def test_a_study_that_makes_no_sense_is_answered(parts: dict[str, Any], told: str) -> None:
    with pytest.raises(DesignError, match=told):
        study(**parts).plan()


def test_a_scenario_from_standard_input_cannot_be_saved(tmp_path: Path) -> None:
    with pytest.raises(DesignError, match="standard input"):
        study(scenario="-").save(tmp_path / "study.toml")


def test_a_study_is_saved_under_a_new_name_only(tmp_path: Path) -> None:
    scenario = tmp_path / "mine.toml"
    scenario.write_text(scenario_path("baseline").read_text("utf-8"), "utf-8")
    before = scenario.read_bytes()
    (tmp_path / "link.toml").symlink_to(tmp_path / "nowhere.toml")
    for there in (scenario, tmp_path / "link.toml"):
        with pytest.raises(DataError, match="is there already and stays as it is"):
            study(scenario=str(scenario)).save(there)
    assert scenario.read_bytes() == before
    assert not (tmp_path / "nowhere.toml").exists()


# --- one field under two names ------------------------------------------------------------------------

FIRST, BY_NAME = "goal.demands.0.weight", "goal.demands.First demand.weight"


@pytest.mark.parametrize(
    ("parts", "spellings"),
    [
        ({"vary": {FIRST: [1, 2], BY_NAME: [1, 3]}}, (FIRST, BY_NAME)),
        ({"vary": {FIRST: [1, 2], "goal.demands": [[{"name": "d"}]]}}, ("goal.demands", FIRST)),
        ({"vary": {"arena.salience": [0.1], "arena": ["x"]}}, ("arena", "arena.salience")),
        ({"vary": {FIRST: [1, 2]}, "set": {BY_NAME: 1}}, (BY_NAME, FIRST)),
        ({"vary": {FIRST: [1, 2]}, "set": {"goal.demands": [{"name": "d"}]}}, ("goal.demands", FIRST)),
        ({"vary": {"weeks": [20, 30]}, "set": {"weeks": 40}}, ("weeks (set)", "weeks (varied)")),
    ],
)
def test_a_field_is_named_once_however_it_is_spelt(parts: dict[str, Any], spellings: tuple[str, str]) -> None:
    with pytest.raises(DesignError, match="are one field or parts of one") as caught:
        study(**parts).plan()
    assert all(spelling in str(caught.value) for spelling in spellings)


def test_a_field_is_set_once_however_it_is_spelt() -> None:
    with pytest.raises(ScenarioError, match=rf"{BY_NAME} = 2 is the same field as {FIRST}"):
        study(set={FIRST: 1, BY_NAME: 2}).plan()


def test_a_column_of_points_is_a_field_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text(f"{FIRST},{BY_NAME}\n1,2\n3,4\n")
    with pytest.raises(DesignError, match="are one field or parts of one"):
        study(vary={}, design=Combining(file=str(tmp_path / "points.csv"))).plan()


@pytest.mark.parametrize("part", ["set", "vary"])
def test_a_field_stands_in_a_study_once_with_quotes_or_without(tmp_path: Path, part: str) -> None:
    text = (
        f'scenario = "baseline"\nruns = 2\n[{part}]\n"arena.salience" = [0.1, 0.2]\n[{part}.arena]\nsalience = [0.3]\n'
    )
    with pytest.raises(ScenarioError) as caught:
        read(tmp_path, text)
    assert "line 6" in str(caught.value)
    assert f'as {part}."arena.salience" and as {part}.arena.salience; keep one of the two' in str(caught.value)


# --- the field decides what a number is -----------------------------------------------------------------


def test_the_field_decides_whether_a_range_means_whole_numbers(tmp_path: Path) -> None:
    planned = study(vary={"arena.salience": "0..1:5", "invitation.size": "2.0..4.0:3"}).plan()
    assert planned.values == {"arena.salience": [0.0, 0.25, 0.5, 0.75, 1.0], "invitation.size": [2, 3, 4]}
    assert planned.kinds == {"arena.salience": float, "invitation.size": int}
    drawn = study(vary={"arena.salience": "0..1", "invitation.size": "2..40"}, design=SAMPLE).plan()
    assert len({point["arena.salience"] for point in drawn.points}) == 8
    assert {type(point["invitation.size"]) for point in drawn.points} == {int}
    (tmp_path / "points.csv").write_text("arena.salience,weeks\n0,5.0\n1,6\n0.5,7\n")
    listed = study(vary={}, design=Combining(file=str(tmp_path / "points.csv"))).plan()
    assert listed.kinds == {"arena.salience": float, "weeks": int}


def test_without_anything_that_varies_the_scenario_is_the_only_point() -> None:
    planned = study(vary={}, runs=300).plan()
    assert (len(planned.points), planned.total, planned.points[0]) == (1, 300, {})


def test_a_star_varies_all_entries_of_a_list_together() -> None:
    star, both = (
        Study(scenario="baseline", runs=1, vary=fields, design=Combining(kind="listed"))
        for fields in ({"groups.*.count": [4, 5]}, {f"groups.{k}.count": [4, 5] for k in range(10)})
    )
    assert (star.plan().point_names == both.plan().point_names).all()


@pytest.mark.parametrize("source", ["field", "baseline"])
def test_a_study_names_what_is_shipped_whether_scenario_or_field(tmp_path: Path, source: str) -> None:
    typed = study(scenario=source, vary={"arena.polarisation": [0.2, 0.4]})
    typed.save(tmp_path / "study.toml")
    assert read_study(tmp_path / "study.toml").plan().source == source


@pytest.mark.parametrize(
    ("fixed", "varied"),
    [
        ({"groups.Movement.name": "Renamed"}, "groups.Renamed.name"),
        ({"groups.Movement.name": "Renamed", "groups.Movement.count": 3}, "groups.Renamed.count"),
        ({"groups.Movement.name": "Renamed", "groups.Movement.count": 3}, "groups.0.count"),
    ],
)
def test_an_entry_that_is_renamed_is_still_the_same(fixed: dict[str, Any], varied: str) -> None:
    with pytest.raises(DesignError, match="are one field or parts of one"):
        Study(scenario="baseline", runs=1, set=fixed, vary={varied: [4, 5]}).plan()
