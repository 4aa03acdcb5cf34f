"""Options that several commands share, and the command as it was typed."""

import os
import shlex

import click

from simulation.language import LANGUAGES

scenario = click.argument("scenario")
assignments = click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Set a field, by dotted path; may be repeated.",
)
weeks = click.option("--weeks", type=click.IntRange(min=1), help="Length of the run; short for --set weeks=N.")
language = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language of what is told.",
)
# What only changes how an answer looks is no part of what was asked.
_ABOUT_THE_SCREEN = frozenset({"as_json"})
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")


def cores() -> int:
    """Return how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def settings(assigned: tuple[str, ...], length: int | None) -> list[str]:
    """Return what is set for all runs, each as `FIELD=VALUE`."""
    return [*assigned, *([] if length is None else [f"weeks={length}"])]


def changes(assigned: tuple[str, ...], length: int | None) -> dict[str, object]:
    """Return what is set for all runs, by dotted path."""
    from experiments.design import parse_changes

    return parse_changes(settings(assigned, length))


def typed_command() -> str:
    """Return the command as it can be typed again, with the values that were left to their defaults."""
    context = click.get_current_context()
    words = ["alliance", str(context.command.name)]
    for parameter in context.command.params:
        value = context.params[str(parameter.name)]
        values = value if parameter.multiple else [value]
        given = [v if isinstance(v, tuple) else (str(v),) for v in values if v is not None and not isinstance(v, bool)]
        name = parameter.opts[:1] if isinstance(parameter, click.Option) else []
        words += name if value is True and parameter.name not in _ABOUT_THE_SCREEN else []
        words += [word for texts in given for word in (*name, *texts)]
    return shlex.join(words)
