"""The command `alliance rules`."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from experiments.cli import options

if TYPE_CHECKING:
    from simulation.replacement.replaceable import Replaceable

_EXAMPLE = """A file for --rules has a function with the name and the arguments of a rule:

    def joins(net, deviation):
        return net + deviation > 0.3

Its other functions have names that begin with an underscore."""


@click.command(epilog="Example: alliance rules --json")
@options.as_json
def rules(as_json: bool) -> None:
    """List the rules of the model that `--rules FILE` can replace.

    Each is a function of numbers: what it decides, what it is given, and what it may return.
    """
    from experiments.terminal.console import console, echo_json
    from simulation.replacement.replaceable import REPLACEABLE

    if as_json:
        echo_json([_as_data(rule) for rule in REPLACEABLE.values()])
        return
    for rule in REPLACEABLE.values():
        for line in _lines(rule, console().width):
            click.echo(line)
        click.echo()
    click.echo(_EXAMPLE)


def _lines(rule: "Replaceable", width: int) -> Iterator[str]:
    yield rule.call
    yield textwrap.fill(f"decides {rule.decides}", width, initial_indent="  ", subsequent_indent="  ")
    for name, meaning in rule.meanings.items():
        yield textwrap.fill(f"{name}: {meaning}", width, initial_indent="    ", subsequent_indent="      ")
    yield f"    returns {rule.returned}"


def _as_data(rule: "Replaceable") -> dict[str, Any]:
    return {
        "name": rule.name,
        "call": rule.call,
        "decides": rule.decides,
        "arguments": rule.meanings,
        "returns": rule.returned,
    }
