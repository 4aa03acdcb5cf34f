"""The house: which way imports point, how long a module may be, and what has no place in it."""

import ast
import re
import tokenize
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ("simulation", "experiments", "seminar")
MOST_LINES_OF_CODE = 350

# From the ground up: a module may import its own layer and those below it. The face of the model,
# `simulation/__init__.py`, looks at all of them.
SIMULATION = (
    "simulation.errors",
    "simulation.language",
    "simulation.scenario",
    "simulation.engine",
    "simulation.rules.shared",
    "simulation.rules.formation",
    "simulation.rules.cooperation",
    "simulation.rules.impact",
    "simulation.rules.dissolution",
    "simulation.rules.search",
    "simulation.start",
    "simulation.week",
    "simulation.field_week",
    "simulation.results",
    "simulation.replacement",
    "simulation.run",
    "simulation.field_run",
    "simulation.warm_up",
    "simulation.row_view",
    "simulation.run_views",
    "simulation.observed_run",
    "simulation.model",
    "simulation.field_model",
    "simulation.series",
    "simulation.story",
)
EXPERIMENTS = (
    "experiments.terminal",
    "experiments.design",
    "experiments.runner",
    "experiments.storage",
    "experiments.analysis",
    "experiments.sweeps",
    "experiments.compare",
    "experiments.advice",
    "experiments.validation",
    "experiments.claims",
    "experiments.sensitivity",
    "experiments.export",
    "experiments.figures",
    "experiments.report",
    "experiments.cli",
    "experiments.app",
)
SEMINAR = (
    "seminar.chapters",
    "seminar.extra",
    "seminar.chart_library",
    "seminar.profiles",
    "seminar.profile_words",
    "seminar.agreement_form",
    "seminar.classroom",
    "seminar.page",
    "seminar.serve",
    "seminar.papers",
    "seminar.role_cards",
    "seminar.handout",
    "seminar.kit",
)
LAYERS = (*SIMULATION, *EXPERIMENTS, *SEMINAR)
# Who may know whom among the folders; each may know itself.
KNOWS = {
    "simulation": set[str](),
    "experiments": {"simulation"},
    "seminar": {"simulation", "experiments"},
}
GLOBAL_DRAWS = re.compile(r"^(random|numpy\.random|secrets)(\.|$)")
# Homes and scratch folders of one machine; a path in a test's own temporary folder is made, not written.
MACHINE_PATHS = re.compile(r"(?<![\w.~}*])/(home|Users|root|mnt|opt|tmp|work)/|\b[A-Z]:\\\\")
TEXTS = {".py", ".po", ".md", ".toml", ".txt", ".cfg", ".yml", ".yaml", ".html", ".js", ".css", ""}


def _modules() -> dict[str, Path]:
    """Return all modules of the project by dotted name."""
    files = (path for folder in CODE for path in sorted((ROOT / folder).rglob("*.py")))
    return {_dotted(path): path for path in files}


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = _modules()
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}
every_module = pytest.mark.parametrize("module", MODULES)


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names of all that a module imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def neighbours(module: str) -> set[str]:
    """Return the modules of the project that a module imports."""
    names = {name if name in MODULES else name.rpartition(".")[0] for name in imported(TREES[module])}
    return (names & MODULES.keys()) - {module}


def layer(module: str) -> int:
    """Return the layer of a module: where its folder, or the module itself, stands in `LAYERS`."""
    return next(level for level, name in enumerate(LAYERS) if f"{module}.".startswith(f"{name}."))


# --- which way imports point -----------------------------------------------------------------------

FACES = {"simulation", "simulation.rules", "experiments", "seminar"}  # the packages that hold the layers


@pytest.mark.parametrize("module", [name for name in MODULES if name not in FACES])
def test_modules_import_only_what_is_below(module: str) -> None:
    above = {other for other in neighbours(module) - FACES if layer(other) > layer(module)}
    assert not above
    assert not module.startswith("simulation.") or "simulation" not in neighbours(module), "that face is for outsiders"


@every_module
def test_folders_point_one_way(module: str) -> None:
    own, *_ = module.split(".")
    assert {other.split(".")[0] for other in neighbours(module)} <= {own} | KNOWS[own]


def test_no_imports_go_round_in_a_circle() -> None:
    # What the face offers is looked up when it is first asked for.
    inner = {module: neighbours(module) - {"simulation"} for module in MODULES if module != "simulation"}
    TopologicalSorter(inner).prepare()


# --- what a module looks like ----------------------------------------------------------------------


def lines_of_code(path: Path) -> int:
    """Count the lines that hold code: neither blank nor comment nor docstring."""
    quiet = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    with path.open("rb") as file:
        code = [token for token in tokenize.tokenize(file.readline) if token.type not in {*quiet, tokenize.ENCODING}]
    lines = {line for token in code for line in range(token.start[0], token.end[0] + 1)}
    return len(lines - _lines_of_docstrings(ast.parse(path.read_text("utf-8"))))


def _lines_of_docstrings(tree: ast.AST) -> set[int]:
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    return {line for text in texts for line in range(text.lineno, (text.end_lineno or text.lineno) + 1)}


def only_declares(tree: ast.Module) -> bool:
    """Tell whether a module holds nothing but declarations, which read like a table."""
    return not any(isinstance(node, ast.FunctionDef | ast.For | ast.If | ast.While) for node in ast.walk(tree))


@every_module
def test_modules_are_small(module: str) -> None:
    if not only_declares(TREES[module]):
        assert lines_of_code(MODULES[module]) <= MOST_LINES_OF_CODE


@every_module
def test_modules_are_named_by_what_they_are_for(module: str) -> None:
    nondescript = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "core", "base"}
    assert not nondescript & set(module.split("."))


@every_module
def test_whatever_is_public_says_what_it_is(module: str) -> None:
    silent = [name for name, node in _public(TREES[module], module) if not ast.get_docstring(node)]
    assert not silent


type Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(node: Documented, name: str) -> Iterator[tuple[str, Documented]]:
    """Yield a module and its public classes, functions and methods."""
    yield name, node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return
    for inner in node.body:
        if isinstance(inner, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and inner.name[0] != "_":
            yield from _public(inner, f"{name}.{inner.name}")


# --- what has no place here ------------------------------------------------------------------------


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("simulation")])
def test_the_model_draws_from_its_own_streams_only(module: str) -> None:
    drawn = [name for name in imported(TREES[module]) if GLOBAL_DRAWS.match(name)]
    drawn += [
        ast.unparse(node)
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("np.random", "numpy.random")
    ]
    assert not drawn


@every_module
def test_nothing_is_kept_between_calls_in_global_names(module: str) -> None:
    assert not [node.names for node in ast.walk(TREES[module]) if isinstance(node, ast.Global)]


def _texts() -> Iterator[Path]:
    folders = (*CODE, "tests", "benchmarks", "scenarios", "docs", "tools", ".ci")
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXTS and path.name != ".git")
    for folder in folders:
        files = (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix in TEXTS)
        yield from (path for path in files if "__pycache__" not in path.parts)


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    own = Path(__file__).resolve()
    telling = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _texts()
        if path.resolve() != own
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if MACHINE_PATHS.search(line)
    ]
    assert not telling
