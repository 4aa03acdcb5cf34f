"""What a class sees of its negotiation: proposals with their votes, what was agreed on, and the meetings."""

from collections.abc import Callable, Iterable, Mapping

from htmltools import Tag, TagChild, tags

from seminar.agreement_form import Value, question
from seminar.classroom.state import ClassState, Proposal
from seminar.classroom.voting import WEEKS_IN_A_ROUND, Verdict, rule_in_force
from seminar.page.tab import Visit
from simulation import Scenario
from simulation.language.translation import Phrase

ROUND = Phrase("Round {round}: weeks {first} to {last}")
MEETING, NOT_BEFORE = Phrase("meets now"), Phrase("meets in round {round}")
NO_PROPOSALS = Phrase("Nothing is put to the vote at the moment.")
PROPOSED_BY = Phrase("Proposed by {team}")
CONSENTS, OBJECTS = Phrase("consents"), Phrase("objects")
AGREED_SO_FAR = Phrase("Agreed so far")
NOTHING_YET = Phrase("Nothing yet: everything is as the scenario has it.")
REJECTED = Phrase("Rejected")
RULE = Phrase("The class decides as the core group would:")


def round_heading(visit: Visit, round: int) -> str:
    """Return which round it is, and for which weeks it stands."""
    last = round * WEEKS_IN_A_ROUND
    return visit.say(ROUND, round=str(round), first=str(last - WEEKS_IN_A_ROUND + 1), last=str(last))


def meeting(visit: Visit, meets: int, round: int) -> str:
    """Return when a governing body meets."""
    return visit.say(MEETING) if meets == round else visit.say(NOT_BEFORE, round=str(meets))


def rule_told(visit: Visit, state: ClassState) -> Tag:
    """Return by which rule the class decides, as things stand."""
    scenario = state.opening.scenario
    rule = rule_in_force(state.decided, scenario.agreements)
    told = question(scenario, "agreements.decision_rule").answered(rule, scenario, visit.spoken)
    return tags.p(visit.say(RULE), " ", tags.strong(told))


def proposals(visit: Visit, state: ClassState, buttons: Callable[[Proposal], TagChild] = lambda _: None) -> TagChild:
    """Return what is put to the vote.

    Args:
        visit: for whom.
        state: of the class.
        buttons: what stands below a proposal.
    """
    if not state.open_proposals:
        return tags.p(visit.say(NO_PROPOSALS))
    return tags.ul(*(_proposal(visit, state, one, buttons) for one in state.open_proposals), class_="proposals")


def agreed_so_far(visit: Visit, scenario: Scenario, decided: Mapping[str, Value]) -> Tag:
    """Return what was agreed on, question by question."""
    if not decided:
        return tags.p(visit.say(NOTHING_YET))
    rows = (told(visit, scenario, field, value) for field, value in decided.items())
    return tags.dl(*(part for asked, answer in rows for part in (tags.dt(asked), tags.dd(answer))), class_="agreed")


def rejected(visit: Visit, state: ClassState) -> TagChild:
    """Return what was rejected and has not been agreed on since."""
    down = [one for one in state.proposals if one.verdict is Verdict.REJECTED and one.field not in state.decided]
    if not down:
        return None
    entries = (" ".join(told(visit, state.opening.scenario, one.field, one.value)) for one in down)
    return tags.details(tags.summary(visit.say(REJECTED)), tags.ul(*map(tags.li, entries)))


def told(visit: Visit, scenario: Scenario, field: str, value: Value) -> tuple[str, str]:
    """Return a question and an answer to it in the visitor's language."""
    asked = question(scenario, field)
    return asked.asked(scenario, visit.spoken), asked.answered(value, scenario, visit.spoken)


def _proposal(visit: Visit, state: ClassState, one: Proposal, buttons: Callable[[Proposal], TagChild]) -> Tag:
    scenario = state.opening.scenario
    asked, answer = told(visit, scenario, one.field, one.value)
    by = visit.say(PROPOSED_BY, team=scenario.called(one.team, visit.spoken.code))
    votes = tags.ul(*_votes(visit, state, one), class_="votes")
    return tags.li(tags.p(asked, class_="asked"), tags.p(tags.strong(answer)), tags.small(by), votes, buttons(one))


def _votes(visit: Visit, state: ClassState, one: Proposal) -> Iterable[Tag]:
    """Yield how each team has voted, or when it will."""
    for team in state.voters:
        called = state.opening.scenario.called(team, visit.spoken.code)
        if team in one.votes:
            word, look = (CONSENTS, "consents") if one.votes[team] else (OBJECTS, "objects")
            yield tags.li(called, ": ", tags.strong(visit.say(word)), class_=look)
        else:
            yield tags.li(called, ": ", meeting(visit, state.next_meeting(team), state.round), class_="waits")
