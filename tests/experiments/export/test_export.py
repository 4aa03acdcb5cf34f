"""Export: what was stored can be read back elsewhere, with names that are safe, labels, and what is missing and why."""

import csv
import io
import math
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from click.testing import CliRunner, Result

from experiments.cli.main import main
from experiments.export.codebook import codebook
from experiments.export.safe_names import LONGEST, safe_names
from experiments.storage.sweep_folder import load_sweep
from experiments.sweeps.status import status_of
from experiments.sweeps.sweep import run_sweep
from simulation import OUTCOMES
from simulation.engine.codes import End
from simulation.language.translation import language
from tests.experiments.made_up import failing, hump, plan
from tests.experiments.sweeps.test_verification import half_a_sweep

DESIGN = ("invitation.size=8,12", 'agreements.decision_rule="consensus","majority"', "agreements.moderation=true,false")
READERS = {".dta": pyreadstat.read_dta, ".sav": pyreadstat.read_sav}
each_program = pytest.mark.parametrize("ending", READERS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sweep of made-up runs with numbers, words and switches, one of them without an outcome."""
    path = tmp_path_factory.mktemp("sweep")
    run_sweep(plan(*DESIGN, runs=10), path, runner=failing)
    return path


def export(*arguments: str | Path) -> Result:
    told = CliRunner().invoke(main, ["export", *map(str, arguments)])
    assert told.exit_code == 0, told.output
    return told


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def read(path: Path, *, with_reasons: bool = True) -> tuple[pd.DataFrame, Any]:
    return READERS[path.suffix](path, user_missing=with_reasons)


# --- comma-separated values ------------------------------------------------------------------------


def test_all_rows_are_there_in_order_and_what_is_missing_is_empty(tmp_path: Path) -> None:
    run_sweep(plan("invitation.size=2,8", runs=10), tmp_path, runner=hump)
    rows, stored = rows_of(export(tmp_path).stdout), load_sweep(tmp_path).runs
    assert [row["run_id"] for row in rows] == list(stored["run_id"])
    assert [float(row["impact"]) for row in rows] == list(stored["impact"])
    assert {row["weeks_to_effect"] for row in rows} == {""}


def test_what_is_not_finished_is_exported_as_far_as_it_is_there(tmp_path: Path) -> None:
    half_a_sweep(tmp_path)
    rows = rows_of(export(tmp_path).stdout)
    assert len(rows) == status_of(tmp_path).done
    places = [(int(row["invitation_size"]), int(row["agreements_core_size"]), int(row["run"])) for row in rows]
    assert places == sorted(places)


def test_runs_without_an_outcome_are_told_by_their_status(folder: Path) -> None:
    failed = [row for row in rows_of(export(folder, "--csv").stdout) if row["status"] == "failed"]
    assert {row["message"] for row in failed} == {"ZeroDivisionError: nobody came"}
    assert {row["impact"] for row in failed} == {""}


def test_a_list_of_labels_lies_beside_the_file(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "sizes.csv"
    told = export(folder, "--out", file)
    labels = tmp_path / "sizes.labels.csv"
    assert told.stdout.split() == [str(file), str(labels)]
    listed = rows_of(labels.read_text(encoding="utf-8"))
    assert [row["name"] for row in listed] == list(rows_of(file.read_text(encoding="utf-8"))[0])
    by_column = {row["column"]: row for row in listed}
    assert by_column["impact"]["meaning"] == OUTCOMES["impact"].meaning
    assert by_column["lifetime"]["unit"] == "weeks"
    assert by_column["invitation.size"]["name"] == "invitation_size"
    assert all(row["meaning"] for row in listed)


# --- names -----------------------------------------------------------------------------------------


def test_names_are_safe_everywhere_and_no_two_are_alike() -> None:
    columns = [
        *OUTCOMES,
        "goal.demands.Größe & Güte.weight",
        "goal.demands.Größe/Güte.weight",
        "mechanisms.cooperation.something_very_long_that_nobody_can_type",
        "mechanisms.dissolution.something_very_long_that_nobody_can_type",
        "goal.demands.0.weight",
        "goal.demands.1.weight",
        "with",
        "会.x",
        "1.2",
        "A",
        "a",
    ]
    names = safe_names(columns)
    assert len({name.lower() for name in names}) == len(columns)
    assert all(name.isascii() and name.isidentifier() and len(name) <= LONGEST for name in names)
    assert not {"with", "if", "all"} & set(names)
    assert names[: len(OUTCOMES)] == list(OUTCOMES), "names that are safe stay as they are"
    assert safe_names(columns) == names


def test_a_name_stands_for_one_thing_in_one_table_and_for_another_elsewhere() -> None:
    [of_runs], [of_weeks] = (codebook(table, ["reach"], language("en")) for table in ("runs", "series"))
    assert of_runs.meaning == OUTCOMES["reach"].meaning != of_weeks.meaning


# --- Stata and SPSS --------------------------------------------------------------------------------


@each_program
def test_numbers_come_back_as_they_were_stored(ending: str, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / f"runs{ending}"
    export(folder, "--out", file)
    frame, _ = read(file, with_reasons=False)
    rows = rows_of(export(folder).stdout)
    assert list(frame.columns) == list(rows[0])
    for name in ("impact", "lifetime", "run", "seed", "invitation_size", "weeks_to_effect"):
        expected = [float(row[name]) if row[name] else math.nan for row in rows]
        np.testing.assert_array_equal(frame[name].astype(float), expected)
    assert list(frame["run_id"]) == [row["run_id"] for row in rows]
    assert list(frame["message"]) == [row["message"] for row in rows]


@each_program
def test_every_column_says_what_it_means(ending: str, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / f"runs{ending}"
    export(folder, "--out", file)
    _, about = read(file)
    labels = about.column_names_to_labels
    assert all(labels.values())
    assert labels["impact"] == f"{OUTCOMES['impact'].meaning} (share)"
    assert max(map(len, labels.values())) <= 120
    assert about.file_label == "Baseline: sixty organisations, one goal"


@each_program
@pytest.mark.parametrize(("lang", "yes", "ended"), [("en", "yes", "no agreement"), ("de", "ja", "keine Einigung")])
def test_words_are_numbers_with_labels(
    ending: str, lang: str, yes: str, ended: str, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"runs{ending}"
    export(folder, "--lang", lang, "--out", file)
    frame, about = read(file)
    words, rows = about.variable_value_labels, rows_of(export(folder).stdout)
    assert words["success"][1] == words["agreements_moderation"][1] == yes
    assert words["end"][1 + End.named("no agreement")] == ended
    rules = frame["agreements_decision_rule"].map(words["agreements_decision_rule"])
    assert list(rules) == [row["agreements_decision_rule"] for row in rows]
    status = frame["status"].map(words["status"])
    assert list(status) == [row["status"] for row in rows]


@each_program
def test_what_did_not_happen_is_told_apart_from_what_nobody_knows(ending: str, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / f"runs{ending}"
    export(folder, "--out", file)
    frame, about = read(file)
    reason = {".dta": "a", ".sav": -999.0}[ending]
    assert about.variable_value_labels["weeks_to_effect"] == {reason: "did not happen, or there is none"}
    failed = frame["status"].map(about.variable_value_labels["status"]) == "failed"
    assert failed.any()
    assert frame.loc[failed, "weeks_to_effect"].isna().all()
    assert (frame.loc[~failed, "weeks_to_effect"] == reason).all()
    plain, _ = read(file, with_reasons=False)
    assert plain["weeks_to_effect"].isna().all(), "no sentinel gets into a mean"
    assert "impact" not in about.missing_ranges | about.missing_user_values


@each_program
def test_seeds_too_large_for_these_programs_stay_exact(ending: str, tmp_path: Path) -> None:
    run_sweep(plan("invitation.size=8", runs=2, seed=10**12), tmp_path / "x", runner=hump)
    export(tmp_path / "x", "--out", tmp_path / f"runs{ending}")
    frame, _ = read(tmp_path / f"runs{ending}")
    assert list(frame["seed"]) == [str(10**18), str(10**18 + 1)]


@each_program
@pytest.mark.parametrize("table", ["series", "events"])
def test_weeks_and_events_are_exported_too(ending: str, table: str, tmp_path: Path) -> None:
    asked = ["sweep", "baseline", "--vary", "invitation.size=4", "--runs", "2", "--weeks", "20", "--series", "--quiet"]
    assert CliRunner().invoke(main, [*asked, "--workers", "1", "--out", str(tmp_path / "x")]).exit_code == 0
    file = tmp_path / f"x{ending}"
    export(tmp_path / "x", "--table", table, "--out", file)
    frame, about = read(file)
    rows = rows_of(export(tmp_path / "x", "--table", table).stdout)
    assert [day.isoformat() for day in frame["day"]] == [row["day"] for row in rows]
    word = {"series": "stage", "events": "kind"}[table]
    assert list(frame[word].map(about.variable_value_labels[word])) == [row[word] for row in rows]
    assert all(about.column_names_to_labels.values())


@each_program
def test_pairs_of_a_comparison_are_exported_too(ending: str, tmp_path: Path) -> None:
    asked = ["compare", "baseline", "--weeks", "20", "--with", "invitation.size=4", "--runs", "3"]
    assert CliRunner().invoke(main, [*asked, "--out", str(tmp_path / "x")]).exit_code == 0
    export(tmp_path / "x", "--out", tmp_path / f"x{ending}")
    frame, about = read(tmp_path / f"x{ending}")
    assert list(frame["run"]) == [0, 1, 2]
    assert about.column_names_to_labels["members_max_with"].startswith("with the change: most members")


def test_an_export_of_outcomes_loads_no_rules(folder: Path) -> None:
    code = f"""
import sys
from experiments.cli.main import main
main(["export", {str(folder)!r}], standalone_mode=False)
print([name for name in ("numba", "mesa") if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


# --- where it goes ---------------------------------------------------------------------------------


def test_a_link_is_written_through(folder: Path, tmp_path: Path) -> None:
    for target in ("there.csv", "not yet there.csv"):
        link = tmp_path / f"link to {target}"
        link.symlink_to(target)
        (tmp_path / "there.csv").write_text("old")
        export(folder, "--csv", "--out", link)
        assert link.is_symlink()
        assert (tmp_path / target).read_text(encoding="utf-8").startswith('"invitation_size",')


def test_a_file_is_replaced_only_where_that_is_asked_for(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "there.csv"
    file.write_text("mine")
    refused = CliRunner().invoke(main, ["export", str(folder), "--out", str(file)])
    assert (refused.exit_code, file.read_text()) == (2, "mine")
    assert "there.csv is there already; name another file, or give --replace as well." in refused.output
    export(folder, "--out", file, "--replace")
    assert file.read_text(encoding="utf-8") == export(folder).stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_takes_what_is_written_and_stays_a_pipe(folder: Path, tmp_path: Path) -> None:
    pipe, taken = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: taken.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    export(folder, "--csv", "--out", pipe)
    reader.join()
    assert pipe.is_fifo()
    assert rows_of(taken[0]) == rows_of(export(folder).stdout)
    assert sorted(tmp_path.iterdir()) == [pipe]


def test_what_cannot_be_exported_is_said(folder: Path, tmp_path: Path) -> None:
    for arguments, told in (
        ((str(folder), "--table", "series"), "holds no series; `alliance sweep --series` keeps them."),
        ((str(folder), "--table", "pairs"), "holds no pairs; those are kept by `alliance compare --out`."),
        ((str(tmp_path),), "holds no sweep"),
        ((str(folder), "--spss"), "--spss needs --out"),
        ((str(folder), "--out", str(tmp_path)), "is a directory"),
    ):
        answer = CliRunner().invoke(main, ["export", *arguments])
        assert answer.exit_code == 2
        assert told in answer.stderr


def test_the_ending_decides_on_the_form_unless_one_is_asked_for(folder: Path, tmp_path: Path) -> None:
    export(folder, "--out", tmp_path / "a.SAV")
    assert (tmp_path / "a.SAV").read_bytes().startswith(b"$FL2")
    export(folder, "--csv", "--out", tmp_path / "b.sav")
    assert (tmp_path / "b.sav").read_bytes().startswith(b'"invitation_size",')
    export(folder, "--stata", "--out", tmp_path / "c")
    assert (tmp_path / "c").read_bytes().startswith(b"<stata_dta>")
