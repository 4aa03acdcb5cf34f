"""What must agree between the parts of a scenario; each check says what is wrong and where."""

from collections.abc import Iterator, Sequence
from datetime import date

from simulation.errors import Fault, KeyPath, did_you_mean, shown
from simulation.scenario.definition import Scenario, Setting
from simulation.scenario.fields import When
from simulation.scenario.naming import TRANSLATIONS
from simulation.scenario.participants import Position
from simulation.scenario.ventures import FIRST, Goal, Venture

# The calendar begins in 1583; behind the last day a century of weeks, the longest run, still has dates.
FIRST_DAY, LAST_DAY = date(1583, 1, 1), date(2999, 12, 31)
LAST_WEEK = 5200


def inconsistencies(scenario: Scenario) -> Iterator[Fault]:
    """Yield everything in which parts of a scenario contradict each other."""
    known = KnownOrganisations(scenario)
    if known.total < 2:
        yield too_few()
        return
    yield from of_the_setting(scenario, known, [venture.goal for venture in scenario.ventures])
    for number, venture in enumerate(scenario.ventures):
        path: KeyPath = ("others", number - 1) if number else ()
        yield from of_the_demands(scenario, path, venture.goal)
        for index, demonstration in enumerate(venture.demonstrations):
            yield from moment((*path, "demonstrations", index, "when"), demonstration.when, scenario.start)
        yield from _invitation(path, venture, known)
        yield from _lead(path, venture, known)
        yield from _successor(path, venture, known)
    yield from _others(scenario)
    yield from of_the_calendar(scenario)
    yield from of_the_translations(scenario, names_in(scenario))


def too_few() -> Fault:
    """Return the fault of a scenario without two organisations, from which whatever else is wrong would follow."""
    return Fault(("organisations",), "", "must be two at least; name them here, or have some drawn under [[groups]]")


class KnownOrganisations:
    """The first day and the organisations of a scenario, found by name without counting up large groups."""

    def __init__(self, scenario: Setting) -> None:
        self.start = scenario.start
        self.listed = [organisation.name for organisation in scenario.organisations]
        self._listed = frozenset(self.listed)
        self.groups: dict[str, int] = {}
        for group in scenario.groups:
            self.groups[group.name] = max(group.count, self.groups.get(group.name, 0))
        self.total = len(self.listed) + sum(group.count for group in scenario.groups)

    def group_of(self, name: str) -> str | None:
        """Return the group whose sampled organisations include one of that name."""
        group, _, number = name.rpartition(" ")
        # Counted names are written in one way only: `Unions 1`, not `Unions 01`.
        is_number = number.isascii() and number.isdigit() and not number.startswith("0") and len(number) < 9
        return group if is_number and int(number) <= self.groups.get(group, 0) else None

    def unknown(self, path: KeyPath, name: str) -> Iterator[Fault]:
        """Yield a fault if no organisation has that name."""
        if name not in self._listed and self.group_of(name) is None:
            hint = did_you_mean(name, [*self.listed, *(f"{group} 1" for group in self.groups)])
            advice = hint or "; add it under [[organisations]] or name another"
            yield Fault(path, shown(name), f"is not an organisation of this scenario{advice}")


def of_the_setting(scenario: Setting, known: KnownOrganisations, goals: Sequence[Goal]) -> Iterator[Fault]:
    """Yield what contradicts itself among organisations, their ties, and their positions on the demands of goals."""
    yield from _names(scenario, known)
    yield from _positions(scenario, [demand.name for goal in goals for demand in goal.demands])
    yield from _ties(scenario, known)


def _names(scenario: Setting, known: KnownOrganisations) -> Iterator[Fault]:
    yield from repeated(known.listed, ("organisations",), ("name",))
    yield from repeated([group.name for group in scenario.groups], ("groups",), ("name",))
    for index, name in enumerate(known.listed):
        if (group := known.group_of(name)) is not None:
            message = f"is not allowed: group {shown(group)} has an organisation of this name; choose another"
            yield Fault(("organisations", index, "name"), shown(name), message)


def of_the_demands(scenario: Setting, path: KeyPath, goal: Goal) -> Iterator[Fault]:
    """Yield a fault for each demand of a goal whose name another one has, or whose days are none of the run."""
    place: KeyPath = (*path, "goal", "demands")
    yield from repeated([demand.name for demand in goal.demands], place, ("name",))
    for index, demand in enumerate(goal.demands):
        for part in ("agenda_from", "decided_on"):
            if (when := getattr(demand, part)) is not None:
                yield from moment((*place, index, part), when, scenario.start)
        if demand.venue == "nobody" and demand.decided_on is not None:
            message = "is not allowed where nobody decides; drop it or name a venue"
            yield Fault((*place, index, "decided_on"), shown(demand.decided_on), message)


