"""The deployment, read once from the environment: the only reader of it."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit


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
            public_url=_address(env, "PUBLIC_URL", _local_url(env)),
            marketplace_name=env.get("MARKETPLACE_NAME", cls.marketplace_name),
            marketplace_login_url=_address(env, "MARKETPLACE_LOGIN_URL", ""),
            webhook_url=_address(env, "WEBHOOK_URL", ""),
            webhook_secrets=tuple(env.get("WEBHOOK_SECRETS", "").split()),
            smtp_host=env.get("SMTP_HOST", ""),
            smtp_port=_whole_number(env, "SMTP_PORT", cls.smtp_port),
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
        config.refuse_unsafe()
        return config

    def refuse_unsafe(self) -> None:
        """Refuse settings with which nobody's money would be safe."""
        if self.smtp_tls not in {"starttls", "tls", "none"}:
            raise BadConfiguration("SMTP_TLS must be starttls, tls or none.")
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


def _sandbox_secret(data_dir: Path) -> str:
    kept = data_dir / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


def _local_url(env: Mapping[str, str]) -> str:
    return f"http://127.0.0.1:{env.get('PORT', '8000')}"


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    value = env.get(name, default)
    if value and urlsplit(value).scheme not in {"http", "https"}:
        raise BadConfiguration(f"{name} must begin with http:// or https://.")
    return value.rstrip("/")


def _whole_number(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, str(default))
    if not value.isdecimal():
        raise BadConfiguration(f"{name} must be a whole number.")
    return int(value)
