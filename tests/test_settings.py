"""Settings that cannot work, or are unsafe, are refused at the start by a sentence."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from config import BadConfiguration, Config
from tests.servers import TOP

GOOD = {"SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789"}
SECRET = "whsec_" + "b2xkZXIgYnl0ZXMgbm9ib2R5IGd1ZXNz"
HOOK = {"WEBHOOK_URL": "https://m.example/hook"}

REFUSED: list[tuple[dict[str, str], str]] = [
    ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
    ({"SECRET_KEY": "short"}, "at least 32 characters"),
    ({"SECRET_KEY": "a" * 40}, "too simple"),
    (HOOK, "WEBHOOK_URL needs WEBHOOK_SECRETS"),
    ({"WEBHOOK_SECRETS": "nonsense"}, "WEBHOOK_SECRETS must each be whsec_"),
    ({"WEBHOOK_SECRETS": "whsec_"}, "at least 24 random bytes"),
    ({"WEBHOOK_SECRETS": "whsec_c2hvcnQ="}, "at least 24 random bytes"),
    ({"WEBHOOK_SECRETS": "whsec_" + "ü" * 40}, "in base64"),
    ({"WEBHOOK_SECRETS": "whsec_" + "a!" * 40}, "in base64"),
    ({"WEBHOOK_SECRETS": SECRET.removeprefix("whsec_")}, "WEBHOOK_SECRETS"),
    ({"WEBHOOK_SECRETS": f"{SECRET} nonsense"}, "WEBHOOK_SECRETS"),
    ({"TIMEZONE": "Mars/Base"}, "TIMEZONE must name a zone"),
    ({"TIMEZONE": "../etc/passwd"}, "TIMEZONE must name a zone"),
    ({"TIMEZONE": ""}, "TIMEZONE must name a zone"),
    ({"SMTP_PORT": "99999"}, "SMTP_PORT must be a port"),
    ({"SMTP_PORT": "0"}, "SMTP_PORT must be a port"),
    ({"SMTP_PORT": "mail"}, "SMTP_PORT must be a whole number"),
    ({"SMTP_PORT": "9" * 5000}, "SMTP_PORT must be a whole number"),
    ({"PORT": "99999"}, "PORT must be a port"),
    ({"PROXY_HOPS": "-1"}, "PROXY_HOPS must be a whole number"),
    ({"RATE_LIMIT_STORAGE": "postgresql://x"}, "RATE_LIMIT_STORAGE must be memory://"),
    ({"RATE_LIMIT_STORAGE": ""}, "RATE_LIMIT_STORAGE must be memory://"),
    ({"SMTP_TLS": "yes"}, "SMTP_TLS must be"),
    ({"PUBLIC_URL": "jury.example"}, "PUBLIC_URL must be a whole address"),
    ({"PUBLIC_URL": "https://"}, "PUBLIC_URL must be a whole address"),
    ({"PUBLIC_URL": "https://jury.example:99999"}, "PUBLIC_URL must be"),
    ({"PUBLIC_URL": "https://ju ry.example"}, "PUBLIC_URL must be"),
    ({"MARKETPLACE_LOGIN_URL": "/login"}, "MARKETPLACE_LOGIN_URL must be"),
    ({"MARKETPLACE_LOGIN_URL": "javascript://m/x"}, "MARKETPLACE_LOGIN_URL"),
    ({"WEBHOOK_URL": "ftp://m.example"}, "WEBHOOK_URL must be"),
    ({"MAIL_FROM": "jury"}, "MAIL_FROM must be one address"),
    ({"MAIL_FROM": "Jury <jury@m.example>"}, "MAIL_FROM must be one address"),
    ({"MAIL_FROM": "a@b\nBcc: c@d"}, "MAIL_FROM must be one address"),
]


def read(tmp_path: Path, **more: str) -> Config:
    return Config.from_env(GOOD | {"DATA_DIR": str(tmp_path)} | more)


@pytest.mark.parametrize(("more", "sentence"), REFUSED)
def test_a_setting_that_cannot_work_is_refused_with_its_name(
    tmp_path: Path, more: dict[str, str], sentence: str
) -> None:
    with pytest.raises(BadConfiguration, match=re.escape(sentence)) as refusal:
        read(tmp_path, **more)
    assert str(refusal.value).endswith(".")


def test_settings_that_work_are_taken_as_they_are(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        **HOOK,
        WEBHOOK_SECRETS=f"{SECRET} {SECRET}",
        TIMEZONE="Europe/Berlin",
        SMTP_PORT="587",
        PUBLIC_URL="https://jury.example/",
        MARKETPLACE_LOGIN_URL="https://m.example/in/?from=jury",
        MAIL_FROM="jury@m.example",
    )
    assert config.webhook_secrets == (SECRET, SECRET)
    assert config.public_url == "https://jury.example"
    assert config.marketplace_login_url == "https://m.example/in/?from=jury"


def test_a_secret_that_is_printed_serves_a_trial_and_nothing_else(
    tmp_path: Path,
) -> None:
    pages = [TOP / "README.md", *(TOP / "docs").rglob("*.md")]
    printed = {
        secret
        for page in pages
        for secret in re.findall(r"whsec_[\w+/=]{8,}", page.read_text())
    }
    assert printed
    for secret in printed:
        read(tmp_path, WEBHOOK_SECRETS=secret, JURY_ENV="sandbox")
        with pytest.raises(BadConfiguration, match="the documentation prints"):
            read(tmp_path, WEBHOOK_SECRETS=secret)


@pytest.mark.parametrize("port", ["99999", "0", "-1", "web", "８０８０"])
def test_a_port_that_cannot_be_is_said_in_a_sentence(tmp_path: Path, port: str) -> None:
    run = subprocess.run(
        [sys.executable, "scripts/run.py"],
        cwd=TOP,
        env={"PORT": port, "DATA_DIR": str(tmp_path), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert f"Port {port} cannot be used" in run.stdout
    assert run.stderr == ""


def test_a_sandbox_begun_by_several_processes_at_once_has_one_secret(
    tmp_path: Path,
) -> None:
    together = Barrier(16)

    def begin(court: Path) -> str:
        together.wait()
        return read(court, SECRET_KEY="", JURY_ENV="sandbox").secret_key

    with ThreadPoolExecutor(16) as processes:
        for number in range(8):
            court = tmp_path / str(number)
            secrets = set(processes.map(begin, [court] * 16))
            assert len(secrets) == 1
            assert min(map(len, secrets)) == 64


@pytest.mark.parametrize("left", ["", "half a sec"])
def test_a_sandbox_whose_secret_was_not_written_to_its_end_gets_a_whole_one(
    tmp_path: Path, left: str
) -> None:
    (tmp_path / "secret-key").write_text(left)
    first, again = (
        read(tmp_path, SECRET_KEY="", JURY_ENV="sandbox").secret_key for _ in range(2)
    )
    assert first == again
    assert len(first) == 64
