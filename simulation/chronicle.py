"""The story of a run, week by week, in words."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from simulation.model import AllianceModel
from simulation.record import Event
from simulation.state import INVITING, NEVER, STAGES

_WHY = {
    "effect": "too little to be expected",
    "time": "too little time",
    "money": "too little money",
    "visibility": "too little to be seen of its own",
    "values": "values too far apart",
    "risk": "red lines that might be crossed",
    "red line": "a red line is crossed",
    "conflict": "an open conflict",
}
_ENDINGS = {
    "reached": "The goal is reached, and the alliance ends",
    "renewed": "The goal is reached, and the members decide on a new one",
    "obsolete": "No demand is open any more, and most of the paper was lost; the alliance ends",
    "agreed date": "The agreed date has come, and the alliance ends",
    "lead lost": "Nobody takes over the lead, and the alliance ends",
    "red line": "After a break over a red line too few are left, and the alliance ends",
    "exhaustion": "Those who carried it are exhausted, and the alliance ends",
    "no agreement": "There is no paper that enough of them want, and the attempt ends",
    "not formed": "Too few take part, and no alliance is formed",
}


def chronicle(model: AllianceModel) -> Iterator[str]:
    """Run a model to its end and tell the story as it unfolds, a paragraph for each week in which something happens.

    Args:
        model: that has not run yet, or stands somewhere on its way.
    """
    scenario = model.blueprint.scenario
    yield scenario.title.en
    yield ""
    yield from _opening(model)
    told = len(model.story)
    while model.running:
        model.step()
        yield from _tell(model, model.story[told:])
        told = len(model.story)
    if model.alliance.end == "running":
        yield f"{_day(scenario.start, model.week)}  The story ends here, with {_count(model)} still at work."


def _opening(model: AllianceModel) -> Iterator[str]:
    scenario = model.blueprint.scenario
    asked = len(model.state.memberships)
    initiators = list(dict.fromkeys(scenario.invitation.initiators))
    invited = asked - len(initiators)
    others = _several(invited, "other") if invited else "nobody else"
    yield f"{_day(scenario.start, 0)}  {_listed(initiators)} invite{'s' * (len(initiators) == 1)} {others}."


def _day(start: date, week: int) -> str:
    return f"{date.fromordinal(start.toordinal() + 7 * week):%d %b %Y}, week {week:>3}"


def _tell(model: AllianceModel, events: list[Event]) -> Iterator[str]:
    """Tell a week's events in one paragraph; those of one kind stand in one sentence."""
    told = (_SENTENCES[kind](model, what, list(same)) for (kind, what), same in groupby(events, key=_same_sentence))
    sentences = " ".join(filter(None, told))
    if sentences:
        yield f"{_day(model.blueprint.scenario.start, events[0].week)}  {sentences}"


def _same_sentence(event: Event) -> tuple[str, str]:
    return event.kind, event.what


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _who(events: list[Event]) -> str:
    return _listed([str(event.who) for event in events])


