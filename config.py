"""The deployment, read once from the environment: the only reader of it."""

import fcntl
import os
import re
import secrets
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

SHORTEST_SECRET_BYTES = 24
# Everybody can read this one in docs/integration.md.
PRINTED_SECRETS = {
    "whsec_bm90IGEgc2VjcmV0LCBtYWtlIHlvdXIgb3du",
    "whsec_dGhlIG5leHQgb25lLCBubyBzZWNyZXQgZWl0aGVy",
}
DAYTIME = re.compile(r"|([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
MAIL_ADDRESS = re.compile(r'[^\s@<>()\[\],;:\\"]+@[^\s@<>()\[\],;:\\"]+', re.ASCII)


class BadConfiguration(Exception):
    """A setting is missing or unsafe; the message says which and why."""


def _says(means: str, *, refused: str = "", default: str = "") -> dict[str, str]:
    """One line of the table in docs/operating.md; `make docs` writes it from here.

    `default` is told where the field itself has none to show.
    """
    return {"means": means, "refused": refused, "default": default}


@dataclass(frozen=True, kw_only=True)
class Config:
    """Where this court runs: a field a setting, named in capitals in the environment.

    The one exception is `sandbox`, which is JURY_ENV.
    """

    database_url: str = field(
        metadata=_says(
            "where rows are kept: `sqlite:///FILE` or `postgresql+psycopg://…`",
            default="SQLite, `DATA_DIR/jury.db`",
        )
    )
    data_dir: Path = field(
        metadata=_says(
            "uploads, the SQLite file, and the heads of the log kept outside the "
            "database",
            default="`data`",
        )
    )
    secret_key: str = field(
        metadata=_says(
            "signs sessions and forms: a random text",
            refused="missing, under 32 characters, or under 10 different ones",
            default="none; a sandbox makes one",
        )
    )
    master_keys: str = field(
        default="",
        metadata=_says(
            "wraps the keys of uploads: a file, or `exec:` and what prints its lines",
            refused="missing, in `DATA_DIR`, or no keys",
            default="none; a sandbox makes `DATA_DIR.keys`",
        ),
    )
    sandbox: bool = field(
        default=False,
        metadata=_says(
            "`production`, or `sandbox`: demo accounts, a clock that can be moved",
            refused="production on a database that a sandbox used",
            default="`production`",
        ),
    )
    public_url: str = field(
        default="http://127.0.0.1:8000",
        metadata=_says(
            "how people reach this court; links in mails and notices begin with it, "
            "and `https://` makes cookies secure",
            refused="no whole address",
            default="`http://127.0.0.1:PORT`",
        ),
    )
    marketplace_name: str = field(
        default="Demo Market", metadata=_says("how pages name the marketplace")
    )
    marketplace_login_url: str = field(
        default="",
        metadata=_says(
            "where people without a session are sent, with `next` added to its query",
            refused="no whole address",
            default="none: a page says to come in through the marketplace",
        ),
    )
    marketplace_return_url: str = field(
        default="",
        metadata=_says("page with return address; gets `order`", refused="no address"),
    )
    webhook_url: str = field(
        default="",
        metadata=_says(
            "where events are sent",
            refused="no whole address, or no secret to sign with",
            default="none: events wait in `GET /api/v1/events`",
        ),
    )
    webhook_secrets: tuple[str, ...] = field(
        default=(),
        metadata=_says(
            "what signs events: `whsec_` and at least 24 random bytes in base64; "
            "several, by blanks, while rotating",
            refused="another form, or the one that docs/integration.md prints",
        ),
    )
    smtp_host: str = field(
        default="", metadata=_says("the mail server", default="none: no mail is sent")
    )
    smtp_port: int = field(
        default=25, metadata=_says("its port", refused="no port from 1 to 65535")
    )
    smtp_user: str = field(
        default="", metadata=_says("who signs in there", default="none: nobody does")
    )
    smtp_password: str = field(default="", metadata=_says("with which password"))
    smtp_tls: str = field(
        default="starttls",
        metadata=_says("`starttls`, `tls` or `none`", refused="anything else"),
    )
    mail_from: str = field(
        default="jury@localhost",
        metadata=_says("the sender of mails", refused="not exactly one address"),
    )
    rate_limit_storage: str = field(
        default="memory://",
        metadata=_says(
            "where tries are counted: `memory://` in each web process, `redis://…` "
            "for all together (after `make redis`)",
            refused="another kind, or Redis without its package",
        ),
    )
    proxy_hops: int = field(
        default=0,
        metadata=_says(
            "how many proxies stand in front and set `X-Forwarded-*`",
            refused="no whole number",
        ),
    )
    reconciliation_due: str = field(
        default="", metadata=_says("when a list of payments is missed: `09:30`")
    )
    timezone: str = field(
        default="Asia/Shanghai",
        metadata=_says("in which times are shown", refused="no zone of the IANA list"),
    )

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str] | None = None, *, is_serving: bool = True
    ) -> "Config":
        """Read the settings; raises BadConfiguration with a sentence.

        A command that serves nobody (`is_serving` false) needs no secret, and may
        have any: it gets one that is forgotten when it ends.
        """
        env = os.environ if environ is None else environ
        sandbox = env.get("JURY_ENV", "production") == "sandbox"
        data_dir = Path(env.get("DATA_DIR", "data")).resolve()
        if is_serving or sandbox:
            data_dir.mkdir(parents=True, exist_ok=True)
        here = f"http://127.0.0.1:{_port(env, 'PORT', 8000)}"
        config = cls(
            database_url=env.get("DATABASE_URL", f"sqlite:///{data_dir / 'jury.db'}"),
            data_dir=data_dir,
            secret_key=env.get("SECRET_KEY", ""),
            master_keys=env.get("MASTER_KEYS", ""),
            sandbox=sandbox,
            public_url=_address(env, "PUBLIC_URL", here).rstrip("/"),
            marketplace_name=env.get("MARKETPLACE_NAME", cls.marketplace_name),
            marketplace_login_url=_address(env, "MARKETPLACE_LOGIN_URL", ""),
            marketplace_return_url=_address(env, "MARKETPLACE_RETURN_URL", ""),
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
            reconciliation_due=env.get("RECONCILIATION_DUE", ""),
            timezone=env.get("TIMEZONE", cls.timezone),
        )
        if not config.secret_key and sandbox:
            config = replace(config, secret_key=_sandbox_secret(data_dir))
        if not config.secret_key and not is_serving:
            config = replace(config, secret_key=secrets.token_urlsafe(48))
        config.refuse_malformed()
        if is_serving:
            config.refuse_unsafe()
        return config

    def refuse_malformed(self) -> None:
        """Refuse settings with which something would fail later, and quietly."""
        if self.smtp_tls not in {"starttls", "tls", "none"}:
            raise BadConfiguration("SMTP_TLS must be starttls, tls or none.")
        if not MAIL_ADDRESS.fullmatch(self.mail_from):
            raise BadConfiguration("MAIL_FROM must be one address: jury@m.example.")
        if not _is_counter(self.rate_limit_storage):
            raise BadConfiguration(
                "RATE_LIMIT_STORAGE must be memory:// or, after `make redis`, an "
                "address that begins with redis:// or rediss://."
            )
        if not DAYTIME.fullmatch(self.reconciliation_due):
            raise BadConfiguration("RECONCILIATION_DUE must be a time such as 09:30.")
        if self.timezone not in available_timezones():
            raise BadConfiguration("TIMEZONE must name a zone, such as Asia/Shanghai.")
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
        if PRINTED_SECRETS & set(self.webhook_secrets):
            raise BadConfiguration("WEBHOOK_SECRETS is what the documentation prints.")


