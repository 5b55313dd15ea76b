"""`python -m jury.jobs worker`: looks through the pictures that parties file.

A process of its own, of which any number may run, on any number of machines: rows are
claimed, and the row of a worker that died is taken up again. On one machine so many
look at a picture at a time as `--at-once` says, since each takes all cores and much
memory; the others wait.
"""

import argparse
import fcntl
import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import structlog
from flask import Flask, current_app, has_app_context

from jury import clock
from jury.jobs.ending import Ending
from jury.services.screening import detecting, films, redact_media
from jury.services.screening.detecting import NotSeen, Redact
from jury.storage.base import current_session
from jury.storage.files.master_keys import BadMasterKeys
from jury.storage.transaction import transaction

log = structlog.get_logger()

# A good deal shorter than a lease: a busy machine may miss one.
BEAT_SECONDS = 60.0
BROKEN = "broken"


def run(
    app: Flask, arguments: Sequence[str] = (), *, redact: Redact | None = None
) -> int:
    """Work until a signal; the picture that is being looked at is finished."""
    at_once = _options(arguments).at_once
    ending = Ending()
    while not ending.is_asked:
        with app.app_context(), slot(at_once) as is_free:
            has_worked = is_free and _try(redact)
            if is_free and not has_worked:
                films.forget_unwanted()
        if not has_worked:
            ending.wait()
    return 0


def work_one(redact: Redact) -> bool:
    """Look through one picture; whether there was one."""
    with transaction():
        claimed = redact_media.claim(real=clock.real_now())
    if claimed is None:
        return False
    # Bound to the application itself: in a thread there is no current one to ask.
    new_context = current_app.app_context

    def go_on(share: float) -> bool:
        # Whether a film is still wanted is asked by threads of their own, too.
        place = nullcontext() if has_app_context() else new_context()
        with place, transaction():
            return redact_media.keep_on(claimed, share, real=clock.real_now())

    try:
        with held(claimed):
            answer = redact_media.look(claimed, redact, go_on)
    except BadMasterKeys:
        # Nothing is wrong with the file: it waits until the court has its keys again.
        log.critical("worker.no_keys", exhibit=claimed.exhibit_id)
        current_session().rollback()
        with transaction():
            redact_media.put_back(claimed, real=clock.real_now())
        return False
    except Exception as defect:
        # The kind alone: what is on the picture is nobody's business.
        kind = type(defect).__name__
        log.critical("worker.defect", exhibit=claimed.exhibit_id, kind=kind)
        answer = redact_media.Answer(NotSeen(BROKEN))
    with transaction(lock=claimed.dispute_id) as now:
        redact_media.finish(claimed, answer, now=now)
    return True


@contextmanager
def held(claimed: redact_media.Claim) -> Iterator[None]:
    """While it lasts nobody else takes the file up; if this process dies, soon after.

    A film may work for long before it says how far it is.
    """
    over, new_context = threading.Event(), current_app.app_context

    def beat() -> None:
        while not over.wait(BEAT_SECONDS):
            try:
                with new_context(), transaction():
                    redact_media.hold(claimed, real=clock.real_now())
            except Exception as defect:
                # The next beat may go through, and the lease lasts for several.
                log.warning("worker.no_beat", kind=type(defect).__name__)

    beating = threading.Thread(target=beat, daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()


def _try(redact: Redact | None) -> bool:
    if redact is None and not detecting.has_detectors():
        return False
    try:
        return work_one(redact or detecting.redact)
    except Exception as defect:
        current_session().rollback()
        log.critical("worker.failed", kind=type(defect).__name__)
        return False


@contextmanager
def slot(at_once: int) -> Iterator[bool]:
    """One of the places in which a picture may be looked at on this machine."""
    for number in range(at_once):
        name = f"jury-worker-{os.getuid()}-{number}.lock"
        with (Path(tempfile.gettempdir()) / name).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield True
            return
    yield False


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m jury.jobs worker")
    parser.add_argument(
        "--at-once", type=int, default=1, help="pictures at a time on this machine"
    )
    return parser.parse_args(arguments)
