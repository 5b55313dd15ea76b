"""The receiver that the documentation prints passes every story."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask_babel import force_locale

from config import BadConfiguration, Config
from jury.trial import KEY, integration_check, money_faults
from jury.trial.receiver import is_secret
from jury.trial.run import Ending
from jury.trial.stories import STORIES
from jury.trial.telling import explanation
from tests.integration_check.marketplace import SECRET
from tests.ports import free_port

RECEIVER = Path(__file__).parents[2] / "docs" / "integration" / "receiver.py"
NEXT = "whsec_" + "bmV3ZXIt" * 4
Check = Callable[..., Result]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The court on trial brings its own database; that of the command is of no use."""
    return sqlite_url


@pytest.fixture
def check(app: Flask) -> Check:
    def run(*arguments: str) -> Result:
        with app.app_context():
            return app.test_cli_runner().invoke(integration_check, list(arguments))

    return run


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def receiver(port: int) -> Iterator[str]:
    """The printed receiver, started as its page says; its address."""
    own = free_port()
    environ = {
        "PATH": os.environ["PATH"],
        "PORT": str(own),
        "WEBHOOK_SECRETS": f"{SECRET} {NEXT}",
        "JURY_URL": f"http://127.0.0.1:{port}/api/v1",
        "JURY_KEY": KEY,
    }
    with subprocess.Popen(
        [sys.executable, str(RECEIVER)], env=environ, stderr=subprocess.DEVNULL
    ) as running:
        yield f"http://127.0.0.1:{own}"
        running.kill()


def test_the_reference_receiver_passes_every_story(
    check: Check, receiver: str, port: int
) -> None:
    told = ["--secret", SECRET, "--next-secret", NEXT, "--state", receiver]
    result = check(receiver, *told, "--port", str(port), "--language", "en")
    assert result.exit_code == 0, result.output
    whole = len(STORIES)
    assert f"{whole} of {whole} stories passed." in result.output
    assert result.output.count("pass ") == whole >= 16


def test_the_reference_receiver_is_short() -> None:
    assert len(RECEIVER.read_text().splitlines()) <= 60


def test_it_lists_its_stories_in_both_languages(check: Check) -> None:
    assert "A jury decides for the buyer." in check("--list", "--language", "C").output
    listed = check("--list", "--language", "zh_CN.UTF-8").output
    assert all(story.name in listed for story in STORIES)
    assert "评审团" in listed


def test_without_an_address_it_says_what_it_needs(check: Check) -> None:
    result = check("--language", "en")
    assert result.exit_code == 2
    assert "where your receiver listens" in result.output


NO_SECRET, NO_ADDRESS = "is not a webhook secret", "is not an address"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["http://127.0.0.1:9/", "--secret", "notasecret"], f"--secret {NO_SECRET}"),
        (["http://127.0.0.1:9/", "--secret", "whsec_c2hvcnQ="], NO_SECRET),
        (
            ["http://127.0.0.1:9/", "--secret", SECRET, "--next-secret", "whsec_ü"],
            f"--next-secret {NO_SECRET}",
        ),
        (["127.0.0.1:9000", "--secret", SECRET], f"URL {NO_ADDRESS}"),
        (
            ["http://127.0.0.1:9/", "--secret", SECRET, "--state", "localhost:9"],
            f"--state {NO_ADDRESS}",
        ),
    ],
)
def test_what_no_story_could_pass_with_is_refused_at_once(
    check: Check, told: list[str], said: str
) -> None:
    result = check(*told, "--language", "en")
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert "notasecret" not in result.output


@pytest.mark.parametrize("written", ["", "whsec_", "whsec_c2hvcnQ=", "b2xkZXIt", NEXT])
def test_a_secret_is_one_here_when_a_court_takes_it_too(written: str) -> None:
    given = {"WEBHOOK_SECRETS": f"{SECRET} {written}", "JURY_ENV": "sandbox"}
    try:
        is_taken = len(Config.from_env(given).webhook_secrets) == 2
    except BadConfiguration:
        is_taken = False
    assert is_secret(written) is is_taken


def test_one_mistake_is_told_once_with_every_story_it_spoils(app: Flask) -> None:
    sums = [(19200, 12600), (19200, 7000)]
    other = [money_faults.PaidOther(paid=paid, wanted=wanted) for paid, wanted in sums]
    again = money_faults.NoAnswer(ref="check-1", seconds=5)
    found = [*other, again, None, money_faults.NoAnswer(ref="check-2", seconds=5)]
    endings = [
        Ending(story, fault, 0.1) for story, fault in zip(STORIES, found, strict=False)
    ]
    with app.test_request_context(), force_locale("en"):
        told = "\n".join(explanation(endings, sees_state=True))
    names = [story.name for story in STORIES]
    assert told.count("It paid 19200") == told.count("It took refund") == 1
    assert f"The same in 2 stories: {names[0]}, {names[1]}." in told
    assert f"The same in 2 stories: {names[2]}, {names[4]}." in told
    assert told.count("With other sums") == 2
    assert "1 of 5 stories passed." in told


def test_what_is_wrong_stands_under_the_table(check: Check, port: int) -> None:
    told = ["--secret", SECRET, "--story", "won", "--port", str(port)]
    result = check("http://127.0.0.1:9/", *told, "--language", "en")
    assert result.exit_code == 1
    for said in ("FAIL", "no answer came", "0 of 1", "Without --state"):
        assert said in result.output


def test_a_port_that_is_taken_is_said_in_words(check: Check) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = str(other.getsockname()[1])
        told = ["--secret", SECRET, "--port", taken, "--language", "en"]
        result = check("http://127.0.0.1:9/", *told)
    assert result.exit_code == 1
    assert f"Port {taken} cannot be used." in result.output
