"""Captions: how a figure was made, and what its marks mean; nothing is named in one that is not drawn."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.analysis.statistics import FEWEST
from experiments.figures.view import View
from experiments.runner.provenance import PACKAGE
from simulation.language.translation import Language, Phrase

RUNS = Phrase("{number} run of up to {weeks} weeks, seed {seed}.", "{number} runs of up to {weeks} weeks, seed {seed}.")
RUNS_AT_POINTS = Phrase(
    "{number} run of up to {weeks} weeks at each of {points} points, seed {seed}, the same seeds at all points.",
    "{number} runs of up to {weeks} weeks at each of {points} points, seed {seed}, the same seeds at all points.",
)
LEFT_OUT = Phrase(
    "Left out: {number} run without an outcome, and all that share its seed.",
    "Left out: {number} runs without an outcome or with the seed of one.",
)
TOO_SMALL = Phrase("Grey strips: differences too small to count.")
FEW = Phrase("So few runs give intervals that are too narrow.")
SHOWN = Phrase("Shown: {shown} of {all} settings.")
IN_ORDER = Phrase(
    "Organisations are invited in the scenario's order ({fields}), so that their number also decides who is asked."
)
SOURCE = Phrase("Scenario: {title} ({file}). {package} {version}.")


def caption(view: View, marks: Sequence[str], shown: int = 1, of: int = 1) -> str:
    """Return the caption of a figure.

    Args:
        view: what is drawn.
        marks: sentences about what the marks mean.
        shown: how many settings of the fields are drawn.
        of: how many there are.
    """
    manifest = view.sweep.manifest
    parts = [
        _runs(view),
        *marks,
        *([view.say(SHOWN, shown=str(shown), all=str(of))] if shown < of else []),
        *([view.spoken.counted(LEFT_OUT, view.sweep.left_out)] if view.sweep.left_out else []),
        *_order(view),
        view.say(
            SOURCE,
            title=view.title(),
            file=Path(manifest.source).name,
            package=PACKAGE,
            version=manifest.versions[PACKAGE],
        ),
    ]
    return " ".join(parts)


def few(runs: int, spoken: Language) -> list[str]:
    """Return what is to be said of intervals of so many runs: nothing if they are enough, or if one alone has none."""
    return [spoken.say(FEW)] if 1 < runs < FEWEST else []


def _runs(view: View) -> str:
    """Say how many runs there are, how long they may take, and how they are paired."""
    manifest, spoken = view.sweep.manifest, view.spoken
    varied = view.sweep.points.columns.get("weeks")
    levels: Sequence[Any] = [manifest.scenario["weeks"]] if varied is None else varied.levels
    numbers = {"number": manifest.runs, "weeks": max(levels), "points": manifest.points}
    written = {name: spoken.number(value, "#,##0") for name, value in numbers.items()}
    phrase = RUNS if manifest.points == 1 else RUNS_AT_POINTS
    return view.say(phrase, manifest.runs, seed=str(manifest.seed), **written)


def _order(view: View) -> list[str]:
    """Say that the number of those invited also decides who they are, where it does."""
    if "invitation.size" not in view.sweep.manifest.design or not view.order_decides:
        return []
    first = ["invitation.indispensable"] if view.own("invitation.indispensable") else []
    return [view.say(IN_ORDER, fields=", ".join([*first, f"invitation.order = {view.own('invitation.order')}"]))]
