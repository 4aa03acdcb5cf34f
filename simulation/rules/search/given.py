"""Given: an alliance that is known to have been founded, beside those that come about.

From its founding on it lives as all others do: those asked decide for themselves, and it grows and ends by the same
rules.
"""

from simulation.engine.codes import NOBODY, Channel, Verdict
from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState, Rows
from simulation.engine.state import World, seen_by
from simulation.rules.search.choice import weigh_up_candidate
from simulation.rules.search.founding import found
from simulation.rules.search.occasion import works_for_the_opposite


@compiled
def bring_to_mind(world: World, field: FieldState, who: int, issue: int, asked: Rows) -> int:
    """Write down whom an organisation is known to have asked; those at work for the issue, or against it, are not."""
    state = seen_by(world, issue)
    for place in range(len(asked)):
        candidate = field.candidates[place]
        candidate.organisation, candidate.channel, candidate.through = asked[place], Channel.GIVEN, NOBODY
        weigh_up_candidate(world, field, state, who, candidate)
        candidate.verdict = Verdict.ASKED
        if works_for_the_opposite(field, asked[place], issue):
            candidate.verdict = Verdict.RIVAL
        elif field.engaged[asked[place], issue] != NOBODY:
            candidate.verdict = Verdict.TAKEN
    return len(asked)


@compiled
def found_as_known(world: World, field: FieldState, who: int, issue: int, asked: Rows) -> int:
    """Found an alliance with those who are known to have been asked, and return the row that stands for it."""
    count = bring_to_mind(world, field, who, issue, asked)
    world.alliances[issue].plan.invited = 1 + count
    return found(world, field, who, issue, count)
