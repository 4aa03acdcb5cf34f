"""All papers of the kit in one language, by the name of their file."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from seminar.kit.expected import LessonRuns, expected_results
from seminar.papers.texts import cards_paper, text_paper
from seminar.role_cards.papers import papers as role_papers
from simulation.language.translation import Language

# What the lesson plans play: a scenario, the seed that draws its organisations, and how many teams there are at most.
PLAYED = ("mobilitaetswende", 20, 10)
CARDS = "event-cards"
EXPECTED = "expected-results"


def texts(lang: str) -> dict[str, str]:
    """Return the texts that people have written for the kit, in Markdown, by name, in alphabetical order."""
    folder: Traversable = files("seminar.kit").joinpath(lang)
    found = (file for file in folder.iterdir() if file.name.endswith(".md"))
    return {
        file.name.removesuffix(".md"): file.read_text(encoding="utf-8") for file in sorted(found, key=lambda f: f.name)
    }


def kit_papers(spoken: Language, all_runs: list[LessonRuns]) -> Iterator[tuple[str, bytes]]:
    """Yield the papers, each with the name of its file.

    Args:
        spoken: the language.
        all_runs: of the teaching scenarios.
    """
    for name, text in texts(spoken.code).items():
        yield f"{name}.pdf", (cards_paper if name == CARDS else text_paper)(text, spoken)
    text, images = expected_results(spoken, all_runs)
    yield f"{EXPECTED}.pdf", text_paper(text, spoken, images)
    yield from role_papers(*PLAYED, spoken).items()
