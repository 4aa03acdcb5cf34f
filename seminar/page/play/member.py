"""A member's screen, for a phone first: votes that wait, proposals to make, the own profile, the agreement so far."""

from collections.abc import Callable, Iterable

from htmltools import Tag, TagChild, TagList, tags
from shiny import Inputs, render, ui

from seminar.agreement_form import HEADINGS, Section, question, questions
from seminar.classroom.member import MemberAccess
from seminar.classroom.refusals import NOT_UNDERSTOOD, RefusedError
from seminar.classroom.state import ClassState, Proposal
from seminar.page.cards import attempted, card
from seminar.page.play.acts import button, part
from seminar.page.play.agreement import meeting, proposals, round_heading, rule_told
from seminar.page.play.watching import Part
from seminar.page.tab import Visit
from seminar.profile_words import (
    PRIVATE,
    PUBLIC,
    RESOURCES,
    SCALE,
    WISHES,
    Line,
    private_lines,
    public_lines,
    resource_lines,
    wish_lines,
)
from simulation.language.translation import Phrase

VOTE, PROPOSE = Phrase("Vote"), Phrase("Propose")
CONSENT, OBJECT = Phrase("Consent"), Phrase("Object")
CONSENTED, OBJECTED = Phrase("Your team consents."), Phrase("Your team objects.")
YOU_ARE = Phrase("You are {team}")
YOUR_BODY = Phrase("Your governing body {meets}.")
WAIT = Phrase("You can vote once your governing body meets; talk to the others until then.")
QUESTION = Phrase("What should be agreed on?")
HOLDS_NOW, UNDER_WAY = Phrase("holds now"), Phrase("is put to the vote")
PRESS_TO_PROPOSE = Phrase(
    "Press an answer to propose it in the name of your team. That counts as your consent if your governing body meets "
    "now; else it has to vote on it, as all others do."
)
SECRET = Phrase("Only your team sees this. Tell others as much of it as you like.")


def screen(visit: Visit, access: MemberAccess, *below: Tag) -> Tag:
    """Return the screen of a member, with some cards below; what changes in it is drawn by `serve`."""
    return tags.div(
        card(_called(visit, access), ui.output_ui("standing"), aria_live="polite"),
        card(visit.say(VOTE), ui.output_ui("votes"), aria_live="polite"),
        card(visit.say(WISHES), tags.p(visit.say(SECRET), class_="help"), _profile(visit, access)),
        card(visit.say(PROPOSE), _choice(visit, access), ui.output_ui("answers")),
        *below,
        class_="page-grid member",
    )


def serve(input: Inputs, visit: Visit, access: Callable[[], MemberAccess], state: Callable[..., ClassState]) -> None:
    """Draw what changes in the screen of a member.

    Args:
        input: of the tab.
        visit: for whom.
        access: of the member; it waits where somebody is none.
        state: of the class, given the parts of it that are drawn.
    """

    def drawn(draw: Callable[[MemberAccess, ClassState], TagChild], *parts: Part) -> TagChild:
        who, now = access(), state(*parts)
        return attempted(visit, lambda: draw(who, now))

    @render.ui
    def standing() -> TagChild:
        # Whoever was taken out of the class is told so here.
        return drawn(lambda who, now: _standing(visit, who, now), Part.MEMBERS, Part.ROUND, Part.DECIDED)

    @render.ui
    def votes() -> TagChild:
        return drawn(
            lambda who, now: proposals(visit, now, lambda one: _buttons(visit, who, now, one)),
            *(Part.MEMBERS, Part.ROUND, Part.PROPOSALS),
        )

    @render.ui
    def answers() -> TagChild:
        field = input.question()
        return drawn(lambda _, now: _answers(visit, now, field), Part.OPEN_QUESTIONS, Part.DECIDED)