def _sandbox_secret(data_dir: Path) -> str:
    """Made by the first process that asks: without the lock one reads it half made."""
    kept = data_dir / "secret-key"
    with os.fdopen(os.open(kept, os.O_CREAT | os.O_RDWR, 0o600)) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if len(file.read()) < 32:
            kept.write_text(secrets.token_urlsafe(48))
        return kept.read_text()


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    value = env.get(name, default)
    if value and not _is_absolute(value):
        raise BadConfiguration(f"{name} must be a whole address with http(s)://.")
    return value


def _is_absolute(address: str) -> bool:
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        return False
    is_plain = address.isprintable() and " " not in address and not parts.fragment
    return is_plain and is_web and bool(parts.hostname)


def _is_counter(address: str) -> bool:
    """Whether tries can be counted there; the package for Redis is an extra."""
    kind = address.partition("://")[0]
    is_redis = kind in {"redis", "rediss"} and find_spec("redis") is not None
    return address == "memory://" or is_redis


def _is_webhook_secret(written: str) -> bool:
    """By the Standard Webhooks specification."""
    kind, _, encoded = written.partition("_")
    try:
        size = len(b64decode(encoded, validate=True))
    except ValueError:
        return False
    return kind == "whsec" and size >= SHORTEST_SECRET_BYTES


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
