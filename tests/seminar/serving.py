"""A server of the page in a process of its own, as the command line starts it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def served(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve the page, and give the process and its address; afterwards it is ended if it has not ended yet."""
    command = [sys.executable, "-m", "experiments.cli.entry", "serve", "--port", "0", *options]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http://\S+/", said)
        assert found, f"{said}{server.stderr and server.stderr.read()}"
        yield server, found[0]
    finally:
        server.terminate()
        server.communicate(timeout=30)
