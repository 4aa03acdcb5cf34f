"""Why they asked them, and not us: what one organisation of a field looked for, and what others made of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from simulation.language import field_sentences
from simulation.language.translation import Language, Phrase, language
from simulation.results.field_entries import CandidateSeen, FieldEntries
from simulation.story.names import Names

# What an organisation is told of itself: that others were asked, and it was not, though nothing was in the way.
_PREFERRED = frozenset({"passed over", "not worth it"})


def field_reasons(entries: FieldEntries, name: str, lang: str = "en") -> Iterator[str]:
    """Tell for whom an organisation looked, what it signed, and what others made of it, a paragraph each.

    Args:
        entries: what was written down of a run that kept its searches.
        name: of the organisation: in the field, in English or in German.
        lang: one of `simulation.language.translation.LANGUAGES`.

    Raises:
        AllianceError: if there is no such organisation or language.
    """
    spoken = language(lang)
    who = entries.scenario.name_of(name)
    teller = _Reasons(entries, spoken)
    told = [*teller.searches_of(who), *teller.signatures_of(who), *teller.seen_by_others(who)]
    yield from told or [teller.of_nobody(who)]


class _Reasons:
    """Tells of searches in one field, in one language."""

    def __init__(self, entries: FieldEntries, spoken: Language) -> None:
        self._entries = entries
        self._spoken = spoken
        self._names = Names(entries.scenario, spoken)

    def of_nobody(self, who: str) -> str:
        """Tell that there is nothing to tell."""
        return self._with_who(field_sentences.NOBODY_THOUGHT_OF, [who])

    def searches_of(self, who: str) -> Iterator[str]:
        """Tell of each search of an organisation who came to mind, with what speaks for each, and what came of it."""
        for week, issue, alliance, seen in _searches(self._entries.searches):
            if seen[0].searcher != who:
                continue
            parts = {"day": self._day(week), "issue": self._called(issue)}
            told = [self._with_who(field_sentences.LOOKS_FOR_PARTNERS, [who], **parts)]
            told += [
                self._with_numbers(phrase, own)
                for verdict, phrase in field_sentences.VERDICTS.items()
                if (own := [one for one in seen if one.verdict == verdict])
            ]
            told.append(self._came_of_it(alliance))
            yield " ".join(told)

    def signatures_of(self, who: str) -> Iterator[str]:
        """Tell which calls an organisation heard of from afar and signed."""
        for spell in self._entries.spells:
            if spell.organisation == who and spell.channel == "afar" and spell.joined is not None:
                parts = {"day": self._day(spell.joined), "alliance": self._called(spell.alliance)}
                yield self._with_who(field_sentences.SIGNS_FROM_AFAR, [who], **parts)

    def seen_by_others(self, who: str) -> Iterator[str]:
        """Tell how often an organisation came to others' mind and what they made of it, and who was preferred to it."""
        own = [one for one in self._entries.searches if one.candidate == who]
        if not own:
            return
        counts = Counter(one.verdict for one in own)
        verdicts = [
            self._spoken.say(phrase, times=self._times(counts[verdict]))
            for verdict, phrase in field_sentences.AS_CANDIDATE.items()
            if counts[verdict]
        ]
        listed = self._spoken.listed(verdicts)
        yield self._with_who(field_sentences.CAME_TO_MIND, [who], times=self._times(len(own)), verdicts=listed)
        for week, _, alliance, seen in _searches(self._entries.searches):
            mine = [one for one in seen if one.candidate == who and one.verdict in _PREFERRED]
            asked = [one for one in seen if one.verdict == "asked"]
            if mine and asked and alliance:
                yield self._not_them(week, alliance, asked, mine[0])

    def _not_them(self, week: int, alliance: str, asked: Sequence[CandidateSeen], mine: CandidateSeen) -> str:
        told = self._spoken.say(
            field_sentences.NOT_THEM,
            self._names.count([mine.searcher]),
            day=self._day(week),
            searcher=self._names.listed([mine.searcher]),
            alliance=self._called(alliance),
            asked=self._spoken.listed([self._numbers(one) for one in asked]),
            candidate=self._numbers(mine),
        )
        return self._names.sentence(told)

    def _came_of_it(self, alliance: str) -> str:
        if not alliance:
            return self._spoken.say(field_sentences.NOTHING_COMES_OF_IT)
        return self._spoken.say(field_sentences.COMES_TO, alliance=self._called(alliance))

    def _numbers(self, one: CandidateSeen) -> str:
        return self._spoken.say(
            field_sentences.CANDIDATE,
            name=self._names.listed([one.candidate]),
            trust=self._spoken.percent(one.trust),
            likeness=self._spoken.percent(one.likeness),
            addition=self._spoken.percent(one.addition),
        )

    def _with_numbers(self, phrase: Phrase, candidates: Sequence[CandidateSeen]) -> str:
        listed = self._spoken.listed([self._numbers(one) for one in candidates])
        count = self._names.count([one.candidate for one in candidates])
        return self._names.sentence(self._spoken.say(phrase, count, who=listed))

    def _with_who(self, phrase: Phrase, who: Sequence[str], **parts: str) -> str:
        told = self._spoken.say(phrase, self._names.count(who), who=self._names.listed(who), **parts)
        return self._names.sentence(told)

    def _times(self, number: int) -> str:
        return self._spoken.counted(field_sentences.TIMES, number)

    def _called(self, name: str) -> str:
        return self._entries.scenario.called(name, self._spoken.code)

    def _day(self, week: int) -> str:
        return self._spoken.day(self._entries.scenario.start + timedelta(weeks=week))


type _Search = tuple[int, str, str, list[CandidateSeen]]


def _searches(candidates: Sequence[CandidateSeen]) -> Iterator[_Search]:
    """Yield week, issue, alliance and candidates of each search."""
    searches: dict[tuple[int, str, str, str], list[CandidateSeen]] = {}
    for one in candidates:
        searches.setdefault((one.week, one.searcher, one.issue, one.alliance), []).append(one)
    for (week, _, issue, alliance), seen in searches.items():
        yield week, issue, alliance, seen
