"""Run the court on this machine: migrations, web server, sweeper and the demo.

One Ctrl-C stops all of it cleanly. Without JURY_ENV it is a sandbox: demo accounts,
and a clock that can be moved. PORT, DATABASE_URL, DATA_DIR and DEMO (live, off) are
read here; every other setting is the court's own, explained in docs/operating.md.
"""

import argparse
import http.client
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")
MIGRATE = (*FLASK, "db", "upgrade", "--directory", "jury/storage/migrations")
SWEEPER = (sys.executable, "-m", "jury.jobs")
# Plays the demo marketplace in through the API; does nothing when that was done before.
DEMO = (*FLASK, "demo", "load")
# Lets simulated parties and jurors act in the demo's disputes until it is stopped.
LIVE = (*FLASK, "demo", "live")
# What sees into pictures; until it is there, those that need it wait.
MEDIA = ("scripts/install.sh", "requirements-media.txt")
# Processes that end by themselves, and what is said when one fails.
ENDING = {
    "demo": "The demo could not be played in; the court runs without it.",
    "media": "The media extra could not be installed; the court runs without it."
    " Try again: make media",
}

PATIENCE_SECONDS = 15
WELCOME = """
  Jury is running:  {url}
  Where to begin:   open it in a browser and take "Try it in five minutes"
  What it keeps:    {data_dir}
  Stop it:          Ctrl-C
"""


class Court:
    """The processes of a running court."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Nothing runs yet."""
        self._environ = dict(environ)
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a process in a session of its own: a Ctrl-C is for us alone."""
        self._running[name] = subprocess.Popen(
            command, cwd=TOP, env=self._environ, start_new_session=True
        )

    def ended(self) -> list[tuple[str, int]]:
        """Forget the processes that ended since; their names and exit codes."""
        codes = [(name, one.poll()) for name, one in self._running.items()]
        ended = [(name, code) for name, code in codes if code is not None]
        for name, _ in ended:
            del self._running[name]
        return ended

    def stop(self) -> None:
        """Ask every process to finish what it is at; end those that do not."""
        for one in self._running.values():
            one.terminate()
        for name, one in self._running.items():
            try:
                one.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                say(f"The {name} did not stop in time and was ended.")
                os.killpg(one.pid, signal.SIGKILL)


def main() -> int:
    """Run until a signal, or until a part that is needed fails."""
    options = read_options()
    environ = {"JURY_ENV": "sandbox", "PORT": "8000"} | os.environ
    port = environ["PORT"]
    if not is_port(port) or not is_free(int(port)):
        say(f"Port {port} cannot be used. Choose another one: make run PORT=8001")
        return 1
    stop = stop_on_signals()
    court = Court(environ)
    try:
        if not migrate(court, stop):
            return 1
        court.start("web server", web_server(environ))
        court.start("sweeper", SWEEPER)
        return watch(court, stop, environ=environ, parent=options.parent)
    finally:
        court.stop()


def read_options() -> argparse.Namespace:
    """The command line: only what other programs that start us need."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--parent", type=int, help="stop as well when this is no longer our parent"
    )
    return parser.parse_args()


def is_port(port: str) -> bool:
    """Whether it is a number that a port can have."""
    return port.isascii() and port.isdecimal() and 1 <= int(port[:6]) <= 65535


def is_free(port: int) -> bool:
    """Whether we could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def stop_on_signals() -> threading.Event:
    """Is set when somebody wants us to stop."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop


def migrate(court: Court, stop: threading.Event) -> bool:
    """Bring the database up to date before anything reads it."""
    court.start("migration", MIGRATE)
    while not stop.wait(0.1):
        for _, code in court.ended():
            if code:
                say(
                    "The database could not be brought up to date; nothing was started."
                )
            return code == 0
    return False


def web_server(environ: Mapping[str, str]) -> list[str]:
    """SQLite has one writer at a time: one process; PostgreSQL: one a core."""
    on_sqlite = environ.get("DATABASE_URL", "sqlite:").startswith("sqlite:")
    workers = 1 if on_sqlite else min(4, os.cpu_count() or 1)
    return [
        *(sys.executable, "-m", "gunicorn", "wsgi:app"),
        *("--bind", f"127.0.0.1:{environ['PORT']}"),
        *("--worker-class", "gthread", "--workers", str(workers), "--threads", "8"),
        *("--graceful-timeout", "10", "--log-level", "warning"),
        # Its default path is one for all of a user's courts.
        "--no-control-socket",
    ]


def watch(
    court: Court,
    stop: threading.Event,
    *,
    environ: Mapping[str, str],
    parent: int | None,
) -> int:
    """Wait for the end; greet once the first page can be read."""
    greeted = False
    while not stop.wait(0.2):
        for name, code in court.ended():
            if name not in ENDING:
                say(f"The {name} ended by itself (code {code}); stopping.")
                return code or 1
            if code:
                say(ENDING[name])
        if not greeted and answers(environ["PORT"]):
            greeted = True
            greet(court, environ)
        if parent is not None and os.getppid() != parent:
            return 1
    return 0


def answers(port: str) -> bool:
    """Whether the web server serves already."""
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def greet(court: Court, environ: Mapping[str, str]) -> None:
    """Say where to begin; play the demo in and install the rest beside the court."""
    data_dir = Path(environ.get("DATA_DIR", "data")).resolve()
    say(WELCOME.format(url=f"http://127.0.0.1:{environ['PORT']}", data_dir=data_dir))
    wish = environ.get("DEMO", "")
    if environ["JURY_ENV"] == "sandbox" and wish != "off":
        court.start("demo", LIVE if wish == "live" else DEMO)
    if is_own_environment() and importlib.util.find_spec("rapidocr") is None:
        court.start("media", MEDIA)


def is_own_environment() -> bool:
    """Whether we run in the .venv that the installer fills."""
    return Path(sys.prefix).resolve() == (TOP / ".venv").resolve()


def say(sentence: str) -> None:
    """Print at once, also into a pipe."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
