"""What must agree between the parts of a scenario; each check says what is wrong and where."""

from collections.abc import Iterator, Sequence
from datetime import date

from simulation.errors import Fault, KeyPath, did_you_mean, shown
from simulation.scenario import Position, Scenario, When


def inconsistencies(scenario: Scenario) -> Iterator[Fault]:
    """Yield everything in which parts of a scenario contradict each other."""
    known = _Known(scenario)
    if known.total < 2:
        # Whatever else is wrong follows from this.
        message = "must be two at least; name them here, or have some drawn under [[groups]]"
        yield Fault(("organisations",), "", message)
        return
    yield from _names(scenario, known)
    yield from _positions(scenario)
    yield from _ties(scenario, known)
    yield from _invitation(scenario, known)
    yield from _lead(scenario, known)
    yield from _calendar(scenario)


class _Known:
    """The organisations of a scenario, found by name without counting up large groups."""

    def __init__(self, scenario: Scenario) -> None:
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
        is_number = number.isascii() and number.isdigit() and not number.startswith("0") and len(number) < 7
        return group if is_number and int(number) <= self.groups.get(group, 0) else None

    def unknown(self, path: KeyPath, name: str) -> Iterator[Fault]:
        """Yield a fault if no organisation has that name."""
        if name not in self._listed and self.group_of(name) is None:
            hint = did_you_mean(name, [*self.listed, *(f"{group} 1" for group in self.groups)])
            advice = hint or "; add it under [[organisations]] or name another"
            yield Fault(path, shown(name), f"is not an organisation of this scenario{advice}")


def _names(scenario: Scenario, known: _Known) -> Iterator[Fault]:
    yield from _repeated(known.listed, ("organisations",), ("name",))
    yield from _repeated([group.name for group in scenario.groups], ("groups",), ("name",))
    yield from _repeated([demand.name for demand in scenario.goal.demands], ("goal", "demands"), ("name",))
    for index, name in enumerate(known.listed):
        if (group := known.group_of(name)) is not None:
            message = f"is not allowed: group {shown(group)} has an organisation of this name; choose another"
            yield Fault(("organisations", index, "name"), shown(name), message)


def _repeated(names: Sequence[str], path: KeyPath, rest: KeyPath = ()) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            message = "is not allowed: the same name stands above already; names must differ"
            yield Fault((*path, index, *rest), shown(name), message)
        seen.add(name)


def _positions(scenario: Scenario) -> Iterator[Fault]:
    demands = [demand.name for demand in scenario.goal.demands]
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


def _ties(scenario: Scenario, known: _Known) -> Iterator[Fault]:
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


def _invitation(scenario: Scenario, known: _Known) -> Iterator[Fault]:
    invitation = scenario.invitation
    for part in ("initiators", "indispensable"):
        names = getattr(invitation, part)
        for index, name in enumerate(names):
            yield from known.unknown(("invitation", part, index), name)
        yield from _repeated(names, ("invitation", part))
    if invitation.size > known.total:
        message = f"is not allowed: must be at most {known.total}, for there are no more organisations"
        yield Fault(("invitation", "size"), shown(invitation.size), message)
    if invitation.size < (least := len(set(invitation.initiators))):
        message = f"is not allowed: must be at least {least}, the number of invitation.initiators"
        yield Fault(("invitation", "size"), shown(invitation.size), message)


def _lead(scenario: Scenario, known: _Known) -> Iterator[Fault]:
    lead, path = scenario.agreements.lead, ("agreements", "lead")
    if not lead:
        return
    invitation = scenario.invitation
    first = list(dict.fromkeys([*invitation.initiators, lead, *invitation.indispensable]))
    unknown = list(known.unknown(path, lead))
    yield from unknown
    if not unknown and lead not in (*invitation.initiators, *invitation.indispensable):
        message = "is not certain to be asked; add it to invitation.initiators or invitation.indispensable"
        yield Fault(path, shown(lead), message)
    elif lead in first[scenario.agreements.core_size :]:
        message = f"has no seat at a table of {scenario.agreements.core_size}; raise agreements.core_size"
        yield Fault(path, shown(lead), message)
    elif lead in first[invitation.size :]:
        message = f"is not among the {invitation.size} asked first; raise invitation.size or name it earlier"
        yield Fault(path, shown(lead), message)


def _calendar(scenario: Scenario) -> Iterator[Fault]:
    arena = scenario.arena
    for part, name, moments in (
        ("windows", "start", [window.start for window in arena.windows]),
        ("votes", "when", [vote.when for vote in arena.votes]),
        ("shocks", "when", [shock.when for shock in arena.shocks]),
    ):
        for index, when in enumerate(moments):
            yield from _too_early(("arena", part, index, name), when, scenario.start)


def _too_early(path: KeyPath, when: When, start: date) -> Iterator[Fault]:
    if isinstance(when, date) and when < start:
        message = f"is not allowed: must not lie before the first day, start = {shown(start)}"
        yield Fault(path, shown(when), message)
    elif isinstance(when, int) and when < 0:
        yield Fault(path, shown(when), "is not allowed: weeks are counted from 0, the first week of the run")
