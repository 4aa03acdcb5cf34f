"""The kit: both languages hold the same, what it points at is there, and its numbers are those of the runs."""

import re
from dataclasses import replace

import pytest

from seminar.agreement_form import questions
from seminar.chapters.chapter import chapters_in
from seminar.kit.expected import LessonRuns, expected_results, lessons
from seminar.kit.papers import CARDS, EXPECTED, PLAYED, texts
from seminar.page import chapters
from seminar.page.play import tab as play
from seminar.page.play import teacher
from seminar.papers.markdown import blocks
from seminar.papers.texts import cards_paper, text_paper
from simulation import load_scenario, simulate
from simulation.language.translation import LANGUAGES, language

PDF = re.compile(r"`([\w-]+)\.pdf`")
ON_THE_FORM = re.compile(r"^\*\((.+?)\)\*$", re.MULTILINE | re.DOTALL)
OFF_THE_FORM = ("Not on the form", "Steht nicht auf dem Formular")
# A sentence on the page, and what one does there.
ON_THE_PAGE = {
    "en": r"On the page it is[^.]*\.|Press \*[^.]*\.|press \*[^.]*\.",
    "de": r"Auf der Seite sind es[^.]*\.|Drücken Sie so oft auf \*[^.]*\.|drückt auf \*[^.]*\.",
}
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def outline(text: str) -> list[str]:
    """Return the kinds of a text's blocks in order, with the levels of headings."""
    return [f"{block['kind']} {block.get('level', '')}" for block in blocks(text)]


def test_both_languages_have_the_same_texts_of_the_same_build() -> None:
    english, german = (texts(lang) for lang in LANGUAGES)
    assert {name: outline(text) for name, text in english.items()} == {n: outline(t) for n, t in german.items()}


@each_language
def test_papers_point_at_papers_that_are_there(lang: str) -> None:
    own = texts(lang)
    named = {name for text in own.values() for name in PDF.findall(text)}
    assert named <= {*own, EXPECTED}
    assert len(named) > 3


@each_language
def test_event_cards_name_lines_of_the_form_as_they_stand_there(lang: str) -> None:
    scenario = load_scenario(PLAYED[0])
    asked = [question.asked(scenario, language(lang)) for question in questions(scenario)]
    lines = [line for found in ON_THE_FORM.findall(texts(lang)[CARDS]) for line in found.split(" · ")]
    assert len(lines) > 8
    for line in lines:
        begins = line.rstrip("?")
        assert line.startswith(OFF_THE_FORM) or any(question.startswith(begins) for question in asked), line


@each_language
def test_plans_name_event_cards_that_there_are(lang: str) -> None:
    plan, cards = texts(lang)["lesson-180"], texts(lang)[CARDS]
    [sentence] = re.findall(r"\(\*[^)]+\*\)[^(]+\(\*[^)]+\*\)", plan)
    named = re.findall(r"\*([^*]+)\*", sentence.replace("\n  ", " "))
    assert len(named) == 4
    assert all(f"## {name}\n" in cards for name in named)


@each_language
def test_every_text_is_set(lang: str) -> None:
    for name, text in texts(lang).items():
        paper = (cards_paper if name == CARDS else text_paper)(text, language(lang))
        assert paper.startswith(b"%PDF"), name


@pytest.fixture(scope="module")
def few_runs() -> LessonRuns:
    name = "five-or-fifty-demands"
    lesson, scenario = lessons()[name], load_scenario(name)
    seeds = range(1, 4)
    before = tuple(simulate(scenario, seed) for seed in seeds)
    after = tuple(simulate(load_scenario(name, lesson.compare), seed) for seed in seeds)
    return LessonRuns(name, scenario, lesson.model_copy(update={"seeds": (2, 3)}), before, after)


@each_language
def test_expected_results_count_the_pairs(few_runs: LessonRuns, lang: str) -> None:
    text, images = expected_results(language(lang), [few_runs])
    hits = sum(one.success < other.success for one, other in zip(few_runs.before, few_runs.after, strict=True))
    [told] = re.findall(r"(\d+) (?:of|von) 3 (?:pairs|Paaren)\*\*", text)
    assert int(told) == hits
    assert getattr(few_runs.lesson.point, lang).strip() in text
    assert all(image.startswith(b"\x89PNG") for image in images.values())
    assert text_paper(text, language(lang), images).startswith(b"%PDF")


def test_a_lesson_without_any_value_can_be_drawn(few_runs: LessonRuns) -> None:
    nan = float("nan")
    never = tuple(replace(one, weeks_to_goal=nan) for one in few_runs.before)
    lesson = few_runs.lesson.model_copy(update={"outcome": "weeks_to_goal"})
    text, images = expected_results(language("en"), [replace(few_runs, lesson=lesson, before=never, after=never)])
    assert "In 3 pairs it is missing in a run." in text
    assert len(images) == 1


@each_language
def test_what_plans_name_on_the_page_stands_there(lang: str) -> None:
    spoken = language(lang)
    there = [spoken.say(phrase) for phrase in (chapters.TRY, play.REPLAY, teacher.END_ROUND)]
    there += [getattr(chapter.title, lang) for chapter in chapters_in().values()]
    plans = " ".join(" ".join(texts(lang)[f"lesson-{minutes}"] for minutes in (45, 90)).split())
    named = re.findall(r"\*([^*]+)\*", " ".join(re.findall(ON_THE_PAGE[lang], plans)))
    assert len(named) == 4
    assert all(any(label.startswith(name) for label in there) for name in named), named
