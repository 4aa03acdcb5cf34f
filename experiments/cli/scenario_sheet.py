"""The sheet of a scenario: who, what for, when, by which agreements, and what of it is known."""

from shlex import quote
from typing import Any

from rich.console import Console

from experiments.cli import sheet_words as words
from experiments.cli.scenario_catalogue import goal_in_words, last_day
from experiments.cli.setting_sheet import SettingSheet
from experiments.design.assignments import typed_change
from simulation import Dossier, Scenario
from simulation.errors import shown
from simulation.language.sentences import MEMBERS, WEEKS
from simulation.language.translation import Language, Phrase
from simulation.scenario.dossier import Observation, ObservedMembers
from simulation.scenario.ventures import Goal, OtherAlliance

_INDENT = "  "
_BARE = ("1", "none", "share", "ambition", "probability", "influence")


def show(name: str, scenario: Scenario, dossier: Dossier, spoken: Language, console: Console) -> None:
    """Print the sheet of a scenario.

    Args:
        name: under which it was asked for.
        scenario: what the model reads.
        dossier: what is known, assumed and observed; it is told as it stands in the file.
        spoken: language of the sheet.
        console: where to print.
    """
    _Sheet(scenario, dossier, spoken, console).show(name)


class _Sheet(SettingSheet):
    """Prints the parts of a scenario's sheet."""

    scenario: Scenario

    def show(self, name: str) -> None:
        scenario = self.scenario
        self._head(name)
        self._lesson(name)
        self._goal(scenario.goal, "")
        self._who()
        self.settled(words.AGREEMENTS, "agreements", scenario.agreements)
        for other in scenario.others:
            self._other(other)
        self.settled(words.ARENA, "arena", scenario.arena)
        self.calendar()
        self.known()
        self._observed()

    def _head(self, name: str) -> None:
        scenario, code, say = self.scenario, self.spoken.code, self.spoken.say
        self.console.print(getattr(scenario.title, code), style="bold")
        first, last = self.spoken.day(scenario.start), self.spoken.day(last_day(scenario))
        time = say(words.TIME, first=first, last=last, weeks=self.spoken.counted(WEEKS, scenario.weeks))
        self.console.print(f"{name} · {say(Phrase(scenario.form))} · {goal_in_words(scenario, self.spoken)} · {time}")
        self.console.print()
        self.console.print(getattr(scenario.summary, code).strip())

    def _lesson(self, name: str) -> None:
        lesson = self.dossier.lesson
        if lesson is None:
            return
        changes = " ".join(quote(typed_change(path, value)) for path, value in lesson.compare.items())
        seeds = self.spoken.listed(list(map(str, lesson.seeds)))
        self.section(words.LESSON)
        self.indented(getattr(lesson.point, self.spoken.code).strip())
        self.console.print(f"{_INDENT}alliance compare {name} --with {changes}", soft_wrap=True)
        self.indented(self.spoken.say(words.SEEDS, len(lesson.seeds), seeds=seeds))

    def _goal(self, goal: Goal, path: str) -> None:
        self.settled(words.GOAL, f"{path}goal", goal)
        rows = [(self.called(d.name), f"{d.weight:g}", f"{d.majority:g}") for d in goal.demands]
        self.table(words.DEMAND_HEADS, rows)

    def _who(self) -> None:
        scenario, spoken = self.scenario, self.spoken
        self.section(words.WHO)
        drawn = sum(group.count for group in scenario.groups)
        number = len(scenario.organisations)
        named = spoken.say(words.NAMED_AND_DRAWN, number, number=f"{number}", drawn=f"{drawn}")
        invitation = scenario.invitation
        begun = spoken.say(
            words.BEGUN,
            len(invitation.initiators),
            initiators=spoken.listed([self.called(name) for name in invitation.initiators]),
            size=f"{invitation.size}",
            order=spoken.say(Phrase(invitation.order)),
        )
        self.indented(f"{named} {begun}")
        if scenario.ties:
            trust = sorted(tie.trust for tie in scenario.ties)
            ends = {"low": spoken.number(trust[0]), "high": spoken.number(trust[-1])}
            self.indented(spoken.say(words.TIES, len(trust), number=f"{len(trust)}", **ends))
        self.table(words.ORGANISATION_HEADS, self.organisations())

    def _other(self, other: OtherAlliance) -> None:
        """Show another alliance among the same organisations: when it begins, who asks how many, goal, agreements."""
        title = self.spoken.say(words.ANOTHER, form=self.word(other.form), name=self.called(other.name))
        self.settled(title, "others", other)
        self.settled(words.INVITATION, "others.invitation", other.invitation)
        self._goal(other.goal, "others.")
        self.settled(words.AGREEMENTS, "others.agreements", other.agreements)

    def _observed(self) -> None:
        seen = self.dossier.observed
        observations: list[Observation] = [*seen.members, *seen.outcomes]
        self.section(words.OBSERVED, len(observations))
        for observation in observations:
            certainty = self.word(observation.certainty)
            held = f", {self.spoken.say(words.HELD_BACK)}" if observation.held_back else ""
            self._entry("", self._seen(observation), f"{observation.source} ({certainty}{held})")

    def _seen(self, observation: Any) -> str:
        when = "" if observation.when is None else f"{observation.when}: "
        if isinstance(observation, ObservedMembers):
            return when + self.spoken.counted(MEMBERS, observation.members)
        of = "" if observation.demand is None else f" ({self.called(observation.demand)})"
        value = "" if observation.value is True else f" = {shown(observation.value)} {observation.unit or ''}".rstrip()
        return f"{when}{observation.what}{of}{value}"
