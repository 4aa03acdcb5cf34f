"""Rules from a file: what stands in it replaces rules, and whatever is wrong with it is said with its line."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import simulation
from simulation import RuleError, RulesFile, compile_rules, read_rules

HOME = Path(simulation.__file__).parents[1]
_COMPILE = """
from pathlib import Path
from simulation import compile_rules, read_rules
compile_rules(lambda done, total: print("compiles"), read_rules(Path({file!r})).rules)
"""
HELPED = """
import math
from math import exp
from simulation.rules.shared.net_benefit import joins as own

LIMIT = 0.25


def joins(net, deviation):
    return own(net, deviation) and _eager(net)


def _eager(net):
    return exp(net) > math.exp(LIMIT)
"""


def file_with(folder: Path, text: str) -> Path:
    path = folder / "my_rules.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_replaces_the_rules_of_its_functions_names(tmp_path: Path) -> None:
    rules = read_rules(file_with(tmp_path, HELPED)).rules
    assert [*rules] == ["joins"]
    assert rules["joins"](0.3, 0.0)
    assert not rules["joins"](0.2, 0.0)
    assert not rules["joins"](0.3, -0.4)


def test_a_file_is_known_by_what_its_rules_do_and_not_by_its_name() -> None:
    one, same, other = (
        RulesFile("one.py", HELPED),
        RulesFile("two.py", f"# the same\n{HELPED}"),
        RulesFile("one.py", HELPED.replace("0.25", "0.5")),
    )
    assert one.rules.fingerprint == same.rules.fingerprint != other.rules.fingerprint
    assert pickle.loads(pickle.dumps(one)).rules.fingerprint == one.rules.fingerprint


def test_another_process_reads_the_machine_code_of_a_file_s_rules(tmp_path: Path) -> None:
    file = file_with(tmp_path, "def odds(influence, resistance, steepness):\n    return 0.5")
    compile_rules(rules=read_rules(file).rules)
    run = subprocess.run(
        [sys.executable, "-c", _COMPILE.format(file=str(file))], cwd=HOME, capture_output=True, text=True, check=True
    )
    assert (run.stdout, run.stderr) == ("", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def joins(net deviation):\n    return True", r"my_rules.py, line 1: SyntaxError: "),
        ("import math\nimport numpyy", r"my_rules.py, line 2: ModuleNotFoundError: No module named 'numpyy'"),
        ("x = 1\ny = x / 0", r"my_rules.py, line 2: ZeroDivisionError"),
        ("raise SystemExit('stop')", r"my_rules.py, line 1: SystemExit: stop"),
        ("\ndef join(net, deviation):\n    return True", r"line 2: join is not a rule .* did you mean joins\?"),
        ("def _joins(net, deviation):\n    return True", r"replaces no rule: it must define a function"),
        ("from math import exp", r"replaces no rule"),
        ("def joins(net):\n    return True", r"my_rules.py, line 1: joins takes net; must be joins\(net, deviation\)"),
        ("def joins(net, deviation):\n    x = net\n    return x / 0 > 1", r"line 3: joins raised ZeroDivisionError"),
    ],
)
def test_whatever_is_wrong_with_a_file_is_said_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        read_rules(file_with(tmp_path, text))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"missing.py cannot be read: No such file"):
        read_rules(tmp_path / "missing.py")
    (tmp_path / "latin.py").write_bytes("# größer".encode("latin-1"))
    with pytest.raises(RuleError, match=r"latin.py cannot be read: it is no text in UTF-8"):
        read_rules(tmp_path / "latin.py")
