"""The sheet of a field: what matters to whom, where they meet, how they look for partners, and what surrounds them."""

from collections.abc import Iterator

from rich.console import Console

from experiments.cli import sheet_words as words
from experiments.cli.setting_sheet import SettingSheet
from simulation import Dossier, OrganisationalField
from simulation.language.sentences import WEEKS
from simulation.language.translation import Language, Phrase

A_FIELD = Phrase("a field: alliances come about by themselves")
ISSUES, FORUMS, SEARCH = Phrase("Issues"), Phrase("Forums"), Phrase("How partners are looked for")
ISSUE_HEADS = (Phrase("issue"), Phrase("demands"), Phrase("who cares: factor on the stake"))
FORUM_HEADS = (Phrase("forum"), Phrase("of whom"), Phrase("share that belongs to it"))
ALL_OTHERS = Phrase("all others {factor}")


def show_field(name: str, field: OrganisationalField, dossier: Dossier, spoken: Language, console: Console) -> None:
    """Print the sheet of a field.

    Args:
        name: under which it was asked for.
        field: what the model reads.
        dossier: what is known and assumed; it is told as it stands in the file.
        spoken: language of the sheet.
        console: where to print.
    """
    _FieldSheet(field, dossier, spoken, console).show_field(name, field)


class _FieldSheet(SettingSheet):
    """Prints the parts of a field's sheet in one language."""

    def show_field(self, name: str, field: OrganisationalField) -> None:
        self.console.print(getattr(field.title, self.spoken.code), style="bold")
        weeks, kind = self.spoken.counted(WEEKS, field.weeks), self.spoken.say(A_FIELD)
        self.console.print(f"{name} · {kind} · {weeks}")
        self.console.print()
        self.console.print(getattr(field.summary, self.spoken.code).strip())
        self.section(ISSUES)
        self.table(ISSUE_HEADS, self._issues(field))
        self.section(FORUMS, len(field.forums))
        self.table(FORUM_HEADS, self._forums(field))
        self.section(words.WHO)
        self.table(words.ORGANISATION_HEADS, self.organisations())
        self.settled(SEARCH, "search", field.search)
        self.settled(words.ARENA, "arena", field.arena)
        self.calendar()
        self.known()

    def _issues(self, field: OrganisationalField) -> Iterator[tuple[str, ...]]:
        for issue in field.issues:
            demands = ", ".join(self.called(demand.name) for demand in issue.goal.demands)
            stakes = [f"{self.word(sector)} {factor:g}" for sector, factor in issue.stakes.items()]
            others = self.spoken.say(ALL_OTHERS, factor=f"{issue.elsewhere:g}")
            yield self.called(issue.name), demands, ", ".join([*stakes, others])

    def _forums(self, field: OrganisationalField) -> Iterator[tuple[str, ...]]:
        for forum in field.forums:
            whom = [self.called(name) for name in (*forum.members, *forum.groups)]
            yield self.called(forum.name), ", ".join(whom), f"{forum.share:g}" if forum.groups else ""
