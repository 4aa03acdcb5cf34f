"""Stored advice: what is read back is what was asked and answered, and what is no whole consultation says so."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from experiments.advice.sentences import sentences
from experiments.advice.stored_advice import advice_in
from simulation import DataError
from simulation.language.translation import language
from tests.experiments.advice.conftest import Consulted


def test_what_is_read_back_is_what_was_answered(consulted: Consulted) -> None:
    asked, found = advice_in(consulted.folder)
    assert asked == consulted.asked
    for read, answered in zip(found, consulted.found, strict=True):
        assert (read.question, read.runs, read.seed) == (answered.question, answered.runs, answered.seed)
        assert sentences(read, language("de")) == sentences(answered, language("de"))
        for name, values in answered.values.items():
            assert np.array_equal(read.values[name], values, equal_nan=True)


def test_without_one_of_its_questions_it_says_how_to_go_on(consulted: Consulted, tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    shutil.copytree(consulted.folder, folder)
    shutil.rmtree(folder / "agreements")
    with pytest.raises(DataError, match=r"agreements is missing; the `alliance advise` command that began .* goes on"):
        advice_in(folder)


def test_runs_of_other_changes_are_not_taken_for_the_answer(consulted: Consulted, tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    shutil.copytree(consulted.folder, folder)
    shutil.rmtree(folder / "agreements")
    shutil.copytree(folder / "size", folder / "agreements")
    with pytest.raises(DataError, match=r"runs of other changes than are asked about now; ask anew"):
        advice_in(folder)


def test_the_folder_of_one_question_is_no_advice(consulted: Consulted) -> None:
    with pytest.raises(DataError, match=r"holds no advice; name the folder that `alliance advise` was given"):
        advice_in(consulted.folder / "size")
