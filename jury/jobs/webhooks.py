"""Sending one webhook, signed by the Standard Webhooks specification.

Several secrets may be valid while one is rotated: the receiver accepts whichever
it knows. A redirect is not followed: the body is for the address that was set.
"""

import ssl
import threading
from datetime import UTC, datetime
from functools import cache

import httpx
import structlog
from standardwebhooks import Webhook

from jury.services.notices.relay import Answered, Delivery
from jury.settings import Settings

log = structlog.get_logger()

# With the name, the handshake and the writing well within `relay.CLAIM`.
PATIENCE = httpx.Timeout(10.0, connect=5.0)
LONGEST_SECONDS = 20.0
SAID_BYTES = 200


def send_webhook(settings: Settings, delivery: Delivery) -> Answered:
    """Send once; returns whether it arrived, and the answer."""
    sent_at = datetime.now(UTC)
    signatures = [
        Webhook(secret).sign(delivery.public_id, sent_at, delivery.body)
        for secret in settings.webhook_secrets
    ]
    headers = {
        "content-type": "application/json; charset=utf-8",
        "webhook-id": delivery.public_id,
        "webhook-timestamp": str(int(sent_at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    try:
        status, said = _post(settings.webhook_url, delivery.body, headers)
    except httpx.HTTPError as failure:
        log.info(
            "webhook.failed", webhook=delivery.public_id, kind=type(failure).__name__
        )
        return Answered(arrived=False, answer=type(failure).__name__)
    arrived = 200 <= status < 300
    if not arrived:
        log.info("webhook.refused", webhook=delivery.public_id, status=status)
    return Answered(arrived, str(status), said)


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we trust, read once: that takes longer than to send a webhook."""
    return httpx.create_ssl_context()


def _post(url: str, body: str, headers: dict[str, str]) -> tuple[int, str]:
    """Send and read little of the answer: a receiver may answer without end.

    The patience is for each read; one that drips is cut off after a while.
    """
    with httpx.Client(
        timeout=PATIENCE, follow_redirects=False, verify=_trusted()
    ) as client:
        cut = threading.Timer(LONGEST_SECONDS, client.close)
        cut.start()
        try:
            with client.stream(
                "POST", url, content=body.encode(), headers=headers
            ) as answer:
                return answer.status_code, _beginning(answer)
        finally:
            cut.cancel()


def _beginning(answer: httpx.Response) -> str:
    """What the receiver said first, fit to be shown; it may have said anything."""
    try:
        first = next(answer.iter_raw(), b"")[:SAID_BYTES]
    except httpx.HTTPError:
        return ""
    return "".join(filter(str.isprintable, first.decode(errors="replace")))
