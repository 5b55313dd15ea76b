"""A court that lives for as long as a trial: a folder, a database, a port, a key.

It is the real one: its pages and its API are served on loopback, its services decide,
its outbox signs and sends. Only time passes when it is told to, and sweeps run when
they are asked for, so that a week of a dispute takes a second.
"""

import hashlib
import re
import socket
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import flask_migrate
from flask import Flask, Response, request
from sqlalchemy import delete, func, select, update
from werkzeug.serving import WSGIRequestHandler, make_server

from jury import MIGRATIONS, create_app
from jury.jobs import sweeps
from jury.jobs.robots import play_robots
from jury.services.people import accounts
from jury.storage.base import db
from jury.storage.disputes import Dispute
from jury.storage.outside.deliveries import EventDelivery
from jury.storage.outside.outbox import Event
from jury.storage.people import Role
from jury.storage.robots import RobotScript
from jury.storage.transaction import transaction

# Inside it a folder is made by tempfile.
MEMORY = Path("/dev/shm")  # noqa: S108 # nosec B108
MOST_ROUNDS = 30
LOOPBACK = "127.0.0.1"
NEVER = timedelta(days=36500)
ANSWERED = re.compile("/api/v1/(?:refunds|disputes)/([^/]+)/(?:answers|draw-nonce)")


@dataclass(frozen=True, kw_only=True)
class TrialSettings:
    """A sandbox of its own: nothing of the operator's court is used or touched."""

    data_dir: Path
    database_url: str
    secret_key: str
    master_keys: str = ""
    webhook_url: str = ""
    webhook_secrets: tuple[str, ...] = ()
    public_url: str = f"http://{LOOPBACK}"
    sandbox: bool = True
    marketplace_name: str = "Your marketplace"
    marketplace_login_url: str = ""
    marketplace_return_url: str = ""
    reconciliation_due: str = ""
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: str = "none"
    mail_from: str = "jury@localhost"
    rate_limit_storage: str = "memory://"
    proxy_hops: int = 0
    timezone: str = "UTC"


class Court:
    """The court of one trial; see `open_court`."""

    def __init__(self, settings: TrialSettings) -> None:
        """Serve nobody yet."""
        self.settings = settings
        self.app: Flask = create_app(settings)
        self.app.after_request(self._note_refused_answer)
        self.url = ""
        # By the refund record, or for a nonce the dispute: why it was not taken.
        self.refused_answers: dict[str, dict[str, object]] = {}

    def _note_refused_answer(self, response: Response) -> Response:
        found = ANSWERED.fullmatch(request.path)
        if found and response.status_code >= 400:
            problem = response.get_json(silent=True) or {}
            wrong = [
                f"{one['field']}: {one['detail']}" for one in problem.get("errors", ())
            ]
            self.refused_answers[found[1]] = {
                "status": response.status_code,
                "said": " ".join([problem.get("detail", ""), *wrong]),
            }
        return response

    def tell(self, url: str, secrets: Sequence[str]) -> None:
        """From now on send events there, signed with these secrets."""
        self.settings = replace(
            self.settings, webhook_url=url, webhook_secrets=tuple(secrets)
        )
        self.app.extensions["jury_settings"] = self.settings

    def catch_up(self) -> None:
        """Do all that is due by the court's clock, and number what is to be told."""
        with self.app.app_context():
            for _round in range(MOST_ROUNDS):
                moved = sweeps.advance_disputes() + play_robots()
                sweeps.number_events()
                if not moved:
                    return

    def deliver(self, dispute_id: str) -> None:
        """Send what is to be told now; of other disputes nothing is told any more."""
        with self.app.app_context():
            with transaction() as now:
                db.session.execute(
                    update(Event)
                    .where(
                        Event.delivered_at.is_(None),
                        Event.position.is_not(None),
                        Event.dispute_id != dispute_id,
                    )
                    .values(delivered_at=now)
                )
            while sweeps.deliver_webhooks():
                continue

    def count_arrived(self) -> int:
        """How many events were taken so far."""
        with self.app.app_context():
            taken = select(func.count()).where(EventDelivery.arrived)
            return db.session.scalar(taken) or 0

    def end_story(self) -> None:
        """Let nothing more happen in disputes that a failed story left, or be told."""
        with self.app.app_context(), transaction() as now:
            untold = update(Event).where(Event.delivered_at.is_(None))
            db.session.execute(untold.values(delivered_at=now))
            db.session.execute(delete(RobotScript))
            waiting = update(Dispute).where(Dispute.next_due_at.is_not(None))
            db.session.execute(waiting.values(next_due_at=now + NEVER))

    def make_key(self, secret: str) -> None:
        """A key with every scope, known beforehand to the receiver."""
        with self.app.app_context(), transaction() as now:
            _made, key = accounts.make_api_key("trial", accounts.SCOPES, now=now)
            key.digest = hashlib.sha256(secret.encode()).hexdigest()

    def hire(self, password: str) -> None:
        """A moderator whom a robot can be."""
        with self.app.app_context(), transaction() as now:
            accounts.add_staff(
                "robot", password, [Role.MODERATOR], is_demo=True, now=now
            )

    def migrate(self) -> None:
        """Make the tables in the empty database."""
        with self.app.app_context():
            flask_migrate.upgrade(directory=str(MIGRATIONS))

    @contextmanager
    def serving(self, port: int) -> Iterator["Court"]:
        """Serve pages and API for as long as this lasts; port 0 is any free one."""
        # Bound here, since the server itself would end the process over a taken port.
        with socket.create_server((LOOPBACK, port)) as listening:
            server = make_server(
                LOOPBACK,
                port,
                self.app,
                threaded=True,
                request_handler=_Quiet,
                fd=listening.fileno(),
            )
            self.url = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
            with self.app.app_context():
                db.session.remove()
                db.engine.dispose()


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - theirs
        """Say nothing: the trial's own table says what matters."""


@contextmanager
def open_court(*, port: int, key: str, secret_key: str) -> Iterator[Court]:
    """A new court in a folder that is gone afterwards."""
    quick = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="jury-trial-", dir=quick) as folder:
        # One folder deeper: the master keys lie beside it.
        data_dir = Path(folder) / "data"
        data_dir.mkdir()
        settings = TrialSettings(
            data_dir=data_dir,
            database_url=f"sqlite:///{data_dir / 'jury.db'}",
            secret_key=secret_key,
        )
        court = Court(settings)
        court.migrate()
        court.make_key(key)
        court.hire(secret_key)
        with court.serving(port):
            yield court
