"""Entry: what the shell starts. Until a command can stop in good order, Ctrl-C just ends the process."""

import gc
import sys

try:
    import signal
except KeyboardInterrupt:
    sys.exit(130)  # as shells tell it of Ctrl-C


def main() -> str | int | None:
    """Run the command that was typed.

    Returns:
        With what the process is to end, as `sys.exit` takes it.
    """
    is_usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # else whoever started this decides
    if is_usual:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from experiments.cli.main import main as alliance
    from experiments.cli.streams import answered

    if is_usual:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return answered(alliance)
    finally:
        gc.freeze()  # or the interpreter would search all that it lets go of for circles, a quarter of a warm start


if __name__ == "__main__":
    sys.exit(main())
