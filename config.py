"""The deployment, read once from the environment: the only reader of it."""

import os
import re
import secrets
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

SHORTEST_SECRET_BYTES = 24
# Everybody can read this one in docs/integration.md.
PRINTED_SECRET = "whsec_bm90IGEgc2VjcmV0LCBtYWtlIHlvdXIgb3du"  # noqa: S105 - printed
MAIL_ADDRESS = re.compile(r'[^\s@<>()\[\],;:\\"]+@[^\s@<>()\[\],;:\\"]+', re.ASCII)


class BadConfiguration(Exception):
    """A setting is missing or unsafe; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """Where this court runs; see docs/operating.md for every setting."""

    database_url: str
    data_dir: Path
    secret_key: str
    sandbox: bool = False
    public_url: str = "http://127.0.0.1:8000"
    marketplace_name: str = "Demo Market"
    marketplace_login_url: str = ""
    webhook_url: str = ""
    webhook_secrets: tuple[str, ...] = ()
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: str = "starttls"
    mail_from: str = "jury@localhost"
    rate_limit_storage: str = "memory://"
    proxy_hops: int = 0
    timezone: str = "Asia/Shanghai"

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str] | None = None, *, is_serving: bool = True
    ) -> "Config":
        """Read the settings; raises BadConfiguration with a sentence.

        A command that serves nobody (`is_serving` false) needs no secret: it gets
        one that is forgotten when it ends.
        """
        env = os.environ if environ is None else environ
        sandbox = env.get("JURY_ENV", "production") == "sandbox"
        data_dir = Path(env.get("DATA_DIR", "data")).resolve()
        if is_serving or sandbox:
            data_dir.mkdir(parents=True, exist_ok=True)
        config = cls(
            database_url=env.get("DATABASE_URL", f"sqlite:///{data_dir / 'jury.db'}"),
            data_dir=data_dir,
            secret_key=env.get("SECRET_KEY", ""),
            sandbox=sandbox,
            public_url=_address(env, "PUBLIC_URL", _local_url(env)).rstrip("/"),
            marketplace_name=env.get("MARKETPLACE_NAME", cls.marketplace_name),
            marketplace_login_url=_address(env, "MARKETPLACE_LOGIN_URL", ""),
            webhook_url=_address(env, "WEBHOOK_URL", ""),
            webhook_secrets=tuple(env.get("WEBHOOK_SECRETS", "").split()),
            smtp_host=env.get("SMTP_HOST", ""),
            smtp_port=_port(env, "SMTP_PORT", cls.smtp_port),
            smtp_user=env.get("SMTP_USER", ""),
            smtp_password=env.get("SMTP_PASSWORD", ""),
            smtp_tls=env.get("SMTP_TLS", cls.smtp_tls),
            mail_from=env.get("MAIL_FROM", cls.mail_from),
            rate_limit_storage=env.get("RATE_LIMIT_STORAGE", cls.rate_limit_storage),
            proxy_hops=_whole_number(env, "PROXY_HOPS", cls.proxy_hops),
            timezone=env.get("TIMEZONE", cls.timezone),
        )
        if not config.secret_key and sandbox:
            config = replace(config, secret_key=_sandbox_secret(data_dir))
        if not config.secret_key and not is_serving:
            config = replace(config, secret_key=secrets.token_urlsafe(48))
        config.refuse_malformed()
        config.refuse_unsafe()
        return config

    def refuse_malformed(self) -> None:
        """Refuse settings with which something would fail later, and quietly."""
        if self.smtp_tls not in {"starttls", "tls", "none"}:
            raise BadConfiguration("SMTP_TLS must be starttls, tls or none.")
        if not MAIL_ADDRESS.fullmatch(self.mail_from):
            raise BadConfiguration(
                "MAIL_FROM must be one address, such as jury@example.com."
            )
        if not _is_zone(self.timezone):
            raise BadConfiguration(
                "TIMEZONE must name a zone of the IANA list, such as Asia/Shanghai."
            )
        if not all(map(_is_webhook_secret, self.webhook_secrets)):
            raise BadConfiguration(
                "WEBHOOK_SECRETS must each be whsec_ and at least "
                f"{SHORTEST_SECRET_BYTES} random bytes in base64."
            )

    def refuse_unsafe(self) -> None:
        """Refuse settings with which nobody's money would be safe."""
        if self.sandbox:
            return
        if not self.secret_key:
            raise BadConfiguration("SECRET_KEY is missing. Set it to a random text.")
        if len(self.secret_key) < 32:
            raise BadConfiguration("SECRET_KEY must hold at least 32 characters.")
        if len(set(self.secret_key)) < 10:
            raise BadConfiguration("SECRET_KEY is too simple: make a random one.")
        if self.webhook_url and not self.webhook_secrets:
            raise BadConfiguration("WEBHOOK_URL needs WEBHOOK_SECRETS to sign with.")
        if PRINTED_SECRET in self.webhook_secrets:
            raise BadConfiguration(
                "WEBHOOK_SECRETS holds the secret that the documentation prints: "
                "make a random one."
            )


def _sandbox_secret(data_dir: Path) -> str:
    kept = data_dir / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


def _local_url(env: Mapping[str, str]) -> str:
    return f"http://127.0.0.1:{_port(env, 'PORT', 8000)}"


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    value = env.get(name, default)
    if value and not _is_absolute(value):
        raise BadConfiguration(
            f"{name} must be a whole address that begins with http:// or https://."
        )
    return value


def _is_absolute(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    is_plain = address.isprintable() and " " not in address and not parts.fragment
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return is_plain and is_web and port != 0


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _is_webhook_secret(written: str) -> bool:
    """By the Standard Webhooks specification."""
    kind, _, encoded = written.partition("_")
    try:
        return kind == "whsec" and len(b64decode(encoded, validate=True)) >= (
            SHORTEST_SECRET_BYTES
        )
    except ValueError:
        return False


def _port(env: Mapping[str, str], name: str, default: int) -> int:
    value = _whole_number(env, name, default)
    if not 1 <= value <= 65535:
        raise BadConfiguration(f"{name} must be a port: a number from 1 to 65535.")
    return value


def _whole_number(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, str(default))
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise BadConfiguration(f"{name} must be a whole number.")
    return int(value)
