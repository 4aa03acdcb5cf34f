"""The agreement form: what a class negotiates, as questions whose answers are values of a scenario's fields.

Each question has a few answers to choose from, so that it can be ticked on paper and voted on from a phone; what nobody
decides stays as the scenario has it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from simulation import AllianceError, Scenario, changed
from simulation.errors import did_you_mean, shown
from simulation.language.translation import Language, Phrase
from simulation.scenario.ventures import Demand

type Value = bool | int | float | str

# Before the name of a demand, of which it is asked whether it stands.
DEMAND = "goal.demands."
_AGREEMENTS = "agreements."
_NO_LIMIT = 100_000


class Section(StrEnum):
    """Part of the form."""

    DEMANDS = "demands"
    DECIDING = "deciding"
    WORKING = "working together"
    ENDING = "ending"


HEADINGS: dict[Section, Phrase] = {
    Section.DEMANDS: Phrase("What we demand"),
    Section.DECIDING: Phrase("How we decide"),
    Section.WORKING: Phrase("How we work together"),
    Section.ENDING: Phrase("How it ends"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to choose.

    Attributes:
        value: what the field is set to.
        words: what it says, in English.
        name: what is filled in for {name}: a number, or the name of an organisation in the scenario.
    """

    value: Value
    words: Phrase
    name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to agree on.

    Attributes:
        field: dotted path of the field that it settles; `goal.demands.` and a name for whether a demand stands.
        section: of the form.
        words: the question, in English.
        answers: to choose from.
        as_it_is: the value that the scenario has; it is among the answers.
        name: of the demand that it is about, as the scenario has it; empty for agreements.
    """

    field: str
    section: Section
    words: Phrase
    answers: tuple[Answer, ...]
    as_it_is: Value
    name: str = ""

    def answer(self, value: object) -> Answer:
        """Return the answer of a value.

        Raises:
            AllianceError: if it is none of those to choose from.
        """
        for answer in self.answers:
            if type(answer.value) is type(value) and answer.value == value:
                return answer
        allowed = ", ".join(shown(answer.value) for answer in self.answers)
        raise AllianceError(f"{self.field} = {shown(value)} is not allowed: must be one of {allowed}")

    def asked(self, scenario: Scenario, spoken: Language) -> str:
        """Return the question in a language."""
        return spoken.say(self.words, name=scenario.called(self.name, spoken.code))

    def answered(self, value: object, scenario: Scenario, spoken: Language) -> str:
        """Return in a language what an answer says.

        Raises:
            AllianceError: if the value is none of those to choose from.
        """
        answer = self.answer(value)
        return spoken.say(answer.words, name=scenario.called(answer.name, spoken.code))


YES, NO = Phrase("Yes"), Phrase("No")
STANDS, FALLS = Phrase("It stands"), Phrase("We drop it")
DOES_IT_STAND = Phrase("Does “{name}” stand?")
WEEKS, HOURS = Phrase("{name} weeks"), Phrase("{name} hours a week")
NOBODY = Phrase("Nobody")
NAMED, AS_IN_THE_SCENARIO = Phrase("{name}"), Phrase("As in the scenario: {name}")
# The same where the other answers have a unit.
AS_THERE: Mapping[Phrase, Phrase] = MappingProxyType(
    {
        WEEKS: Phrase("As in the scenario: {name} weeks"),
        HOURS: Phrase("As in the scenario: {name} hours a week"),
    }
)

# Questions with a few answers, by the field of the agreements that they settle.
_CHOICES: tuple[tuple[Section, str, Phrase, tuple[Answer, ...]], ...] = (
    (
        Section.DEMANDS,
        "details_open",
        Phrase("How exactly are the demands worded?"),
        (
            Answer(0.0, Phrase("In every detail")),
            Answer(0.25, Phrase("A quarter is left open for later")),
            Answer(0.5, Phrase("Half is left open for later")),
        ),
    ),
    (
        Section.DECIDING,
        "decision_rule",
        Phrase("How does the core group decide?"),
        (
            Answer("consensus", Phrase("By consensus")),
            Answer("two-thirds", Phrase("By two thirds")),
            Answer("majority", Phrase("By majority")),
            Answer("silence", Phrase("By consensus; silence counts as consent")),
        ),
    ),
    (
        Section.DECIDING,
        "core_size",
        Phrase("How large may the core group be? The others are supporters."),
        (
            Answer(_NO_LIMIT, Phrase("All are in it")),
            *(Answer(size, Phrase("{name} organisations at most"), str(size)) for size in (4, 6, 8, 12)),
        ),
    ),
    (
        Section.DECIDING,
        "quorum",
        Phrase("With how many in the core group do we begin, though others have not answered yet?"),
        (Answer(0, Phrase("We wait for all")), *(Answer(number, NAMED, str(number)) for number in (3, 5, 8))),
    ),
    (
        Section.DECIDING,
        "admission",
        Phrase("What happens to organisations that want to join later?"),
        (
            Answer("none", Phrase("Nobody gets in")),
            Answer("open", Phrase("All get in")),
            Answer("vote", Phrase("The core group votes")),
            Answer("supporters", Phrase("All become supporters")),
            Answer("silence", Phrase("All get in unless somebody in the core group objects")),
        ),
    ),
    (
        Section.WORKING,
        "values_debate_weeks",
        Phrase("How long do we talk about our values before we word the goal?"),
        (Answer(0, Phrase("Not at all")), *(Answer(weeks, WEEKS, str(weeks)) for weeks in (4, 8, 12))),
    ),
    (
        Section.WORKING,
        "office_hours",
        Phrase("Do we pay for a joint office?"),
        (Answer(0.0, NO), *(Answer(float(hours), HOURS, str(hours)) for hours in (20, 40, 80))),
    ),
    (
        Section.WORKING,
        "contributions",
        Phrase("Who pays for it?"),
        (
            Answer("core", Phrase("The core group")),
            Answer("all", Phrase("All members")),
            Answer("willing", Phrase("Those of the core group who care to")),
            Answer("nobody", Phrase("Nobody of us: money from outside alone")),
        ),
    ),
    (
        Section.WORKING,
        "milestones",
        Phrase("How many intermediate goals do we set ourselves?"),
        (Answer(0, Phrase("None")), *(Answer(number, NAMED, str(number)) for number in (2, 4, 6))),
    ),
    (
        Section.ENDING,
        "give_up_weeks",
        Phrase("When do we stop if nothing is achieved?"),
        (Answer(0, Phrase("We do not say")), *(Answer(weeks, WEEKS, str(weeks)) for weeks in (52, 104, 156))),
    ),
)

# Questions of yes or no, likewise.
_SWITCHES: tuple[tuple[Section, str, Phrase], ...] = (
    (Section.DEMANDS, "demands_ranked", Phrase("Do we rank the demands under one main goal?")),
    (
        Section.DECIDING,
        "red_lines_disclosed",
        Phrase("Do we tell and explain our red lines before the text is drafted?"),
    ),
    (Section.DECIDING, "call", Phrase("Do a few word a call that all others sign as it stands?")),
    (Section.DECIDING, "parallel_papers", Phrase("Do groups draft their texts side by side?")),
    (Section.DECIDING, "pace_settled", Phrase("Do we settle beforehand how fast decisions are to be made?")),
    (Section.WORKING, "moderation", Phrase("Does a neutral person moderate?")),
    (Section.WORKING, "ground_rules", Phrase("Do we have clear rules for meetings, press and money?")),
    (Section.WORKING, "conflict_procedure", Phrase("Do we agree beforehand what happens in a conflict?")),
    (Section.WORKING, "credit_rule", Phrase("Do we settle how successes are told and shared?")),
    (Section.ENDING, "renewal", Phrase("Do we decide at the end whether to go on?")),
)


def questions(scenario: Scenario) -> tuple[Question, ...]:
    """Return what is to be agreed on in a scenario, section by section.

    Args:
        scenario: whose demands and organisations the form names.
    """
    asked = [*_demands(scenario), _lead(scenario), *_choices(scenario), *_switches(scenario)]
    order = list(Section)
    return tuple(sorted(asked, key=lambda question: order.index(question.section)))


def question(scenario: Scenario, field: str) -> Question:
    """Return the question that settles a field.

    Raises:
        AllianceError: if the form has none.
    """
    asked = {one.field: one for one in questions(scenario)}
    if field not in asked:
        raise AllianceError(f"{shown(field)} is not on the agreement form{did_you_mean(field, asked)}")
    return asked[field]


def changes(scenario: Scenario, decided: Mapping[str, Value]) -> dict[str, object]:
    """Return what an agreement changes in a scenario, by dotted path.

    Args:
        scenario: for which the form was made.
        decided: values by the field of their question; what is left out stays as it is.

    Raises:
        AllianceError: if there is no such question or answer, or no demand stands.
    """
    for field, value in decided.items():
        question(scenario, field).answer(value)
    terms: dict[str, object] = {field: value for field, value in decided.items() if not field.startswith(DEMAND)}
    standing = [one for one in scenario.goal.demands if decided.get(DEMAND + one.name, True)]
    if not standing:
        raise AllianceError("goal.demands must hold one demand at least; let one of them stand")
    if len(standing) == len(scenario.goal.demands):
        return terms
    return terms | {"goal.demands": [one.model_dump(mode="json") for one in standing]} | _positions(scenario, standing)


def agreed(scenario: Scenario, decided: Mapping[str, Value]) -> Scenario:
    """Return a scenario with what was agreed.

    Args:
        scenario: for which the form was made; stays as it is.
        decided: as in `changes`.

    Raises:
        AllianceError: as `changes` does, and if answers contradict each other.
    """
    return changed(scenario, changes(scenario, decided))


def _demands(scenario: Scenario) -> Iterator[Question]:
    answers = (Answer(True, STANDS), Answer(False, FALLS))
    for demand in scenario.goal.demands:
        yield Question(DEMAND + demand.name, Section.DEMANDS, DOES_IT_STAND, answers, True, demand.name)


def _lead(scenario: Scenario) -> Question:
    """Ask for the lead, from among those who are sure to be asked."""
    invitation, lead = scenario.invitation, scenario.agreements.lead
    names = dict.fromkeys([*invitation.initiators, *invitation.indispensable])
    answers = (Answer("", NOBODY), *(Answer(name, NAMED, name) for name in names))
    return Question(_AGREEMENTS + "lead", Section.DECIDING, Phrase("Who leads?"), answers, lead)


def _choices(scenario: Scenario) -> Iterator[Question]:
    for section, name, words, answers in _CHOICES:
        value = getattr(scenario.agreements, name)
        known = any(answer.value == value for answer in answers)
        offered = answers if known else (*answers, Answer(value, _as_there(answers), f"{value:g}"))
        yield Question(_AGREEMENTS + name, section, words, offered, value)


def _as_there(answers: Sequence[Answer]) -> Phrase:
    return AS_THERE.get(answers[-1].words, AS_IN_THE_SCENARIO)


def _switches(scenario: Scenario) -> Iterator[Question]:
    for section, name, words in _SWITCHES:
        value = getattr(scenario.agreements, name)
        yield Question(_AGREEMENTS + name, section, words, (Answer(True, YES), Answer(False, NO)), value)


def _positions(scenario: Scenario, standing: Sequence[Demand]) -> dict[str, object]:
    """Return the known positions of organisations without those on demands that no longer stand."""
    dropped = {one.name for one in scenario.goal.demands} - {one.name for one in standing}
    return {
        f"organisations.{one.name}.positions": {
            demand: position.model_dump(mode="json", exclude_none=True)
            for demand, position in one.positions.items()
            if demand not in dropped
        }
        for one in scenario.organisations
        if dropped & one.positions.keys()
    }
