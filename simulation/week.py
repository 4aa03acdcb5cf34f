"""The weeks of a run: each goes through the phases in the order of the schedule in ODD.md, one call a phase."""

from simulation.engine.alliance_rows import AllianceRow
from simulation.engine.codes import Stage
from simulation.engine.compilation import compiled, entry, phase
from simulation.engine.state import State, World, seen_by, seen_in
from simulation.rules.cooperation.conflict import quarrel
from simulation.rules.cooperation.emergency_help import help_is_awaited, help_out
from simulation.rules.cooperation.energy import begin_week, rest, rest_alone, sense_need, tire
from simulation.rules.cooperation.investment import keep_vision_alive
from simulation.rules.cooperation.joint_work import act
from simulation.rules.cooperation.leadership import hand_over, remember_the_lead
from simulation.rules.cooperation.milestones import celebrate_milestones
from simulation.rules.cooperation.projects import run_projects
from simulation.rules.cooperation.seasons import pause, rests_in
from simulation.rules.cooperation.support_chain import walk_the_path
from simulation.rules.cooperation.time_use import claim_time, work
from simulation.rules.cooperation.trust import build_trust
from simulation.rules.cooperation.urgent_decisions import react
from simulation.rules.dissolution.ending import dissolve
from simulation.rules.dissolution.leaving import reconsider
from simulation.rules.dissolution.succession_and_merger import begin_and_merge
from simulation.rules.formation.admission import consider_applications
from simulation.rules.formation.joining import invite
from simulation.rules.formation.talks import talk
from simulation.rules.formation.voting import decide_on_draft
from simulation.rules.impact.arena import be_shaken, move_arena
from simulation.rules.impact.credit import keep_visible
from simulation.rules.impact.demonstrations import demonstrate
from simulation.rules.impact.grants import win_grants
from simulation.rules.impact.influence import take_stock
from simulation.rules.impact.political_response import answer

# --- the world -----------------------------------------------------------------------------------


@compiled
def is_over(world: World) -> bool:
    """Tell whether nothing more can happen: all alliances have ended, none is founded, no emergency waits for help."""
    if world.clock.seeking:
        return False
    for a in range(len(world.alliances)):
        if world.alliances[a].stage != Stage.ENDED:
            return False
    return not help_is_awaited(world)


@compiled
def is_alive(alliance: AllianceRow) -> bool:
    """Tell whether an alliance has begun and not ended."""
    return Stage.WAITING < alliance.stage < Stage.ENDED


@compiled
def rests(state: State) -> bool:
    """Tell whether an alliance is out of season this week."""
    return rests_in(state, state.clock.week)


@compiled
def meets(state: State) -> bool:
    """Tell whether those who take part in an alliance meet this week: it is alive, and in season."""
    return is_alive(state.alliance) and not rests(state)


@compiled
def move_arenas(world: World) -> None:
    """Move public attention a week on, on each issue at each place, and read the calendar."""
    for n in range(len(world.arenas)):
        move_arena(seen_in(world, 0, n))


@phase
def listen(world: World) -> None:
    """Hear how loud all alliances in an arena are together; they compete for attention (C46)."""
    for n in range(len(world.arenas)):
        world.arenas[n].voices = 0.0
    for a in world.turns[: world.blocks[-1]]:
        alliance = world.alliances[a]
        if is_alive(alliance):
            world.arenas[alliance.plan.arena].voices += alliance.pressure


# --- the parts of an alliance's week -------------------------------------------------------------


@compiled
def deliberate(world: World, block: int) -> None:
    """First part: who joins, what is agreed, who has time; what happens outside also touches who is yet to begin."""
    for a in world.turns[world.blocks[block] : world.blocks[block + 1]]:
        state = seen_by(world, a)
        if state.alliance.stage != Stage.ENDED:
            be_shaken(state)
        if is_alive(state.alliance):
            take_stock(state)
            if rests(state):
                pause(state)
                continue
            invite(state)
            consider_applications(state)
            talk(state)
            decide_on_draft(state)
            demonstrate(state)
            claim_time(state)


@compiled
def share_time(world: World, block: int) -> None:
    """Second part: members divide their week among all that is asked of them."""
    for a in world.turns[world.blocks[block] : world.blocks[block + 1]]:
        state = seen_by(world, a)
        if meets(state):
            work(state)


@compiled
def cooperate(world: World, block: int) -> None:
    """Third part: members react, quarrel and act."""
    for a in world.turns[world.blocks[block] : world.blocks[block + 1]]:
        state = seen_by(world, a)
        if meets(state):
            react(state)
            quarrel(state)
            act(state)
            run_projects(state)
            walk_the_path(state)


@compiled
def take_effect(world: World, block: int) -> None:
    """Fourth part: politics answers, and success or failure is felt."""
    for a in world.turns[world.blocks[block] : world.blocks[block + 1]]:
        if is_alive(world.alliances[a]):
            state = seen_by(world, a)
            answer(state)
            celebrate_milestones(state)
            keep_visible(state)
            win_grants(state)
            hand_over(state)


@compiled
def weigh_up(world: World, block: int) -> None:
    """Fifth part: members look at what the week was worth, and what it cost them."""
    for a in world.turns[world.blocks[block] : world.blocks[block + 1]]:
        state = seen_by(world, a)
        if meets(state):
            reconsider(state)
            build_trust(state)
            tire(state)


@compiled
def conclude(world: World, block: int) -> None:
    """Last part: what is left after the week, and the end, if it is due."""
    for a in world.turns[world.blocks[block] : world.blocks[block + 1]]:
        if is_alive(world.alliances[a]):
            state = seen_by(world, a)
            sense_need(state)
            keep_vision_alive(state)
            remember_the_lead(state)
            dissolve(state)


# --- the weeks -----------------------------------------------------------------------------------


@entry
def live(world: World, weeks: int) -> None:
    """Take a run up to `weeks` further; once nothing more can happen, time stands still.

    All alliances of a block go through a part of the week before any goes on to the next, so that none is first. That
    one block goes through several parts before the next one does makes no difference, but what it needs stays in the
    processor's cache.
    """
    for _ in range(weeks):
        if is_over(world):
            return
        begin_and_merge(world)
        move_arenas(world)
        listen(world)
        for block in range(len(world.blocks) - 1):
            begin_week(world, block)
            deliberate(world, block)
            share_time(world, block)
            cooperate(world, block)
            take_effect(world, block)
            weigh_up(world, block)
            rest(world, block)
            conclude(world, block)
        rest_alone(world)
        help_out(world)
        world.clock.week += 1
