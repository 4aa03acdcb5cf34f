"""The picture of a run: what is drawn, in which language, and what stands above and below."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.analysis.field_records import REPLICATE
from experiments.figures.style import LOOKS, Look
from experiments.runner.provenance import PACKAGE
from experiments.storage.field_trace import StoredFieldRun
from experiments.storage.trace_files import StoredRun
from simulation import AllianceWeek
from simulation.language.translation import Language, Phrase
from simulation.results.field_entries import FoundedAlliance

if TYPE_CHECKING:
    import pandas as pd

SUBHEADING = Phrase("{title}, seed {seed}, from {start}")
CAPTION = Phrase("One run of {weeks}. Scenario: {title} ({source}). {package} {version}.")
WEEKS = Phrase("{number} week", "{number} weeks")
WEEK_OF_THE_RUN = Phrase("Week of the run")
OTHER_ALLIANCES = Phrase("Not shown: {alliances}.")


@dataclass(frozen=True)
class PictureOfRun[R: (StoredRun, StoredFieldRun)](ABC):
    """A run, and the language in which it is shown.

    Attributes:
        run: as its trace has it.
        spoken: the language of all texts.
    """

    run: R
    spoken: Language

    def say(self, phrase: Phrase, **parts: str) -> str:
        """Return a phrase in the language of the picture."""
        return self.spoken.say(phrase, **parts)

    def called(self, name: str) -> str:
        """Return what the picture calls something of the scenario."""
        return self.run.scenario.called(name, self.spoken.code)

    @property
    def title(self) -> str:
        """The scenario's title."""
        return str(getattr(self.run.scenario.title, self.spoken.code))

    @property
    def subheading(self) -> str:
        """Which run it is."""
        start = self.spoken.day(self.run.scenario.start)
        return self.say(SUBHEADING, title=self.title, seed=str(self.run.manifest.seed), start=start)

    def caption(self, *meaning: str) -> str:
        """Return what marks mean, and how the run was made."""
        manifest = self.run.manifest
        made = self.say(
            CAPTION,
            weeks=self.spoken.counted(WEEKS, self.length),
            title=self.title,
            source=Path(manifest.source).name or "–",
            package=PACKAGE,
            version=manifest.versions[PACKAGE],
        )
        return " ".join([*filter(None, meaning), made])

    @property
    @abstractmethod
    def length(self) -> int:
        """Weeks that the run lasted."""


class FieldPicture(PictureOfRun[StoredFieldRun]):
    """A run of a field, and the language in which it is shown."""

    @property
    def length(self) -> int:
        """Weeks that the run lasted."""
        return self.run.scenario.weeks

    def formed(self) -> "pd.DataFrame":
        """Return the alliances that had two members or more, as those of the only run among several."""
        import pandas as pd

        names = [column.name for column in fields(FoundedAlliance)]
        rows = [[getattr(one, name) for name in names] for one in self.run.alliances if one.has_formed]
        return pd.DataFrame(rows, columns=names).assign(**{REPLICATE: 0})


class Picture(PictureOfRun[StoredRun]):
    """A run of given alliances, and the language in which it is shown."""

    @property
    def length(self) -> int:
        """Weeks that the run lasted."""
        return self.run.weeks[-1].week + 1

    @property
    def alliances(self) -> dict[str, Look]:
        """How each alliance is drawn, as far as there are looks to tell them apart; the scenario's own is first."""
        names = ("", *(other.name for other in self.run.scenario.others))
        return dict(zip(names, LOOKS, strict=False))

    def weeks_of(self, alliance: str) -> list[AllianceWeek]:
        """Return the weeks of an alliance, up to the one in which it was over."""
        weeks = [week for week in self.run.weeks if week.alliance == alliance]
        over = next((place for place, week in enumerate(weeks) if week.stage == "ended"), len(weeks))
        return weeks[: over + 1]

    @property
    def left_out(self) -> str:
        """Which alliances are too many to be told apart; empty where none are."""
        names = [other.name for other in self.run.scenario.others][len(LOOKS) - 1 :]
        listed = self.spoken.listed([self.called(name) for name in names])
        return self.say(OTHER_ALLIANCES, alliances=listed) if names else ""

    def alliance(self, name: str) -> str:
        """Return what an alliance is called; the scenario's own by the title."""
        return self.called(name) if name else self.title
