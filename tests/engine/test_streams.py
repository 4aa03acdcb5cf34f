"""Random streams: the published generator, and draws that depend on their whole address and on nothing else."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from simulation.engine import streams
from simulation.engine.streams import happens, identity, key_of, philox, uniform
from simulation.errors import AllianceError
from simulation.scenario.loading import load_scenario

PARTS = ("key", "purpose", "week", "who", "other")
BOUNDS = {"key": 2**63, "purpose": 2**8, "week": 2**24, "who": 2**63, "other": 2**32}
RANDOM_ENOUGH = 1e-3  # least p-value; all addresses here are fixed, so that a test cannot fail by bad luck


def _words(*words: int) -> tuple[np.uint64, ...]:
    return tuple(np.uint64(word) for word in words)


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        (
            (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF),
            (0xFFFFFFFF, 0xFFFFFFFF),
            (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
        ),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_the_generator_gives_the_published_answers(
    counter: tuple[int, int, int, int], key: tuple[int, int], expected: tuple[int, int, int, int]
) -> None:
    c0, c1, c2, c3 = _words(*counter)
    k0, k1 = _words(*key)
    assert tuple(int(word) for word in philox((c0, c1, c2, c3), (k0, k1))) == expected


def _addresses(part: str, count: int) -> list[tuple[int, ...]]:
    """Return neighbouring addresses: one part counts up, the others stand still."""
    numbers = min(count, BOUNDS[part])
    return [tuple(n if name == part else 3 for name in PARTS) for n in range(numbers)]


def _draws(part: str, count: int = 20_000) -> npt.NDArray[np.float64]:
    return np.array([uniform(*address) for address in _addresses(part, count)])


@pytest.mark.parametrize("part", PARTS)
def test_neighbouring_addresses_give_even_draws(part: str) -> None:
    assert stats.kstest(_draws(part), "uniform").pvalue > RANDOM_ENOUGH


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("lag", [1, 2, 32])
def test_neighbouring_addresses_tell_nothing_of_each_other(part: str, lag: int) -> None:
    draws = _draws(part)
    cells, _, _ = np.histogram2d(draws[:-lag], draws[lag:], bins=5, range=[[0, 1], [0, 1]])
    assert stats.chi2_contingency(cells).pvalue > RANDOM_ENOUGH
    assert abs(stats.pearsonr(draws[:-lag], draws[lag:]).statistic) < 4 / np.sqrt(len(draws))


def test_purposes_tell_nothing_of_each_other() -> None:
    table = np.array([[uniform(1, purpose, week, 7, 0) for purpose in range(25)] for week in range(4000)])
    correlations = np.corrcoef(table, rowvar=False)[np.triu_indices(25, k=1)]
    assert np.abs(correlations).max() < 4.5 / np.sqrt(len(table))  # the largest of 300 pairs


ADDRESS = {name: st.integers(0, bound - 1) for name, bound in BOUNDS.items()}


@given(address=st.fixed_dictionaries(ADDRESS))
def test_draws_lie_from_0_to_below_1_in_steps_of_53_bits(address: dict[str, int]) -> None:
    draw = uniform(**address)
    assert 0.0 <= draw < 1.0
    assert (draw * 2.0**53).is_integer()


@given(address=st.fixed_dictionaries(ADDRESS))
def test_the_same_address_gives_the_same_draw(address: dict[str, int]) -> None:
    assert uniform(**address) == uniform(**address)


@given(address=st.fixed_dictionaries(ADDRESS), part=st.sampled_from(PARTS), data=st.data())
def test_every_bit_of_an_address_matters(address: dict[str, int], part: str, data: st.DataObject) -> None:
    bit = data.draw(st.integers(0, BOUNDS[part].bit_length() - 2), label="bit")
    moved = address | {part: address[part] ^ (1 << bit)}
    assert uniform(**moved) != uniform(**address)


def test_parts_of_an_address_do_not_run_into_each_other() -> None:
    places = [(purpose, week) for purpose in range(256) for week in (*range(20), 255, 256, 5200)]
    assert len({uniform(1, purpose, week, 0, 0) for purpose, week in places}) == len(places)
    crowd = [(who, other) for who in (0, 1, 2**32, 2**32 + 1) for other in range(50)]
    assert len({uniform(1, 0, 0, who, other) for who, other in crowd}) == len(crowd)


def test_every_purpose_has_a_number_of_its_own_that_fits_the_address() -> None:
    purposes = [
        int(value)
        for name, value in vars(streams).items()
        if name.isupper() and not name.startswith("_") and name not in ("START", "EVERYBODY", "ONCE")
    ]
    assert len(set(purposes)) == len(purposes)
    assert all(0 <= purpose < BOUNDS["purpose"] for purpose in purposes)


@pytest.mark.parametrize("probability", [0.0, 0.05, 0.5, 0.9, 1.0])
def test_things_happen_as_often_as_their_probability_says(probability: float) -> None:
    count = 20_000
    often = sum(happens(probability, 1, streams.ADOPTION, week, 0, 0) for week in range(count))
    deviation = 4 * np.sqrt(probability * (1 - probability) / count)
    assert abs(often / count - probability) <= deviation


@given(st.lists(st.text(min_size=1, max_size=80), min_size=2, max_size=2, unique=True))
def test_an_identity_tells_a_name_from_others(names: list[str]) -> None:
    one, other = map(identity, names)
    assert 0 <= one < 2**63
    assert one != other


def test_no_two_organisations_share_their_draws() -> None:
    for scenario in ("baseline", "lieferkettengesetz"):
        names = load_scenario(scenario).names()
        assert len({identity(name) for name in names}) == len(names)


SEEDS = st.integers(0, 2**63 - 1)
STREAMS = st.text(min_size=1, max_size=80)


@given(SEEDS, SEEDS, STREAMS)
def test_seeds_of_one_scenario_never_meet(seed: int, other: int, stream: str) -> None:
    assert 0 <= key_of(seed, stream) < 2**63
    assert (key_of(seed, stream) == key_of(other, stream)) == (seed == other)


@given(SEEDS, st.lists(STREAMS, min_size=2, max_size=2, unique=True))
def test_two_scenarios_draw_apart_under_one_seed(seed: int, streams: list[str]) -> None:
    one, other = (key_of(seed, stream) for stream in streams)
    assert one != other


def test_draws_of_two_scenarios_tell_nothing_of_each_other() -> None:
    one, other = (np.array([uniform(key_of(seed, s), 3, 5, 7, 0) for seed in range(20_000)]) for s in ("One", "Other"))
    assert abs(stats.pearsonr(one, other).statistic) < 4 / np.sqrt(len(one))


@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, 1.0, float("nan"), "7", None])
def test_a_seed_is_a_whole_number_from_0(seed: Any) -> None:
    with pytest.raises(AllianceError, match=r"seed = .* is not allowed: must be a whole number from 0 to 2\*\*63 - 1"):
        key_of(seed, "Any")
