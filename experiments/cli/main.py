"""The command line. Whatever takes long to import is imported inside the command that needs it."""

from importlib import import_module
from typing import Any

import click

from experiments.cli.advise import advise
from experiments.cli.claims import claims
from experiments.cli.compare import compare
from experiments.cli.export import export
from experiments.cli.folders import status, verify
from experiments.cli.history import history
from experiments.cli.plot import plot
from experiments.cli.report import notebook, report
from experiments.cli.rules import rules
from experiments.cli.run import run
from experiments.cli.scenarios import check, new, scenarios, schema, show
from experiments.cli.sensitivity import sensitivity
from experiments.cli.sweep import sweep
from experiments.terminal.encoding import make_output_readable
from experiments.terminal.interruption import INTERRUPTED, interrupt_behind
from simulation import AllianceError


class _Commands(click.Group):
    """Commands that answer what the user can put right with a message, and Ctrl-C with a sentence."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        make_output_readable()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AllianceError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except click.UsageError as error:
            raise _with_example(error) from error
        except (KeyboardInterrupt, SystemError) as error:
            if not interrupt_behind(error):
                raise
            click.echo("\nStopped. What was stored before is untouched.", err=True)
            ctx.exit(INTERRUPTED)


def _with_example(error: click.UsageError) -> click.UsageError:
    """Return a mistake in how a command was typed with the command's example behind it."""
    example = error.ctx and error.ctx.command.epilog
    return click.UsageError(f"{error.format_message()}\n{example}", error.ctx) if example else error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="alliance-simulation", prog_name="alliance")
def main() -> None:
    """Simulate how organisations ally, and what breadth costs in depth.

    SCENARIO is a shipped name (see `alliance scenarios`), the path of a TOML file, or - for standard input.
    """


ABOUT_SCENARIOS = (scenarios, show, new, check, schema)
# They stand above the command line, which therefore names them and imports nothing of them by itself.
OF_THE_SEMINAR = {
    "serve": "seminar.serve",
    "handout": "seminar.handout.command",
    "rolecards": "seminar.role_cards.command",
    "agreement": "seminar.role_cards.command",
    "kit": "seminar.kit.command",
}
OF_MANY_RUNS = (sweep, plot, compare, advise, sensitivity)
ABOUT_FOLDERS = (status, verify, export, report, notebook)
COMMANDS = (run, *ABOUT_SCENARIOS, rules, *OF_MANY_RUNS, history, claims, *ABOUT_FOLDERS)
for command in COMMANDS:
    main.add_command(command)
for name, module in OF_THE_SEMINAR.items():
    main.add_command(getattr(import_module(module), name))


if __name__ == "__main__":
    main()
