"""Turns: alliances at one place have theirs together, which changes nothing but how fast a run is."""

from itertools import pairwise

import numpy as np

from simulation.engine.codes import Stage
from simulation.field_run import ObservedField
from simulation.scenario.organisational_field import OrganisationalField
from tests.fields import small_field


def scattered() -> OrganisationalField:
    """Return a field whose organisations are at home at three places, half of them known to each other before."""
    local = {"groups__Welfare__levels": ["local"], "groups__Movement__levels": ["local", "federal"]}
    return small_field(search__places=3, **local)


def lined_up(run: ObservedField) -> list[list[int]]:
    """Return the alliances of each block, in the order of their turns."""
    blocks, turns = run.state.world.blocks, run.state.world.turns
    return [turns[first:end].tolist() for first, end in pairwise(blocks.tolist())]


def test_alliances_of_different_blocks_share_no_organisation() -> None:
    run, shared = ObservedField(scattered(), 1), 0
    for _ in range(60):
        run.step()
        world, blocks = run.state.world, lined_up(run)
        assert all(block == sorted(block) for block in blocks), "in the order of rows"
        listed = [a for block in blocks for a in block]
        assert len(listed) == len(set(listed))
        living = np.flatnonzero(world.alliances["stage"] < Stage.ENDED).tolist()
        assert set(living) <= set(listed)
        members = [
            {who for a in block for who in world.memberships["organisation"][_stretch(run, a)].tolist()}
            for block in blocks
        ]
        assert sum(map(len, members)) == len(set().union(*members))
        shared += sum(len(block) > 1 for block in blocks)
    assert len(blocks) == 4, "the country and three places"
    assert shared > 0


def _stretch(run: ObservedField, a: int) -> slice:
    plan = run.state.world.alliances["plan"][a]
    return slice(plan["memberships_from"], plan["memberships_to"])


def test_who_is_known_to_have_asked_others_may_have_asked_them_anywhere() -> None:
    asked = [{"issue": "Roof", "founder": "Welfare 1", "asked": ["Movement 2"], "when": 2}]
    run = ObservedField(small_field(search__places=3, alliances=asked), 1)
    assert len(run.state.world.blocks) == 2


def test_it_makes_no_difference_which_block_is_first() -> None:
    one, other = ObservedField(scattered(), 1), ObservedField(scattered(), 1)
    other._run = other._run._replace(world=other._run.world._replace(blocks=np.zeros(2, np.int64)))
    for _ in range(80):
        one.step()
        other.step()
    assert np.array_equal(one.state.world.organisations["energy"], other.state.world.organisations["energy"])
    assert all(np.array_equal(a, b) for a, b in zip(one.tables(), other.tables(), strict=True))
