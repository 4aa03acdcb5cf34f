"""Captions: how a figure was made, and what its marks mean; nothing is named in one that is not drawn."""

from collections.abc import Sequence
from pathlib import Path

from experiments.figures.view import View
from experiments.runner.provenance import PACKAGE
from simulation.language.translation import Phrase

RUNS = Phrase("{number} run", "{number} runs")
RUNS_A_POINT = Phrase("{number} run at each of {points} points", "{number} runs at each of {points} points")
SEEDS = Phrase("Seed {seed}; runs of the same number have the same seed at all points.")
SEED = Phrase("Seed {seed}.")
HORIZON, HORIZON_VARIES = Phrase("{runs} of up to {weeks} weeks."), Phrase("{runs}; their length varies.")
LEFT_OUT = Phrase(
    "Left out: {number} run without an outcome, and all that share its seed.",
    "Left out: {number} runs without an outcome or with the seed of one.",
)
SHOWN = Phrase("Shown: {shown} of {all} settings.")
IN_ORDER = Phrase(
    "Organisations are invited in the order of the scenario's file: a larger number also brings in others."
)
SOURCE = Phrase("Scenario: {title} ({file}). {package} {version}.")


def caption(view: View, marks: Sequence[str], shown: int | None = None) -> str:
    """Return the caption of a figure.

    Args:
        view: what is drawn.
        marks: sentences about what the marks mean.
        shown: how many of the settings of a grid are drawn; None where settings play no part.
    """
    manifest = view.sweep.manifest
    settings = len(view.series) if shown is not None else 0
    parts = [
        *_runs(view),
        *marks,
        *([view.say(SHOWN, shown=str(shown), all=str(settings))] if shown is not None and shown < settings else []),
        *([view.spoken.counted(LEFT_OUT, view.sweep.left_out)] if view.sweep.left_out else []),
        *([view.say(IN_ORDER)] if _order_decides(view) else []),
        view.say(
            SOURCE,
            title=view.title(),
            file=Path(manifest.source).name,
            package=PACKAGE,
            version=manifest.versions[PACKAGE],
        ),
    ]
    return " ".join(parts)


def _runs(view: View) -> list[str]:
    """Say how many runs there are, how long they may take, and how they are paired."""
    manifest = view.sweep.manifest
    if manifest.points == 1:
        runs = view.spoken.counted(RUNS, manifest.runs)
    else:
        number = view.spoken.number(manifest.runs, "#,##0")
        runs = view.say(RUNS_A_POINT, manifest.runs, number=number, points=view.spoken.number(manifest.points, "#,##0"))
    weeks = view.spoken.number(manifest.scenario["weeks"], "#,##0")
    length = HORIZON_VARIES if "weeks" in manifest.design else HORIZON
    seeds = SEED if manifest.points == 1 else SEEDS
    return [view.say(length, runs=runs, weeks=weeks), view.say(seeds, seed=str(manifest.seed))]


def _order_decides(view: View) -> bool:
    """Tell whether the number invited also decides who is asked, by the order of the file."""
    return "invitation.size" in view.sweep.manifest.design and view.own("invitation.order") == "listed"
