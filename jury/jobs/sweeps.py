"""What the sweeper does, each a short function that may be called at any time.

A sweep that meets a defect in one dispute logs it and goes on to the next; every
dispute has a transaction of its own.
"""

from datetime import UTC, datetime

import structlog

from jury import clock
from jury.domain.errors import DisputeError
from jury.jobs.mail import send_mail
from jury.jobs.webhooks import send_webhook
from jury.services import outage, relay, sweep
from jury.services.epochs import commit_epoch, is_epoch_due
from jury.services.idempotency import forget_old
from jury.services.roster_import import give_up_silent
from jury.services.roster_upkeep import tidy_roster
from jury.storage.base import current_session, current_settings
from jury.storage.transaction import transaction

log = structlog.get_logger()

ROUNDS = 10


def advance_disputes() -> int:
    """Do everything that is due; returns how many disputes moved."""
    lengthen_windows()
    moved = 0
    for _round in range(ROUNDS):
        due = sweep.list_due(clock.now())
        current_session().rollback()
        if not due:
            break
        moved += sum(_advance(dispute_id) for dispute_id in due)
    return moved


def _advance(dispute_id: str) -> int:
    try:
        with transaction(lock=dispute_id) as now:
            sweep.advance(dispute_id, now=now)
    except DisputeError as refusal:
        # Somebody else was faster, which is fine: the next sweep looks again.
        log.info("sweep.refused", dispute=dispute_id, code=refusal.code)
        return 0
    except Exception as defect:
        # The kind alone: a traceback may quote what a party wrote.
        log.critical("sweep.defect", dispute=dispute_id, kind=type(defect).__name__)
        return 0
    return 1


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
    with transaction() as now:
        claimed = relay.claim_deliveries(now=now)
    for delivery in claimed:
        arrived, answer = send_webhook(settings, delivery)
        with transaction() as now:
            relay.record_delivery(
                delivery.event_id, arrived=arrived, answer=answer, now=now
            )
    return len(claimed)


def deliver_mails() -> int:
    """Send the mails that are due; returns how many were tried."""
    settings = current_settings()
    if not settings.smtp_host:
        return 0
    with transaction() as now:
        claimed = relay.claim_mails(now=now)
    for mail in claimed:
        arrived = send_mail(settings, mail)
        with transaction() as now:
            relay.record_mail(mail.notice_id, arrived=arrived, now=now)
    return len(claimed)


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
    if is_epoch_due(clock.now()):
        commit_epoch(actor="sweep")
        tidy_roster()


def note_alive() -> None:
    """Say that the sweeper lives, in real time."""
    with transaction():
        outage.note_alive(real=datetime.now(UTC))


def lengthen_windows() -> None:
    """After an outage, give every open window back what it lost."""
    while outage.is_open():
        with transaction():
            dispute_id = outage.find_next()
        if not dispute_id:
            with transaction() as now:
                outage.end_outage(now=now)
            return
        with transaction(lock=dispute_id) as now:
            outage.lengthen_next(dispute_id, now=now)
