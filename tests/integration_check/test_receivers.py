"""A receiver that is wrong in one way fails the story about it, with its sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_babel import force_locale, gettext

from jury.trial import faults, money_faults
from jury.trial.court import Court, TrialSettings
from jury.trial.faults import Fault
from jury.trial.receiver import Receiver, not_reached
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


NEXT = "whsec_" + "bmV3ZXIt" * 4


def play(
    court: Court, name: str, marketplace: Marketplace, *, next_secret: str = ""
) -> Ending:
    """One story against one receiver."""
    (story,) = [one for one in STORIES if one.name == name]
    with marketplace.listening() as url:
        receiver = Receiver(
            url=url,
            secret=SECRET,
            next_secret=next_secret,
            state_url=url,
            patience=0.3,
        )
        (ending,) = run([story], court=court, key=KEY, receiver=receiver)
    return ending


WRONG = (
    ("BreaksDown", "won", faults.NothingTaken),
    ("BreaksDown", "late", faults.NothingTaken),
    ("BreaksDown", "rotated", faults.NothingTaken),
    ("BreaksDown", "out-of-order", faults.NothingTaken),
    ("KnowsAnotherSecret", "won", faults.SecretRefused),
    ("KnowsAnotherSecret", "late", faults.SecretRefused),
    ("KnowsAnotherSecret", "rotated", faults.SecretRefused),
    ("ListensElsewhere", "won", faults.NobodyThere),
    ("BreaksAtScreening", "won", faults.NotTaken),
    ("IgnoresSignatures", "forged", faults.ForgedTaken),
    ("WritesItAgain", "spelled", faults.SpellingRefused),
    ("IgnoresAge", "stale", faults.StaleTaken),
    ("JudgesAgeByTheEvent", "late", faults.LateRefused),
    ("RefusesWhatIsOld", "late", faults.LateRefused),
    ("KnowsOneSignature", "rotated", faults.RotatedRefused),
    ("PaysEveryTime", "twice", money_faults.PaidTwice),
    ("TrustsTheOrder", "out-of-order", faults.StageBehind),
    ("KnowsNoScreening", "silent", faults.StageBehind),
    ("KnowsNoReferral", "hung", faults.StageBehind),
    ("HearsOnce", "extended", faults.ExtensionRefused),
    ("EndsByTheClock", "extended", faults.EndedByTheClock),
    ("NeverGoesBack", "appealed-by-buyer", faults.StageBehind),
    ("PaysAtTheVerdict", "appealed-by-seller", money_faults.PaidEarly),
    ("PaysTheVerdict", "return-contested", money_faults.PaidOther),
    ("PaysAtTheEnd", "return-accepted", money_faults.PaidEarly),
    ("PaysOnceItIsBack", "exchanged", money_faults.PaidEarly),
    ("PaysTheVerdict", "not-sent-again", money_faults.PaidOther),
    ("NeverAnswers", "withdrawn", money_faults.NoAnswer),
    ("HasAnotherKey", "withdrawn", money_faults.AnswerRefused),
    ("AnswersInItsOwnWords", "withdrawn", money_faults.AnswerRefused),
    ("AnswersOnlyPayments", "withdrawn", money_faults.NoAnswer),
    ("GivesNoNonce", "nonce", money_faults.NoNonce),
    ("ShoutsItsNonce", "nonce", money_faults.NonceRefused),
    ("KnowsTheAwardOnly", "changed", money_faults.PaymentUnanswered),
    ("NamesNoKey", "changed", money_faults.PaymentUnanswered),
    ("PaysTheAdvanceAgain", "advance-kept", money_faults.AdvanceForgotten),
    ("NeverTakesBack", "advance-returned", money_faults.PaidBeside),
    ("MovesTheAwardOnly", "compensated", money_faults.PaidBeside),
    ("PaysWhatIsHeld", "settled", money_faults.PaidOther),
    ("PaysInYuan", "settled", money_faults.PaidInOtherUnits),
    ("PaysMinorAsYuan", "won", money_faults.PaidInOtherUnits),
    ("AlwaysPays", "unknown", money_faults.OtherAnswer),
    ("PaysAllTheSame", "refused", money_faults.PaidAnyway),
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


def test_a_secret_that_it_lacks_at_the_end_of_a_rotation_is_named(
    court: Court,
) -> None:
    ending = play(court, "rotated", Marketplace(court.url, KEY), next_secret=NEXT)
    assert type(ending.fault) is faults.NextRefused


def test_who_takes_too_long_is_told_how_long_the_court_waits() -> None:
    fault = not_reached("dispute.admitted", "ReadTimeout")
    assert (type(fault), fault.params["seconds"]) == (faults.TooSlow, 10)


def test_what_was_right_with_one_fault_is_right_in_the_end(court: Court) -> None:
    made = Marketplace(court.url, KEY)
    for name in ("withdrawn", "rotated", "forged"):
        assert play(court, name, made).fault is None
