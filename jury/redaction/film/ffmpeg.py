"""ffmpeg as a program of its own: found lazily, limited, and killed when late.

It is never linked: its licence and its faults stay outside. It decodes what strangers
send, so it gets no environment, no network protocol, and limits of memory, processor
time and file size.
"""

import importlib
import importlib.util
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from jury.redaction.film.limits import Cancelled, FilmLimits, NoFilm

_CHILD: Final = Path(__file__).with_name("limited_child.py")
_QUIET: Final = ("-nostdin", "-hide_banner", "-v", "error", "-y")
# What the program says is about the file, hence written by a stranger.
_MOST_SAID: Final = 256 * 1024
_ASK_AGAIN_SECONDS: Final = 1.0


def program() -> str:
    """The one of the wheel, else the machine's; NoFilm when there is none."""
    found = shutil.which("ffmpeg")
    if importlib.util.find_spec("imageio_ffmpeg"):
        try:
            found = str(importlib.import_module("imageio_ffmpeg").get_ffmpeg_exe())
        except RuntimeError as error:
            raise NoFilm("needs_extra") from error
    if found is None:
        raise NoFilm("needs_extra")
    return found


def said_about(arguments: Sequence[str], limits: FilmLimits) -> str:
    """What ffmpeg says about a file that it is only asked to open."""
    command = _command(["-nostdin", "-hide_banner", *arguments], limits)
    with _alive(command, limits, stderr=subprocess.PIPE) as child:
        return _open(child.stderr).read(_MOST_SAID).decode(errors="replace")


def run(
    arguments: Sequence[str],
    limits: FilmLimits,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Run to the end; NoFilm when it fails or takes too much, Cancelled when asked."""
    with _alive(_command([*_QUIET, *arguments], limits), limits) as child:
        while cancelled and child.poll() is None:
            if cancelled():
                raise Cancelled
            with suppress(subprocess.TimeoutExpired):
                child.wait(_ASK_AGAIN_SECONDS)
        child.wait()
    if child.returncode != 0:
        raise NoFilm("too_hard" if child.returncode < 0 else "not_a_film")


@contextmanager
def reading(arguments: Sequence[str], limits: FilmLimits) -> Iterator[IO[bytes]]:
    """What ffmpeg writes to its standard output; killed when the caller leaves."""
    command = _command([*_QUIET, *arguments, "pipe:1"], limits)
    with _alive(command, limits, stdout=subprocess.PIPE) as child:
        yield _open(child.stdout)


@contextmanager
def writing(arguments: Sequence[str], limits: FilmLimits) -> Iterator[IO[bytes]]:
    """What ffmpeg reads from its standard input; it ends when the caller leaves."""
    command = _command(["-hide_banner", "-v", "error", "-y", *arguments], limits)
    with _alive(command, limits, stdin=subprocess.PIPE) as child:
        given = _open(child.stdin)
        try:
            yield given
            given.close()
        except BrokenPipeError as error:
            raise NoFilm("too_hard") from error
        if child.wait() != 0:
            raise NoFilm("too_hard")


def raw_frames(path: Path) -> list[str]:
    """How one of our own films is opened for its bare frames."""
    opened = ["-protocol_whitelist", "file", "-i", f"file:{path.absolute()}"]
    return [*opened, "-f", "rawvideo", "-pix_fmt", "yuv420p"]


def _command(arguments: Sequence[str], limits: FilmLimits) -> list[str]:
    figures = map(str, (limits.memory, limits.cpu_seconds, limits.written_bytes))
    return [sys.executable, "-I", str(_CHILD), *figures, program(), *arguments]


@contextmanager
def _alive(
    command: Sequence[str],
    limits: FilmLimits,
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
    stderr: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[bytes]]:
    """A child that lives no longer than its limit, nor than the caller's interest."""
    child = subprocess.Popen(  # noqa: S603 - our own files; paths are given as file:
        command, stdin=stdin, stdout=stdout, stderr=stderr, env={}
    )
    late = threading.Timer(limits.cpu_seconds, child.kill)
    late.daemon = True
    late.start()
    try:
        yield child
    finally:
        late.cancel()
        child.kill()
        for pipe in (child.stdin, child.stdout, child.stderr):
            _close(pipe)
        child.wait()


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    """A pipe that was asked for."""
    if pipe is None:
        raise NoFilm("too_hard")
    return pipe


def _close(pipe: IO[bytes] | None) -> None:
    """Close, though the other end may have gone with bytes still on the way."""
    if pipe is not None:
        try:
            pipe.close()
        except BrokenPipeError:
            return
