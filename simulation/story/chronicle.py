"""The story of a run, week by week, in words of a language."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from simulation.language.sentences import EVERYDAY, HEAD
from simulation.language.translation import Language, language
from simulation.model import AllianceModel
from simulation.story.narrator import Narrator, Paragraph


def chronicle(model: AllianceModel, lang: str = "en") -> Iterator[str]:
    """Run a model to its end and tell the story as it unfolds, a paragraph for each week in which something happens.

    The first two lines are the title and an empty one. Every paragraph begins with the week, unless that has just
    been named, and the text stands in line below those before it.

    Args:
        model: that has not run yet, or stands somewhere on its way.
        lang: language of the story, one of `simulation.language.translation.LANGUAGES`.

    Raises:
        AllianceError: if there is no such language.
    """
    scenario, spoken = model.blueprint.scenario, language(lang)
    width = _widest_head(spoken, scenario.start.year, scenario.weeks)
    yield getattr(scenario.title, lang)
    yield ""
    named = ""
    for paragraph in _condensed(paragraphs(model, lang), Narrator(model, spoken)):
        head = "" if paragraph.head == named else paragraph.head
        yield f"{head:<{width}}  {paragraph.text}"
        named = paragraph.head


def paragraphs(model: AllianceModel, lang: str = "en") -> Iterator[Paragraph]:
    """Run a model to its end and tell the story week by week, nothing drawn together; arguments as of `chronicle`."""
    narrator = Narrator(model, language(lang))
    yield narrator.opening()
    told = len(model.story)
    while model.running:
        model.step()
        yield from narrator.week(model.story[told:])
        told = len(model.story)
    yield from narrator.closing()


def _condensed(told: Iterable[Paragraph], narrator: Narrator) -> Iterator[Paragraph]:
    """Draw together what would be tiring to read week by week: one quarrel after the other."""
    for (_, everyday), group in groupby(told, key=_everyday):
        if everyday:
            row = list(group)
            yield narrator.everyday(row) if len(row) > 1 else row[0]
        else:
            yield from group


def _everyday(paragraph: Paragraph) -> tuple[str, bool]:
    return paragraph.alliance, all(account.kind in EVERYDAY for account in paragraph.accounts)


def _widest_head(spoken: Language, year: int, weeks: int) -> int:
    """Return the width of the longest date; in some languages months stand in letters."""
    return max(len(spoken.say(HEAD, day=spoken.day(date(year, month, 28)), week=str(weeks))) for month in range(1, 13))