def _s(events: list[Event]) -> str:
    return "s" if len(events) == 1 else ""


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _several(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _count(model: AllianceModel) -> str:
    alliance = model.state.alliance
    members = _several(alliance.core, "member")
    if not alliance.supporters:
        return members
    return f"{members} at the table and {_several(alliance.supporters, 'supporter')}"


def _joined(_model: AllianceModel, what: str, events: list[Event]) -> str:
    tier = f" as supporter{'s' * (len(events) > 1)}" if what == "supporter" else ""
    return f"{_who(events)} join{_s(events)}{tier}."


def _refused(_model: AllianceModel, what: str, events: list[Event]) -> str:
    return f"{_who(events)} decline{_s(events)}: {_WHY[what]}."


def _went(_model: AllianceModel, what: str, events: list[Event]) -> str:
    return f"{_who(events)} leave{_s(events)}: {_WHY[what]}."


def _stage(model: AllianceModel, what: str, _events: list[Event]) -> str:
    alliance = model.state.alliance
    begin = "begins" if alliance.core + alliance.supporters == 1 else "begin"
    return f"{_count(model)} {begin} {what}." if what != STAGES[INVITING] else ""


def _worded(_model: AllianceModel, _what: str, events: list[Event]) -> str:
    return f"The goal is worded; {_percent(events[0].value)} of what divides them has been talked through."


def _objected(_model: AllianceModel, what: str, events: list[Event]) -> str:
    return f"{_who(events)} cannot accept “{what}” at {_percent(events[0].value)}."


def _reworded(_model: AllianceModel, what: str, events: list[Event]) -> str:
    return f"“{what}” is reworded so that {_who(events)} can carry it."


def _dropped(_model: AllianceModel, what: str, _events: list[Event]) -> str:
    return f"“{what}” is dropped: too little of it would be left."


def _agreed(model: AllianceModel, _what: str, events: list[Event]) -> str:
    demands = zip(model.blueprint.scenario.goal.demands, model.state.demands["agreed"], strict=True)
    paper = ", ".join(f"{demand.name} {_percent(ambition)}" for demand, ambition in demands if ambition > 0)
    return f"The paper is agreed, with {_percent(events[0].value)} of all they could ask: {paper}."


def _settled(_model: AllianceModel, _what: str, _events: list[Event]) -> str:
    return "A quarrel over a small thing breaks out and is settled."


def _escalated(_model: AllianceModel, _what: str, _events: list[Event]) -> str:
    return "A quarrel over a small thing breaks out and stays open; it costs trust."


def _given_up(_model: AllianceModel, what: str, events: list[Event]) -> str:
    return f"“{what}” is lowered to {_percent(events[0].value)} to keep members whose red line it crossed."


def _milestone(model: AllianceModel, _what: str, events: list[Event]) -> str:
    planned = model.blueprint.scenario.agreements.milestones
    return f"Milestone {events[0].value:.0f} of {planned} is reached and celebrated."


def _window(_model: AllianceModel, what: str, events: list[Event]) -> str:
    effect = "opens" if events[0].value >= 1 else "narrows"
    return f"The window {effect}: {what}."


def _shocked(_model: AllianceModel, what: str, _events: list[Event]) -> str:
    return f"From outside: {what}."


def _shifted(_model: AllianceModel, what: str, events: list[Event]) -> str:
    return f"Events tighten the red line of {_who(events)} on “{what}” to {_percent(events[0].value)}."


def _adopted(_model: AllianceModel, what: str, events: list[Event]) -> str:
    return f"Politics adopts “{what}” at {_percent(events[0].value)} of full ambition."


def _vote_lost(_model: AllianceModel, what: str, events: list[Event]) -> str:
    if not events[0].value:
        return f"The vote on “{what}” comes before there is a paper, and is lost."
    return f"The vote on “{what}” at {_percent(events[0].value)} is lost."


def _claimed(_model: AllianceModel, _what: str, events: list[Event]) -> str:
    return f"{_who(events)} claim{_s(events)} the success; the others lose trust."


def _shared(_model: AllianceModel, _what: str, _events: list[Event]) -> str:
    return "They tell the success together."


def _new_lead(_model: AllianceModel, _what: str, events: list[Event]) -> str:
    return f"{_who(events)} take{_s(events)} over the lead."


def _over(model: AllianceModel, what: str, events: list[Event]) -> str:
    if model.state.alliance.agreed_week == NEVER:
        return f"{_ENDINGS[what]}."
    return f"{_ENDINGS[what]}. Of the paper {_percent(events[0].value)} was adopted."


_SENTENCES: dict[str, Callable[[AllianceModel, str, list[Event]], str]] = {
    "joined": _joined,
    "declined": _refused,
    "left": _went,
    "stage": _stage,
    "goal worded": _worded,
    "objection": _objected,
    "reworded": _reworded,
    "demand dropped": _dropped,
    "agreed": _agreed,
    "conflict settled": _settled,
    "conflict escalated": _escalated,
    "position given up": _given_up,
    "milestone": _milestone,
    "window": _window,
    "shock": _shocked,
    "red line shifted": _shifted,
    "adopted": _adopted,
    "vote lost": _vote_lost,
    "credit claimed": _claimed,
    "credit shared": _shared,
    "new lead": _new_lead,
    "ended": _over,
}
