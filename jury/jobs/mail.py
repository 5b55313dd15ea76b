"""Sending one mail through any SMTP server."""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage

import structlog

from jury.services.relay import Mail
from jury.settings import Settings

log = structlog.get_logger()

PATIENCE_SECONDS = 15


def send_mail(settings: Settings, mail: Mail) -> bool:
    """Send once; a failure is logged without the address and tried again later."""
    try:
        message = _message(settings, mail)
        with _connect(settings) as server:
            server.send_message(message)
    except (smtplib.SMTPException, OSError, ValueError) as failure:
        log.info("mail.failed", notice=mail.notice_id, kind=type(failure).__name__)
        return False
    return True


def _message(settings: Settings, mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = mail.subject
    message["From"] = settings.mail_from
    message["To"] = Address(addr_spec=mail.to)
    message["Auto-Submitted"] = "auto-generated"
    message["Message-ID"] = f"<{mail.notice_id}@{settings.mail_from.partition('@')[2]}>"
    message.set_content(mail.text)
    # Setting the content drops what was said about an earlier one.
    message["Content-Language"] = mail.language
    return message


def _connect(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    context = ssl.create_default_context()
    if settings.smtp_tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=PATIENCE_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE_SECONDS)
    if settings.smtp_tls == "starttls":
        server.starttls(context=context)
    if settings.smtp_user:
        server.login(settings.smtp_user, settings.smtp_password)
    return server
