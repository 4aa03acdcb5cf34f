"""The tab *Tell*: one scenario, who is involved in it, and one run of it week by week."""

from htmltools import Tag, TagChild, tags
from shiny import Inputs, Outputs, Session, module, reactive, render, ui

from seminar.page.cards import attempted, card
from seminar.page.choosing import scenario, scenario_choice
from seminar.page.involved import involved
from seminar.page.tab import Tab, Visit
from simulation.language.translation import Phrase

TITLE = Phrase("Tell")
CHOOSE = Phrase("Choose an alliance")


@module.ui
def _ui(visit: Visit) -> Tag:
    return tags.div(
        card(visit.say(CHOOSE), scenario_choice(visit, "scenario"), ui.output_ui("who")),
        class_="page-grid",
    )


@module.server
def _server(input: Inputs, _output: Outputs, _session: Session, visit: Visit) -> None:
    @render.ui
    def who() -> TagChild:
        return attempted(visit, lambda: involved(visit, scenario(input.scenario())))

    @reactive.effect
    @reactive.event(input.scenario, ignore_init=True)
    async def _() -> None:
        await visit.keep(scenario=input.scenario())


TAB = Tab("tell", TITLE, _ui, _server)
