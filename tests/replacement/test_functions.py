"""Python functions as things: copies find other values, and a digest changes with whatever a function does."""

from collections.abc import Callable
from types import FunctionType
from typing import Any

import numpy as np
import pytest

from simulation.errors import RuleError
from simulation.replacement.functions import as_function, copied, digest, looked_up


def functions_in(text: str, **others: Any) -> dict[str, Any]:
    """Run a text as a module and return what it defines."""
    namespace: dict[str, Any] = {"__name__": "a module", **others}
    exec(text, namespace)
    return namespace


HELPED = """
SIZE = 2
def helper(x):
    return x * SIZE
def rule(x):
    return helper(x) + 1
"""


def rule_in(text: str) -> FunctionType:
    rule = as_function(functions_in(text)["rule"])
    assert rule is not None
    return rule


def test_a_copy_finds_other_values_and_the_original_stays_as_it_is() -> None:
    rule = rule_in(HELPED)
    copy = copied(rule, {"helper": lambda x: 10 * x}, "copy")
    assert (copy(3), rule(3)) == (31, 7)
    assert copy.__qualname__ == "rule_copy"


def test_a_copy_finds_other_values_in_the_function_around_it_too() -> None:
    def around(factor: int) -> Callable[[int], int]:
        return lambda x: factor * x

    rule = as_function(around(2))
    assert rule is not None
    assert looked_up(rule) == {"factor": 2}
    assert (copied(rule, {"factor": 5}, "copy")(3), rule(3)) == (15, 6)


@pytest.mark.parametrize(
    ("old", "new"),
    [("+ 1", "+ 2"), ("+ 1", "- 1"), ("SIZE = 2", "SIZE = 3"), ("x * SIZE", "x / SIZE"), ("rule(x)", "rule(x=3)")],
)
def test_a_digest_changes_with_whatever_the_function_does(old: str, new: str) -> None:
    assert digest(rule_in(HELPED.replace(old, new))) != digest(rule_in(HELPED))


def test_a_digest_does_not_change_with_what_others_do_or_where_the_function_stands() -> None:
    elsewhere = f"\n\n# a comment\nOTHER = 9\ndef other(x):\n    return x\n{HELPED}"
    assert digest(rule_in(elsewhere)) == digest(rule_in(HELPED))


def test_a_function_that_calls_itself_has_a_digest() -> None:
    assert digest(rule_in("def rule(x):\n    return rule(x - 1) if x > 0 else 0"))


def test_arrays_count_with_their_numbers() -> None:
    told = {
        digest(functions_in("def rule(x):\n    return x + WEIGHTS[0]", WEIGHTS=np.array(weights))["rule"])
        for weights in ([1.0, 2.0], [1.0, 3.0])
    }
    assert len(told) == 2


def test_what_may_change_unseen_is_refused_with_its_name_and_place() -> None:
    with pytest.raises(RuleError, match=r"<string>, line 2: rule uses TABLE, a dict; a rule may use numbers"):
        digest(rule_in("TABLE = {}\ndef rule(x):\n    return TABLE[x]".replace("\ndef", "\ndef", 1)))
