"""The page as a whole: its navigation, its languages, and a session of its own for every visitor."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from htmltools import Tag, head_content, tags
from shiny import App, Inputs, Outputs, Session, reactive, ui
from starlette.requests import Request

from seminar.chapters.chapter import Chapter
from seminar.page.cards import unknown
from seminar.page.charts import LIBRARY
from seminar.page.link import Link
from seminar.page.play.playing import Playing
from seminar.page.tab import Tab, Visit
from seminar.page.tabs import TABS
from seminar.page.workers import Workers
from simulation.language.translation import LANGUAGES, Phrase, language

WWW = Path(__file__).parent / "www"
TITLE = Phrase("Alliances")
ABOUT = Phrase("A model to think with, not a forecast of any one alliance.")
LANGUAGE = Phrase("Language")
NO_TAB = Phrase("The link that was opened names a tab that is not here: “{name}”. Choose one below.")
OWN_NAMES = {"en": "English", "de": "Deutsch"}


def page(workers: Workers, playing: Playing, chapters: Mapping[str, Chapter], lang: str, made: Path) -> App:
    """Return the page, to be served.

    Args:
        workers: what takes long is done by them.
        playing: the classes that play.
        chapters: by name, in the order in which they are offered.
        lang: language for visitors whose link names none.
        made: folder in which `seminar.page.charts` has written what draws charts.
    """

    def visit(query: str) -> Visit:
        link = Link.read(query)
        asked, tab = link.one("lang"), link.one("tab")
        known = tab if tab in {one.name for one in TABS} else TABS[0].name
        return Visit(language(asked if asked in LANGUAGES else lang), link, workers, playing, chapters, known)

    def drawn(request: Request) -> Tag:
        return _drawn(visit(request.url.query))

    def server(input: Inputs, _output: Outputs, session: Session) -> None:
        with reactive.isolate():
            here = visit(session.clientdata.url_search())
        unopened = {tab.name: tab for tab in TABS}

        @reactive.effect
        def _() -> None:
            tab = unopened.pop(input.tab(), None)  # so that a phone that joins a class asks for no run of another tab
            if tab is not None:
                tab.server(tab.name, _at(here, tab))

    return App(drawn, server, static_assets={"/": WWW, "/made": made})


def _drawn(visit: Visit) -> Tag:
    names = [tab.name for tab in TABS]
    tabs = (ui.nav_panel(visit.say(tab.title), tab.ui(tab.name, _at(visit, tab)), value=tab.name) for tab in TABS)
    return ui.page_fluid(
        head_content(
            tags.meta(name="viewport", content="width=device-width, initial-scale=1"),
            tags.link(rel="icon", href="icon.svg", type="image/svg+xml"),
            tags.link(rel="stylesheet", href="page.css"),
            tags.script(src=f"made/{LIBRARY}", type="module"),
            tags.script(src="page.js", type="module"),
        ),
        tags.header(tags.h1(visit.say(TITLE)), _languages(visit)),
        unknown(visit, visit.link.one("tab"), names, NO_TAB),
        ui.navset_tab(*tabs, id="tab", selected=visit.tab),
        tags.footer(visit.say(ABOUT)),
        title=visit.say(TITLE),
        lang=visit.spoken.code,
    )


def _at(visit: Visit, tab: Tab) -> Visit:
    """Return the visit of a tab; the link's state is that of one of them."""
    return visit if tab.name == visit.tab else replace(visit, link=Link({}), tab=tab.name)


def _languages(visit: Visit) -> Tag:
    links = (
        tags.a(
            OWN_NAMES[code],
            href=f"?lang={code}",
            lang=code,
            hreflang=code,
            aria_current="true" if code == visit.spoken.code else None,
            class_="language",
        )
        for code in LANGUAGES
    )
    return tags.nav(*links, class_="languages", aria_label=visit.say(LANGUAGE))
