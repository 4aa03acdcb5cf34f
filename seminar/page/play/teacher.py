"""The teacher's screen, for a projector: the way to join, who has joined, the round, what is decided, the replay."""

from collections.abc import Callable
from urllib.parse import urlencode

import segno
from htmltools import HTML, Tag, TagChild, TagList, tags
from shiny import render, ui

from seminar.classroom.classroom import Classroom
from seminar.classroom.state import ClassState, Member
from seminar.classroom.teacher import TeacherAccess
from seminar.page.cards import attempted, card
from seminar.page.play.acts import button, part
from seminar.page.play.agreement import meeting, proposals, round_heading, rule_told
from seminar.page.play.watching import Part
from seminar.page.tab import Visit
from simulation.language.translation import Phrase

JOIN_HERE = Phrase("Join here")
CODE_IS = Phrase("Choose “Role play” there. Code:")
WHO_IS_HERE = Phrase("Who is here")
NOBODY = Phrase("nobody yet")
TAKE_OUT = Phrase("Take {name} out of the class")
CLOSE_DOOR, OPEN_DOOR = Phrase("Let nobody else in"), Phrase("Let others in again")
END_ROUND = Phrase("End this round")
GO_BACK = Phrase("Go back a step")
WOULD_UNDO = {
    "proposed": Phrase("The last step was a proposal."),
    "voted": Phrase("The last step was a vote."),
    "round": Phrase("The last step was the end of a round."),
}
NOBODY_MEETS = Phrase("No governing body meets in this round; the next one to meet does so in round {round}.")
TO_THE_VOTE = Phrase("Put to the vote")
THIS_MACHINE_ONLY = Phrase(
    "Only this machine can open the page. For a class, end it and start it again with: alliance serve --host 0.0.0.0"
)
TEACHERS_LINK = Phrase("Copy the teacher's link")
COPIED = Phrase("Copied; keep it to yourself")
LINK_HELP = Phrase("This browser stays the teacher's. The teacher's link opens the class in another one.")
QR_ALT = Phrase("QR code of the address")


def screen(visit: Visit, access: TeacherAccess, address: str, *below: Tag) -> Tag:
    """Return the teacher's screen; what changes in it is drawn by `serve`.

    Args:
        visit: for whom.
        access: of the teacher.
        address: of the page as this browser has it, without a query.
        below: cards that stand below the negotiation.
    """
    return tags.div(
        tags.div(
            card(visit.say(JOIN_HERE), _way_to_join(visit, access.classroom, address)),
            card(visit.say(WHO_IS_HERE), ui.output_ui("members"), aria_live="polite"),
        ),
        tags.div(card(visit.say(TO_THE_VOTE), ui.output_ui("negotiation")), *below),
        class_="page-grid with-side teacher",
    )


def serve(visit: Visit, access: Callable[[], TeacherAccess], state: Callable[..., ClassState]) -> None:
    """Draw what changes in the teacher's screen.

    Args:
        visit: for whom.
        access: of the teacher; it waits where somebody is none.
        state: of the class, given the parts of it that are drawn.
    """

    @render.ui
    def members() -> TagChild:
        access()
        return attempted(visit, lambda: _members(visit, state(Part.MEMBERS, Part.ROUND)))

    @render.ui
    def negotiation() -> TagChild:
        access()
        return attempted(visit, lambda: _negotiation(visit, state(Part.MEMBERS, Part.ROUND, Part.PROPOSALS)))


def acted(access: TeacherAccess, act: object) -> None:
    """Do what the teacher asked for; the replay is started elsewhere.

    Raises:
        AllianceError: if the class does not allow it, or it makes no sense.
    """
    kind = part(act, "kind", str)
    if kind == "end-round":
        access.end_round()
    elif kind == "go-back":
        access.go_back()
    elif kind == "door":
        access.set_door(is_open=part(act, "is_open", bool))
    elif kind == "remove":
        access.remove(part(act, "member", int))


def link_to_join(visit: Visit, code: str, address: str) -> str:
    """Return the address by which students join a class, in the teacher's language."""
    query = urlencode({"tab": "play", "class": code, "lang": visit.spoken.code})
    return f"{visit.playing.reached_at or address}?{query}"


def _way_to_join(visit: Visit, classroom: Classroom, address: str) -> TagList:
    link = link_to_join(visit, classroom.code, address)
    code = HTML(segno.make(link, error="m").svg_inline(omitsize=True, border=2, dark="#0b3540", light="#ffffff"))
    warning = None if visit.playing.reached_at else tags.p(visit.say(THIS_MACHINE_ONLY), class_="alert alert-warning")
    copy = tags.button(
        visit.say(TEACHERS_LINK),
        type="button",
        class_="btn btn-default",
        data_copy_link="",
        data_done=visit.say(COPIED),
    )
    return TagList(
        warning,
        tags.div(code, class_="qr", role="img", aria_label=visit.say(QR_ALT)),
        tags.p(tags.a(link.partition("?")[0], href=link, target="_blank"), class_="address"),
        tags.p(visit.say(CODE_IS), " ", tags.strong(classroom.code), class_="code"),
        tags.details(tags.summary(visit.say(TEACHERS_LINK)), tags.p(visit.say(LINK_HELP)), copy),
    )


def _members(visit: Visit, state: ClassState) -> TagChild:
    rows = []
    for team in state.teams:
        here = [member for member in state.members if member.team == team]
        called = state.opening.scenario.called(team, visit.spoken.code)
        meets = meeting(visit, state.next_meeting(team), state.round)
        names = [_member(visit, member) for member in here] or [tags.em(visit.say(NOBODY))]
        rows += [tags.dt(called, tags.small(meets)), tags.dd(*names)]
    word = CLOSE_DOOR if state.is_open else OPEN_DOOR
    return TagList(tags.dl(*rows, class_="facts teams"), button("door", visit.say(word), is_open=not state.is_open))


def _member(visit: Visit, member: Member) -> Tag:
    label = visit.say(TAKE_OUT, name=member.name)
    return tags.span(member.name, button("remove", "×", look="out", label=label, member=member.number), class_="name")


def _nobody_meets(visit: Visit, state: ClassState) -> TagChild:
    """Tell a class that waits for nothing in when it can vote again."""
    soonest = min((state.next_meeting(team) for team in state.voters), default=state.round)
    return tags.p(visit.say(NOBODY_MEETS, round=str(soonest))) if soonest > state.round else None


def _negotiation(visit: Visit, state: ClassState) -> TagList:
    back = button("go-back", visit.say(GO_BACK))
    return TagList(
        tags.p(round_heading(visit, state.round), class_="lead"),
        rule_told(visit, state),
        _nobody_meets(visit, state),
        proposals(visit, state),
        tags.div(button("end-round", visit.say(END_ROUND), look="primary"), back, class_="buttons"),
        tags.p(visit.say(WOULD_UNDO[state.last_step.entry.kind]), class_="help") if state.last_step else None,
    )
