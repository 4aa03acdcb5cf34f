"""The chronicle of a field: who founds what with whom and why, and what becomes of it, in words of a language."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from simulation.language import field_sentences, sentences
from simulation.language.translation import Language, Phrase, language
from simulation.results.field_entries import CandidateSeen, FieldEntries, FieldSpell, FoundedAlliance
from simulation.story.names import Names


class FieldParagraph(NamedTuple):
    """What is told of one alliance in one week.

    Attributes:
        week: of the run, from 0.
        head: date and week in words.
        alliance: its name; empty for the field as a whole.
        text: what happens.
    """

    week: int
    head: str
    alliance: str
    text: str


def field_chronicle(entries: FieldEntries, lang: str = "en") -> Iterator[FieldParagraph]:
    """Tell the story of a field, a paragraph for each turn in the life of an alliance, in the order of weeks.

    Args:
        entries: what was written down of the run.
        lang: language of the story, one of `simulation.language.translation.LANGUAGES`.

    Raises:
        AllianceError: if there is no such language.
    """
    teller = _Teller(entries, language(lang))
    yield teller.opening()
    turns = [turn for alliance in entries.alliances for turn in teller.life_of(alliance)]
    yield from sorted(turns, key=lambda turn: turn.week)
    yield teller.closing()


class _Teller:
    """Tells of one field, in one language."""

    def __init__(self, entries: FieldEntries, spoken: Language) -> None:
        self._entries = entries
        self._scenario = entries.scenario
        self._spoken = spoken
        self._names = Names(entries.scenario, spoken)
        self._searches: dict[tuple[str, str, int], list[CandidateSeen]] = {}
        for candidate in entries.searches:
            self._searches.setdefault((candidate.alliance, candidate.searcher, candidate.week), []).append(candidate)
        self._worked_together = _worked_together(entries)

    def opening(self) -> FieldParagraph:
        """Tell who is there, what matters to them and where they meet."""
        issues = self._spoken.listed([self._called(issue.name) for issue in self._scenario.issues])
        forums = len(self._scenario.forums)
        told = field_sentences.OPENING if forums else field_sentences.OPENING_WITHOUT_FORUMS
        organisations = self._spoken.counted(field_sentences.ORGANISATIONS, len(self._scenario.names()))
        met = self._spoken.counted(field_sentences.FORUMS, forums)
        return self._paragraph(0, "", [self._spoken.say(told, organisations=organisations, issues=issues, forums=met)])

    def closing(self) -> FieldParagraph:
        """Tell what stands in the end, and how many were never in an alliance."""
        formed = {one.name for one in self._entries.alliances if one.has_formed}
        standing = [one for one in self._entries.alliances if one.ended is None and one.has_formed]
        spells = self._entries.spells
        ever = {spell.organisation for spell in spells if spell.joined is not None and spell.alliance in formed}
        told = [self._spoken.counted(field_sentences.IN_THE_END, len(standing))]
        told.append(self._spoken.counted(field_sentences.NEVER_IN_ONE, len(self._scenario.names()) - len(ever)))
        return self._paragraph(self._entries.weeks, "", told)

    def life_of(self, alliance: FoundedAlliance) -> Iterator[FieldParagraph]:
        """Tell the turns in the life of an alliance."""
        yield self._paragraph(alliance.begun, alliance.name, list(self._founding(alliance)))
        if alliance.started is not None and alliance.has_formed:
            yield self._paragraph(alliance.started, alliance.name, list(self._coming_together(alliance)))
        if alliance.agreed is not None and alliance.depth is not None:
            share = self._spoken.percent(alliance.depth)
            yield self._paragraph(
                alliance.agreed, alliance.name, [self._about(alliance, field_sentences.AGREES, share=share)]
            )
        if signed := self._heard_from_afar(alliance):
            first = min(spell.joined or 0 for spell in signed)
            yield self._paragraph(first, alliance.name, [self._signing(alliance, signed, first)])
        if alliance.effect is not None:
            told = self._about(alliance, field_sentences.FIRST_EFFECT)
            yield self._paragraph(alliance.effect, alliance.name, [told])
        if alliance.ended is not None:
            yield self._paragraph(alliance.ended, alliance.name, [self._ending(alliance)])

    def _founding(self, alliance: FoundedAlliance) -> Iterator[str]:
        founder = self._names.listed([alliance.founder])
        count = self._names.count([alliance.founder])
        told = self._spoken.say(field_sentences.FOUNDS, count, who=founder, alliance=self._called(alliance.name))
        yield self._names.sentence(told)
        seen = self._searches.get((alliance.name, alliance.founder, alliance.begun), [])
        asked: dict[tuple[str, str], list[str]] = {}
        for one in seen:
            if one.verdict == "asked":
                asked.setdefault((one.channel, one.through if one.channel == "forum" else ""), []).append(one.candidate)
        for (channel, through), who in asked.items():
            told = self._with_who(field_sentences.IS_ASKED[channel], who, through=self._called(through))
            yield self._names.sentence(told)
        verdicts = Counter(one.verdict for one in seen if one.verdict != "asked")
        reasons = [
            self._spoken.counted(phrase, verdicts[verdict])
            for verdict, phrase in field_sentences.COUNTED_VERDICTS.items()
            if verdicts[verdict]
        ]
        if reasons:
            yield self._spoken.say(field_sentences.NOT_ASKED, reasons=self._spoken.listed(reasons))

    def _coming_together(self, alliance: FoundedAlliance) -> Iterator[str]:
        first = [spell for spell in self._entries.spells_in(alliance.name) if _is_there(spell, alliance.started)]
        who = self._names.listed([spell.organisation for spell in first])
        yield self._about(alliance, field_sentences.COMES_TOGETHER, who=who)
        brought = sum(spell.by not in ("", alliance.founder) for spell in first)
        known = sum((alliance.name, spell.organisation) in self._worked_together for spell in first)
        for phrase, number in ((field_sentences.BROUGHT_IN, brought), (field_sentences.AGAIN, known)):
            if number:
                yield self._spoken.counted(phrase, number)

    def _heard_from_afar(self, alliance: FoundedAlliance) -> Sequence[FieldSpell]:
        return [spell for spell in self._entries.spells_in(alliance.name) if spell.channel == "afar"]

    def _signing(self, alliance: FoundedAlliance, signed: Sequence[FieldSpell], first: int) -> str:
        who = self._names.listed([spell.organisation for spell in signed if spell.joined == first])
        count = self._spoken.number(len(signed), "#,##0")
        called = self._called(alliance.name)
        told = self._spoken.say(field_sentences.HEARD_FROM_AFAR, len(signed), alliance=called, number=count, who=who)
        return self._names.sentence(told)

    def _ending(self, alliance: FoundedAlliance) -> str:
        weeks = self._spoken.counted(sentences.WEEKS, (alliance.ended or 0) - alliance.begun)
        members = self._spoken.counted(field_sentences.MEMBERS, alliance.members_last)
        why = self._spoken.say(field_sentences.WHY_IT_ENDS[alliance.end])
        return self._about(alliance, field_sentences.ENDS, weeks=weeks, members=members, why=why)

    def _with_who(self, phrase: Phrase, who: Sequence[str], **parts: str) -> str:
        return self._spoken.say(phrase, self._names.count(who), who=self._names.listed(who), **parts)

    def _about(self, alliance: FoundedAlliance, phrase: Phrase, **parts: str) -> str:
        return self._names.sentence(self._spoken.say(phrase, alliance=self._called(alliance.name), **parts))

    def _called(self, name: str) -> str:
        return self._scenario.called(name, self._spoken.code)

    def _paragraph(self, week: int, alliance: str, told: Sequence[str]) -> FieldParagraph:
        day = self._spoken.day(self._scenario.start + timedelta(weeks=week))
        head = self._spoken.say(sentences.HEAD, day=day, week=str(week))
        return FieldParagraph(week, head, alliance, " ".join(told))


def _is_there(spell: FieldSpell, week: int | None) -> bool:
    """Tell whether an organisation is a member in a week."""
    has_joined = spell.joined is not None and week is not None and spell.joined <= week
    return has_joined and (spell.left is None or week is None or spell.left > week)


def _worked_together(entries: FieldEntries) -> frozenset[tuple[str, str]]:
    """Return the alliance and the name of each member that was in an earlier alliance with another one of it."""
    met: dict[str, set[str]] = {}
    known: set[tuple[str, str]] = set()
    for alliance in entries.alliances:
        members = {spell.organisation for spell in entries.spells_in(alliance.name) if spell.joined is not None}
        known |= {(alliance.name, who) for who in members if met.get(who, set()) & members}
        for who in members:
            met.setdefault(who, set()).update(members - {who})
    return frozenset(known)
