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
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_who_asks_it_to_end_ends_it_in_good_order(asked: signal.Signals) -> None:
    with served() as (server, address):
        assert address.startswith("http://127.0.0.1:"), "others can reach it only where that is asked for"
        with urlopen(f"{address}?lang=de") as answer:
            shown = answer.read().decode()
        server.send_signal(asked)
        said, mishaps = server.communicate(timeout=30)
    assert 'lang="de"' in shown
    assert "Allianzen" in shown
    assert (server.returncode, mishaps) == (0, "")
    assert "closed" in said


def test_whoever_opens_it_to_the_network_is_warned() -> None:
    with served("--host", "0.0.0.0") as (server, _):
        server.terminate()
        _, mishaps = server.communicate(timeout=30)
    assert "no password" in mishaps


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
