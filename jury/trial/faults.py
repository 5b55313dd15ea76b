"""What a receiver can do wrong, in a sentence each, and where the right way stands."""

from typing import ClassVar

from jury.domain.errors import N_

PAGE = "docs/integration.md"


class Fault(Exception):
    """A receiver did something wrong; the story it happened in has failed."""

    sentence: ClassVar[str]
    # The heading in docs/integration.md, as it is printed there.
    place: ClassVar[str]

    def __init__(self, **params: object) -> None:
        """Remember what fills the sentence."""
        self.params = params
        super().__init__(type(self).__name__)


class NotReached(Fault):
    """Nothing came back at all."""

    sentence = N_(
        "%(type)s was sent, and no answer came (%(answer)s): is it listening at this "
        "address, and does it answer within ten seconds?"
    )
    place = "The answer"


class NotTaken(Fault):
    """A good event was not taken."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, which was signed as it should be. Only a "
        "2xx says that an event was received."
    )
    place = "The answer"


class LateRefused(NotTaken):
    """A good event was not taken because it happened long ago."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, which happened long ago and was sent just "
        "now. Judge the age by the header webhook-timestamp, not by `timestamp`."
    )
    place = "The signature"


class RotatedRefused(NotTaken):
    """A good event was not taken while the secret was rotated."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, which carried two signatures while the "
        "secret was rotated. Take an event when any of them is right."
    )
    place = "The signature"


class ExtensionRefused(NotTaken):
    """The second event of one hearing was not taken: its poll was extended."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, which came while a poll was extended: too "
        "few had voted. A stage may follow itself, and gets a later `closes_at`."
    )
    place = "Duplicates and order"


class SpellingRefused(NotTaken):
    """A good event was not taken because of the spaces in its JSON."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, whose JSON is spaced as few programs "
        "write it, and which was signed as it should be. Check the signature over the "
        "bytes as they came, before anything parses them."
    )
    place = "The signature"


class ForgedTaken(Fault):
    """A forged event was taken."""

    sentence = N_(
        "It answered %(answer)s to an event with a wrong signature. Check it over the "
        "bytes as they came, and refuse what does not fit."
    )
    place = "The signature"


class StaleTaken(Fault):
    """An event sent long ago was taken: somebody may have recorded it."""

    sentence = N_(
        "It answered %(answer)s to an event that was signed an hour ago. Refuse what "
        "is older than five minutes by the header webhook-timestamp."
    )
    place = "The signature"


class NoAnswer(Fault):
    """An instruction was received and not answered."""

    sentence = N_(
        "It took refund.instructed, and within %(seconds)s seconds posted no answer to "
        "/refunds/%(ref)s/answers that the court could take."
    )
    place = "Whom to pay"


class AnswerRefused(NoAnswer):
    """An instruction was answered, and the court refused the answer."""

    sentence = N_(
        "It took refund.instructed and posted to /refunds/%(ref)s/answers, which the "
        "court refused with %(status)s: %(said)s"
    )


class OtherAnswer(Fault):
    """An instruction was answered, and not as it was asked."""

    sentence = N_("It answered %(said)s about %(ref)s, where %(wanted)s was expected.")
    place = "Whom to pay"


class PaidEarly(Fault):
    """Money moved before anything was final."""

    sentence = N_(
        "It paid %(paid)s while the money was still held. Only refund.instructed asks "
        "to pay."
    )
    place = "Whom to pay"


class PaidTwice(Fault):
    """Money moved more than once."""

    sentence = N_(
        "It paid %(paid)s where %(wanted)s was due: it paid more than once. Pay once "
        "for each `enforcement`, however often you are told."
    )
    place = "Duplicates and order"


class PaidOther(Fault):
    """Another sum moved than was awarded."""

    sentence = N_(
        "It paid %(paid)s to the buyer, where refund.instructed said %(wanted)s."
    )
    place = "Whom to pay"


class PaidAnyway(Fault):
    """Money moved although the receiver said that it would not, or could not tell."""

    sentence = N_(
        "It paid %(paid)s, and answered that it had not. References that begin with "
        "%(prefix)s ask it not to pay."
    )
    place = "What it is asked to do"


class StageBehind(Fault):
    """The receiver has another picture of the dispute than the events give."""

    sentence = N_(
        "It says that the dispute stands at %(said)s, but the events say %(wanted)s. "
        "Of two events of a dispute the one with the higher `sequence` is the newer."
    )
    place = "Duplicates and order"


class EndedByTheClock(StageBehind):
    """The receiver ended a hearing because the time told for it had passed."""

    sentence = N_(
        "It says that the dispute stands at %(said)s, but the events say %(wanted)s: "
        "the poll was extended. A `closes_at` that has passed ends nothing; only an "
        "event does."
    )


class StateUnreadable(Fault):
    """The address for states gives nothing that can be compared."""

    sentence = N_("GET %(url)s gave %(said)s, not JSON with `stage` and `paid_minor`.")
    place = "What it says of itself"
