"""What both sides say of a parcel: kept as written, and covered for the other side.

Of an exchange each parcel has words of its own. A statement about one is no part of
the file that a jury hears.
"""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import N_, Invalid, TooMany
from jury.domain.lifecycle import Side
from jury.services.screening import texts
from jury.services.submissions.submit import MOST_VERSIONS
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, Statement, last_version
from jury.storage.money.returns import Journey

LENGTH = 2000


@dataclass(frozen=True)
class Words:
    """What a side writes, and in which language."""

    text: str
    language: str


def source_of(row: Journey, side: Side) -> str:
    """Under which name the covered text of a side is kept."""
    return f"{row.name}:{side}"


def keep_words(
    dispute: Dispute, side: Side, words: Words, *, of: Journey, now: datetime
) -> Statement:
    """Keep what a side says as a new version, and its covered form beside it."""
    if words.language not in texts.LANGUAGES:
        raise Invalid({"language": N_("Please choose Chinese or English.")})
    said = texts.clean(words.text, field="text", most=LENGTH)
    version = last_version(dispute.id, side, of.name) + 1
    if version > MOST_VERSIONS:
        raise TooMany(N_("This was corrected too often."))
    statement = Statement(
        dispute_id=dispute.id,
        side=side.value,
        kind=of.name,
        version=version,
        text=said,
        language=words.language,
        written_at=now,
    )
    current_session().add(statement)
    texts.keep_redacted(
        dispute, source_of(of, side), said, language=words.language, side=side
    )
    return statement
