"""A receiver that is wrong in one way fails the story about it, with its sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_babel import force_locale, gettext

from jury.trial import faults
from jury.trial.court import Court, TrialSettings
from jury.trial.faults import Fault
from jury.trial.receiver import Receiver
from jury.trial.run import Ending, run
from jury.trial.stories import STORIES
from tests import databases
from tests.databases import Run
from tests.integration_check import wrong as wrong_ones
from tests.integration_check.marketplace import SECRET, Marketplace

KEY = "jury_known-beforehand"
PAGE = Path(__file__).parents[2] / "docs" / "integration.md"


@pytest.fixture(scope="module")
def court(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """One court for all stories of this module."""
    with databases.sqlite_database(run) as url:
        made = Court(
            TrialSettings(
                data_dir=tmp_path_factory.mktemp("trial"),
                database_url=url,
                secret_key=databases.SECRET_KEY,
            )
        )
        made.make_key(KEY)
        made.hire("a long password")
        with made.serving(0):
            yield made


def play(court: Court, name: str, marketplace: Marketplace) -> Ending:
    """One story against one receiver."""
    (story,) = [one for one in STORIES if one.name == name]
    with marketplace.listening() as url:
        receiver = Receiver(url=url, secret=SECRET, state_url=url, patience=0.3)
        (ending,) = run([story], court=court, key=KEY, receiver=receiver)
    return ending


WRONG = (
    ("BreaksDown", "won", faults.NotTaken),
    ("IgnoresSignatures", "forged", faults.ForgedTaken),
    ("WritesItAgain", "spelled", faults.SpellingRefused),
    ("IgnoresAge", "stale", faults.StaleTaken),
    ("JudgesAgeByTheEvent", "late", faults.LateRefused),
    ("KnowsOneSignature", "rotated", faults.RotatedRefused),
    ("PaysEveryTime", "twice", faults.PaidTwice),
    ("TrustsTheOrder", "out-of-order", faults.StageBehind),
    ("KnowsNoScreening", "silent", faults.StageBehind),
    ("KnowsNoReferral", "hung", faults.StageBehind),
    ("HearsOnce", "extended", faults.ExtensionRefused),
    ("EndsByTheClock", "extended", faults.EndedByTheClock),
    ("NeverGoesBack", "appealed-by-buyer", faults.StageBehind),
    ("PaysAtTheVerdict", "appealed-by-seller", faults.PaidEarly),
    ("PaysTheVerdict", "return-contested", faults.PaidOther),
    ("PaysAtTheEnd", "return-accepted", faults.PaidEarly),
    ("PaysOnceItIsBack", "exchanged", faults.PaidEarly),
    ("PaysTheVerdict", "not-sent-again", faults.PaidOther),
    ("NeverAnswers", "withdrawn", faults.NoAnswer),
    ("HasAnotherKey", "withdrawn", faults.AnswerRefused),
    ("AnswersInItsOwnWords", "withdrawn", faults.AnswerRefused),
    ("AnswersOnlyPayments", "withdrawn", faults.NoAnswer),
    ("PaysWhatIsHeld", "settled", faults.PaidOther),
    ("AlwaysPays", "unknown", faults.OtherAnswer),
    ("PaysAllTheSame", "refused", faults.PaidAnyway),
    ("SaysNothing", "lost", faults.StateUnreadable),
    ("SaysSumsInWords", "lost", faults.StateUnreadable),
)


@pytest.mark.parametrize(("wrong", "story", "fault"), WRONG)
def test_a_receiver_that_is_wrong_fails_the_story_about_it(
    court: Court, wrong: str, story: str, fault: type[Fault]
) -> None:
    made: type[Marketplace] = getattr(wrong_ones, wrong)
    ending = play(court, story, made(court.url, KEY))
    assert type(ending.fault) is fault
    with court.app.test_request_context(), force_locale("zh_Hans"):
        assert "%(" not in gettext(fault.sentence, **ending.fault.params)
    assert f"**{fault.place}" in PAGE.read_text()


def test_every_story_has_a_receiver_that_is_wrong_in_its_way() -> None:
    assert {story for _wrong, story, _fault in WRONG} == {one.name for one in STORIES}


def test_nobody_there_is_told_apart(court: Court) -> None:
    receiver = Receiver(url="http://127.0.0.1:9/", secret=SECRET)
    (ending,) = run(STORIES[:1], court=court, key=KEY, receiver=receiver)
    assert type(ending.fault) is faults.NotReached
    assert ending.fault.params["answer"] == "ConnectError"


def test_what_was_right_with_one_fault_is_right_in_the_end(court: Court) -> None:
    made = Marketplace(court.url, KEY)
    for name in ("withdrawn", "rotated", "forged"):
        assert play(court, name, made).fault is None
