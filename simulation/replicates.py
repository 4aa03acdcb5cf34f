"""Replicates: one run after the other in the same tables, without a step outside of compiled code."""

from simulation.engine.beginning import Beginning, Matrix, Rows
from simulation.engine.compilation import entry
from simulation.engine.state import World
from simulation.engine.tables import Table
from simulation.results.outcome import Outcome
from simulation.results.summary import WordsRow, sum_up
from simulation.start.population import begin
from simulation.week import live


@entry
def run_all(
    world: World,
    beginning: Beginning,
    traits: Matrix,
    keys: Rows,
    weeks: int,
    numbers: Table[Outcome],
    words: Table[WordsRow],
) -> None:
    """Run a scenario once for each key, and write the outcomes into rows of zeros.

    Args:
        world: tables of a run, which each run uses anew.
        beginning: what the scenario's runs begin from.
        traits: window onto the traits in the world's organisations.
        keys: of the runs' draws.
        weeks: that a run lasts at most.
        numbers: a row for each run.
        words: likewise.
    """
    for run in range(len(keys)):
        begin(world, beginning, traits, keys[run])
        live(world, weeks)
        sum_up(world, numbers[run], words[run])
