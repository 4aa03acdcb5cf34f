"""The command `alliance serve`."""

import ipaddress
import socket
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from experiments.cli import options
from experiments.terminal.interruption import stoppable
from simulation import AllianceError

_SECONDS_TO_END = 1
_NEXT = """Open it in a browser on this machine. Lesson plans to print: alliance kit.
For a class that joins with its own devices: alliance serve --host 0.0.0.0"""


class ServeError(AllianceError):
    """A page that cannot be served as it was asked for."""


@click.command(epilog="Example: alliance serve --lang de")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to serve at. The default is for this machine alone; 0.0.0.0 is for everybody on its network.",
)
@click.option(
    "--port",
    type=options.WholeNumber(0, 65535),
    default=8000,
    show_default=True,
    help="Port to serve at; 0: any free one.",
)
@click.option(
    "--chapters",
    "folder",
    type=options.PATH,
    help="Folder with chapters of your own, instead of those shipped.",
)
@click.option(
    "--classes",
    "kept",
    type=options.PATH,
    default=Path("results") / "classes.sqlite",
    show_default=True,
    help="File that keeps the classes which play; they survive the end of the server.",
)
@options.language
def serve(host: str, port: int, folder: Path | None, kept: Path, lang: str) -> None:
    """Serve the page to teach with.

    Everything runs on this machine, and nothing is fetched from the internet; who takes part needs a browser.
    """
    try:
        import shiny  # noqa: F401 - the message comes before anything is compiled
    except ImportError:
        message = "The page needs the extra `seminar`; `make seminar` sets it up, or pip install '.[seminar]'."
        raise ServeError(message) from None
    from experiments.terminal.compiling import compile_field_visibly, compile_visibly
    from seminar.chapters.chapter import SHIPPED, chapters_in
    from seminar.page.app import page
    from seminar.page.charts import write_library
    from seminar.page.play.playing import Playing
    from seminar.page.workers import Workers, beside_the_page

    chapters = chapters_in(folder or SHIPPED)
    listening = _listening(host, port)
    compile_visibly()
    compile_field_visibly()
    workers = Workers(beside_the_page(options.cores()))
    with closing(workers), TemporaryDirectory() as made:
        playing = Playing(kept, workers, _reached_at(host, listening.getsockname()[1]))
        write_library(Path(made))
        click.echo(f"The page is at {_address(host, listening.getsockname()[1], lang)} (Ctrl-C ends it).")
        click.echo(_NEXT)
        if not _is_loopback(host):
            click.echo("Everybody on this network can open it; there is no password.", err=True)
        with suppress(KeyboardInterrupt), stoppable():  # it is what ends a server, and no mishap
            _serve(page(workers, playing, chapters, lang, Path(made)), listening)
    click.echo("The page is closed.")


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServeError(f"Cannot serve at {host}, port {port}: {reason}. Another port may be free: --port 0") from None


def _address(host: str, port: int, lang: str) -> str:
    reached = "127.0.0.1" if host in ("0.0.0.0", "") else f"[{host}]" if ":" in host else host
    return f"http://{reached}:{port}/?lang={lang}"


def _reached_at(host: str, port: int) -> str:
    """Return the address by which others in the network find the page; empty where they cannot."""
    if _is_loopback(host):
        return ""
    is_any = host in ("0.0.0.0", "::", "")
    own = _own_address() if is_any else f"[{host}]" if ":" in host else host
    return f"http://{own}:{port}/"


def _own_address() -> str:
    """Return the address of this machine in its network; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked, suppress(OSError):
        asked.connect(("192.0.2.1", 9))
        return str(asked.getsockname()[0])
    return socket.gethostname()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _serve(app: object, listening: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_SECONDS_TO_END)  # type: ignore[arg-type]
    uvicorn.Server(config).run(sockets=[listening])
