"""Compilation shown: a word and a bar where the rules have to be compiled, and nothing where they are there."""

from experiments.terminal.console import console
from experiments.terminal.progress import Report, progress
from simulation import OrganisationalField, RulesFile, compile_field_rules, compile_rules
from simulation.scenario.definition import Setting

ANNOUNCEMENT = "Compiling the rules, once for each version of them: about half a minute."


def compile_visibly(*, is_silent: bool = False, rules: RulesFile | None = None) -> None:
    """Get the rules ready to run.

    Args:
        is_silent: say nothing on standard error, however long it takes.
        rules: what replaces rules of the model; None for its own.
    """
    with progress("rules", is_quiet=is_silent) as report:
        compile_rules(report if is_silent else _announced(report), rules and rules.rules)


def compile_for(setting: type[Setting], *, is_silent: bool = False, rules: RulesFile | None = None) -> None:
    """Get the rules ready that a kind of setting needs; the other arguments are as of `compile_visibly`."""
    if issubclass(setting, OrganisationalField):
        compile_field_visibly(is_silent=is_silent)
    else:
        compile_visibly(is_silent=is_silent, rules=rules)


def compile_field_visibly(*, is_silent: bool = False) -> None:
    """Get the rules of a field ready to run; the argument is as of `compile_visibly`."""
    with progress("rules", is_quiet=is_silent) as report:
        compile_field_rules(report if is_silent else _announced(report))


def _announced(report: Report) -> Report:
    """Return the same report, which says beforehand what takes so long."""
    is_announced = False

    def announced(done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
        nonlocal is_announced
        if not is_announced:
            console(stderr=True).print(ANNOUNCEMENT)
            is_announced = True
        report(done, total, failed=failed, memory=memory)

    return announced
