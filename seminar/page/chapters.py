"""The tab *Chapters*: one mechanism each, to read, to tell and to bet on, with the claims and verdicts behind it."""

from collections.abc import Mapping

from htmltools import Tag, TagChild, TagList, tags
from shiny import Inputs, Outputs, Session, module, reactive, render, ui

from experiments.analysis.labels import outcome_title
from experiments.claims.verdict import Verdict
from seminar.chapters.chapter import Chapter, Try
from seminar.chapters.verdicts import Known, known, last_test
from seminar.page.cards import attempted, card, explained
from seminar.page.change_form import as_typed
from seminar.page.choosing import scenario
from seminar.page.link import address
from seminar.page.tab import Tab, Visit
from simulation.language.translation import Phrase

TITLE, ALL = Phrase("Chapters"), Phrase("Choose a chapter")
TELL_IT = Phrase("Tell run {seed} of “{title}”")
TRY, BET_ON_IT = Phrase("What to try"), Phrase("Bet on {outcome}")
CLAIMS, CAN_IT = Phrase("What is claimed, and what became of it in the model"), Phrase("Can the model show it?")
SOURCE = Phrase("Source: {source}")
WHICH_SOURCES, SOURCES = (
    Phrase("What do S4, authors and int. stand for?"),
    Phrase(
        "S0 is a paper of foundations that worked together, S1 a training page on networks, alliances and leagues, S2 "
        "the Allianz Vielfältige Demokratie, S3 Gemeinsam Wirken, S4 the short study Allianzen des Fortschritts. Where "
        "it says authors, those of the source say so themselves; int. stands for an interview in it."
    ),
)
TESTED = Phrase("Verdicts of the last full test: {sets} parameter sets, model as of {commit}.")
CONSTRUCTED, NOT_TESTED = Phrase("true by construction: a rule says so"), Phrase("not in the last full test")
VERDICTS: Mapping[Verdict, Phrase] = {
    Verdict.SUPPORTED: Phrase("supported"),
    Verdict.UNEXPLAINED: Phrase("supported, but not by the mechanism meant"),
    Verdict.MIXED: Phrase("mixed"),
    Verdict.NO_EFFECT: Phrase("no effect"),
    Verdict.CONTRADICTED: Phrase("contradicted"),
    Verdict.NOT_COMPARABLE: Phrase("nothing to compare"),
}


@module.ui
def _ui(visit: Visit) -> Tag:
    titles = {name: getattr(one.title, visit.spoken.code) for name, one in visit.chapters.items()}
    asked = visit.link.one("chapter")
    chosen = asked if asked in titles else next(iter(titles))
    list_of_all = ui.input_radio_buttons("chapter", visit.say(ALL), titles, selected=chosen, width="100%")
    return tags.div(
        card(visit.say(TITLE), tags.div(list_of_all, class_="contents")),
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
    claims = [_claim(visit, known(one)) for one in chapter.claims]
    return card(
        getattr(chapter.title, code),
        tags.p(getattr(chapter.question, code), class_="headline"),
        *map(tags.p, getattr(chapter.mechanism, code).split("\n\n")),
        _tell(visit, chapter),
        TagList(tags.h3(visit.say(TRY)), tags.ul(*tries, class_="tries")) if tries else None,
        TagList(tags.h3(visit.say(CLAIMS)), tags.ul(*claims, class_="claims"), _sources(visit)) if claims else None,
        tags.h3(visit.say(CAN_IT)),
        tags.p(getattr(chapter.limits, code)),
    )


def _sources(visit: Visit) -> TagList:
    return TagList(explained(visit.say(WHICH_SOURCES), visit.say(SOURCES)), _tested(visit))


def _tested(visit: Visit) -> TagChild:
    test = last_test()
    return tags.p(visit.say(TESTED, sets=test.sets, commit=test.commit), class_="help") if test else None


def _tell(visit: Visit, chapter: Chapter) -> Tag:
    title = getattr(scenario(chapter.scenario).title, visit.spoken.code)
    state = {"lang": visit.spoken.code, "tab": "tell", "scenario": chapter.scenario, "seed": str(chapter.seed)}
    told = visit.say(TELL_IT, seed=str(chapter.seed), title=title)
    return tags.p(tags.a(told, href=address(state), class_="btn btn-default"))


def _try(visit: Visit, chapter: Chapter, one: Try) -> Tag:
    state = {"lang": visit.spoken.code, "tab": "predict", "scenario": chapter.scenario, "outcome": chapter.outcome}
    bet = visit.say(BET_ON_IT, outcome=outcome_title(chapter.outcome, visit.spoken))
    link = tags.a(bet, href=address(state | {"set": as_typed(one.changes)}), class_="btn btn-primary btn-sm")
    return tags.li(getattr(one.says, visit.spoken.code), " ", link)


def _claim(visit: Visit, claim: Known) -> Tag:
    if claim.is_by_construction:
        verdict, kind = visit.say(CONSTRUCTED), "constructed"
    elif claim.verdict is None:
        verdict, kind = visit.say(NOT_TESTED), "untested"
    else:
        verdict, kind = visit.say(VERDICTS[claim.verdict]), claim.verdict.name.lower().replace("_", "-")
    return tags.li(
        tags.span(claim.id, class_="claim-id"),
        tags.span(getattr(claim.claim, visit.spoken.code), " "),
        tags.span(verdict, class_=f"verdict {kind}"),
        tags.div(visit.say(SOURCE, source=claim.source), class_="help"),
    )


TAB = Tab("chapters", TITLE, _ui, _server)
