"""The command that serves the page: where it is served, whom it warns, and how it ends."""

import signal
import socket
import sys
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from experiments.cli.main import main
from tests.seminar.serving import served


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without asking")
@pytest.mark.parametrize(
    ("options", "asked", "warned"), [([], signal.SIGTERM, False), (["--host", "0.0.0.0"], signal.SIGINT, True)]
)
def test_it_serves_this_machine_or_warns_and_ends_in_good_order(
    options: list[str], asked: signal.Signals, warned: bool
) -> None:
    with served(*options) as (server, address):
        with urlopen(f"{address}?lang=de") as answer:
            shown = answer.read().decode()
        server.send_signal(asked)
        server.wait(timeout=60)
        # Not by `communicate`, which would leave out what was read ahead with the first line.
        said, mishaps = (stream.read() for stream in (server.stdout, server.stderr) if stream)
    assert address.startswith("http://127.0.0.1:")
    assert 'lang="de"' in shown
    assert "Allianzen" in shown
    assert server.returncode == 0
    assert "alliance kit" in said
    assert "closed" in said
    assert ("no password" in mishaps) is warned
    assert "Traceback" not in mishaps


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert told.exit_code == 2
    assert str(port) in told.output
    assert "--port 0" in told.output


def test_without_its_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shiny", None)
    told = CliRunner().invoke(main, ["serve"])
    assert told.exit_code == 2
    assert "make seminar" in told.output
