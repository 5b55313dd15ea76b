"""Sending one mail through any SMTP server."""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from functools import cache

import structlog

from jury.services.notices.relay import Mail, Sent
from jury.settings import Settings

log = structlog.get_logger()

PATIENCE_SECONDS = 15


def send_mail(settings: Settings, mail: Mail) -> Sent:
    """Send once; a failure is logged without the address.

    What makes no mail at all is not tried again: it must not stand in the way of
    everybody else's. A refusal is, since a server in disorder refuses everything.
    """
    try:
        message = _message(settings, mail)
    except Exception as failure:  # the parts of an address fail in many ways
        return _failed(mail, failure, Sent.NEVER)
    try:
        with _connect(settings) as server:
            server.send_message(message)
    except (smtplib.SMTPException, OSError, ValueError) as failure:
        return _failed(mail, failure, Sent.LATER)
    return Sent.ARRIVED


def _failed(mail: Mail, failure: Exception, outcome: Sent) -> Sent:
    kind = type(failure).__name__
    log.info("mail.failed", notice=mail.notice_id, kind=kind, outcome=outcome.value)
    return outcome


def _message(settings: Settings, mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = mail.subject
    message["From"] = settings.mail_from
    message["To"] = Address(addr_spec=mail.to)
    message["Auto-Submitted"] = "auto-generated"
    message["Message-ID"] = f"<{mail.notice_id}@{_domain(settings)}>"
    message.set_content(mail.text)
    # Setting the content drops what was said about an earlier one.
    message["Content-Language"] = mail.language
    return message


def _domain(settings: Settings) -> str:
    """Where our mails come from; the sender may have a name around the address."""
    return parseaddr(settings.mail_from)[1].partition("@")[2]


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we trust, read once: that takes longer than to send a mail."""
    return ssl.create_default_context()


def _connect(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    if settings.smtp_tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=PATIENCE_SECONDS, context=_trusted()
        )
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE_SECONDS)
    if settings.smtp_tls == "starttls":
        server.starttls(context=_trusted())
    if settings.smtp_user:
        server.login(settings.smtp_user, settings.smtp_password)
    return server
