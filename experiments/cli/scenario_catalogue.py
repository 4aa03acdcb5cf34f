"""The catalogue of shipped scenarios: `python -m experiments.cli.scenario_catalogue` renews scenarios/README.md."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from simulation import Scenario, load_dossier, load_scenario, scenario_path, shipped_scenarios
from simulation.language.translation import Language, Phrase, language
from simulation.scenario.definition import Setting

_BEGIN, _END = "<!-- catalogue: begin -->", "<!-- catalogue: end -->"
_NO_LONGER_ONE_KIND = 0.05
_EXCHANGE, _CHANGE, _PREVENTION = Phrase("exchange"), Phrase("change"), Phrase("prevention")
_BOTH = Phrase("change and prevention")
_DEMANDS = Phrase("{number} demand", "{number} demands")
_HEAD = """\
| Scenario | What it is | Form | Goal | Asked | Time |
|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One scenario, in what a list says of it.

    Attributes:
        name: under which it is shipped.
        title: in English.
        title_de: in German.
        summary: in English.
        form: of cooperation, and how many others stand beside it.
        goal: its kind, and the number of demands.
        invited: organisations asked at first.
        organisations: all that could take part.
        start: first day.
        end: last day.
        is_real: whether it rests on facts, or was made up for teaching and experiments.
    """

    name: str
    title: str
    title_de: str
    summary: str
    form: str
    goal: str
    invited: int
    organisations: int
    start: date
    end: date
    is_real: bool

    @property
    def titles(self) -> dict[str, str]:
        """Titles by language."""
        return {"en": self.title, "de": self.title_de}

    @property
    def size(self) -> str:
        """Organisations asked at first, and of how many."""
        return f"{self.invited} of {self.organisations}"

    @property
    def time(self) -> str:
        """First and last month."""
        return f"{self.start:%b %Y} – {self.end:%b %Y}"

    def as_data(self) -> dict[str, Any]:
        """Return the entry for machines."""
        return asdict(self)


def catalogue() -> list[Entry]:
    """Return all shipped scenarios, in alphabetical order."""
    return [entry(name) for name in shipped_scenarios()]


def entry(source: str) -> Entry:
    """Return what a list says of a scenario."""
    scenario = load_scenario(source)
    return Entry(
        name=source,
        title=scenario.title.en,
        title_de=scenario.title.de,
        summary=scenario.summary.en.strip(),
        form=form_in_words(scenario),
        goal=goal_in_words(scenario),
        invited=scenario.invitation.size,
        organisations=len(scenario.names()),
        start=scenario.start,
        end=last_day(scenario),
        is_real=bool(load_dossier(source).facts),
    )


def form_in_words(scenario: Scenario) -> str:
    """Name the form of cooperation, and how many others stand beside the first."""
    return f"{scenario.form} and {len(scenario.others)} more" if scenario.others else scenario.form


def goal_in_words(scenario: Scenario, spoken: Language | None = None) -> str:
    """Say whether a goal is change, prevention or both, and how many demands it has; a network has none."""
    goal, spoken = scenario.goal, spoken or language("en")
    if scenario.form == "network":
        return spoken.say(_EXCHANGE)
    kind = _BOTH
    if goal.change_share >= 1 - _NO_LONGER_ONE_KIND:
        kind = _CHANGE
    elif goal.change_share <= _NO_LONGER_ONE_KIND:
        kind = _PREVENTION
    return f"{spoken.say(kind)}, {spoken.counted(_DEMANDS, len(goal.demands))}"


def last_day(scenario: Setting) -> date:
    """Return the last day that a run can reach."""
    return scenario.start + timedelta(weeks=scenario.weeks) - timedelta(days=1)


def page(text: str) -> str:
    """Return the text of scenarios/README.md with the list of scenarios as they are now."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    entries = catalogue()
    real = _table("Real alliances", (e for e in entries if e.is_real))
    made_up = _table("For teaching and experiments", (e for e in entries if not e.is_real))
    return f"{before}{_BEGIN}\n\n{real}\n{made_up}\n{_END}{after}"


def _table(title: str, entries: Iterable[Entry]) -> str:
    return "\n".join([f"### {title}", "", _HEAD, *map(_row, entries), ""])


def _row(e: Entry) -> str:
    what = f"**{e.title}** / *{e.title_de}*. {e.summary}"
    return f"| [`{e.name}`]({e.name}.toml) | {what} | {e.form} | {e.goal} | {e.size} | {e.time} |"


if __name__ == "__main__":
    readme = scenario_path("baseline").parent / "README.md"
    readme.write_text(page(readme.read_text(encoding="utf-8")), encoding="utf-8")
