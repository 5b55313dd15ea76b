"""A juror asks for evidence: one line of a fixed form, once, before their vote.

As secret as a ballot, and sealed as ballots are. Who asked, how many, and how near
that is to what the policy wants, nobody learns while the poll is open: nothing here
moves a due time or writes an event. The sweep looks on its grid; see `inquiry`.
"""

import secrets
from datetime import datetime

from jury.domain.asking import Ask
from jury.domain.case.chains import digest
from jury.domain.deadlines import bucket
from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow, TooEarly
from jury.domain.lives.part_states import SummonsState
from jury.services.hearing.poll import refuse_not_seated, what_is_missing
from jury.services.law.rules import rules_of
from jury.services.proof import audit
from jury.storage.base import current_session
from jury.storage.casting import Voter, get_voter
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Summons
from jury.storage.inquiries import JurorQuestion, find_question

PUT = "question.put"


class HasAsked(AlreadyDone):
    """Each juror asks once."""

    code = "asked_already"
    sentence = N_("You have asked already. That cannot be changed.")


class NotAsked(NotNow):
    """The policy lets nobody ask, or the jury has asked."""

    code = "not_asked"
    sentence = N_("Nothing can be asked for in this vote any more.")


def may_ask(dispute: Dispute, summons: Summons) -> bool:
    """Whether a juror may ask who has not asked yet, as far as a page may tell."""
    return (
        bool(rules_of(dispute).asks)
        and summons.state == SummonsState.ACCEPTED.value
        and summons.draw.asked_at is None
    )


def put_question(summons_id: str, juror_id: int, code: str, *, now: datetime) -> Ask:
    """Ask for one thing, finally; raises TooEarly before the whole file was read.

    Whoever asks may vote all the same, and whether or not the jury asks with them.
    """
    voter = get_voter(summons_id, juror_id)
    _refuse(voter, now=now)
    asks = {one.code: one for one in rules_of(voter.dispute).asks}
    if code not in asks:
        raise Invalid({"ask": N_("Please choose what the jury should see.")})
    summons = voter.summons
    question = JurorQuestion(
        summons_id=summons.id,
        code=code,
        asked_bucket_at=bucket(now),
        salt=secrets.token_hex(16),
    )
    current_session().add(question)
    current_session().flush()
    audit.append(
        audit.ballot_chain(summons.draw.id),
        PUT,
        {"question": question_seal(question)},
        actor="juror",
        now=question.asked_bucket_at,
    )
    return asks[code]


def question_seal(question: JurorQuestion) -> str:
    """What the log says of a question: it binds what was asked and tells nothing."""
    content = {"summons": question.summons_id, "code": question.code}
    return digest({**content, "salt": question.salt})


def _refuse(voter: Voter, *, now: datetime) -> None:
    summons, dispute = voter.summons, voter.dispute
    refuse_not_seated(summons, voter.seat, now=dispute.window_time(now))
    if find_question(summons.id) is not None:
        raise HasAsked
    if not may_ask(dispute, summons) or _is_closing(summons.draw):
        raise NotAsked
    left = what_is_missing(summons, voter.reading, now=now)
    if not left.is_nothing:
        raise TooEarly(
            seconds_left=left.seconds_left, unopened=left.undelivered + left.unopened
        )


def _is_closing(draw: Draw) -> bool:
    """Whether its close is set: a question would change nothing any more."""
    return draw.poll_closes_at is not None
