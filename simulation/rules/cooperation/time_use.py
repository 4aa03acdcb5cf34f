"""Time use: how members split their week between coordination, talks and work (C33, C36)."""

from simulation.engine import streams
from simulation.engine.codes import Stage, Tier
from simulation.engine.compilation import compiled, phase
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State
from simulation.rules.cooperation.coordination import hours_at_the_hub, needed_coordination, pass_on
from simulation.rules.cooperation.exchange import learn
from simulation.rules.cooperation.habit import grow_together
from simulation.rules.shared.core_group import is_awake
from simulation.rules.shared.joint_office import miss_outside_money, open_office
from simulation.rules.shared.member_draws import draw_for_members
from simulation.rules.shared.stakes import stake_of
from simulation.rules.shared.time_and_money import free_hours, pledged_share

PLENARIES_A_WEEK = 0.25  # of an alliance at work; while it talks, the core group meets every week

# --- rules ---------------------------------------------------------------------------------------


@compiled
def hours_in_meetings(meetings: float, voices: int, per_voice: float) -> float:
    """Return the hours a week that everybody in the core group sits in meetings, in which each has its say (C32, C34).

    Args:
        meetings: in this week.
        voices: members of the core group; a lead does not speak for the others.
        per_voice: hours that each takes, of everybody there.
    """
    return meetings * voices * per_voice


# --- on the state --------------------------------------------------------------------------------


@compiled
def talks_this_week(state: State) -> float:
    """Return the hours each in the core group spends on talks: debates, drafts, plenaries, quarrels, applicants.

    Where papers are drafted in groups side by side, each meets beside the plenary.
    """
    alliance = state.alliance
    meetings = 1.0 * alliance.extra_meetings
    alliance.extra_meetings = 0
    if Stage.DEBATING_VALUES <= alliance.stage <= Stage.AGREEING_ON_DEMANDS:
        meetings += 2.0 if state.agreements.parallel_papers else 1.0
    elif alliance.stage == Stage.WORKING:
        meetings += PLENARIES_A_WEEK
    voices = alliance.core - alliance.asleep if state.agreements.distinct else 1
    return hours_in_meetings(meetings, voices, state.mechanisms.cooperation.hours_per_voice)


@compiled
def pledged_hours(state: State, membership: MembershipRow, organisation: OrganisationRow) -> float:
    """Return the hours a member has pledged for this week, coordination included, once there is work to do."""
    if not Stage.WORKING <= state.alliance.stage <= Stage.EXCHANGING:
        return 0.0
    return membership.free * stake_of(state, organisation) * pledged_share(state, membership.tier)


@phase
def claim_time(state: State) -> None:
    """Let each member say what the alliance asks of its time this week; other alliances ask as well."""
    alliance = state.alliance
    alliance.week.talks = talks_this_week(state)
    open_office(state)
    miss_outside_money(state)
    alliance.week.hub = hours_at_the_hub(state)
    relieved = min(alliance.week.office, alliance.week.hub)
    alliance.week.office -= relieved
    alliance.week.hub -= relieved
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if not is_awake(membership):
            continue
        organisation = state.organisations[membership.organisation]
        membership.free = free_hours(state, organisation)
        membership.needed = needed_coordination(state, row)
        talks = alliance.week.talks if membership.tier == Tier.CORE else 0.0
        membership.pledged = pledged_hours(state, membership, organisation)
        membership.wanted = max(membership.needed + talks, membership.pledged)
        organisation.claimed += membership.wanted


@compiled
def spend_time(state: State, row: int) -> None:
    """Split a member's week: home load first, then coordination, talks, and what is left of the pledge for work.

    Who is in several alliances gives each its part of what they ask for.
    """
    membership, alliance = state.memberships[row], state.alliance
    organisation = state.organisations[membership.organisation]
    reachable = membership.draw < organisation.reachability
    available = membership.free * organisation.energy if reachable else 0.0
    if organisation.claimed > available:
        available *= membership.wanted / organisation.claimed
    membership.coverage = min(1.0, available / membership.needed) if membership.needed > 0.0 else 1.0
    talks = alliance.week.talks if membership.tier == Tier.CORE else 0.0
    membership.coordination = min(available, membership.needed + talks)
    membership.work = max(0.0, min(available, membership.pledged) - membership.coordination)
    membership.load = (membership.coordination + membership.work) / max(membership.free, 1e-9)


@phase
def work(state: State) -> None:
    """Let all members that are awake spend their week."""
    tally = state.alliance.tally
    draw_for_members(state, streams.REACHABLE, streams.ONCE)
    coordination, total = tally.coordination_hours, tally.total_hours
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if is_awake(membership):
            spend_time(state, row)
            coordination += membership.coordination
            total += membership.coordination + membership.work
    tally.coordination_hours, tally.total_hours = coordination, total
    pass_on(state)
    learn(state)
    grow_together(state)
