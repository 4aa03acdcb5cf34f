"""The form of a what-if: agreements as questions with answers, a few parameters as numbers, and help in place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from htmltools import Tag, tags
from shiny import ui
from shiny.module import resolve_id

from experiments.analysis.labels import capital, field_label
from experiments.design.declarations import declaration, facts_of
from experiments.design.scenario_paths import ScenarioPaths
from seminar.agreement_form import DEMAND, HEADINGS, Question, Section, questions
from seminar.classroom.refusals import NO_DEMAND, RefusedError
from seminar.page.cards import explained, number_with_slider
from seminar.page.changes import ALL_DEMANDS, demand_field, in_words
from seminar.page.tab import Visit
from simulation import Scenario
from simulation.language.translation import Phrase

PARAMETERS = (
    "invitation.size",
    "population.heterogeneity",
    "goal.change_share",
    "goal.mobilisation",
    "arena.salience",
    "arena.polarisation",
    "arena.resistance",
)
SURROUNDINGS = Phrase("Who is asked, and what surrounds them")
AS_IT_IS = Phrase("{answer} (as it is)")
WHAT_IS_IT = Phrase("What is that?")
IT_IS = Phrase("In this scenario: {value}.")
ALSO = Phrase("Also changed, by the link: {changes}.")
WHICH_STAND = Phrase("Which demands stand?")
DROPPED = Phrase(
    "A demand that is dropped is not negotiated, nobody works for it, and no red line on it stops anybody. Impact and "
    "depth are shares of the demands that stand: they may rise only because the list is shorter."
)


@dataclass(frozen=True, slots=True)
class Number:
    """A parameter that is set by a number.

    Attributes:
        field: dotted path.
        low: least value on the slider.
        high: largest one.
        own: the scenario's value.
        step: between two positions.
    """

    field: str
    low: float
    high: float
    own: float
    step: float


class ChangeForm:
    """The form for one scenario.

    Args:
        scenario: as it is.
        given: changes with which the form begins, by dotted path; those it has no question for are carried along.
    """

    def __init__(self, scenario: Scenario, given: Mapping[str, Any]) -> None:
        self._scenario = scenario
        self._questions = [one for one in questions(scenario) if not one.field.startswith(DEMAND)]
        # Of a single demand, and of a list that the link has made another, nothing is asked.
        names = [] if ALL_DEMANDS in given else [one.name for one in scenario.goal.demands]
        self._demands = {demand_field(name): name for name in names if len(names) > 1}
        self._numbers = [_number(scenario, field) for field in PARAMETERS]
        own = {one.field: [answer.value for answer in one.answers] for one in self._questions}
        numbers = {one.field for one in self._numbers}
        self._given = {f: value for f, value in given.items() if value in own.get(f, []) or f in numbers}
        self._given |= {f: value for f, value in given.items() if f in self._demands and isinstance(value, bool)}
        self._carried = {f: value for f, value in given.items() if f not in self._given}

    def drawn(self, visit: Visit) -> Tag:
        """Return the form, section by section; one that holds a change stands open."""
        sections: dict[str, list[Tag]] = {visit.say(heading): [] for heading in HEADINGS.values()}
        changed = {visit.say(HEADINGS[one.section]) for one in self._questions if one.field in self._given}
        if self._demands:
            sections[visit.say(HEADINGS[Section.DEMANDS])].append(self._boxes(visit))
            changed |= {visit.say(HEADINGS[Section.DEMANDS])} if self._demands.keys() & self._given.keys() else set()
        for one in self._questions:
            sections[visit.say(HEADINGS[one.section])].append(self._choice(visit, one))
        around = visit.say(SURROUNDINGS)
        sections[around] = [self._slider(visit, one) for one in self._numbers]
        changed |= {around} if any(one.field in self._given for one in self._numbers) else set()
        also = in_words(self._scenario, self._carried, visit.spoken)
        return tags.div(
            *(
                tags.details(tags.summary(title), *fields, open="" if title in changed else None, class_="section")
                for title, fields in sections.items()
                if fields
            ),
            tags.p(visit.say(ALSO, changes=also)) if also else None,
            class_="change-form",
        )

    def changes(self, read: Callable[[str], Any]) -> dict[str, Any]:
        """Return what is changed, by dotted path.

        Args:
            read: returns what an input holds.

        Raises:
            RefusedError: if no demand stands.
        """
        changed = self._carried | dict.fromkeys(self._dropped(read), False)
        for one in self._questions:
            place = int(read(_input(one.field)))
            if (value := one.answers[place].value) != one.as_it_is:
                changed[one.field] = value
        for number in self._numbers:
            given = read(_input(number.field))
            if given is not None and given != number.own:
                changed[number.field] = type(number.own)(given)
        return changed

    def _dropped(self, read: Callable[[str], Any]) -> list[str]:
        standing = set(read(_input(ALL_DEMANDS))) if self._demands else set()
        if self._demands and not standing:
            raise RefusedError(NO_DEMAND)
        return [field for place, field in enumerate(self._demands) if str(place) not in standing]

    def _boxes(self, visit: Visit) -> Tag:
        """Return a box for each demand, ticked where it stands."""
        called = [self._scenario.called(name, visit.spoken.code) for name in self._demands.values()]
        standing = [str(place) for place, field in enumerate(self._demands) if self._given.get(field, True)]
        choices = {str(place): capital(name) for place, name in enumerate(called)}
        label, name = visit.say(WHICH_STAND), resolve_id(_input(ALL_DEMANDS))
        boxes = ui.input_checkbox_group(name, label, choices, selected=standing, width="100%")
        return tags.div(boxes, explained(visit.say(WHAT_IS_IT), visit.say(DROPPED)), class_="question demands")

    def _choice(self, visit: Visit, one: Question) -> Tag:
        chosen = self._given.get(one.field, one.as_it_is)
        answers: dict[str, str] = {}
        for place, answer in enumerate(one.answers):
            told = one.answered(answer.value, self._scenario, visit.spoken)
            answers[str(place)] = visit.say(AS_IT_IS, answer=told) if answer.value == one.as_it_is else told
        selected = str([answer.value for answer in one.answers].index(chosen))
        label = one.asked(self._scenario, visit.spoken)
        field = ui.input_select(resolve_id(_input(one.field)), label, answers, selected=selected, width="100%")
        return tags.div(field, _help(visit, one.field), class_="question")

    def _slider(self, visit: Visit, one: Number) -> Tag:
        label = capital(field_label(one.field, visit.spoken).axis())
        value = self._given.get(one.field, one.own)
        field = number_with_slider(resolve_id(_input(one.field)), label, one.low, one.high, value, one.step)
        own = visit.say(IT_IS, value=visit.spoken.number(one.own))
        return tags.div(field, _help(visit, one.field, own), class_="question")


def _input(field: str) -> str:
    return field.replace(".", "_")


def _number(scenario: Scenario, field: str) -> Number:
    own = ScenarioPaths(scenario).value(field)
    low, high = facts_of(field)["plausible"]
    if field == "invitation.size":
        high = len(scenario.names())
    low, high = min(low, own), max(high, own)
    return Number(field, low, high, own, 1 if isinstance(own, int) else 0.05)


def _help(visit: Visit, field: str, own: str = "") -> Tag:
    """Return what a field means and rests on, in the words of its own declaration."""
    return explained(visit.say(WHAT_IS_IT), " ".join(filter(None, _meaning(visit, field, own))))


def _meaning(visit: Visit, field: str, own: str) -> Iterator[str]:
    declared = declaration(field)
    if declared is not None and declared.description:
        yield visit.say(Phrase(declared.description))
    yield own
