"""The tab *Play*: the screen that goes with who somebody is in which class."""

from collections.abc import Iterator

from htmltools import Tag, TagChild, TagList, tags
from shiny import Inputs, Outputs, Session, module, reactive, render, ui

from seminar.classroom.teacher import TeacherAccess
from seminar.page.cards import attempted, card
from seminar.page.play import entrance, member, result, saving, teacher
from seminar.page.play.acts import attempt, button, part
from seminar.page.play.agreement import AGREED_SO_FAR, agreed_so_far, rejected
from seminar.page.play.visitor import Visitor
from seminar.page.play.watching import Part, needed
from seminar.page.tab import Tab, Visit
from simulation.language.translation import Phrase

TITLE = Phrase("Role play")
LEAVE = Phrase("Another class")
REPLAY = Phrase("Put it to the model: 200 pairs of runs")


@module.ui
def _ui(_visit: Visit) -> Tag:
    return tags.div(
        tags.link(rel="stylesheet", href="play.css"),
        tags.script(src="play.js", type="module"),
        ui.output_ui("screen"),
    )


@module.server
def _server(input: Inputs, _output: Outputs, session: Session, visit: Visit) -> None:
    visitor = Visitor(visit, session)

    @render.ui
    def screen() -> TagChild:
        return attempted(visit, lambda: _screen(visit, visitor, _address(session)))

    @reactive.effect
    @reactive.event(input["pass"])
    async def _() -> None:
        await attempt(visit, visitor.enter(input["pass"]()))

    @reactive.effect
    @reactive.event(input.act)
    async def _() -> None:
        await attempt(visit, _act(visitor, input, input.act()))

    @render.ui
    def teams_to_join() -> TagChild:
        return attempted(visit, lambda: entrance.teams_to_join(visit, visitor.state(Part.MEMBERS)))

    _serve_what_was_agreed(visit, visitor)
    teacher.serve(visit, visitor.as_teacher, visitor.state)
    member.serve(input, visit, visitor.as_member, visitor.state)
    saving.serve(visit, visitor)


def _serve_what_was_agreed(visit: Visit, visitor: Visitor) -> None:
    @render.ui
    def agreed() -> TagChild:
        state = visitor.state(Part.DECIDED)
        return TagList(agreed_so_far(visit, state.opening.scenario, state.decided), rejected(visit, state))

    @render.ui
    def worth() -> TagChild:
        classroom, state = needed(visitor.classroom), visitor.state(Part.DECIDED, Part.REPLAYS)
        return attempted(visit, lambda: result.shown(visit, classroom, state, visitor.progress()))


async def _act(visitor: Visitor, input: Inputs, sent: object) -> None:
    kind = part(sent, "kind", str)
    if kind == "find":
        await visitor.find(input.code())
    elif kind == "open":
        await visitor.open(input.scenario(), input.draw(), input.teams())
    elif kind == "join":
        await visitor.join(input.name(), part(sent, "team", str))
    elif kind == "leave":
        await visitor.welcome("")
    else:
        await visitor.act(sent)


def _screen(visit: Visit, visitor: Visitor, address: str) -> TagChild:
    classroom, access = visitor.classroom, visitor.access
    if classroom is None:
        return entrance.way_in(visit)
    if access is None:
        return TagList(entrance.joining(visit, classroom), button("leave", visit.say(LEAVE), look="link"))
    if isinstance(access, TeacherAccess):
        start = button("replay", visit.say(REPLAY), look="primary")
        own = teacher.screen(visit, access, address, *_cards_of_all(visit, start))
    else:
        own = member.screen(visit, access, *_cards_of_all(visit))
    return TagList(own, button("leave", visit.say(LEAVE), look="link"))


def _cards_of_all(visit: Visit, *start: Tag) -> Iterator[Tag]:
    yield card(visit.say(AGREED_SO_FAR), ui.output_ui("agreed"), saving.agreement_link(visit), aria_live="polite")
    yield card(visit.say(result.RESULT), *start, ui.output_ui("worth"))


def _address(session: Session) -> str:
    """Return the address of the page as the visitor's browser has it, without a query."""
    data = session.clientdata
    port = f":{data.url_port()}" if data.url_port() else ""
    return f"{data.url_protocol()}//{data.url_hostname()}{port}{data.url_pathname()}"


TAB = Tab("play", TITLE, _ui, _server)
