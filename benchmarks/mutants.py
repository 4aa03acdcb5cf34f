"""Mutants of rules: one small fault each, such as a turned comparison, put into a function that is already loaded."""

import ast
import copy
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

_TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
_EXCHANGED = {"min": "max", "max": "min"}
_DECLARED = {"compiled", "entry", "in_place", "phase"}


class Mutant(NamedTuple):
    """A function with one fault.

    Attributes:
        path: file of the function.
        name: of the function.
        line: where the fault is.
        before: the line's expression or statement without the fault.
        after: with it.
        module: the syntax tree of the whole file with the fault.
    """

    path: Path
    name: str
    line: int
    before: str
    after: str
    module: ast.Module

    def __str__(self) -> str:
        return f"{self.path.name}:{self.line} {self.name}: {self.before} -> {self.after}"

    def plant(self, function: FunctionType) -> None:
        """Give a loaded function the faulty code, wherever it is called from."""
        constants = compile(self.module, self.path, "exec").co_consts
        function.__code__ = next(c for c in constants if isinstance(c, CodeType) and c.co_name == self.name)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield all mutants of the rules in a file, in the order of their lines."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    for place, function in enumerate(module.body):
        if isinstance(function, ast.FunctionDef) and _is_rule(function):
            for number, node in enumerate(ast.walk(function)):
                for change in range(_changes(node)):
                    yield _mutant(path, module, place, number, change)


def _is_rule(function: ast.FunctionDef) -> bool:
    return any(isinstance(d, ast.Name) and d.id in _DECLARED for d in function.decorator_list)


def _changes(node: ast.AST) -> int:
    """Return in how many ways a node can be changed."""
    if isinstance(node, ast.Compare | ast.BinOp | ast.AugAssign | ast.BoolOp):
        return int(_turnable(node) is not None)
    if isinstance(node, ast.Call):
        return int(isinstance(node.func, ast.Name) and node.func.id in _EXCHANGED)
    if isinstance(node, ast.Constant):
        return int(isinstance(node.value, int | float))
    if isinstance(node, ast.UnaryOp):
        return int(isinstance(node.op, ast.Not | ast.USub))
    return int(isinstance(node, ast.If | ast.IfExp) or _is_effect(node))


def _is_effect(node: ast.AST) -> bool:
    """Tell whether a statement only changes the state, so that it can be left out."""
    if isinstance(node, ast.Assign):
        return all(isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets)
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def _turnable(node: Any) -> type[ast.AST] | None:
    operator = node.ops[0] if isinstance(node, ast.Compare) else node.op
    return _TURNED.get(type(operator))


def _mutant(path: Path, module: ast.Module, place: int, number: int, change: int) -> Mutant:
    faulty = copy.deepcopy(module)
    function = faulty.body[place]
    assert isinstance(function, ast.FunctionDef)
    node: Any = list(ast.walk(function))[number]
    before, line = ast.unparse(node).partition("\n")[0], node.lineno
    after = _change(node)
    ast.fix_missing_locations(faulty)
    return Mutant(path, function.name, line + change, before, after, faulty)


def _change(node: Any) -> str:
    """Change a node in place, and return what it reads like then."""
    if isinstance(node, ast.Compare):
        node.ops[0] = _turnable(node)()  # type: ignore[misc, assignment]
    elif isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp):
        node.op = _turnable(node)()  # type: ignore[misc, assignment]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        node.func.id = _EXCHANGED[node.func.id]
    elif isinstance(node, ast.Constant):
        value: Any = node.value
        node.value = not value if isinstance(value, bool) else value + 1
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
        node.operand = node.operand if isinstance(node.op, ast.UAdd) else ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.If | ast.IfExp):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    else:
        _leave_out(node)
        return "left out"
    return ast.unparse(node).partition("\n")[0]


def _leave_out(node: Any) -> None:
    """Turn a statement into one that does nothing."""
    nothing = ast.Constant(value=None)
    if isinstance(node, ast.Expr):
        node.value = nothing
    else:
        node.targets = [ast.Name("_", ast.Store())]
        node.value = nothing
