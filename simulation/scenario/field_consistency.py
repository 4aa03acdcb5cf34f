"""What must agree between the parts of a field of organisations, beside what must in any scenario."""

from collections.abc import Iterator

from simulation.errors import Fault, KeyPath, did_you_mean, shown
from simulation.scenario.consistency import (
    KnownOrganisations,
    moment,
    names_in_the_setting,
    of_the_calendar,
    of_the_demands,
    of_the_setting,
    of_the_translations,
    repeated,
    too_few,
)
from simulation.scenario.organisational_field import OrganisationalField

# Agreements that name an organisation, which only those can do who know who will be there.
_OF_KNOWN_MEMBERS = ("lead", "successor")
# Agreements on a day, which would be the same for all alliances whenever they are founded.
_OF_ONE_DAY = ("lead_leaves", "outside_money_ends", "paper_due")


def field_inconsistencies(scenario: OrganisationalField) -> Iterator[Fault]:
    """Yield everything in which parts of a field contradict each other."""
    known = KnownOrganisations(scenario)
    if known.total < 2:
        yield too_few()
        return
    yield from of_the_setting(scenario, known, [issue.goal for issue in scenario.issues])
    yield from _issues(scenario)
    yield from _forums(scenario, known)
    yield from _alliances(scenario, known)
    yield from _shares_of_looks(scenario)
    yield from of_the_calendar(scenario)
    yield from _shocks(scenario)
    yield from of_the_translations(scenario, names_in_a_field(scenario))


def names_in_a_field(scenario: OrganisationalField) -> list[str]:
    """Return the names of all that has one in a field."""
    demands = [demand.name for issue in scenario.issues for demand in issue.goal.demands]
    own = [entry.name for part in (scenario.issues, scenario.forums) for entry in part]
    return [*names_in_the_setting(scenario), *own, *demands]


def _issues(scenario: OrganisationalField) -> Iterator[Fault]:
    names = [issue.name for issue in scenario.issues]
    yield from repeated(names, ("issues",), ("name",))
    for index, issue in enumerate(scenario.issues):
        path: KeyPath = ("issues", index)
        yield from of_the_demands(scenario, path, issue.goal)
        others = [name for name in names if name != issue.name]
        if issue.against and issue.against not in others:
            hint = did_you_mean(issue.against, others)
            yield Fault((*path, "against"), shown(issue.against), f"must be another issue of this field{hint}")
        for part in _OF_KNOWN_MEMBERS:
            if name := getattr(issue.agreements, part):
                message = "must stay empty, for nobody knows yet who will be there; founder_leads = true gives a lead"
                yield Fault((*path, "agreements", part), shown(name), message)
        for part in _OF_ONE_DAY:
            if (day := getattr(issue.agreements, part)) is not None:
                message = "is not allowed in a field, whose alliances are founded at different times"
                yield Fault((*path, "agreements", part), shown(day), message)


def _forums(scenario: OrganisationalField, known: KnownOrganisations) -> Iterator[Fault]:
    yield from repeated([forum.name for forum in scenario.forums], ("forums",), ("name",))
    for index, forum in enumerate(scenario.forums):
        path: KeyPath = ("forums", index)
        for place, name in enumerate(forum.members):
            yield from known.unknown((*path, "members", place), name)
        for place, name in enumerate(forum.groups):
            if name not in known.groups:
                hint = did_you_mean(name, list(known.groups)) or "; add it under [[groups]] or name another"
                yield Fault((*path, "groups", place), shown(name), f"is not a group of this field{hint}")
        if not (forum.members or forum.groups):
            yield Fault((*path, "members"), "", "must name somebody, or forums.groups a group that belongs to it")


def _alliances(scenario: OrganisationalField, known: KnownOrganisations) -> Iterator[Fault]:
    issues = [issue.name for issue in scenario.issues]
    for index, alliance in enumerate(scenario.alliances):
        path: KeyPath = ("alliances", index)
        if alliance.issue not in issues:
            hint = did_you_mean(alliance.issue, issues)
            yield Fault((*path, "issue"), shown(alliance.issue), f"must be an issue of this field{hint}")
        yield from known.unknown((*path, "founder"), alliance.founder)
        for place, name in enumerate(alliance.asked):
            yield from known.unknown((*path, "asked", place), name)
            if name in (alliance.founder, *alliance.asked[:place]):
                yield Fault((*path, "asked", place), shown(name), "is there already; name everybody once")
        yield from moment((*path, "when"), alliance.when, scenario.start)


def _shares_of_looks(scenario: OrganisationalField) -> Iterator[Fault]:
    search = scenario.search
    if search.by_forum + search.by_memory > 1:
        message = f"is not allowed: with search.by_forum = {search.by_forum:g} both shares must come to 1 at most"
        yield Fault(("search", "by_memory"), shown(search.by_memory), message)


def _shocks(scenario: OrganisationalField) -> Iterator[Fault]:
    """Yield a fault for each shock that asks one alliance for an answer, where there are many."""
    for index, shock in enumerate(scenario.arena.shocks):
        for part in ("red_lines", "need"):
            if value := getattr(shock, part):
                message = "is not allowed in a field, where shocks move salience and resistance only"
                yield Fault(("arena", "shocks", index, part), shown(value), message)
