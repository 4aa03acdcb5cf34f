"""Sentences about a field: who founds what with whom and why, and what becomes of it, in words of a language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from simulation.language import field_sentences, sentences
from simulation.language.translation import Language, Phrase
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


class FieldTeller:
    """Tells of one field, in one language.

    Args:
        entries: what was written down of the run.
        spoken: the language.
    """

    def __init__(self, entries: FieldEntries, spoken: Language) -> None:
        self._entries = entries
        self._scenario = entries.scenario
        self.spoken = spoken
        self._names = Names(entries.scenario, spoken)
        self._searches: dict[tuple[str, str, int], list[CandidateSeen]] = {}
        for candidate in entries.searches:
            self._searches.setdefault((candidate.alliance, candidate.searcher, candidate.week), []).append(candidate)
        self._worked_together = _worked_together(entries)

    def opening(self) -> FieldParagraph:
        """Tell who is there, what matters to them and where they meet."""
        issues = self.spoken.listed([self._called(issue.name) for issue in self._scenario.issues])
        forums = len(self._scenario.forums)
        told = field_sentences.OPENING if forums else field_sentences.OPENING_WITHOUT_FORUMS
        organisations = self.spoken.counted(field_sentences.ORGANISATIONS, len(self._scenario.names()))
        met = self.spoken.counted(field_sentences.FORUMS, forums)
        return self.paragraph(0, "", [self.spoken.say(told, organisations=organisations, issues=issues, forums=met)])

    def closing(self) -> FieldParagraph:
        """Tell what stands in the end, and how many were never in an alliance."""
        formed = {one.name for one in self._entries.alliances if one.has_formed}
        standing = [one for one in self._entries.alliances if one.ended is None and one.has_formed]
        spells = self._entries.spells
        ever = {spell.organisation for spell in spells if spell.joined is not None and spell.alliance in formed}
        told = [self.spoken.counted(field_sentences.IN_THE_END, len(standing))]
        told.append(self.spoken.counted(field_sentences.NEVER_IN_ONE, len(self._scenario.names()) - len(ever)))
        return self.paragraph(self._entries.weeks, "", told)

    def founding(self, alliance: FoundedAlliance) -> Iterator[str]:
        """Tell who founds an alliance, whom it asks, how they came to its mind, and who of them promises most."""
        founder = self._names.listed([alliance.founder])
        count = self._names.count([alliance.founder])
        told = self.spoken.say(field_sentences.FOUNDS, count, who=founder, alliance=self._called(alliance.name))
        yield self._names.sentence(told)
        yield from self._asked([one for one in self._seen(alliance) if one.verdict == "asked"])

    def not_asked(self, alliance: FoundedAlliance) -> Iterator[str]:
        """Tell how many others came to the founder's mind, and why it does not ask them."""
        verdicts = Counter(one.verdict for one in self._seen(alliance) if one.verdict != "asked")
        reasons = [
            self.spoken.counted(phrase, verdicts[verdict])
            for verdict, phrase in field_sentences.COUNTED_VERDICTS.items()
            if verdicts[verdict]
        ]
        if reasons:
            yield self.spoken.say(field_sentences.NOT_ASKED, reasons="; ".join(reasons))

    def _seen(self, alliance: FoundedAlliance) -> Sequence[CandidateSeen]:
        """Return who came to the founder's mind when it founded an alliance."""
        return self._searches.get((alliance.name, alliance.founder, alliance.begun), [])

    def _asked(self, asked: Sequence[CandidateSeen]) -> Iterator[str]:
        channels: dict[tuple[str, str], list[str]] = {}
        for one in asked:
            key = (one.channel, one.through if one.channel == "forum" else "")
            channels.setdefault(key, []).append(one.candidate)
        for (channel, through), who in channels.items():
            told = self._with_who(field_sentences.IS_ASKED[channel], who, through=self._called(through))
            yield self._names.sentence(told)
        if len(asked) > 1:
            best = max(asked, key=lambda one: one.appeal)
            told = self._with_who(field_sentences.PROMISES_MOST, [best.candidate], **self._strengths(best))
            yield self._names.sentence(told)

    def _strengths(self, one: CandidateSeen) -> dict[str, str]:
        return {name: self.spoken.percent(getattr(one, name)) for name in ("trust", "likeness", "addition")}

    def coming_together(self, alliance: FoundedAlliance) -> Iterator[str]:
        """Tell with whom an alliance begins, and how many came through others or knew each other."""
        first = [spell for spell in self._entries.spells_in(alliance.name) if _is_there(spell, alliance.started)]
        who = self._names.listed([spell.organisation for spell in first])
        yield self._about(alliance, field_sentences.COMES_TOGETHER, who=who)
        brought = sum(spell.by not in ("", alliance.founder) for spell in first)
        known = sum((alliance.name, spell.organisation) in self._worked_together for spell in first)
        for phrase, number in ((field_sentences.BROUGHT_IN, brought), (field_sentences.AGAIN, known)):
            if number:
                yield self.spoken.counted(phrase, number)

    def agreement(self, alliance: FoundedAlliance) -> str:
        """Tell how much an alliance agrees on."""
        return self._about(alliance, field_sentences.AGREES, share=self.spoken.percent(alliance.depth or 0.0))

    def heard_from_afar(self, alliance: FoundedAlliance) -> Iterator[FieldParagraph]:
        """Tell, if any who heard of an alliance's call from afar signed it, how many did and who was first."""
        signed = [spell for spell in self._entries.spells_in(alliance.name) if spell.channel == "afar"]
        if not signed:
            return
        first = min(spell.joined or 0 for spell in signed)
        who = self._names.listed([spell.organisation for spell in signed if spell.joined == first])
        parts = {"number": self.spoken.number(len(signed), "#,##0"), "alliance": self._called(alliance.name)}
        told = self.spoken.say(field_sentences.HEARD_FROM_AFAR, len(signed), who=who, **parts)
        yield self.paragraph(first, alliance.name, [self._names.sentence(told)])

    def first_effect(self, alliance: FoundedAlliance) -> str:
        """Tell that politics adopts a demand for the first time."""
        return self._about(alliance, field_sentences.FIRST_EFFECT)

    def ending(self, alliance: FoundedAlliance) -> str:
        """Tell when and why an alliance ends."""
        weeks = self.spoken.counted(sentences.WEEKS, (alliance.ended or 0) - alliance.begun)
        members = self.spoken.counted(field_sentences.MEMBERS, alliance.members_last)
        why = self.spoken.say(field_sentences.WHY_IT_ENDS[alliance.end])
        return self._about(alliance, field_sentences.ENDS, weeks=weeks, members=members, why=why)

    def still_there(self, alliance: FoundedAlliance) -> str:
        """Tell that an alliance has not ended."""
        members = self.spoken.counted(field_sentences.MEMBERS, alliance.members_last)
        return self._about(alliance, field_sentences.STILL_STANDS, members=members)

    def outcome(self, alliance: FoundedAlliance) -> Iterator[str]:
        """Tell how much an alliance agreed on and how much of that was adopted."""
        if alliance.depth is not None:
            agreed, adopted = self.spoken.percent(alliance.depth), self.spoken.percent(alliance.adopted)
            yield self.spoken.say(field_sentences.AGREED_AND_ADOPTED, agreed=agreed, adopted=adopted)

    def remembered(self, what: Sequence[str], largest: str) -> str:
        """Tell what an alliance will be remembered as.

        Args:
            what: one or more keys of `field_sentences.REMEMBERED_AS`.
            largest: name of the largest alliance of the field.
        """
        beside = self._called(largest)
        listed = self.spoken.listed(
            [self.spoken.say(field_sentences.REMEMBERED_AS[one], largest=beside) for one in what]
        )
        return self.spoken.say(field_sentences.WILL_BE, what=listed)

    def _with_who(self, phrase: Phrase, who: Sequence[str], **parts: str) -> str:
        return self.spoken.say(phrase, self._names.count(who), who=self._names.listed(who), **parts)

    def _about(self, alliance: FoundedAlliance, phrase: Phrase, **parts: str) -> str:
        return self._names.sentence(self.spoken.say(phrase, alliance=self._called(alliance.name), **parts))

    def _called(self, name: str) -> str:
        return self._scenario.called(name, self.spoken.code)

    def paragraph(self, week: int, alliance: str, told: Iterable[str]) -> FieldParagraph:
        """Return sentences as a paragraph about an alliance in a week."""
        day = self.spoken.day(self._scenario.start + timedelta(weeks=week))
        head = self.spoken.say(sentences.HEAD, day=day, week=str(week))
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
