"""Columns of organisations: the state of the agents that found, join and leave alliances."""

from simulation.engine.codes import StateLevel
from simulation.engine.columns import column


class OrganisationRow:
    """An organisation: the traits a run has drawn for it, and what changes from week to week."""

    identity: int = column("number by which its draws are told apart, a hash of its name", "", 0, "2⁶³ − 1")
    sector: int = column("sector of society: place in the list `SECTORS`", "", 0, 18)
    level: StateLevel = column("level of the state at which it is at home")
    members: float = column("size", "log₁₀ persons", 0, 8)
    economic: float = column("basic values: redistribution (0) to free market (1)", "share", 0, 1)
    cultural: float = column("basic values: libertarian (0) to traditional (1)", "share", 0, 1)
    tone: float = column("manner of dealing: formal (0) to blunt (1)", "share", 0, 1)
    stake: float = column("how much the topic matters to it", "share", 0, 1)
    ambition: float = column("general level of its wishes", "ambition", 0, 1)
    dispersion: float = column("how far single wishes stray from that level", "ambition", 0, 1)
    tolerance: float = column("room between wish and red line", "ambition", 0, 1)
    threshold: float = column("share of its wish below which a demand is not worth the trouble", "share", 0, 1)
    hours: float = column("time of its committed people", "hours/week", 0, 2000)
    home_load: float = column("share of that time which work at home takes first", "share", 0, 1)
    reachability: float = column("chance a week that its people can be reached", "probability", 0, 1)
    money: float = column("money free for joint work", "1000 euro/year", 0, 100000)
    specialisation: float = column("share of its knowledge that lies in its own field", "share", 0, 1)
    contacts: float = column("connection with politics and the media", "share", 0, 1)
    energy: float = column("energy of its committed people; changes every week", "share", 0, 1)
    interval: float = column("time between meetings of its governing body", "weeks", 0.15, 260)
    postponement: float = column("chance that its governing body puts off what lies before it", "probability", 0, 1)
    mandate: float = column("share of day-to-day decisions staff may take", "probability", 0, 1)
    lobbying: float = column("credibility in lobbying", "share", 0, 1)
    dialogue: float = column("credibility in dialogue", "share", 0, 1)
    campaigning: float = column("credibility in campaigning", "share", 0, 1)
    credibility: float = column("credibility in the topic", "share", 0, 1)
    visibility_need: float = column("how much it lives by being seen itself", "share", 0, 1)
    dogmatism: float = column("how far it claims to hold the whole truth", "share", 0, 1)
    trust: float = column("trust where there is no tie yet", "share", 0, 1)
    party_closeness: float = column("how close it stands to parties", "share", 0, 1)
    solidarity: float = column("readiness to help partners in need; grows with joint success", "share", 0, 1)
    disadvantage: float = column("how far its people experience disadvantage themselves", "share", 0, 1)
    defensiveness: float = column("what moves its people: chances (0) or threats (1)", "share", 0, 1)
    grant_dependence: float = column("share of its means that comes from grants", "share", 0, 1)
    grants: float = column("grants it won last week beyond its usual ones, as a share of its means", "share", -1)
    base_energy: float = column("energy at the start, to which rest leads back", "share", 0, 1)
    first_meeting: float = column(
        "first meeting of its governing body since the start of week 0", "weeks", 0, "interval"
    )
    experience: float = column("what it has learned from joint attempts it looked back on", "share", 0, 1)
    claimed: float = column("what all its alliances together ask of its time this week", "hours", 0)
    load: float = column("what its alliances took of its free time this week, added up", "share", 0)
    strain: float = column("what its alliances cost it in energy beyond load this week, added up", "share")
    helping: int = column("day of the emergency on which it began to help", "day", -1)
