"""Named random streams: every draw is a pure function of scenario, seed, purpose, week and who is concerned.

Two runs of a scenario that differ in one agreement therefore share each draw which that change does not touch,
while two scenarios share none, and neither the order of organisations nor the number of workers can move a
result. The generator is Philox 4x32-10 of Salmon et al. (2011), whose published test vectors the tests repeat.
"""

import hashlib
import os
from numbers import Integral

import numpy as np

from simulation.engine.compilation import codes, compiled, in_place
from simulation.errors import AllianceError, shown

# Purposes. The place of one in this list is part of every past result: new ones go to its end.
(
    RANK,
    TRAITS,
    WISHES,
    FIRST_MEETING,
    POSTPONEMENT,
    JUDGEMENT,
    OBJECTION,
    DRAFT,
    CONFIRMATION,
    REWORDING,
    REACHABLE,
    ENCOUNTER,
    OUTBREAK,
    SETTLEMENT,
    BREACH,
    OCCASION,
    MANDATE,
    SALIENCE,
    SHOCK,
    SHOCKED_MEMBER,
    SHOCKED_DEMAND,
    SHOCK_SIZE,
    ADOPTION,
    CREDIT,
    HANDOVER,
    VALUE_POINT,
    APPLICATION,
    CONTRIBUTION,
    TURNOVER,
    ROLLBACK,
    IMPLEMENTATION,
    TOPIC,
    ADJUSTMENT,
    NEW_TOPIC,
    QUALITY,
    STATION,
    EMERGENCY,
    SIGNATURE,
    DELEGATION,
    WEAR,
) = codes(40)

# Purposes of a field, apart from those, so that either list can grow.
_FIRST_OF_A_FIELD = 128
HOME, SEAT, FOUNDING, LOOK, LOOK_WHERE, LOOK_AT, HEARSAY, COMES_UP, TURN, HEARD = (
    _FIRST_OF_A_FIELD + number for number in codes(10)
)

# What stands for "at the start", "nobody in particular" and "just one draw" in the address of a draw.
START, EVERYBODY, ONCE = codes(1) * 3


_MASK = np.uint64(0xFFFFFFFF)
_WORD = np.uint64(32)
_FACTOR_0 = np.uint64(0xD2511F53)
_FACTOR_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_WEEK_SHIFT = np.uint64(8)
_LOW_21 = np.uint64(11)
_UNIT = 2.0**-53
_HIGH_WORD = 2.0**21


@in_place
def philox(
    counter: tuple[np.uint64, np.uint64, np.uint64, np.uint64], key: tuple[np.uint64, np.uint64]
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return the four 32-bit words of Philox 4x32-10 for a counter of four words and a key of two."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        product_0 = _FACTOR_0 * c0
        product_1 = _FACTOR_1 * c2
        c0 = (product_1 >> _WORD) ^ c1 ^ k0
        c1 = product_1 & _MASK
        c2 = (product_0 >> _WORD) ^ c3 ^ k1
        c3 = product_0 & _MASK
        k0 = (k0 + _WEYL_0) & _MASK
        k1 = (k1 + _WEYL_1) & _MASK
    return c0, c1, c2, c3


@in_place
def drawn(key: int, purpose: int, week: int, who: int, other: int) -> float:
    """Draw from [0, 1).

    Args:
        key: of the run (see `key_of`), from 0 to 2**63 - 1.
        purpose: one of this module's constants.
        week: of the run, below 2**24, or START.
        who: identity of the organisation concerned (see `identity`), or EVERYBODY.
        other: what else tells this draw from others, a demand or a trait, or ONCE.
    """
    first = np.uint64(purpose) | (np.uint64(week) << _WEEK_SHIFT)
    low, high = np.uint64(who) & _MASK, np.uint64(who) >> _WORD
    words = (np.uint64(key) & _MASK, np.uint64(key) >> _WORD)
    word_0, word_1, _, _ = philox((first, low, high, np.uint64(other)), words)
    return (np.float64(word_0) * _HIGH_WORD + np.float64(word_1 >> _LOW_21)) * _UNIT


@compiled
def uniform(key: int, purpose: int, week: int, who: int, other: int) -> float:
    """Draw from [0, 1), as `drawn` does; loops that draw for many call that one."""
    return drawn(key, purpose, week, who, other)


@compiled
def happens(probability: float, key: int, purpose: int, week: int, who: int, other: int) -> bool:
    """Decide by lot whether something of the given probability happens."""
    return probability > 0.0 and uniform(key, purpose, week, who, other) < probability


def key_of(seed: int, stream: str) -> int:
    """Return the key of a run: runs of one scenario with one seed share it, those of another scenario have another.

    Args:
        seed: of the run, from 0 to 2**63 - 1.
        stream: name of the scenario's random numbers.

    Raises:
        AllianceError: if the seed is not allowed.
    """
    if not isinstance(seed, Integral) or not 0 <= seed < 2**63:
        raise AllianceError(f"seed = {shown(seed)} is not allowed: must be a whole number from 0 to 2**63 - 1.")
    return int(seed) ^ identity(stream)


def fresh_seed() -> int:
    """Return a seed that nobody has chosen, short enough to be typed again."""
    return int.from_bytes(os.urandom(4)) >> 1


def salt(name: str) -> int:
    """Return what tells the draws of an alliance from those of another: a hash of its name, a multiple of 4096.

    What else tells a draw from others is added to it.
    """
    return (identity(name) & 0xFFFFF) << 12


def identity(name: str) -> int:
    """Return the number by which an organisation's draws are told apart: a hash of its name, from 0 to 2**63 - 1."""
    digest = hashlib.blake2s(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1
