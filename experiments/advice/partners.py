"""Whom can we not do without? The plan without each partner, and with each that it does not ask."""

from collections.abc import Iterator

from experiments.advice.asked import Partner, partners_of, surely_asked, with_one_more, without
from experiments.advice.question import Option, Question, outcomes_of, possible
from simulation import Scenario
from simulation.language.translation import Phrase

MOST_PARTNERS, MOST_MORE = 24, 8

ALONE = Phrase("{names}: nobody else starts it, so it is not left out.")
ONE_OF = Phrase("{whom} (one)")


def about_partners(scenario: Scenario) -> Question:
    """Ask what each partner of a plan does for it, and what one more would do."""
    asked = set(surely_asked(scenario))
    invited = [partner for partner in partners_of(scenario) if _may_be_asked(scenario, partner, asked)]
    starting = [partner for partner in invited if set(partner.members) >= set(scenario.invitation.initiators)]
    options = (*_without(scenario, invited[:MOST_PARTNERS]), *_with(scenario, asked))
    return Question(
        "partners",
        scenario,
        outcomes_of(scenario),
        options,
        (ALONE,) if starting else (),
        tuple(partner.name for partner in starting),
    )


def _may_be_asked(scenario: Scenario, partner: Partner, asked: set[str]) -> bool:
    """Tell whether a partner is asked, surely or, of a group, by lot."""
    is_drawn = scenario.invitation.order != "listed" and len(partner.members) > 1
    return is_drawn or bool(asked & set(partner.members))


def _without(scenario: Scenario, partners: list[Partner]) -> Iterator[Option]:
    for partner in partners:
        if (made := possible(scenario, without(scenario, partner))) is not None:
            yield Option("without", f"without {partner.name}", made, whom=partner.name)


def _with(scenario: Scenario, asked: set[str]) -> Iterator[Option]:
    """Yield each partner of which somebody is not asked surely; of a group one more."""
    more = ((one, next((name for name in one.members if name not in asked), "")) for one in partners_of(scenario))
    for partner, name in [(partner, name) for partner, name in more if name][:MOST_MORE]:
        if (made := possible(scenario, with_one_more(scenario, name))) is not None:
            told = ONE_OF if len(partner.members) > 1 else None
            yield Option("with", f"with {name}", made, told, whom=partner.name)
