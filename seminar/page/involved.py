"""Who is involved: what a scenario is about, for whom and for how long, as a visitor reads it before a run."""

from collections.abc import Iterator

from htmltools import Tag, TagList, tags

from experiments.analysis.labels import capital
from experiments.cli.scenario_catalogue import goal_in_words, last_day
from seminar.page.tab import Visit
from simulation import OrganisationalField, Scenario
from simulation.language.translation import Phrase
from simulation.scenario.definition import Setting

TIME, GOAL, INVITED, DEMANDS, WHO, ISSUES, FORUMS = (
    Phrase("Time"),
    Phrase("Goal"),
    Phrase("Invited"),
    Phrase("What they could ask for"),
    Phrase("Who is involved"),
    Phrase("What matters to them"),
    Phrase("Where they meet"),
)
FROM_TO = Phrase("{first} to {last}")
BY = Phrase("{number} of {all}, by {initiators}")
OF_A_KIND = Phrase("{number} × {name}")


def involved(visit: Visit, scenario: Scenario) -> Tag:
    """Return the summary of a scenario, its facts in a line each, and all organisations by sector."""
    spoken = visit.spoken
    rows = [
        (TIME, visit.say(FROM_TO, first=spoken.day(scenario.start), last=spoken.day(last_day(scenario)))),
        (GOAL, goal_in_words(scenario, spoken)),
        (INVITED, _invited(visit, scenario)),
        *([(DEMANDS, ", ".join(demands))] if (demands := _demands(visit, scenario)) else []),
    ]
    return _described(visit, scenario, rows)


def involved_in_a_field(visit: Visit, field: OrganisationalField) -> Tag:
    """Return the same of a field, in which nobody has been invited to anything yet."""
    spoken = visit.spoken
    issues = [capital(field.called(one.name, spoken.code)) for one in field.issues]
    forums = [capital(field.called(one.name, spoken.code)) for one in field.forums]
    rows = [
        (TIME, visit.say(FROM_TO, first=spoken.day(field.start), last=spoken.day(last_day(field)))),
        (ISSUES, ", ".join(issues)),
        *([(FORUMS, ", ".join(forums))] if forums else []),
    ]
    return _described(visit, field, rows)


def _described(visit: Visit, setting: Setting, rows: list[tuple[Phrase, str]]) -> Tag:
    told = [part for heading, text in rows for part in (tags.dt(visit.say(heading)), tags.dd(text))]
    return tags.div(
        tags.p(getattr(setting.summary, visit.spoken.code).strip(), class_="lead"),
        tags.dl(*told, class_="facts"),
        tags.details(tags.summary(visit.say(WHO)), tags.dl(_by_sector(visit, setting), class_="facts")),
    )


def _invited(visit: Visit, scenario: Scenario) -> str:
    spoken, invitation = visit.spoken, scenario.invitation
    initiators = spoken.listed([scenario.called(name, spoken.code) for name in invitation.initiators])
    numbers = {"number": invitation.size, "all": len(scenario.names())}
    return visit.say(BY, initiators=initiators, **{key: spoken.number(value) for key, value in numbers.items()})


def _demands(visit: Visit, scenario: Scenario) -> list[str]:
    return [scenario.called(demand.name, visit.spoken.code) for demand in scenario.goal.demands]


def _by_sector(visit: Visit, scenario: Setting) -> TagList:
    sectors: dict[str, list[str]] = {}
    for sector, name in _named(visit, scenario):
        sectors.setdefault(sector, []).append(name)
    return TagList(*(TagList(tags.dt(sector), tags.dd(", ".join(names))) for sector, names in sectors.items()))


def _named(visit: Visit, scenario: Setting) -> Iterator[tuple[str, str]]:
    """Yield all organisations with their sector; of a group, how many there are."""
    code = visit.spoken.code
    for one in scenario.organisations:
        called = scenario.called(one.name, code)
        yield visit.say(Phrase(one.sector)), one.title if one.title and called == one.name else called
    for group in scenario.groups:
        sectors = ", ".join(visit.say(Phrase(sector)) for sector in group.sectors)
        yield sectors, visit.say(OF_A_KIND, number=str(group.count), name=scenario.called(group.name, code))