def acted(access: MemberAccess, act: object) -> None:
    """Do what a member asked for.

    Raises:
        AllianceError: if the class does not allow it, or it makes no sense.
    """
    kind = part(act, "kind", str)
    if kind == "vote":
        access.vote(part(act, "proposal", int), consents=part(act, "consents", bool))
    elif kind == "propose":
        asked = question(access.classroom.opening.scenario, part(act, "field", str))
        number = part(act, "answer", int)
        if not 0 <= number < len(asked.answers):
            raise RefusedError(NOT_UNDERSTOOD)
        access.propose(asked.field, asked.answers[number].value)


def _called(visit: Visit, access: MemberAccess) -> str:
    team = access.classroom.opening.scenario.called(access.member.team, visit.spoken.code)
    return visit.say(YOU_ARE, team=team)


def _standing(visit: Visit, access: MemberAccess, state: ClassState) -> TagChild:
    meets = state.next_meeting(access.member.team)
    told = visit.say(YOUR_BODY, meets=meeting(visit, meets, state.round))
    wait = tags.p(visit.say(WAIT)) if meets > state.round else None
    heading = tags.p(tags.strong(round_heading(visit, state.round)), " · ", told)
    return TagList(heading, wait, rule_told(visit, state))


def _buttons(visit: Visit, access: MemberAccess, state: ClassState, one: Proposal) -> TagChild:
    """Return what a team can do about a proposal, and what it has said so far."""
    team = access.member.team
    said = tags.p(visit.say(CONSENTED if one.votes[team] else OBJECTED)) if team in one.votes else None
    if state.next_meeting(team) > state.round:
        return said
    votes = (
        button("vote", visit.say(word), look=look, proposal=one.number, consents=consents)
        for word, look, consents in ((CONSENT, "primary", True), (OBJECT, "default", False))
        if one.votes.get(team) is not consents
    )
    return TagList(said, tags.div(*votes, class_="buttons"))


def _choice(visit: Visit, access: MemberAccess) -> Tag:
    """Return the list of all questions of the form, section by section."""
    scenario = access.classroom.opening.scenario
    groups = {
        visit.say(HEADINGS[section]): {
            one.field: one.asked(scenario, visit.spoken) for one in questions(scenario) if one.section is section
        }
        for section in Section
    }
    return ui.input_select("question", visit.say(QUESTION), groups, width="100%")


def _answers(visit: Visit, state: ClassState, field: str) -> TagChild:
    """Return the answers to a question, those that can be proposed as buttons."""
    scenario = state.opening.scenario
    asked = question(scenario, field)
    holds = state.decided.get(field, asked.as_it_is)
    if any(one.field == field for one in state.open_proposals):
        return tags.p(visit.say(UNDER_WAY))
    rows = []
    for number, answer in enumerate(asked.answers):
        words = asked.answered(answer.value, scenario, visit.spoken)
        if answer.value == holds:
            rows.append(tags.p(tags.strong(words), " – ", visit.say(HOLDS_NOW)))
        else:
            rows.append(button("propose", words, field=field, answer=number))
    return tags.div(tags.p(visit.say(PRESS_TO_PROPOSE), class_="help"), *rows, class_="answers")


def _profile(visit: Visit, access: MemberAccess) -> TagList:
    """Return the profile of the own team: its wishes and red lines first, all else to be opened."""
    profile, spoken = access.profile, visit.spoken
    scenario = access.classroom.opening.scenario
    more = (
        (PUBLIC, public_lines(profile, spoken)),
        (PRIVATE, private_lines(profile, spoken)),
        (RESOURCES, resource_lines(profile, spoken)),
    )
    return TagList(
        _lines(wish_lines(profile, scenario, spoken)),
        tags.p(visit.say(SCALE), class_="help"),
        *(tags.details(tags.summary(visit.say(heading)), _lines(lines)) for heading, lines in more),
    )


def _lines(lines: Iterable[Line]) -> Tag:
    return tags.dl(*(entry for line in lines for entry in (tags.dt(line.label), tags.dd(line.text))), class_="facts")
