"""Chapters: the shipped ones are whole, a teacher's own is read, and what is wrong in one is told with its line."""

from pathlib import Path

import pytest

from seminar.chapters.chapter import SHIPPED, chapters_in, read_chapter
from seminar.chapters.verdicts import known
from seminar.page.change_form import ChangeForm
from seminar.page.changes import as_typed, given_in
from simulation import AllianceError, Scenario, ScenarioError, load_any

CHAPTERS = chapters_in()
every_chapter = pytest.mark.parametrize("name", CHAPTERS)
GOOD = (SHIPPED / "05-red-lines.toml").read_text("utf-8")


@every_chapter
def test_a_chapter_says_everything_in_both_languages(name: str) -> None:
    chapter = CHAPTERS[name]
    texts = [chapter.title, chapter.question, chapter.mechanism, chapter.limits, *(one.says for one in chapter.tries)]
    assert all(text.en and text.de and text.en != text.de for text in texts)


@every_chapter
def test_what_is_tried_changes_its_scenario_and_fits_into_a_link(name: str) -> None:
    setting = load_any(CHAPTERS[name].scenario)
    for one in CHAPTERS[name].tries:
        assert given_in(as_typed(one.changes)) == one.changes
        assert load_any(CHAPTERS[name].scenario, one.changes) != setting
        if isinstance(setting, Scenario):
            ChangeForm(setting, one.changes)


def test_eleven_chapters_each_with_claims_but_the_sandbox() -> None:
    assert len(CHAPTERS) == 11
    assert [name for name, chapter in CHAPTERS.items() if not chapter.claims] == ["11-sandbox"]


def test_every_claim_of_a_chapter_has_a_verdict_or_holds_by_construction_but_those_of_fields_may_wait() -> None:
    alliances = [chapter for chapter in CHAPTERS.values() if not chapter.is_of_a_field]
    claimed = {claim: known(claim) for chapter in alliances for claim in chapter.claims}
    assert all((one.verdict is None) is one.is_by_construction for one in claimed.values())
    assert len({one.verdict for one in claimed.values()}) > 2, "there are several kinds of verdicts"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('outcome = "depth"', 'outcome = "dept"', "did you mean depth"),
        ('outcome = "depth"', 'outcome = "members_max"', "better or worse"),
        ('"C42"', '"C424"', "C424"),
        ('scenario = "baseline"', 'scenario = "basline"', "did you mean baseline"),
        ("red_lines_disclosed", "red_lines_disclose", "did you mean"),
        ("[question]", "[questions]", "did you mean question"),
    ],
)
def test_a_mistake_is_told_with_its_line(right: str, wrong: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match=told) as refused:
        read_chapter(file)
    assert any(problem.line for problem in refused.value.problems)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AllianceError, match=r"\.toml"):
        chapters_in(tmp_path)
