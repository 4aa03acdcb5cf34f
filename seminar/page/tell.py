"""The tab *Tell*: one scenario, who is involved in it, and one run of it week by week."""

import asyncio
from collections.abc import AsyncIterator, Callable

from htmltools import Tag, TagChild, tags
from shiny import Inputs, Outputs, Session, module, reactive, render, req, ui

from seminar.page.cards import answer, attempted, card, explained, unknown
from seminar.page.changes import in_words, taken_by
from seminar.page.choosing import fields_to_show, scenario_choice, setting
from seminar.page.field_player import field_player
from seminar.page.field_told import ToldField, field_taken_home, tell_field
from seminar.page.involved import involved, involved_in_a_field
from seminar.page.link import address
from seminar.page.player import player
from seminar.page.tab import Tab, Visit
from seminar.page.told import Question, Told, as_toml, taken_home, tell
from simulation import AllianceError, OrganisationalField, Scenario
from simulation.language.translation import Phrase

TITLE = Phrase("Tell")
CHOOSE, RUN = Phrase("Choose an alliance"), Phrase("One run, week by week")
SEED = Phrase("Run number (seed)")
SEED_ASKED = Phrase("What is the number for?")
SEED_HELP = Phrase(
    "Chance plays a part in every run: in which mood a board meets, what the news brings. The same number always gives "
    "the same run."
)
TAKE_HOME, SCENARIO_FILE = Phrase("Figures and data (ZIP)"), Phrase("Scenario (TOML)")
NO_SEED = Phrase("The link that was opened names a run by what is no number: “{name}”. Give a whole number from 0 on.")
CHANGED, AS_IT_IS = Phrase("Changed: {changes}"), Phrase("Tell it unchanged")
type Telling = reactive.ExtendedTask[[Question], Told | ToldField]
MOST_SEED = 2**53 - 1  # as far as browsers count


@module.ui
def _ui(visit: Visit) -> Tag:
    seed = visit.link.number("seed", 1, MOST_SEED)
    return tags.div(
        card(
            visit.say(CHOOSE),
            unknown(visit, visit.link.one("seed"), [str(seed)], NO_SEED),
            tags.div(
                scenario_choice(visit, "scenario", fields=fields_to_show()),
                ui.input_numeric("seed", visit.say(SEED), seed, min=0, max=MOST_SEED, step=1, width="100%"),
                class_="choices",
            ),
            explained(visit.say(SEED_ASKED), visit.say(SEED_HELP)),
            ui.output_ui("changed"),
            ui.output_ui("who"),
        ),
        card(
            visit.say(RUN),
            ui.output_ui("run"),
            tags.div(
                ui.download_button("home", visit.say(TAKE_HOME), class_="btn-sm"),
                ui.download_button("toml", visit.say(SCENARIO_FILE), class_="btn-sm"),
                class_="downloads",
            ),
        ),
        class_="page-grid",
    )


@module.server
def _server(input: Inputs, _output: Outputs, _session: Session, visit: Visit) -> None:
    question = _questions(input, visit)
    telling = _answers(visit, question)
    _asking_why(input, visit, telling)
    _downloads(input, visit, question)

    @render.ui
    def who() -> TagChild:
        return attempted(visit, lambda: _involved(visit, setting(input.scenario())))

    @render.ui
    def changed() -> TagChild:
        asked = question()
        return _changed(visit, asked) if asked.changes else None

    @render.ui
    def run() -> TagChild:
        return answer(visit, telling, lambda told: _player(visit, told))


def _changed(visit: Visit, asked: Question) -> TagChild:
    """Say what the link has changed, and lead back; what is wrong with it is told where the run would be."""
    try:
        changes = in_words(setting(asked.source), taken_by(asked.source, asked.changes), visit.spoken)
    except AllianceError:
        return None
    unchanged = address({"lang": visit.spoken.code, "tab": TAB.name, "scenario": asked.source})
    return tags.p(visit.say(CHANGED, changes=changes), " ", tags.a(visit.say(AS_IT_IS), href=unchanged))


def _involved(visit: Visit, chosen: Scenario | OrganisationalField) -> Tag:
    return involved(visit, chosen) if isinstance(chosen, Scenario) else involved_in_a_field(visit, chosen)


def _player(visit: Visit, told: Told | ToldField) -> Tag:
    return player(visit, told) if isinstance(told, Told) else field_player(visit, told)


def _questions(input: Inputs, visit: Visit) -> Callable[[], Question]:
    """Return which run is asked for now; changes in the link hold for the scenario in it."""
    opened_with = visit.link.one("scenario")

    @reactive.calc
    def question() -> Question:
        source, seed = input.scenario(), input.seed()
        req(isinstance(seed, int) and 0 <= seed <= MOST_SEED)
        return Question(source, tuple(visit.link.all("set")) if source == opened_with else (), seed)

    @reactive.effect
    async def _() -> None:
        asked = question()
        await visit.keep(scenario=asked.source, seed=str(asked.seed), set=list(asked.changes))

    return question


def _answers(visit: Visit, question: Callable[[], Question]) -> Telling:
    """Return the run that is asked for, which is made anew whenever that changes."""

    @reactive.extended_task
    async def telling(asked: Question) -> Told | ToldField:
        work: Callable[[Question, str], Told | ToldField] = tell_field if asked.is_of_a_field else tell
        return await visit.workers.do(work, asked, visit.spoken.code)

    @reactive.effect
    def _() -> None:
        asked = question()
        telling.cancel()
        telling.invoke(asked)

    return telling


def _asking_why(input: Inputs, visit: Visit, telling: Telling) -> None:
    @render.ui
    def why() -> TagChild:
        name = input.organisation()
        if not name or telling.status() != "success":
            return None
        paragraphs = telling.result().why(name, visit.spoken.code)
        return tags.div(*map(tags.p, paragraphs), class_="reasons", tabindex="0", aria_live="polite")

    @reactive.effect
    @reactive.event(input.organisation, ignore_init=True)
    async def _() -> None:
        await visit.keep(organisation=input.organisation() or None)


def _downloads(input: Inputs, visit: Visit, question: Callable[[], Question]) -> None:
    @render.download_button(filename=lambda: f"{input.scenario()}-{input.seed()}.zip")
    async def home() -> AsyncIterator[bytes]:
        asked = question()
        work = field_taken_home if asked.is_of_a_field else taken_home
        yield await visit.workers.do(work, asked, visit.spoken.code)

    @render.download_button(filename=lambda: f"{input.scenario()}.toml")
    async def toml() -> AsyncIterator[bytes]:
        yield (await asyncio.to_thread(as_toml, input.scenario(), question().changes)).encode()


TAB = Tab("tell", TITLE, _ui, _server)
