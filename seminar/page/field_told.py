"""A run of a field as it is told: its alliances, who was in them, who asked whom, its chronicle. Workers do this."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from typing import Any, NamedTuple

from seminar.page.told import Line, Question, as_toml, zipped
from simulation import ObservedField, OrganisationalField
from simulation.results.field_entries import FieldEntries, FieldSpell, FoundedAlliance
from simulation.story.field_chronicle import field_chronicle
from simulation.story.field_reasons import field_reasons


class Asking(NamedTuple):
    """One organisation asks another to join, or to be let in: the week, and for which alliance."""

    week: int
    who: str
    whom: str
    alliance: str


@dataclass(frozen=True, slots=True)
class ToldField:
    """A run of a field as it is told.

    Attributes:
        question: which run it is.
        entries: all that was written down of it.
        alliances: that were founded, in the order of founding.
        spells: everybody's part in them.
        askings: who asked whom.
        lines: its chronicle, in order.
    """

    question: Question
    entries: FieldEntries
    alliances: tuple[FoundedAlliance, ...]
    spells: tuple[FieldSpell, ...]
    askings: tuple[Asking, ...]
    lines: tuple[Line, ...]

    @property
    def scenario(self) -> OrganisationalField:
        """What was run, changes included."""
        return self.entries.scenario

    @property
    def last_week(self) -> int:
        """The last week of the run, from 0."""
        return self.entries.weeks - 1

    def why(self, name: str, lang: str) -> list[str]:
        """Return whom an organisation asked and why not others, and what others made of it, a paragraph each."""
        return list(field_reasons(self.entries, name, lang))

    def until(self, ended: int | None) -> int:
        """Return the week with which something is over; what never ended is so after the last week."""
        return self.last_week + 1 if ended is None else ended


def tell_field(question: Question, lang: str) -> ToldField:
    """Run the field that is asked for once, and put it into words.

    Raises:
        AllianceError: where the question is none.
    """
    run = _lived(question)
    known = run.entries()
    told = tuple(_lines(known, lang))
    askings = tuple(
        Asking(one.week, one.searcher, one.candidate, one.alliance)
        for one in known.searches
        if one.verdict in {"asked", "asked to be let in"}
    )
    # Entries anew, without what was put into words of them: all of that would be sent from process to process.
    return ToldField(question, run.entries(), tuple(known.alliances), tuple(known.spells), askings, told)


def field_taken_home(question: Question, lang: str) -> bytes:
    """Return the tables of a run of a field, its chronicle and its file as one ZIP file."""
    known = _lived(question).entries()
    story = "\n\n".join(f"{one.head}\n{one.text}" for one in _lines(known, lang))
    tables = {"alliances": known.alliances, "memberships": known.spells, "searches": known.searches}
    texts = {f"{name}.csv": _as_csv(rows) for name, rows in tables.items()}
    texts |= {"story.txt": f"{story}\n", "scenario.toml": as_toml(question.source, question.changes)}
    return zipped({name: text.encode() for name, text in texts.items()})


def _lived(question: Question) -> ObservedField:
    run = ObservedField(question.field, question.seed)
    run.run_model()
    return run


def _lines(entries: FieldEntries, lang: str) -> list[Line]:
    """Return the chronicle; its last line, which looks back, belongs to the last week."""
    return [Line(min(one.week, entries.weeks - 1), one.head, one.text) for one in field_chronicle(entries, lang)]


def _as_csv(rows: Sequence[Any]) -> str:
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    plain = [asdict(row) for row in rows]
    table.writerow(plain[0] if plain else [])
    table.writerows(row.values() for row in plain)
    return text.getvalue()
