"""Acts: buttons that say what was pressed; whatever a browser sends is checked before it is used."""

import json
import logging
from collections.abc import Awaitable

from htmltools import Tag, TagChild, tags
from shiny import ui
from shiny.types import SilentException

from seminar.classroom.refusals import NOT_UNDERSTOOD, RefusedError
from seminar.page.cards import UNEXPECTED, told
from seminar.page.tab import Visit
from simulation import AllianceError

_REFUSED = "refused"


def button(kind: str, *content: TagChild, look: str = "default", label: str | None = None, **sent: object) -> Tag:
    """Return a button that sends an act when it is pressed.

    Args:
        kind: of the act.
        content: what stands on it.
        look: `primary` for what leads on, `default` for all else.
        label: what it is called where what stands on it does not say.
        sent: what the act says besides its kind.
    """
    act = json.dumps({"kind": kind, **sent})
    return tags.button(*content, type="button", class_=f"btn btn-{look}", data_act=act, aria_label=label, title=label)


def part[Kind: (int, bool, str)](act: object, name: str, kind: type[Kind]) -> Kind:
    """Return a part of an act that a browser sent.

    Raises:
        RefusedError: if it is missing or not of this kind.
    """
    value = act.get(name) if isinstance(act, dict) else None
    if type(value) is not kind:
        raise RefusedError(NOT_UNDERSTOOD)
    return value


async def attempt(visit: Visit, doing: Awaitable[None]) -> None:
    """Do what a visitor asked for; show why, if it was refused or went wrong, and let the page live on."""
    ui.notification_remove(_REFUSED)  # what was wrong with the last act is over
    try:
        await doing
    except AllianceError as error:
        _show(told(visit, error))
    except SilentException:
        raise
    except Exception:  # whatever is wrong with one act, the page goes on
        logging.getLogger(__name__).exception("Something that was pressed could not be done.")
        _show(visit.say(UNEXPECTED))


def _show(message: str) -> None:
    ui.notification_show(message, type="warning", duration=8, id=_REFUSED)
