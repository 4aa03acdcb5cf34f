"""Options that several commands share, and the command as it was typed."""

import os
import shlex
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulation.language.translation import LANGUAGES

if TYPE_CHECKING:
    from experiments.runner.execution import Start
    from simulation import RulesFile

# What only changes how an answer looks is no part of what was asked.
_ONLY_SHOWN = frozenset({"as_json", "is_quiet", "in_full"})


class WholeNumber(click.IntRange):
    """A whole number within limits; what is beyond them or no number is answered with what is allowed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return what was typed as a number."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            to = f"from {self.min} on" if self.max is None else f"from {self.min} to {self.max}"
            self.fail(f"{value!r} is not allowed: must be a whole number {to}.", param, ctx)


class _NamedPath(click.Path):
    """The path of a file or a folder; an empty one would mean the working folder, which nobody means by it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not os.fspath(value):
            self.fail("is empty; name a file or a folder (. for the one you are in).", param, ctx)
        return super().convert(value, param, ctx)


PATH = _NamedPath(path_type=Path)
FILE = _NamedPath(path_type=Path, dir_okay=False)

scenario = click.argument("scenario")
folder = click.argument("folder", type=PATH, metavar="DIR")
assignments = click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Set a field, by dotted path; may be repeated.",
)
weeks = click.option("--weeks", type=WholeNumber(min=1), help="Length of the run; short for --set weeks=N.")
rules = click.option(
    "--rules",
    "rules_file",
    type=FILE,
    metavar="FILE",
    help="Python file whose functions replace rules of the model; `alliance rules` lists these.",
)
language = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language of what is told.",
)
run_folder = click.option("--out", "folder", type=PATH, help="Folder for runs and figures; resumes what was stopped.")
quiet = click.option("--quiet", "is_quiet", is_flag=True, help="Show no progress.")
workers = click.option(
    "--workers",
    type=WholeNumber(1, 512),
    help="Processes that work at once.  [default: one a core, once they pay]",
)
cluster = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Work on a Dask cluster instead: the address of its scheduler, or local:N for one here with N workers.",
)
is_replacing = click.option("--replace", "is_replacing", is_flag=True, help="Replace the file if it is there already.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")


def base_seed[Told: Callable[..., Any]](meaning: str = "Base seed.") -> Callable[[Told], Told]:
    """Return the option for the seed from which those of all runs are counted."""
    return click.option("--seed", type=WholeNumber(0, 10**12), default=1, show_default=True, help=meaning)


def out_file[Told: Callable[..., Any]](name: str) -> Callable[[Told], Told]:
    """Return the option for the file to write, which lies in the folder under this name where nobody says otherwise."""
    meaning = f"File to write; - for standard output.  [default: {name} in DIR]"
    return click.option("--out", type=FILE, metavar="FILE", help=meaning)


def rules_in(file: Path | None) -> "RulesFile | None":
    """Return what replaces rules of the model; None for its own.

    Raises:
        RuleError: where the file cannot be used.
    """
    if file is None:
        return None
    from simulation import read_rules

    return read_rules(file)


def settings(assigned: tuple[str, ...], length: int | None) -> list[str]:
    """Return what is set for all runs, each as `FIELD=VALUE`."""
    return [*assigned, *([] if length is None else [f"weeks={length}"])]


def changes(assigned: tuple[str, ...], length: int | None) -> dict[str, object]:
    """Return what is set for all runs, by dotted path."""
    from experiments.design.assignments import parse_changes

    return parse_changes(settings(assigned, length))


def typed_command(left_out: Collection[str] = ()) -> str:
    """Return the command as it can be typed again, with the values that were left to their defaults.

    Args:
        left_out: names of options that do not belong in it.
    """
    context = click.get_current_context()
    words = ["alliance", str(context.command.name)]
    for parameter in context.command.params:
        if parameter.name in _ONLY_SHOWN or parameter.name in left_out:
            continue
        value = context.params[str(parameter.name)]
        given = [_words(v) for v in (value if parameter.multiple else [value]) if v is not None and v is not False]
        name = parameter.opts[:1] if isinstance(parameter, click.Option) else []
        words += [word for texts in given for word in (*name, *texts)]
    return shlex.join(words)


def started(workers: int | None, cluster: str | None) -> "Start":
    """Return what starts the workers that were asked for.

    Raises:
        UsageError: where both kinds were asked for.
    """
    from experiments.runner.execution import InThisProcess

    if workers is not None and cluster is not None:
        raise click.UsageError("--workers are processes here and --cluster is elsewhere; choose one of the two.")
    if cluster is not None:
        from experiments.runner.cluster import DaskCluster

        return partial(DaskCluster, address=cluster)
    if (workers or cores()) == 1:
        return InThisProcess
    if workers is None:
        from experiments.runner.lazy_pool import LazyPool

        return partial(LazyPool, workers=cores())
    from experiments.runner.pool import LocalPool

    return partial(LocalPool, workers=workers)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _words(value: Any) -> tuple[str, ...]:
    if value is True:
        return ()
    return value if isinstance(value, tuple) else (str(value),)