def repeated(names: Sequence[str], path: KeyPath, rest: KeyPath = ()) -> Iterator[Fault]:
    """Yield a fault for each name of a list that stands there before."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            message = "is not allowed: the same name stands above already; names must differ"
            yield Fault((*path, index, *rest), shown(name), message)
        seen.add(name)


def _positions(scenario: Setting, demands: Sequence[str]) -> Iterator[Fault]:
    for index, organisation in enumerate(scenario.organisations):
        for demand, position in organisation.positions.items():
            path: KeyPath = ("organisations", index, "positions", demand)
            if demand not in demands:
                hint = did_you_mean(demand, demands)
                yield Fault(path, "", f"is not a demand listed in goal.demands{hint}")
            yield from _red_line(path, position)


def _red_line(path: KeyPath, position: Position) -> Iterator[Fault]:
    if position.ideal is not None and position.red_line is not None and position.red_line < position.ideal:
        message = f"is not allowed: a red line must not lie below the ideal, here {position.ideal:g}"
        yield Fault((*path, "red_line"), shown(position.red_line), message)


def _ties(scenario: Setting, known: KnownOrganisations) -> Iterator[Fault]:
    seen: set[frozenset[str]] = set()
    for index, tie in enumerate(scenario.ties):
        path: KeyPath = ("ties", index, "between")
        for end, name in enumerate(tie.between):
            yield from known.unknown((*path, end), name)
        pair = frozenset(tie.between)
        if len(pair) == 1:
            yield Fault(path, shown(tie.between), "is not allowed: a tie joins two different organisations")
        elif pair in seen:
            message = "is not allowed: this tie stands above already, and both ends share one trust; keep one"
            yield Fault(path, shown(tie.between), message)
        seen.add(pair)


def _invitation(path: KeyPath, venture: Venture, known: KnownOrganisations) -> Iterator[Fault]:
    invitation = venture.invitation
    for part in ("initiators", "indispensable"):
        names = getattr(invitation, part)
        for index, name in enumerate(names):
            yield from known.unknown((*path, "invitation", part, index), name)
        yield from repeated(names, (*path, "invitation", part))
    place: KeyPath = (*path, "invitation", "size")
    if invitation.size > known.total:
        message = f"is not allowed: must be at most {known.total}, for there are no more organisations"
        yield Fault(place, shown(invitation.size), message)
    if invitation.size < (least := len(set(invitation.initiators))):
        message = f"is not allowed: must be at least {least}, the number of invitation.initiators"
        yield Fault(place, shown(invitation.size), message)


def _lead(path: KeyPath, venture: Venture, known: KnownOrganisations) -> Iterator[Fault]:
    lead, place = venture.agreements.lead, (*path, "agreements", "lead")
    if not lead:
        return
    invitation = venture.invitation
    first = list(dict.fromkeys([*invitation.initiators, lead, *invitation.indispensable]))
    unknown = list(known.unknown(place, lead))
    yield from unknown
    if not unknown and lead not in (*invitation.initiators, *invitation.indispensable):
        message = "is not certain to be asked; add it to invitation.initiators or invitation.indispensable"
        yield Fault(place, shown(lead), message)
    elif lead in first[venture.agreements.core_size :]:
        message = f"has no seat at a table of {venture.agreements.core_size}; raise agreements.core_size"
        yield Fault(place, shown(lead), message)
    elif lead in first[invitation.size :]:
        message = f"is not among the {invitation.size} asked first; raise invitation.size or name it earlier"
        yield Fault(place, shown(lead), message)


def _successor(path: KeyPath, venture: Venture, known: KnownOrganisations) -> Iterator[Fault]:
    agreements, invitation = venture.agreements, venture.invitation
    place: KeyPath = (*path, "agreements", "successor")
    for part in ("lead_leaves", "outside_money_ends", "paper_due", "season_from"):
        if (when := getattr(agreements, part)) is not None:
            yield from moment((*path, "agreements", part), when, known.start)
    if not agreements.successor:
        if agreements.overlap_weeks > 0:
            message = "needs somebody who works in beside the old lead; name one as agreements.successor"
            yield Fault((*path, "agreements", "overlap_weeks"), shown(agreements.overlap_weeks), message)
        return
    yield from known.unknown(place, agreements.successor)
    first = dict.fromkeys((*invitation.initiators, agreements.lead, agreements.successor))
    if agreements.successor == agreements.lead or not agreements.lead:
        yield Fault(place, shown(agreements.successor), "must follow a lead, agreements.lead, other than itself")
    elif len(first) > invitation.size:
        message = f"is not among the {invitation.size} asked first; raise invitation.size"
        yield Fault(place, shown(agreements.successor), message)


def _others(scenario: Scenario) -> Iterator[Fault]:
    names = [FIRST, *(other.name for other in scenario.others)]
    yield from repeated(names[1:], ("others",), ("name",))
    for index, other in enumerate(scenario.others):
        path: KeyPath = ("others", index)
        if other.name == FIRST:
            yield Fault((*path, "name"), shown(FIRST), "is not allowed: it stands for the scenario's own alliance")
        for part in ("after", "among"):
            name = getattr(other, part)
            if name and (name not in names or name == other.name):
                hint = did_you_mean(name, [known for known in names if known != other.name])
                yield Fault((*path, part), shown(name), f"must be another alliance of this scenario or first{hint}")
        yield from _circle(scenario, index)
        for part in ("start", "merger"):
            if (when := getattr(other, part)) is not None:
                yield from moment((*path, part), when, scenario.start)


def _circle(scenario: Scenario, index: int) -> Iterator[Fault]:
    before = {other.name: other.after for other in scenario.others}
    name = start = scenario.others[index].name
    for _ in scenario.others:
        name = before.get(name, "")
        if name == start:
            message = "is not allowed: these alliances wait for one another; let one of them begin at a `start`"
            yield Fault(("others", index, "after"), shown(scenario.others[index].after), message)
            return


def of_the_calendar(scenario: Setting) -> Iterator[Fault]:
    """Yield a fault for each entry of the calendar on a day that no run has."""
    arena = scenario.arena
    yield from _day(("start",), scenario.start)
    for part, name, moments in (
        ("windows", "start", [window.start for window in arena.windows]),
        ("votes", "when", [vote.when for vote in arena.votes]),
        ("shocks", "when", [shock.when for shock in arena.shocks]),
        ("elections", "when", [election.when for election in arena.elections]),
    ):
        for index, when in enumerate(moments):
            yield from moment(("arena", part, index, name), when, scenario.start)


def moment(path: KeyPath, when: When, start: date) -> Iterator[Fault]:
    """Yield a fault for a day that no run has."""
    if isinstance(when, int):
        if not 0 <= when <= LAST_WEEK:
            message = f"is not allowed: weeks are counted from 0, the first week of the run, to {LAST_WEEK}"
            yield Fault(path, shown(when), message)
    elif when < start:
        message = f"is not allowed: must not lie before the first day, start = {shown(start)}"
        yield Fault(path, shown(when), message)
    else:
        yield from _day(path, when)


def _day(path: KeyPath, day: date) -> Iterator[Fault]:
    if not FIRST_DAY <= day <= LAST_DAY:
        message = f"is not allowed: must lie between {shown(FIRST_DAY)} and {shown(LAST_DAY)}"
        yield Fault(path, shown(day), message)


def of_the_translations(scenario: Setting, named: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault for each translation of what is none of the names in a scenario."""
    for table in TRANSLATIONS.values():
        for name in sorted(getattr(scenario, table).keys() - translatable(named)):
            yield Fault((table, name), "", f"is not a name in this scenario{did_you_mean(name, named)}")


def translatable(named: Sequence[str]) -> frozenset[str]:
    """Return all names that texts may call something else; counted ones also without their number."""
    return frozenset(named) | {name.rpartition(" ")[0] for name in named}


def names_in(scenario: Scenario) -> list[str]:
    """Return the names of all that has one in a scenario."""
    demands = [demand.name for venture in scenario.ventures for demand in venture.goal.demands]
    demands += [demonstration.name for venture in scenario.ventures for demonstration in venture.demonstrations]
    return [*names_in_the_setting(scenario), *(other.name for other in scenario.others), *demands]


def names_in_the_setting(scenario: Setting) -> list[str]:
    """Return the names of organisations, groups and dates."""
    arena = scenario.arena
    calendar = (arena.windows, arena.votes, arena.elections, arena.shocks)
    return [entry.name for part in (scenario.organisations, scenario.groups, *calendar) for entry in part]
