"""Every system: nothing is imported, and nothing is looked up while importing, that only some systems have."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ("simulation", "experiments", "seminar")
LIBRARIES = (
    *("babel", "click", "distributed", "filelock", "matplotlib.pyplot", "mesa", "networkx", "numba", "pandas"),
    *(
        "platformdirs.unix",
        "pyarrow.parquet",
        "pydantic",
        "pyparsing",
        "rich.console",
        "scipy.stats",
        "solara",
        "tomlkit",
    ),
)
# What Python leaves out on Windows, as far as anybody might use it.
MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog", "readline", "curses")
NAMES = {
    "os": ("fork", "forkpty", "getuid", "geteuid", "getgid", "getpgid", "setsid", "killpg", "mkfifo", "nice", "wait4"),
    "signal": ("SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "alarm", "setitimer", "pthread_sigmask", "pthread_kill"),
}
# Libraries know what their system has, so they are loaded before it is taken away; `os` loses what these need no more.
IMPORT_ALL = f"""
import builtins, importlib, os, signal, sys
from pathlib import Path

for library in {LIBRARIES!r}:
    importlib.import_module(library)
for module, names in {NAMES!r}.items():
    for name in names:
        delattr(sys.modules[module], name)
usual = builtins.__import__

def on_windows(name, globals=None, locals=None, fromlist=(), level=0):
    importer = (globals or {{}}).get("__name__") or ""
    if name.split(".")[0] in {MODULES!r} and importer.split(".")[0] in {CODE!r}:
        raise ImportError(f"{{importer}} imports {{name}}, which Windows does not have")
    return usual(name, globals, locals, fromlist, level)

builtins.__import__ = on_windows
for folder in {CODE!r}:
    for path in sorted(Path(folder).rglob("*.py")):
        importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
"""


def imported(code: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg"}
    line = [sys.executable, "-c", code]
    return subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)


@pytest.mark.skipif(sys.platform == "win32", reason="there, every test shows it")
def test_every_module_can_be_imported_without_what_windows_lacks() -> None:
    done = imported(IMPORT_ALL)
    assert (done.returncode, done.stderr[-2000:]) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="there, every test shows it")
def test_a_module_that_windows_lacks_would_be_noticed() -> None:
    for slip in ("import fcntl", "from resource import getrusage", "import signal; signal.SIGKILL"):
        used = IMPORT_ALL.replace("for folder in", f"exec({slip!r}, {{'__name__': 'experiments.slip'}})\nfor folder in")
        assert imported(used).returncode != 0, slip
