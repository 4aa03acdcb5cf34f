"""The weeks of a run: each goes through the phases in the order of the schedule in ODD.md, one call a phase."""

from simulation.arena import move_arena
from simulation.compiled import compiled
from simulation.cooperation import keep_up_energy, quarrel, react, work
from simulation.dissolution import dissolve, reconsider
from simulation.drafting import decide_on_paper
from simulation.formation import invite, talk
from simulation.impact import act, answer, celebrate_milestones, keep_visible, take_stock
from simulation.state import ENDED, State


@compiled
def live(state: State, weeks: int) -> None:
    """Take the run up to `weeks` further; once the alliance has ended, time stands still."""
    for _ in range(weeks):
        if state.alliance.stage == ENDED:
            return
        move_arena(state)
        take_stock(state)
        invite(state)
        talk(state)
        decide_on_paper(state)
        work(state)
        react(state)
        quarrel(state)
        act(state)
        answer(state)
        celebrate_milestones(state)
        keep_visible(state)
        reconsider(state)
        keep_up_energy(state)
        dissolve(state)
        state.clock.week += 1
