"""Directions: which way each outcome is better, and why."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple


class Direction(NamedTuple):
    """Which way an outcome is better (None: neither way), and why."""

    better: Literal["higher", "lower"] | None
    reason: str


DIRECTIONS: Mapping[str, Direction] = MappingProxyType(
    {
        "success": Direction("higher", "most of what was agreed has come about"),
        "adopted": Direction("higher", "more of what was agreed has come about, however much that was"),
        "depth": Direction("higher", "the members agreed to ask for more"),
        "impact": Direction("higher", "more of the goal has come about"),
        "members_max": Direction(None, "breadth is a means; what it brings and costs shows elsewhere"),
        "core_max": Direction(None, "a larger table hears more and decides more slowly"),
        "sectors": Direction(None, "variety is a means; what it brings and costs shows elsewhere"),
        "weeks_to_agreement": Direction("lower", "time until there is a paper is time without effect"),
        "weeks_to_effect": Direction("lower", "what comes earlier helps for longer"),
        "lifetime": Direction(None, "an early end may be success or failure; a long life may be both"),
        "exits": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "decisions_in_time": Direction("higher", "more occasions are used"),
        "coordination_share": Direction("lower", "more time is left for the work itself"),
        "trust_change": Direction("higher", "the members trust one another more"),
        "satisfaction": Direction("higher", "membership brings the members more than it costs"),
        "visibility_balance": Direction("higher", "the members are seen for more than they gave up"),
        "renewals": Direction(None, "a new goal is a choice, not a merit"),
        "accepted": Direction("higher", "more of those who were wanted take part"),
        "weeks_to_start": Direction("lower", "work can begin earlier"),
        "weeks_to_goal": Direction("lower", "what it is all about is clear earlier"),
        "values_spread": Direction(None, "variety is a means; what it brings and costs shows elsewhere"),
        "value_points": Direction(None, "common ground is a means; what it brings and costs shows elsewhere"),
        "reach": Direction("higher", "more people hear of it"),
        "influence": Direction("higher", "the same demand meets less that can withstand it"),
        "conflicts": Direction("lower", "quarrels cost time and energy"),
        "escalations": Direction("lower", "open quarrels cost trust and members"),
        "exits_effect": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "exits_time": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "exits_money": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "exits_visibility": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "exits_values": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "exits_risk": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "exits_red_line": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "exits_conflict": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "exits_party_line": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "exits_early": Direction("lower", "who leaves takes influence along and leaves a quarrel behind"),
        "reworded": Direction("higher", "fewer choices between a position and a member"),
        "hours": Direction(None, "time spent may be well spent or wasted"),
        "money_spent": Direction(None, "money spent may be well spent or wasted"),
        "energy": Direction("higher", "the members can go on"),
        "attendance": Direction("higher", "the members are in touch as they need to be"),
        "trust_before": Direction(None, "it is given, not brought about"),
        "trust_after": Direction("higher", "the members can count on one another"),
        "solidarity_change": Direction("higher", "the members help one another without return"),
        "framing": Direction(None, "seeing demands in a new light is a means"),
        "credit_claimed": Direction("lower", "a success that one claims costs the trust of the others"),
        "admitted": Direction(None, "growth is a means; what it brings and costs shows elsewhere"),
        "weeks_to_implementation": Direction("lower", "what comes earlier helps for longer"),
        "network_weeks": Direction(None, "a network may be a good end, or a habit"),
        "effort_after_lead": Direction("higher", "the work goes on without those who began it"),
        "project_overlap": Direction("lower", "less is done twice"),
        "project_effect": Direction("higher", "more topics are served"),
        "new_ideas": Direction("higher", "more is found that nobody had alone"),
        "scaled_reach": Direction("higher", "what works reaches more people"),
        "scaled_quality": Direction("higher", "what is carried further is worth it"),
        "passage": Direction("higher", "more people get through"),
        "days_to_helpers": Direction("lower", "help is there earlier"),
        "services": Direction("higher", "more kinds of help are there"),
        "grant_inequality": Direction("lower", "grants are spread more evenly"),
        "next_weeks_to_agreement": Direction("lower", "the next attempt has a paper earlier"),
        "next_success": Direction("higher", "the next attempt brings about what it agreed"),
        "next_impact": Direction("higher", "the next attempt brings about more"),
    }
)
