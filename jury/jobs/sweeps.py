"""What the sweeper does, each a short function that may be called at any time.

A sweep that meets a defect in one dispute logs it, puts that dispute off and goes on
to the next; every dispute has a transaction of its own.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import structlog

from jury import clock
from jury.domain.errors import DisputeError, NotFound
from jury.jobs.law import look_at_rules
from jury.jobs.mail import send_mail
from jury.jobs.webhooks import send_webhook
from jury.services import sweep
from jury.services.fairness import meters, sampling
from jury.services.idempotency import forget_old
from jury.services.keeping.orphans import remove_orphans
from jury.services.money.reconcile import remind_reconciliation
from jury.services.notices import relay
from jury.services.roster.epochs import commit_epoch, is_epoch_due
from jury.services.roster.importing import give_up_silent
from jury.services.roster.pool import count_pool_anew
from jury.services.roster.upkeep import tidy_roster
from jury.services.standstill import outage, pause, planned, resume, stops
from jury.services.submissions import uploads
from jury.services.verdict.reliability import count_everything_anew
from jury.storage.base import current_session, current_settings
from jury.storage.desk.pauses import list_unreviewed
from jury.storage.files.blobs import drop_blob
from jury.storage.transaction import transaction

log = structlog.get_logger()

ROUNDS = 10
# A run of deliveries ends after this, so that a signal to stop is soon obeyed.
RUN_SECONDS = 10


def advance_disputes() -> int:
    """Do everything that is due; returns how many disputes moved."""
    moved = 0
    for _round in range(ROUNDS):
        note_alive()
        lengthen_windows()
        if outage.is_announced(clock.now()):
            # Nothing may be moved before it is over, and all is lengthened by it.
            break
        settle_stops()
        due = sweep.list_due(clock.now())
        current_session().rollback()
        if not due:
            break
        moved += sum(_advance(dispute_id) for dispute_id in due)
    return moved


def _advance(dispute_id: str) -> int:
    try:
        with transaction(lock=dispute_id) as now:
            if not outage.may_sweep(real=clock.real_now(), now=now):
                return 0
            sweep.advance(dispute_id, now=now)
    except DisputeError as refusal:
        # Somebody else was faster, which is fine, or its due times disagree.
        log.info("sweep.refused", dispute=dispute_id, code=refusal.code)
        _put_off(dispute_id, refusal)
        return 0
    except Exception as defect:
        # The kind alone: a traceback may quote what a party wrote.
        log.critical("sweep.defect", dispute=dispute_id, kind=type(defect).__name__)
        _put_off(dispute_id, defect)
        return 0
    return 1


def _put_off(dispute_id: str, defect: Exception) -> None:
    try:
        with transaction(lock=dispute_id) as now:
            kind = type(defect).__name__
            failures = sweep.put_off(dispute_id, defect=kind, now=now)
    except Exception as another:
        kind = type(another).__name__
        log.critical("sweep.not_put_off", dispute=dispute_id, kind=kind)
        return
    if failures >= sweep.MANY_FAILURES:
        _call_for_help(dispute_id)


def _call_for_help(dispute_id: str) -> None:
    """Apart from putting it off, which must hold even when this fails too."""
    try:
        with transaction(lock=dispute_id) as now:
            sweep.call_for_help(dispute_id, now=now)
    except Exception as another:
        kind = type(another).__name__
        log.critical("sweep.no_help", dispute=dispute_id, kind=kind)


def number_events() -> None:
    """Give committed events their positions."""
    while relay.has_unnumbered(clock.now()):
        with transaction() as now:
            if not relay.assign_positions(now=now):
                return


def deliver_webhooks() -> int:
    """Send the webhooks that are due; returns how many were tried."""
    settings = current_settings()
    if not settings.webhook_url:
        return 0
    until, tried = time.monotonic() + RUN_SECONDS, 0
    while time.monotonic() < until:
        with transaction() as now:
            delivery = relay.claim_delivery(now=now)
        if delivery is None:
            break
        answered = send_webhook(settings, delivery)
        with transaction() as now:
            relay.record_delivery(delivery, answered, now=now)
        tried += 1
    return tried


def deliver_mails() -> int:
    """Send the mails that are due; returns how many were tried."""
    settings = current_settings()
    if not settings.smtp_host:
        return 0
    until, tried = time.monotonic() + RUN_SECONDS, 0
    while time.monotonic() < until:
        with transaction() as now:
            mail = relay.claim_mail(now=now)
        if mail is None:
            break
        sent = send_mail(settings, mail)
        with transaction() as now:
            relay.record_mail(mail.notice_id, sent, now=now)
        tried += 1
    return tried


def link_heads() -> None:
    """Link the chains that moved and keep the master head outside the database."""
    with transaction() as now:
        head = relay.link_heads(now=now)
    path = current_settings().data_dir / "audit-heads.log"
    last = path.read_text().split()[-1:] if path.exists() else []
    if last != [head]:
        with path.open("a") as file:
            file.write(f"{now.isoformat()} {head}\n")


def keep_house() -> None:
    """Promise the roster once a day, and remove what nobody needs any more."""
    with transaction() as now:
        give_up_silent(now=now)
        forget_old(now=now)
        relay.forget_old_deliveries(now=now)
        remind_reconciliation(now=now)
    remove_orphans(real=clock.real_now())
    drop_abandoned_uploads()
    if is_epoch_due(clock.now()):
        commit_epoch(actor="sweep")
        tidy_roster()
        count_everything_anew()
    count_pool_anew(clock.now())
    look_at_rules()
    draw_audits()
    measure_fairness()
    look_after_stops()


def draw_audits() -> None:
    """Once a week: which verdicts are read again."""
    with transaction() as now:
        sampling.draw_sample(now=now)


def measure_fairness() -> None:
    """Once a day: how far the court leans."""
    now = clock.now()
    if not meters.is_due(now):
        return
    figures = meters.measure(now)
    with transaction() as kept_at:
        meters.keep(figures, now=kept_at)


def drop_abandoned_uploads() -> None:
    """Remove what came of files with which nobody went on."""
    abandoned = uploads.list_abandoned(clock.now())
    current_session().rollback()
    for dispute_id, side, upload_id in abandoned:
        # Unless its side ended it at this moment.
        with suppress(NotFound):
            with transaction(lock=dispute_id):
                done = uploads.give_up(dispute_id, side, upload_id)
            for name in done:
                drop_blob(name)


def settle_stops() -> None:
    """Let disputes stand still, or go on, as administrators have it."""
    waiting = resume.list_to_settle(clock.now())
    current_session().rollback()
    for dispute_id in waiting:
        _try(dispute_id, _settle_stop)


def _settle_stop(dispute_id: str, *, now: datetime) -> None:
    resume.settle_stop(dispute_id, now=now)
    sweep.recover(dispute_id, now=now)


def look_after_stops() -> None:
    """Tell of announced outages, and of stops and pauses that nobody looked at."""
    while dispute_id := _next_one(planned.find_next_to_tell):
        if not _try(dispute_id, planned.tell_next):
            with transaction() as now:
                planned.pass_over(dispute_id)
            _call_for_help(dispute_id)
    while dispute_id := _next_one(planned.find_next_to_untell):
        if not _try(dispute_id, planned.untell_next):
            with transaction() as now:
                planned.pass_back(dispute_id, now=now)
            _call_for_help(dispute_id)
    unreviewed = list_unreviewed(clock.now(), limit=sweep.BATCH)
    current_session().rollback()
    for dispute_id in unreviewed:
        _try(dispute_id, _remind_of_pause)
    with transaction() as now:
        stops.warn_of_old(now=now)


def _remind_of_pause(dispute_id: str, *, now: datetime) -> None:
    pause.remind_of_pause(dispute_id, now=now)
    sweep.recover(dispute_id, now=now)


def _next_one(find: Callable[..., str | None]) -> str | None:
    with transaction() as now:
        return find(now=now)


def _try(dispute_id: str, act: Callable[..., None]) -> bool:
    """Do one thing in one dispute; where that fails the others go on all the same."""
    try:
        with transaction(lock=dispute_id) as now:
            act(dispute_id, now=now)
    except Exception as defect:
        kind = type(defect).__name__
        log.critical(
            "standstill.defect", act=act.__name__, dispute=dispute_id, kind=kind
        )
        with transaction(lock=dispute_id) as now:
            failures = sweep.count_failure(dispute_id, defect=kind, now=now)
        if failures >= sweep.MANY_FAILURES:
            _call_for_help(dispute_id)
        return False
    return True


def note_alive() -> None:
    """Say that the sweeper lives, in real time."""
    with transaction() as now:
        outage.note_alive(real=clock.real_now(), now=now)


def lengthen_windows() -> None:
    """After an outage, give every open window back what it lost."""
    while outage.is_open():
        with transaction() as now:
            dispute_id = outage.find_next()
            if not dispute_id:
                outage.end_outage(now=now)
        if dispute_id:
            _lengthen(dispute_id)


def _lengthen(dispute_id: str) -> None:
    try:
        with transaction(lock=dispute_id) as now:
            outage.lengthen_next(dispute_id, now=now)
    except Exception as defect:
        kind = type(defect).__name__
        log.critical("outage.defect", dispute=dispute_id, kind=kind)
        with transaction(lock=dispute_id) as now:
            failures = sweep.count_failure(dispute_id, defect=kind, now=now)
            if failures >= sweep.MANY_FAILURES:
                outage.pass_over(dispute_id)
        if failures < sweep.MANY_FAILURES:
            # Nothing may be swept before all is lengthened: the next run tries again.
            raise
        _call_for_help(dispute_id)
