"""The tab *Chapters*: one mechanism each, to read, to tell and to bet on, with the claims and verdicts behind it."""

from htmltools import Tag, TagChild, TagList, tags
from shiny import Inputs, Outputs, Session, module, reactive, render, ui

from experiments.analysis.labels import outcome_title
from seminar.chapters.chapter import Chapter, Try
from seminar.page.cards import attempted, card, unknown
from seminar.page.changes import as_typed
from seminar.page.choosing import setting
from seminar.page.claims import claims
from seminar.page.link import address
from seminar.page.tab import Tab, Visit
from simulation.language.translation import Phrase

TITLE, ALL = Phrase("Chapters"), Phrase("Choose a chapter")
TELL_IT = Phrase("Tell run {seed} of “{title}”")
TRY, BET_ON_IT = Phrase("What to try"), Phrase("Bet on {outcome}")
TELL_WITH_IT = Phrase("Tell the same run with it")
CAN_IT = Phrase("Can the model show it?")
NO_CHAPTER = Phrase("The link that was opened names a chapter that is not here: “{name}”. Choose one from the list.")


@module.ui
def _ui(visit: Visit) -> Tag:
    titles = {name: getattr(one.title, visit.spoken.code) for name, one in visit.chapters.items()}
    asked = visit.link.one("chapter")
    chosen = asked if asked in titles else next(iter(titles))
    list_of_all = ui.input_radio_buttons("chapter", visit.say(ALL), titles, selected=chosen, width="100%")
    return tags.div(
        card(
            visit.say(TITLE),
            unknown(visit, asked, titles, NO_CHAPTER),
            tags.div(list_of_all, class_="contents"),
        ),
        ui.output_ui("read"),
        class_="page-grid with-side",
    )


@module.server
def _server(input: Inputs, _output: Outputs, _session: Session, visit: Visit) -> None:
    @render.ui
    def read() -> TagChild:
        return attempted(visit, lambda: _chapter(visit, visit.chapters[input.chapter()]))

    @reactive.effect
    @reactive.event(input.chapter, ignore_init=True)
    async def _() -> None:
        await visit.keep(chapter=input.chapter())


def _chapter(visit: Visit, chapter: Chapter) -> Tag:
    code = visit.spoken.code
    tries = [_try(visit, chapter, one) for one in chapter.tries]
    return card(
        getattr(chapter.title, code),
        tags.p(getattr(chapter.question, code), class_="headline"),
        *map(tags.p, getattr(chapter.mechanism, code).split("\n\n")),
        _tell(visit, chapter),
        TagList(tags.h3(visit.say(TRY)), tags.ul(*tries, class_="tries")) if tries else None,
        claims(visit, chapter.claims),
        tags.h3(visit.say(CAN_IT)),
        tags.p(getattr(chapter.limits, code)),
    )


def _tell(visit: Visit, chapter: Chapter) -> Tag:
    title = getattr(setting(chapter.scenario).title, visit.spoken.code)
    state = {"lang": visit.spoken.code, "tab": "tell", "scenario": chapter.scenario, "seed": str(chapter.seed)}
    told = visit.say(TELL_IT, seed=str(chapter.seed), title=title)
    return tags.p(tags.a(told, href=address(state), class_="btn btn-default"))


def _try(visit: Visit, chapter: Chapter, one: Try) -> Tag:
    state: dict[str, str | list[str]] = {"lang": visit.spoken.code, "scenario": chapter.scenario}
    if chapter.is_of_a_field:
        state |= {"tab": "tell", "seed": str(chapter.seed)}
        leads_to = visit.say(TELL_WITH_IT)
    else:
        state |= {"tab": "predict", "outcome": chapter.outcome}
        leads_to = visit.say(BET_ON_IT, outcome=outcome_title(chapter.outcome, visit.spoken))
    link = tags.a(leads_to, href=address(state | {"set": as_typed(one.changes)}), class_="btn btn-primary btn-sm")
    return tags.li(getattr(one.says, visit.spoken.code), " ", link)


TAB = Tab("chapters", TITLE, _ui, _server)
