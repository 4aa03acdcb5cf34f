"""Saving: the agreement of a class as a scenario, and the outcomes of its last replay as a table."""

from collections.abc import Iterator

from htmltools import Tag, TagList, tags
from shiny import render, ui

from seminar.classroom.export import agreement_as_toml, outcomes_as_csv
from seminar.classroom.replay import from_parquet
from seminar.page.play.visitor import Visitor
from seminar.page.play.watching import needed
from seminar.page.tab import Visit
from simulation.language.translation import Phrase

AGREEMENT = Phrase("Save the agreement as a scenario")
AS_CSV, AS_PARQUET = Phrase("Save the results as CSV"), Phrase("Save the results as Parquet")


def agreement_link(visit: Visit) -> Tag:
    """Return the link that saves the agreement."""
    return tags.p(ui.download_link("save_agreement", visit.say(AGREEMENT)))


def outcome_links(visit: Visit) -> TagList:
    """Return the links that save the outcomes."""
    links = (ui.download_link("save_csv", visit.say(AS_CSV)), ui.download_link("save_parquet", visit.say(AS_PARQUET)))
    return TagList(*map(tags.p, links))


def serve(visit: Visit, visitor: Visitor) -> None:
    """Answer the links; whoever is not in a class gets nothing."""

    @render.download_link(filename=lambda: f"agreement-{visitor.joined().code}.toml")
    def save_agreement() -> Iterator[str]:
        state = visitor.joined().state
        yield agreement_as_toml(state.opening, state.decided, visit.spoken)

    @render.download_link(filename=lambda: f"results-{visitor.joined().code}.csv")
    def save_csv() -> Iterator[bytes]:
        yield outcomes_as_csv(from_parquet(_outcomes(visitor)))

    @render.download_link(filename=lambda: f"results-{visitor.joined().code}.parquet")
    def save_parquet() -> Iterator[bytes]:
        yield _outcomes(visitor)


def _outcomes(visitor: Visitor) -> bytes:
    classroom = visitor.joined()
    return needed(classroom.outcomes(needed(classroom.state.replays)[-1].number))
