"""Cards: what stands on the sheet of each organisation, and on the teacher's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.runner.provenance import PACKAGE, package_version
from seminar import profile_words
from seminar.classroom.entries import Opening
from seminar.papers.pdf import pdf
from seminar.profile_words import Line
from seminar.profiles import Profile
from seminar.role_cards import words
from simulation import Scenario
from simulation.language.translation import Language, Phrase

_TEMPLATE = Path(__file__).with_name("cards.typ")


@dataclass(frozen=True, slots=True)
class Roles:
    """Who is played, in the language of those who play.

    Attributes:
        opening: of the class; one that is opened on the page with the same scenario, seed and teams is the same.
        spoken: the language.
    """

    opening: Opening
    spoken: Language

    @property
    def scenario(self) -> Scenario:
        """The scenario, its organisations settled."""
        return self.opening.scenario

    @property
    def title(self) -> str:
        """What the scenario is called."""
        return str(getattr(self.scenario.title, self.spoken.code))

    @property
    def footer(self) -> str:
        """What stands below every page: which organisations these are."""
        made = {"package": PACKAGE, "version": package_version()}
        return self.spoken.say(words.FOOTER, title=self.title, seed=str(self.opening.seed), **made)

    @property
    def names(self) -> list[str]:
        """What the organisations are called."""
        return [self.name(profile) for profile in self.opening.profiles]

    def name(self, profile: Profile) -> str:
        """Return what an organisation is called."""
        return self.scenario.called(profile.name, self.spoken.code)


def role_cards(roles: Roles) -> bytes:
    """Return the cards as PDF: the teacher's sheet, then one for each organisation, to be folded in the middle."""
    say = roles.spoken.say
    data = {
        "title": say(words.TITLE, title=roles.title),
        "footer": roles.footer,
        "overview": _overview(roles),
        "drawn": say(words.DRAWN),
        "side": say(words.YOUR_SIDE),
        "wishes": say(profile_words.WISHES),
        "scale": say(profile_words.SCALE),
        "cards": [_card(roles, profile) for profile in roles.opening.profiles],
    }
    return pdf(_TEMPLATE, data, roles.spoken)


def _card(roles: Roles, profile: Profile) -> dict[str, Any]:
    spoken = roles.spoken
    task = [words.TASK, *([words.STARTS] if profile.initiates else [])]
    return {
        "name": roles.name(profile),
        "full": "" if profile.title == profile.name else profile.title,
        "task": " ".join(spoken.say(sentence) for sentence in task),
        "public": _part(profile_words.PUBLIC, profile_words.public_lines(profile, spoken), spoken),
        "private": _part(profile_words.PRIVATE, profile_words.private_lines(profile, spoken), spoken),
        "resources": _part(profile_words.RESOURCES, profile_words.resource_lines(profile, spoken), spoken),
        "wishes": _plain(profile_words.wish_lines(profile, roles.scenario, spoken)),
    }


def _part(title: Phrase, lines: Sequence[Line], spoken: Language) -> dict[str, Any]:
    return {"title": spoken.say(title), "lines": _plain(lines)}


def _plain(lines: Sequence[Line]) -> list[dict[str, str]]:
    return [line._asdict() for line in lines]


def _overview(roles: Roles) -> dict[str, Any]:
    heads = (words.DEMAND, words.HIGHEST_LEAST, words.LOWEST_LINE, words.ROOM)
    return {
        "title": roles.spoken.say(words.OVERVIEW),
        "count": roles.spoken.counted(words.HOW_MANY, len(roles.opening.profiles)),
        "warning": roles.spoken.say(words.DO_NOT_SHOW),
        "heads": [roles.spoken.say(head) for head in heads],
        "rows": [list(_room(roles, k)) for k in range(len(roles.scenario.goal.demands))],
    }


def _room(roles: Roles, k: int) -> Iterator[str]:
    """Yield a demand, who needs most of it, who bears least of it, and what lies between."""
    say, percent = roles.spoken.say, roles.spoken.percent
    needs = max(roles.opening.profiles, key=lambda profile: profile.wishes[k].least)
    bears = min(roles.opening.profiles, key=lambda profile: profile.wishes[k].red_line)
    low, high = needs.wishes[k].least, bears.wishes[k].red_line
    yield roles.scenario.called(needs.wishes[k].demand, roles.spoken.code)
    yield say(words.WHOSE, share=percent(low), who=roles.name(needs))
    yield say(words.WHOSE, share=percent(high), who=roles.name(bears))
    yield say(words.BETWEEN, low=percent(low), high=percent(high)) if low <= high else say(words.NO_ROOM)
