"""Cards: what the page is made of, and how one shows that it waits, or that something went wrong in it alone."""

import logging
from collections.abc import Callable, Container
from typing import Any

from htmltools import Tag, TagChild, tags
from shiny import reactive, ui
from shiny.types import SilentException

from seminar.classroom.refusals import RefusedError
from seminar.page.mistakes import in_the_language
from seminar.page.tab import Visit
from simulation import AllianceError, ScenarioError
from simulation.language.translation import Phrase

BUSY = Phrase("The runs are under way …")
WENT_WRONG = Phrase("That did not work.")
# What the model's own errors say beyond what `mistakes` can say is English in every language of the page.
MODEL_SAYS = Phrase("The model says: {message}")
UNEXPECTED = Phrase(
    "Something unexpected went wrong in this card. The rest of the page works on; the server's window says more."
)


def card(title: str, *content: TagChild, **attributes: Any) -> Tag:
    """Return a card with a heading."""
    return tags.section(tags.h2(title), *content, class_="card-of-page", **attributes)


def alert(visit: Visit, message: str) -> Tag:
    """Return what stands in a card in place of what went wrong."""
    return tags.div(tags.strong(visit.say(WENT_WRONG)), " ", message, class_="alert alert-danger", role="alert")


def unknown(visit: Visit, asked: str, names: Container[str], phrase: Phrase) -> Tag | None:
    """Return what tells visitors that their link names what is not offered; None where it names nothing such."""
    return alert(visit, visit.say(phrase, name=asked)) if asked and asked not in names else None


def explained(asked: str, text: str) -> Tag:
    """Return help that opens where it is needed, under the question it answers."""
    return tags.details(tags.summary(asked), tags.p(text), class_="help")


def answer[Answer](
    visit: Visit,
    task: reactive.ExtendedTask[..., Answer],
    shown: Callable[[Answer], TagChild],
    before: TagChild = None,
) -> TagChild:
    """Return what a card shows of work that takes long: that it waits, what came of it, or what went wrong.

    Args:
        visit: whose card it is.
        task: the work.
        shown: draws what came of it.
        before: what stands there until the work begins.
    """
    status = task.status()
    if status == "running":
        dots = tags.span(class_="spinner-border spinner-border-sm", aria_hidden="true")
        return tags.p(dots, " ", visit.say(BUSY), class_="busy", role="status")
    if status in ("initial", "cancelled"):
        return before
    return attempted(visit, lambda: shown(task.result()))


def attempted(visit: Visit, draw: Callable[[], TagChild]) -> TagChild:
    """Return what is drawn, or what went wrong with it."""
    try:
        return draw()
    except AllianceError as error:
        return alert(visit, told(visit, error))
    except SilentException:
        raise
    except Exception:  # whatever is wrong with one card, the page goes on
        logging.getLogger(__name__).exception("A card of the page could not be drawn.")
        return alert(visit, visit.say(UNEXPECTED))


def told(visit: Visit, error: Exception) -> str:
    """Return what an error says, in the visitor's language where it knows it; one that nobody expected says little."""
    if isinstance(error, RefusedError):
        return error.told(visit.spoken)
    if isinstance(error, ScenarioError) and (mistake := in_the_language(error, visit.spoken)):
        return mistake
    return visit.say(MODEL_SAYS, message=str(error)) if isinstance(error, AllianceError) else visit.say(UNEXPECTED)


def number_with_slider(name: str, label: str, low: float, high: float, value: float, step: float) -> Tag:
    """Return a number field with a slider beside it that shows and sets the same number.

    Args:
        name: of the input, in its namespace; the number field is the input, and the slider follows it.
        label: what both are called.
        low: least number on the slider.
        high: largest number on the slider.
        value: with which it begins.
        step: between two positions.
    """
    slider = tags.input(type="range", min=low, max=high, step=step, value=value, aria_label=label)
    number = ui.input_numeric(name, label, value, min=low, max=high, step=step, width="100%")
    return Tag("number-with-slider", number, slider)
