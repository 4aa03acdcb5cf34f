"""The weeks of a run: each goes through the phases in the order of the schedule in ODD.md, one call a phase."""

from simulation.engine.codes import Stage
from simulation.engine.compilation import compiled, entry
from simulation.engine.state import AllianceRow, State, World, seen_by
from simulation.rules.cooperation.conflict import quarrel
from simulation.rules.cooperation.coordination import claim_time, work
from simulation.rules.cooperation.emergency_help import help_is_awaited, help_out
from simulation.rules.cooperation.energy import rest, tire
from simulation.rules.cooperation.investment import keep_vision_alive
from simulation.rules.cooperation.joint_work import act
from simulation.rules.cooperation.projects import run_projects
from simulation.rules.cooperation.support_chain import walk_the_path
from simulation.rules.cooperation.trust import build_trust
from simulation.rules.cooperation.urgent_decisions import react
from simulation.rules.dissolution.dissolution import dissolve, reconsider
from simulation.rules.dissolution.succession import begin_and_merge
from simulation.rules.formation.admission import consider_applications
from simulation.rules.formation.drafting import decide_on_paper
from simulation.rules.formation.talks import invite, talk
from simulation.rules.impact.arena import be_shaken, move_arena
from simulation.rules.impact.credit import keep_visible
from simulation.rules.impact.influence import take_stock
from simulation.rules.impact.political_response import answer, celebrate_milestones
from simulation.rules.shared.budget import win_grants
from simulation.rules.shared.leadership import hand_over, remember_the_lead

PARTS = 6


@entry
def is_over(world: World) -> bool:
    """Tell whether nothing more can happen: all alliances have ended, and no emergency still waits for help."""
    for a in range(len(world.alliances)):
        if world.alliances[a].stage != Stage.ENDED:
            return False
    return not help_is_awaited(world)


@compiled
def is_alive(alliance: AllianceRow) -> bool:
    """Tell whether an alliance has begun and not ended."""
    return Stage.WAITING < alliance.stage < Stage.ENDED


@compiled
def begin_week(world: World) -> None:
    """Let every organisation begin a week in which nothing has been asked of it yet."""
    for i in range(len(world.organisations)):
        organisation = world.organisations[i]
        organisation.claimed = organisation.load = organisation.strain = 0.0


@compiled
def listen(world: World) -> None:
    """Hear how loud all alliances are together; they compete for attention (C46)."""
    world.arena.voices = 0.0
    for a in range(len(world.alliances)):
        if is_alive(world.alliances[a]):
            world.arena.voices += world.alliances[a].pressure


@compiled
def deliberate(state: State) -> None:
    """Live through the first part of an alliance's week: who joins, what is agreed, who has time."""
    take_stock(state)
    invite(state)
    consider_applications(state)
    talk(state)
    decide_on_paper(state)
    claim_time(state)


@compiled
def cooperate(state: State) -> None:
    """Live through the third part: members react, quarrel and act."""
    react(state)
    quarrel(state)
    act(state)
    run_projects(state)
    walk_the_path(state)


@compiled
def take_effect(state: State) -> None:
    """Live through the fourth part: politics answers, and success or failure is felt."""
    answer(state)
    celebrate_milestones(state)
    keep_visible(state)
    win_grants(state)
    hand_over(state)


@compiled
def weigh_up(state: State) -> None:
    """Live through the fifth part: members look at what the week was worth."""
    reconsider(state)
    build_trust(state)
    tire(state)


@compiled
def conclude(state: State) -> None:
    """Live through the last part: rest, and the end, if it is due."""
    rest(state)
    keep_vision_alive(state)
    remember_the_lead(state)
    dissolve(state)


@compiled
def live_through(part: int, state: State) -> None:
    """Live through one part of an alliance's week; what happens outside touches also those that are yet to begin."""
    if part == 0 and state.alliance.stage != Stage.ENDED:
        be_shaken(state)
    if not is_alive(state.alliance):
        return
    if part == 0:
        deliberate(state)
    elif part == 1:
        work(state)
    elif part == 2:
        cooperate(state)
    elif part == 3:
        take_effect(state)
    elif part == 4:
        weigh_up(state)
    else:
        conclude(state)


@entry
def live(world: World, weeks: int) -> None:
    """Take a run up to `weeks` further; once nothing more can happen, time stands still.

    All alliances go through a part of the week before any goes on to the next, so that none is first.
    """
    for _ in range(weeks):
        if is_over(world):
            return
        begin_week(world)
        begin_and_merge(world)
        move_arena(seen_by(world, 0))
        listen(world)
        for part in range(PARTS):
            for a in range(len(world.alliances)):
                live_through(part, seen_by(world, a))
        help_out(world)
        world.clock.week += 1
