"""The story of a run in words of a language: week by week, with small events drawn together, or its turning points."""

from collections.abc import Iterator
from datetime import date

from simulation.language.sentences import HEAD
from simulation.language.translation import Language, language
from simulation.observed_run import ObservedRun
from simulation.results.event_log import Event
from simulation.story.narrator import Narrator, Paragraph

_NEXT_CHAPTER = frozenset({"stage", "demonstration", "emergency", "ended"})
DECISIVE = frozenset(
    {
        "call published",
        "demonstration",
        "agreed",
        "adopted",
        "vote lost",
        "vote missed",
        "more refused",
        "refused",
        "renewed",
        "network",
        "new lead",
        "outside money ends",
        "merged",
        "emergency",
        "help arrives",
        "ended",
    }
)


def chronicle(model: ObservedRun, lang: str = "en") -> Iterator[str]:
    """Run a model to its end and tell the story, a paragraph for each turn, and one for the small events of each stage.

    The first two lines are the title and an empty one. Every paragraph begins with the week, unless that has just
    been named, and the text stands in line below those before it.

    Args:
        model: that has not run yet, or stands somewhere on its way.
        lang: language of the story, one of `simulation.language.translation.LANGUAGES`.

    Raises:
        AllianceError: if there is no such language.
    """
    scenario, spoken = model.prepared.scenario, language(lang)
    width = _widest_head(spoken, scenario.start.year, scenario.weeks)
    yield getattr(scenario.title, lang)
    yield ""
    named = ""
    for paragraph in sorted(_turns(model, Narrator(model, spoken)), key=lambda paragraph: paragraph.week):
        head = "" if paragraph.head == named else paragraph.head
        yield f"{head:<{width}}  {paragraph.text}"
        named = paragraph.head


def paragraphs(model: ObservedRun, lang: str = "en") -> Iterator[Paragraph]:
    """Run a model to its end and tell the story week by week, nothing drawn together; arguments as of `chronicle`."""
    narrator = Narrator(model, language(lang))
    yield narrator.opening()
    for events in _weeks(model):
        yield from narrator.week(events)
    yield from narrator.closing()


def turning_points(model: ObservedRun, lang: str = "en") -> Iterator[Paragraph]:
    """Run a model to its end and tell what decided it, and nothing else; arguments as of `chronicle`."""
    narrator = Narrator(model, language(lang))
    yield narrator.opening()
    for events in _weeks(model):
        for own in narrator.by_alliance(event for event in events if event.kind in DECISIVE):
            yield narrator.of_one_week(own)
    yield from narrator.closing()


def _turns(model: ObservedRun, narrator: Narrator) -> Iterator[Paragraph]:
    """Tell the turns of each alliance, and chapter by chapter, what small things happen in between."""
    yield narrator.opening()
    small: dict[str, list[Event]] = {}
    for events in _weeks(model):
        for own in narrator.by_alliance(filter(narrator.is_worth_a_word, events)):
            waiting = small.setdefault(own[0].alliance, [])
            turns = narrator.turns(own)
            after = own.index(turns[0]) if turns else 0
            waiting.extend(event for event in own[:after] if event not in turns)
            if waiting and any(event.kind in _NEXT_CHAPTER for event in turns):
                yield narrator.of_many_weeks(waiting)
                waiting.clear()
            waiting.extend(event for event in own[after:] if event not in turns)
            if turns:
                yield narrator.of_one_week(turns)
    yield from (narrator.of_many_weeks(waiting) for waiting in small.values() if waiting)
    yield from narrator.closing()


def _weeks(model: ObservedRun) -> Iterator[list[Event]]:
    """Run a model to its end and yield what happens, week by week."""
    so_far = len(model.story)
    while model.running:
        model.step()
        yield model.story[so_far:]
        so_far = len(model.story)


def _widest_head(spoken: Language, year: int, weeks: int) -> int:
    """Return the width of the longest date; in some languages months stand in letters."""
    return max(len(spoken.say(HEAD, day=spoken.day(date(year, month, 28)), week=str(weeks))) for month in range(1, 13))
