"""The annals of a field: year by year how many alliances come and go, and the turns of those one remembers it by."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from simulation.language import field_sentences
from simulation.language.translation import language
from simulation.results.field_entries import FieldEntries, FoundedAlliance
from simulation.story.field_teller import FieldParagraph, FieldTeller
from simulation.story.notable_alliances import notable_alliances


def field_annals(entries: FieldEntries, lang: str = "en") -> Iterator[FieldParagraph]:
    """Tell the story of a field in brief: a paragraph for each year, and below it what became of notable alliances.

    Paragraphs about the field as a whole have no alliance; those of a year have the year for a head.

    Args:
        entries: what was written down of the run.
        lang: language of the story, one of `simulation.language.translation.LANGUAGES`.

    Raises:
        AllianceError: if there is no such language.
    """
    annals = _Annals(entries, FieldTeller(entries, language(lang)))
    yield annals.teller.opening()
    for year in annals.years():
        yield annals.summary(year)
        yield from annals.turns(year)
    yield from annals.standing()
    yield annals.teller.closing()


class _Annals:
    """What happens in each year of a run."""

    def __init__(self, entries: FieldEntries, teller: FieldTeller) -> None:
        self.teller = teller
        self._entries = entries
        self._spoken = teller.spoken
        self._remembered = notable_alliances(entries)
        self._notable = [one for one in entries.alliances if one.name in self._remembered]

    def years(self) -> range:
        """Return the years of the run."""
        return range(self._year(0), self._year(max(0, self._entries.weeks - 1)) + 1)

    def summary(self, year: int) -> FieldParagraph:
        """Tell how many alliances are founded, come together and end in a year, and how many stand when it is over."""
        formed = [one for one in self._entries.alliances if one.has_formed]
        ended = [one for one in formed if self._is_in(one.ended, year)]
        counts = {
            field_sentences.FOUNDED_IN_A_YEAR: sum(self._is_in(one.begun, year) for one in self._entries.alliances),
            field_sentences.TOGETHER_IN_A_YEAR: sum(self._is_in(one.started, year) for one in formed),
            field_sentences.ENDED_IN_A_YEAR: len(ended),
            field_sentences.STAND: sum(self._stands_after(one, year) for one in formed),
        }
        counted = self._spoken.listed(
            [
                self._spoken.counted(phrase, number)
                for phrase, number in counts.items()
                if number or phrase == field_sentences.STAND
            ]
        )
        told = [self._spoken.say(field_sentences.A_YEAR, counts=counted), *self._reasons(ended)]
        return FieldParagraph(self._first_week_of(year), str(year), "", " ".join(told))

    def turns(self, year: int) -> Iterator[FieldParagraph]:
        """Tell what notable alliances are founded, come together and end in a year, in the order of weeks."""
        turns = (turn for alliance in self._notable for turn in self._life_of(alliance))
        yield from sorted((turn for turn in turns if self._year(turn.week) == year), key=lambda turn: turn.week)

    def standing(self) -> Iterator[FieldParagraph]:
        """Tell what the notable alliances have come to that have not ended."""
        for one in self._notable:
            if one.ended is None:
                told = [self.teller.still_there(one), *self.teller.outcome(one)]
                yield self.teller.paragraph(self._entries.weeks, one.name, told)

    def _life_of(self, alliance: FoundedAlliance) -> Iterator[FieldParagraph]:
        founds, *asks = self.teller.founding(alliance)
        yield self.teller.paragraph(alliance.begun, alliance.name, [founds, self._destiny(alliance.name), *asks])
        if alliance.started is not None:
            yield self.teller.paragraph(alliance.started, alliance.name, self.teller.coming_together(alliance))
        yield from self.teller.heard_from_afar(alliance)
        if alliance.ended is not None:
            told = [self.teller.ending(alliance), *self.teller.outcome(alliance)]
            yield self.teller.paragraph(alliance.ended, alliance.name, told)

    def _destiny(self, alliance: str) -> str:
        """Tell what an alliance will be remembered as."""
        largest = next(name for name, what in self._remembered.items() if "largest" in what)
        return self.teller.remembered(self._remembered[alliance], largest)

    def _reasons(self, ended: list[FoundedAlliance]) -> Iterator[str]:
        """Tell why alliances ended, the most frequent reason first."""
        reasons = [
            self._spoken.say(
                field_sentences.SO_OFTEN, what=self._spoken.say(field_sentences.WHY_IT_ENDS[end]), number=str(number)
            )
            for end, number in Counter(one.end for one in ended).most_common()
        ]
        if reasons:
            yield self._spoken.say(field_sentences.ENDED_AS, reasons="; ".join(reasons))

    def _stands_after(self, alliance: FoundedAlliance, year: int) -> bool:
        has_begun = alliance.started is not None and self._year(alliance.started) <= year
        return has_begun and (alliance.ended is None or self._year(alliance.ended) > year)

    def _is_in(self, week: int | None, year: int) -> bool:
        return week is not None and self._year(week) == year

    def _first_week_of(self, year: int) -> int:
        return next(week for week in range(self._entries.weeks + 1) if self._year(week) == year)

    def _year(self, week: int) -> int:
        return (self._entries.scenario.start + timedelta(weeks=week)).year
